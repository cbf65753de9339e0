/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Loading a rule set: parse every file, check every statement. What a
 * criterion reads and which fields are wanted is noted on the way.
 */
#include <stdio.h>
#include <stdlib.h>

#include "shared/rules/check/check.h"

/* ---- criteria ---- */

static uint64_t
message_vars(const struct expanded_message *m)
{
	uint64_t vars = 0;

	for (size_t i = 0; i < m->nexpr; i++)
		vars |= m->expr[i]->vars;
	return vars;
}

/* The fields that are void where the requirement is not met. */
static void
check_voids(struct checker *c, const struct requirement *q, const struct pop *p,
    struct req *r)
{
	if (q->nvoids == 0)
		return;
	if (!c->defects || p == NULL || p->kind != POP_REGISTER) {
		check_fail(c, q->voids[0].place, "only a requirement on the "
		    "records of a register, in a criterion with a line "
		    "'defects', voids fields");
		return;
	}
	r->voids = ARENA_ARRAY(c->arena, q->nvoids, int);
	for (size_t i = 0; i < q->nvoids && !c->failed; i++)
		if (check_field(c, q->voids[i].place, p->reg,
		    q->voids[i].field, &r->voids[i]))
			r->nvoids++;
}

/* p is the population of its first variable; NULL: it has none. */
static struct req *
check_requirement(struct checker *c, const struct requirement *q,
    const struct scope *s, const struct pop *p)
{
	struct req *r = ARENA_NEW(c->arena, struct req);

	r->number = ++c->r->nrequirements;
	r->grade = q->grade;
	r->place = q->place;
	r->expr = check_truth(c, q->expr, s);
	r->declared = check_messages(c, &q->messages, s, &r->message, &r->otherwise);
	if (!c->failed)
		check_voids(c, q, p, r);
	return r;
}

static uint64_t
requirement_vars(const struct req *r)
{
	uint64_t vars = r->expr->vars | message_vars(&r->message) |
	    message_vars(&r->otherwise);

	return r->declared == NULL ? vars : vars | r->declared->vars;
}

/* One `every`, and the stand-alone requirements found below it. */
static struct part **
check_part(struct checker *c, struct clause_part *a, struct part **last)
{
	struct part *part = ARENA_NEW(c->arena, struct part), *alone;
	struct req **last_req = &part->req;
	const struct scope *s = NULL;
	struct scope in[2];
	uint64_t own = 0;

	/* What is bound: one population, or one within another. */
	part->npops = a->nbind;
	if (a->nbind > 0) {
		*last = part;
		last = &part->next;
	}
	for (size_t i = 0; i < a->nbind && !c->failed; i++) {
		if (check_binder(c, s, &(struct binding){ .as = &a->bind[i],
		    .member = true, .in = &in[i],
		    .pop = &part->pop[i], .where = &part->where[i] }))
			own |= (uint64_t)1 << in[i].slot;
		s = &in[i];
	}
	if (!c->failed && part->npops > 0 && part->pop[0].vars != 0)
		check_fail(c, a->bind[0].place, "the first population cannot "
		    "depend on a variable");
	/* Those that look at no member stand alone. */
	for (const struct requirement *q = a->requirement;
	    q != NULL && !c->failed; q = q->next) {
		struct req *r = check_requirement(c, q, s,
		    part->npops > 0 ? &part->pop[0] : NULL);

		if (c->failed)
			break;
		if ((requirement_vars(r) & own) != 0) {
			*last_req = r;
			last_req = &r->next;
			continue;
		}
		alone = ARENA_NEW(c->arena, struct part);
		alone->req = r;
		*last = alone;
		last = &alone->next;
	}
	c->nslots = c->nmembers = 0;
	return last;
}

static const char *
seed_at(const void *ctx, size_t i)
{
	const struct coded_list *l = ctx;

	return i < l->nrows ? l->cell[i * l->ncolumns + 1] : NULL;
}

/* Where the standard lists the seeds (second column), others are mistakes. */
static void
check_seeds(struct checker *c, const struct criterion_ast *a)
{
	const struct standard *s = c->r->standard;
	int list = standard_list(s, STR("seeds"));
	const struct coded_list *l;

	if (list < 0 || s->list[list].ncolumns < 2)
		return;
	l = &s->list[list];
	for (size_t i = 0; i < a->nseeds && !c->failed; i++) {
		size_t k = 0;

		while (k < l->nrows && !str_is(a->seed[i], seed_at(l, k)))
			k++;
		if (k == l->nrows)
			check_unknown(c, a->place, a->seed[i], seed_at, l,
			    "there is no seed '%.*s'", STR_ARG(a->seed[i]));
	}
}

static void
note_assigned(struct checker *c, struct crit *k)
{
	for (const struct part *p = k->part; p != NULL; p = p->next) {
		for (size_t i = 0; i < p->npops; i++)
			check_assigned(c, p->where[i], COUNTS_AGAINST,
			    &k->assigned);
		for (const struct req *q = p->req; q != NULL; q = q->next)
			check_assigned(c, q->expr, COUNTS_FOR, &k->assigned);
	}
}

static void
check_criterion(struct checker *c, struct criterion_ast *a, struct crit *k)
{
	const struct standard *s = c->r->standard;
	struct part **last = &k->part;
	char number[RULES_MAX_NAME + 1];

	/* What its lines say. */
	snprintf(number, sizeof(number), "%.*s", (int)a->clause.n, a->clause.p);
	k->id = check_keep(c, a->id);
	k->title = check_keep(c, a->title);
	k->clause = check_keep(c, a->clause);
	k->stage = check_keep(c, a->stage);
	k->asks = check_keep(c, a->asks);
	k->source = a->source;
	k->by_document = a->by_document;
	k->no_breadth = a->no_breadth;
	k->needs_members = a->needs_members;
	k->defects = a->defects;
	k->nseeds = a->nseeds;
	k->seed = ARENA_ARRAY(c->arena, a->nseeds, const char *);
	for (size_t i = 0; i < a->nseeds; i++)
		k->seed[i] = check_keep(c, a->seed[i]);
	k->reads = ARENA_ARRAY(c->arena, s->nregisters, bool);
	k->fields = ARENA_ARRAY(c->arena, s->nregisters, bool *);
	/* What it is about is in the standard. */
	check_seeds(c, a);
	if (standard_clause(s, a->clause) < 0 && !str_is(a->clause, "cycle") &&
	    !str_is(a->clause, "data")) {
		check_unknown(c, a->clause_place, a->clause, check_clause_at, s,
		    "the standard has no clause '%s'; cycle and data are the "
		    "others", number);
		return;
	}
	/* Its requirements, and the registers that they read. */
	c->reads = k->reads;
	c->defects = k->defects;
	c->fields = k->fields;
	for (struct clause_part *p = a->part; p != NULL && !c->failed;
	    p = p->next)
		last = check_part(c, p, last);
	if (a->needs_where != NULL && !c->failed)
		k->needs_where = check_truth(c, a->needs_where, NULL);
	if (!c->failed)
		note_assigned(c, k);
	c->nslots = c->nmembers = 0;
	c->reads = NULL;
	c->fields = NULL;
}

static void
check_doubles(struct checker *c)
{
	const struct rules_ast *a = &c->r->ast;

	for (size_t i = 0; i < a->ncriteria && !c->failed; i++)
		for (size_t j = 0; j < i; j++)
			if (str_eq(a->criterion[i]->id, a->criterion[j]->id))
				check_fail(c, a->criterion[i]->place,
				    "criterion %.*s is there already: %.100s "
				    "line %u", STR_ARG(a->criterion[i]->id),
				    a->criterion[j]->place.file,
				    a->criterion[j]->place.line);
	for (size_t i = 0; i < a->ndefines && !c->failed; i++)
		for (size_t j = 0; j < i; j++)
			if (str_eq(a->define[i]->name, a->define[j]->name))
				check_fail(c, a->define[i]->place,
				    "'%.*s' is defined already: %.100s line %u",
				    STR_ARG(a->define[i]->name),
				    a->define[j]->place.file,
				    a->define[j]->place.line);
}

/* A definition whose parameters all name a register is checked by itself. */
static void
check_define_alone(struct checker *c, struct define_ast *d)
{
	const struct scope *s = NULL;
	struct scope in[8];

	for (size_t i = 0; i < d->nparams; i++) {
		int reg;

		if (d->param[i].reg.n == 0)
			return;
		if (!check_register(c, d->param[i].place, d->param[i].reg,
		    &reg))
			return;
		in[i] = (struct scope){ .name = d->param[i].name,
			.type = node_type(K_REF), .slot = c->nslots++,
			.up = s };
		in[i].type.reg = reg;
		s = &in[i];
	}
	c->alone = true;
	check_expr(c, d->body, s);
	c->alone = false;
	c->nslots = 0;
}

/* ---- loading ---- */

static int
parse_files(struct rules *r, struct err *e)
{
	const struct standard *s = r->standard;
	struct str dir = STR("criteria/"), end = STR(".rules");
	int status = 0;

	for (size_t i = 0; i < s->nfiles; i++) {
		struct str path = str_of(s->file[i].path);

		if (str_starts(path, dir) && str_ends(path, end) &&
		    rules_parse_file(&r->ast, s->file[i].text,
		    s->file[i].path, e) != 0)
			status = -1;
	}
	return status;
}

/* The number of a statement "WORD from N"; `unsaid` without one. */
static double
check_from(struct checker *c, struct ast *a, const char *word, double unsaid)
{
	struct node *n = a == NULL ? NULL : check_expr(c, a, NULL);

	if (n == NULL)
		return unsaid;
	if (n->op != OP_LIT || n->type.kind != K_NUMBER)
		check_fail(c, n->place, "'%s from' takes a number or a "
		    "parameter that is one", word);
	return n->lit.n;
}

/* Behind a statement: its mistake is noted, the next is checked afresh. */
static void
settle(struct checker *c)
{
	c->wrong |= c->failed;
	c->failed = c->r->ast.mistakes.n == RULES_MAX_MISTAKES ||
	    c->r->nnodes > RULES_MAX_NODES;
	c->nslots = c->nmembers = 0;
	c->depth = 0;
	c->reads = NULL;
	c->fields = NULL;
}

static void
check_statements(struct checker *c)
{
	struct rules *r = c->r;

	for (size_t i = 0; i < r->ast.ndefines && !c->failed; i++) {
		check_define_alone(c, r->ast.define[i]);
		settle(c);
	}
	r->crit = ARENA_ARRAY(c->arena, r->ast.ncriteria, struct crit);
	for (size_t i = 0; i < r->ast.ncriteria && !c->failed; i++) {
		check_criterion(c, r->ast.criterion[i], &r->crit[r->ncrit++]);
		settle(c);
	}
}

static void
check_all(struct checker *c)
{
	struct rules *r = c->r;
	struct milestone **last = &r->milestone;
	struct special **special = &r->special;
	struct fill **fill = &r->fill;

	/* Names first: nothing is put in before no circle is. */
	check_doubles(c);
	settle(c);
	if (!check_circles(c))
		return;
	check_statements(c);
	/* Statements of their own kinds. */
	for (struct special_ast *a = r->ast.special;
	    a != NULL && !c->failed; a = a->next) {
		*special = check_special(c, a);
		if (*special != NULL)
			special = &(*special)->next;
		settle(c);
	}
	for (struct fill_ast *a = r->ast.fill; a != NULL && !c->failed;
	    a = a->next) {
		*fill = check_fill(c, a);
		if (*fill != NULL)
			fill = &(*fill)->next;
		settle(c);
	}
	/* Numbers of the whole rule set. */
	c->r->breadth = check_from(c, c->r->ast.breadth, "breadth", 5);
	c->r->concentration = check_from(c, c->r->ast.concentration,
	    "concentration", 0);
	settle(c);
	/* Milestones last: their gates may ask for all of it. */
	for (struct milestone_ast *a = r->ast.milestone;
	    a != NULL && !c->failed; a = a->next) {
		check_milestone(c, a, last);
		if (*last != NULL)
			last = &(*last)->next;
		settle(c);
	}
}

int
rules_load(struct rules **out, const struct standard *s, struct err *e)
{
	return rules_load_all(out, s, NULL, e);
}

int
rules_load_all(struct rules **out, const struct standard *s,
    struct buf *mistakes, struct err *e)
{
	struct rules *r = mem_calloc(1, sizeof(*r));
	struct checker c = { .r = r, .arena = &r->arena, .e = e };

	*out = NULL;
	r->standard = s;
	r->index_entries = INDEX_MAX_ENTRIES;
	r->want = ARENA_ARRAY(&r->arena, s->nregisters, bool *);
	r->assigned = ARENA_ARRAY(&r->arena, s->nregisters, bool *);
	for (size_t i = 0; i < s->nregisters; i++) {
		r->want[i] = ARENA_ARRAY(&r->arena, s->reg[i].nfields, bool);
		r->assigned[i] = ARENA_ARRAY(&r->arena, s->reg[i].nfields,
		    bool);
	}
	r->cells = ARENA_ARRAY(&r->arena, s->nlists, struct set **);
	rules_ast_init(&r->ast, &r->arena);
	r->ast.mistakes.all = mistakes;
	if (parse_files(r, e) == 0) {
		check_all(&c);
		if (!c.failed && !c.wrong && whose_of(&r->whose, s, e) == 0) {
			r->ast.mistakes.all = NULL;
			*out = r;
			return 0;
		}
	}
	rules_free(r);
	return -1;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Results by document, and the sentences behind results without violations. */
#include "shared/base/message.h"
#include "shared/rules/result/blame.h"
#include "shared/rules/result/crit.h"
#include "shared/rules/run/reading.h"

/* How many, of how many; why follows. */
static const struct message undecided = { NULL, 0, "nn",
	"{1} of {2} cannot be decided: " };
/* Registers, as many as the second argument says. */
static const struct message never_supplied = { NULL, 0, "sn",
	"{2?the register|the registers} {1} {2?was|were} never supplied" };
/* One of them, with what the organisation says of it. */
static const struct message stated = { NULL, 0, "ss", "{1} ({2})" };

/* Of a register whose files lack columns: its title, their titles, how many. */
static const struct message no_column = { NULL, 0, "ssn",
	"{1} has no {3?column|columns} {2}" };

bool
crit_value_covers(const struct type *t, const struct val *x, struct str clause)
{
	struct val item;

	if (x->st != ST_GIVEN)
		return x->st == ST_EMPTY && t->all;
	if (t->kind != K_LIST)
		return clause_covers(x->s, clause);
	for (size_t i = 0; i < eval_nitems(x); i++) {
		eval_item(t, x, i, &item);
		if (clause_covers(item.s, clause))
			return true;
	}
	return false;
}

struct documents {
	struct eval *v;
	const struct special *s;
	struct str clause;
	uint64_t n;
	struct str first;   /* the least key */
};

static bool
document_step(void *ctx, uint32_t row)
{
	struct documents *d = ctx;
	struct val x;
	struct str key;

	if (d->s->where != NULL &&
	    reading_truth(d->v, d->s->where, NULL) != TRUE_)
		return true;
	eval_val(d->v, d->s->what, &x);
	if (!crit_value_covers(&d->s->what->type, &x, d->clause))
		return true;
	key = eval_key(d->v, d->s->pop.reg, row);
	if (d->n == 0 || str_cmp(key, d->first) < 0)
		d->first = key;
	d->n++;
	return true;
}

struct statements {
	struct eval *v;
	const struct special *s;
	struct str reg, first, is;
};

static bool
statement_step(void *ctx, uint32_t row)
{
	struct statements *t = ctx;
	struct val x;
	struct str key;

	if (t->s->where != NULL && eval_truth(t->v, t->s->where) != TRUE_)
		return true;
	eval_val(t->v, t->s->what, &x);
	if (x.st != ST_GIVEN || !str_eq(t->reg,
	    eval_text_of(t->v, &t->s->what->type, &x)))
		return true;
	eval_val(t->v, t->s->is, &x);
	key = eval_key(t->v, t->s->pop.reg, row);
	if (x.st == ST_GIVEN &&
	    (t->is.n == 0 || str_cmp(key, t->first) < 0)) {
		t->is = eval_text_of(t->v, &t->s->is->type, &x);
		t->first = key;
	}
	return true;
}

/* What the organisation says of a register, "" nothing. */
static struct str
statement_of(struct eval *v, int reg)
{
	struct statements t = { .v = v, .reg = str_of(v->std->reg[reg].name) };

	for (t.s = v->r->special; t.s != NULL; t.s = t.s->next)
		if (t.s->kind == SPECIAL_STATEMENT)
			pop_walk(v, &t.s->pop, 0, statement_step, &t);
	return t.is;
}

/* What is said of a register, in words: "kept elsewhere". */
static void
put_stated(struct eval *v, size_t r, struct buf *b)
{
	struct str is = statement_of(v, (int)r);
	struct buf words;

	if (is.n == 0) {
		buf_puts(b, v->std->reg[r].title);
		return;
	}
	buf_init(&words, BUF_MAX_DEFAULT);
	for (size_t i = 0; i < is.n; i++)
		buf_putc(&words, is.p[i] == '_' ? ' ' : is.p[i]);
	message_put(b, &stated, VALUES(v->std->reg[r].title,
	    buf_view(&words)));
	buf_fini(&words);
}

/* "the registers People (kept elsewhere) and Training were never supplied". */
static bool
say_missing(struct eval *v, const struct crit *k, struct buf *b)
{
	size_t n = 0, said = 0;
	struct buf names;

	for (size_t r = 0; r < v->std->nregisters; r++)
		n += k->reads[r] && !v->supplied[r];
	if (n == 0)
		return false;
	buf_init(&names, BUF_MAX_DEFAULT);
	for (size_t r = 0; r < v->std->nregisters; r++) {
		if (!k->reads[r] || v->supplied[r])
			continue;
		if (said > 0)
			buf_puts(&names, said + 1 == n ? " and " : ", ");
		put_stated(v, r, &names);
		said++;
	}
	message_put(b, &never_supplied, VALUES(buf_view(&names), n));
	buf_fini(&names);
	return true;
}

/*
 * "Services has no columns Owner and Customers; ...", behind `any` other reason;
 * false: there is neither.
 */
static bool
say_lacked(struct eval *v, size_t i, bool any, struct buf *b)
{
	for (size_t r = 0; r < v->std->nregisters; r++) {
		const struct schema *s = &v->std->reg[r];
		size_t n = 0, said = 0;
		struct buf names;

		for (size_t f = 0; f < s->nfields; f++)
			n += eval_lacks(v, i, r, f);
		if (n == 0)
			continue;
		buf_init(&names, BUF_MAX_DEFAULT);
		for (size_t f = 0; f < s->nfields; f++) {
			if (!eval_lacks(v, i, r, f))
				continue;
			buf_printf(&names, "%s%s", said == 0 ? "" :
			    said + 1 == n ? " and " : ", ", s->field[f].title);
			said++;
		}
		buf_puts(b, any ? "; " : "");
		message_put(b, &no_column, VALUES(s->title, buf_view(&names),
		    n));
		buf_fini(&names);
		any = true;
	}
	return any;
}

static void
explain(struct eval *v, size_t i, const struct criterion *c, struct buf *b)
{
	const struct crit *k = &v->r->crit[i];

	/* Only a result without a violation needs a reason. */
	switch (c->result) {
	case CRIT_NOT_EVIDENCED:
	case CRIT_NOT_ASSESSABLE:
		/* What is missing: good data, any record, or some values. */
		if (c->unknown > 0) {
			message_put(b, &undecided, VALUES(c->unknown, c->of));
			if (!say_lacked(v, i, say_missing(v, k, b), b) &&
			    !blame_say(v, k, b))
				buf_puts(b, "values are empty or lead nowhere");
		} else if (!say_missing(v, k, b)) {
			buf_puts(b, "there is no record to look at, and no nil "
			    "return that covers it");
		}
		return;
	case CRIT_NOTHING_TO_ASSESS:
		buf_puts(b, c->none_declared ?
		    "nothing to judge, as the organisation declares" :
		    "nothing to judge: no record is one that this asks about");
		return;
	case CRIT_MET:
	case CRIT_NOT_MET:
	case CRIT_BY_DOCUMENT:
	case CRIT__MAX:
		return;
	}
}

void
crit_finish(struct eval *v, size_t i, struct criterion *c, struct arena *a)
{
	const struct crit *k = &v->r->crit[i];
	struct documents d = { .v = v, .clause = str_of(k->clause) };
	struct buf b;

	buf_init(&b, 4096);
	if (k->by_document && (c->result == CRIT_NOT_EVIDENCED ||
	    c->result == CRIT_NOT_ASSESSABLE)) {
		for (d.s = v->r->special; d.s != NULL; d.s = d.s->next)
			if (d.s->kind == SPECIAL_DOCUMENT)
				pop_walk(v, &d.s->pop, 0, document_step, &d);
		if (d.n > 0) {
			c->result = CRIT_BY_DOCUMENT;
			buf_printf(&b, "shown by %.*s", STR_ARG(d.first));
			if (d.n > 1)
				buf_printf(&b, " and %llu more",
				    (unsigned long long)(d.n - 1));
			buf_puts(&b, "; not checked row by row");
		}
	}
	explain(v, i, c, &b);
	c->why = arena_memdup(a, b.p == NULL ? "" : b.p, b.n);
	buf_fini(&b);
}

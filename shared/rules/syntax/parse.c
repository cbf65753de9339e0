/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Statements of rule files; see parser.h. Expressions are in
 * parse_expr.c. A statement ends at its first mistake; the next begins
 * at a word that begins one, first on its line.
 */
#include "shared/rules/syntax/parser.h"

#include <stddef.h>
#include <stdlib.h>

#include "shared/base/utf8.h"

void
rules_ast_init(struct rules_ast *r, struct arena *a)
{
	memset(r, 0, sizeof(*r));
	r->arena = a;
	r->last_special = &r->special;
	r->last_fill = &r->fill;
	r->last_milestone = &r->milestone;
	r->last_term = &r->term;
}

void
rules_ast_fini(struct rules_ast *r)
{
	free(r->criterion);
	free(r->define);
}

bool
parse_id(struct parser *p, const char *what, struct str *id)
{
	struct token t;

	if (p->failed)
		return false;
	t = lex_again_as_id(&p->lex, &p->tok);
	if (t.kind == TOK_BAD || t.text.n > RULES_MAX_NAME) {
		parser_fail(p, p->tok.place, "%s is expected here", what);
		return false;
	}
	*id = t.text;
	p->end = t.to;
	p->tok = lex_next(&p->lex);
	p->ahead = lex_next(&p->lex);
	if (p->tok.kind == TOK_BAD)
		parser_fail(p, p->tok.place, "%s", p->tok.wrong);
	return !p->failed;
}

bool
parse_text(struct parser *p, const char *what, struct str *text)
{
	if (p->failed)
		return false;
	if (p->tok.kind != TOK_STRING) {
		parser_fail(p, p->tok.place, "%s in quotes is expected here",
		    what);
		return false;
	}
	*text = p->tok.text;
	parser_take(p);
	return !p->failed;
}

static enum grade
grade_here(const struct parser *p)
{
	if (parser_is(p, "major"))
		return GRADE_MAJOR;
	if (parser_is(p, "minor"))
		return GRADE_MINOR;
	if (parser_is(p, "observation"))
		return GRADE_OBSERVATION;
	return GRADE_NONE;
}

void
parse_messages(struct parser *p, struct ast_messages *s, const char *where)
{
	if (parser_accept(p, "if") &&
	    parser_expect(p, "declared", "after 'if'"))
		s->declared = parse_expr(p);
	if (!parser_expect(p, "else", where) ||
	    !parse_message(p, &s->message))
		return;
	if (s->declared != NULL && parser_expect(p, "otherwise", "with the "
	    "message for what was not declared"))
		parse_message(p, &s->otherwise);
}

/* The fields that are void where it is not met. */
static void
parse_voids(struct parser *p, struct requirement *q)
{
	do {
		struct voided *v = &q->voids[q->nvoids];

		if (q->nvoids == RULES_MAX_VOIDS) {
			parser_fail(p, p->tok.place, "a requirement voids at "
			    "most %d fields", RULES_MAX_VOIDS);
			return;
		}
		v->place = p->tok.place;
		if (!parser_name(p, "the name of a field", &v->field))
			return;
		q->nvoids++;
	} while (parser_accept(p, ","));
}

static void
parse_requirement(struct parser *p, struct clause_part *part)
{
	struct requirement *q = ARENA_NEW(p->arena, struct requirement);

	q->place = p->tok.place;
	q->grade = grade_here(p);
	parser_take(p);
	q->expr = parse_expr(p);
	parse_messages(p, &q->messages, "with a message after the requirement");
	if (!p->failed && parser_accept(p, "voids"))
		parse_voids(p, q);
	*part->last = q;
	part->last = &q->next;
}

static struct clause_part *
new_part(struct parser *p, struct criterion_ast *c)
{
	struct clause_part *part = ARENA_NEW(p->arena, struct clause_part);

	part->place = p->tok.place;
	part->last = &part->requirement;
	*c->last = part;
	c->last = &part->next;
	return part;
}

static void
parse_every(struct parser *p, struct criterion_ast *c)
{
	struct clause_part *part = new_part(p, c);

	parser_take(p);
	do {
		if (part->nbind == 2) {
			parser_fail(p, p->tok.place,
			    "a population has at most two variables");
			return;
		}
		parse_binder(p, &part->bind[part->nbind++]);
	} while (parser_accept(p, ","));
	if (!p->failed && grade_here(p) == GRADE_NONE)
		parser_fail(p, p->tok.place, "a requirement is expected after "
		    "the population: major, minor or observation");
	while (!p->failed && grade_here(p) != GRADE_NONE)
		parse_requirement(p, part);
}

static void
parse_seeds(struct parser *p, struct criterion_ast *c)
{
	while (!p->failed && p->tok.kind == TOK_NAME &&
	    p->tok.text.n >= 2 && p->tok.text.p[0] == 'S' &&
	    ascii_is_digit(p->tok.text.p[1])) {
		c->seed = mem_grow(c->seed, &c->cap_seeds, c->nseeds,
		    sizeof(*c->seed));
		parse_id(p, "a seed", &c->seed[c->nseeds++]);
	}
}

/* One line of a criterion; false when something else begins. */
static bool
parse_criterion_line(struct parser *p, struct criterion_ast *c)
{
	struct clause_part *alone;
	size_t before = p->end;

	/* The word that a line begins with says what it is. */
	if (parser_accept(p, "clause")) {
		c->clause_place = p->tok.place;
		parse_id(p, "a clause number", &c->clause);
	} else if (parser_accept(p, "seeds")) {
		parse_seeds(p, c);
		c->seeds_from = before;
		c->seeds_to = p->end;
	} else if (parser_is(p, "by")) {
		parser_take(p);
		c->by_document = parser_expect(p, "document", "after 'by'");
	} else if (parser_is(p, "no") && str_is(p->ahead.text, "breadth")) {
		parser_take(p);
		parser_take(p);
		c->no_breadth = true;
	} else if (parser_is(p, "needs")) {
		parser_take(p);
		c->needs_members = parser_expect(p, "members", "after 'needs'");
		if (c->needs_members && parser_accept(p, "where"))
			c->needs_where = parse_expr(p);
	} else if (parser_accept(p, "defects")) {
		c->defects = true;
	} else if (parser_accept(p, "asks")) {
		parse_words(p, "what the criterion asks", &c->asks);
	} else if (parser_accept(p, "stage")) {
		parse_id(p, "the number of a stage", &c->stage);
	} else if (parser_is(p, "every")) {
		parse_every(p, c);
	} else if (grade_here(p) != GRADE_NONE) {
		alone = new_part(p, c);
		parse_requirement(p, alone);
	} else {
		return false;
	}
	/* A mistake ends the criterion. */
	return !p->failed;
}

/* What people are shown: seeds are names among those who write rules. */
static struct str
source_of(struct parser *p, const struct criterion_ast *c, size_t from)
{
	const char *text = p->lex.text.p;
	size_t n = p->end - from, head = c->seeds_from - from;
	char *z;

	if (c->seeds_to == 0)
		return (struct str){ text + from, n };
	z = ARENA_ARRAY(p->arena, n + 1, char);
	memcpy(z, text + from, head);
	memcpy(z + head, text + c->seeds_to, p->end - c->seeds_to);
	return (struct str){ z, head + p->end - c->seeds_to };
}

static void
parse_criterion(struct parser *p, const struct token *t, int unused)
{
	struct rules_ast *r = p->rules;
	struct criterion_ast *c = ARENA_NEW(p->arena, struct criterion_ast);
	struct str *seed;

	(void)unused;
	/* Its head, and its lines as long as they are its. */
	c->last = &c->part;
	c->asks = STR("");
	c->place = p->tok.place;
	parse_id(p, "the criterion's id", &c->id);
	parse_text(p, "the criterion's title", &c->title);
	while (!p->failed && parse_criterion_line(p, c))
		;
	/* Seeds, now that their number is known. */
	seed = ARENA_ARRAY(p->arena, c->nseeds, struct str);
	if (c->nseeds > 0)
		memcpy(seed, c->seed, c->nseeds * sizeof(*seed));
	free(c->seed);
	c->seed = seed;
	if (p->failed)
		return;
	/* What no criterion goes without. */
	c->source = source_of(p, c, t->from);
	if (c->clause.n == 0)
		parser_fail(p, c->place, "criterion %.*s has no line 'clause'",
		    STR_ARG(c->id));
	else if (c->part == NULL)
		parser_fail(p, c->place, "criterion %.*s requires nothing",
		    STR_ARG(c->id));
	r->criterion = mem_grow(r->criterion, &r->cap_criteria, r->ncriteria,
	    sizeof(*r->criterion));
	r->criterion[r->ncriteria++] = c;
}

static void
parse_define(struct parser *p, const struct token *t, int unused)
{
	struct rules_ast *r = p->rules;
	struct define_ast *d = ARENA_NEW(p->arena, struct define_ast);

	(void)t;
	(void)unused;
	/* Its name. */
	d->place = p->tok.place;
	if (!parser_name(p, "the name of the definition", &d->name))
		return;
	/* Its parameters, each a value or a record of some register. */
	if (parser_accept(p, "(") && !parser_accept(p, ")")) {
		do {
			if (d->nparams == 8) {
				parser_fail(p, p->tok.place,
				    "a definition has at most 8 parameters");
				return;
			}
			d->param[d->nparams].place = p->tok.place;
			parser_name(p, "the name of a parameter",
			    &d->param[d->nparams].name);
			if (parser_accept(p, "in")) {
				d->param[d->nparams].place = p->tok.place;
				parser_name(p, "the name of a register",
				    &d->param[d->nparams].reg);
			}
			d->nparams++;
		} while (parser_accept(p, ","));
		parser_expect(p, ")", "after the parameters");
	}
	/* What it stands for. */
	parser_expect(p, "=", "before what is defined");
	d->body = parse_expr(p);
	r->define = mem_grow(r->define, &r->cap_defines, r->ndefines,
	    sizeof(*r->define));
	r->define[r->ndefines++] = d;
}

/* The expressions of each statement in their order, and the words before. */
static const struct {
	enum special_kind kind;
	const char *word, *second; /* second: NULL, or a word behind the first */
	const char *where;         /* as errors say it; NULL: may be left out */
	bool operand;              /* without comparison */
	size_t member;             /* its offset in struct special_ast */
} parts[] = {
#define PART(kind, word, second, where, operand, member) { SPECIAL_##kind, \
	word, second, where, operand, offsetof(struct special_ast, member) }
	PART(NIL, "covers", NULL, "in 'nil'", false, what),
	PART(NIL, "subset", NULL, NULL, false, subset),
	PART(NIL, "from", NULL, "in 'nil'", false, from),
	PART(NIL, "to", NULL, "in 'nil'", false, to),
	PART(RECORDED, "counts", "against", "in 'recorded'", false, what),
	PART(RECORDED, "grade", NULL, "in 'recorded'", false, grade),
	PART(RECORDED, "when", NULL, NULL, false, when),
	PART(DOCUMENT, "for", NULL, "before what it stands for", false, what),
	PART(ANSWERED, "for", NULL, "before what it stands for", false, what),
	PART(STATEMENT, "about", NULL, "in 'statement'", true, what),
	PART(STATEMENT, "is", NULL, "in 'statement'", true, is),
	PART(STATEMENT, "system", NULL, NULL, true, system),
	PART(STATEMENT, "count", NULL, NULL, true, count),
#undef PART
};

static void
parse_special(struct parser *p, const struct token *t, int kind)
{
	struct special_ast *s = ARENA_NEW(p->arena, struct special_ast);

	s->kind = (enum special_kind)kind;
	s->place = t->place;
	parser_expect(p, "every", "here");
	if (p->failed || !parse_binder(p, &s->bind))
		return;
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		struct ast *a;

		if (parts[i].kind != s->kind || (parts[i].where == NULL &&
		    !parser_is(p, parts[i].word)))
			continue;
		parser_expect(p, parts[i].word, parts[i].where);
		if (parts[i].second != NULL)
			parser_expect(p, parts[i].second, parts[i].where);
		a = parts[i].operand ? parse_operand(p) : parse_expr(p);
		memcpy((char *)s + parts[i].member, &a, sizeof(a));
	}
	*p->rules->last_special = s;
	p->rules->last_special = &s->next;
}

static void
parse_path(struct parser *p, const char *what, struct str *reg,
    struct str *field, struct rule_place *at)
{
	*at = p->tok.place;
	if (parser_name(p, what, reg) && parser_expect(p, ".", "before the field"))
		parser_name(p, "the name of a field", field);
}

static void
parse_fill(struct parser *p, const struct token *t, int unused)
{
	struct fill_ast *f = ARENA_NEW(p->arena, struct fill_ast);

	(void)t;
	(void)unused;
	parse_path(p, "the register to fill", &f->reg, &f->field, &f->place);
	parser_expect(p, "from", "in 'fill'");
	parse_path(p, "the name of a register", &f->from_reg, &f->from_field,
	    &f->from_place);
	if (parser_accept(p, "plus")) {
		parse_path(p, "the name of a register", &f->plus_reg,
		    &f->plus_field, &f->plus_place);
		if (!parser_is(p, "by"))
			parser_name(p, "'by' or a unit", &f->unit);
	}
	parser_expect(p, "by", "in 'fill'");
	f->by_place = p->tok.place;
	parser_name(p, "the name of a field", &f->by);
	*p->rules->last_fill = f;
	p->rules->last_fill = &f->next;
}

static void
parse_from(struct parser *p, const struct token *t, int unused)
{
	struct ast **to = str_is(t->text, "breadth") ? &p->rules->breadth :
	    &p->rules->concentration;

	(void)unused;
	parser_expect(p, "from", str_is(t->text, "breadth") ?
	    "after 'breadth'" : "after 'concentration'");
	*to = parse_expr(p);
}

static const struct {
	const char *word;
	/* t is the token of the word, which is taken. */
	void (*parse)(struct parser *p, const struct token *t, int kind);
	int kind;
} statements[] = {
	{ "criterion", parse_criterion, 0 }, { "define", parse_define, 0 },
	{ "fill", parse_fill, 0 }, { "milestone", parse_milestone, 0 },
	{ "term", parse_term, 0 },
	{ "breadth", parse_from, 0 }, { "concentration", parse_from, 0 },
	{ "nil", parse_special, SPECIAL_NIL },
	{ "recorded", parse_special, SPECIAL_RECORDED },
	{ "document", parse_special, SPECIAL_DOCUMENT },
	{ "statement", parse_special, SPECIAL_STATEMENT },
	{ "answered", parse_special, SPECIAL_ANSWERED },
};

static const char *
word_at(const void *words, size_t i)
{
	return ((const char *const *)words)[i];
}

static void
parse_known(struct parser *p)
{
	struct token t = p->tok;
	struct str_near near = { "" };
	char found[64];

	for (size_t i = 0; i < sizeof(statements) / sizeof(statements[0]); i++)
		if (parser_accept(p, statements[i].word)) {
			statements[i].parse(p, &t, statements[i].kind);
			return;
		}
	lex_describe(found, sizeof(found), &t);
	if (t.kind == TOK_NAME)
		near = str_near(t.text, word_at, rules_statement, NEAR_SINGLE);
	parser_fail(p, t.place, "a statement is expected, found %s%s", found,
	    near.text);
}

static void
parse_statement(struct parser *p)
{
	const struct rules_ast *r = p->rules;

	if ((parser_is(p, "criterion") || parser_is(p, "define")) &&
	    r->ncriteria + r->ndefines >= RULES_MAX_STATEMENTS) {
		parser_fail(p, p->tok.place, "there are more than %d criteria "
		    "and definitions", RULES_MAX_STATEMENTS);
		return;
	}
	parse_known(p);
}

/* On to the next statement; the one at `start` is the mistaken one. */
static void
skip_to_statement(struct parser *p, size_t start)
{
	while (p->tok.kind != TOK_END && (p->tok.from == start ||
	    !lex_begins_statement(&p->lex, &p->tok))) {
		p->tok = p->ahead;
		p->ahead = lex_next(&p->lex);
	}
	p->failed = false;
	p->depth = 0;
}

int
rules_parse_file(struct rules_ast *r, struct str text, const char *file,
    struct err *e)
{
	bool failed = false;
	struct parser p;
	size_t start;

	if (text.n > RULES_MAX_FILE)
		return err_set(e, ERR_CONFIG, "%.200s: the file is longer than "
		    "one MiB", file);
	if (utf8_valid(text) != text.n)
		return err_set(e, ERR_CONFIG, "%.200s: the file is not valid "
		    "UTF-8", file);
	parser_init(&p, r, text, (struct rule_place){ file, 1, 1 }, e);
	while (p.tok.kind != TOK_END || p.failed) {
		start = p.tok.from;
		if (!p.failed)
			parse_statement(&p);
		if (!p.failed)
			continue;
		failed = true;
		if (r->mistakes.n == RULES_MAX_MISTAKES ||
		    r->nnodes > RULES_MAX_NODES)
			break;
		skip_to_statement(&p, start);
	}
	return failed ? -1 : 0;
}

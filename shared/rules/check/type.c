/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Types in the checker: their names in messages, how bare words, texts and
 * numbers become what they are compared with, and what may be compared with
 * what. Expressions are in check_expr.c.
 */
#include <stdio.h>

#include "shared/rules/check/check.h"

const char *
check_type_name(struct checker *c, const struct type *t)
{
	static const char *const plain[] = {
		[K_BOOL] = "a condition", [K_TEXT] = "a text",
		[K_NUMBER] = "a number", [K_DATE] = "a date",
		[K_INTERVAL] = "an interval", [K_YESNO] = "a yes-no value",
		[K_WORD] = "a word", [K_REF] = "a record",
		[K_LIST] = "a list", [K_ROW] = "a row (name one of its members)",
		[K_BARE] = "a bare word",
	};
	const char *many = t->kind == K_LIST ? "a list with " : "";
	enum kind k = t->kind == K_LIST ? t->elem : t->kind;

	if (k == K_REF && t->reg >= 0)
		return arena_printf(c->arena, "%sa record of %.60s", many,
		    c->r->standard->reg[t->reg].name);
	if (k == K_WORD && t->field != NULL)
		return arena_printf(c->arena, "%sa word of %.60s.%.60s", many,
		    t->of, t->field->name);
	if (k == K_INTERVAL)
		return arena_printf(c->arena, "%san interval in %s", many,
		    t->months ? "months" : "days");
	return arena_printf(c->arena, "%s%s", many, plain[k]);
}

static const char *
clause_at(const void *standard, size_t i)
{
	const struct standard *s = standard;

	return i < s->nclauses ? s->clause[i].number : NULL;
}

struct column_of {
	const struct coded_list *list;
	size_t column;
};

static const char *
cell_at(const void *ctx, size_t i)
{
	const struct column_of *c = ctx;

	return i < c->list->nrows ?
	    c->list->cell[i * c->list->ncolumns + c->column] : NULL;
}

static const char *
mode_at(const void *ctx, size_t i)
{
	(void)ctx;
	return i == 0 ? "full" : i == 1 ? "changes" : NULL;
}

/* Is the word in the column, alone or within a list cell? */
static bool
column_has(const struct column_of *c, struct str word)
{
	const char *cell;

	for (size_t i = 0; (cell = cell_at(c, i)) != NULL; i++) {
		struct str rest = str_of(cell), item;

		while (str_next(&rest, ';', &item))
			if (str_eq(item, word))
				return true;
	}
	return false;
}

static struct node *
to_literal(struct node *n, struct type t, struct val x)
{
	n->op = OP_LIT;
	n->type = t;
	n->type.all = false;
	n->lit = x;
	n->lit.st = ST_GIVEN;
	return n;
}

static struct node *
to_word(struct checker *c, struct node *n, struct type t)
{
	int i = field_word_index(t.field, n->raw);
	char known[200] = "";
	size_t at = 0;

	if (i >= 0)
		return to_literal(n, t, (struct val){ .u = (uint32_t)i });
	for (size_t k = 0; k < t.field->nwords && at < 150; k++)
		at += (size_t)snprintf(known + at, sizeof(known) - at, "%s%.40s",
		    k == 0 ? "" : ", ", t.field->word[k].word);
	return check_unknown(c, n->place, n->raw, field_word_name, t.field,
	    "'%.*s' is no word of %s.%s (%s%s)", STR_ARG(n->raw), t.of,
	    t.field->name, known, at >= 150 ? ", ..." : "");
}

static struct node *
to_known(struct checker *c, struct node *n, struct type t)
{
	const struct standard *s = c->r->standard;
	struct val text = { .s = n->raw };
	struct column_of column;

	/* Texts of which all are known: others are mistakes. */
	switch (t.known) {
	case KNOWN_COLUMN:
		column = (struct column_of){ &s->list[t.list],
			(size_t)t.column };
		if (column_has(&column, n->raw))
			return to_literal(n, t, text);
		return check_unknown(c, n->place, n->raw, cell_at, &column,
		    "'%.*s' does not occur in %s.%s", STR_ARG(n->raw),
		    column.list->name, column.list->column[t.column]);
	case KNOWN_REGISTER:
		if (standard_register(s, n->raw) >= 0)
			return to_literal(n, t, text);
		return check_unknown(c, n->place, n->raw,
		    standard_register_name, s, "'%.*s' is no register",
		    STR_ARG(n->raw));
	case KNOWN_MODE:
		if (str_is(n->raw, "full") || str_is(n->raw, "changes"))
			return to_literal(n, t, text);
		return check_unknown(c, n->place, n->raw, mode_at, NULL,
		    "'%.*s' is no mode of a batch (full, changes)",
		    STR_ARG(n->raw));
	case KNOWN_CLAUSE:
		if (clause_is_known(s, n->raw))
			return to_literal(n, t, text);
		return check_unknown(c, n->place, n->raw, clause_at, s,
		    "'%.*s' is no clause of the standard", STR_ARG(n->raw));
	case KNOWN_NOT:
		break;
	}
	/* Any other text has its quotes. */
	if (n->type.kind == K_TEXT)
		return n;
	return check_fail(c, n->place, n->type.kind == K_BARE ?
	    "'%.*s' is not a name known here; a text is written \"%.*s\"" :
	    "%.*s is a number, but it is compared with a text: write \"%.*s\"",
	    STR_ARG(n->raw), STR_ARG(n->raw));
}

struct node *
check_coerce(struct checker *c, struct node *n, struct type t)
{
	bool bare, text, number;

	if (n == NULL || c->failed)
		return NULL;
	bare = n->type.kind == K_BARE;
	text = n->op == OP_LIT && n->type.kind == K_TEXT;
	number = n->op == OP_LIT && n->type.kind == K_NUMBER && n->raw.n > 0;
	if (t.kind == K_LIST)
		t = node_elem_type(&t);
	if (t.kind == K_WORD && (bare || text))
		return to_word(c, n, t);
	if (t.kind == K_TEXT && (bare || text || number))
		return to_known(c, n, t);
	if (t.kind == K_REF && text)
		return n;
	if (t.kind == K_YESNO && (bare || text)) {
		if (str_is(n->raw, "yes") || str_is(n->raw, "no"))
			return to_literal(n, node_type(K_YESNO), (struct val){
				.u = str_is(n->raw, "yes") });
		return check_fail(c, n->place, "'%.*s' is compared with a "
		    "yes-no value; yes or no is expected", STR_ARG(n->raw));
	}
	return n;
}

static bool
is_textual(const struct type *t)
{
	return t->kind == K_TEXT || t->kind == K_WORD || t->kind == K_REF;
}

/* Intervals in days are numbers of days. */
static bool
is_numeric(const struct type *t)
{
	return t->kind == K_NUMBER || (t->kind == K_INTERVAL && !t->months);
}

/* How the two are compared for equality; OP_CONST: they cannot be. */
static enum op
comparison_of(const struct type *a, const struct type *b)
{
	bool same = a->kind == b->kind;

	if ((is_numeric(a) && is_numeric(b)) || (same && (a->kind == K_DATE ||
	    (a->kind == K_INTERVAL && a->months == b->months))))
		return OP_CMP_NUM;
	if (same && a->kind == K_YESNO)
		return OP_CMP_YESNO;
	if (same && a->kind == K_WORD && a->field == b->field)
		return OP_CMP_WORD;
	if (same && a->kind == K_REF)
		return a->reg == b->reg ? OP_CMP_REF : OP_CONST;
	return is_textual(a) && is_textual(b) ? OP_CMP_TEXT : OP_CONST;
}

/* A list beside one of its items has another word. */
static struct node *
not_comparable(struct checker *c, struct rule_place at, const struct node *a,
    const struct node *b)
{
	const char *hint = "";

	if (a->type.kind == K_LIST && b->type.kind != K_LIST)
		hint = "; that a list has it is written: LIST contains VALUE";
	else if (b->type.kind == K_LIST && a->type.kind != K_LIST)
		hint = "; that a list has it is written: VALUE in LIST";
	return check_fail(c, at, "%s cannot be compared with %s%s",
	    check_type_name(c, &a->type), check_type_name(c, &b->type), hint);
}

struct node *
check_equal(struct checker *c, enum cmp cmp, struct rule_place at,
    struct node *a, struct node *b)
{
	enum op op;
	struct node *n;

	if (c->failed || a == NULL || b == NULL)
		return NULL;
	if (a->type.kind == K_BARE && b->type.kind != K_BARE)
		a = check_coerce(c, a, b->type);
	else if (b->op == OP_LIT || b->type.kind == K_BARE)
		b = check_coerce(c, b, a->type);
	else if (a->op == OP_LIT)
		a = check_coerce(c, a, b->type);
	if (c->failed)
		return NULL;
	if (!check_is_named(c, a) || !check_is_named(c, b))
		return NULL;
	op = comparison_of(&a->type, &b->type);
	if (op == OP_CONST)
		return not_comparable(c, at, a, b);
	if (op != OP_CMP_NUM && cmp != CMP_EQ && cmp != CMP_NE)
		return check_fail(c, at, "only numbers and dates have an order; "
		    "use = or !=");
	n = check_new(c, op, at, node_type(K_BOOL), a, b);
	n->cmp = cmp;
	check_assigns(c, n);
	return n;
}

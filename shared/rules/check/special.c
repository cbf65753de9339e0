/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Checking the statements that tell the engine what registers mean: nil,
 * recorded, document, statement, answered, fill.
 */
#include "shared/rules/check/check.h"

#include <stddef.h>

const char *
check_clause_at(const void *standard, size_t i)
{
	const struct standard *s = standard;

	if (i < s->nclauses)
		return s->clause[i].number;
	return i == s->nclauses ? "cycle" : i == s->nclauses + 1 ? "data" : NULL;
}

/* An expression of one of the kinds in the mask (1 << kind). */
static struct node *
need(struct checker *c, struct ast *a, const struct scope *s, unsigned kinds,
    const char *what)
{
	struct node *n = a == NULL ? NULL : check_expr(c, a, s);
	enum kind k;

	if (n == NULL)
		return NULL;
	k = n->type.kind == K_LIST ? n->type.elem : n->type.kind;
	if ((kinds & 1u << k) != 0 &&
	    (n->type.kind != K_LIST || (kinds & 1u << K_LIST) != 0))
		return n;
	if (k == K_BARE)
		return check_fail(c, n->place, "'%.*s' is not a name known here",
		    STR_ARG(n->raw));
	return check_fail(c, n->place, "%s is expected, this is %s", what,
	    check_type_name(c, &n->type));
}

#define TEXTS (1u << K_TEXT | 1u << K_WORD)
#define CLAUSES (1u << K_TEXT | 1u << K_LIST)

/* The expressions of each statement, in the order they are checked. */
static const struct {
	enum special_kind kind;
	size_t from, to;     /* offsets in struct special_ast, struct special */
	unsigned kinds;      /* 1 << kind of each that will do; 0: a condition */
	const char *what;
} parts[] = {
#define PART(kind, member, kinds, what) { SPECIAL_##kind, \
	offsetof(struct special_ast, member), \
	offsetof(struct special, member), kinds, what }
	PART(NIL, what, TEXTS, "the name of a register"),
	PART(NIL, subset, TEXTS, "a text"),
	PART(NIL, from, 1u << K_DATE, "a date"),
	PART(NIL, to, 1u << K_DATE, "a date"),
	PART(RECORDED, what, CLAUSES, "a list of clauses"),
	PART(RECORDED, grade, TEXTS, "a grade"),
	PART(RECORDED, when, 0, NULL),
	PART(DOCUMENT, what, CLAUSES, "a list of clauses"),
	PART(STATEMENT, what, TEXTS, "the name of a register"),
	PART(STATEMENT, is, TEXTS, "a word"),
	PART(STATEMENT, system, TEXTS, "a text"),
	PART(STATEMENT, count, 1u << K_NUMBER, "a number"),
	PART(ANSWERED, what, TEXTS | 1u << K_REF | 1u << K_LIST,
	    "the id of a criterion or finding"),
#undef PART
};

struct special *
check_special(struct checker *c, const struct special_ast *a)
{
	struct special *p = ARENA_NEW(c->arena, struct special);
	struct scope in;

	p->kind = a->kind;
	if (!check_binder(c, NULL, &(struct binding){ .as = &a->bind,
	    .member = true, .in = &in, .pop = &p->pop,
	    .where = &p->where }))
		return NULL;
	if (p->pop.kind != POP_REGISTER)
		return check_fail(c, a->bind.place,
		    "a register is expected after 'in'");
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		struct ast *from;
		struct node *to;

		if (parts[i].kind != a->kind)
			continue;
		memcpy(&from, (const char *)a + parts[i].from, sizeof(from));
		to = parts[i].kinds == 0 ? check_truth(c, from, &in) :
		    need(c, from, &in, parts[i].kinds, parts[i].what);
		memcpy((char *)p + parts[i].to, &to, sizeof(to));
	}
	c->nslots--;
	return c->failed ? NULL : p;
}

static bool
find_field(struct checker *c, struct rule_place at, struct str reg,
    struct str field, int *r, int *f)
{
	return check_register(c, at, reg, r) &&
	    check_field(c, at, *r, field, f);
}

static bool
fill_plus(struct checker *c, const struct fill_ast *a, struct fill *f)
{
	const struct standard *s = c->r->standard;
	int reg;

	/* A number of another register, and dates of one. */
	if (!find_field(c, a->plus_place, a->plus_reg, a->plus_field, &reg,
	    &f->plus_field))
		return false;
	if (s->reg[f->reg].field[f->field].type != FIELD_DATE ||
	    s->reg[f->from_reg].field[f->from_field].type != FIELD_DATE ||
	    s->reg[reg].field[f->plus_field].type != FIELD_NUMBER ||
	    f->from_reg != f->reg) {
		check_fail(c, a->place, "with 'plus' a date is filled from a "
		    "date of the same register and a number of another");
		return false;
	}
	/* Read on: the date is our own, the number comes from elsewhere. */
	f->from_reg = reg;
	if (a->unit.n == 0 || str_starts(a->unit, STR("month")))
		f->months = 1;
	else if (str_starts(a->unit, STR("year")))
		f->months = 12;
	else if (str_starts(a->unit, STR("day")))
		f->days = 1;
	else {
		check_fail(c, a->plus_place,
		    "'%.*s' is no unit; days, months or years",
		    STR_ARG(a->unit));
		return false;
	}
	return true;
}

struct fill *
check_fill(struct checker *c, const struct fill_ast *a)
{
	const struct standard *s = c->r->standard;
	struct fill *f = ARENA_NEW(c->arena, struct fill);
	const struct field *to, *from;
	int reg;

	/* The fields by name. */
	f->plus_field = -1;
	if (!find_field(c, a->place, a->reg, a->field, &f->reg, &f->field) ||
	    !find_field(c, a->from_place, a->from_reg, a->from_field,
	    &f->from_reg, &f->from_field) ||
	    !find_field(c, a->by_place, a->reg, a->by, &reg, &f->by))
		return NULL;
	/* Their types. */
	to = &s->reg[f->reg].field[f->field];
	from = &s->reg[f->from_reg].field[f->from_field];
	if (a->plus_reg.n > 0 && !fill_plus(c, a, f))
		return NULL;
	if (to->type != from->type || to->list != from->list ||
	    (to->type != FIELD_DATE && to->type != FIELD_NUMBER &&
	    to->type != FIELD_PERCENT && to->type != FIELD_YESNO &&
	    to->type != FIELD_WORD) || (to->list && to->type != FIELD_WORD))
		return check_fail(c, a->place, "only dates, numbers, yes-no "
		    "values and words are filled, from a field of the same type");
	if (s->reg[f->reg].field[f->by].list)
		return check_fail(c, a->by_place, "'by' needs a field with one "
		    "value");
	/* How a record finds the other: a field of that name, or the key. */
	f->from_by = schema_field(&s->reg[f->from_reg],
	    str_of(s->reg[f->reg].field[f->by].name));
	if (f->from_by < 0)
		f->from_by = (int)s->reg[f->from_reg].key;
	check_read(c, f->from_reg, f->from_by);
	return f;
}

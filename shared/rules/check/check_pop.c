/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Populations, their members, and binding a variable to them. Quantifiers are
 * in check_quant.c.
 */

#include "shared/base/num.h"
#include "shared/rules/check/check.h"

static const struct {
	enum pop_kind pop;
	const char *name;
	enum member member;
	enum kind kind;
	enum known known;
} members[] = {
	{ POP_CLAUSES, "number", MEM_NUMBER, K_TEXT, KNOWN_CLAUSE },
	{ POP_CLAUSES, "title", MEM_TITLE, K_TEXT, KNOWN_NOT },
	{ POP_CLAUSES, "assessed", MEM_ASSESSED, K_YESNO, KNOWN_NOT },
	{ POP_MONTHS, "first", MEM_FIRST, K_DATE, KNOWN_NOT },
	{ POP_MONTHS, "last", MEM_LAST, K_DATE, KNOWN_NOT },
	{ POP_VALUES, "value", MEM_VALUE, K_BARE, KNOWN_NOT },
	{ POP_BATCHES, "register", MEM_REGISTER, K_TEXT, KNOWN_REGISTER },
	{ POP_BATCHES, "imported", MEM_IMPORTED, K_DATE, KNOWN_NOT },
	{ POP_BATCHES, "extracted", MEM_EXTRACTED, K_DATE, KNOWN_NOT },
	{ POP_BATCHES, "read", MEM_READ, K_NUMBER, KNOWN_NOT },
	{ POP_BATCHES, "refused", MEM_REFUSED, K_NUMBER, KNOWN_NOT },
	{ POP_BATCHES, "mode", MEM_MODE, K_TEXT, KNOWN_MODE },
	{ POP_BATCHES, "age", MEM_AGE, K_NUMBER, KNOWN_NOT },
	{ POP_REFERENCES, "register", MEM_REGISTER, K_TEXT, KNOWN_REGISTER },
	{ POP_REFERENCES, "key", MEM_KEY, K_TEXT, KNOWN_NOT },
	{ POP_REFERENCES, "field", MEM_FIELD, K_TEXT, KNOWN_NOT },
	{ POP_REFERENCES, "value", MEM_VALUE, K_TEXT, KNOWN_NOT },
	{ POP_REFERENCES, "target", MEM_TARGET, K_TEXT, KNOWN_REGISTER },
	{ POP_REFERENCES, "supplied", MEM_SUPPLIED, K_YESNO, KNOWN_NOT },
	{ POP_REFERENCES, "resolved", MEM_RESOLVED, K_YESNO, KNOWN_NOT },
	{ POP_REFERENCES, "ambiguous", MEM_AMBIGUOUS, K_YESNO, KNOWN_NOT },
	{ POP_KEYS, "register", MEM_REGISTER, K_TEXT, KNOWN_REGISTER },
	{ POP_KEYS, "key", MEM_KEY, K_TEXT, KNOWN_NOT },
	{ POP_KEYS, "twins", MEM_TWINS, K_NUMBER, KNOWN_NOT },
	{ POP_REGISTERS, "name", MEM_NAME, K_TEXT, KNOWN_REGISTER },
	{ POP_REGISTERS, "supplied", MEM_SUPPLIED, K_YESNO, KNOWN_NOT },
	{ POP_REGISTERS, "extracted", MEM_EXTRACTED, K_DATE, KNOWN_NOT },
	{ POP_REGISTERS, "age", MEM_AGE, K_NUMBER, KNOWN_NOT },
	{ POP_REGISTERS, "refused", MEM_REFUSED, K_NUMBER, KNOWN_NOT },
	{ POP_REGISTERS, "is_list", MEM_IS_LIST, K_YESNO, KNOWN_NOT },
};
#define NMEMBERS (sizeof(members) / sizeof(members[0]))

static const struct {
	const char *name;
	enum pop_kind kind;
} builtins[] = {
	{ "clauses", POP_CLAUSES }, { "batches", POP_BATCHES },
	{ "references", POP_REFERENCES }, { "keys", POP_KEYS },
	{ "registers", POP_REGISTERS },
};
#define NBUILTINS (sizeof(builtins) / sizeof(builtins[0]))

static const char *
member_at(const void *ctx, size_t i)
{
	const struct pop *p = ctx;
	size_t k = 0;

	for (size_t m = 0; m < NMEMBERS; m++)
		if (members[m].pop == p->kind && k++ == i)
			return members[m].name;
	return NULL;
}

static const char *
column_at(const void *ctx, size_t i)
{
	const struct coded_list *l = ctx;

	return i < l->ncolumns ? l->column[i] : NULL;
}

/* yes-no, whole numbers, or text: what all given cells of the column are. */
static enum kind
column_kind(const struct coded_list *l, size_t column)
{
	bool yesno = true, number = true, any = false;

	for (size_t r = 0; r < l->nrows; r++) {
		struct str s = str_of(l->cell[r * l->ncolumns + column]);
		uint64_t v;

		if (s.n == 0)
			continue;
		any = true;
		yesno &= str_is(s, "yes") || str_is(s, "no");
		number &= num_parse_u64(s, 1000000000, &v);
	}
	return any && yesno ? K_YESNO : any && number ? K_NUMBER : K_TEXT;
}

/* The cells of a list column, taken apart once. */
static void
prepare_cells(struct checker *c, int list, size_t column)
{
	const struct coded_list *l = &c->r->standard->list[list];

	if (c->r->cells[list] == NULL)
		c->r->cells[list] = ARENA_ARRAY(c->arena,
		    l->nrows * l->ncolumns, struct set *);
	for (size_t r = 0; r < l->nrows; r++) {
		struct set **at = &c->r->cells[list][r * l->ncolumns + column];
		struct str rest = str_of(l->cell[r * l->ncolumns + column]);
		struct str item;
		size_t n = 1;

		if (*at != NULL)
			continue;
		for (size_t i = 0; i < rest.n; i++)
			n += rest.p[i] == ';';
		*at = ARENA_NEW(c->arena, struct set);
		(*at)->item = ARENA_ARRAY(c->arena, n, struct val);
		while (rest.n > 0 && str_next(&rest, ';', &item))
			(*at)->item[(*at)->n++] = (struct val){
				.st = ST_GIVEN, .s = item };
		(*at)->sure = (*at)->n;
	}
}

static struct node *
new_member(struct checker *c, struct rule_place at, struct type t,
    struct node *base, int member)
{
	struct node *n = check_new(c, OP_MEMBER, at, t, base, NULL);

	n->member = member;
	n->slot = base->slot;
	return n;
}

static struct node *
check_column(struct checker *c, struct node *base, struct str name,
    struct rule_place at)
{
	const struct pop *p = base->type.pop;
	const struct coded_list *l = &c->r->standard->list[p->list];
	struct type t = node_type(K_TEXT);

	for (size_t i = 0; i < l->ncolumns; i++) {
		if (!str_is(name, l->column[i]))
			continue;
		t.kind = column_kind(l, i);
		if (l->column_is_list[i]) {
			t.kind = K_LIST;
			prepare_cells(c, p->list, i);
		}
		if (t.kind == K_TEXT || t.kind == K_LIST) {
			t.elem = K_TEXT;
			t.known = KNOWN_COLUMN;
			t.list = p->list;
			t.column = (int)i;
		}
		return new_member(c, at, t, base, MEM__CELL + (int)i);
	}
	return check_unknown(c, at, name, column_at, l,
	    "list %s has no member '%.*s'", l->name, STR_ARG(name));
}

struct node *
check_member(struct checker *c, struct node *base, struct str name,
    struct rule_place at)
{
	const struct pop *p = base->type.pop;
	struct type t;

	if (p->kind == POP_LIST)
		return check_column(c, base, name, at);
	for (size_t m = 0; m < NMEMBERS; m++) {
		if (members[m].pop != p->kind || !str_is(name, members[m].name))
			continue;
		t = node_type(members[m].kind);
		t.known = members[m].known;
		if (p->kind == POP_VALUES) {
			t = node_field_type(c->r->standard, p->reg, p->field);
			if (t.kind == K_LIST)
				t = node_elem_type(&t);
			t.all = false;
		}
		return new_member(c, at, t, base, (int)members[m].member);
	}
	return check_unknown(c, at, name, member_at, p,
	    "%s has no member '%.*s'", p->name, STR_ARG(name));
}

/* ---- populations ---- */

static bool
row_pop(struct checker *c, struct pop *p)
{
	struct pop *copy = ARENA_NEW(c->arena, struct pop);

	p->elem = node_type(K_ROW);
	*copy = *p;
	p->elem.pop = copy;
	return true;
}

static const char *
list_at(const void *ctx, size_t i)
{
	const struct standard *s = ctx;

	return i < s->nlists ? s->list[i].name : NULL;
}

static const char *
pop_at(const void *ctx, size_t i)
{
	const struct standard *s = ctx;

	if (i < s->nregisters)
		return s->reg[i].name;
	i -= s->nregisters;
	if (i < s->nlists)
		return s->list[i].name;
	i -= s->nlists;
	return i < NBUILTINS ? builtins[i].name : NULL;
}

static bool
named_pop(struct checker *c, struct ast *a, struct pop *p)
{
	const struct standard *s = c->r->standard;

	/* A register of the standard. */
	p->reg = standard_register(s, a->text);
	if (p->reg >= 0) {
		p->kind = POP_REGISTER;
		p->name = s->reg[p->reg].name;
		p->elem = node_type(K_REF);
		p->elem.reg = p->reg;
		check_read(c, p->reg, -1);
		return true;
	}
	/* A list of the standard. */
	p->list = standard_list(s, a->text);
	if (p->list >= 0) {
		p->kind = POP_LIST;
		p->name = s->list[p->list].name;
		return row_pop(c, p);
	}
	/* One that every standard has. */
	for (size_t i = 0; i < NBUILTINS; i++) {
		if (!str_is(a->text, builtins[i].name))
			continue;
		p->kind = builtins[i].kind;
		p->name = builtins[i].name;
		c->r->want_references |= p->kind == POP_REFERENCES;
		return row_pop(c, p);
	}
	check_unknown(c, a->place, a->text, pop_at, s,
	    "there is no register, list or population '%.*s'",
	    STR_ARG(a->text));
	return false;
}

/* list(NAME): a coded list that has the name of a register. */
static bool
list_pop(struct checker *c, struct ast *a, struct pop *p)
{
	const struct standard *s = c->r->standard;
	struct ast *name = a->a;

	p->kind = POP_LIST;
	if (name == NULL || name->next != NULL || name->kind != AST_NAME) {
		check_fail(c, a->place, "list takes the name of a list");
		return false;
	}
	p->list = standard_list(s, name->text);
	if (p->list < 0) {
		check_unknown(c, name->place, name->text, list_at, s,
		    "there is no list '%.*s'", STR_ARG(name->text));
		return false;
	}
	p->name = s->list[p->list].name;
	return row_pop(c, p);
}

static bool
months_pop(struct checker *c, struct ast *a, const struct scope *s,
    struct pop *p)
{
	p->kind = POP_MONTHS;
	p->name = "months";
	if (a->a == NULL || a->a->next == NULL || a->a->next->next != NULL) {
		check_fail(c, a->place, "months takes 2 arguments: from, to");
		return false;
	}
	p->a = check_expr(c, a->a, s);
	p->b = check_expr(c, a->a->next, s);
	if (c->failed)
		return false;
	if (p->a->type.kind != K_DATE || p->b->type.kind != K_DATE) {
		check_fail(c, a->place, "months takes two dates");
		return false;
	}
	p->vars = p->a->vars | p->b->vars;
	return row_pop(c, p);
}

static bool
values_pop(struct checker *c, struct ast *a, struct pop *p)
{
	const struct standard *s = c->r->standard;
	struct ast *f = a->a;

	p->kind = POP_VALUES;
	if (f == NULL || f->next != NULL || f->kind != AST_DOT ||
	    f->a->kind != AST_NAME) {
		check_fail(c, a->place,
		    "values takes a field of a register: values(register.field)");
		return false;
	}
	if (!check_register(c, f->a->place, f->a->text, &p->reg) ||
	    !check_field(c, f->place, p->reg, f->text, &p->field))
		return false;
	p->name = arena_printf(c->arena, "%s.%s", s->reg[p->reg].name,
	    s->reg[p->reg].field[p->field].name);
	return row_pop(c, p);
}

static bool
is_in_scope(const struct scope *s, struct str name)
{
	for (; s != NULL; s = s->up)
		if (str_eq(s->name, name))
			return true;
	return false;
}

static bool
check_pop(struct checker *c, struct ast *a, const struct scope *s,
    struct pop *p)
{
	struct type t;

	/* Nothing, until it is known. */
	memset(p, 0, sizeof(*p));
	p->reg = p->field = p->list = -1;
	if (c->failed || a == NULL)
		return false;
	/* Those with a name or a form of their own. */
	if (a->kind == AST_NAME && !is_in_scope(s, a->text))
		return named_pop(c, a, p);
	if (a->kind == AST_CALL && str_is(a->text, "months"))
		return months_pop(c, a, s, p);
	if (a->kind == AST_CALL && str_is(a->text, "list"))
		return list_pop(c, a, p);
	if (a->kind == AST_CALL && str_is(a->text, "values"))
		return values_pop(c, a, p);
	/* Else the items of a value, which is a list then. */
	p->kind = POP_ITEMS;
	p->name = "items";
	p->a = check_expr(c, a, s);
	if (p->a == NULL)
		return false;
	t = p->a->type;
	if (t.kind != K_LIST) {
		check_fail(c, a->place, "a register, a list or a field with "
		    "many values is expected, this is %s",
		    check_type_name(c, &t));
		return false;
	}
	if (t.all && t.elem == K_REF) {
		p->reg = t.reg;
		check_read(c, t.reg, -1);
	}
	p->elem = node_elem_type(&t);
	p->vars = p->a->vars;
	return true;
}

/*
 * Whose a member of the population is: a record its own, another item that of
 * the record whose list it is in, anything else nobody's.
 */
static int
owner_of(const struct checker *c, const struct pop *p)
{
	return p->kind == POP_REGISTER || (p->kind == POP_ITEMS &&
	    p->elem.kind == K_REF) ? c->nslots :
	    p->kind == POP_ITEMS ? check_owner(c, p->vars) : -1;
}

bool
check_binder(struct checker *c, const struct scope *s,
    const struct binding *b)
{
	*b->where = NULL;
	if (!check_pop(c, b->as->population, s, b->pop))
		return false;
	if (c->nslots >= RULES_MAX_DEPTH) {
		check_fail(c, b->as->place,
		    "too many variables are in use here");
		return false;
	}
	*b->in = (struct scope){ .name = b->as->var, .type = b->pop->elem,
		.slot = c->nslots, .up = s };
	c->owner[c->nslots++] = owner_of(c, b->pop);
	/* Of two members the second is looked for, until it is found. */
	if (b->member && c->nmembers == 0)
		c->nmembers = c->nslots;
	if (b->as->where != NULL)
		*b->where = check_truth(c, b->as->where, b->in);
	if (b->member)
		c->nmembers = c->nslots;
	return !c->failed;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Calls of functions and definitions, circles among definitions. */

#include "shared/rules/check/check.h"

enum function {
	FN_COVERS, FN_MONTH, FN_YEAR, FN_SIZE, FN_DAYS, FN_EXTRACTED,
	FN_SUPPLIED, FN_STARTS, FN_MENTIONS, FN__MAX
};

static const struct {
	const char *name;
	size_t nargs;
} functions[] = {
	[FN_COVERS] = { "covers", 2 }, [FN_MONTH] = { "month", 1 },
	[FN_YEAR] = { "year", 1 }, [FN_SIZE] = { "size", 1 },
	[FN_DAYS] = { "days", 2 }, [FN_EXTRACTED] = { "extracted", 1 },
	[FN_SUPPLIED] = { "supplied", 1 }, [FN_STARTS] = { "starts", 2 },
	[FN_MENTIONS] = { "mentions", 2 },
};
_Static_assert(sizeof(functions) / sizeof(functions[0]) == FN__MAX,
    "every function has a name");

static const char *
function_at(const void *ctx, size_t i)
{
	const struct rules *r = ctx;

	if (i < FN__MAX)
		return functions[i].name;
	i -= FN__MAX;
	return i < r->ast.ndefines ?
	    arena_memdup((struct arena *)r->ast.arena,
	    r->ast.define[i]->name.p, r->ast.define[i]->name.n) : NULL;
}

static struct node *
wrong_argument(struct checker *c, const struct node *n, const char *what)
{
	char is[160];

	type_describe(is, sizeof(is), &n->type, c->r->standard);
	if (n->type.kind == K_BARE)
		return check_fail(c, n->place, "%s is expected, '%.*s' is not "
		    "a name known here", what, STR_ARG(n->raw));
	return check_fail(c, n->place, "%s is expected, this is %s", what, is);
}

static bool
is_text(const struct node *n)
{
	return n->type.kind == K_TEXT || n->type.kind == K_WORD ||
	    n->type.kind == K_REF;
}

static struct node *
check_covers(struct checker *c, struct ast *a, struct node *x, struct node *y)
{
	struct type clause = type_of(K_TEXT);

	clause.known = KNOWN_CLAUSE;
	if (x->type.kind == K_BARE || x->op == OP_LIT)
		x = check_coerce(c, x, clause);
	if (y->type.kind == K_BARE || y->op == OP_LIT)
		y = check_coerce(c, y, clause);
	if (c->failed)
		return NULL;
	if (x->type.kind != K_TEXT &&
	    !(x->type.kind == K_LIST && x->type.elem == K_TEXT))
		return wrong_argument(c, x, "a list of clauses");
	if (y->type.kind != K_TEXT)
		return wrong_argument(c, y, "a clause number");
	return check_new(c, OP_COVERS, a->place, type_of(K_BOOL), x, y);
}

static struct node *
check_supplied(struct checker *c, struct ast *a)
{
	const struct standard *std = c->r->standard;
	struct ast *arg = a->a;
	struct node *n;
	int reg = arg->kind == AST_NAME ? standard_register(std, arg->text) : -1;

	if (reg < 0)
		return check_unknown(c, arg->place, arg->text,
		    standard_register_name, std,
		    "the name of a register is expected%s%.*s",
		    arg->kind == AST_NAME ? ", found " : "",
		    STR_ARG(arg->text));
	check_read(c, reg, -1);
	n = check_new(c, OP_SUPPLIED, a->place, type_of(K_BOOL), NULL, NULL);
	if (n != NULL)
		n->reg = reg;
	return n;
}

static struct node *
check_function(struct checker *c, enum function f, struct ast *a,
    const struct scope *s)
{
	struct node *x, *y = NULL;

	if (f == FN_SUPPLIED)
		return check_supplied(c, a);
	x = check_expr(c, a->a, s);
	if (a->a->next != NULL)
		y = check_expr(c, a->a->next, s);
	if (c->failed)
		return NULL;
	switch (f) {
	case FN_COVERS:
		return check_covers(c, a, x, y);
	case FN_MONTH:
	case FN_YEAR:
		if (x->type.kind != K_DATE)
			return wrong_argument(c, x, "a date");
		return check_new(c, f == FN_MONTH ? OP_MONTH : OP_YEAR,
		    a->place, type_of(f == FN_MONTH ? K_DATE : K_TEXT), x, NULL);
	case FN_SIZE:
		if (x->type.kind != K_LIST)
			return wrong_argument(c, x, "a list or set");
		return check_new(c, OP_SIZE, a->place, type_of(K_NUMBER), x,
		    NULL);
	case FN_DAYS:
		if (x->type.kind != K_DATE || y->type.kind != K_DATE)
			return wrong_argument(c, x->type.kind != K_DATE ? x : y,
			    "a date");
		return check_new(c, OP_BETWEEN, a->place, type_of(K_NUMBER), x,
		    y);
	case FN_EXTRACTED:
		if (x->type.kind != K_REF)
			return wrong_argument(c, x, "a record");
		return check_new(c, OP_EXTRACTED, a->place, type_of(K_DATE), x,
		    NULL);
	case FN_STARTS:
	case FN_MENTIONS:
		if (!is_text(x) || !is_text(y))
			return wrong_argument(c, is_text(x) ? y : x, "a text");
		return check_new(c, f == FN_STARTS ? OP_STARTS : OP_MENTIONS,
		    a->place, type_of(K_BOOL), x, y);
	case FN_SUPPLIED:
	case FN__MAX:
		break;
	}
	return NULL;
}

/* The body with the arguments in the parameters' places. */
static struct node *
check_define(struct checker *c, struct define_ast *d, struct ast *a,
    const struct scope *s)
{
	struct scope param[8];
	const struct scope *up = NULL;
	struct ast *arg = a->kind == AST_CALL ? a->a : NULL;
	struct node *n;
	char is[160];

	for (size_t i = 0; i < d->nparams; i++, arg = arg->next) {
		int reg;

		param[i] = (struct scope){ .name = d->param[i].name,
			.slot = -1, .arg = arg, .arg_scope = s, .up = up };
		up = &param[i];
		if (d->param[i].reg.n == 0)
			continue;
		reg = standard_register(c->r->standard, d->param[i].reg);
		n = check_expr(c, arg, s);
		if (n == NULL)
			return NULL;
		if (n->type.kind != K_REF || n->type.reg != reg) {
			type_describe(is, sizeof(is), &n->type, c->r->standard);
			return check_fail(c, arg->place, "%.*s takes a record "
			    "of %.*s, this is %s", STR_ARG(d->name),
			    STR_ARG(d->param[i].reg), is);
		}
	}
	return check_expr(c, d->body, up);
}

struct node *
check_call(struct checker *c, struct ast *a, const struct scope *s)
{
	size_t n = 0, want;

	for (struct ast *i = a->kind == AST_CALL ? a->a : NULL; i != NULL;
	    i = i->next)
		n++;
	for (size_t i = 0; i < FN__MAX && a->kind == AST_CALL; i++) {
		if (!str_is(a->text, functions[i].name))
			continue;
		if (n != functions[i].nargs)
			return check_fail(c, a->place, "%s takes %zu argument%s, "
			    "here are %zu", functions[i].name,
			    functions[i].nargs,
			    functions[i].nargs == 1 ? "" : "s", n);
		return check_function(c, (enum function)i, a, s);
	}
	for (size_t i = 0; i < c->r->ast.ndefines; i++) {
		struct define_ast *d = c->r->ast.define[i];

		if (!str_eq(d->name, a->text))
			continue;
		want = d->nparams;
		if (n != want)
			return check_fail(c, a->place, "%.*s takes %zu "
			    "argument%s, here are %zu", STR_ARG(d->name), want,
			    want == 1 ? "" : "s", n);
		return check_define(c, d, a, s);
	}
	return check_unknown(c, a->place, a->text, function_at, c->r,
	    "there is no function or definition '%.*s'", STR_ARG(a->text));
}

static bool visit_define(struct checker *c, struct define_ast *d,
    struct rule_place from);

/* Looks for definitions in use; names that parameters hide are no use. */
static bool
visit(struct checker *c, const struct define_ast *in, struct ast *a)
{
	for (; a != NULL; a = a->next) {
		if (a->kind == AST_NAME || a->kind == AST_CALL) {
			bool hidden = false;

			for (size_t i = 0; i < in->nparams; i++)
				hidden |= a->kind == AST_NAME &&
				    str_eq(in->param[i].name, a->text);
			for (size_t i = 0; !hidden &&
			    i < c->r->ast.ndefines; i++)
				if (str_eq(c->r->ast.define[i]->name,
				    a->text) && (a->kind == AST_CALL ||
				    c->r->ast.define[i]->nparams == 0) &&
				    !visit_define(c,
				    c->r->ast.define[i], a->place))
					return false;
		}
		if (a->bind != NULL && (!visit(c, in, a->bind->population) ||
		    !visit(c, in, a->bind->where)))
			return false;
		if (!visit(c, in, a->a) || !visit(c, in, a->b))
			return false;
	}
	return true;
}

static bool
visit_define(struct checker *c, struct define_ast *d, struct rule_place from)
{
	bool ok;

	if (d->busy == 2)
		return true;
	if (d->busy == 1) {
		check_fail(c, from, "definitions go in a circle through '%.*s'",
		    STR_ARG(d->name));
		return false;
	}
	d->busy = 1;
	ok = visit(c, d, d->body);
	d->busy = 2;
	return ok;
}

bool
check_circles(struct checker *c)
{
	for (size_t i = 0; i < c->r->ast.ndefines; i++)
		if (!visit_define(c, c->r->ast.define[i],
		    c->r->ast.define[i]->place))
			return false;
	for (size_t i = 0; i < c->r->ast.ndefines; i++)
		c->r->ast.define[i]->busy = 0;
	return true;
}

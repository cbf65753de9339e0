/* SPDX-License-Identifier: Apache-2.0 */
/* Calls of functions and definitions, circles among definitions. */
#include "shared/base/message.h"
#include "shared/rules/check/check.h"

#define KINDS_TEXTUAL (1u << K_TEXT | 1u << K_WORD | 1u << K_REF)

enum function {
	FN_COVERS, FN_MONTH, FN_YEAR, FN_SIZE, FN_DAYS, FN_EXTRACTED,
	FN_SUPPLIED, FN_STARTS, FN_MENTIONS, FN_WITHIN, FN_KNOWN_UNTIL,
	FN_WINDOW_END, FN__MAX
};

/* What each argument of a function must be, and what it makes. */
static const struct function_kind {
	const char *name;
	size_t nargs;
	enum op op;
	enum kind result;
	unsigned kinds;       /* of the arguments: 1 << kind; 0: of its own */
	const char *expected;
} functions[] = {
	[FN_COVERS] = { "covers", 2, OP_COVERS, K_BOOL, 0, NULL },
	[FN_MONTH] = { "month", 1, OP_MONTH, K_DATE, 1u << K_DATE, "a date" },
	[FN_YEAR] = { "year", 1, OP_YEAR, K_TEXT, 1u << K_DATE, "a date" },
	[FN_SIZE] = { "size", 1, OP_SIZE, K_NUMBER, 1u << K_LIST,
	    "a list or set" },
	[FN_DAYS] = { "days", 2, OP_BETWEEN, K_NUMBER, 1u << K_DATE, "a date" },
	[FN_EXTRACTED] = { "extracted", 1, OP_EXTRACTED, K_DATE, 1u << K_REF,
	    "a record" },
	[FN_SUPPLIED] = { "supplied", 1, OP_SUPPLIED, K_BOOL, 0, NULL },
	[FN_STARTS] = { "starts", 2, OP_STARTS, K_BOOL, KINDS_TEXTUAL, "a text" },
	[FN_MENTIONS] = { "mentions", 2, OP_MENTIONS, K_BOOL, KINDS_TEXTUAL,
	    "a text" },
	[FN_WITHIN] = { "within", 2, OP_WITHIN, K_BOOL, 0, NULL },
	[FN_KNOWN_UNTIL] = { "known_until", 2, OP_KNOWN_UNTIL, K_BOOL, 0,
	    NULL },
	[FN_WINDOW_END] = { "window_end", 1, OP_WINDOW_END, K_DATE, 0, NULL },
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
	if (n->type.kind == K_BARE)
		return check_fail(c, n->place, "%s is expected, '%.*s' is not "
		    "a name known here", what, STR_ARG(n->raw));
	return check_expected(c, n, what);
}

static struct node *
check_covers(struct checker *c, struct ast *a, struct node *x, struct node *y)
{
	struct type clause = node_type(K_TEXT);

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
	return check_new(c, OP_COVERS, a->place, node_type(K_BOOL), x, y);
}

/* About a register that is named, and of a day where there is a second argument. */
static struct node *
check_named(struct checker *c, const struct function_kind *k, struct ast *a,
    const struct scope *s)
{
	const struct standard *std = c->r->standard;
	struct ast *arg = a->a;
	struct node *n, *day = NULL;
	int reg = arg->kind == AST_NAME ? standard_register(std, arg->text) : -1;

	if (reg < 0)
		return check_unknown(c, arg->place, arg->text,
		    standard_register_name, std,
		    "the name of a register is expected%s%.*s",
		    arg->kind == AST_NAME ? ", found " : "",
		    STR_ARG(arg->text));
	check_read(c, reg, -1);
	if (arg->next != NULL && (day = check_expr(c, arg->next, s)) == NULL)
		return NULL;
	if (day != NULL && day->type.kind != K_DATE)
		return wrong_argument(c, day, "a date");
	n = check_new(c, k->op, a->place, node_type(k->result), day, NULL);
	n->reg = reg;
	return n;
}

/* The register whose records a date is of; -1: of none. */
static int
dated_by(const struct node *n)
{
	if (n == NULL || n->type.kind != K_DATE)
		return -1;
	if (n->op == OP_FIELD)
		return n->reg;
	return n->q != NULL ? dated_by(n->q->has) : dated_by(n->a);
}

static struct node *
check_within(struct checker *c, struct ast *a, struct node *day,
    struct node *interval)
{
	struct node *n;

	if (day->type.kind != K_DATE)
		return wrong_argument(c, day, "a date");
	if (interval->type.kind != K_INTERVAL)
		return wrong_argument(c, interval, "an interval");
	n = check_new(c, OP_WITHIN, a->place, node_type(K_BOOL), day,
	    interval);
	n->reg = dated_by(day);
	return n->reg >= 0 ? n : check_fail(c, a->place, "a date of a record "
	    "is expected: its register says until when records are known");
}

static struct node *
check_function(struct checker *c, enum function f, struct ast *a,
    const struct scope *s)
{
	const struct function_kind *k = &functions[f];
	struct node *x, *y = NULL;

	if (f == FN_SUPPLIED || f == FN_KNOWN_UNTIL || f == FN_WINDOW_END)
		return check_named(c, k, a, s);
	x = check_expr(c, a->a, s);
	if (a->a->next != NULL)
		y = check_expr(c, a->a->next, s);
	if (c->failed)
		return NULL;
	if (f == FN_COVERS)
		return check_covers(c, a, x, y);
	if (f == FN_WITHIN)
		return check_within(c, a, x, y);
	if ((k->kinds & 1u << x->type.kind) == 0)
		return wrong_argument(c, x, k->expected);
	if (y != NULL && (k->kinds & 1u << y->type.kind) == 0)
		return wrong_argument(c, y, k->expected);
	return check_new(c, k->op, a->place, node_type(k->result), x, y);
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
		if (n->type.kind != K_REF || n->type.reg != reg)
			return check_fail(c, arg->place, "%.*s takes a record "
			    "of %.*s, this is %s", STR_ARG(d->name),
			    STR_ARG(d->param[i].reg),
			    check_type_name(c, &n->type));
	}
	return check_expr(c, d->body, up);
}

/* A function, how many arguments it takes, how many it has. */
static const struct message wrong_count = { NULL, 0, "snn",
	"{1} takes {2} {2?argument|arguments}, here {3?is|are} {3}" };

/* False, and an error, for a wrong number of arguments. */
static bool
has_arguments(struct checker *c, const struct ast *a, size_t want)
{
	size_t n = 0;
	struct buf b;

	for (struct ast *i = a->kind == AST_CALL ? a->a : NULL; i != NULL;
	    i = i->next)
		n++;
	if (n == want)
		return true;
	buf_init(&b, BUF_MAX_DEFAULT);
	message_put(&b, &wrong_count, VALUES(a->text, want, n));
	check_fail(c, a->place, "%s", buf_cstr(&b));
	buf_fini(&b);
	return false;
}

struct node *
check_call(struct checker *c, struct ast *a, const struct scope *s)
{
	for (size_t i = 0; i < FN__MAX && a->kind == AST_CALL; i++)
		if (str_is(a->text, functions[i].name))
			return !has_arguments(c, a, functions[i].nargs) ? NULL :
			    check_function(c, (enum function)i, a, s);
	for (size_t i = 0; i < c->r->ast.ndefines; i++) {
		struct define_ast *d = c->r->ast.define[i];

		if (str_eq(d->name, a->text))
			return !has_arguments(c, a, d->nparams) ? NULL :
			    check_define(c, d, a, s);
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

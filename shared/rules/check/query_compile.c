/* SPDX-License-Identifier: Apache-2.0 */
/* Queries compiled: their populations and columns, checked like a criterion's. */
#include "shared/rules/check/check.h"
#include "shared/rules/node/query.h"

static bool
check_columns(struct checker *c, const struct scope *s, const char *label,
    const struct str *expr, struct query *q, struct err *e)
{
	for (size_t i = 0; i < q->n; i++) {
		const char *place = arena_printf(c->arena, "%s, column %zu",
		    label, i + 1);
		struct ast *a = rules_parse_expr(&c->r->ast, expr[i], place, e);

		q->column[i] = a == NULL ? NULL : check_shown(c, a, s);
		if (q->column[i] == NULL)
			return false;
	}
	return true;
}

int
query_compile(struct query **out, struct rules *r,
    const struct query_text *text, struct err *e)
{
	struct checker c = { .r = r, .arena = &r->arena, .e = e };
	struct query *q = ARENA_NEW(&r->arena, struct query);
	const char *place = arena_memdup(&r->arena, text->label,
	    strlen(text->label));
	const struct scope *s = NULL;
	struct binder bind[2];
	struct scope in[2];

	*out = NULL;
	r->ast.mistakes.n = 0;
	q->rules = r;
	q->n = text->n;
	q->column = ARENA_ARRAY(&r->arena, q->n, struct node *);
	if (text->every.n > 0 && rules_parse_binders(&r->ast, text->every,
	    place, bind, &q->npops, e) != 0)
		return -1;
	for (size_t i = 0; i < q->npops; i++) {
		if (!check_binder(&c, s, &(struct binding){ .as = &bind[i],
		    .member = true, .in = &in[i], .pop = &q->pop[i],
		    .where = &q->where[i] }))
			return -1;
		s = &in[i];
	}
	if (!check_columns(&c, s, place, text->expr, q, e))
		return -1;
	*out = q;
	return 0;
}

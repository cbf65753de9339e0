/* SPDX-License-Identifier: Apache-2.0 */
/* A rule set that is loaded: what it says of itself, and its end. */
#include <stdlib.h>

#include "shared/rules/node/node.h"

void
rules_free(struct rules *r)
{
	if (r == NULL)
		return;
	rules_ast_fini(&r->ast);
	whose_free(&r->whose);
	free(r->share);
	free(r->share_slot);
	arena_fini(&r->arena);
	free(r);
}

void
rules_want(const struct rules *r, struct dataset_want *want, struct arena *a)
{
	const struct standard *s = r->standard;
	size_t max = sizeof(want->field) / sizeof(want->field[0]);

	memset(want, 0, sizeof(*want));
	for (size_t i = 0; i < s->nregisters && i < max; i++) {
		const struct schema *sc = &s->reg[i];

		want->field[i] = ARENA_ARRAY(a, sc->nfields, bool);
		for (size_t f = 0; f < sc->nfields; f++)
			want->field[i][f] = r->want[i][f] ||
			    (r->want_references &&
			    sc->field[f].type == FIELD_REF);
		for (size_t k = 0; k < sc->nlookup && r->want_references; k++)
			want->field[i][sc->lookup[k]] = true;
	}
}

size_t
rules_count(const struct rules *r)
{
	return r->ncrit;
}

bool
rules_reads(const struct rules *r, size_t i, unsigned reg)
{
	return reg < r->standard->nregisters && r->crit[i].reads[reg];
}

double
rules_concentration(const struct rules *r)
{
	return r->concentration;
}

struct rule_about
rules_about(const struct rules *r, size_t i)
{
	const struct crit *k = &r->crit[i];

	return (struct rule_about){ k->id, k->title, k->clause,
		k->asks, (const char *const *)k->seed, k->nseeds,
		k->by_document, whose_is_own(&r->whose, k->id) };
}

bool
rules_term(const struct rules *r, size_t i, struct str *name,
    struct str *means)
{
	const struct term_ast *t = r->ast.term;

	while (t != NULL && i-- > 0)
		t = t->next;
	if (t == NULL)
		return false;
	*name = t->name;
	*means = t->means;
	return true;
}

const struct whose *
rules_whose(const struct rules *r)
{
	return &r->whose;
}

int
rules_find(const struct rules *r, struct str id)
{
	for (size_t i = 0; i < r->ncrit; i++)
		if (str_is(id, r->crit[i].id))
			return (int)i;
	return -1;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The order in which the jobs of a call run; see jobs.h. */
#include "importer/plan/jobs.h"

#include <stdlib.h>

#include "shared/base/mem.h"

static bool
refers_to(const struct schema *a, unsigned reg)
{
	for (size_t i = 0; i < a->nfields; i++)
		if (a->field[i].type == FIELD_REF &&
		    a->field[i].ref_register == (int)reg)
			return true;
	return false;
}

/* Depth first; `done`: 0 new, 1 being visited, 2 placed. */
static void
visit(struct session *s, size_t i, uint8_t *done, unsigned *order, size_t *n)
{
	const struct job *j = &s->job[i];

	done[i] = 1;
	for (size_t k = 0; j->schema != NULL && k < s->njobs; k++)
		if (done[k] == 0 && s->job[k].schema != NULL &&
		    ((s->job[k].reg != j->reg && refers_to(j->schema,
		    (unsigned)s->job[k].reg)) ||
		    (k < i && s->job[k].reg == j->reg)))
			visit(s, k, done, order, n);
	done[i] = 2;
	order[(*n)++] = (unsigned)i;
}

void
jobs_order(struct session *s, unsigned *order)
{
	uint8_t *done = mem_calloc(s->njobs, sizeof(*done));
	size_t n = 0;

	for (size_t i = 0; i < s->njobs; i++)
		if (done[i] == 0)
			visit(s, i, done, order, &n);
	free(done);
	for (size_t i = 0; i < s->njobs; i++) {
		struct job *j = &s->job[order[i]];

		j->is_last = true;
		for (size_t k = i + 1; k < s->njobs && j->is_last; k++)
			j->is_last = s->job[order[k]].outcome != JOB_OPEN ||
			    s->job[order[k]].reg != j->reg;
	}
}

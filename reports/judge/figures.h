/* SPDX-License-Identifier: Apache-2.0 */
/* The tables of a profile as rows of texts, for whoever shows them. */
#ifndef PREAUDIT_FIGURES_H
#define PREAUDIT_FIGURES_H

#include "reports/judge/profile.h"

/* A table of the profile that the status has too, with its rows. */
struct figures {
	const struct profile_table *table;
	struct str *cell;  /* nrows times the table's columns */
	size_t nrows;
};

/*
 * The rows of a table that is no matrix and has no buckets, in ascending key
 * order, its numbers rounded where the profile says so. As query_run.
 */
int figures_run(const struct profile_table *t, const struct dataset *d,
    int32_t as_of, query_row_fn *fn, void *ctx, struct err *e);
/*
 * The tables that the status has too, in the profile's order; *n of them,
 * texts in the arena. -1 with an error when one cannot be computed.
 */
int figures_list(const struct profile *p, const struct dataset *d,
    int32_t as_of, struct arena *a, struct figures **list, size_t *n,
    struct err *e);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Who looks on while rows are compared with the register: what an import would
 * do is shown by it before it is done.
 */
#ifndef PREAUDIT_WATCH_H
#define PREAUDIT_WATCH_H

#include "importer/state/state.h"

struct rows;
struct job;

/* Called in the order of the rows, with `ctx`; must change nothing. */
struct watch {
	void *ctx;
	/* The row in hand is a record that the register does not have. */
	void (*on_new)(void *ctx, struct rows *r);
	/* It differs from the record at a place of the register. */
	void (*on_changed)(void *ctx, struct rows *r, uint64_t place);
	/*
	 * No file has the record at a place of the register; told also where
	 * the guard then refuses.
	 */
	void (*on_retired)(void *ctx, const struct job *j,
	    const struct state *st, uint64_t place);
	/* The file is read from its start once more: forget what was told. */
	void (*on_again)(void *ctx, const struct job *j);
};

#endif

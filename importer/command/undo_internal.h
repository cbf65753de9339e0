/* SPDX-License-Identifier: Apache-2.0 */
/* Between the files that make up undo.h. */
#ifndef PREAUDIT_UNDO_INTERNAL_H
#define PREAUDIT_UNDO_INTERNAL_H

#include "importer/command/undo.h"
#include "importer/state/prior.h"

enum undo_action { UNDO_NOTHING, UNDO_PUT, UNDO_RETIRE };

/* A record that the root batch touched. */
struct undo_item {
	struct str key;          /* raw */
	uint64_t hash;
	/* the newest line of an import that counts */
	bool found, gone;
	uint64_t by;             /* its batch */
	const struct prior *past; /* the file it stands in */
	struct str line;
	enum undo_action action;
};

/*
 * The fields of a line as today's schema has them, canonical, each with a
 * comma before it.
 */
void undo_fields(const struct undo *u, const struct undo_item *x,
    struct buf *out);

#endif

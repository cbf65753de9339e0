/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Undoing a batch: another batch that makes the register what it would be had
 * that one not been imported. What decides of a record is the newest line that
 * an import which still counts gave it; so imports can be undone in any order,
 * and an undo can be undone. Lines come back byte for byte, with batch, row and
 * salt, and lead to the file that they came from.
 */
#ifndef PREAUDIT_UNDO_H
#define PREAUDIT_UNDO_H

#include "importer/job/session.h"

/* Records of the root batch by what becomes of them. */
struct undo_counts {
	uint64_t retired;  /* records that only the batch had */
	uint64_t changed;  /* their earlier line is back */
	uint64_t returned; /* the batch had retired them */
	uint64_t kept;     /* changed later by an import that counts */
	uint64_t same;     /* already as they should be */
};

struct undo {
	struct session *s;
	uint64_t index;        /* of the batch to undo */
	uint64_t root;         /* the import that counts less, or again */
	const struct schema *schema;
	struct state *now;
	uint64_t *undone;      /* as it will be: store_undone */
	struct undo_item *item; /* the records of the root batch */
	size_t n, cap;
	uint32_t *slot;        /* index on the key, number plus one */
	size_t nslots;
	struct prior *of_root, **held; /* files that lines come from */
	size_t nheld, cap_held;
	struct undo_counts counts;
	uint64_t *kept_by;     /* per record of the log: how many it kept */
	bool is_state;         /* the undoing batch states the register whole */
	uint64_t new_index;    /* what the undoing batch has, or would have */
};

/*
 * Plans undoing record `index` of the log of an open session; writes nothing.
 * -1 with ERR_NOT_FOUND: there is no such record; ERR_USAGE: it is no batch;
 * ERR_REFUSED: undone already; ERR_CONFIG: the adopted rules do not have its
 * register; ERR_INTEGRITY: a data file is not what was signed. Free with
 * undo_free after any end.
 */
int undo_plan(struct undo *u, struct session *s, uint64_t index,
    struct err *e);
/*
 * Adds the undoing batch to the session's transaction, which the caller
 * commits. -1 when its file cannot be written; then nothing is added.
 */
int undo_write(struct undo *u, struct err *e);
void undo_free(struct undo *u);

#endif

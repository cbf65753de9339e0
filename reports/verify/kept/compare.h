/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Checkpoints from any files, by whomever kept: are they of one history of one
 * log? Two that are not, and are signed with one key, are evidence that anybody
 * can check.
 */
#ifndef PREAUDIT_COMPARE_H
#define PREAUDIT_COMPARE_H

#include "shared/log/kept.h"
#include "shared/store/store.h"

/* What is compared, and with what. Everything is the caller's. */
struct compare_request {
	const char *const *path; /* files and folders, n of them */
	size_t n;
	const struct vkeys *keys;  /* the verifier's own; n = 0: none given */
	const struct store *store; /* that knows the hashes; or NULL */
	const char *folder;        /* that receives the evidence of a fork */
	bool json;                 /* compare/1 (docs/verify-json.md) */
};

/*
 * Compares all with all and appends the answer to `out`. Returns the exit
 * status: 0 one history, and your key signed each of them; 3 it could not be
 * told, or not by whom they are signed; 4 two histories, whose notes stand in
 * FOLDER/fork-evidence.txt then. -1, ERR_USAGE, when a file holds no checkpoint
 * or a damaged one.
 */
int compare_kept(const struct compare_request *q, struct buf *out,
    struct err *e);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Handing out a sample of a register, with what proves it and nothing else of
 * the register (docs/sampling.md). Each disclosure is a record of the log,
 * written before the files are.
 */
#ifndef PREAUDIT_DISCLOSE_H
#define PREAUDIT_DISCLOSE_H

#include "shared/model/schema.h"
#include "shared/store/store.h"

/* What is to be drawn, by whom and whereto. Everything is the caller's. */
struct disclose_request {
	const struct schema *schema; /* of the register */
	const char *seed;            /* one line, not empty */
	uint64_t size;               /* records; all when there are fewer */
	const char *dir;             /* receives the files; made when missing */
	struct store_writer writer;
	struct buf *notices;         /* of store_begin */
};

/* What was done. */
struct disclosed {
	uint64_t index;        /* of the record that says so */
	uint64_t batch;        /* of what was drawn from */
	bool wrote_batch;      /* it was written for this */
	uint64_t rows;         /* lines it has */
	uint64_t records, passed; /* drawn; lines that retire one */
	char digest[SHA256_HEX + 1]; /* of what was handed out */
};

/*
 * Draws, logs, signs, and writes disclosure.txt and history.txt into the
 * folder, over those there: paths are the caller's to have checked. Errors as
 * of store_begin and store_commit; ERR_NOT_FOUND when the register has no
 * records, ERR_LIMIT for more lines than one disclosure holds, ERR_REFUSED
 * when one of them was erased. What is logged and could not be written says so.
 */
int disclose(const struct disclose_request *q, struct disclosed *out,
    struct err *e);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Issuing: the report's leaf in the log, its proof and its receipt
 * (docs/store-format.md 7). Rendering happens before and without the lock.
 */
#ifndef PREAUDIT_ISSUE_H
#define PREAUDIT_ISSUE_H

#include "reports/issue/rendered.h"
#include "shared/store/issued/derived.h"
#include "shared/store/staging.h"

/* What is known of a report once it is rendered; needs nothing else to issue. */
struct issue_draft {
	char id[LEAF_REPORT_ID], as_of[DATE_TEXT], profile[64], profile_sha256[65];
	char standard[256]; /* name */
	uint64_t head_size; /* of the data it was made from */
	char head_root[65]; /* hex */
	struct rendered rendered;
};

/* Fills *d from a loaded report and its outputs; it points into neither. */
void issue_draft_of(struct issue_draft *d, const struct report *r,
    const struct rendered *out);

/* What was issued, or had been before. */
struct issued {
	char id[LEAF_REPORT_ID];
	char *dir;      /* STORE/reports/<id>; caller frees */
	uint64_t index; /* record number of its leaf */
	bool existed;   /* it had been issued before, and stands */
	bool again;     /* it had been, and was withdrawn: it has a new record */
};

/* Who signs, and when. */
struct issue_signer {
	const char *key_path;
	const char *passphrase_file; /* NULL: the key is not encrypted */
	unsigned wait_ms;            /* for the lock */
	/* seconds since 1970: `issued`; 0: what the clock says under the lock */
	int64_t now_s;
	/* see store_writer; or NULL */
	const char *clock_was_wrong;
	struct buf *notices; /* what recovery did; may be NULL */
};

/*
 * Takes the lock; when a leaf has this id already, checks that its outputs
 * are the same (ERR_INTEGRITY otherwise) and returns what is there, unless it
 * was withdrawn: then a leaf like it is appended and signed; without one
 * publishes the staged folder, appends the leaf and signs. Then writes the
 * derived files.
 */
int issue(const char *store_dir, struct staging *staged,
    const struct issue_draft *draft, const struct issue_signer *signer,
    struct issued *out, struct err *e);

/*
 * Writes proof.txt, history.txt, SHA256SUMS and RECEIPT.txt of an issued
 * report again where they are missing; `all` replaces them. All that go by a
 * checkpoint go by the same: where one is missing or goes by another, all of
 * them are written.
 */
int issue_derived(const struct store *s, uint64_t index, bool all,
    struct err *e);
/* Index of the newest report leaf with this id, -1 when there is none. */
int64_t issue_find(const struct store *s, const char *id);
/* The proof of a leaf against the store's head, as a tlog-proof file. */
void issue_proof(const struct store *s, uint64_t index, struct buf *b);

#endif

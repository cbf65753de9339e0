/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What lies beside the outputs of an issued report and follows from its record
 * and one checkpoint: proof.txt, history.txt, SHA256SUMS and RECEIPT.txt. They
 * can be written again at any time (docs/store-format.md 7).
 */
#ifndef PREAUDIT_DERIVED_H
#define PREAUDIT_DERIVED_H

#include "shared/store/store.h"

/*
 * In the order in which they are written: history.txt leads as far as proof.txt
 * or further, so it is written first.
 */
enum derived {
	DERIVED_HISTORY, DERIVED_PROOF, DERIVED_SUMS, DERIVED_RECEIPT,
	DERIVED__MAX
};

/* "proof.txt" */
const char *derived_name(enum derived d);
/*
 * What the i-th output of a report is called: "content.csv", or the profile
 * and the format, "readiness.html".
 */
#define DERIVED_OUTPUT_NAME 128
void derived_output_name(char out[DERIVED_OUTPUT_NAME],
    const struct leaf_report *r, size_t i);

/* The checkpoint that a file goes by; it is one of the store's log. */
struct derived_by {
	uint64_t size;   /* above the report's record */
	struct str note; /* signed, verbatim */
};
/* The store's own head. */
struct derived_by derived_by_head(const struct store *s);
/*
 * Appends the file of the report whose record is `index`; nothing when it
 * cannot be made because content.csv is there and cannot be read.
 */
void derived_put(enum derived d, const struct store *s, uint64_t index,
    const struct derived_by *by, struct buf *b);
/* SHA256SUMS, from the record alone. */
void derived_put_sums(const struct leaf_report *r, struct buf *b);
/* What a receipt tells, for whoever has no store. All is the caller's. */
struct derived_receipt {
	const struct leaf_report *report;
	uint64_t index;            /* of its record */
	const char *organisation;  /* from the log's first record */
	const char *origin;        /* the log's name */
	const char *key;           /* fingerprint of the key that signed */
	const char *verdict;       /* as derived_verdict gives it */
	/* "" unless it was withdrawn: by which record, when and why */
	const char *withdrawn;
	const char *anchored; /* as derived_put_anchored says it */
};
/*
 * When the record came into the log, in words, as the anchors say of which the
 * log has records below `size`. They are not verified here: anchor.h does that.
 */
void derived_put_anchored(const struct store *s, uint64_t index, uint64_t size,
    struct buf *b);
/* What such words say: no time stamp, one or two, or they are other words. */
enum derived_anchored {
	DERIVED_ANCHORED_NONE, DERIVED_ANCHORED_STAMPS, DERIVED_ANCHORED_OTHER
};
enum derived_anchored derived_anchored_read(struct str s);
/*
 * The verdict of a report in the text of its content.csv, whose part it is;
 * "none" where it has none. False when the text is not what was issued.
 */
bool derived_verdict(const struct leaf_report *r, struct str content,
    struct str *verdict);
/* RECEIPT.txt that goes by the checkpoint `note`. */
void derived_put_receipt(const struct derived_receipt *r, struct str note,
    struct buf *b);
/*
 * The checkpoint of a receipt, empty where there is none; nothing of it is
 * verified, and whether all else is as it must be, shows when it is put again.
 */
struct str derived_receipt_note(struct str file);
/*
 * The same of a record of a store, below `size`, for receipts: it points into
 * the store and to what derived_receipt_close frees. has_verdict is false when
 * content.csv is not as it was issued; the receipt says so then.
 */
struct derived_receipt_of {
	struct derived_receipt receipt;
	bool has_verdict;
	bool unread; /* content.csv is there, and could not be read */
	char print[VKEY_FINGERPRINT_TEXT];
	struct buf text;     /* the verdict, withdrawn, anchored, NUL-ended */
};
void derived_receipt_open(struct derived_receipt_of *of,
    const struct store *s, uint64_t index, uint64_t size);
void derived_receipt_close(struct derived_receipt_of *of);
/* The proof of a record of any type. */
void derived_put_proof(const struct store *s, uint64_t index,
    const struct derived_by *by, struct buf *b);
/* Does the file hold a checkpoint? SHA256SUMS does not. */
bool derived_has_note(enum derived d);
/*
 * The checkpoint in a file that does, as it stands there; empty where there is
 * no room for one. Nothing of it is verified.
 */
struct str derived_note(enum derived d, struct str file);

#endif

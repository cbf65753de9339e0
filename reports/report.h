/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From a store to a report: evaluate, build the document, render, issue.
 */
#ifndef PREAUDIT_REPORT_H
#define PREAUDIT_REPORT_H

#include "reports/doc.h"

/* Which report: all that fixes its content. */
struct report_request {
	const char *store_dir;
	const char *profile;   /* name; NULL: "readiness" */
	int32_t as_of;         /* DATE_NONE: today in the store's zone */
	uint64_t at;           /* log size; UINT64_MAX: the head */
	int64_t now_s;         /* the clock, for as_of's default and `issued` */
};

/* Everything loaded and evaluated; the parts point into one another. */
struct report {
	struct store store;
	struct standard standard;
	struct rules *rules;
	struct dataset data;
	struct readiness readiness;
	int32_t as_of;
	uint64_t at;
	struct checkpoint data_head;
	char id[23];           /* "R-" and 20 hex digits */
	const char *profile;
	char profile_sha256[65];
};

int report_load(struct report *r, const struct report_request *q, struct err *e);
void report_free(struct report *r);
/* Builds the document from the profile's sections. */
int report_build(struct report *r, struct doc *d, struct err *e);
/* status/1 JSON (DESIGN 9), appended. */
void report_status_json(const struct report *r, struct buf *b);

struct report_outputs {
	char id[23];
	char *dir;             /* where the files are: reports/<id> of the store, or the staging folder */
	bool existed;          /* the report had been issued before */
	uint64_t index;        /* record number of its leaf */
};

/*
 * Renders readiness.xlsx, readiness.html, content.csv into a fresh folder
 * reports/.new-XXXX of the store (FORMATS 4.3), fsynced and read back.
 */
int report_render(struct report *r, struct report_outputs *o, struct err *e);
/*
 * Appends the leaf and signs, or finds the report already there; then writes
 * proof.txt, SHA256SUMS and RECEIPT.txt. `said` as for store_begin.
 */
int report_issue(struct report *r, struct report_outputs *o,
    const char *key_path, const char *passphrase_file, unsigned wait_ms,
    int64_t now_s, struct buf *said, struct err *e);
/* Writes again what is derived and missing for an issued report. */
int report_derived(const struct store *s, uint64_t index, struct err *e);

#endif

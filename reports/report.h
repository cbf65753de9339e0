/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From a store to a report: evaluate, build the document, render, issue.
 */
#ifndef PREAUDIT_REPORT_H
#define PREAUDIT_REPORT_H

#include "reports/doc.h"
#include "reports/profile.h"

/* Which report: all that fixes its content. */
struct report_request {
	const char *store_dir;
	const char *profile;   /* name; NULL: "readiness" */
	int32_t as_of;         /* DATE_NONE: today in the store's zone */
	/*
	 * A forecast: a later day or the name of one that the profile knows;
	 * overrules as_of. NULL: none. It is one when later than the data.
	 */
	const char *on;
	uint64_t at;           /* log size; UINT64_MAX: the head */
	int64_t now_s;         /* the clock, for as_of's default and `issued` */
};

#define REPORT_ID 23 /* "R-", 20 hex digits, and the end */

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
	char id[REPORT_ID];
	struct profile profile;
	struct vkey key;       /* the store's key as of the data head */
};

int report_load(struct report *r, const struct report_request *q, struct err *e);
/* Its first parts, for those who need no results: no records, nothing judged. */
int report_open(struct report *r, const struct report_request *q, struct err *e);
/* The records, behind report_open. */
int report_data(struct report *r, struct err *e);
/* A date, or the name of one that the profile knows (records are loaded). */
int report_day(const struct report *r, const char *text, int32_t *day,
    struct err *e);
void report_free(struct report *r);
/* "Records as known on …; dates judged as of …": both days, and the log size. */
void report_put_days(const struct report *r, struct buf *b);
/* Whether an issued report was a forecast: its id says so. */
bool report_is_forecast(const struct store *s, const struct leaf_report *l);
/* Builds the document from the profile's sections. */
int report_build(struct report *r, struct doc *d, struct err *e);
/* status/1 JSON, appended; `lapses` of a forecast may be NULL. */
struct changes;
void report_status_json(const struct report *r, const struct changes *lapses,
    struct buf *b);

/* The outputs of a report, in the order of their leaf members. */
enum report_format { REPORT_CSV, REPORT_HTML, REPORT_XLSX, REPORT__MAX };
/* "content.csv", "readiness.html", ...: a profile's name and the suffix. */
const char *report_format_name(enum report_format f); /* "csv" */
void report_file_name(char out[128], const char *profile,
    enum report_format f);

/* One rendered set of outputs in a folder. */
struct rendered {
	char content_sha256[65];
	struct rendered_file {
		char name[128];
		char sha256[65];
		uint64_t bytes;
	} file[REPORT__MAX];
};

/* Renders all outputs into an existing folder, fsynced and read back. */
int report_render(struct report *r, const char *dir, struct rendered *out,
    struct err *e);

#endif

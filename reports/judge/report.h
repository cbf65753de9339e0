/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From a store to an evaluated report: its data, its profile, its results. The
 * document is made of it by compose.h, the files by rendered.h.
 */
#ifndef PREAUDIT_REPORT_H
#define PREAUDIT_REPORT_H

#include "reports/judge/figures.h"
#include "reports/judge/profile.h"
#include "reports/judge/watched.h"

#define REPORT_PROFILE "readiness" /* the profile unless one is named */

/* Which report: all that fixes its content. */
struct report_request {
	const char *store_dir;
	const char *profile;   /* name; NULL: REPORT_PROFILE */
	const char *standard;  /* name; NULL: the store's own */
	int32_t as_of;         /* DATE_NONE: today in the store's zone */
	/*
	 * A forecast: a later day or the name of one that the profile knows;
	 * overrules as_of. NULL: none. It is one when later than the data.
	 */
	const char *on;
	uint64_t at;           /* log size; UINT64_MAX: the head */
	int64_t now_s;         /* the clock, for as_of's default */
};

/* Everything loaded and evaluated; the parts point into one another. */
struct report {
	struct store store;        /* open */
	struct standard standard;
	struct rules *rules;
	struct dataset data;
	struct readiness readiness;
	int32_t as_of;         /* judged on this day */
	uint64_t at;           /* log size asked for */
	struct checkpoint data_head; /* of the last record that changed data */
	const char *standard_text; /* "ISO/IEC 20000-1:2018"; of the standard */
	char id[LEAF_REPORT_ID];
	struct profile profile;
	struct vkey key;       /* the store's key as of the data head */
	struct watched *watched; /* what the profile watches; its texts */
	size_t nwatched;
	struct figures *figures; /* tables that the status has too; likewise */
	size_t nfigures;
};

/*
 * Opens the store and loads and judges what `q` asks for. Free with
 * report_free; the struct must stay where it is. -1 with an error and nothing
 * to free: ERR_USAGE for a size or day that cannot be, ERR_NOT_FOUND for a
 * profile or standard that is not there, ERR_INTEGRITY for a broken store.
 */
int report_load(struct report *r, const struct report_request *q, struct err *e);
/*
 * Its first parts, for those who need no results: no records, nothing judged.
 * Errors and freeing as above.
 */
int report_open(struct report *r, const struct report_request *q, struct err *e);
/* The records that the rules read, behind report_open. */
int report_data(struct report *r, struct err *e);
/*
 * The day of `text`: a date, or the name of one that the profile knows (records
 * are loaded). ERR_USAGE when it is neither, ERR_NOT_FOUND when the records
 * give no such day.
 */
int report_day(const struct report *r, const char *text, int32_t *day,
    struct err *e);
void report_free(struct report *r);
/* "Records as known on …; dates judged as of …": both days, and the log size. */
void report_put_days(const struct report *r, struct buf *b);
/*
 * What is said where records were extracted after the day that is judged: one
 * sentence, appended; nothing where none were.
 */
void report_put_later(const struct report *r, struct buf *b);
/* Was this register extracted after the day that is judged? */
bool report_is_later(const struct report *r, size_t reg);
/*
 * What a violation is about, as people read it: the titles of its register or
 * list and, in a list, of its row; a record is called by its key.
 */
struct report_place {
	const char *kind, *which; /* "" for a requirement that stands alone */
};
struct report_place report_place(const struct report *r,
    const struct violation *v);
/* A register's title by its name; the name itself when there is no such one. */
const char *report_register_title(const struct report *r, const char *name);
/* The file that record `batch` of the log was imported from; "" of others. */
const char *report_file(const struct report *r, uint64_t batch);
/*
 * Is it of this profile, standard (as leaf_standard_text has it) and language?
 * Only such reports follow one another.
 */
bool report_same_series(const struct leaf_report *l, const char *profile,
    const char *standard, const char *lang);

#endif

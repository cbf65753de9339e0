/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Gaps as work: records of a register that a profile names, one for each
 * record that breaks a criterion, to be filled in and imported
 * (docs/gates.md). Their keys stay the same from day to day.
 */
#ifndef PREAUDIT_ACTIONS_OUT_H
#define PREAUDIT_ACTIONS_OUT_H

#include "reports/judge/report.h"
#include "reports/render/doc.h"

/* The records of one kind of work, as a table. */
struct work_sheet {
	struct doc doc;          /* owns the table */
	struct doc_table *table; /* a column for each of the profile's */
	uint64_t known;  /* gaps whose record the register has already */
};

/*
 * A row for each record that breaks a criterion of a loaded report. -1 with
 * ERR_CONFIG when a text of the profile has a name that is not known: nothing
 * is to be freed then.
 */
int work_make(struct work_sheet *w, const struct report *r,
    const struct profile_work *p, struct err *e);
void work_free(struct work_sheet *w);
/* The work that --as names; NULL and ERR_USAGE with the names there are. */
const struct profile_work *work_find(const struct profile *p,
    const char *name, struct err *e);
/* CSV; what a spreadsheet would take for a formula is kept from being one. */
void work_csv(const struct work_sheet *w, struct buf *b);
/* One sheet; appears at `path` whole or not at all. */
int work_xlsx(const struct work_sheet *w, const char *path, const char *name,
    int64_t created_s, struct err *e);

#endif

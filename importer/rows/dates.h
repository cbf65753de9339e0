/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The order of day and month, decided per column from all its cells, never per
 * cell: 03/04/2026 alone could be either.
 */
#ifndef PREAUDIT_DATES_H
#define PREAUDIT_DATES_H

#include "importer/convert/convert.h"
#include "importer/job/job.h"

/* What the cells of one column say; all zero before the first. */
struct date_evidence {
	/* Cells whose order matters; of them, only possible one way. */
	uint64_t open;
	uint64_t day, month;
	/* The first that is only possible that way: row of the table, text. */
	uint64_t day_row, month_row;
	char day_text[24], month_text[24];
	/* The first of all: "C14", what it says, its column from 1. */
	char open_cell[CELL_NAME], open_text[24];
	unsigned column;
};

enum date_verdict {
	DATES_NONE,     /* no cell's order matters */
	DATES_DECIDED,  /* some are only possible in one order, none in the other */
	DATES_OPEN,     /* all are possible in both */
	DATES_MIXED     /* some only in the one, some only in the other */
};

/*
 * Adds a cell in `column` from 1 and `row` of the table; years of two digits
 * are those nearest to the day `around`.
 */
void date_evidence_add(struct date_evidence *v, struct str cell,
    int32_t around, unsigned column, uint64_t row);
/* What it comes to; *order is DATE_DMY or DATE_MDY when decided, else UNKNOWN. */
enum date_verdict date_evidence_verdict(const struct date_evidence *v,
    enum date_order *order);

/*
 * Reads the whole table of a mapped job once for its date columns and sets the
 * order of each in c, or order_failed after a finding in l. The job gets a note
 * of what decided, and its dates. -1: the table cannot be read for a reason
 * that is not the text's.
 */
int dates_decide(struct job *j, struct convert *c, struct finding_list *l,
    struct err *e);

#endif

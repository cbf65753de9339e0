/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The order of day and month, decided per column from all its cells, never per
 * cell: 03/04/2026 alone could be either.
 */
#ifndef PREAUDIT_DATES_H
#define PREAUDIT_DATES_H

#include "importer/convert/convert.h"
#include "importer/job/job.h"

/* What the cells of one column say. */
struct date_evidence {
	uint64_t open;           /* cells whose order matters */
	uint64_t day, month;     /* of them: only possible that way */
	uint64_t day_row, month_row; /* the first that says so */
	char day_text[24], month_text[24];
	char open_cell[CELL_NAME], open_text[24];
	unsigned column;         /* from 1 */
};

enum date_verdict { DATES_NONE, DATES_DECIDED, DATES_OPEN, DATES_MIXED };

void date_evidence_add(struct date_evidence *v, struct str cell,
    int32_t around, unsigned column, uint64_t row);
enum date_verdict date_evidence_verdict(const struct date_evidence *v,
    enum date_order *order);

/*
 * Reads the whole file once for its date columns and sets the order of each in
 * c, or order_failed after a finding. Says in the notes what decided.
 */
int dates_decide(struct job *j, struct convert *c, struct finding_list *l,
    struct err *e);

#endif

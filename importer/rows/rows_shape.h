/* SPDX-License-Identifier: Apache-2.0 */
/* Has a row of a table the cells that its header promises? */
#ifndef PREAUDIT_ROWS_SHAPE_H
#define PREAUDIT_ROWS_SHAPE_H

#include "importer/common/finding.h"
#include "importer/read/source.h"

/* Nothing but blanks in every cell. */
bool rows_is_blank(const struct csv_row *row);
/*
 * Has the row as many cells as a header of `want`, and only empty ones behind
 * them? *beyond: the first that is not empty, else the row's end. Rows of a
 * sheet may be shorter.
 */
bool rows_is_fit(const struct source *s, const struct csv_row *row, size_t want,
    size_t *beyond);
/* The headers of the first and of the last cell that a row lacks. */
struct rows_names {
	struct str missing, last;
};
/* A finding (its place is in f): the row does not fit. */
void rows_add_misfit(struct finding_list *l, const struct finding *f,
    const struct source *s, const struct csv_row *row, size_t want,
    const struct rows_names *names);

#endif

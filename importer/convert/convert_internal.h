/* SPDX-License-Identifier: Apache-2.0 */
/* Between the files that make up convert.h. */
#ifndef PREAUDIT_CONVERT_INTERNAL_H
#define PREAUDIT_CONVERT_INTERNAL_H

#include "importer/convert/convert.h"

/* The cell in hand. */
struct convert_cell {
	struct convert *c;
	/* Its field's member of c, where it is counted. */
	struct convert_column *column;
	struct convert_sink to;
	/* It is a number in its workbook. */
	bool is_number;
	/* The value in hand is one item of the list that the cell holds. */
	bool is_item;
};

/* A message about the cell, unless the conversion is quiet. */
static inline void
convert_add(const struct convert_cell *x, enum convert_msg m,
    const struct value *arg, size_t n)
{
	if (x->to.put != NULL)
		x->to.put(x->to.ctx, (unsigned)(x->column - x->c->field),
		    &convert_message[m], arg, n);
}

/* One more for a counter of the column, unless the conversion is quiet. */
static inline void
convert_count(const struct convert_cell *x, uint64_t *counter)
{
	*counter += x->to.put != NULL;
}

/*
 * Converts one value, trimmed and in NFC, not empty, by the type of the field;
 * appends its text where it answers CONVERT_OK.
 */
enum convert_result convert_value(const struct convert_cell *x, struct str s,
    struct buf *out);
/*
 * Converts a cell of clauses, trimmed and in NFC, not empty: each item as it is
 * kept, those that are not known with a message. Always CONVERT_OK, or
 * CONVERT_EMPTY where only separators stand.
 */
enum convert_result convert_clauses(struct convert_cell *x, struct str s,
    struct buf *out);
/* The same for a cell of standards. */
enum convert_result convert_standards(struct convert_cell *x, struct str s,
    struct buf *out);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* Between the files that make up convert.h. */
#ifndef PREAUDIT_CONVERT_INTERNAL_H
#define PREAUDIT_CONVERT_INTERNAL_H

#include "importer/convert/convert.h"

/* The cell in hand. */
struct conv_cell {
	struct convert *c;
	struct conv_field *column;
	struct conv_to to;
	bool is_number;  /* it is one in its workbook */
	bool is_item;    /* the value is not all of it */
};

/* Says it of the cell, unless the conversion is quiet. */
void conv_say(const struct conv_cell *x, enum finding_level level,
    const char *code, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
/* One more for a counter of the column, unless the conversion is quiet. */
static inline void
conv_count(const struct conv_cell *x, uint64_t *counter)
{
	*counter += x->to.say != NULL;
}

/* One value, trimmed and in NFC, not empty; appends its text. */
enum conv convert_value(const struct conv_cell *x, struct str s,
    struct buf *out);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A cell as text, in two ways: bare values for tools, and what a person sees
 * for the importer, which reads text.
 */
#ifndef PREAUDIT_SHEET_TEXT_H
#define PREAUDIT_SHEET_TEXT_H

#include "shared/sheet/cell/cell.h"

/*
 * Marks before the text of a cell where the text alone would not say enough;
 * no text has these bytes of its own.
 */
/* A number with a decimal point: "1.234"; or one whose last digits are lost. */
#define SHEET_MARK_NUMBER '\x01'
#define SHEET_MARK_UNSET '\x02' /* a formula whose value is not stored */
#define SHEET_MARK_ERROR '\x03' /* the error of a formula, by its name */

/* A cell as people see it: trimmed, without a mark. */
static inline struct str
sheet_text_unmarked(struct str s)
{
	s = str_trim(s);
	return s.n > 0 && (unsigned char)s.p[0] < ' ' ?
	    (struct str){ s.p + 1, s.n - 1 } : s;
}

/*
 * Appends the bare value: TRUE and FALSE; numbers in their shortest form at 15
 * digits; YYYY-MM-DD, YYYY-MM-DDTHH:MM:SS, HH:MM:SS; the name of an error; text
 * with CR LF as LF. Nothing for a formula without a value.
 */
void sheet_text_bare(struct buf *out, const struct sheet_cell *c);
/*
 * Appends what the importer reads: as above, but percentages with their sign
 * (95%), numbers with the zeros their format shows (00123), the day that only
 * a workbook has as 1900-02-29 (bare: the 28th, like other readers), and marked
 * where a mark is needed. Bytes below a blank in texts, except tab and line feed,
 * become U+FFFD: they can be no marks.
 */
void sheet_text_shown(struct buf *out, const struct sheet_cell *c);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* What a cell of a report can hold; see cell_text.h. */
#include "reports/render/cell_text.h"

#define NOTE " [cut here: the HTML report has the whole text]"

struct str
cell_cut(struct str s, struct buf *scratch)
{
	/* With its escape, a byte takes at most two units on average. */
	if (s.n <= CELL_MAX_UNITS / 2 - CELL_ESCAPE_UNITS ||
	    cell_start(s, CELL_MAX_UNITS).n == s.n)
		return s;
	buf_reset(scratch);
	buf_str(scratch, cell_start(s, CELL_MAX_UNITS - (sizeof(NOTE) - 1)));
	buf_puts(scratch, NOTE);
	return buf_view(scratch);
}

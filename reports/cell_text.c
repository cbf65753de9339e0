/* SPDX-License-Identifier: Apache-2.0 */
/* What a cell of a workbook can hold; see cell_text.h. */
#include "reports/cell_text.h"

#define NOTE " [cut here: the HTML report has the whole text]"

/* The start of s that has at most `max` UTF-16 units; all of it if it fits. */
static struct str
start_of(struct str s, size_t max)
{
	size_t units = 0, i = 0;

	while (i < s.n) {
		unsigned char c = (unsigned char)s.p[i];
		size_t bytes = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
		size_t more = bytes == 4 ? 2 : 1;

		if (units + more > max || i + bytes > s.n)
			break;
		units += more;
		i += bytes;
	}
	return (struct str){ s.p, i };
}

struct str
cell_cut(struct str s, struct buf *scratch)
{
	/* A character has at least as many bytes as units. */
	if (s.n <= CELL_MAX_UNITS || start_of(s, CELL_MAX_UNITS).n == s.n)
		return s;
	buf_reset(scratch);
	buf_str(scratch, start_of(s, CELL_MAX_UNITS - (sizeof(NOTE) - 1)));
	buf_puts(scratch, NOTE);
	return buf_view(scratch);
}

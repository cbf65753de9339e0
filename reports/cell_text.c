/* SPDX-License-Identifier: Apache-2.0 */
/* What a cell of a workbook can hold; see cell_text.h. */
#include "reports/cell_text.h"

struct str
cell_cut(struct str s)
{
	size_t units = 0, i = 0;

	if (s.n <= CELL_MAX_UNITS)
		return s;
	while (i < s.n) {
		unsigned char c = (unsigned char)s.p[i];
		size_t bytes = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
		size_t more = bytes == 4 ? 2 : 1;

		if (units + more > CELL_MAX_UNITS || i + bytes > s.n)
			break;
		units += more;
		i += bytes;
	}
	return (struct str){ s.p, i };
}

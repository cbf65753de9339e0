/* SPDX-License-Identifier: Apache-2.0 */
/* What a workbook stores for a text; see cell_escape.h. */
#include "shared/sheet/cell/cell_escape.h"

#define ESCAPE "_x005F"

/* True when the '_' at s.p[i] begins a literal that readers decode. */
static bool
is_literal(struct str s, size_t i)
{
	if (s.p[i] != '_' || s.n - i < 7 || s.p[i + 1] != 'x' ||
	    s.p[i + 6] != '_')
		return false;
	for (size_t k = i + 2; k < i + 6; k++) {
		char c = ascii_lower(s.p[k]);

		if (!ascii_is_digit(c) && (c < 'a' || c > 'f'))
			return false;
	}
	return true;
}

void
cell_escape(struct buf *b, struct str s)
{
	size_t from = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (!is_literal(s, i))
			continue;
		buf_put(b, s.p + from, i - from);
		buf_puts(b, ESCAPE);
		from = i;
	}
	if (s.n > from)
		buf_put(b, s.p + from, s.n - from);
}

struct str
cell_start(struct str s, size_t max)
{
	size_t units = 0, i = 0;

	while (i < s.n) {
		unsigned char c = (unsigned char)s.p[i];
		size_t bytes = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
		size_t more = is_literal(s, i) ? CELL_ESCAPE_UNITS :
		    bytes == 4 ? 2 : 1;

		if (units + more > max || i + bytes > s.n)
			break;
		units += more;
		i += bytes;
	}
	return (struct str){ s.p, i };
}

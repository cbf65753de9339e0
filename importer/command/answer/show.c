/* SPDX-License-Identifier: Apache-2.0 */
/* Values on one line; see show.h. */
#include "importer/command/answer/show.h"

#include "shared/base/utf8.h"

void
show_plain(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		buf_putc(out, (unsigned char)s.p[i] < ' ' ? ' ' : s.p[i]);
}

void
show_value(struct buf *out, struct str s)
{
	struct str cut = utf8_cut(s, 60);

	if (s.n == 0)
		buf_puts(out, "(empty)");
	show_plain(out, cut);
	if (cut.n < s.n)
		buf_puts(out, "...");
}

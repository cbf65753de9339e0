/* SPDX-License-Identifier: Apache-2.0 */
/* What the problem column and the comments say; see engine.h. */
#include "importer/markup/engine/engine.h"

#include "importer/common/problem_column.h"
#include "shared/base/utf8.h"

/* A cell holds 32,767 UTF-16 units, which are never more than UTF-8 bytes. */
#define MAX_CELL_TEXT 32000

bool
note_any_error(const struct markup_note *note, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (note[i].is_error)
			return true;
	return false;
}

void
note_texts(struct buf *out, size_t from, const struct markup_note *note,
    size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct str t = str_trim(note[i].text);

		if (i > 0 || out->n > from)
			buf_putc(out, '\n');
		if (out->n - from + t.n <= MAX_CELL_TEXT) {
			buf_str(out, t);
			continue;
		}
		/* The first one is cut; of the others, how many there are. */
		if (i == 0) {
			buf_str(out, utf8_cut(t, MAX_CELL_TEXT / 8));
			buf_puts(out, n == 1 ? " ..." : " ...\n");
			i++;
		}
		if (i < n)
			buf_printf(out, "(%zu more do not fit into this cell)",
			    n - i);
		return;
	}
}

void
note_header(struct buf *out, const struct markup_note *whole, size_t nwhole,
    const struct markup_note *note, size_t n)
{
	size_t from = out->n;

	buf_puts(out, PROBLEM_COLUMN_HEADER);
	note_texts(out, from, whole, nwhole);
	note_texts(out, from, note, n);
}

void
note_comment(struct buf *out, const struct markup_note *note, size_t n)
{
	buf_puts(out, PROBLEMS_COMMENT);
	note_texts(out, out->n, note, n);
}

void
note_guide(struct buf *out, bool more)
{
	buf_puts(out, PROBLEMS_COMMENT "this column says what is wrong in each row. "
	    "Cells with an error are red, with a warning yellow. "
	    "Mend them and import this file; this column is not read.");
	if (more)
		buf_printf(out, " Only the first %d cells have a comment; "
		    "this column has every problem.",
		    MARKUP_MAX_COMMENTS - 1);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* What the problem column and the comments say; see internal.h. */
#include "importer/markup/internal.h"

#include "importer/finding.h"
#include "importer/problem_column.h"
#include "shared/base/num.h"
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

/* Behind what the buffer has since `from`. */
static void
put_texts(struct buf *out, size_t from, const struct markup_note *note,
    size_t n, bool first)
{
	for (size_t i = 0; i < n; i++) {
		struct str t = str_trim(note[i].text);

		if (!first)
			buf_putc(out, '\n');
		first = false;
		if (out->n - from + t.n > MAX_CELL_TEXT) {
			if (i == 0) {
				buf_str(out, utf8_cut(t, MAX_CELL_TEXT / 8));
				buf_puts(out, n == 1 ? " ..." : " ...\n");
				i++;
			}
			if (i < n)
				buf_printf(out, "(%zu more do not fit into "
				    "this cell)", n - i);
			return;
		}
		buf_str(out, t);
	}
}

void
note_texts(struct buf *out, const struct markup_note *note, size_t n)
{
	put_texts(out, out->n, note, n, true);
}

void
note_header(struct buf *out, const struct markup_note *whole, size_t nwhole,
    const struct markup_note *note, size_t n)
{
	size_t from = out->n;

	buf_puts(out, PROBLEM_COLUMN_HEADER);
	put_texts(out, from, whole, nwhole, false);
	put_texts(out, from, note, n, false);
}

void
note_guide(struct buf *out, bool more)
{
	buf_puts(out, "this column says what is wrong in each row. "
	    "Cells with an error are red, with a warning yellow. "
	    "Mend them and import this file; this column is not read.");
	if (more)
		buf_printf(out, " Only the first %d cells have a comment; "
		    "this column has every problem.",
		    MARKUP_MAX_COMMENTS - 1);
}

int
notes_check(const struct markup_note *a, size_t n, size_t nsheets,
    struct err *e)
{
	for (size_t i = 0; i < n; i++) {
		if (a[i].sheet >= nsheets || a[i].row > MAX_ROW)
			return err_set(e, ERR_REFUSED, "a problem is noted at "
			    "sheet %u, row %u, which the workbook cannot have",
			    a[i].sheet + 1, a[i].row);
		if (i > 0 && (a[i].sheet < a[i - 1].sheet ||
		    (a[i].sheet == a[i - 1].sheet && (a[i].row <
		    a[i - 1].row || (a[i].row == a[i - 1].row &&
		    a[i].column < a[i - 1].column)))))
			return err_set(e, ERR_USAGE, "the problems to be noted "
			    "do not stand in order");
	}
	return 0;
}

static bool
is_hex(char c)
{
	c = ascii_lower(c);
	return ascii_is_digit(c) || (c >= 'a' && c <= 'f');
}

static bool
is_escape(struct str s, size_t i)
{
	return s.n - i >= 7 && s.p[i] == '_' && s.p[i + 1] == 'x' &&
	    is_hex(s.p[i + 2]) && is_hex(s.p[i + 3]) && is_hex(s.p[i + 4]) &&
	    is_hex(s.p[i + 5]) && s.p[i + 6] == '_';
}

void
put_sheet_text(struct buf *out, struct str s)
{
	size_t from = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (!is_escape(s, i))
			continue;
		xml_put_text(out, str_range(s.p + from, s.p + i));
		buf_puts(out, "_x005F_");
		from = i + 1;
	}
	xml_put_text(out, str_range(s.p + from, s.p + s.n));
}

bool
ref_parse(const char *z, uint32_t *column, uint32_t *row)
{
	uint64_t c = 0, v;

	while (*z >= 'A' && *z <= 'Z' && c <= MAX_COLUMN)
		c = c * 26 + (uint64_t)(*z++ - 'A' + 1);
	if (c == 0 || c > MAX_COLUMN ||
	    !num_parse_u64(str_of(z), MAX_ROW, &v) || v == 0)
		return false;
	*column = (uint32_t)c;
	*row = (uint32_t)v;
	return true;
}

void
ref_put(struct buf *out, uint32_t column, uint32_t row)
{
	char name[CELL_NAME];

	cell_name(name, column, row);
	buf_puts(out, name);
}

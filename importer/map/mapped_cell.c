/* SPDX-License-Identifier: Apache-2.0 */
/* Words, splits and joins of a mapping file; see mapped_cell.h. */
#include "importer/map/mapped_cell.h"

#include "shared/sheet/cell/sheet_text.h"

/* The translation of a text; the text itself without one. */
static struct str
translate(const struct mapfile_column *c, struct str s)
{
	const struct mapfile_word *w = mapfile_word(c->word, c->nwords, s);

	return w == NULL ? s : str_of(w->to);
}

/* Items on lines of their own, each translated. */
static void
put_split(const struct mapfile_column *c, struct str cell, struct buf *out)
{
	while (cell.n > 0) {
		size_t n = 0;
		struct str item;

		while (n < cell.n && strchr(c->split, cell.p[n]) == NULL)
			n++;
		item = str_trim((struct str){ cell.p, n });
		if (item.n > 0) {
			if (out->n > 0)
				buf_putc(out, '\n');
			buf_str(out, translate(c, item));
		}
		n += n < cell.n;
		cell = (struct str){ cell.p + n, cell.n - n };
	}
}

/* A cell without the mark that its workbook's reader put before it. */
static struct str
unmarked(struct str cell)
{
	cell = str_trim(cell);
	return cell.n > 0 && (cell.p[0] == SHEET_MARK_NUMBER ||
	    cell.p[0] == SHEET_MARK_ERROR) ?
	    (struct str){ cell.p + 1, cell.n - 1 } : cell;
}

/* What has no value makes all that it is a part of have none. */
static bool
is_no_value(const struct mapfile_column *c, struct str cell)
{
	struct str name = unmarked(cell);

	if (cell.n == 0 || (cell.p[0] != SHEET_MARK_UNSET &&
	    cell.p[0] != SHEET_MARK_ERROR))
		return false;
	return c == NULL || translate(c, name).p == name.p;
}

static void
put_cell(const struct map_field *m, struct str cell, struct buf *out)
{
	const struct mapfile_column *c = m->how;

	struct str plain = unmarked(cell), meant;

	cell = str_trim(cell);
	if (c != NULL && c->split != NULL) {
		put_split(c, plain, out);
		return;
	}
	if (m->n > 1)
		cell = plain;
	if (c != NULL && c->nwords > 0) {
		meant = translate(c, plain);
		cell = meant.p == plain.p ? cell : meant;
	}
	if (cell.n == 0)
		return;
	if (out->n > 0 && m->join != NULL)
		buf_puts(out, m->join);
	else if (out->n > 0)
		buf_putc(out, '\n');
	buf_str(out, cell);
}

struct str
mapped_cell(const struct map_field *m, const struct csv_row *row,
    struct str raw, struct buf *out)
{
	if (m->n == 0)
		return raw;
	for (size_t k = 0; k < m->n; k++) {
		if (m->column[k] >= row->n)
			continue;
		if (is_no_value(m->how, row->field[m->column[k]]))
			return row->field[m->column[k]];
		put_cell(m, row->field[m->column[k]], out);
	}
	return buf_view(out);
}

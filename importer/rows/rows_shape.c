/* SPDX-License-Identifier: Apache-2.0 */
/* Has a row the cells that its header promises? See rows_shape.h. */
#include "importer/rows/rows_shape.h"

#include "importer/common/delimiter.h"
#include "shared/base/utf8.h"

bool
rows_is_blank(const struct csv_row *row)
{
	for (size_t i = 0; i < row->n; i++)
		if (str_trim(row->field[i]).n > 0)
			return false;
	return true;
}

bool
rows_is_fit(const struct source *s, const struct csv_row *row, size_t want,
    size_t *beyond)
{
	*beyond = want;
	/* A sheet's rows end with their last value. */
	if (row->n < want)
		return s->sheet != NULL;
	while (*beyond < row->n && str_trim(row->field[*beyond]).n == 0)
		++*beyond;
	return *beyond == row->n;
}

/* "Status" (column E), or column E where it has no header. */
static void
put_column(struct buf *out, struct str header, size_t number)
{
	char letters[COLUMN_NAME];
	struct str cut = utf8_cut(header, 60);

	column_name(letters, (uint32_t)number);
	if (header.n > 0)
		buf_printf(out, "\"%.*s\" (column %s)", STR_ARG(cut), letters);
	else
		buf_printf(out, "column %s", letters);
}

/*
 * Cells at the end are missing. Excel leaves empty ones away when it saves CSV,
 * in all of 16 rows that have none there; nothing tells that from a row that
 * was cut off, so it is for people to say.
 */
static void
say_short(struct finding_list *l, const struct finding *f, size_t have,
    size_t want, const struct rows_names *names, const char *delimiter)
{
	size_t n = want - have;
	struct buf which;

	buf_init(&which, 1024);
	put_column(&which, names->missing, have + 1);
	if (n > 1) {
		buf_puts(&which, n == 2 ? " and " : " to ");
		put_column(&which, names->last, want);
	}
	finding_say(l, f, "the row has %zu cell%s, the header %zu: %s %s "
	    "missing. If %s empty (Excel leaves out empty last cells when it "
	    "saves CSV), import the workbook itself, or end the row with %zu "
	    "more %s%s; if not, the row is cut off or no row of the table, or "
	    "a quote is not closed",
	    have, have == 1 ? "" : "s", want, buf_cstr(&which),
	    n == 1 ? "is" : "are", n == 1 ? "it is" : "they are", n, delimiter,
	    n == 1 ? "" : "s");
	buf_fini(&which);
}

void
rows_say_misfit(struct finding_list *l, struct finding *f,
    const struct source *s, const struct csv_row *row, size_t want,
    const struct rows_names *names)
{
	f->code = row->n < want ? "row-short" : "row-long";
	if (row->n < want)
		say_short(l, f, row->n, want, names,
		    delimiter_name(s->delimiter));
	else if (s->sheet != NULL)
		finding_say(l, f, "stands right of the header's last cell; "
		    "give its column a header, or clear it");
	else
		finding_say(l, f, "the row has %zu cells, the header %zu; a "
		    "value that holds the delimiter (%s) must stand in quotes",
		    row->n, want, delimiter_name(s->delimiter));
}

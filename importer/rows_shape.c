/* SPDX-License-Identifier: Apache-2.0 */
/* Has a row the cells that its header promises? */
#include "importer/rows_internal.h"

bool
rows_is_blank(const struct csv_row *row)
{
	for (size_t i = 0; i < row->n; i++)
		if (str_trim(row->field[i]).n > 0)
			return false;
	return true;
}

/*
 * Empty cells behind the header's last one, in a row and not in the first: a
 * program that pads does so everywhere, so a value may have been split.
 */
static void
check_padding(struct rows *r)
{
	struct finding f;

	if (r->width == 0)
		r->width = r->row->n;
	if (r->row->n == r->width || r->row->n <= r->j->map.n)
		return;
	r->column = 0;
	f = rows_finding(r);
	f.level = LEVEL_WARNING;
	f.code = "row-padded";
	finding_say(&r->s->findings, &f, "the row has %zu cells, the last "
	    "empty, the header %zu; if one of its values holds the delimiter "
	    "(%s) it must stand in quotes, else the values behind it are "
	    "shifted", r->row->n, r->j->map.n,
	    delimiter_name(r->j->source.delimiter));
}

bool
rows_fits(const struct job *j, const struct csv_row *row, size_t *beyond)
{
	*beyond = j->map.n;
	/* A sheet's rows end with their last value. */
	if (row->n < j->map.n)
		return j->source.sheet != NULL;
	while (*beyond < row->n && str_trim(row->field[*beyond]).n == 0)
		++*beyond;
	return *beyond == row->n;
}

bool
rows_check_width(struct rows *r)
{
	const struct csv_row *row = r->row;
	size_t want = r->j->map.n, i;
	struct finding f;

	if (r->j->source.sheet == NULL)
		check_padding(r);
	if (rows_fits(r->j, row, &i))
		return true;
	r->column = row->n > want ? (unsigned)i + 1 : 0;
	f = rows_finding(r);
	if (row->n < want) {
		f.code = "row-short";
		finding_say(&r->s->findings, &f, "the row has %zu cell%s, the "
		    "header %zu; cells are missing, or a quote is not closed",
		    row->n, row->n == 1 ? "" : "s", want);
	} else if (r->j->source.sheet != NULL) {
		f.code = "row-long";
		finding_say(&r->s->findings, &f, "stands right of the "
		    "header's last cell; give its column a header, or clear "
		    "it");
	} else {
		f.code = "row-long";
		finding_say(&r->s->findings, &f, "the row has %zu cells, the "
		    "header %zu; a value that holds the delimiter (%s) must "
		    "stand in quotes", row->n, want,
		    delimiter_name(r->j->source.delimiter));
	}
	r->column = 0;
	return false;
}

/* A value under no header; said once per column. */
void
rows_check_unnamed(struct rows *r)
{
	for (size_t i = 0; i < r->j->map.n && i < r->row->n; i++) {
		struct finding f;
		char letters[CELL_NAME];

		if (r->j->map.column[i].header.n > 0 || r->unnamed_said[i] ||
		    str_trim(r->row->field[i]).n == 0)
			continue;
		r->unnamed_said[i] = true;
		r->column = (unsigned)i + 1;
		column_name(letters, r->column);
		f = rows_finding(r);
		f.code = "column-unnamed";
		r->j->outcome = JOB_REFUSED;
		finding_say(&r->s->findings, &f, "column %s holds values but "
		    "has no header; give it one, or remove it", letters);
	}
	r->column = 0;
}

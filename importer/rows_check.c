/* SPDX-License-Identifier: Apache-2.0 */
/* The cells of the row in hand against the header of its job. */
#include "importer/rows_internal.h"

#include "importer/delimiter.h"

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
rows_check_width(struct rows *r)
{
	const struct csv_row *row = r->row;
	const struct mapping *m = &r->j->map;
	struct rows_names names = { STR(""), STR("") };
	struct finding f;
	size_t beyond;

	if (r->j->source.sheet == NULL)
		check_padding(r);
	if (rows_is_fit(&r->j->source, row, m->n, &beyond))
		return true;
	if (row->n < m->n)
		names = (struct rows_names){ m->column[row->n].header,
			m->column[m->n - 1].header };
	r->column = row->n > m->n ? (unsigned)beyond + 1 : 0;
	f = rows_finding(r);
	rows_say_misfit(&r->s->findings, &f, &r->j->source, row, m->n, &names);
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

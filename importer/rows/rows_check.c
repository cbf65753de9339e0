/* SPDX-License-Identifier: Apache-2.0 */
/* The cells of the row in hand against the header of its job. */
#include "importer/rows/rows_internal.h"

#include "importer/common/delimiter.h"
#include "importer/rows/messages.h"
#include "importer/rows/rows_shape.h"

/*
 * Empty cells behind the header's last one, in a row and not in the first: a
 * program that pads does so everywhere, so a value may have been split.
 */
static void
check_padding(struct rows *r)
{
	size_t have = r->line.row->n;
	struct finding f;

	if (r->width == 0)
		r->width = have;
	if (have == r->width || have <= r->j->map.n)
		return;
	f = rows_line_finding(&r->line, 0);
	finding_add(&r->s->findings, &f, &rows_message[ROWS_MSG_PADDED],
	    VALUES(have, r->j->map.n, delimiter_name(r->j->source.delimiter)));
}

bool
rows_check_width(struct rows *r)
{
	const struct csv_row *row = r->line.row;
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
	f = rows_line_finding(&r->line, row->n > m->n ?
	    (unsigned)beyond + 1 : 0);
	rows_add_misfit(&r->s->findings, &f, &r->j->source, row, m->n, &names);
	return false;
}

/* A value under no header; said once per column. */
void
rows_check_unnamed(struct rows *r)
{
	const struct csv_row *row = r->line.row;

	for (size_t i = 0; i < r->j->map.n && i < row->n; i++) {
		struct finding f;
		char letters[CELL_NAME];

		if (r->j->map.column[i].header.n > 0 || r->unnamed_said[i] ||
		    str_trim(row->field[i]).n == 0)
			continue;
		r->unnamed_said[i] = true;
		column_name(letters, (unsigned)i + 1);
		f = rows_line_finding(&r->line, (unsigned)i + 1);
		r->j->outcome = JOB_REFUSED;
		finding_add(&r->s->findings, &f,
		    &rows_message[ROWS_MSG_UNNAMED], VALUES(letters));
	}
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Deciding the decimal mark; see decimals.h. */
#include "importer/rows/decimals.h"

#include <stdlib.h>

#include "importer/rows/messages.h"
#include "shared/base/mem.h"
#include "shared/base/num.h"

struct decimal_marks {
	uint64_t point, comma;
};

struct mark_scan {
	const struct job *j;
	struct decimal_marks *marks; /* per schema field */
};

static bool
scan_row(void *ctx, const struct csv_row *row)
{
	struct mark_scan *s = ctx;

	if (row->row <= s->j->map.header_row ||
	    !filter_takes(&s->j->filter, row))
		return true;
	if ((row->row & 4095) == 0)
		source_passed(&s->j->source, row->at);
	for (size_t f = 0; f < s->j->schema->nfields; f++) {
		const struct map_field *m = &s->j->map.field[f];

		if (s->j->schema->field[f].type != FIELD_NUMBER)
			continue;
		for (size_t k = 0; k < m->n; k++) {
			char mark = m->column[k] < row->n ? num_decimal_mark(
			    row->field[m->column[k]]) : '\0';

			s->marks[f].point += mark == '.';
			s->marks[f].comma += mark == ',';
		}
	}
	return true;
}

static char
verdict(struct decimal_marks m)
{
	return m.point > 0 && m.comma == 0 ? '.' :
	    m.comma > 0 && m.point == 0 ? ',' : '\0';
}

void
decimals_decide(struct job *j, struct convert *c)
{
	size_t n = j->schema->nfields;
	struct mark_scan s = { j, mem_calloc(n, sizeof(*s.marks)) };
	struct decimal_marks all = { 0, 0 };
	struct err ignored = { 0 };

	(void)csv_read(j->source.text, j->source.delimiter, scan_row, &s,
	    &ignored);
	for (size_t f = 0; f < n; f++) {
		all.point += s.marks[f].point;
		all.comma += s.marks[f].comma;
	}
	for (size_t f = 0; f < n; f++) {
		bool silent = s.marks[f].point + s.marks[f].comma == 0;

		if (j->schema->field[f].type != FIELD_NUMBER ||
		    c->field[f].decimal != '\0')
			continue;
		c->field[f].decimal = verdict(silent ? all : s.marks[f]);
		c->field[f].decimal_failed = c->field[f].decimal == '\0';
		if (!c->field[f].decimal_failed && j->map.field[f].n > 0)
			job_note(j, &rows_message[c->field[f].decimal == '.' ?
			    ROWS_NOTE_POINT : ROWS_NOTE_COMMA],
			    VALUES(j->schema->field[f].title));
	}
	free(s.marks);
}

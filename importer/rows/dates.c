/* SPDX-License-Identifier: Apache-2.0 */
/* Deciding day-first or month-first; see dates.h. */
#include "importer/rows/dates.h"

#include <stdio.h>
#include <stdlib.h>

#include "importer/rows/messages.h"
#include "shared/base/mem.h"
#include "shared/base/utf8.h"

static void
keep_text(char out[24], struct str s)
{
	struct str cut = utf8_cut(s, 23);

	if (cut.n > 23)
		cut.n = 0;
	memcpy(out, cut.p, cut.n);
	out[cut.n] = '\0';
}

void
date_evidence_add(struct date_evidence *v, struct str cell, int32_t around,
    unsigned column, uint64_t row)
{
	struct date_reading r;
	bool day, month;
	int32_t iso;

	/* Only a date of parts in doubt tells anything. */
	cell = str_trim(cell);
	if (cell.n == 0 || date_parse_iso(cell, &iso))
		return;
	r = date_read(cell, around);
	if (r.form != DATE_FORM_PARTS)
		return;
	day = date_resolve(&r, DATE_DMY) != DATE_NONE;
	month = date_resolve(&r, DATE_MDY) != DATE_NONE;
	/* No day either way says nothing about the order. */
	if (!day && !month)
		return;
	/* The first of each kind is kept, for the message. */
	if (v->open++ == 0) {
		v->column = column;
		cell_name(v->open_cell, column, row);
		keep_text(v->open_text, cell);
	}
	if (day && !month && v->day++ == 0) {
		v->day_row = row;
		keep_text(v->day_text, cell);
	}
	if (month && !day && v->month++ == 0) {
		v->month_row = row;
		keep_text(v->month_text, cell);
	}
}

enum date_verdict
date_evidence_verdict(const struct date_evidence *v, enum date_order *order)
{
	*order = DATE_ORDER_UNKNOWN;
	if (v->open == 0)
		return DATES_NONE;
	if (v->day > 0 && v->month > 0)
		return DATES_MIXED;
	if (v->day == 0 && v->month == 0)
		return DATES_OPEN;
	*order = v->day > 0 ? DATE_DMY : DATE_MDY;
	return DATES_DECIDED;
}

struct date_scan {
	struct job *j;
	struct convert *c;
	struct date_evidence *evidence; /* per schema field */
};

static bool
scan_row(void *ctx, const struct csv_row *row)
{
	struct date_scan *s = ctx;
	const struct schema *schema = s->j->schema;

	if (row->row <= s->j->map.header_row ||
	    !filter_takes(&s->j->filter, row))
		return true;
	if ((row->row & 4095) == 0)
		source_passed(&s->j->source, row->at);
	for (size_t f = 0; f < schema->nfields; f++) {
		const struct map_field *m = &s->j->map.field[f];

		if (schema->field[f].type != FIELD_DATE)
			continue;
		for (size_t k = 0; k < m->n; k++)
			if (m->column[k] < row->n)
				date_evidence_add(&s->evidence[f],
				    row->field[m->column[k]], s->c->around,
				    m->column[k] + 1, row->row);
	}
	return true;
}

static struct finding
at_header(const struct job *j, const struct date_evidence *v, size_t f)
{
	struct finding x = job_finding(j);

	x.row = j->map.header_at;
	x.line = job_line(j, j->map.header_line);
	x.column = v->column;
	x.header = j->map.column[v->column - 1].header;
	x.field = str_of(j->schema->field[f].name);
	return x;
}

/* What the column's own cells decide; false: they contradict each other. */
static bool
settle_own(struct job *j, struct convert_column *c,
    const struct date_evidence *v, size_t f, struct finding_list *l)
{
	struct finding at;
	struct str header;

	if (date_evidence_verdict(v, &c->order) == DATES_DECIDED) {
		bool day = c->order == DATE_DMY;

		header = j->map.column[v->column - 1].header;
		job_note(j, &rows_message[day ? ROWS_NOTE_DAY_FIRST :
		    ROWS_NOTE_MONTH_FIRST], VALUES(MSG_INPUT(header),
		    day ? v->day_text : v->month_text,
		    day ? v->day_row : v->month_row));
	}
	if (v->day == 0 || v->month == 0)
		return true;
	at = at_header(j, v, f);
	finding_add(l, &at, &rows_message[ROWS_MSG_DATES_MIXED],
	    VALUES(MSG_INPUT(at.header), v->day_text, v->day_row,
	    v->month_text, v->month_row));
	c->order_failed = true;
	return false;
}

/* A column that decides nothing is like all the others, where they agree. */
static void
settle_open(struct job *j, struct convert_column *c,
    const struct date_evidence *v, size_t f, struct finding_list *l)
{
	const struct finding at = at_header(j, v, f);

	c->order = j->dates_mixed ? DATE_ORDER_UNKNOWN : j->dates;
	c->order_failed = c->order == DATE_ORDER_UNKNOWN;
	if (c->order_failed)
		finding_add(l, &at, &rows_message[ROWS_MSG_DATES_OPEN],
		    VALUES(MSG_INPUT(at.header), v->open_text, v->open_cell));
	else
		job_note(j, &rows_message[c->order == DATE_DMY ?
		    ROWS_NOTE_DAY_ALIKE : ROWS_NOTE_MONTH_ALIKE],
		    VALUES(MSG_INPUT(at.header)));
}

static void
settle(struct job *j, struct convert *c, const struct date_evidence *v,
    struct finding_list *l)
{
	enum date_order order;

	j->dates = DATE_ORDER_UNKNOWN;
	j->dates_mixed = false;
	for (size_t f = 0; f < j->schema->nfields; f++) {
		if (v[f].day == 0 && v[f].month == 0)
			continue;
		if (!settle_own(j, &c->field[f], &v[f], f, l))
			j->dates_mixed = true;
		order = c->field[f].order;
		j->dates_mixed = j->dates_mixed || (order != j->dates &&
		    j->dates != DATE_ORDER_UNKNOWN);
		if (order != DATE_ORDER_UNKNOWN)
			j->dates = order;
	}
	for (size_t f = 0; f < j->schema->nfields; f++)
		if (date_evidence_verdict(&v[f], &order) == DATES_OPEN)
			settle_open(j, &c->field[f], &v[f], f, l);
}

int
dates_decide(struct job *j, struct convert *c, struct finding_list *l,
    struct err *e)
{
	struct date_scan scan = { j, c, mem_calloc(j->schema->nfields,
	    sizeof(struct date_evidence)) };
	int status;

	status = csv_read(j->source.text, j->source.delimiter, scan_row, &scan,
	    e);
	/* A fault of the text further down: the reading of rows says it. */
	if (status == -1 && e->code == ERR_REFUSED) {
		*e = (struct err){ .code = ERR_NONE };
		status = 0;
	}
	settle(j, c, scan.evidence, l);
	free(scan.evidence);
	return status;
}

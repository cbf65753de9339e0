/* SPDX-License-Identifier: Apache-2.0 */
/* Deciding day-first or month-first; see dates.h. */
#include "importer/rows/dates.h"

#include <stdio.h>
#include <stdlib.h>

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

static void
say_mixed(struct finding_list *l, const struct job *j,
    const struct date_evidence *v, size_t f)
{
	struct finding x = at_header(j, v, f);

	x.code = "date-order-mixed";
	finding_say(l, &x, "column \"%.*s\" has dates with the day "
	    "first (\"%s\" in row %llu) and with the month first (\"%s\" in "
	    "row %llu); write all of them one way, best as 2026-03-31",
	    STR_ARG(x.header), v->day_text, (unsigned long long)v->day_row,
	    v->month_text, (unsigned long long)v->month_row);
}

static void
say_open(struct finding_list *l, const struct job *j,
    const struct date_evidence *v, size_t f)
{
	struct finding x = at_header(j, v, f);

	x.code = "date-order-open";
	finding_say(l, &x, "column \"%.*s\": day and month cannot "
	    "be told apart (\"%s\" in %s, and no other cell decides); say "
	    "which comes first with --dates dmy or --dates mdy",
	    STR_ARG(x.header), v->open_text, v->open_cell);
}

static const char *
order_text(enum date_order o)
{
	return o == DATE_DMY ? "day first" : "month first";
}

static void
settle(struct job *j, struct convert *c, const struct date_evidence *v,
    struct finding_list *l)
{
	enum date_order all = DATE_ORDER_UNKNOWN, order;
	bool agree = true;

	for (size_t f = 0; f < j->schema->nfields; f++) {
		switch (date_evidence_verdict(&v[f], &order)) {
		case DATES_DECIDED:
			c->field[f].order = order;
			agree = agree && (all == DATE_ORDER_UNKNOWN ||
			    all == order);
			all = order;
			buf_printf(&j->notes, "%.*s: %s, as \"%s\" in row "
			    "%llu shows\n",
			    STR_ARG(j->map.column[v[f].column - 1].header),
			    order_text(order), order == DATE_DMY ?
			    v[f].day_text : v[f].month_text,
			    (unsigned long long)(order == DATE_DMY ?
			    v[f].day_row : v[f].month_row));
			break;
		case DATES_MIXED:
			say_mixed(l, j, &v[f], f);
			c->field[f].order_failed = true;
			agree = false;
			break;
		case DATES_NONE:
		case DATES_OPEN:
			break;
		}
	}
	j->dates = all;
	j->dates_mixed = !agree;
	for (size_t f = 0; f < j->schema->nfields; f++) {
		if (date_evidence_verdict(&v[f], &order) != DATES_OPEN)
			continue;
		if (agree && all != DATE_ORDER_UNKNOWN) {
			c->field[f].order = all;
			buf_printf(&j->notes, "%.*s: %s, like the other date "
			    "columns\n",
			    STR_ARG(j->map.column[v[f].column - 1].header),
			    order_text(all));
		} else {
			c->field[f].order_failed = true;
			say_open(l, j, &v[f], f);
		}
	}
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

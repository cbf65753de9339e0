/* SPDX-License-Identifier: Apache-2.0 */
/* Rows and cells of XLSX: how they are read, and the elements put for them. */
#include "importer/markup/xlsx.h"

#include <stdio.h>
#include <stdlib.h>

#include "importer/common/problem_column.h"
#include "shared/base/num.h"
#include "shared/sheet/xml/xml.h"

#define MAX_HEADER_TEXT ((size_t)64 << 10)

/* ---- reading ---- */

void
xlsx_stream_init(struct xlsx_stream *x, const struct xlsx_part *part,
    const struct strings *strings, struct xml_copier h)
{
	*x = (struct xlsx_stream){ .strings = strings,
		.header_row = part->s->header_row };
	stream_init(&x->s, part->part, h);
	buf_init(&x->cell.text, MAX_HEADER_TEXT);
}

void
xlsx_stream_fini(struct xlsx_stream *x)
{
	stream_fini(&x->s);
	buf_fini(&x->cell.text);
}

static void
start_row(struct xlsx_stream *x, const struct xml_tag *t)
{
	const char *z = xml_attr(t->attr, "r");
	const char *own = xml_attr(t->attr, "customFormat");
	const char *spans = xml_attr(t->attr, "spans");
	uint64_t v = (uint64_t)x->rows + 1;

	if (z != NULL && (!num_parse_u64(str_of(z), MAX_ROW, &v) ||
	    v <= x->rows))
		x->s.fault = "its rows are not numbered upwards";
	else if (v > MAX_ROW)
		x->s.fault = "it has too many rows";
	prefix_keep(x->prefix, t, &x->s.fault);
	stream_row(&x->s, t);
	x->rows = (uint32_t)v;
	x->column = 0;
	x->in_row = true;
	x->s.row.first = v;
	if (spans == NULL || strlen(spans) > 30 || sscanf(spans, "%5u:%5u",
	    &x->span_from, &x->span_to) != 2)
		x->span_to = UINT32_MAX;
	/* Of its cells that are not there. */
	if (own != NULL && (strcmp(own, "1") == 0 || strcmp(own, "true") == 0))
		x->s.row.style = attr_number(t->attr, "s", 0);
}

static void
start_cell(struct xlsx_stream *x, const struct xml_tag *t)
{
	const char *z = xml_attr(t->attr, "r"), *type = xml_attr(t->attr, "t");
	uint32_t column = x->column + 1, row = x->rows;
	struct cell *c = stream_cell(&x->s, t);

	if (z != NULL && (!ref_parse(z, &column, &row) || row != x->rows ||
	    column <= x->column))
		x->s.fault = "a cell stands where it cannot";
	else if (column > MAX_COLUMN)
		x->s.fault = "it has too many columns";
	x->column = column;
	c->c0 = column;
	c->style = attr_number(t->attr, "s", 0);
	x->cell.open = true;
	x->cell.value = type == NULL ? VALUE_NONE :
	    strcmp(type, "s") == 0 ? VALUE_SHARED : VALUE_PLAIN;
	buf_reset(&x->cell.text);
}

bool
xlsx_row_start(struct xlsx_stream *x, const struct xml_tag *t)
{
	struct row *r = &x->s.row;

	if (x->in_data && t->depth == 3 && strcmp(t->name, "row") == 0) {
		start_row(x, t);
		return true;
	}
	if (!x->in_row)
		return false;
	if (t->depth == 4 && strcmp(t->name, "c") == 0) {
		start_cell(x, t);
		return true;
	}
	buf_str(&x->s.held, t->raw);
	if (x->cell.open) {
		x->cell.in_value = strcmp(t->name, "v") == 0 ||
		    strcmp(t->name, "t") == 0;
		if (strcmp(t->name, "f") == 0)
			r->cell[r->ncell - 1].filled = true;
	}
	return true;
}

static void
end_cell(struct xlsx_stream *x, const struct xml_tag *t)
{
	struct cell *c = stream_cell_end(&x->s, t);
	struct str text = buf_view(&x->cell.text);

	x->cell.open = x->cell.in_value = false;
	if (x->rows == x->header_row)
		c->is_header = x->cell.value == VALUE_SHARED ?
		    strings_is_header(x->strings, text) :
		    x->cell.value == VALUE_PLAIN &&
		    problem_column_is_header(text);
}

bool
xlsx_row_end(struct xlsx_stream *x, const struct xml_tag *t)
{
	if (t->depth == 3) {
		stream_row_end(&x->s, t);
		x->in_row = false;
		return true;
	}
	if (t->depth == 4 && x->cell.open)
		end_cell(x, t);
	else
		buf_str(&x->s.held, t->raw);
	x->cell.in_value = false;
	return false;
}

void
xlsx_row_text(struct xlsx_stream *x, const char *p, size_t n)
{
	struct row *r = &x->s.row;

	if (!x->cell.open || !x->cell.in_value || n == 0)
		return;
	r->cell[r->ncell - 1].filled = true;
	if (x->rows == x->header_row)
		buf_put(&x->cell.text, p, n);
}

/* ---- what is put ---- */

static uint32_t
plain(void *styles, uint32_t style)
{
	return styles_base(styles, style == NO_STYLE ? 0 : style);
}

static const char *
prefix_of(const struct walk *w)
{
	return ((const struct xlsx_stream *)w->ctx)->prefix;
}

static void
new_row(struct walk *w)
{
	buf_printf(&w->tag, "<%srow r=\"%llu\"/>", prefix_of(w),
	    (unsigned long long)w->row);
}

static void
new_cell(struct walk *w, uint64_t column)
{
	buf_printf(&w->tag, "<%sc r=\"", prefix_of(w));
	ref_put(&w->tag, (uint32_t)column, (uint32_t)w->row);
	buf_puts(&w->tag, "\"/>");
}

/* spans="1:5": columns that have cells, which more may be now. */
static void
set_row(struct walk *w, const struct row *r, uint64_t n)
{
	const struct xlsx_stream *x = w->ctx;
	char z[32];

	(void)n;
	if (!w->is_due || r != &x->s.row || x->span_to >= w->s->column)
		return;
	snprintf(z, sizeof(z), "%u:%u", x->span_from, w->s->column);
	tag_set(&w->tag, "spans", z);
}

static void
set_style(struct walk *w, uint32_t style)
{
	char z[16];

	snprintf(z, sizeof(z), "%u", style);
	tag_set(&w->tag, "s", z);
}

static void
put_problem(struct walk *w, const struct row *r, const struct cell *c,
    uint32_t style, struct buf *out)
{
	const char *p = prefix_of(w);

	(void)r;
	(void)c;
	if (!w->is_due)
		return;
	buf_printf(out, "<%sc r=\"", p);
	ref_put(out, w->s->column, (uint32_t)w->row);
	buf_printf(out, "\" s=\"%u\" t=\"inlineStr\"><%sis><%st "
	    "xml:space=\"preserve\">", style, p, p);
	put_sheet_text(out, buf_view(&w->text));
	buf_printf(out, "</%st></%sis></%sc>", p, p, p);
}

const struct dialect xlsx_dialect = {
	.base = styles_base,
	.plain = plain,
	.marked = styles_marked,
	.problem = styles_problem,
	.new_row = new_row,
	.new_cell = new_cell,
	.set_row = set_row,
	.set_style = set_style,
	.put_problem = put_problem,
	.blanks_first = true,
};

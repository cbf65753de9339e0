/* SPDX-License-Identifier: Apache-2.0 */
/* Rows and cells of XLSX: how they are read, and the elements put for them. */
#include "importer/markup/xlsx/xlsx.h"

#include <stdio.h>

#include "importer/common/problem_column.h"
#include "shared/base/num.h"
#include "shared/sheet/xml/xml.h"

/* ---- reading ---- */

/* The attribute "1:16", from column to column; false: not said so. */
static bool
read_spans(const char *z, uint32_t *from, uint32_t *to)
{
	struct str rest = str_of(z == NULL ? "" : z), first;
	uint64_t a, b;

	if (!str_next(&rest, ':', &first) || rest.p == NULL ||
	    !num_parse_u64(first, UINT16_MAX, &a) ||
	    !num_parse_u64(rest, UINT16_MAX, &b))
		return false;
	*from = (uint32_t)a;
	*to = (uint32_t)b;
	return true;
}

static void
start_row(struct xlsx_pass *x, const struct xml_tag *t)
{
	const char *z = xml_attr(t->attr, "r");
	const char *own = xml_attr(t->attr, "customFormat");
	const char *spans = xml_attr(t->attr, "spans");
	uint64_t v = (uint64_t)x->rows + 1;

	if (z != NULL && (!num_parse_u64(str_of(z), MAX_ROW, &v) ||
	    v <= x->rows))
		x->p.fault = "its rows are not numbered upwards";
	else if (v > MAX_ROW)
		x->p.fault = "it has too many rows";
	prefix_keep(x->prefix, t, &x->p.fault);
	pass_row(&x->p, t);
	x->rows = (uint32_t)v;
	x->column = 0;
	x->in_row = true;
	x->p.row.first = v;
	if (!read_spans(spans, &x->span_from, &x->span_to))
		x->span_to = UINT32_MAX;
	/* Of its cells that are not there. */
	if (own != NULL && (strcmp(own, "1") == 0 || strcmp(own, "true") == 0))
		x->p.row.style = attr_number(t->attr, "s", 0);
}

static void
start_cell(struct xlsx_pass *x, const struct xml_tag *t)
{
	const char *z = xml_attr(t->attr, "r"), *type = xml_attr(t->attr, "t");
	uint32_t column = x->column + 1, row = x->rows;
	struct cell *c = pass_cell(&x->p, t);

	if (z != NULL && (!ref_parse(z, &column, &row) || row != x->rows ||
	    column <= x->column))
		x->p.fault = "a cell stands where it cannot";
	else if (column > MAX_COLUMN)
		x->p.fault = "it has too many columns";
	x->column = column;
	c->c0 = column;
	c->style = attr_number(t->attr, "s", 0);
	x->cell.open = true;
	x->cell.is_shared = type != NULL && strcmp(type, "s") == 0;
	x->cell.is_text = type != NULL;
	buf_reset(&x->cell.text);
}

bool
xlsx_row_start(struct xlsx_pass *x, const struct xml_tag *t)
{
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
	buf_str(&x->p.held, t->raw);
	if (x->cell.open) {
		x->cell.in_value = strcmp(t->name, "v") == 0 ||
		    strcmp(t->name, "t") == 0;
		if (strcmp(t->name, "f") == 0)
			pass_last_cell(&x->p)->filled = true;
	}
	return true;
}

static void
end_cell(struct xlsx_pass *x, const struct xml_tag *t)
{
	struct cell *c = pass_cell_end(&x->p, t);
	struct str text = buf_view(&x->cell.text);

	x->cell.open = false;
	if (x->rows == x->p.s->header_row)
		c->is_header = x->cell.is_shared ?
		    strings_is_header(x->strings, text) :
		    x->cell.is_text && problem_column_is_header(text);
}

void
xlsx_row_end(struct xlsx_pass *x, const struct xml_tag *t, struct buf *out)
{
	x->cell.in_value = false;
	if (t->depth == 3) {
		x->in_row = false;
		pass_row_end(&x->p, t, out);
	} else if (t->depth == 4 && x->cell.open) {
		end_cell(x, t);
	} else {
		buf_str(&x->p.held, t->raw);
	}
}

void
xlsx_row_text(void *ctx, const char *p, size_t n)
{
	struct xlsx_pass *x = ctx;

	if (!x->cell.open || !x->cell.in_value || n == 0)
		return;
	pass_last_cell(&x->p)->filled = true;
	if (x->rows == x->p.s->header_row)
		buf_put(&x->cell.text, p, n);
}

/* ---- what is put ---- */

static uint32_t
plain(void *styles, uint32_t style)
{
	return styles_base(styles, style == NO_STYLE ? 0 : style);
}

static const char *
prefix_of(const struct pass *p)
{
	return ((const struct xlsx_pass *)p)->prefix;
}

static void
new_row(struct pass *p, uint64_t n)
{
	(void)n;
	buf_printf(&p->tag, "<%srow r=\"%llu\"/>", prefix_of(p),
	    (unsigned long long)p->number);
}

/* The start of a cell's tag, with its place. */
static void
put_start(const struct pass *p, uint64_t column, struct buf *out)
{
	buf_printf(out, "<%sc r=\"", prefix_of(p));
	ref_put(out, (uint32_t)column, (uint32_t)p->number);
	buf_putc(out, '"');
}

static void
put_cells(struct pass *p, uint64_t column, uint64_t n, struct buf *out)
{
	(void)n;
	put_start(p, column, out);
	buf_puts(out, "/>");
}

/* spans="1:5": columns that have cells, which more may be now. */
static void
set_row(struct pass *p, const struct row *r, uint64_t n)
{
	const struct xlsx_pass *x = (const struct xlsx_pass *)p;
	char z[32];

	(void)n;
	if (!p->is_due || r != &p->row || x->span_to >= p->s->column)
		return;
	snprintf(z, sizeof(z), "%u:%u", x->span_from, p->s->column);
	tag_set(&p->tag, "spans", z);
}

static void
set_style(struct pass *p, uint32_t style)
{
	tag_set_number(&p->tag, "s", style);
}

static void
put_problem(struct pass *p, const struct cell *c, uint32_t style,
    struct buf *out)
{
	const char *x = prefix_of(p);

	(void)c;
	if (!p->is_due)
		return;
	put_start(p, p->s->column, out);
	buf_printf(out, " s=\"%u\" t=\"inlineStr\"><%sis>", style, x);
	put_sheet_text(out, x, buf_view(&p->text));
	buf_printf(out, "</%sis></%sc>", x, x);
}

const struct dialect xlsx_dialect = {
	.base = styles_base,
	.plain = plain,
	.marked = styles_marked,
	.problem = styles_problem,
	.new_row = new_row,
	.put_cells = put_cells,
	.set_row = set_row,
	.set_style = set_style,
	.put_problem = put_problem,
};

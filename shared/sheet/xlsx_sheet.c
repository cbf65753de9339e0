/* SPDX-License-Identifier: Apache-2.0 */
/* The rows of one sheet, streamed; see xlsx.h. */
#include "shared/sheet/xlsx_internal.h"

#include <math.h>
#include <stdlib.h>

#include "shared/base/date.h"
#include "shared/base/num.h"

#define MAX_ROW 1048576
#define MAX_COLUMN 16384
/* Day number of serial 0 in the 1900 and the 1904 system. */
#define EPOCH_1900 (-25569)
#define EPOCH_1904 (-24107)

enum cell_type { TYPE_NUMBER, TYPE_SHARED, TYPE_INLINE, TYPE_TEXT, TYPE_BOOL,
	TYPE_ERROR, TYPE_ISO };

struct row_reader {
	struct xlsx *x;
	sheet_row_fn *fn;
	void *fn_ctx;
	bool stop;
	const char *fault;
	uint32_t row;          /* of the row being read */
	uint32_t column;       /* of the cell being read, from 0 */
	enum cell_type type;
	unsigned style;
	bool in_row, in_cell, in_value, in_text, has_formula;
	unsigned phonetic;
	char *drawing;         /* id of the sheet's drawing, or NULL */
	uint64_t visited;      /* cells so far, see XLSX_MAX_CELLS */
	struct buf value;      /* of the cell being read */
	struct buf text;       /* texts of the row's cells */
	struct sheet_cell *cell;
	size_t *from;          /* where each cell's text starts in text */
	size_t n, cap, cap_from;
};

static void
fail(struct row_reader *r, const char *fault)
{
	if (r->fault == NULL)
		r->fault = fault;
	r->stop = true;
}

/* "BC12": column from 0 and row; false when it is no reference. */
static bool
parse_reference(const char *z, uint32_t *column, uint32_t *row)
{
	uint64_t c = 0, v;

	while (*z >= 'A' && *z <= 'Z' && c <= MAX_COLUMN)
		c = c * 26 + (uint64_t)(*z++ - 'A' + 1);
	if (c == 0 || c > MAX_COLUMN ||
	    !num_parse_u64(str_of(z), MAX_ROW, &v) || v == 0)
		return false;
	*column = (uint32_t)c - 1;
	*row = (uint32_t)v;
	return true;
}

static enum cell_type
type_of(const char *t)
{
	static const struct {
		const char *name;
		enum cell_type type;
	} types[] = {
		{ "s", TYPE_SHARED },
		{ "inlineStr", TYPE_INLINE },
		{ "str", TYPE_TEXT },
		{ "b", TYPE_BOOL },
		{ "e", TYPE_ERROR },
		{ "d", TYPE_ISO },
	};

	for (size_t i = 0; t != NULL && i < sizeof(types) / sizeof(types[0]);
	    i++)
		if (strcmp(t, types[i].name) == 0)
			return types[i].type;
	return TYPE_NUMBER;
}

static void
start_row(struct row_reader *r, const char **attr)
{
	const char *z = xml_attr(attr, "r");
	uint64_t v = (uint64_t)r->row + 1;

	if (r->in_row) {
		fail(r, "a row stands inside another");
		return;
	}
	if (z != NULL && (!num_parse_u64(str_of(z), MAX_ROW, &v) ||
	    v <= r->row)) {
		fail(r, "its rows are not numbered upwards");
		return;
	}
	if (v > MAX_ROW) {
		fail(r, "it has too many rows");
		return;
	}
	r->in_row = true;
	r->row = (uint32_t)v;
	r->column = UINT32_MAX; /* the next cell is the first */
	r->n = 0;
	buf_reset(&r->text);
}

static void
start_cell(struct row_reader *r, const char **attr)
{
	const char *z = xml_attr(attr, "r"), *s = xml_attr(attr, "s");
	uint32_t column = r->column + 1, row = r->row;
	uint64_t v = 0;

	if (!r->in_row || r->in_cell) {
		fail(r, "a cell stands outside of a row or inside another");
		return;
	}
	if (z != NULL && (!parse_reference(z, &column, &row) ||
	    row != r->row || (r->column != UINT32_MAX &&
	    column <= r->column))) {
		fail(r, "a cell stands where it cannot");
		return;
	}
	if (column >= MAX_COLUMN) {
		fail(r, "it has too many columns");
		return;
	}
	r->in_cell = true;
	r->column = column;
	r->type = type_of(xml_attr(attr, "t"));
	r->style = s != NULL && num_parse_u64(str_of(s), UINT32_MAX, &v) ?
	    (unsigned)v : 0;
	r->has_formula = false;
	buf_reset(&r->value);
}

static void
look_at_drawing(struct row_reader *r, const char **attr)
{
	const char *id = xml_attr(attr, "id");

	free(r->drawing);
	r->drawing = mem_strdup(id == NULL ? "" : id);
}

/* Elements of a sheet that people see, and that are not its cells. */
static void
look_beside(struct row_reader *r, const char *name)
{
	static const char *const beside[] = { "legacyDrawing",
		"legacyDrawingHF", "picture", "oleObject", "control",
		"hyperlink", "dataValidation", "conditionalFormatting" };

	for (size_t i = 0; i < sizeof(beside) / sizeof(beside[0]); i++)
		if (strcmp(name, beside[i]) == 0)
			r->x->beside = beside[i];
}

static void
on_start(void *ctx, const char *name, const char **attr)
{
	struct row_reader *r = ctx;

	if (strcmp(name, "row") == 0)
		start_row(r, attr);
	else if (strcmp(name, "c") == 0)
		start_cell(r, attr);
	else if (strcmp(name, "v") == 0)
		r->in_value = r->type != TYPE_INLINE;
	else if (strcmp(name, "f") == 0)
		r->has_formula = true;
	else if (strcmp(name, "rPh") == 0)
		r->phonetic++;
	else if (strcmp(name, "t") == 0)
		r->in_text = r->phonetic == 0;
	else if (strcmp(name, "drawing") == 0)
		look_at_drawing(r, attr);
	else
		look_beside(r, name);
}

static int
hex4(const char *p)
{
	int v = 0;

	for (int i = 0; i < 4; i++) {
		char c = ascii_lower(p[i]);

		if (ascii_is_digit(c))
			v = v * 16 + (c - '0');
		else if (c >= 'a' && c <= 'f')
			v = v * 16 + (c - 'a' + 10);
		else
			return -1;
	}
	return v;
}

/* _xHHHH_ stands for a character that XML cannot hold. */
static void
put_decoded(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		int v = i + 7 <= s.n && s.p[i] == '_' && s.p[i + 1] == 'x' &&
		    s.p[i + 6] == '_' ? hex4(s.p + i + 2) : -1;

		if (v <= 0 || v >= 0x800) {
			buf_putc(b, s.p[i]);
			continue;
		}
		if (v < 0x80) {
			buf_putc(b, (char)v);
		} else {
			buf_putc(b, (char)(0xc0 | v >> 6));
			buf_putc(b, (char)(0x80 | (v & 63)));
		}
		i += 6;
	}
}

/* A decimal number of XML Schema; NAN for anything else strtod takes. */
static double
number_of(struct buf *value)
{
	char *end;
	double v;

	for (size_t i = 0; i < value->n; i++) {
		char c = value->p[i];

		if (!ascii_is_digit(c) && c != '.' && c != '-' && c != '+' &&
		    c != 'e' && c != 'E')
			return (double)NAN;
	}
	/* The program never sets a locale: the mark is a point. */
	v = strtod(buf_cstr(value), &end);
	return value->n == 0 || *end != '\0' ? (double)NAN : v;
}

static uint8_t
style_of(const struct row_reader *r)
{
	return r->style < r->x->nstyles ? r->x->style[r->style] : STYLE_PLAIN;
}

static void
set_number(struct row_reader *r, struct sheet_cell *c)
{
	uint8_t style = style_of(r);
	double v = number_of(&r->value);

	if (isnan(v) || isinf(v)) {
		fail(r, "a number cannot be read");
		return;
	}
	c->kind = SHEET_NUMBER;
	c->number = v;
	c->percent = (style & STYLE_PERCENT) != 0;
	if ((style & STYLE_DATE) != 0 && v >= 0 && v < 2958466) {
		int32_t day = (int32_t)floor(v);

		c->kind = SHEET_DATE;
		/* The 1900 system counts a 29 February 1900: serial 60. */
		c->date = r->x->date1904 ? day + EPOCH_1904 :
		    day + EPOCH_1900 + (day < 60);
	}
}

static bool
shared_string(const struct xlsx *x, struct str index, struct str *s)
{
	uint64_t i;

	if (!num_parse_u64(index, UINT32_MAX, &i) || i >= x->nstrings)
		return false;
	*s = str_range(x->strings.p + (i == 0 ? 0 : x->string_end[i - 1]),
	    x->strings.p + x->string_end[i]);
	return true;
}

/* Reads the cell's value; its text goes behind the row's others. */
static void
set_cell(struct row_reader *r, struct sheet_cell *c)
{
	struct str s = buf_view(&r->value);

	switch (r->type) {
	case TYPE_SHARED:
		if (s.n == 0)
			break;
		if (!shared_string(r->x, s, &s)) {
			fail(r, "a cell names a text that does not exist");
			return;
		}
		put_decoded(&r->text, s);
		c->kind = SHEET_TEXT;
		break;
	case TYPE_INLINE:
	case TYPE_TEXT:
	case TYPE_ISO:
		put_decoded(&r->text, s);
		c->kind = SHEET_TEXT;
		break;
	case TYPE_BOOL:
		c->kind = SHEET_BOOL;
		c->number = str_is(s, "1") || str_is(s, "true");
		break;
	case TYPE_ERROR:
		buf_str(&r->text, s);
		c->kind = SHEET_ERROR;
		break;
	case TYPE_NUMBER:
		if (s.n > 0)
			set_number(r, c);
		break;
	}
	if (c->kind == SHEET_EMPTY && r->has_formula) {
		/* Nobody knows what it will show: not 0, not empty. */
		buf_puts(&r->text, "#formula without a value");
		c->kind = SHEET_ERROR;
	}
}

static void
end_cell(struct row_reader *r)
{
	struct sheet_cell c = { .kind = SHEET_EMPTY };
	size_t from = r->text.n;

	r->in_cell = false;
	set_cell(r, &c);
	if (r->fault != NULL)
		return;
	if (!buf_ok(&r->text) || !buf_ok(&r->value)) {
		fail(r, "its texts are too long");
		return;
	}
	/* Cells without a value (borders, colours) cost nothing. */
	if (c.kind == SHEET_EMPTY)
		return;
	c.formula = r->has_formula;
	c.dressed = (style_of(r) & STYLE_DRESSED) != 0;
	r->visited += r->column + 1 - r->n;
	if (r->visited > XLSX_MAX_CELLS) {
		fail(r, "its cells are too many or too far apart");
		return;
	}
	while (r->n <= r->column) {
		r->cell = mem_grow(r->cell, &r->cap, r->n, sizeof(*r->cell));
		r->from = mem_grow(r->from, &r->cap_from, r->n,
		    sizeof(*r->from));
		r->cell[r->n] = (struct sheet_cell){ .kind = SHEET_EMPTY };
		r->from[r->n++] = from;
	}
	r->cell[r->column] = c;
	r->cell[r->column].text.n = r->text.n - from;
	r->from[r->column] = from;
}

static void
end_row(struct row_reader *r)
{
	r->in_row = false;
	for (size_t i = 0; i < r->n; i++)
		r->cell[i].text.p = r->text.p == NULL ? "" :
		    r->text.p + r->from[i];
	while (r->n > 0 && r->cell[r->n - 1].kind == SHEET_EMPTY)
		r->n--;
	if (r->n > 0 && !r->fn(r->fn_ctx, r->row, r->cell, r->n))
		r->stop = true;
}

static void
on_end(void *ctx, const char *name)
{
	struct row_reader *r = ctx;

	if (strcmp(name, "row") == 0)
		end_row(r);
	else if (strcmp(name, "c") == 0)
		end_cell(r);
	else if (strcmp(name, "v") == 0)
		r->in_value = false;
	else if (strcmp(name, "t") == 0)
		r->in_text = false;
	else if (strcmp(name, "rPh") == 0 && r->phonetic > 0)
		r->phonetic--;
}

static void
on_text(void *ctx, const char *p, size_t n)
{
	struct row_reader *r = ctx;

	if (r->in_value || (r->in_text && r->type == TYPE_INLINE))
		buf_put(&r->value, p, n);
}

static void
begin(struct row_reader *r, struct xml_handler *h, struct xlsx *x,
    sheet_row_fn *fn, void *ctx)
{
	*r = (struct row_reader){ .x = x, .fn = fn, .fn_ctx = ctx };
	*h = (struct xml_handler){ .start = on_start, .end = on_end,
		.text = on_text, .stop = &r->stop, .ctx = r };
	buf_init(&r->value, XLSX_MAX_CELL_TEXT);
	buf_init(&r->text, XLSX_MAX_ROW_TEXT);
}

static int
finish(struct row_reader *r, int status, const char *name, struct err *e)
{
	if (status == 0 && r->fault != NULL)
		status = err_set(e, ERR_REFUSED, "sheet \"%s\", row %u: %s",
		    name, r->row, r->fault);
	buf_fini(&r->value);
	buf_fini(&r->text);
	free(r->cell);
	free(r->from);
	free(r->drawing);
	return status;
}

int
xlsx_read(struct xlsx *x, size_t sheet, sheet_row_fn *fn, void *ctx,
    struct err *e)
{
	struct row_reader r;
	struct xml_handler h;
	int status;

	begin(&r, &h, x, fn, ctx);
	status = xml_read(x->zip, x->sheet[sheet].part, &h, e);
	if (status == 0 && r.drawing != NULL)
		xlsx_look_at_drawing(x, x->sheet[sheet].part, r.drawing);
	return finish(&r, status, x->sheet[sheet].name, e);
}

int
xlsx_parse_sheet(struct xlsx *x, struct str text, sheet_row_fn *fn, void *ctx,
    struct err *e)
{
	struct row_reader r;
	struct xml_handler h;

	begin(&r, &h, x, fn, ctx);
	return finish(&r, xml_parse(text, &h, e), "text", e);
}

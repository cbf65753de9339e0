/* SPDX-License-Identifier: Apache-2.0 */
/* The rows of one sheet, streamed; see xlsx.h. */
#include "shared/sheet/xlsx_internal.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "shared/base/num.h"

#define NOT_IN_ROW SIZE_MAX /* the text of a cell stands elsewhere */

enum cell_type { TYPE_NUMBER, TYPE_SHARED, TYPE_INLINE, TYPE_TEXT, TYPE_BOOL,
	TYPE_ERROR, TYPE_ISO };

struct row_reader {
	struct xlsx *x;
	sheet_row_fn *fn;
	void *fn_ctx;
	bool stop, faulty;
	char fault[600];
	uint64_t given, skip;  /* rows given to fn; rows it has already */
	uint32_t row;          /* of the row being read */
	uint32_t column;       /* of the cell being read, from 0 */
	enum cell_type type;
	uint32_t style;
	bool in_data, in_row, in_cell, in_value, in_text;
	bool has_formula, has_value, has_text, hidden;
	unsigned phonetic;
	char *drawing;         /* id of the sheet's drawing, or NULL */
	uint64_t gaps;         /* see XLSX_MAX_GAPS */
	struct buf value;      /* of the cell being read */
	struct buf text;       /* texts of the row's cells */
	struct sheet_cell *cell;
	size_t *from;          /* where each cell's text starts in text */
	size_t n, cap, cap_from;
	struct sheet_facts *facts;
	uint8_t hidden_column[XLSX_MAX_COLUMN / 8];
};

static void __attribute__((format(printf, 2, 3)))
fail(struct row_reader *r, const char *fmt, ...)
{
	va_list ap;

	r->stop = true;
	if (r->faulty)
		return;
	r->faulty = true;
	va_start(ap, fmt);
	(void)vsnprintf(r->fault, sizeof(r->fault), fmt, ap);
	va_end(ap);
}

/* Of the cell being read: "B7" and what is wrong with it. */
static void
fail_cell(struct row_reader *r, const char *fault, struct str value)
{
	char letters[8];
	size_t i = sizeof(letters) - 1;

	letters[i] = '\0';
	for (uint32_t c = r->column + 1; c > 0; c = (c - 1) / 26)
		letters[--i] = (char)('A' + (c - 1) % 26);
	fail(r, "cell %s%u: \"%.*s\" %s; open the workbook in a spreadsheet "
	    "program and save it again", letters + i, r->row, (int)(value.n >
	    100 ? 100 : value.n), value.n == 0 ? "" : value.p, fault);
}

static bool
is_true(const char *z)
{
	return strcmp(z, "1") == 0 || strcmp(z, "true") == 0;
}

/* A row's number, or a place without its letters. */
static bool
parse_row(const char *z, uint32_t *row)
{
	uint32_t v = 0;

	if (*z < '1' || *z > '9')
		return false;
	for (; ascii_is_digit(*z); z++) {
		v = v * 10 + (uint32_t)(*z - '0');
		if (v > XLSX_MAX_ROW)
			return false;
	}
	*row = v;
	return *z == '\0';
}

/* "BC12": column from 0 and row; false when it is no reference. */
static bool
parse_reference(const char *z, uint32_t *column, uint32_t *row)
{
	uint32_t c = 0;

	while (*z >= 'A' && *z <= 'Z' && c <= XLSX_MAX_COLUMN)
		c = c * 26 + (uint32_t)(*z++ - 'A' + 1);
	if (c == 0 || c > XLSX_MAX_COLUMN || !parse_row(z, row))
		return false;
	*column = c - 1;
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

	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (strcmp(t, types[i].name) == 0)
			return types[i].type;
	return TYPE_NUMBER;
}

static void
start_row(struct row_reader *r, const char **attr)
{
	const char *z = xml_attr(attr, "r"), *hidden;
	uint32_t v = r->row + 1;

	if (r->in_row) {
		fail(r, "a row stands inside another");
		return;
	}
	if (z != NULL && (!parse_row(z, &v) || v <= r->row)) {
		fail(r, "its rows are not numbered upwards: \"%.100s\" follows "
		    "row %u; open the workbook in a spreadsheet program and "
		    "save it again", z, r->row);
		return;
	}
	if (v > XLSX_MAX_ROW) {
		fail(r, "it has too many rows: more than %d", XLSX_MAX_ROW);
		return;
	}
	hidden = xml_attr(attr, "hidden");
	r->hidden = hidden != NULL && is_true(hidden);
	r->in_row = true;
	r->row = v;
	r->column = UINT32_MAX; /* the next cell is the first */
	r->n = 0;
	buf_reset(&r->text);
}

static void
start_cell(struct row_reader *r, const char **attr)
{
	const char *place = NULL, *style = NULL, *type = NULL;
	uint32_t column = r->column + 1, row = r->row;
	uint64_t v = 0;

	if (!r->in_row || r->in_cell) {
		fail(r, "a cell stands outside of a row or inside another");
		return;
	}
	for (; attr[0] != NULL; attr += 2) {
		const char *colon = strchr(attr[0], ':');
		const char *name = colon == NULL ? attr[0] :
		    strrchr(colon, ':') + 1;

		if (name[0] == '\0' || name[1] != '\0')
			continue;
		if (name[0] == 'r' && place == NULL)
			place = attr[1];
		else if (name[0] == 's' && style == NULL)
			style = attr[1];
		else if (name[0] == 't' && type == NULL)
			type = attr[1];
	}
	if (place != NULL && (!parse_reference(place, &column, &row) ||
	    row != r->row)) {
		fail(r, "\"%.100s\" is no place for a cell of it", place);
		return;
	}
	if (column >= XLSX_MAX_COLUMN) {
		fail(r, "it has too many columns: more than %d",
		    XLSX_MAX_COLUMN);
		return;
	}
	r->in_cell = true;
	r->column = column;
	r->type = type == NULL ? TYPE_NUMBER : type_of(type);
	r->style = style != NULL && num_parse_u64(str_of(style), UINT32_MAX,
	    &v) ? (uint32_t)v : 0;
	r->has_formula = r->has_value = r->has_text = false;
	r->in_value = r->in_text = false;
	r->phonetic = 0;
	buf_reset(&r->value);
}

/* An inline text counts, not a value beside it. */
static void
start_inline_text(struct row_reader *r)
{
	if (!r->has_text)
		buf_reset(&r->value);
	r->has_text = true;
	r->in_text = true;
}

static void
start_in_cell(struct row_reader *r, const char *name)
{
	if (strcmp(name, "v") == 0) {
		r->has_value = true;
		r->in_value = !r->has_text;
	} else if (strcmp(name, "f") == 0) {
		r->has_formula = true;
	} else if (strcmp(name, "t") == 0) {
		if (r->type == TYPE_INLINE && r->phonetic == 0)
			start_inline_text(r);
	} else if (strcmp(name, "rPh") == 0) {
		r->phonetic++;
	} else if (strcmp(name, "c") == 0 || strcmp(name, "row") == 0) {
		fail(r, "a cell or row stands inside a cell");
	}
}

static void
hide_columns(struct row_reader *r, const char **attr)
{
	const char *min = xml_attr(attr, "min"), *max = xml_attr(attr, "max");
	const char *hidden = xml_attr(attr, "hidden");
	uint64_t from, to;

	if (hidden == NULL || !is_true(hidden) || min == NULL || max == NULL ||
	    !num_parse_u64(str_of(min), XLSX_MAX_COLUMN, &from) ||
	    !num_parse_u64(str_of(max), UINT32_MAX, &to) || from == 0)
		return;
	for (; from <= to && from <= XLSX_MAX_COLUMN; from++)
		r->hidden_column[(from - 1) / 8] |=
		    (uint8_t)(1u << ((from - 1) & 7));
}

static void
note_merge(struct row_reader *r, const char *ref)
{
	struct sheet_merge m = { 0 };
	char place[32];
	const char *colon = ref == NULL ? NULL : strchr(ref, ':');
	size_t n = colon == NULL ? 0 : (size_t)(colon - ref);

	if (n == 0 || n >= sizeof(place))
		return;
	memcpy(place, ref, n);
	place[n] = '\0';
	if (!parse_reference(place, &m.column0, &m.row0) ||
	    !parse_reference(colon + 1, &m.column1, &m.row1) ||
	    m.row1 < m.row0 || m.column1 < m.column0)
		return;
	m.column0++;
	m.column1++;
	r->facts->merges++;
	if (m.row0 <= SHEET_MERGE_ROWS && r->facts->nmerge < SHEET_MERGES)
		r->facts->merge[r->facts->nmerge++] = m;
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

	if (r->in_cell)
		start_in_cell(r, name);
	else if (r->in_data && strcmp(name, "c") == 0)
		start_cell(r, attr);
	else if (r->in_data && strcmp(name, "row") == 0)
		start_row(r, attr);
	else if (strcmp(name, "sheetData") == 0)
		r->in_data = true;
	else if (strcmp(name, "col") == 0)
		hide_columns(r, attr);
	else if (strcmp(name, "mergeCell") == 0)
		note_merge(r, xml_attr(attr, "ref"));
	else if (strcmp(name, "drawing") == 0)
		look_at_drawing(r, attr);
	else
		look_beside(r, name);
}

static struct xlsx_style
style_of(const struct row_reader *r)
{
	return r->style < r->x->nstyles ? r->x->style[r->style] :
	    (struct xlsx_style){ STYLE_PLAIN, 0 };
}

static void
set_shared(struct row_reader *r, struct sheet_cell *c, struct str s)
{
	uint64_t i;

	if (!num_parse_u64(s, UINT32_MAX, &i) ||
	    !texts_get(&r->x->texts, i, &c->text)) {
		fail_cell(r, "names a shared text that does not exist", s);
		return;
	}
	c->kind = SHEET_TEXT;
}

static void
set_text(struct row_reader *r, struct sheet_cell *c, struct str s)
{
	size_t from = r->text.n;

	xlsx_put_decoded(&r->text, s);
	c->text.n = r->text.n - from;
	c->kind = SHEET_TEXT;
}

static void
set_value(struct row_reader *r, struct sheet_cell *c, struct str s)
{
	double v;

	switch (r->type) {
	case TYPE_SHARED:
		set_shared(r, c, s);
		break;
	case TYPE_BOOL:
		if (!str_is(s, "1") && !str_is(s, "0") &&
		    !str_is(s, "true") && !str_is(s, "false"))
			fail_cell(r, "cannot be read as true or false", s);
		c->kind = SHEET_BOOL;
		c->number = str_is(s, "1") || str_is(s, "true");
		break;
	case TYPE_ERROR:
		set_text(r, c, s);
		c->kind = SHEET_ERROR;
		break;
	case TYPE_ISO:
		if (!xlsx_set_iso(c, s, r->x->date1904))
			set_text(r, c, s);
		break;
	default:
		v = xlsx_number(s);
		if (isnan(v))
			fail_cell(r, "cannot be read as a number", s);
		else
			xlsx_set_number(c, v, style_of(r), r->x->date1904);
		break;
	}
}

/* Reads the cell's value; a text of its own goes behind the row's others. */
static void
set_cell(struct row_reader *r, struct sheet_cell *c)
{
	struct str s = buf_view(&r->value);

	if (r->type == TYPE_INLINE || r->type == TYPE_TEXT) {
		if (s.n > 0 || (r->has_formula && (r->has_value ||
		    r->has_text)))
			set_text(r, c, s);
	} else {
		s = str_trim(s);
		if (s.n > 0)
			set_value(r, c, s);
	}
	if (c->kind == SHEET_TEXT && c->text.n == 0 && !r->has_formula)
		c->kind = SHEET_EMPTY;
	if (c->kind == SHEET_EMPTY && r->has_formula) {
		/* Nobody knows what it will show: not 0, not empty. */
		c->kind = SHEET_ERROR;
		c->text = STR("#formula without a value");
		c->unset = true;
	}
}

/* Room for the cell's column; false when it cannot be had. */
static bool
make_place(struct row_reader *r)
{
	if (r->column < r->n) {
		if (r->cell[r->column].kind == SHEET_EMPTY)
			return true;
		fail_cell(r, "is a second value for the cell",
		    buf_view(&r->value));
		return false;
	}
	r->gaps += r->column - r->n;
	if (r->gaps > XLSX_MAX_GAPS) {
		fail(r, "its cells are too far apart");
		return false;
	}
	while (r->n <= r->column) {
		if (r->n >= r->cap) {
			r->cell = mem_grow(r->cell, &r->cap, r->n,
			    sizeof(*r->cell));
			r->from = mem_grow(r->from, &r->cap_from, r->n,
			    sizeof(*r->from));
		}
		r->from[r->n] = NOT_IN_ROW;
		r->cell[r->n++] = (struct sheet_cell){ .text = { "", 0 } };
	}
	return true;
}

static void
count_cell(struct sheet_facts *f, const struct sheet_cell *c, uint32_t row,
    uint32_t column)
{
	f->formulas += c->formula;
	f->unset += c->unset;
	f->errors += c->kind == SHEET_ERROR && !c->unset;
	if (c->kind == SHEET_TEXT && c->text.n == 0)
		return;
	f->rows = row;
	if (column >= f->columns)
		f->columns = column + 1;
}

static void
end_cell(struct row_reader *r)
{
	struct sheet_cell c = { .text = { NULL, 0 } };
	size_t from = r->text.n;

	r->in_cell = false;
	if (!buf_ok(&r->value)) {
		fail(r, "its texts are too long: more than %zu bytes in a "
		    "cell", XLSX_MAX_CELL_TEXT);
		return;
	}
	set_cell(r, &c);
	if (!buf_ok(&r->text))
		fail(r, "its texts are too long: more than %zu MiB",
		    XLSX_MAX_ROW_TEXT >> 20);
	/* Cells without a value (borders, colours) cost nothing. */
	if (r->faulty || c.kind == SHEET_EMPTY || !make_place(r))
		return;
	c.formula = r->has_formula;
	c.dressed = (style_of(r).kind & STYLE_DRESSED) != 0;
	count_cell(r->facts, &c, r->row, r->column);
	r->from[r->column] = c.text.p == NULL ? from : NOT_IN_ROW;
	r->cell[r->column] = c;
}

static void
end_row(struct row_reader *r)
{
	r->in_row = false;
	if (r->n == 0)
		return;
	for (size_t i = 0; i < r->n; i++)
		if (r->from[i] != NOT_IN_ROW)
			r->cell[i].text.p = r->text.p == NULL ? "" :
			    r->text.p + r->from[i];
	r->facts->hidden_rows += r->hidden;
	if (++r->given > r->skip &&
	    !r->fn(r->fn_ctx, r->row, r->cell, r->n))
		r->stop = true;
}

static void
on_end(void *ctx, const char *name)
{
	struct row_reader *r = ctx;

	if (r->in_cell) {
		if (strcmp(name, "c") == 0)
			end_cell(r);
		else if (strcmp(name, "v") == 0)
			r->in_value = false;
		else if (strcmp(name, "t") == 0)
			r->in_text = false;
		else if (strcmp(name, "rPh") == 0 && r->phonetic > 0)
			r->phonetic--;
	} else if (r->in_row && strcmp(name, "row") == 0) {
		end_row(r);
	} else if (strcmp(name, "sheetData") == 0) {
		r->in_data = false;
	}
}

static void
on_text(void *ctx, const char *p, size_t n)
{
	struct row_reader *r = ctx;

	if (r->in_cell && (r->in_value || r->in_text))
		buf_put(&r->value, p, n);
}

/* ---- the whole sheet ---- */

struct sheet_reader {
	struct row_reader r;
	struct xml_handler h;
	struct sheet_facts facts;
};

static struct sheet_reader *
begin(struct xlsx *x, sheet_row_fn *fn, void *ctx)
{
	struct sheet_reader *s = mem_calloc(1, sizeof(*s));

	s->r.x = x;
	s->r.fn = fn;
	s->r.fn_ctx = ctx;
	s->r.facts = &s->facts;
	s->h = (struct xml_handler){ .start = on_start, .end = on_end,
		.text = on_text, .stop = &s->r.stop, .ctx = &s->r };
	buf_init(&s->r.value, XLSX_MAX_CELL_TEXT);
	buf_init(&s->r.text, XLSX_MAX_ROW_TEXT);
	return s;
}

static void
drop(struct sheet_reader *s)
{
	buf_fini(&s->r.value);
	buf_fini(&s->r.text);
	free(s->r.cell);
	free(s->r.from);
	free(s->r.drawing);
	free(s);
}

/* From the start once more; the rows given so far are passed over. */
static struct sheet_reader *
begin_again(struct sheet_reader *s)
{
	struct sheet_reader *again = begin(s->r.x, s->r.fn, s->r.fn_ctx);

	again->r.skip = s->r.given;
	drop(s);
	return again;
}

static uint32_t
count_hidden(const struct row_reader *r)
{
	uint32_t n = 0;

	for (uint32_t c = 0; c < r->facts->columns; c++)
		n += r->hidden_column[c / 8] >> (c & 7) & 1;
	return n;
}

static int
finish(struct sheet_reader *s, int status, const char *name,
    struct sheet_facts *facts, struct err *e)
{
	if (status == 0 && s->r.faulty)
		status = err_set(e, ERR_REFUSED, "sheet \"%s\", row %u: %s",
		    name, s->r.row, s->r.fault);
	else if (status == -1)
		err_ctx(e, "sheet \"%s\"", name);
	if (status == 0 && facts != NULL && !s->r.stop) {
		s->facts.hidden_columns = count_hidden(&s->r);
		*facts = s->facts;
	}
	drop(s);
	return status;
}

int
xlsx_read(struct xlsx *x, size_t sheet, sheet_row_fn *fn, void *ctx,
    struct sheet_facts *facts, struct err *e)
{
	const struct xlsx_sheet *which = &x->sheet[sheet];
	struct sheet_reader *s = begin(x, fn, ctx);
	enum xml_scanned scanned = xml_scan(x->zip, which->part, &s->h, e);
	int status = scanned == XML_SCAN_FAILED ? -1 : 0;

	if (scanned == XML_SCAN_GAVE_UP) {
		s = begin_again(s);
		status = xml_read(x->zip, which->part, &s->h, e);
	}
	if (status == 0 && s->r.drawing != NULL && x->look_beside)
		xlsx_look_at_drawing(x, which->part, s->r.drawing);
	return finish(s, status, which->name, facts, e);
}

int
xlsx_parse_sheet(struct xlsx *x, struct str text, sheet_row_fn *fn, void *ctx,
    struct sheet_facts *facts, struct err *e)
{
	struct sheet_reader *s = begin(x, fn, ctx);

	return finish(s, xml_parse(text, &s->h, e), "text", facts, e);
}

int
xlsx_scan_sheet(struct xlsx *x, struct str text, size_t piece,
    sheet_row_fn *fn, void *ctx, struct sheet_facts *facts, struct err *e)
{
	struct sheet_reader *s = begin(x, fn, ctx);
	int status = 0;

	if (xml_scan_text(text, piece, &s->h) == XML_SCAN_GAVE_UP) {
		s = begin_again(s);
		status = xml_parse(text, &s->h, e);
	}
	return finish(s, status, "text", facts, e);
}

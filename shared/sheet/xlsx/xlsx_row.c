/* SPDX-License-Identifier: Apache-2.0 */
/* Cells out of their elements; see xlsx_row.h. */
#include "shared/sheet/xlsx/xlsx_row.h"

#include <math.h>
#include <stdio.h>

#include "shared/base/num.h"
#include "shared/sheet/cell/stored.h"

#define NOT_IN_ROW SIZE_MAX /* the text of a cell stands elsewhere */

void
row_fail(struct row_reader *r, const char *fmt, ...)
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
	row_fail(r, "cell %s%u: \"%.*s\" %s; open the workbook in a spreadsheet "
	    "program and save it again", letters + i, r->row, (int)(value.n >
	    100 ? 100 : value.n), value.n == 0 ? "" : value.p, fault);
}

bool
xlsx_is_true(const char *z)
{
	return strcmp(z, "1") == 0 || strcmp(z, "true") == 0;
}

/* A row's number, or a place without its letters; it may be beyond the end. */
static bool
parse_row(const char *z, uint32_t *row)
{
	uint32_t v = 0;

	if (*z < '1' || *z > '9')
		return false;
	for (; ascii_is_digit(*z); z++)
		if (v <= XLSX_MAX_ROW)
			v = v * 10 + (uint32_t)(*z - '0');
	*row = v;
	return *z == '\0';
}

bool
xlsx_parse_reference(const char *z, uint32_t *column, uint32_t *row)
{
	uint32_t c = 0;

	while (*z >= 'A' && *z <= 'Z' && c <= XLSX_MAX_COLUMN)
		c = c * 26 + (uint32_t)(*z++ - 'A' + 1);
	if (c == 0 || c > XLSX_MAX_COLUMN || !parse_row(z, row) ||
	    *row > XLSX_MAX_ROW)
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

void
row_start(struct row_reader *r, const char **attr)
{
	const char *z = xml_attr(attr, "r"), *hidden;
	uint32_t v = r->row + 1;

	if (r->in_row) {
		row_fail(r, "a row stands inside another; " SAVE_AGAIN);
		return;
	}
	if (z != NULL && (!parse_row(z, &v) || v <= r->row)) {
		row_fail(r, "its rows are not numbered upwards: \"%.100s\" follows "
		    "row %u; open the workbook in a spreadsheet program and "
		    "save it again", z, r->row);
		return;
	}
	if (v > XLSX_MAX_ROW) {
		row_fail(r, "it has too many rows: more than %d; split it",
		    XLSX_MAX_ROW);
		return;
	}
	hidden = xml_attr(attr, "hidden");
	r->hidden = hidden != NULL && xlsx_is_true(hidden);
	r->in_row = true;
	r->row = v;
	r->column = UINT32_MAX; /* the next cell is the first */
	r->n = 0;
	buf_reset(&r->text);
}

void
row_start_cell(struct row_reader *r, const char **attr)
{
	const char *place = NULL, *style = NULL, *type = NULL;
	uint32_t column = r->column + 1, row = r->row;
	uint64_t v = 0;

	/* Where it stands in the XML. */
	if (!r->in_row || r->in_cell) {
		row_fail(r, "a cell stands outside of a row or inside "
		    "another; " SAVE_AGAIN);
		return;
	}
	/* The attributes r, s and t, whatever their prefix. */
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
	/* Where it stands in the sheet; without a place behind the last one. */
	if (place != NULL && (!xlsx_parse_reference(place, &column, &row) ||
	    row != r->row)) {
		row_fail(r, "\"%.100s\" is no place for a cell of it, whose "
		    "columns end at XFD (16,384) and rows at %d; " SAVE_AGAIN,
		    place, XLSX_MAX_ROW);
		return;
	}
	if (column >= XLSX_MAX_COLUMN) {
		row_fail(r, "it has too many columns: more than %d; split it",
		    XLSX_MAX_COLUMN);
		return;
	}
	/* A cell without a value so far. */
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
	    !texts_get(&r->x->texts, i, &r->text, &c->text)) {
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

	/* The type says what the text in the file is. */
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
		v = stored_number(s);
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
		row_fail(r, "its cells are too far apart; clear those that "
		    "belong to no table");
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

void
row_end_cell(struct row_reader *r)
{
	struct sheet_cell c = { .text = { NULL, 0 } };
	size_t from = r->text.n;

	r->in_cell = false;
	if (!buf_ok(&r->value)) {
		row_fail(r, "its texts are too long: more than %zu bytes in a "
		    "cell; shorten them", XLSX_MAX_CELL_TEXT);
		return;
	}
	set_cell(r, &c);
	if (!buf_ok(&r->text))
		row_fail(r, "its texts are too long: more than %zu MiB; "
		    "shorten them",
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

void
row_end(struct row_reader *r)
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


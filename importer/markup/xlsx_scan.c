/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A sheet read once before it is edited: its last column, the column of an
 * earlier round, the styles of the cells that notes are about.
 */
#include "importer/markup/internal.h"

#include <stdlib.h>

#include "importer/problem_column.h"
#include "shared/base/mem.h"
#include "shared/base/num.h"
#include "shared/sheet/xml.h"

#define MAX_HEADER_TEXT ((size_t)64 << 10)

uint32_t
attr_number(const char **attr, const char *name, uint32_t other)
{
	const char *z = xml_attr(attr, name);
	uint64_t v;

	return z != NULL && num_parse_u64(str_of(z), UINT32_MAX - 1, &v) ?
	    (uint32_t)v : other;
}

const char *
walk_row(struct walk *w, const char **attr)
{
	const char *z = xml_attr(attr, "r");
	uint64_t v = (uint64_t)w->row + 1;

	if (z != NULL && (!num_parse_u64(str_of(z), MAX_ROW, &v) ||
	    v <= w->row))
		return "its rows are not numbered upwards";
	if (v > MAX_ROW)
		return "it has too many rows";
	w->row = (uint32_t)v;
	w->column = 0;
	return NULL;
}

const char *
walk_cell(struct walk *w, const char **attr)
{
	const char *z = xml_attr(attr, "r");
	uint32_t column = w->column + 1, row = w->row;

	if (z != NULL && (!ref_parse(z, &column, &row) || row != w->row ||
	    column <= w->column))
		return "a cell stands where it cannot";
	if (column > MAX_COLUMN)
		return "it has too many columns";
	w->column = column;
	return NULL;
}

size_t
notes_of_row(const struct sheet_edit *s, size_t i)
{
	size_t end = i;

	while (end < s->n && s->note[end].row == s->note[i].row)
		end++;
	return end;
}

size_t
notes_of_cell(const struct sheet_edit *s, size_t i)
{
	size_t end = i;

	while (end < s->n && s->note[end].row == s->note[i].row &&
	    s->note[end].column == s->note[i].column)
		end++;
	return end;
}

enum value { VALUE_NONE, VALUE_PLAIN, VALUE_SHARED };

struct scan {
	struct sheet_edit *s;
	const struct strings *strings;
	struct walk walk;
	const char *fault;
	bool in_data, in_row, in_cell, in_value, saw_data;
	size_t at, end;         /* notes of the row, or of the next with any */
	enum value value;       /* what the cell's text is */
	bool filled;            /* the cell has something to read */
	uint32_t style;         /* of the cell */
	uint32_t last;          /* column with something to read */
	uint32_t header_last;   /* the same in the header row */
	uint32_t found;         /* column of an earlier round, 0 none */
	unsigned child;         /* of the root */
	uint32_t last_width;    /* column whose style is known, with those before */
	uint32_t *column_style; /* [MAX_COLUMN + 1] */
	struct buf text;        /* of a cell in the header row */
};

/* Children of a sheet that stand behind the drawing of comments. */
static bool
stands_behind(const char *name)
{
	static const char *const behind[] = { "legacyDrawing",
		"legacyDrawingHF", "drawingHF", "picture", "oleObjects",
		"controls", "webPublishItems", "tableParts", "extLst",
		"AlternateContent" };

	for (size_t i = 0; i < sizeof(behind) / sizeof(behind[0]); i++)
		if (strcmp(name, behind[i]) == 0)
			return true;
	return false;
}

static void
scan_root(struct scan *l, const struct xml_tag *t)
{
	for (const char **a = t->attr; a[0] != NULL; a += 2)
		if (strncmp(a[0], "xmlns", 5) == 0 &&
		    strstr(a[1], "purl.oclc.org") != NULL)
			l->s->strict = true;
	if (strcmp(t->name, "worksheet") != 0)
		l->fault = "it is no worksheet";
}

static void
scan_child(struct scan *l, const struct xml_tag *t)
{
	struct sheet_edit *s = l->s;

	l->child++;
	if (!stands_behind(t->name))
		s->last_before = l->child;
	if (strcmp(t->name, "sheetData") == 0) {
		if (l->saw_data)
			l->fault = "it holds its cells twice";
		l->in_data = l->saw_data = true;
	} else if (strcmp(t->name, "cols") == 0) {
		s->has_columns = true;
	} else if (strcmp(t->name, "legacyDrawing") == 0) {
		const char *id = xml_attr(t->attr, "id");

		free(s->legacy_id);
		s->legacy_id = mem_strdup(id == NULL ? "" : id);
	}
}

/* Ranges stand upwards; one that does not is passed over. */
static void
scan_widths(struct scan *l, const struct xml_tag *t)
{
	uint32_t min = attr_number(t->attr, "min", 0);
	uint32_t max = attr_number(t->attr, "max", 0);
	uint32_t style = attr_number(t->attr, "style", 0);

	if (min <= l->last_width || max < min || max > MAX_COLUMN)
		return;
	for (uint32_t c = min; c <= max; c++)
		l->column_style[c] = style;
	l->last_width = max;
}

/* Styles of the row's cells, for those that are not there. */
static void
scan_row(struct scan *l, const struct xml_tag *t)
{
	struct sheet_edit *s = l->s;
	const char *own = xml_attr(t->attr, "customFormat");
	uint32_t style = attr_number(t->attr, "s", 0);
	bool has = own != NULL && (strcmp(own, "1") == 0 ||
	    strcmp(own, "true") == 0);

	l->fault = walk_row(&l->walk, t->attr);
	l->in_row = true;
	if (l->fault != NULL)
		return;
	while (l->at < s->n && s->note[l->at].row < l->walk.row)
		l->at++;
	l->end = l->at;
	if (l->at == s->n || s->note[l->at].row != l->walk.row)
		return;
	l->end = notes_of_row(s, l->at);
	for (size_t i = l->at; has && i < l->end; i++)
		s->style[i] = style;
}

static void
scan_cell(struct scan *l, const struct xml_tag *t)
{
	const char *type = xml_attr(t->attr, "t");

	l->fault = walk_cell(&l->walk, t->attr);
	l->in_cell = true;
	l->filled = false;
	l->style = attr_number(t->attr, "s", 0);
	l->value = type == NULL ? VALUE_NONE :
	    strcmp(type, "s") == 0 ? VALUE_SHARED : VALUE_PLAIN;
	buf_reset(&l->text);
	/* Known from now on, for the style may have to be made. */
	if (l->walk.column != l->found)
		(void)styles_base(l->s->styles, l->style);
	for (; l->at < l->end && l->s->note[l->at].column <= l->walk.column;
	    l->at++)
		if (l->s->note[l->at].column == l->walk.column)
			l->s->style[l->at] = l->style;
}

static void
scan_start(void *ctx, const struct xml_tag *t, struct buf *out)
{
	struct scan *l = ctx;
	const char *name = t->name;

	(void)out;
	if (t->depth == 1) {
		scan_root(l, t);
	} else if (t->depth == 2) {
		scan_child(l, t);
	} else if (t->depth == 3 && strcmp(name, "col") == 0) {
		scan_widths(l, t);
	} else if (t->depth == 3 && strcmp(name, "mergeCell") == 0) {
		const char *ref = xml_attr(t->attr, "ref");
		const char *colon = ref == NULL ? NULL : strchr(ref, ':');
		uint32_t column, row;

		/* A cell under a merged one cannot be seen. */
		if (colon != NULL && ref_parse(colon + 1, &column, &row) &&
		    row >= l->s->header_row && column < MAX_COLUMN &&
		    column > l->last)
			l->last = column;
	} else if (l->in_data && t->depth == 3 && strcmp(name, "row") == 0) {
		scan_row(l, t);
	} else if (l->in_row && t->depth == 4 && strcmp(name, "c") == 0) {
		scan_cell(l, t);
	} else if (l->in_cell) {
		l->in_value = strcmp(name, "v") == 0 ||
		    strcmp(name, "t") == 0;
		if (strcmp(name, "f") == 0)
			l->filled = true;
	}
}

static void
cell_done(struct scan *l)
{
	struct str text = buf_view(&l->text);
	uint32_t column = l->walk.column;
	bool header = l->walk.row == l->s->header_row;

	l->in_cell = l->in_value = false;
	if (!l->filled)
		return;
	if (header && l->found == 0 && (l->value == VALUE_SHARED ?
	    strings_is_header(l->strings, text) :
	    l->value == VALUE_PLAIN && problem_column_is_header(text))) {
		l->found = column;
		return;
	}
	if (column > l->last)
		l->last = column;
	if (header && (l->found == 0 || column < l->found)) {
		l->header_last = column;
		l->s->header_style = l->style;
	}
}

static void
scan_end(void *ctx, const struct xml_tag *t, struct buf *out)
{
	struct scan *l = ctx;

	(void)out;
	if (t->depth == 2)
		l->in_data = false;
	else if (t->depth == 3)
		l->in_row = false;
	else if (t->depth == 4 && l->in_cell)
		cell_done(l);
	else
		l->in_value = false;
}

static void
scan_text(void *ctx, const char *p, size_t n)
{
	struct scan *l = ctx;

	if (!l->in_cell || !l->in_value || n == 0)
		return;
	l->filled = true;
	if (l->walk.row == l->s->header_row)
		buf_put(&l->text, p, n);
}

/* What the rows and cells that are not there would look like. */
static void
finish(struct scan *l)
{
	struct sheet_edit *s = l->s;

	for (size_t i = 0; i < s->n; i++)
		if (s->style[i] == NO_STYLE)
			s->style[i] = s->note[i].column > MAX_COLUMN ? 0 :
			    l->column_style[s->note[i].column];
	/* Notes may be about cells that have nothing in them. */
	for (size_t i = s->nwhole; i < s->n && l->found == 0; i++)
		if (s->note[i].column < MAX_COLUMN &&
		    s->note[i].column > l->last)
			l->last = s->note[i].column;
	s->had_column = l->found != 0;
	s->column = s->had_column ? l->found : l->last + 1;
}

static int
scan(struct sheet_edit *s, struct zipedit *z, struct str text,
    const struct strings *strings, struct err *e)
{
	static const bool mute = true;
	struct scan l = { .s = s, .strings = strings, .at = s->nwhole,
		.end = s->nwhole };
	struct xml_copier h = { .start = scan_start, .end = scan_end,
		.text = scan_text, .mute = &mute, .fault = &l.fault,
		.ctx = &l };
	struct buf none;
	int status;

	buf_init(&none, 0);
	buf_init(&l.text, MAX_HEADER_TEXT);
	l.column_style = mem_calloc(MAX_COLUMN + 1, sizeof(*l.column_style));
	s->style = mem_calloc(s->n, sizeof(*s->style));
	memset(s->style, 0xff, s->n * sizeof(*s->style));
	status = z != NULL ? part_scan(z, s->part, &h, e) :
	    xml_copy_text(text, &h, s->part, &none, e);
	if (status == 0 && !l.saw_data)
		status = err_set(e, ERR_REFUSED, "part %s has no rows, not "
		    "even an empty list of them", s->part);
	finish(&l);
	if (status == 0 && s->column > MAX_COLUMN)
		status = err_set(e, ERR_REFUSED, "a sheet uses its last "
		    "column: there is no place for the problems");
	buf_fini(&l.text);
	free(l.column_style);
	return status;
}

int
sheet_scan(struct sheet_edit *s, struct zipedit *z, const struct strings *t,
    struct err *e)
{
	return scan(s, z, (struct str){ NULL, 0 }, t, e);
}

int
sheet_scan_text(struct sheet_edit *s, struct str text, struct err *e)
{
	return scan(s, NULL, text, NULL, e);
}

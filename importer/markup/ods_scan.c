/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A document read once before it is copied: the automatic styles of its cells,
 * the last column of each table and the column of an earlier round, and the
 * styles that the noted cells have.
 */
#include "importer/markup/ods.h"

#include <stdlib.h>

#include "shared/sheet/xml.h"

struct ods_scan {
	struct ods_stream s;
	struct ods_styles *st;
	struct xml_copy *copy;
	bool mute;
	struct buf style_name;  /* of the style at hand */
	bool in_style, saw_book;
	/* of the table at hand */
	uint32_t last;          /* column with something to read */
	uint32_t found;         /* column of an earlier round, 0 none */
	size_t at;              /* the next note */
	const char *column_style[MAX_COLUMN + 1];
};

static void
start_table(struct ods_scan *l)
{
	l->last = l->found = 0;
	l->at = l->s.t->nwhole;
	for (size_t i = 0; i <= MAX_COLUMN; i++)
		l->column_style[i] = "";
	l->s.t->base = mem_calloc(l->s.t->n + 1, sizeof(*l->s.t->base));
}

static void
scan_column(struct ods_scan *l, const struct xml_tag *t)
{
	struct ods_stream *s = &l->s;
	uint64_t from = s->columns + 1;
	const char *z = xml_attr(t->attr, "default-cell-style-name");
	const char *base;

	s->columns += ods_count(t->attr, "number-columns-repeated");
	s->t->last_column = t->depth == s->table_depth + 1 ?
	    s->column_elements : 0;
	if (z == NULL)
		return;
	base = ods_style_base(l->st, z);
	for (; from <= s->columns && from <= MAX_COLUMN; from++)
		l->column_style[from] = base;
}

static void
scan_style(struct ods_scan *l, const struct xml_tag *t)
{
	const char *family = xml_attr(t->attr, "family");
	const char *name = xml_attr(t->attr, "name");

	if (family == NULL || name == NULL || strcmp(t->name, "style") != 0)
		return;
	if (strcmp(family, "table-column") == 0 &&
	    strcmp(name, ODS_COLUMN_STYLE) == 0)
		l->st->has_column = true;
	if (strcmp(family, "table-cell") != 0)
		return;
	l->in_style = l->s.holding = true;
	l->s.hold = l->s.held.n;
	buf_reset(&l->style_name);
	buf_puts(&l->style_name, name);
}

/* Styles of ours in a table that stays as it is stay too. */
static void
scan_beside(struct ods_scan *l, const struct xml_tag *t)
{
	const char *z = xml_attr(t->attr, "style-name");

	if (z != NULL)
		ods_style_keep(l->st, z);
	z = xml_attr(t->attr, "default-cell-style-name");
	if (z != NULL)
		ods_style_keep(l->st, z);
}

static void
on_start(void *ctx, const struct xml_tag *t, struct buf *out)
{
	struct ods_scan *l = ctx;
	struct ods_stream *s = &l->s;
	enum ods_place place = ods_stream_enter(s, t);

	l->saw_book = l->saw_book || place == ODS_BOOK;
	if (s->in_automatic && t->depth == 3)
		scan_style(l, t);
	if (place == ODS_TABLE && s->t != NULL)
		start_table(l);
	if (s->t != NULL && t->depth == s->table_depth + 1 &&
	    (place == ODS_COLUMN || place == ODS_GROUP || place == ODS_ROW))
		s->t->rows_behind = s->child;
	if (s->t != NULL && s->in_row) {
		if (place == ODS_ROW) {
			s->holding = true;
			s->hold = out->n;
		}
		ods_row_start(&s->row, t, place, s->rows, out);
	} else if (s->t != NULL && place == ODS_COLUMN) {
		scan_column(l, t);
	} else if (s->in_table && (place == ODS_COLUMN || place == ODS_ROW ||
	    place == ODS_CELL || place == ODS_COVERED)) {
		scan_beside(l, t);
	} else if (s->holding) {
		buf_str(out, t->raw);
	}
	l->mute = !s->holding;
	s->fault = s->fault == NULL ? l->st->fault : s->fault;
}

/* ---- a row ---- */

static bool
has_header(const struct ods_scan *l)
{
	const struct ods_row *r = &l->s.row;

	return l->s.t->header_row >= r->first &&
	    l->s.t->header_row < r->first + r->n;
}

/*
 * The style that a cell has without marks: its own, the row's, the column's.
 * A mark that was made from none goes whole, so it hides no other.
 */
static const char *
style_of(const struct ods_scan *l, const struct ods_cell *c, uint64_t column)
{
	const struct ods_row *r = &l->s.row;
	const char *own[] = {
		c == NULL ? NULL : ods_row_name(r, c->style),
		ods_row_name(r, r->style),
	};

	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++) {
		const char *base = own[i] == NULL ? "" :
		    ods_style_base(l->st, own[i]);

		if (base[0] != '\0')
			return base;
	}
	return column <= MAX_COLUMN ? l->column_style[column] : "";
}

static void
scan_cell(struct ods_scan *l, const struct ods_cell *c)
{
	struct ods_sheet *t = l->s.t;
	const struct ods_row *r = &l->s.row;
	uint64_t end = c->c0 + c->n - 1;
	uint64_t under = end + c->spanned_columns - 1;

	/* A cell under a merged one cannot be seen. */
	if (c->spanned_columns > 1 && under < MAX_COLUMN && under > l->last &&
	    r->first + r->n - 1 + c->spanned_rows - 1 >= t->header_row)
		l->last = (uint32_t)under;
	if (!c->filled && !c->has_note)
		return;
	if (l->found == 0 && c->header && c->c0 <= MAX_COLUMN &&
	    has_header(l)) {
		l->found = (uint32_t)c->c0;
		return;
	}
	if (end > l->last)
		l->last = end < MAX_COLUMN ? (uint32_t)end : MAX_COLUMN;
	if (c->filled && has_header(l) && (l->found == 0 || end < l->found))
		t->header_style = style_of(l, c, end);
}

static const struct ods_cell *
cell_at(const struct ods_row *r, uint64_t column)
{
	size_t lo = 0, hi = r->ncell;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (column < r->cell[mid].c0)
			hi = mid;
		else if (column >= r->cell[mid].c0 + r->cell[mid].n)
			lo = mid + 1;
		else
			return &r->cell[mid];
	}
	return NULL;
}

static void
scan_row(struct ods_scan *l)
{
	struct ods_sheet *t = l->s.t;
	const struct ods_row *r = &l->s.row;

	for (size_t i = 0; i < r->ncell; i++)
		scan_cell(l, &r->cell[i]);
	for (; l->at < t->n && t->note[l->at].row < r->first + r->n; l->at++) {
		uint64_t column = t->note[l->at].column;

		t->base[l->at] = style_of(l, cell_at(r, column), column);
	}
	l->s.rows += r->n;
}

/* ---- what a table needs ---- */

static void
need_styles(struct ods_scan *l)
{
	struct ods_sheet *t = l->s.t;
	size_t end;

	for (size_t i = t->nwhole; i < t->n; i = end) {
		end = ods_notes_of_cell(t, i);
		if (!ods_note_has_cell(t, &t->note[i]))
			continue;
		t->commented++;
		ods_style_need(l->st, t->base[i], note_any_error(t->note + i,
		    end - i) ? ODS_ERROR : ODS_WARNING);
	}
	for (size_t i = t->nwhole; i < t->n; i = end) {
		end = ods_notes_of_row(t, i);
		if (t->note[i].row != t->header_row)
			ods_style_need(l->st, "", note_any_error(t->note + i,
			    end - i) ? ODS_ERROR : ODS_WARNING);
	}
	l->st->need_column = l->st->need_column || t->put;
}

static void
finish_table(struct ods_scan *l)
{
	struct ods_sheet *t = l->s.t;

	for (size_t i = t->nwhole; i < t->n; i++) {
		uint32_t column = t->note[i].column;

		if (t->base[i] == NULL)
			t->base[i] = column <= MAX_COLUMN ?
			    l->column_style[column] : "";
		/* Notes may be about cells that have nothing in them. */
		if (l->found == 0 && column < MAX_COLUMN && column > l->last)
			l->last = column;
	}
	t->had_column = l->found != 0;
	t->column = t->had_column ? l->found : l->last + 1;
	t->put = t->n > 0 || t->had_column;
	if (t->put && t->column > MAX_COLUMN)
		l->s.fault = "a sheet uses its last column: there is no place "
		    "for the problems";
	need_styles(l);
}

static void
end_style(struct ods_scan *l)
{
	struct ods_stream *s = &l->s;

	ods_styles_add(l->st, buf_view(&l->style_name),
	    str_range(s->held.p + s->hold, s->held.p + s->held.n));
	l->in_style = s->holding = false;
}

static void
on_end(void *ctx, const struct xml_tag *t, struct buf *out)
{
	struct ods_scan *l = ctx;
	struct ods_stream *s = &l->s;
	enum ods_place place = ods_stream_place(s);

	if (s->t != NULL && s->in_row) {
		if (ods_row_end(&s->row, t, place, out)) {
			scan_row(l);
			s->holding = false;
		}
	} else if (s->holding) {
		buf_str(out, t->raw);
	}
	if (l->in_style && t->depth == 3)
		end_style(l);
	if (s->in_automatic && t->depth == 2)
		ods_styles_sort(l->st);
	if (place == ODS_TABLE && s->t != NULL)
		finish_table(l);
	(void)ods_stream_leave(s, t);
	l->mute = !s->holding;
	s->fault = s->fault == NULL ? l->st->fault : s->fault;
}

static void
on_text(void *ctx, const char *p, size_t n)
{
	struct ods_scan *l = ctx;

	if (l->s.t != NULL && l->s.in_row)
		ods_row_text(&l->s.row, ods_stream_place(&l->s), p, n);
}

void
ods_scan_open(struct ods_scan **scan, struct ods_sheet *sheets,
    size_t nsheets, struct ods_styles *st)
{
	struct ods_scan *l = mem_calloc(1, sizeof(*l));
	struct xml_copier h = { .start = on_start, .end = on_end,
		.text = on_text, .mute = &l->mute, .fault = &l->s.fault,
		.ctx = l };

	ods_stream_init(&l->s, sheets, nsheets);
	l->st = st;
	l->mute = true;
	buf_init(&l->style_name, XML_MAX_TAG);
	xml_copy_open(&l->copy, &h, "content.xml");
	*scan = l;
}

int
ods_scan_feed(struct ods_scan *l, struct str in, bool last, struct err *e)
{
	if (xml_copy_feed(l->copy, in, last, &l->s.held, e) == -1)
		return -1;
	ods_stream_take(&l->s, NULL);
	if (!buf_ok(&l->s.held) || l->s.held.n > ODS_ROW_BYTES)
		return err_set(e, ERR_REFUSED, "one of its rows or styles is "
		    "too large to be copied");
	if (last && !l->saw_book)
		return err_set(e, ERR_REFUSED, "it is no spreadsheet");
	return 0;
}

unsigned
ods_scan_tables(const struct ods_scan *l)
{
	return l->s.tables;
}

void
ods_scan_close(struct ods_scan *l)
{
	xml_copy_close(l->copy);
	buf_fini(&l->style_name);
	ods_stream_fini(&l->s);
	free(l);
}

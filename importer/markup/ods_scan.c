/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A document read once before it is copied: the automatic styles of its cells,
 * and what its tables have.
 */
#include "importer/markup/ods.h"

#include <stdlib.h>

struct ods_scan {
	struct ods_stream s;
	struct scan l;
	bool mute;
	struct buf style_name;  /* of the style at hand */
	bool in_style, saw_book;
};

static void
scan_column(struct ods_scan *l, const struct xml_tag *t)
{
	struct ods_stream *s = &l->s;
	uint64_t from = s->columns + 1;
	const char *z = xml_attr(t->attr, "default-cell-style-name");

	s->columns += ods_count(t->attr, "number-columns-repeated");
	s->t->last_column = t->depth == s->table_depth + 1 ?
	    s->column_elements : 0;
	if (z != NULL)
		scan_columns(&l->l, from, s->columns,
		    ods_style_id(s->styles, z));
}

static void
start_style(struct ods_scan *l, const struct xml_tag *t)
{
	const char *family = xml_attr(t->attr, "family");
	const char *name = xml_attr(t->attr, "name");

	if (family == NULL || name == NULL || strcmp(t->name, "style") != 0)
		return;
	if (strcmp(family, "table-column") == 0 &&
	    strcmp(name, ODS_COLUMN_STYLE) == 0)
		l->s.styles->has_column = true;
	if (strcmp(family, "table-cell") != 0)
		return;
	l->in_style = true;
	stream_hold(&l->s.s);
	buf_reset(&l->style_name);
	buf_puts(&l->style_name, name);
}

static void
end_style(struct ods_scan *l)
{
	ods_styles_add(l->s.styles, buf_view(&l->style_name),
	    stream_held(&l->s.s));
	l->in_style = l->s.s.holding = false;
}

/* Styles of ours in a table that stays as it is stay too. */
static void
scan_beside(struct ods_scan *l, const struct xml_tag *t)
{
	static const char *const names[] = { "style-name",
		"default-cell-style-name" };

	for (size_t i = 0; i < 2; i++) {
		const char *z = xml_attr(t->attr, names[i]);

		if (z != NULL)
			ods_style_keep(l->s.styles, z);
	}
}

static void
on_start(void *ctx, const struct xml_tag *t, struct buf *out)
{
	struct ods_scan *l = ctx;
	struct ods_stream *s = &l->s;
	enum ods_place place = ods_stream_enter(s, t);

	l->saw_book = l->saw_book || place == ODS_BOOK;
	if (s->in_automatic && t->depth == 3)
		start_style(l, t);
	if (place == ODS_TABLE && s->t != NULL)
		scan_begin(&l->l, s->t->s);
	if (s->t != NULL && t->depth == s->table_depth + 1 &&
	    (place == ODS_COLUMN || place == ODS_GROUP || place == ODS_ROW))
		s->t->rows_behind = s->child;
	if (s->t != NULL && s->in_row)
		ods_row_start(s, t, place);
	else if (s->t != NULL && place == ODS_COLUMN)
		scan_column(l, t);
	else if (s->in_table && (place == ODS_COLUMN || place == ODS_ROW ||
	    place == ODS_CELL || place == ODS_COVERED))
		scan_beside(l, t);
	else if (s->s.holding)
		buf_str(out, t->raw);
	l->mute = !s->s.holding;
	s->s.fault = s->s.fault == NULL ? s->styles->fault : s->s.fault;
}

static void
end_table(struct ods_scan *l)
{
	struct ods_stream *s = &l->s;
	const char *fault = scan_end(&l->l);

	s->s.fault = s->s.fault == NULL ? fault : s->s.fault;
	s->styles->need_column = s->styles->need_column ||
	    sheet_is_marked(s->t->s);
}

static void
on_end(void *ctx, const struct xml_tag *t, struct buf *out)
{
	struct ods_scan *l = ctx;
	struct ods_stream *s = &l->s;
	enum ods_place place = ods_stream_place(s);

	if (s->t != NULL && s->in_row) {
		if (ods_row_end(s, t, place)) {
			scan_row(&l->l, &s->s.row);
			s->s.holding = false;
		}
	} else if (s->s.holding) {
		buf_str(out, t->raw);
	}
	if (l->in_style && t->depth == 3)
		end_style(l);
	if (place == ODS_TABLE && s->t != NULL)
		end_table(l);
	(void)ods_stream_leave(s, t);
	l->mute = !s->s.holding;
	s->s.fault = s->s.fault == NULL ? s->styles->fault : s->s.fault;
}

static void
on_text(void *ctx, const char *p, size_t n)
{
	ods_row_text(&((struct ods_scan *)ctx)->s, p, n);
}

void
ods_scan_open(struct ods_scan **scan, struct ods_table *tables,
    size_t ntables, struct ods_styles *st)
{
	struct ods_scan *l = mem_calloc(1, sizeof(*l));
	struct xml_copier h = { .start = on_start, .end = on_end,
		.text = on_text, .mute = &l->mute, .ctx = l };

	ods_stream_init(&l->s, tables, ntables, st, h);
	l->l.d = &ods_dialect;
	l->l.styles = st;
	l->mute = true;
	buf_init(&l->style_name, XML_MAX_TAG);
	*scan = l;
}

int
ods_scan_feed(void *scan, struct str in, bool last, struct err *e)
{
	struct ods_scan *l = scan;

	if (stream_feed(&l->s.s, in, last, NULL, e) == -1)
		return -1;
	if (last && !l->saw_book)
		return err_set(e, ERR_REFUSED, "it is no spreadsheet");
	return 0;
}

unsigned
ods_scan_tables(const struct ods_scan *l)
{
	return l->s.number;
}

void
ods_scan_close(struct ods_scan *l)
{
	if (l == NULL)
		return;
	buf_fini(&l->style_name);
	ods_stream_fini(&l->s);
	free(l);
}

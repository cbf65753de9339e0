/* SPDX-License-Identifier: Apache-2.0 */
/* A document copied with its problems; every other byte stays. */
#include "importer/markup/ods.h"

#include <stdlib.h>

struct ods_writer {
	struct ods_stream s;
	struct ods_names names;
	struct walk walk;
	bool mute;             /* a style that goes */
	bool styles_put, opened_styles, opened_table;
};

/* ---- styles ---- */

static void
start_part(struct ods_writer *w, const struct xml_tag *t, struct buf *out)
{
	const char *o = w->names.prefix[ODS_OFFICE];

	if (strcmp(t->name, "automatic-styles") == 0 && t->empty &&
	    !w->styles_put) {
		w->opened_styles = true;
		xml_tag_open(out, t->raw);
		return;
	}
	if (!w->styles_put && (strcmp(t->name, "master-styles") == 0 ||
	    strcmp(t->name, "body") == 0)) {
		w->styles_put = true;
		buf_printf(out, "<%sautomatic-styles>", o);
		ods_styles_put(w->s.styles, &w->names, out);
		buf_printf(out, "</%sautomatic-styles>", o);
	}
	buf_str(out, t->raw);
}

static void
end_styles(struct ods_writer *w, const struct xml_tag *t, struct buf *out)
{
	if (!w->styles_put)
		ods_styles_put(w->s.styles, &w->names, out);
	w->styles_put = true;
	if (w->opened_styles)
		buf_printf(out, "</%.*s%s>", (int)t->prefix.n, t->prefix.p,
		    t->name);
	else
		buf_str(out, t->raw);
	w->opened_styles = false;
}

static bool
style_goes(const struct ods_writer *w, const struct xml_tag *t)
{
	const char *family = xml_attr(t->attr, "family");
	const char *name = xml_attr(t->attr, "name");

	return strcmp(t->name, "style") == 0 && family != NULL &&
	    name != NULL && strcmp(family, "table-cell") == 0 &&
	    ods_style_goes(w->s.styles, name);
}

/* ---- columns ---- */

/* n columns of an element, or the one of the problems. */
static void
put_columns(struct ods_writer *w, const struct xml_tag *t, uint64_t n,
    bool ours, struct buf *out)
{
	struct ods_styles *st = w->s.styles;
	uint32_t style = ods_style_id(st, xml_attr(t->attr,
	    "default-cell-style-name")), plain = ods_style_plain(st, style);
	struct walk *p = &w->walk;

	if (n == 0)
		return;
	buf_reset(&p->tag);
	buf_str(&p->tag, t->raw);
	if (n != ods_count(t->attr, "number-columns-repeated"))
		ods_set_count(p, "number-columns-repeated", n);
	if (plain != style)
		ods_set(p, "default-cell-style-name", ods_style_name(st,
		    plain));
	if (ours) {
		ods_set(p, "style-name", STR(ODS_COLUMN_STYLE));
		ods_set(p, "visibility", STR(""));
	}
	buf_str(out, buf_view(&p->tag));
}

static void
start_column(struct ods_writer *w, const struct xml_tag *t, struct buf *out)
{
	struct ods_stream *s = &w->s;
	uint64_t n = ods_count(t->attr, "number-columns-repeated");
	uint64_t before = s->columns, column = s->t->s->column;

	s->columns += n;
	if (!sheet_is_marked(s->t->s) || !t->empty || column <= before ||
	    column > s->columns) {
		put_columns(w, t, n, false, out);
		return;
	}
	put_columns(w, t, column - before - 1, false, out);
	put_columns(w, t, 1, true, out);
	put_columns(w, t, s->columns - column, false, out);
}

/* The table says less columns than it has. */
static void
put_more_columns(struct ods_writer *w, struct buf *out)
{
	struct ods_stream *s = &w->s;
	uint64_t n = s->columns, column = s->t->s->column;

	if (!sheet_is_marked(s->t->s) || n >= column ||
	    s->t->last_column != s->column_elements)
		return;
	if (column - n > 1) {
		ods_put_start(&w->names, "table-column",
		    "number-columns-repeated", column - n - 1, out);
		buf_puts(out, "/>");
	}
	ods_put_start(&w->names, "table-column", "", 1, out);
	buf_printf(out, " %sstyle-name=\"" ODS_COLUMN_STYLE "\"/>",
	    w->names.prefix[ODS_TABLES]);
	s->columns = column;
}

/* ---- tables ---- */

static void
start_table(struct ods_writer *w, const struct xml_tag *t, struct buf *out)
{
	walk_begin(&w->walk, w->s.t->s);
	w->opened_table = t->empty && sheet_is_marked(w->s.t->s);
	if (w->opened_table)
		xml_tag_open(out, t->raw);
	else
		buf_str(out, t->raw);
}

static void
put_due_rows(struct ods_writer *w, struct buf *out)
{
	const char *fault = walk_end(&w->walk, out);

	w->s.s.fault = w->s.s.fault == NULL ? fault : w->s.s.fault;
}

static void
end_table(struct ods_writer *w, const struct xml_tag *t, struct buf *out)
{
	if (w->s.t->rows_behind == 0)
		put_due_rows(w, out);
	if (w->opened_table)
		buf_printf(out, "</%.*s%s>", (int)t->prefix.n, t->prefix.p,
		    t->name);
	else
		buf_str(out, t->raw);
}

/* ---- events ---- */

static void
on_start(void *ctx, const struct xml_tag *t, struct buf *out)
{
	struct ods_writer *w = ctx;
	struct ods_stream *s = &w->s;
	enum ods_place place = ods_stream_enter(s, t);

	if (w->mute)
		return;
	if (s->t != NULL && s->in_row) {
		ods_row_start(s, t, place);
	} else if (t->depth == 1) {
		if (!ods_names_bind(&w->names, t, out))
			s->s.fault = "it is in a form before OpenDocument 1.0; "
			    "open it and save it as .ods";
	} else if (t->depth == 2) {
		start_part(w, t, out);
	} else if (s->in_automatic && t->depth == 3 && style_goes(w, t)) {
		w->mute = true;
	} else if (s->t != NULL && place == ODS_TABLE) {
		start_table(w, t, out);
	} else if (s->t != NULL && place == ODS_COLUMN) {
		start_column(w, t, out);
	} else {
		buf_str(out, t->raw);
	}
}

static void
put_end(struct ods_writer *w, const struct xml_tag *t, struct buf *out)
{
	struct ods_stream *s = &w->s;
	enum ods_place place = ods_stream_place(s);

	if (s->t != NULL && s->in_row) {
		if (ods_row_end(s, t, place))
			s->s.fault = walk_row(&w->walk, &s->s, out);
	} else if (s->in_automatic && t->depth == 2) {
		end_styles(w, t, out);
	} else if (s->t != NULL && place == ODS_TABLE) {
		end_table(w, t, out);
	} else {
		buf_str(out, t->raw);
		if (s->t != NULL && place == ODS_COLUMN)
			put_more_columns(w, out);
	}
	if (s->t != NULL && t->depth == s->table_depth + 1 &&
	    s->child == s->t->rows_behind)
		put_due_rows(w, out);
}

static void
on_end(void *ctx, const struct xml_tag *t, struct buf *out)
{
	struct ods_writer *w = ctx;

	if (!w->mute)
		put_end(w, t, out);
	else if (t->depth == 3)
		w->mute = false;
	(void)ods_stream_leave(&w->s, t);
}

static void
on_text(void *ctx, const char *p, size_t n)
{
	ods_row_text(&((struct ods_writer *)ctx)->s, p, n);
}

void
ods_writer_open(struct ods_writer **writer, struct ods_table *tables,
    size_t ntables, struct ods_styles *st)
{
	struct ods_writer *w = mem_calloc(1, sizeof(*w));
	struct xml_copier h = { .start = on_start, .end = on_end,
		.text = on_text, .mute = &w->mute, .ctx = w };

	ods_stream_init(&w->s, tables, ntables, st, h);
	walk_init(&w->walk, &ods_dialect, st, &w->names);
	*writer = w;
}

int
ods_writer_feed(void *writer, struct str in, bool last, struct buf *out,
    struct err *e)
{
	struct ods_writer *w = writer;

	return stream_feed(&w->s.s, in, last, out, e);
}

void
ods_writer_close(struct ods_writer *w)
{
	if (w == NULL)
		return;
	walk_fini(&w->walk);
	ods_stream_fini(&w->s);
	free(w);
}

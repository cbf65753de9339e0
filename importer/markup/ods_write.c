/* SPDX-License-Identifier: Apache-2.0 */
/* A document copied with its problems; every other byte stays. */
#include "importer/markup/ods.h"

#include <stdlib.h>

#include "shared/sheet/xml.h"
#include "shared/sheet/xml_chars.h"

#define URN "urn:oasis:names:tc:opendocument:xmlns:"

static const struct {
	const char *prefix, *uri;
} spaces[ODS_SPACES] = {
	[ODS_OFFICE] = { "office", URN "office:1.0" },
	[ODS_TABLES] = { "table", URN "table:1.0" },
	[ODS_TEXTS] = { "text", URN "text:1.0" },
	[ODS_STYLING] = { "style", URN "style:1.0" },
	[ODS_FO] = { "fo", URN "xsl-fo-compatible:1.0" },
	[ODS_DC] = { "dc", "http://purl.org/dc/elements/1.1/" },
};

struct ods_writer {
	struct ods_stream s;
	struct ods_styles *st;
	struct ods_names names;
	struct ods_put put;
	struct xml_copy *copy;
	bool mute;             /* a style that goes */
	bool styles_put, opened_styles, opened_table;
	struct buf grown;      /* what a row becomes */
};

/* ---- the root ---- */

static const char *
bound_to(const char **attr, const char *prefix)
{
	for (; attr[0] != NULL; attr += 2)
		if (strncmp(attr[0], "xmlns:", 6) == 0 &&
		    strcmp(attr[0] + 6, prefix) == 0)
			return attr[1];
	return NULL;
}

/*
 * Whether elements can be named with it: attributes xmlns:1 and xmlns:a:b can
 * be there, elements <1:x> and <a:b:x> cannot.
 */
static bool
is_usable(const char *prefix)
{
	if (strlen(prefix) >= MAX_PREFIX || !ascii_is_alpha(prefix[0]))
		return false;
	for (; *prefix != '\0'; prefix++)
		if (*prefix == ':' || (unsigned char)*prefix > 0x7f ||
		    !xml_is(*prefix, XML_NAME))
			return false;
	return true;
}

/* Whether the name space is bound; its prefix, or "" when none is usable. */
static bool
find_prefix(char z[MAX_PREFIX + 2], const char **attr, const char *uri)
{
	bool bound = false;

	z[0] = '\0';
	for (; attr[0] != NULL; attr += 2) {
		const char *prefix = attr[0] + 6;

		if (strncmp(attr[0], "xmlns:", 6) != 0 ||
		    strcmp(attr[1], uri) != 0)
			continue;
		bound = true;
		if (!is_usable(prefix))
			continue;
		memcpy(z, prefix, strlen(prefix) + 1);
		break;
	}
	return bound;
}

/* Binds a name space that has no prefix, to one that is free. */
static void
bind_space(struct ods_writer *w, const char **attr, enum ods_space space,
    struct buf *tag)
{
	char *z = w->names.prefix[space];
	struct buf next, name;

	buf_init(&next, XML_MAX_TAG);
	buf_init(&name, 64);
	buf_printf(&name, "%s%s", bound_to(attr, spaces[space].prefix) == NULL ?
	    "" : "preaudit-", spaces[space].prefix);
	while (bound_to(attr, buf_cstr(&name)) != NULL && name.n < MAX_PREFIX)
		buf_putc(&name, '_');
	memcpy(z, buf_cstr(&name), name.n + 1);
	buf_reset(&name);
	buf_printf(&name, "xmlns:%s", z);
	xml_tag_set(&next, buf_view(tag), buf_cstr(&name), spaces[space].uri);
	buf_reset(tag);
	buf_str(tag, buf_view(&next));
	buf_fini(&next);
	buf_fini(&name);
}

static void
start_root(struct ods_writer *w, const struct xml_tag *t, struct buf *out)
{
	struct buf tag;

	buf_init(&tag, XML_MAX_TAG);
	buf_str(&tag, t->raw);
	for (enum ods_space i = 0; i < ODS_SPACES; i++) {
		char *z = w->names.prefix[i];

		if (!find_prefix(z, t->attr, spaces[i].uri) &&
		    i == ODS_OFFICE)
			w->s.fault = "it is in a form before OpenDocument 1.0; "
			    "open it and save it as .ods";
		if (z[0] == '\0')
			bind_space(w, t->attr, i, &tag);
		strcat(z, ":");
	}
	buf_str(out, buf_view(&tag));
	buf_fini(&tag);
}

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
		ods_styles_put(w->st, &w->names, out);
		buf_printf(out, "</%sautomatic-styles>", o);
	}
	buf_str(out, t->raw);
}

static void
end_styles(struct ods_writer *w, const struct xml_tag *t, struct buf *out)
{
	if (!w->styles_put)
		ods_styles_put(w->st, &w->names, out);
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
	    ods_style_goes(w->st, name);
}

/* ---- columns ---- */

/* n columns of an element, or the one of the problems. */
static void
put_columns(struct ods_writer *w, const struct xml_tag *t, uint64_t n,
    bool ours, struct buf *out)
{
	struct ods_put *p = &w->put;
	const char *style = xml_attr(t->attr, "default-cell-style-name");

	if (n == 0)
		return;
	buf_reset(&p->tag);
	buf_str(&p->tag, t->raw);
	if (n != ods_count(t->attr, "number-columns-repeated"))
		ods_set_times(p, "number-columns-repeated", n);
	if (style != NULL) {
		ods_style_unmarked(w->st, style, &p->name);
		if (!str_is(buf_view(&p->name), style))
			ods_set(p, "default-cell-style-name",
			    buf_view(&p->name));
	}
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
	uint64_t before = s->columns, column = s->t->column;

	s->columns += n;
	if (!s->t->put || !t->empty || column <= before ||
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
	struct ods_put *p = &w->put;
	uint64_t n = w->s.columns, column = w->s.t->column;

	if (!w->s.t->put || w->s.t->last_column != w->s.column_elements ||
	    n >= column)
		return;
	if (column - n > 1) {
		ods_put_tag(p, "table-column", out);
		ods_put_times(p, "number-columns-repeated", column - n - 1,
		    out);
		buf_puts(out, "/>");
	}
	ods_put_tag(p, "table-column", out);
	buf_printf(out, " %sstyle-name=\"" ODS_COLUMN_STYLE "\"/>",
	    w->names.prefix[ODS_TABLES]);
	w->s.columns = column;
}

/* ---- tables ---- */

static void
start_table(struct ods_writer *w, const struct xml_tag *t, struct buf *out)
{
	ods_put_table(&w->put, w->s.t);
	w->opened_table = t->empty && w->s.t->put;
	if (w->opened_table)
		xml_tag_open(out, t->raw);
	else
		buf_str(out, t->raw);
}

static void
take_grown(struct ods_writer *w, struct buf *out)
{
	if (!buf_ok(&w->grown))
		w->s.fault = "a row stands for so many rows with problems "
		    "that they do not fit into a copy";
	buf_str(out, buf_view(&w->grown));
	buf_reset(&w->grown);
}

static void
end_table(struct ods_writer *w, const struct xml_tag *t, struct buf *out)
{
	if (w->s.t->rows_behind == 0) {
		ods_put_due_rows(&w->put, w->s.rows, &w->grown);
		take_grown(w, out);
	}
	if (w->opened_table)
		buf_printf(out, "</%.*s%s>", (int)t->prefix.n, t->prefix.p,
		    t->name);
	else
		buf_str(out, t->raw);
}

static void
end_row(struct ods_writer *w, struct buf *out)
{
	struct ods_stream *s = &w->s;

	ods_put_rows(&w->put, &s->row, out->p + s->hold, &w->grown);
	out->n = s->hold;
	take_grown(w, out);
	s->rows += s->row.n;
	s->holding = false;
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
		if (place == ODS_ROW) {
			s->holding = true;
			s->hold = out->n;
		}
		ods_row_start(&s->row, t, place, s->rows, out);
	} else if (t->depth == 1) {
		start_root(w, t, out);
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
		if (ods_row_end(&s->row, t, place, out))
			end_row(w, out);
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
	    s->child == s->t->rows_behind) {
		ods_put_due_rows(&w->put, s->rows, &w->grown);
		take_grown(w, out);
	}
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
	struct ods_writer *w = ctx;

	if (w->s.t != NULL && w->s.in_row)
		ods_row_text(&w->s.row, ods_stream_place(&w->s), p, n);
}

void
ods_writer_open(struct ods_writer **writer, struct ods_sheet *sheets,
    size_t nsheets, struct ods_styles *st)
{
	struct ods_writer *w = mem_calloc(1, sizeof(*w));
	struct xml_copier h = { .start = on_start, .end = on_end,
		.text = on_text, .mute = &w->mute, .fault = &w->s.fault,
		.ctx = w };

	ods_stream_init(&w->s, sheets, nsheets);
	w->st = st;
	ods_put_init(&w->put, st, &w->names);
	buf_init(&w->grown, ODS_ROW_GROWN);
	xml_copy_open(&w->copy, &h, "content.xml");
	*writer = w;
}

int
ods_writer_feed(struct ods_writer *w, struct str in, bool last,
    struct buf *out, struct err *e)
{
	if (xml_copy_feed(w->copy, in, last, &w->s.held, e) == -1)
		return -1;
	ods_stream_take(&w->s, out);
	if (!buf_ok(&w->s.held) || w->s.held.n > ODS_ROW_BYTES)
		return err_set(e, ERR_REFUSED, "one of its rows is too large "
		    "to be copied");
	return 0;
}

void
ods_writer_close(struct ods_writer *w)
{
	xml_copy_close(w->copy);
	ods_put_fini(&w->put);
	buf_fini(&w->grown);
	ods_stream_fini(&w->s);
	free(w);
}

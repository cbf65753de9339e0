/* SPDX-License-Identifier: Apache-2.0 */
/* A document copied, but for its rows: its styles, columns and tables. */
#include "importer/markup/ods/ods.h"

/* ---- styles ---- */

/* A document has a list of automatic styles before its body, or gets one. */
static void
start_part(struct ods_pass *o, const struct xml_tag *t, struct buf *out)
{
	const char *p = o->names.prefix[ODS_OFFICE];

	if (o->in_automatic && !o->styles_put) {
		tag_put_open(t->raw, out);
		return;
	}
	if (!o->styles_put && (strcmp(t->name, "master-styles") == 0 ||
	    strcmp(t->name, "body") == 0)) {
		o->styles_put = true;
		buf_printf(out, "<%sautomatic-styles>", p);
		ods_styles_put(o->styles, &o->names, out);
		buf_printf(out, "</%sautomatic-styles>", p);
	}
	buf_str(out, t->raw);
}

static void
end_styles(struct ods_pass *o, const struct xml_tag *t, struct buf *out)
{
	if (o->styles_put) {
		buf_str(out, t->raw);
		return;
	}
	ods_styles_put(o->styles, &o->names, out);
	o->styles_put = true;
	tag_put_end(t, out);
}

/* ---- columns ---- */

/* n columns of an element, or the one of the problems. */
static void
put_columns(struct ods_pass *o, const struct xml_tag *t, uint64_t n,
    bool ours, struct buf *out)
{
	uint32_t style = ods_style_id(o->styles, xml_attr(t->attr,
	    "default-cell-style-name"));
	uint32_t plain = ods_style_plain(o->styles, style);
	struct pass *p = &o->p;

	if (n == 0)
		return;
	buf_reset(&p->tag);
	buf_str(&p->tag, t->raw);
	if (n != ods_count(t->attr, "number-columns-repeated"))
		ods_set_count(p, "number-columns-repeated", n);
	if (plain != style)
		ods_set(p, "default-cell-style-name", ods_style_name(
		    o->styles, plain));
	if (ours) {
		ods_set(p, "style-name", STR(ODS_COLUMN_STYLE));
		ods_set(p, "visibility", STR(""));
	}
	buf_str(out, buf_view(&p->tag));
}

static void
start_column(struct ods_pass *o, const struct xml_tag *t, struct buf *out)
{
	uint64_t n = ods_count(t->attr, "number-columns-repeated");
	uint64_t before = o->columns, column = o->s->column;

	o->columns += n;
	if (!sheet_is_marked(o->s) || !t->empty || column <= before ||
	    column > o->columns) {
		put_columns(o, t, n, false, out);
		return;
	}
	put_columns(o, t, column - before - 1, false, out);
	put_columns(o, t, 1, true, out);
	put_columns(o, t, o->columns - column, false, out);
}

/* The table says less columns than it has. */
static void
put_more_columns(struct ods_pass *o, struct buf *out)
{
	uint64_t n = o->columns, column = o->s->column;
	struct pass *p = &o->p;

	if (!sheet_is_marked(o->s) || n >= column ||
	    o->s->last_widths != o->column_elements)
		return;
	if (column - n > 1)
		ods_put_empty(p, "table-column", "number-columns-repeated",
		    column - n - 1, out);
	buf_reset(&p->tag);
	ods_put_empty(p, "table-column", "", 1, &p->tag);
	ods_set(p, "style-name", STR(ODS_COLUMN_STYLE));
	buf_str(out, buf_view(&p->tag));
	o->columns = column;
}

/* ---- tags ---- */

void
ods_copy_start(struct ods_pass *o, const struct xml_tag *t,
    enum ods_place place, struct buf *out)
{
	const char *style = o->in_automatic && t->depth == 3 ?
	    ods_style_tag(t, "table-cell") : NULL;

	if (t->depth == 1) {
		if (!ods_names_bind(&o->names, t, out))
			o->p.fault = "it is in a form before OpenDocument 1.0; "
			    "open it and save it as .ods";
	} else if (t->depth == 2) {
		start_part(o, t, out);
	} else if (style != NULL && ods_style_goes(o->styles, style)) {
		o->mute = true;
	} else if (o->s != NULL && place == ODS_COLUMN) {
		start_column(o, t, out);
	} else if (o->s != NULL && place == ODS_TABLE &&
	    sheet_is_marked(o->s)) {
		tag_put_open(t->raw, out);
	} else {
		buf_str(out, t->raw);
	}
}

void
ods_copy_end(struct ods_pass *o, const struct xml_tag *t,
    enum ods_place place, struct buf *out)
{
	bool ends_table = o->s != NULL && place == ODS_TABLE;

	if (ends_table && o->s->last_before == 0)
		walk_end(&o->p, out);
	if (o->in_automatic && t->depth == 2)
		end_styles(o, t, out);
	else if (ends_table && sheet_is_marked(o->s))
		tag_put_end(t, out);
	else
		buf_str(out, t->raw);
	if (o->s != NULL && place == ODS_COLUMN)
		put_more_columns(o, out);
}

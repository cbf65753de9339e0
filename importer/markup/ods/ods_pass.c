/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A document scanned or copied: where a pass stands, the automatic styles of its
 * cells, and what its tables have.
 */
#include "importer/markup/ods/ods.h"

#include <stdlib.h>

/* ---- where it stands ---- */

static void
enter_table(struct ods_pass *o, const struct xml_tag *t)
{
	o->in_table = true;
	o->table_depth = t->depth;
	o->child = o->column_elements = 0;
	o->rows = o->columns = 0;
	if (ods_is_cache(t->attr))
		return;
	if (o->next < o->nsheets && o->sheets[o->next].number == o->seen) {
		o->s = &o->sheets[o->next++];
		pass_begin(&o->p, o->s);
	}
	o->seen++;
}

/*
 * Whether two attributes of the element have one name but for their prefix,
 * of those that say where cells are and how they look: readers take one or the
 * other, and a copy must not come to mean another thing than its original.
 */
static bool
is_ambiguous(const struct xml_tag *t)
{
	static const char *const single[] = { "number-columns-repeated",
		"number-rows-repeated", "number-columns-spanned",
		"number-rows-spanned", "style-name",
		"default-cell-style-name" };

	for (size_t i = 0; i < sizeof(single) / sizeof(single[0]); i++)
		if (xml_attrs(t->attr, single[i]) > 1)
			return true;
	return false;
}

/* Of the elements that make up a table. */
static bool
has_cells(enum ods_place place)
{
	return place == ODS_COLUMN || place == ODS_ROW || place == ODS_CELL ||
	    place == ODS_COVERED;
}

static enum ods_place
enter(struct ods_pass *o, const struct xml_tag *t)
{
	enum ods_place place = ods_enter(&o->path, ODS_TOP, t->name);

	if (t->depth == 2)
		o->in_automatic = strcmp(t->name, "automatic-styles") == 0;
	if (place == ODS_TABLE)
		enter_table(o, t);
	else if (o->in_table && t->depth == o->table_depth + 1)
		o->child++;
	if (place == ODS_COLUMN)
		o->column_elements++;
	if (place == ODS_ROW)
		o->in_row = true;
	if (o->s != NULL && has_cells(place) && is_ambiguous(t))
		o->p.fault = "a cell, row or column has two attributes of one "
		    "name; open it and save it as .ods";
	return place;
}

static void
leave(struct ods_pass *o, const struct xml_tag *t)
{
	enum ods_place place = ods_leave(&o->path);

	if (t->depth == 2)
		o->in_automatic = false;
	if (place == ODS_ROW)
		o->in_row = false;
	if (place == ODS_TABLE) {
		o->in_table = false;
		o->s = NULL;
	}
}

enum ods_place
ods_pass_place(const struct ods_pass *o)
{
	return o->path.n == 0 ? ODS_BESIDE :
	    (enum ods_place)o->path.place[o->path.n - 1];
}

/* ---- the scan, but for rows ---- */

static void
scan_style(struct ods_pass *o, const struct xml_tag *t)
{
	const char *column = ods_style_tag(t, "table-column");
	const char *name = ods_style_tag(t, "table-cell");

	if (column != NULL && strcmp(column, ODS_COLUMN_STYLE) == 0)
		o->styles->has_column = true;
	if (name == NULL)
		return;
	o->style.open = true;
	o->style.has_properties = o->style.tinted = false;
	pass_hold(&o->p);
	buf_reset(&o->style.name);
	buf_puts(&o->style.name, name);
}

static void
scan_column(struct ods_pass *o, const struct xml_tag *t)
{
	uint64_t from = o->columns + 1;
	const char *z = xml_attr(t->attr, "default-cell-style-name");

	o->columns += ods_count(t->attr, "number-columns-repeated");
	o->s->last_widths = t->depth == o->table_depth + 1 ?
	    o->column_elements : 0;
	if (z != NULL)
		scan_columns(&o->p, from, o->columns,
		    ods_style_id(o->styles, z));
}

static void
scan_start(struct ods_pass *o, const struct xml_tag *t, enum ods_place place,
    struct buf *out)
{
	o->saw_book = o->saw_book || place == ODS_BOOK;
	if (o->in_automatic && t->depth == 3)
		scan_style(o, t);
	if (o->style.open && t->depth == 4 &&
	    strcmp(t->name, "table-cell-properties") == 0) {
		o->style.has_properties = true;
		o->style.tinted = o->style.tinted || ods_is_mark_colour(
		    xml_attr(t->attr, "background-color"));
	}
	if (o->s != NULL && place == ODS_COLUMN)
		scan_column(o, t);
	else if (o->p.holding)
		buf_str(out, t->raw);
	/* Styles of ours in a table that stays as it is stay too. */
	if (o->s == NULL && o->in_table && has_cells(place)) {
		ods_style_keep(o->styles, xml_attr(t->attr, "style-name"));
		ods_style_keep(o->styles, xml_attr(t->attr,
		    "default-cell-style-name"));
	}
}

static void
scan_end_tag(struct ods_pass *o, const struct xml_tag *t,
    enum ods_place place, struct buf *out)
{
	if (o->p.holding)
		buf_str(out, t->raw);
	if (o->style.open && t->depth == 3) {
		ods_styles_add(o->styles, buf_view(&o->style.name),
		    pass_held(&o->p), o->style.has_properties,
		    o->style.tinted);
		o->style.open = o->p.holding = false;
	}
	if (place == ODS_TABLE && o->s != NULL) {
		scan_end(&o->p);
		if (sheet_is_marked(o->s))
			o->styles->need_column = true;
	}
}

/* ---- the pass ---- */

static void
on_start(void *ctx, const struct xml_tag *t, struct buf *out)
{
	struct ods_pass *o = ctx;
	enum ods_place place = enter(o, t);

	if (o->p.is_scan && o->s != NULL && t->depth == o->table_depth + 1 &&
	    (place == ODS_COLUMN || place == ODS_GROUP || place == ODS_ROW))
		o->s->last_before = o->child;
	if (o->s != NULL && o->in_row)
		ods_row_start(o, t, place);
	else if (o->p.is_scan)
		scan_start(o, t, place, out);
	else if (!o->mute)
		ods_copy_start(o, t, place, out);
	if (o->p.is_scan)
		o->mute = !o->p.holding;
}

static void
on_end(void *ctx, const struct xml_tag *t, struct buf *out)
{
	struct ods_pass *o = ctx;
	enum ods_place place = ods_pass_place(o);

	if (o->s != NULL && o->in_row)
		ods_row_end(o, t, place, out);
	else if (o->p.is_scan)
		scan_end_tag(o, t, place, out);
	else if (!o->mute)
		ods_copy_end(o, t, place, out);
	/* Behind the last of a table's rows, those that are not there. */
	if (!o->p.is_scan && o->s != NULL && t->depth == o->table_depth + 1 &&
	    o->child == o->s->last_before)
		walk_end(&o->p, out);
	leave(o, t);
	/* A style that the copy goes without ends. */
	if (o->p.is_scan)
		o->mute = !o->p.holding;
	else if (t->depth == 3)
		o->mute = false;
}

struct ods_pass *
ods_pass_open(struct sheet *sheets, size_t nsheets, struct ods_styles *st,
    bool is_scan)
{
	struct ods_pass *o = mem_calloc(1, sizeof(*o));
	struct ods_value *v = &o->cell.value;
	struct xml_copier h = { .start = on_start, .end = on_end,
		.text = ods_row_text, .mute = &o->mute, .ctx = o };

	o->p.d = &ods_dialect;
	o->p.styles = o->styles = st;
	o->p.is_scan = o->mute = is_scan;
	o->sheets = sheets;
	o->nsheets = nsheets;
	st->fault = &o->p.fault;
	pass_open(&o->p, "content.xml", h);
	buf_init(&v->stored, ODS_MAX_CELL_TEXT);
	buf_init(&v->string, ODS_MAX_CELL_TEXT);
	buf_init(&v->shown, ODS_MAX_CELL_TEXT);
	buf_init(&o->cell.text, 3 * ODS_MAX_CELL_TEXT);
	buf_init(&o->cell.note, 2 * sizeof(PROBLEMS_COMMENT));
	buf_init(&o->style.name, XML_MAX_TAG);
	return o;
}

void
ods_pass_close(struct ods_pass *o)
{
	if (o == NULL)
		return;
	pass_close(&o->p);
	buf_fini(&o->cell.value.stored);
	buf_fini(&o->cell.value.string);
	buf_fini(&o->cell.value.shown);
	buf_fini(&o->cell.text);
	buf_fini(&o->cell.note);
	buf_fini(&o->style.name);
	free(o);
}

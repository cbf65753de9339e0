/* SPDX-License-Identifier: Apache-2.0 */
/* Where a reading of a document stands; see ods.h. */
#include "importer/markup/ods.h"

void
ods_stream_init(struct ods_stream *s, struct ods_table *tables,
    size_t ntables, struct ods_styles *styles, struct xml_copier h)
{
	struct ods_value *v = &s->cell.value;

	*s = (struct ods_stream){ .tables = tables, .ntables = ntables,
		.styles = styles };
	stream_init(&s->s, "content.xml", h);
	buf_init(&v->stored, ODS_MAX_CELL_TEXT);
	buf_init(&v->string, ODS_MAX_CELL_TEXT);
	buf_init(&v->shown, ODS_MAX_CELL_TEXT);
	buf_init(&s->cell.text, 3 * ODS_MAX_CELL_TEXT);
	buf_init(&s->cell.note, 2 * sizeof(PROBLEMS_COMMENT));
}

void
ods_stream_fini(struct ods_stream *s)
{
	stream_fini(&s->s);
	buf_fini(&s->cell.value.stored);
	buf_fini(&s->cell.value.string);
	buf_fini(&s->cell.value.shown);
	buf_fini(&s->cell.text);
	buf_fini(&s->cell.note);
}

static void
enter_table(struct ods_stream *s, const struct xml_tag *t)
{
	s->in_table = true;
	s->table_depth = t->depth;
	s->child = s->column_elements = 0;
	s->rows = s->columns = 0;
	if (ods_is_cache(t->attr))
		return;
	if (s->next < s->ntables && s->tables[s->next].s->number == s->number)
		s->t = &s->tables[s->next++];
	s->number++;
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

enum ods_place
ods_stream_enter(struct ods_stream *s, const struct xml_tag *t)
{
	enum ods_place place = ods_enter(&s->path, ODS_TOP, t->name);

	if (t->depth == 2)
		s->in_automatic = strcmp(t->name, "automatic-styles") == 0;
	if (place == ODS_TABLE)
		enter_table(s, t);
	else if (s->in_table && t->depth == s->table_depth + 1)
		s->child++;
	if (place == ODS_COLUMN)
		s->column_elements++;
	if (place == ODS_ROW)
		s->in_row = true;
	if (s->t != NULL && (place == ODS_COLUMN || place == ODS_ROW ||
	    place == ODS_CELL || place == ODS_COVERED) && is_ambiguous(t))
		s->s.fault = "a cell, row or column has two attributes of one "
		    "name; open it and save it as .ods";
	return place;
}

enum ods_place
ods_stream_leave(struct ods_stream *s, const struct xml_tag *t)
{
	enum ods_place place = ods_leave(&s->path);

	if (t->depth == 2)
		s->in_automatic = false;
	if (place == ODS_ROW)
		s->in_row = false;
	if (place == ODS_TABLE) {
		s->in_table = false;
		s->t = NULL;
	}
	return place;
}

enum ods_place
ods_stream_place(const struct ods_stream *s)
{
	return s->path.n == 0 ? ODS_BESIDE :
	    (enum ods_place)s->path.place[s->path.n - 1];
}

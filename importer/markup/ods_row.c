/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A row of OpenDocument as it comes by: where its cells stand and what they
 * are. Comments of an earlier round are taken out of it at once.
 */
#include "importer/markup/ods.h"

#include <stdlib.h>

#include "importer/problem_column.h"
#define NOTE_START_BYTES ((size_t)64)

void
ods_row_init(struct ods_row *r)
{
	*r = (struct ods_row){ 0 };
	buf_init(&r->names, ODS_ROW_BYTES);
	buf_init(&r->others, ODS_ROW_BYTES);
	buf_init(&r->value.stored, ODS_MAX_CELL_TEXT);
	buf_init(&r->value.string, ODS_MAX_CELL_TEXT);
	buf_init(&r->value.shown, ODS_MAX_CELL_TEXT);
	buf_init(&r->text, 3 * ODS_MAX_CELL_TEXT);
	buf_init(&r->note, NOTE_START_BYTES * 2);
}

void
ods_row_fini(struct ods_row *r)
{
	free(r->cell);
	buf_fini(&r->names);
	buf_fini(&r->others);
	buf_fini(&r->value.stored);
	buf_fini(&r->value.string);
	buf_fini(&r->value.shown);
	buf_fini(&r->text);
	buf_fini(&r->note);
}

const char *
ods_row_name(const struct ods_row *r, size_t name)
{
	return name == ODS_NO_NAME ? NULL : r->names.p + name;
}

static size_t
keep_name(struct ods_row *r, const char *z)
{
	size_t at = r->names.n;

	if (z == NULL || strlen(z) > ODS_MAX_NAME)
		return ODS_NO_NAME;
	buf_put(&r->names, z, strlen(z) + 1);
	return buf_ok(&r->names) ? at : ODS_NO_NAME;
}

static size_t
here(const struct ods_row *r, const struct buf *held)
{
	return held->n - r->from;
}

static void
start_row(struct ods_row *r, const struct xml_tag *t, uint64_t before,
    struct buf *held)
{
	r->from = held->n;
	r->ncell = 0;
	r->column = 0;
	r->cell_depth = 0;
	r->in_note = false;
	buf_reset(&r->names);
	buf_reset(&r->others);
	r->first = before + 1;
	r->n = ods_count(t->attr, "number-rows-repeated");
	r->style = keep_name(r, xml_attr(t->attr, "default-cell-style-name"));
	buf_str(held, t->raw);
	r->tag = here(r, held);
}

static void
start_cell(struct ods_row *r, const struct xml_tag *t, bool covered,
    struct buf *held)
{
	struct ods_cell *c;

	r->cell = mem_grow(r->cell, &r->cap, r->ncell, sizeof(*r->cell));
	c = &r->cell[r->ncell++];
	*c = (struct ods_cell){ .from = here(r, held), .covered = covered,
		.c0 = r->column + 1, .other = r->others.n,
		.n = ods_count(t->attr, "number-columns-repeated"),
		.style = keep_name(r, xml_attr(t->attr, "style-name")),
		.spanned_columns = ods_count(t->attr,
		    "number-columns-spanned"),
		.spanned_rows = ods_count(t->attr, "number-rows-spanned") };
	r->column += c->n;
	r->cell_depth = t->depth;
	ods_value_start(&r->value, t->attr);
	buf_str(held, t->raw);
	c->tag = here(r, held);
}

static void
start_inside(struct ods_row *r, const struct xml_tag *t, enum ods_place place,
    struct buf *held)
{
	struct buf *shown = &r->value.shown;

	if (t->depth == r->cell_depth + 1) {
		r->child = here(r, held);
		r->is_text = place == ODS_PARAGRAPH || place == ODS_LIST;
		r->in_note = strcmp(t->name, "annotation") == 0;
		buf_reset(&r->note);
	} else if (r->in_note && t->depth == r->cell_depth + 2) {
		r->in_note_text = strcmp(t->name, "p") == 0;
	}
	if (place == ODS_PARAGRAPH) {
		if (r->value.has_paragraph)
			buf_putc(shown, '\n');
		r->value.has_paragraph = true;
	} else if (place == ODS_IN_PARAGRAPH && (strcmp(t->name, "s") == 0 ||
	    strcmp(t->name, "tab") == 0 ||
	    strcmp(t->name, "line-break") == 0)) {
		/* One is enough to know that it is not empty. */
		buf_putc(shown, t->name[0] == 'l' ? '\n' : ' ');
	}
	buf_str(held, t->raw);
}

void
ods_row_start(struct ods_row *r, const struct xml_tag *t,
    enum ods_place place, uint64_t before, struct buf *held)
{
	r->depth = t->depth;
	if (place == ODS_ROW)
		start_row(r, t, before, held);
	else if (place == ODS_CELL || place == ODS_COVERED)
		start_cell(r, t, place == ODS_COVERED, held);
	else if (r->cell_depth > 0)
		start_inside(r, t, place, held);
	else
		buf_str(held, t->raw);
}

static void
end_cell(struct ods_row *r, const struct xml_tag *t, struct buf *held)
{
	struct ods_cell *c = &r->cell[r->ncell - 1];
	struct sheet_cell v;

	c->tail = here(r, held);
	buf_str(held, t->raw);
	c->end = here(r, held);
	c->nother = r->others.n - c->other;
	buf_reset(&r->text);
	ods_value_set(&r->value, 0, &v, &r->text);
	c->filled = v.kind != SHEET_EMPTY;
	c->header = v.kind == SHEET_TEXT &&
	    problem_column_is_header(buf_view(&r->text));
	r->cell_depth = 0;
	r->in_note = false;
}

/* Of a child of a cell. */
static void
end_child(struct ods_row *r, const struct xml_tag *t, struct buf *held)
{
	struct ods_cell *c = &r->cell[r->ncell - 1];

	buf_str(held, t->raw);
	if (r->in_note && str_starts(buf_view(&r->note),
	    STR(PROBLEMS_COMMENT))) {
		held->n = r->from + r->child;
	} else if (!r->is_text) {
		c->has_note = c->has_note || r->in_note;
		buf_put(&r->others, held->p + r->from + r->child,
		    here(r, held) - r->child);
	}
	r->in_note = r->in_note_text = false;
}

bool
ods_row_end(struct ods_row *r, const struct xml_tag *t, enum ods_place place,
    struct buf *held)
{
	if (place == ODS_ROW) {
		r->tail = here(r, held);
		buf_str(held, t->raw);
		r->end = here(r, held);
		return true;
	}
	if (place == ODS_CELL || place == ODS_COVERED)
		end_cell(r, t, held);
	else if (r->cell_depth > 0 && t->depth == r->cell_depth + 1)
		end_child(r, t, held);
	else
		buf_str(held, t->raw);
	if (r->in_note && t->depth == r->cell_depth + 2)
		r->in_note_text = false;
	return false;
}

void
ods_row_text(struct ods_row *r, enum ods_place place, const char *p, size_t n)
{
	if (r->cell_depth == 0)
		return;
	if (r->in_note_text && r->note.n < NOTE_START_BYTES)
		buf_put(&r->note, p, n < NOTE_START_BYTES ? n :
		    NOTE_START_BYTES);
	else if (place == ODS_PARAGRAPH || place == ODS_IN_PARAGRAPH)
		buf_put(&r->value.shown, p, n);
}

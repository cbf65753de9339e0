/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rows and cells of OpenDocument: how they are read, and the elements put for
 * them. Comments of an earlier round are taken out at once.
 */
#include "importer/markup/ods/ods.h"

#include <stdio.h>

#include "importer/common/problem_column.h"

#define NOTE_START_BYTES (sizeof(PROBLEMS_COMMENT) - 1)

/* ---- reading ---- */

static void
start_row(struct ods_pass *o, const struct xml_tag *t)
{
	struct row *r = &o->p.row;

	pass_row(&o->p, t);
	o->cell.depth = 0;
	o->cell.in_note = false;
	r->first = o->rows + 1;
	r->n = ods_count(t->attr, "number-rows-repeated");
	r->style = ods_style_id(o->styles, xml_attr(t->attr,
	    "default-cell-style-name"));
	o->rows += r->n;
}

static void
start_cell(struct ods_pass *o, const struct xml_tag *t, bool covered)
{
	struct cell *c = pass_cell(&o->p, t);

	c->c0 = o->p.row.ncell == 1 ? 1 : c[-1].c0 + c[-1].n;
	c->n = ods_count(t->attr, "number-columns-repeated");
	c->style = ods_style_id(o->styles, xml_attr(t->attr, "style-name"));
	c->spanned_columns = ods_count(t->attr, "number-columns-spanned");
	c->spanned_rows = ods_count(t->attr, "number-rows-spanned");
	c->covered = covered;
	o->cell.depth = t->depth;
	ods_value_start(&o->cell.value, t->attr);
}

static void
start_inside(struct ods_pass *o, const struct xml_tag *t,
    enum ods_place place)
{
	struct buf *shown = &o->cell.value.shown;

	if (t->depth == o->cell.depth + 1) {
		o->cell.child = pass_held(&o->p).n;
		o->cell.is_text = place == ODS_PARAGRAPH || place == ODS_LIST;
		o->cell.in_note = strcmp(t->name, "annotation") == 0;
		buf_reset(&o->cell.note);
	} else if (o->cell.in_note && t->depth == o->cell.depth + 2) {
		o->cell.in_note_text = strcmp(t->name, "p") == 0;
	}
	if (place == ODS_PARAGRAPH) {
		if (o->cell.value.has_paragraph)
			buf_putc(shown, '\n');
		o->cell.value.has_paragraph = true;
	} else if (place == ODS_IN_PARAGRAPH && (strcmp(t->name, "s") == 0 ||
	    strcmp(t->name, "tab") == 0 ||
	    strcmp(t->name, "line-break") == 0)) {
		/* One is enough to know that it is not empty. */
		buf_putc(shown, t->name[0] == 'l' ? '\n' : ' ');
	}
	buf_str(&o->p.held, t->raw);
}

void
ods_row_start(struct ods_pass *o, const struct xml_tag *t,
    enum ods_place place)
{
	if (place == ODS_ROW)
		start_row(o, t);
	else if (place == ODS_CELL || place == ODS_COVERED)
		start_cell(o, t, place == ODS_COVERED);
	else if (o->cell.depth > 0)
		start_inside(o, t, place);
	else
		buf_str(&o->p.held, t->raw);
}

static void
end_cell(struct ods_pass *o, const struct xml_tag *t)
{
	struct cell *c = pass_cell_end(&o->p, t);
	struct sheet_cell v;

	buf_reset(&o->cell.text);
	ods_value_set(&o->cell.value, 0, &v, &o->cell.text);
	c->filled = v.kind != SHEET_EMPTY;
	c->is_header = v.kind == SHEET_TEXT &&
	    problem_column_is_header(buf_view(&o->cell.text));
	o->cell.depth = 0;
	o->cell.in_note = false;
}

/* Of a child of a cell. */
static void
end_child(struct ods_pass *o, const struct xml_tag *t)
{
	struct cell *c = pass_last_cell(&o->p);
	size_t child = o->p.hold + o->cell.child;

	buf_str(&o->p.held, t->raw);
	if (o->cell.in_note && str_starts(buf_view(&o->cell.note),
	    STR(PROBLEMS_COMMENT))) {
		o->p.held.n = child;
	} else if (!o->cell.is_text) {
		c->has_note = c->has_note || o->cell.in_note;
		buf_put(&o->p.row.others, o->p.held.p + child,
		    o->p.held.n - child);
	}
	o->cell.in_note = o->cell.in_note_text = false;
}

void
ods_row_end(struct ods_pass *o, const struct xml_tag *t,
    enum ods_place place, struct buf *out)
{
	if (place == ODS_ROW)
		pass_row_end(&o->p, t, out);
	else if (place == ODS_CELL || place == ODS_COVERED)
		end_cell(o, t);
	else if (o->cell.depth > 0 && t->depth == o->cell.depth + 1)
		end_child(o, t);
	else
		buf_str(&o->p.held, t->raw);
	if (o->cell.in_note && t->depth == o->cell.depth + 2)
		o->cell.in_note_text = false;
}

void
ods_row_text(void *pass, const char *p, size_t n)
{
	struct ods_pass *o = pass;
	enum ods_place place = ods_pass_place(o);
	struct buf *note = &o->cell.note;

	if (!o->in_row || o->s == NULL || o->cell.depth == 0)
		return;
	if (o->cell.in_note_text && note->n < NOTE_START_BYTES)
		buf_put(note, p, n < NOTE_START_BYTES ? n : NOTE_START_BYTES);
	else if (place == ODS_PARAGRAPH || place == ODS_IN_PARAGRAPH)
		buf_put(&o->cell.value.shown, p, n);
}

/* ---- what is put ---- */

static const struct ods_names *
names_of(const struct pass *p)
{
	return &((const struct ods_pass *)p)->names;
}

void
ods_set(struct pass *p, const char *name, struct str value)
{
	tag_set_local(&p->tag, names_of(p)->prefix[ODS_TABLES], name, value);
}

void
ods_set_count(struct pass *p, const char *name, uint64_t n)
{
	char z[24] = "";

	if (n > 1)
		snprintf(z, sizeof(z), "%llu", (unsigned long long)n);
	ods_set(p, name, str_of(z));
}

void
ods_put_empty(const struct pass *p, const char *name, const char *count,
    uint64_t n, struct buf *out)
{
	const char *prefix = names_of(p)->prefix[ODS_TABLES];

	buf_printf(out, "<%s%s", prefix, name);
	if (n > 1)
		buf_printf(out, " %s%s=\"%llu\"", prefix, count,
		    (unsigned long long)n);
	buf_puts(out, "/>");
}

static void
new_row(struct pass *p, uint64_t n)
{
	ods_put_empty(p, "table-row", "number-rows-repeated", n, &p->tag);
}

static void
put_cells(struct pass *p, uint64_t column, uint64_t n, struct buf *out)
{
	(void)column;
	ods_put_empty(p, "table-cell", "number-columns-repeated", n, out);
}

static void
set_row(struct pass *p, const struct row *r, uint64_t n)
{
	uint32_t plain = ods_style_plain(p->styles, r->style);

	if (n != r->n)
		ods_set_count(p, "number-rows-repeated", n);
	if (plain != r->style)
		ods_set(p, "default-cell-style-name", ods_style_name(p->styles,
		    plain));
}

static void
set_style(struct pass *p, uint32_t style)
{
	ods_set(p, "style-name", ods_style_name(p->styles, style));
}

static void
set_count(struct pass *p, uint64_t n)
{
	ods_set_count(p, "number-columns-repeated", n);
}

static void
put_comment(struct pass *p, struct buf *out)
{
	ods_put_comment(names_of(p), buf_view(&p->text), out);
}

/* The header has a comment too, unless people have one there. */
static void
put_guide(struct pass *p, const struct cell *c, struct buf *out)
{
	struct buf guide;

	if (p->number != p->s->header_row || (c != NULL && c->has_note))
		return;
	buf_init(&guide, 4096);
	note_guide(&guide, sheet_uncommented(p->s) > 0);
	ods_put_comment(names_of(p), buf_view(&guide), out);
	buf_fini(&guide);
}

static void
put_problem(struct pass *p, const struct cell *c, uint32_t style,
    struct buf *out)
{
	const struct ods_names *names = names_of(p);

	/* Its tag, of what was there. */
	buf_reset(&p->tag);
	buf_printf(&p->tag, "<%s%s>", names->prefix[ODS_TABLES],
	    c != NULL && c->covered ? "covered-table-cell" : "table-cell");
	if (style != NO_STYLE)
		set_style(p, style);
	if (p->is_due) {
		p->tag.n--;
		buf_printf(&p->tag, " %svalue-type=\"string\">",
		    names->prefix[ODS_OFFICE]);
	}
	buf_str(out, buf_view(&p->tag));
	/* Our comment, what else than text was in it, our text. */
	if (p->is_due)
		put_guide(p, c, out);
	if (c != NULL && c->nother > 0)
		buf_put(out, p->row.others.p + c->other, c->nother);
	if (p->is_due)
		ods_put_paragraphs(names, buf_view(&p->text), out);
	walk_put_close(p, out);
}

const struct dialect ods_dialect = {
	.base = ods_style_base,
	.plain = ods_style_plain,
	.marked = ods_style_marked,
	.problem = ods_style_problem,
	.new_row = new_row,
	.put_cells = put_cells,
	.set_row = set_row,
	.set_style = set_style,
	.set_count = set_count,
	.put_comment = put_comment,
	.put_problem = put_problem,
};

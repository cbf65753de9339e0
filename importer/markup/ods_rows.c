/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rows and cells of OpenDocument: how they are read, and the elements put for
 * them. Comments of an earlier round are taken out at once.
 */
#include "importer/markup/ods.h"

#include "importer/common/problem_column.h"

#define NOTE_START_BYTES (sizeof(PROBLEMS_COMMENT) - 1)

/* ---- reading ---- */

static size_t
here(const struct ods_stream *s)
{
	return s->s.held.n - s->s.hold;
}

static void
start_row(struct ods_stream *s, const struct xml_tag *t)
{
	struct row *r = &s->s.row;

	stream_row(&s->s, t);
	s->cell.depth = 0;
	s->cell.in_note = false;
	r->first = s->rows + 1;
	r->n = ods_count(t->attr, "number-rows-repeated");
	r->style = ods_style_id(s->styles, xml_attr(t->attr,
	    "default-cell-style-name"));
	s->rows += r->n;
}

static void
start_cell(struct ods_stream *s, const struct xml_tag *t, bool covered)
{
	struct cell *c = stream_cell(&s->s, t);

	c->c0 = s->s.row.ncell == 1 ? 1 : c[-1].c0 + c[-1].n;
	c->n = ods_count(t->attr, "number-columns-repeated");
	c->style = ods_style_id(s->styles, xml_attr(t->attr, "style-name"));
	c->spanned_columns = ods_count(t->attr, "number-columns-spanned");
	c->spanned_rows = ods_count(t->attr, "number-rows-spanned");
	c->covered = covered;
	s->cell.depth = t->depth;
	ods_value_start(&s->cell.value, t->attr);
}

static void
start_inside(struct ods_stream *s, const struct xml_tag *t,
    enum ods_place place)
{
	struct buf *shown = &s->cell.value.shown;

	if (t->depth == s->cell.depth + 1) {
		s->cell.child = here(s);
		s->cell.is_text = place == ODS_PARAGRAPH || place == ODS_LIST;
		s->cell.in_note = strcmp(t->name, "annotation") == 0;
		buf_reset(&s->cell.note);
	} else if (s->cell.in_note && t->depth == s->cell.depth + 2) {
		s->cell.in_note_text = strcmp(t->name, "p") == 0;
	}
	if (place == ODS_PARAGRAPH) {
		if (s->cell.value.has_paragraph)
			buf_putc(shown, '\n');
		s->cell.value.has_paragraph = true;
	} else if (place == ODS_IN_PARAGRAPH && (strcmp(t->name, "s") == 0 ||
	    strcmp(t->name, "tab") == 0 ||
	    strcmp(t->name, "line-break") == 0)) {
		/* One is enough to know that it is not empty. */
		buf_putc(shown, t->name[0] == 'l' ? '\n' : ' ');
	}
	buf_str(&s->s.held, t->raw);
}

void
ods_row_start(struct ods_stream *s, const struct xml_tag *t,
    enum ods_place place)
{
	if (place == ODS_ROW)
		start_row(s, t);
	else if (place == ODS_CELL || place == ODS_COVERED)
		start_cell(s, t, place == ODS_COVERED);
	else if (s->cell.depth > 0)
		start_inside(s, t, place);
	else
		buf_str(&s->s.held, t->raw);
}

static void
end_cell(struct ods_stream *s, const struct xml_tag *t)
{
	struct cell *c = stream_cell_end(&s->s, t);
	struct sheet_cell v;

	buf_reset(&s->cell.text);
	ods_value_set(&s->cell.value, 0, &v, &s->cell.text);
	c->filled = v.kind != SHEET_EMPTY;
	c->is_header = v.kind == SHEET_TEXT &&
	    problem_column_is_header(buf_view(&s->cell.text));
	s->cell.depth = 0;
	s->cell.in_note = false;
}

/* Of a child of a cell. */
static void
end_child(struct ods_stream *s, const struct xml_tag *t)
{
	struct row *r = &s->s.row;
	struct cell *c = &r->cell[r->ncell - 1];
	size_t child = s->s.hold + s->cell.child;

	buf_str(&s->s.held, t->raw);
	if (s->cell.in_note && str_starts(buf_view(&s->cell.note),
	    STR(PROBLEMS_COMMENT))) {
		s->s.held.n = child;
	} else if (!s->cell.is_text) {
		c->has_note = c->has_note || s->cell.in_note;
		buf_put(&r->others, s->s.held.p + child, s->s.held.n - child);
	}
	s->cell.in_note = s->cell.in_note_text = false;
}

bool
ods_row_end(struct ods_stream *s, const struct xml_tag *t,
    enum ods_place place)
{
	if (place == ODS_ROW) {
		stream_row_end(&s->s, t);
		return true;
	}
	if (place == ODS_CELL || place == ODS_COVERED)
		end_cell(s, t);
	else if (s->cell.depth > 0 && t->depth == s->cell.depth + 1)
		end_child(s, t);
	else
		buf_str(&s->s.held, t->raw);
	if (s->cell.in_note && t->depth == s->cell.depth + 2)
		s->cell.in_note_text = false;
	return false;
}

void
ods_row_text(struct ods_stream *s, const char *p, size_t n)
{
	enum ods_place place = ods_stream_place(s);
	struct buf *note = &s->cell.note;

	if (!s->in_row || s->t == NULL || s->cell.depth == 0)
		return;
	if (s->cell.in_note_text && note->n < NOTE_START_BYTES)
		buf_put(note, p, n < NOTE_START_BYTES ? n : NOTE_START_BYTES);
	else if (place == ODS_PARAGRAPH || place == ODS_IN_PARAGRAPH)
		buf_put(&s->cell.value.shown, p, n);
}

/* ---- what is put ---- */

void
ods_set(struct walk *w, const char *name, struct str value)
{
	const struct ods_names *names = w->ctx;
	struct buf tag;

	buf_init(&tag, MAX_ROW_BYTES);
	ods_put_tag(&tag, buf_view(&w->tag), names->prefix[ODS_TABLES], name,
	    value);
	buf_reset(&w->tag);
	buf_str(&w->tag, buf_view(&tag));
	buf_fini(&tag);
}

void
ods_set_count(struct walk *w, const char *name, uint64_t n)
{
	struct buf z;

	buf_init(&z, 32);
	if (n > 1)
		buf_u64(&z, n);
	ods_set(w, name, buf_view(&z));
	buf_fini(&z);
}

void
ods_put_start(const struct ods_names *names, const char *name,
    const char *count, uint64_t n, struct buf *out)
{
	const char *p = names->prefix[ODS_TABLES];

	buf_printf(out, "<%s%s", p, name);
	if (n > 1)
		buf_printf(out, " %s%s=\"%llu\"", p, count,
		    (unsigned long long)n);
}

static void
new_row(struct walk *w)
{
	ods_put_start(w->ctx, "table-row", "", 1, &w->tag);
	buf_puts(&w->tag, "/>");
}

static void
new_cell(struct walk *w, uint64_t column)
{
	(void)column;
	ods_put_start(w->ctx, "table-cell", "", 1, &w->tag);
	buf_puts(&w->tag, "/>");
}

static void
set_row(struct walk *w, const struct row *r, uint64_t n)
{
	uint32_t plain = ods_style_plain(w->styles, r->style);

	if (n != r->n)
		ods_set_count(w, "number-rows-repeated", n);
	if (plain != r->style)
		ods_set(w, "default-cell-style-name", ods_style_name(w->styles,
		    plain));
}

static void
set_style(struct walk *w, uint32_t style)
{
	ods_set(w, "style-name", ods_style_name(w->styles, style));
}

static void
set_count(struct walk *w, uint64_t n)
{
	ods_set_count(w, "number-columns-repeated", n);
}

static void
put_cells(struct walk *w, uint64_t n, struct buf *out)
{
	ods_put_start(w->ctx, "table-cell", "number-columns-repeated", n, out);
	buf_puts(out, "/>");
}

static void
put_rows(struct walk *w, uint64_t n, struct buf *out)
{
	const char *p = ((const struct ods_names *)w->ctx)->prefix[ODS_TABLES];

	ods_put_start(w->ctx, "table-row", "number-rows-repeated", n, out);
	buf_printf(out, "><%stable-cell/></%stable-row>", p, p);
}

static void
put_comment(struct walk *w, struct buf *out)
{
	ods_put_comment(w->ctx, buf_view(&w->text), out);
}

/* The header has a comment too, unless people have one there. */
static void
put_guide(struct walk *w, const struct cell *c, struct buf *out)
{
	struct buf guide;

	if (w->row != w->s->header_row || (c != NULL && c->has_note))
		return;
	buf_init(&guide, 4096);
	note_guide(&guide, sheet_uncommented(w->s) > 0);
	ods_put_comment(w->ctx, buf_view(&guide), out);
	buf_fini(&guide);
}

static void
put_problem(struct walk *w, const struct row *r, const struct cell *c,
    uint32_t style, struct buf *out)
{
	const struct ods_names *names = w->ctx;

	buf_reset(&w->tag);
	buf_printf(&w->tag, "<%s%s>", names->prefix[ODS_TABLES],
	    c != NULL && c->covered ? "covered-table-cell" : "table-cell");
	if (style != NO_STYLE)
		set_style(w, style);
	if (w->is_due) {
		w->tag.n--;
		buf_printf(&w->tag, " %svalue-type=\"string\">",
		    names->prefix[ODS_OFFICE]);
	}
	buf_str(out, buf_view(&w->tag));
	if (w->is_due)
		put_guide(w, c, out);
	if (c != NULL && c->nother > 0)
		buf_put(out, r->others.p + c->other, c->nother);
	if (w->is_due)
		ods_put_paragraphs(names, buf_view(&w->text), out);
	walk_put_close(w, out);
}

const struct dialect ods_dialect = {
	.base = ods_style_base,
	.plain = ods_style_plain,
	.marked = ods_style_marked,
	.problem = ods_style_problem,
	.new_row = new_row,
	.new_cell = new_cell,
	.set_row = set_row,
	.set_style = set_style,
	.set_count = set_count,
	.put_rows = put_rows,
	.put_cells = put_cells,
	.put_comment = put_comment,
	.put_problem = put_problem,
};

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A sheet's XML copied with the problem column, the colours and the place of
 * the comments; every other byte stays.
 */
#include "importer/markup/internal.h"

#include <stdio.h>
#include <stdlib.h>

#include "shared/base/mem.h"
#include "shared/sheet/xml.h"

#define PROBLEM_WIDTH "60"
#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/" \
    "relationships"
#define RELATIONS_STRICT \
    "http://purl.oclc.org/ooxml/officeDocument/relationships"

struct sheet_writer {
	struct sheet_edit *s;
	struct xml_copy *copy;
	struct walk walk;
	const char *fault;
	bool mute;             /* what stands in a cell that goes */
	bool in_data, in_widths, in_row, opened_row, opened_data;
	bool width_put;        /* the width of the problem column */
	bool problem_due;      /* the row's text is still to come */
	unsigned child;        /* of the root */
	size_t at;             /* the next note */
	size_t from, end;      /* the notes of the row */
	char prefix[64];       /* of elements here */
	struct buf scratch;
};

static void
keep_prefix(struct sheet_writer *w, const struct xml_tag *t)
{
	if (t->prefix.n >= sizeof(w->prefix)) {
		w->fault = "its names have too long a prefix";
		return;
	}
	memcpy(w->prefix, t->prefix.p == NULL ? "" : t->prefix.p,
	    t->prefix.n);
	w->prefix[t->prefix.n] = '\0';
}

/* ---- cells ---- */

static void
put_problem(struct sheet_writer *w, struct buf *out)
{
	struct sheet_edit *s = w->s;
	const char *p = w->prefix;
	uint32_t style, row = w->walk.row;

	buf_reset(&w->scratch);
	if (row == s->header_row) {
		note_header(&w->scratch, s->note, s->nwhole, s->note +
		    w->from, w->end - w->from);
		style = styles_base(s->styles, s->header_style);
	} else {
		note_texts(&w->scratch, s->note + w->from, w->end - w->from);
		style = styles_problem(s->styles, note_any_error(s->note +
		    w->from, w->end - w->from));
	}
	buf_printf(out, "<%sc r=\"", p);
	ref_put(out, s->column, row);
	buf_printf(out, "\" s=\"%u\" t=\"inlineStr\"><%sis><%st "
	    "xml:space=\"preserve\">", style, p, p);
	put_sheet_text(out, buf_view(&w->scratch));
	buf_printf(out, "</%st></%sis></%sc>", p, p, p);
	w->problem_due = false;
}

/* The column of the next cell with a note; MAX_COLUMN + 1: none in this row. */
static uint32_t
next_noted(struct sheet_writer *w)
{
	const struct sheet_edit *s = w->s;

	while (w->at < w->end && (s->note[w->at].column == 0 ||
	    s->note[w->at].column == s->column))
		w->at = notes_of_cell(s, w->at);
	return w->at == w->end || s->note[w->at].column > MAX_COLUMN ?
	    MAX_COLUMN + 1 : s->note[w->at].column;
}

/* Puts the cells that are due before a column and do not stand in the part. */
static void
put_due(struct sheet_writer *w, uint32_t before, struct buf *out)
{
	struct sheet_edit *s = w->s;

	for (;;) {
		uint32_t c = next_noted(w);

		if (w->problem_due && s->column < c && s->column < before) {
			put_problem(w, out);
			continue;
		}
		if (c >= before)
			return;
		buf_printf(out, "<%sc r=\"", w->prefix);
		ref_put(out, c, w->walk.row);
		buf_printf(out, "\" s=\"%u\"/>", s->style[w->at]);
		w->at = notes_of_cell(s, w->at);
	}
}

static void
set_style(struct buf *out, const struct xml_tag *t, uint32_t style)
{
	char z[16];

	snprintf(z, sizeof(z), "%u", style);
	xml_tag_set(out, t->raw, "s", z);
}

static void
start_cell(struct sheet_writer *w, const struct xml_tag *t, struct buf *out)
{
	struct sheet_edit *s = w->s;
	uint32_t now = attr_number(t->attr, "s", 0), style;

	w->fault = walk_cell(&w->walk, t->attr);
	if (w->fault != NULL)
		return;
	keep_prefix(w, t);
	put_due(w, w->walk.column, out);
	if (w->walk.column == s->column &&
	    (s->had_column || w->problem_due)) {
		if (w->problem_due)
			put_problem(w, out);
		w->mute = true;
		return;
	}
	if (next_noted(w) == w->walk.column) {
		style = s->style[w->at];
		w->at = notes_of_cell(s, w->at);
	} else {
		style = styles_base(s->styles, now);
	}
	if (style == now)
		buf_str(out, t->raw);
	else
		set_style(out, t, style);
}

/* ---- rows ---- */

static void
begin_row(struct sheet_writer *w)
{
	struct sheet_edit *s = w->s;

	while (w->at < s->n && s->note[w->at].row < w->walk.row)
		w->at++;
	w->from = w->at;
	w->end = w->at < s->n && s->note[w->at].row == w->walk.row ?
	    notes_of_row(s, w->at) : w->at;
	w->problem_due = w->end > w->from || w->walk.row == s->header_row;
}

/* Puts the rows that are due before another and do not stand in the part. */
static void
put_rows(struct sheet_writer *w, uint32_t before, struct buf *out)
{
	struct sheet_edit *s = w->s;

	for (;;) {
		uint32_t row = w->at < s->n ? s->note[w->at].row : before;

		if (row > s->header_row && w->walk.row < s->header_row)
			row = s->header_row;
		if (row >= before || row > MAX_ROW)
			return;
		w->walk.row = row;
		begin_row(w);
		buf_printf(out, "<%srow r=\"%u\">", w->prefix, row);
		put_due(w, MAX_COLUMN + 1, out);
		buf_printf(out, "</%srow>", w->prefix);
		w->at = w->end;
	}
}

/* "1:5": columns that have cells, which more may be now. */
static void
put_row_tag(struct sheet_writer *w, const struct xml_tag *t, bool open,
    struct buf *out)
{
	const char *spans = xml_attr(t->attr, "spans");
	struct str raw = t->raw;
	char z[32];
	unsigned a, b;

	if (w->problem_due && spans != NULL && strlen(spans) < sizeof(z) &&
	    sscanf(spans, "%5u:%5u", &a, &b) == 2 && b < w->s->column) {
		snprintf(z, sizeof(z), "%u:%u", a, w->s->column);
		buf_reset(&w->scratch);
		xml_tag_set(&w->scratch, raw, "spans", z);
		raw = buf_view(&w->scratch);
	}
	if (open)
		xml_tag_open(out, raw);
	else
		buf_str(out, raw);
}

static void
start_row(struct sheet_writer *w, const struct xml_tag *t, struct buf *out)
{
	struct walk to = w->walk;

	w->fault = walk_row(&to, t->attr);
	if (w->fault != NULL)
		return;
	keep_prefix(w, t);
	put_rows(w, to.row, out);
	w->walk = to;
	begin_row(w);
	w->in_row = true;
	w->opened_row = t->empty && w->problem_due;
	put_row_tag(w, t, w->opened_row, out);
}

static void
end_row(struct sheet_writer *w, const struct xml_tag *t, struct buf *out)
{
	put_due(w, MAX_COLUMN + 1, out);
	w->at = w->end;
	w->in_row = false;
	if (w->opened_row)
		buf_printf(out, "</%srow>", w->prefix);
	else
		buf_str(out, t->raw);
}

/* ---- around the rows ---- */

static void
put_width(struct sheet_writer *w, struct buf *out)
{
	if (!w->width_put)
		buf_printf(out, "<%scol min=\"%u\" max=\"%u\" width=\""
		    PROBLEM_WIDTH "\" customWidth=\"1\"/>", w->prefix,
		    w->s->column, w->s->column);
	w->width_put = true;
}

static void
put_range(const struct xml_tag *t, uint32_t min, uint32_t max, bool ours,
    struct buf *out)
{
	struct buf a, b;
	char z[16];

	if (min > max)
		return;
	buf_init(&a, MAX_PART);
	buf_init(&b, MAX_PART);
	snprintf(z, sizeof(z), "%u", min);
	xml_tag_set(&a, t->raw, "min", z);
	snprintf(z, sizeof(z), "%u", max);
	xml_tag_set(&b, buf_view(&a), "max", z);
	if (ours) {
		buf_reset(&a);
		xml_tag_set(&a, buf_view(&b), "width", PROBLEM_WIDTH);
		buf_reset(&b);
		xml_tag_set(&b, buf_view(&a), "customWidth", "1");
		buf_reset(&a);
		xml_tag_set(&a, buf_view(&b), "hidden", NULL);
		buf_str(out, buf_view(&a));
	} else {
		buf_str(out, buf_view(&b));
	}
	buf_fini(&a);
	buf_fini(&b);
}

/* One range of widths becomes three when the problem column lies in it. */
static void
start_width(struct sheet_writer *w, const struct xml_tag *t, struct buf *out)
{
	uint32_t min = attr_number(t->attr, "min", 0), c = w->s->column;
	uint32_t max = attr_number(t->attr, "max", 0);

	keep_prefix(w, t);
	if (min > c)
		put_width(w, out);
	if (w->width_put || min == 0 || c < min || c > max || !t->empty) {
		buf_str(out, t->raw);
		return;
	}
	put_range(t, min, c - 1, false, out);
	put_range(t, c, c, true, out);
	put_range(t, c + 1, max, false, out);
	w->width_put = true;
}

static void
put_dimension(struct sheet_writer *w, const struct xml_tag *t, struct buf *out)
{
	const struct sheet_edit *s = w->s;
	const char *ref = xml_attr(t->attr, "ref"), *colon;
	uint32_t c0, r0, c1, r1, last = s->header_row;
	char first[16];

	if (s->n > 0 && s->note[s->n - 1].row > last)
		last = s->note[s->n - 1].row;
	colon = ref == NULL ? NULL : strchr(ref, ':');
	if (ref == NULL || strlen(ref) >= sizeof(first) * 2 ||
	    (colon != NULL && colon - ref >= (ptrdiff_t)sizeof(first))) {
		buf_str(out, t->raw);
		return;
	}
	snprintf(first, sizeof(first), "%.*s", colon == NULL ? 15 :
	    (int)(colon - ref), ref);
	if (!ref_parse(first, &c0, &r0) || !ref_parse(colon == NULL ? first :
	    colon + 1, &c1, &r1) || last > MAX_ROW) {
		buf_str(out, t->raw);
		return;
	}
	if (s->column < c0)
		c0 = s->column;
	if (s->header_row < r0)
		r0 = s->header_row;
	buf_reset(&w->scratch);
	ref_put(&w->scratch, c0, r0);
	buf_putc(&w->scratch, ':');
	ref_put(&w->scratch, s->column > c1 ? s->column : c1,
	    last > r1 ? last : r1);
	xml_tag_set(out, t->raw, "ref", buf_cstr(&w->scratch));
}

static void
start_child(struct sheet_writer *w, const struct xml_tag *t, struct buf *out)
{
	w->child++;
	keep_prefix(w, t);
	if (strcmp(t->name, "dimension") == 0) {
		put_dimension(w, t, out);
		return;
	}
	if (strcmp(t->name, "cols") == 0) {
		w->in_widths = !t->empty;
	} else if (strcmp(t->name, "sheetData") == 0) {
		if (!w->s->has_columns) {
			buf_printf(out, "<%scols>", w->prefix);
			put_width(w, out);
			buf_printf(out, "</%scols>", w->prefix);
		}
		w->in_data = true;
		w->opened_data = t->empty;
		if (t->empty) {
			xml_tag_open(out, t->raw);
			return;
		}
	}
	buf_str(out, t->raw);
}

static void
end_child(struct sheet_writer *w, const struct xml_tag *t, struct buf *out)
{
	if (w->in_widths)
		put_width(w, out);
	if (w->in_data)
		put_rows(w, MAX_ROW + 1, out);
	if (w->in_data && w->opened_data)
		buf_printf(out, "</%ssheetData>", w->prefix);
	else
		buf_str(out, t->raw);
	w->in_widths = w->in_data = false;
	if (w->child == w->s->last_before && w->s->new_legacy_id != NULL)
		buf_printf(out, "<%slegacyDrawing xmlns:r=\"%s\" r:id=\"%s\"/>",
		    w->prefix, w->s->strict ? RELATIONS_STRICT : RELATIONS,
		    w->s->new_legacy_id);
}

static void
on_start(void *ctx, const struct xml_tag *t, struct buf *out)
{
	struct sheet_writer *w = ctx;

	if (w->mute)
		return;
	if (t->depth == 2)
		start_child(w, t, out);
	else if (t->depth == 3 && w->in_widths && strcmp(t->name, "col") == 0)
		start_width(w, t, out);
	else if (t->depth == 3 && w->in_data && strcmp(t->name, "row") == 0)
		start_row(w, t, out);
	else if (t->depth == 4 && w->in_row && strcmp(t->name, "c") == 0)
		start_cell(w, t, out);
	else
		buf_str(out, t->raw);
}

static void
on_end(void *ctx, const struct xml_tag *t, struct buf *out)
{
	struct sheet_writer *w = ctx;

	if (w->mute) {
		w->mute = t->depth != 4;
		return;
	}
	if (t->depth == 2)
		end_child(w, t, out);
	else if (t->depth == 3 && w->in_row)
		end_row(w, t, out);
	else
		buf_str(out, t->raw);
}

static struct xml_copier
begin(struct sheet_writer *w, struct sheet_edit *s)
{
	*w = (struct sheet_writer){ .s = s, .at = s->nwhole };
	buf_init(&w->scratch, MAX_PART);
	return (struct xml_copier){ .start = on_start, .end = on_end,
		.mute = &w->mute, .fault = &w->fault, .ctx = w };
}

static int
on_piece(void *ctx, struct str in, bool last, struct buf *out, struct err *e)
{
	struct sheet_writer *w = ctx;

	return xml_copy_feed(w->copy, in, last, out, e);
}

int
sheet_edit(struct sheet_edit *s, struct zipedit *z, struct err *e)
{
	struct xml_copier h;

	s->writer = mem_alloc(sizeof(*s->writer));
	h = begin(s->writer, s);
	xml_copy_open(&s->writer->copy, &h, s->part);
	return zipedit_edit(z, s->part, on_piece, s->writer, e);
}

void
sheet_writer_free(struct sheet_writer *w)
{
	if (w == NULL)
		return;
	xml_copy_close(w->copy);
	buf_fini(&w->scratch);
	free(w);
}

int
sheet_edit_text(struct sheet_edit *s, struct str text, struct buf *out,
    struct err *e)
{
	struct sheet_writer w;
	struct xml_copier h = begin(&w, s);
	int status = xml_copy_text(text, &h, s->part, out, e);

	buf_fini(&w.scratch);
	return status;
}

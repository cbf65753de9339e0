/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A sheet's part copied with the problem column, the colours and the place of
 * the comments; every other byte stays.
 */
#include "importer/markup/xlsx.h"

#include <stdio.h>
#include <stdlib.h>

#include "shared/base/mem.h"
#include "shared/sheet/xml/xml.h"

#define PROBLEM_WIDTH "60"
#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/" \
    "relationships"
#define RELATIONS_STRICT \
    "http://purl.oclc.org/ooxml/officeDocument/relationships"

struct xlsx_writer {
	struct xlsx_stream x;
	struct walk walk;
	struct xlsx_part *sheet;
	struct sheet *s;
	bool in_widths, opened_data;
	bool width_put;        /* the width of the problem column */
};

/* ---- around the rows ---- */

static void
put_width(struct xlsx_writer *w, struct buf *out)
{
	if (!w->width_put)
		buf_printf(out, "<%scol min=\"%u\" max=\"%u\" width=\""
		    PROBLEM_WIDTH "\" customWidth=\"1\"/>", w->x.prefix,
		    w->s->column, w->s->column);
	w->width_put = true;
}

static void
put_range(const struct xml_tag *t, uint32_t min, uint32_t max, bool ours,
    struct buf *out)
{
	struct buf tag;
	char z[16];

	if (min > max)
		return;
	buf_init(&tag, MAX_PART);
	buf_str(&tag, t->raw);
	snprintf(z, sizeof(z), "%u", min);
	tag_set(&tag, "min", z);
	snprintf(z, sizeof(z), "%u", max);
	tag_set(&tag, "max", z);
	if (ours) {
		tag_set(&tag, "width", PROBLEM_WIDTH);
		tag_set(&tag, "customWidth", "1");
		tag_set(&tag, "hidden", NULL);
	}
	buf_str(out, buf_view(&tag));
	buf_fini(&tag);
}

/* One range of widths becomes three when the problem column lies in it. */
static void
start_width(struct xlsx_writer *w, const struct xml_tag *t, struct buf *out)
{
	uint32_t min = attr_number(t->attr, "min", 0), c = w->s->column;
	uint32_t max = attr_number(t->attr, "max", 0);

	prefix_keep(w->x.prefix, t, &w->x.s.fault);
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
put_dimension(struct xlsx_writer *w, const struct xml_tag *t, struct buf *out)
{
	const struct sheet *s = w->s;
	const char *ref = xml_attr(t->attr, "ref"), *colon;
	uint32_t c0, r0, c1, r1, last = s->header_row;
	char first[16];
	struct buf area;

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
	buf_init(&area, 64);
	ref_put(&area, s->column < c0 ? s->column : c0,
	    s->header_row < r0 ? s->header_row : r0);
	buf_putc(&area, ':');
	ref_put(&area, s->column > c1 ? s->column : c1,
	    last > r1 ? last : r1);
	xml_tag_set(out, t->raw, "ref", buf_cstr(&area));
	buf_fini(&area);
}

static void
start_child(struct xlsx_writer *w, const struct xml_tag *t, struct buf *out)
{
	w->x.child++;
	prefix_keep(w->x.prefix, t, &w->x.s.fault);
	if (strcmp(t->name, "dimension") == 0) {
		put_dimension(w, t, out);
		return;
	}
	if (strcmp(t->name, "cols") == 0) {
		w->in_widths = !t->empty;
	} else if (strcmp(t->name, "sheetData") == 0) {
		if (!w->sheet->has_columns) {
			buf_printf(out, "<%scols>", w->x.prefix);
			put_width(w, out);
			buf_printf(out, "</%scols>", w->x.prefix);
		}
		w->x.in_data = true;
		w->opened_data = t->empty;
		if (t->empty) {
			xml_tag_open(out, t->raw);
			return;
		}
	}
	buf_str(out, t->raw);
}

static void
end_child(struct xlsx_writer *w, const struct xml_tag *t, struct buf *out)
{
	if (w->in_widths)
		put_width(w, out);
	if (w->x.in_data)
		w->x.s.fault = walk_end(&w->walk, out);
	if (w->x.in_data && w->opened_data)
		buf_printf(out, "</%ssheetData>", w->x.prefix);
	else
		buf_str(out, t->raw);
	w->in_widths = w->x.in_data = false;
	if (w->x.child == w->sheet->last_before && w->sheet->new_legacy_id != NULL)
		buf_printf(out, "<%slegacyDrawing xmlns:r=\"%s\" r:id=\"%s\"/>",
		    w->x.prefix, w->sheet->strict ? RELATIONS_STRICT : RELATIONS,
		    w->sheet->new_legacy_id);
}

/* ---- events ---- */

static void
on_start(void *ctx, const struct xml_tag *t, struct buf *out)
{
	struct xlsx_writer *w = ctx;

	if (xlsx_row_start(&w->x, t))
		return;
	if (t->depth == 2)
		start_child(w, t, out);
	else if (t->depth == 3 && w->in_widths && strcmp(t->name, "col") == 0)
		start_width(w, t, out);
	else
		buf_str(out, t->raw);
}

static void
on_end(void *ctx, const struct xml_tag *t, struct buf *out)
{
	struct xlsx_writer *w = ctx;

	if (w->x.in_row) {
		if (xlsx_row_end(&w->x, t))
			w->x.s.fault = walk_row(&w->walk, &w->x.s, out);
	} else if (t->depth == 2) {
		end_child(w, t, out);
	} else {
		buf_str(out, t->raw);
	}
}

static void
on_text(void *ctx, const char *p, size_t n)
{
	xlsx_row_text(&((struct xlsx_writer *)ctx)->x, p, n);
}

void
xlsx_writer_open(struct xlsx_writer **writer, struct xlsx_part *sheet,
    struct styles *styles)
{
	struct xlsx_writer *w = mem_calloc(1, sizeof(*w));
	struct xml_copier h = { .start = on_start, .end = on_end,
		.text = on_text, .ctx = w };

	*writer = w;
	xlsx_stream_init(&w->x, sheet, NULL, h);
	w->sheet = sheet;
	w->s = sheet->s;
	walk_init(&w->walk, &xlsx_dialect, styles, &w->x);
	walk_begin(&w->walk, sheet->s);
}

int
xlsx_writer_feed(void *writer, struct str in, bool last, struct buf *out,
    struct err *e)
{
	struct xlsx_writer *w = writer;

	return stream_feed(&w->x.s, in, last, out, e);
}

void
xlsx_writer_close(struct xlsx_writer *w)
{
	if (w == NULL)
		return;
	walk_fini(&w->walk);
	xlsx_stream_fini(&w->x);
	free(w);
}

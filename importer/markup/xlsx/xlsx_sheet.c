/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A sheet's part scanned, and copied with the problem column, the colours and
 * the place of the comments; every other byte stays.
 */
#include "importer/markup/xlsx/xlsx.h"

#include <stdio.h>
#include <stdlib.h>

#include "shared/base/mem.h"
#include "shared/sheet/xml/xml.h"

#define MAX_HEADER_TEXT ((size_t)64 << 10)
#define PROBLEM_WIDTH "60"

/* ---- the scan ---- */

static void
scan_child(struct xlsx_pass *x, const struct xml_tag *t)
{
	/* What stands behind the drawing of comments. */
	static const char *const behind[] = { "legacyDrawing",
		"legacyDrawingHF", "drawingHF", "picture", "oleObjects",
		"controls", "webPublishItems", "tableParts", "extLst",
		"AlternateContent", NULL };
	struct xlsx_part *part = x->part;
	const char *id = xml_attr(t->attr, "id");

	x->child++;
	if (word_rank(t->name, behind) == -1)
		part->s->last_before = x->child;
	if (strcmp(t->name, "sheetData") == 0) {
		if (part->has_data)
			x->p.fault = "it holds its cells twice";
		x->in_data = part->has_data = true;
	} else if (strcmp(t->name, "cols") == 0) {
		part->s->last_widths = x->child;
	} else if (strcmp(t->name, "legacyDrawing") == 0) {
		free(part->legacy_id);
		part->legacy_id = mem_strdup(id == NULL ? "" : id);
	}
}

/* Ranges stand upwards; one that does not is passed over. */
static void
scan_width(struct xlsx_pass *x, const struct xml_tag *t)
{
	uint32_t min = attr_number(t->attr, "min", 0);
	uint32_t max = attr_number(t->attr, "max", 0);

	if (min <= x->last_width || max < min || max > MAX_COLUMN)
		return;
	scan_columns(&x->p, min, max, attr_number(t->attr, "style", 0));
	x->last_width = max;
}

/* The corners of an area like "A1:D20", or of one cell; false: it is none. */
static bool
area_parse(const char *ref, struct cell_place *from, struct cell_place *to)
{
	char first[16];
	int n = ref == NULL ? 0 : (int)strcspn(ref, ":");

	if (n == 0 || n >= (int)sizeof(first))
		return false;
	snprintf(first, sizeof(first), "%.*s", n, ref);
	return ref_parse(first, &from->column, &from->row) &&
	    ref_parse(ref[n] == ':' ? ref + n + 1 : first, &to->column,
	    &to->row);
}

static void
scan_start(struct xlsx_pass *x, const struct xml_tag *t)
{
	struct cell_place from, to;

	if (t->depth == 1) {
		x->part->strict = is_strict(t->attr);
		if (strcmp(t->name, "worksheet") != 0)
			x->p.fault = "it is no worksheet";
	} else if (t->depth == 2) {
		scan_child(x, t);
	} else if (t->depth == 3 && strcmp(t->name, "col") == 0) {
		scan_width(x, t);
	} else if (t->depth == 3 && strcmp(t->name, "mergeCell") == 0) {
		if (area_parse(xml_attr(t->attr, "ref"), &from, &to))
			scan_merged(&x->p, to.row, to.column);
	}
}

/* ---- the copy: around the rows ---- */

static void
put_width(struct xlsx_pass *x, struct buf *out)
{
	uint32_t column = x->p.s->column;

	if (!x->width_put)
		buf_printf(out, "<%scol min=\"%u\" max=\"%u\" width=\""
		    PROBLEM_WIDTH "\" customWidth=\"1\"/>", x->prefix, column,
		    column);
	x->width_put = true;
}

static void
put_range(struct xlsx_pass *x, const struct xml_tag *t, uint32_t min,
    uint32_t max, struct buf *out)
{
	struct buf *tag = &x->p.tag;

	if (min > max)
		return;
	buf_reset(tag);
	buf_str(tag, t->raw);
	tag_set_number(tag, "min", min);
	tag_set_number(tag, "max", max);
	if (min == x->p.s->column) {
		tag_set(tag, "width", PROBLEM_WIDTH);
		tag_set(tag, "customWidth", "1");
		tag_set(tag, "hidden", NULL);
	}
	buf_str(out, buf_view(tag));
}

/* One range of widths becomes three when the problem column lies in it. */
static void
put_widths(struct xlsx_pass *x, const struct xml_tag *t, struct buf *out)
{
	uint32_t min = attr_number(t->attr, "min", 0), c = x->p.s->column;
	uint32_t max = attr_number(t->attr, "max", 0);

	prefix_keep(x->prefix, t, &x->p.fault);
	if (min > c)
		put_width(x, out);
	if (x->width_put || min == 0 || c < min || c > max || !t->empty) {
		buf_str(out, t->raw);
		return;
	}
	put_range(x, t, min, c - 1, out);
	put_range(x, t, c, c, out);
	put_range(x, t, c + 1, max, out);
	x->width_put = true;
}

/* The area that has cells grows to the problem column and its last row. */
static void
put_dimension(struct xlsx_pass *x, const struct xml_tag *t, struct buf *out)
{
	const struct sheet *s = x->p.s;
	struct cell_place from, to;
	uint32_t last = s->header_row;
	struct buf area;

	if (s->n > 0 && s->note[s->n - 1].row > last)
		last = s->note[s->n - 1].row;
	if (!area_parse(xml_attr(t->attr, "ref"), &from, &to)) {
		buf_str(out, t->raw);
		return;
	}
	buf_init(&area, 64);
	ref_put(&area, s->column < from.column ? s->column : from.column,
	    s->header_row < from.row ? s->header_row : from.row);
	buf_putc(&area, ':');
	ref_put(&area, s->column > to.column ? s->column : to.column,
	    last > to.row ? last : to.row);
	xml_tag_set(out, t->raw, "ref", buf_cstr(&area));
	buf_fini(&area);
}

static void
copy_child(struct xlsx_pass *x, const struct xml_tag *t, struct buf *out)
{
	x->child++;
	prefix_keep(x->prefix, t, &x->p.fault);
	x->in_widths = strcmp(t->name, "cols") == 0 && !t->empty;
	x->in_data = strcmp(t->name, "sheetData") == 0;
	if (x->in_data && x->p.s->last_widths == 0) {
		buf_printf(out, "<%scols>", x->prefix);
		put_width(x, out);
		buf_printf(out, "</%scols>", x->prefix);
	}
	if (strcmp(t->name, "dimension") == 0)
		put_dimension(x, t, out);
	else if (x->in_data)
		tag_put_open(t->raw, out);
	else
		buf_str(out, t->raw);
}

static void
copy_child_end(struct xlsx_pass *x, const struct xml_tag *t, struct buf *out)
{
	struct xlsx_part *part = x->part;

	if (x->in_widths)
		put_width(x, out);
	if (x->in_data) {
		walk_end(&x->p, out);
		tag_put_end(t, out);
	} else {
		buf_str(out, t->raw);
	}
	x->in_widths = x->in_data = false;
	if (x->child == part->s->last_before && part->new_legacy_id != NULL)
		buf_printf(out, "<%slegacyDrawing xmlns:r=\"%s\" r:id=\"%s\"/>",
		    x->prefix, part->strict ? RELATIONS_STRICT : RELATIONS,
		    part->new_legacy_id);
}

/* ---- the pass ---- */

static void
on_start(void *ctx, const struct xml_tag *t, struct buf *out)
{
	struct xlsx_pass *x = ctx;

	if (xlsx_row_start(x, t))
		return;
	if (x->p.is_scan)
		scan_start(x, t);
	else if (t->depth == 2)
		copy_child(x, t, out);
	else if (t->depth == 3 && x->in_widths && strcmp(t->name, "col") == 0)
		put_widths(x, t, out);
	else
		buf_str(out, t->raw);
}

static void
on_end(void *ctx, const struct xml_tag *t, struct buf *out)
{
	struct xlsx_pass *x = ctx;

	if (x->in_row)
		xlsx_row_end(x, t, out);
	else if (x->p.is_scan)
		x->in_data = x->in_data && t->depth != 2;
	else if (t->depth == 2)
		copy_child_end(x, t, out);
	else
		buf_str(out, t->raw);
}

struct xlsx_pass *
xlsx_pass_open(struct xlsx_part *part, struct styles *styles,
    const struct strings *strings, bool is_scan)
{
	struct xlsx_pass *x = mem_calloc(1, sizeof(*x));
	struct xml_copier h = { .start = on_start, .end = on_end,
		.text = xlsx_row_text, .mute = &x->p.is_scan, .ctx = x };

	x->p.d = &xlsx_dialect;
	x->p.styles = styles;
	x->p.is_scan = is_scan;
	x->part = part;
	x->strings = strings;
	pass_open(&x->p, part->part, h);
	pass_begin(&x->p, part->s);
	buf_init(&x->cell.text, MAX_HEADER_TEXT);
	return x;
}

void
xlsx_pass_close(struct xlsx_pass *x)
{
	if (x == NULL)
		return;
	pass_close(&x->p);
	buf_fini(&x->cell.text);
	free(x);
}

int
xlsx_scan_end(struct xlsx_pass *x, struct err *e)
{
	if (!x->part->has_data)
		return err_set(e, ERR_REFUSED, "part %s has no rows, not "
		    "even an empty list of them", x->part->part);
	scan_end(&x->p);
	return x->p.fault == NULL ? 0 : err_set(e, ERR_REFUSED, "%s",
	    x->p.fault);
}

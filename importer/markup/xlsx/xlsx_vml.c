/* SPDX-License-Identifier: Apache-2.0 */
/* The boxes in which comments are shown: a VML drawing beside the sheet. */
#include "importer/markup/xlsx/xlsx.h"

#include <stdlib.h>

#include "shared/base/num.h"
#include "shared/sheet/xml/xml.h"

#define SPACES " xmlns:v=\"urn:schemas-microsoft-com:vml\" " \
    "xmlns:o=\"urn:schemas-microsoft-com:office:office\" " \
    "xmlns:x=\"urn:schemas-microsoft-com:office:excel\""
#define SHAPE_TYPE "_x0000_t202"

static void
put_shape_type(struct buf *out)
{
	buf_puts(out, "<v:shapetype" SPACES " id=\"" SHAPE_TYPE "\" "
	    "coordsize=\"21600,21600\" o:spt=\"202\" "
	    "path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/>"
	    "<v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/>"
	    "</v:shapetype>");
}

static void
put_shape(struct buf *out, struct cell_place at)
{
	/* From one cell right of it: four columns wide, seven rows high. */
	uint32_t left = at.column < MAX_COLUMN - 5 ? at.column : at.column - 6;
	uint32_t top = at.row < 2 ? 0 : at.row - 2;

	if (top > MAX_ROW - 9)
		top = MAX_ROW - 9;
	buf_printf(out, "<v:shape" SPACES " id=\"preaudit_%u_%u\" "
	    "type=\"#" SHAPE_TYPE "\" style=\"position:absolute;"
	    "z-index:1;visibility:hidden\" fillcolor=\"#ffffe1\" "
	    "o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/>"
	    "<v:shadow on=\"t\" color=\"black\" obscured=\"t\"/>"
	    "<v:path o:connecttype=\"none\"/>"
	    "<v:textbox style=\"mso-direction-alt:auto\">"
	    "<div style=\"text-align:left\"></div></v:textbox>"
	    "<x:ClientData ObjectType=\"Note\"><x:MoveWithCells/>"
	    "<x:SizeWithCells/><x:Anchor>%u, 15, %u, 2, %u, 15, %u, 4"
	    "</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>%u</x:Row>"
	    "<x:Column>%u</x:Column></x:ClientData></v:shape>", at.row,
	    at.column, left, top, left + 4, top + 7, at.row - 1,
	    at.column - 1);
}

const char vml_none[] = "<xml" SPACES "/>";

struct vml {
	const struct cell_place *gone;
	const struct comment *put;
	size_t ngone, nput;
	bool has_type, is_note, in_shape;
	size_t start;           /* of the shape, in the output */
	struct buf row, column; /* of the shape */
	struct buf *to;         /* one of them, or NULL */
};

static void
on_start(void *ctx, const struct xml_tag *t, struct buf *out)
{
	struct vml *v = ctx;
	const char *kind;

	if (t->depth == 2) {
		const char *id = xml_attr(t->attr, "id");

		v->in_shape = strcmp(t->name, "shape") == 0;
		v->is_note = false;
		v->start = out->n;
		buf_reset(&v->row);
		buf_reset(&v->column);
		v->has_type = v->has_type || (id != NULL &&
		    strcmp(t->name, "shapetype") == 0 &&
		    strcmp(id, SHAPE_TYPE) == 0);
	} else if (strcmp(t->name, "ClientData") == 0) {
		kind = xml_attr(t->attr, "ObjectType");
		v->is_note = kind != NULL && strcmp(kind, "Note") == 0;
	}
	v->to = strcmp(t->name, "Row") == 0 ? &v->row :
	    strcmp(t->name, "Column") == 0 ? &v->column : NULL;
	if (t->depth == 1)
		tag_put_open(t->raw, out);
	else
		buf_str(out, t->raw);
}

static bool
is_gone(const struct vml *v)
{
	uint64_t row, column;

	if (!v->in_shape || !v->is_note || v->ngone == 0 ||
	    !num_parse_u64(str_trim(buf_view(&v->row)), MAX_ROW, &row) ||
	    !num_parse_u64(str_trim(buf_view(&v->column)), MAX_COLUMN,
	    &column))
		return false;
	return bsearch(&(struct cell_place){ (uint32_t)row + 1,
	    (uint32_t)column + 1 }, v->gone, v->ngone, sizeof(*v->gone),
	    place_order) != NULL;
}

static void
on_end(void *ctx, const struct xml_tag *t, struct buf *out)
{
	struct vml *v = ctx;

	v->to = NULL;
	if (t->depth > 1) {
		buf_str(out, t->raw);
		if (t->depth == 2 && is_gone(v))
			out->n = v->start;
		return;
	}
	for (size_t i = 0; i < v->nput; i++) {
		if (v->put[i].taken)
			continue;
		if (!v->has_type)
			put_shape_type(out);
		v->has_type = true;
		put_shape(out, v->put[i].at);
	}
	tag_put_end(t, out);
}

static void
on_text(void *ctx, const char *p, size_t n)
{
	struct vml *v = ctx;

	if (v->to != NULL)
		buf_put(v->to, p, n);
}

bool
vml_edit(struct str text, const struct cell_place *gone, size_t ngone,
    const struct comment *put, size_t nput, struct buf *out)
{
	struct vml v = { .gone = gone, .ngone = ngone, .put = put,
		.nput = nput };
	struct xml_copier h = { .start = on_start, .end = on_end,
		.text = on_text, .ctx = &v };
	struct err e;
	int status;

	buf_init(&v.row, 64);
	buf_init(&v.column, 64);
	status = xml_copy_text(text, &h, "with the comments' boxes", out, &e);
	buf_fini(&v.row);
	buf_fini(&v.column);
	return status == 0;
}

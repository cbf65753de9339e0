/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Comments on the cells that notes are about, beside the comments people put
 * there themselves: those stay, and a cell that has one gets none of ours.
 */
#include "importer/markup/xlsx/xlsx.h"

#include <stdlib.h>

#include "shared/base/mem.h"
#include "shared/sheet/xml/xml.h"

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define MAIN_STRICT "http://purl.oclc.org/ooxml/spreadsheetml/main"
#define START_BYTES ((size_t)64)
#define MAX_START ((size_t)4 << 10)

struct comments {
	struct xlsx_part *sheet;
	const char *part, *drawing; /* those that are there, or NULL */
	struct buf xml, vml;        /* what they become */
	struct comment *put;
	size_t nput;
	struct cell_place *gone; /* ours of an earlier round */
	size_t ngone, cap_gone;
	const char *fault;
	uint32_t authors, ours;  /* NO_STYLE: not there */
	char prefix[XLSX_MAX_PREFIX]; /* of the list at hand */
	struct buf *to;          /* what is being read, or NULL */
	struct buf author;       /* or its start */
	bool in_authors, in_list, drop;
	struct cell_place at;    /* of the comment being read */
	struct buf text;         /* its start */
	size_t start;            /* in the output, of the comment being read */
};

int
place_order(const void *a, const void *b)
{
	const struct cell_place *x = a, *y = b;

	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	return x->column < y->column ? -1 : x->column > y->column;
}

/* The cells that shall have a comment, the header among them, in order. */
static void
collect(struct comments *c)
{
	const struct sheet *s = c->sheet->s;
	size_t end;

	c->put = mem_calloc(MARKUP_MAX_COMMENTS, sizeof(*c->put));
	c->put[c->nput++].at = (struct cell_place){ s->header_row, s->column };
	for (size_t i = s->nwhole; i < s->n && c->nput < MARKUP_MAX_COMMENTS;
	    i = end) {
		end = notes_of_cell(s, i);
		if (!note_has_cell(s, i))
			continue;
		c->put[c->nput++] = (struct comment){ { s->note[i].row,
		    s->note[i].column }, i, end - i, false };
	}
	qsort(c->put, c->nput, sizeof(*c->put), place_order);
}

static void
put_comment(const struct comments *c, const struct comment *m, struct buf *out)
{
	const char *p = c->prefix;
	struct buf text;

	buf_init(&text, MAX_PART);
	if (m->n > 0)
		note_comment(&text, c->sheet->s->note + m->first, m->n);
	else
		note_guide(&text, sheet_uncommented(c->sheet->s) > 0);
	buf_printf(out, "<%scomment ref=\"", p);
	ref_put(out, m->at.column, m->at.row);
	buf_printf(out, "\" authorId=\"%u\"><%stext>", c->ours, p);
	put_sheet_text(out, p, buf_view(&text));
	buf_printf(out, "</%stext></%scomment>", p, p);
	buf_fini(&text);
}

/* ---- the part with the comments ---- */

static void
start_comment(struct comments *c, const struct xml_tag *t, struct buf *out)
{
	const char *ref = xml_attr(t->attr, "ref");

	c->start = out->n;
	c->drop = c->ours != NO_STYLE &&
	    attr_number(t->attr, "authorId", NO_STYLE) == c->ours;
	c->at = (struct cell_place){ 0, 0 };
	buf_reset(&c->text);
	if (ref != NULL)
		(void)ref_parse(ref, &c->at.column, &c->at.row);
}

/* Ours also when another program dropped its author. */
static void
end_comment(struct comments *c, struct buf *out)
{
	struct comment *m;

	if (c->drop || str_starts(buf_view(&c->text), STR(PROBLEMS_COMMENT))) {
		c->gone = mem_grow(c->gone, &c->cap_gone, c->ngone,
		    sizeof(*c->gone));
		c->gone[c->ngone++] = c->at;
		out->n = c->start;
		return;
	}
	m = bsearch(&c->at, c->put, c->nput, sizeof(*c->put), place_order);
	if (m != NULL)
		m->taken = true;
}

static void
start_list(struct comments *c, const struct xml_tag *t)
{
	c->in_authors = strcmp(t->name, "authors") == 0;
	c->in_list = strcmp(t->name, "commentList") == 0;
	prefix_keep(c->prefix, t, &c->fault);
	if (c->in_list && c->authors == 0)
		c->fault = "it has no authors before its comments";
}

static void
on_start(void *ctx, const struct xml_tag *t, struct buf *out)
{
	struct comments *c = ctx;

	if (t->depth == 2)
		start_list(c, t);
	if (t->depth == 3 && c->in_list)
		start_comment(c, t, out);
	if (t->depth == 3 && c->in_authors) {
		buf_reset(&c->author);
		c->to = &c->author;
	} else if (!c->in_authors) {
		c->to = c->in_list && strcmp(t->name, "t") == 0 ? &c->text :
		    NULL;
	}
	if (t->depth == 2 && (c->in_authors || c->in_list))
		tag_put_open(t->raw, out);
	else
		buf_str(out, t->raw);
}

static void
end_list(struct comments *c, const struct xml_tag *t, struct buf *out)
{
	if (!c->in_authors && !c->in_list) {
		buf_str(out, t->raw);
		return;
	}
	if (c->in_authors && c->ours == NO_STYLE) {
		c->ours = c->authors;
		buf_printf(out, "<%sauthor>" PROBLEMS_AUTHOR "</%sauthor>",
		    c->prefix, c->prefix);
	}
	if (c->in_authors && c->authors == 0)
		c->authors = 1;
	for (size_t i = 0; c->in_list && i < c->nput; i++)
		if (!c->put[i].taken)
			put_comment(c, &c->put[i], out);
	tag_put_end(t, out);
	c->in_authors = c->in_list = false;
}

static void
on_end(void *ctx, const struct xml_tag *t, struct buf *out)
{
	struct comments *c = ctx;

	if (t->depth <= 3 || c->in_list)
		c->to = NULL;
	if (t->depth == 2) {
		end_list(c, t, out);
		return;
	}
	buf_str(out, t->raw);
	if (t->depth == 3 && c->in_list)
		end_comment(c, out);
	if (t->depth != 3 || !c->in_authors)
		return;
	if (c->ours == NO_STYLE && str_is(buf_view(&c->author),
	    PROBLEMS_AUTHOR))
		c->ours = c->authors;
	c->authors++;
}

/* A start is enough to know it by; what is longer is not ours. */
static void
on_text(void *ctx, const char *p, size_t n)
{
	struct comments *c = ctx;

	if (c->to != NULL && buf_ok(c->to))
		buf_put(c->to, p, n < START_BYTES ? n : START_BYTES);
}

/* False: the part that is there cannot be read. */
static bool
make_comments(struct comments *c, struct zipedit *z)
{
	struct xml_copier h = { .start = on_start, .end = on_end,
		.text = on_text, .fault = &c->fault, .ctx = c };
	struct buf fresh;
	struct err e;
	int status;

	buf_init(&fresh, 1024);
	buf_init(&c->author, MAX_START);
	buf_init(&c->text, MAX_START);
	buf_printf(&fresh, "<?xml version=\"1.0\" encoding=\"UTF-8\" "
	    "standalone=\"yes\"?>\n<comments xmlns=\"%s\"><authors/>"
	    "<commentList/></comments>", c->sheet->strict ? MAIN_STRICT : MAIN);
	status = part_copy(z, c->part, buf_cstr(&fresh), &h, &c->xml, &e);
	buf_fini(&c->author);
	buf_fini(&c->text);
	buf_fini(&fresh);
	return status == 0 && c->ours != NO_STYLE;
}

/* ---- the drawing of their boxes ---- */

/* False: the drawing that is there cannot be read. */
static bool
make_drawing(struct comments *c, struct zipedit *z)
{
	struct buf in;
	struct err e;
	bool done = true;

	if (c->ngone > 0)
		qsort(c->gone, c->ngone, sizeof(*c->gone), place_order);
	buf_init(&in, MAX_PART);
	if (c->drawing == NULL)
		buf_puts(&in, vml_none);
	else
		done = zipedit_get(z, c->drawing, &in, &e) == 0;
	done = done && vml_edit(buf_view(&in), c->gone, c->ngone, c->put,
	    c->nput, &c->vml);
	buf_fini(&in);
	return done;
}

/* Puts both parts into the package, and says there that they belong to it. */
static int
put_parts(struct comments *c, struct package *p, struct relations *r,
    struct err *e)
{
	static const struct part_kind kinds[] = {
		{ "comments", "commentsPreaudit", ".xml",
		    "application/vnd.openxmlformats-officedocument."
		    "spreadsheetml.comments+xml" },
		{ "vmlDrawing", "drawings/vmlDrawingPreaudit", ".vml", NULL },
	};
	char *made[2] = { NULL, NULL }, *id;
	int status;

	if (c->part == NULL) {
		c->part = made[0] = package_add(p, r, &kinds[0], NULL, &id);
		free(id);
	}
	if (c->drawing == NULL) {
		c->drawing = made[1] = package_add(p, r, &kinds[1], NULL, &id);
		/* It lives as long as the sheet is edited. */
		free(c->sheet->legacy_id);
		c->sheet->new_legacy_id = c->sheet->legacy_id = id;
	}
	status = zipedit_put(p->z, c->part, buf_view(&c->xml), e);
	if (status == 0)
		status = zipedit_put(p->z, c->drawing, buf_view(&c->vml), e);
	free(made[0]);
	free(made[1]);
	return status == 0 ? relations_write(r, p->z, e) : -1;
}

int
comments_edit(struct xlsx_part *sheet, struct package *p,
    struct markup_omitted *omitted, struct err *e)
{
	struct comments c = { .sheet = sheet, .ours = NO_STYLE };
	const struct rel *box = NULL;
	struct relations r;
	int status = relations_read(&r, p, sheet->part, e);

	buf_init(&c.xml, MAX_PART * 2);
	buf_init(&c.vml, MAX_PART * 2);
	if (status == 0) {
		/* What the sheet has of them. */
		c.part = relations_target(&r, "comments");
		if (sheet->legacy_id != NULL)
			box = rels_of_id(&r.rels, sheet->legacy_id);
		c.drawing = box == NULL ? NULL : box->target;
		collect(&c);
		/* Both parts, or neither. */
		if ((sheet->legacy_id != NULL && c.drawing == NULL) ||
		    !make_comments(&c, p->z) || !make_drawing(&c, p->z) ||
		    !buf_ok(&c.xml) || !buf_ok(&c.vml))
			omitted->sheets_without_comments++;
		else
			status = put_parts(&c, p, &r, e);
	}
	buf_fini(&c.xml);
	buf_fini(&c.vml);
	free(c.put);
	free(c.gone);
	relations_free(&r);
	return status;
}

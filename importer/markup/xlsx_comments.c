/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Comments on the cells that notes are about, beside the comments people put
 * there themselves: those stay, and a cell that has one gets none of ours.
 */
#include "importer/markup/xlsx.h"

#include <stdlib.h>

#include "shared/base/mem.h"
#include "shared/sheet/xml/xml.h"

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define MAIN_STRICT "http://purl.oclc.org/ooxml/spreadsheetml/main"
#define COMMENTS_TYPE "application/vnd.openxmlformats-officedocument." \
    "spreadsheetml.comments+xml"
#define VML_TYPE "application/vnd.openxmlformats-officedocument.vmlDrawing"
#define START_BYTES ((size_t)64)
#define MAX_AUTHOR ((size_t)4 << 10)

/* A comment of ours to be; notes first..first + n are its text. */
struct comment {
	struct cell_place at;
	size_t first, n; /* n 0: what the header says */
	bool taken;      /* the cell has one already */
};

struct comments {
	struct xlsx_part *sheet;
	struct sheet *s;
	struct comment *put;
	size_t nput;
	struct cell_place *gone; /* ours of an earlier round */
	size_t ngone, cap_gone;
	const char *fault;
	uint32_t authors, ours;  /* NO_STYLE: not there */
	struct buf author;
	bool in_authors, in_list, in_author, in_text, open, drop;
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

static int
comment_order(const void *a, const void *b)
{
	return place_order(&((const struct comment *)a)->at,
	    &((const struct comment *)b)->at);
}

/* The cells that shall have a comment, the header among them, in order. */
static void
collect(struct comments *c)
{
	const struct sheet *s = c->s;
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
	qsort(c->put, c->nput, sizeof(*c->put), comment_order);
}

static void
put_text(const struct comments *c, const struct comment *m, struct buf *text)
{
	buf_reset(text);
	if (m->n > 0)
		note_comment(text, c->s->note + m->first, m->n);
	else
		note_guide(text, sheet_uncommented(c->s) > 0);
}

/* prefix: of the elements, and n of its bytes. */
static void
put_comments(const struct comments *c, struct str p, struct buf *out)
{
	struct buf text;
	int n = (int)p.n;

	buf_init(&text, MAX_PART);
	for (size_t i = 0; i < c->nput; i++) {
		const struct comment *m = &c->put[i];

		if (m->taken)
			continue;
		put_text(c, m, &text);
		buf_printf(out, "<%.*scomment ref=\"", n, p.p);
		ref_put(out, m->at.column, m->at.row);
		buf_printf(out, "\" authorId=\"%u\"><%.*stext><%.*st "
		    "xml:space=\"preserve\">", c->ours, n, p.p, n, p.p);
		put_sheet_text(out, buf_view(&text));
		buf_printf(out, "</%.*st></%.*stext></%.*scomment>", n, p.p, n,
		    p.p, n, p.p);
	}
	buf_fini(&text);
}

/* ---- a part that is there ---- */

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
	m = bsearch(&(struct comment){ .at = c->at }, c->put, c->nput,
	    sizeof(*c->put), comment_order);
	if (m != NULL)
		m->taken = true;
}

static void
start_list(struct comments *c, const struct xml_tag *t)
{
	c->in_authors = strcmp(t->name, "authors") == 0;
	c->in_list = strcmp(t->name, "commentList") == 0;
	c->open = t->empty && (c->in_authors || c->in_list);
	if (c->in_list && c->authors == 0)
		c->fault = "it has no authors before its comments";
}

static void
on_start(void *ctx, const struct xml_tag *t, struct buf *out)
{
	struct comments *c = ctx;

	if (t->depth == 2)
		start_list(c, t);
	if (t->depth == 3 && c->in_authors) {
		c->in_author = true;
		buf_reset(&c->author);
	}
	if (t->depth == 3 && c->in_list)
		start_comment(c, t, out);
	c->in_text = c->in_list && strcmp(t->name, "t") == 0;
	if (t->depth == 2 && c->open)
		xml_tag_open(out, t->raw);
	else
		buf_str(out, t->raw);
}

static void
end_list(struct comments *c, const struct xml_tag *t, struct buf *out)
{
	int n = (int)t->prefix.n;

	if (c->in_authors) {
		if (c->ours == NO_STYLE) {
			c->ours = c->authors;
			buf_printf(out, "<%.*sauthor>" PROBLEMS_AUTHOR
			    "</%.*sauthor>", n, t->prefix.p, n, t->prefix.p);
		}
		c->authors = c->authors == 0 ? 1 : c->authors;
	} else if (c->in_list) {
		put_comments(c, t->prefix, out);
	}
	if (c->open)
		buf_printf(out, "</%.*s%s>", n, t->prefix.p, t->name);
	else
		buf_str(out, t->raw);
	c->in_authors = c->in_list = c->open = false;
}

static void
on_end(void *ctx, const struct xml_tag *t, struct buf *out)
{
	struct comments *c = ctx;

	if (t->depth == 2) {
		end_list(c, t, out);
		return;
	}
	buf_str(out, t->raw);
	if (t->depth == 3 && c->in_author) {
		c->in_author = false;
		if (c->ours == NO_STYLE && buf_ok(&c->author) &&
		    str_is(buf_view(&c->author), PROBLEMS_AUTHOR))
			c->ours = c->authors;
		c->authors++;
	}
	c->in_text = false;
	if (t->depth == 3 && c->in_list)
		end_comment(c, out);
}

static void
on_text(void *ctx, const char *p, size_t n)
{
	struct comments *c = ctx;

	if (c->in_author)
		buf_put(&c->author, p, n);
	else if (c->in_text)
		buf_put(&c->text, p, n < START_BYTES ? n : START_BYTES);
}

static void
new_part(struct comments *c, struct buf *out)
{
	buf_printf(out, "<?xml version=\"1.0\" encoding=\"UTF-8\" "
	    "standalone=\"yes\"?>\n<comments xmlns=\"%s\"><authors><author>"
	    PROBLEMS_AUTHOR "</author></authors><commentList>",
	    c->sheet->strict ? MAIN_STRICT : MAIN);
	c->ours = 0;
	put_comments(c, STR(""), out);
	buf_puts(out, "</commentList></comments>");
}

static int
change_part(struct comments *c, struct zipedit *z, const char *part,
    struct buf *out, struct err *e)
{
	struct xml_copier h = { .start = on_start, .end = on_end,
		.text = on_text, .fault = &c->fault, .ctx = c };
	struct buf in;
	int status;

	buf_init(&in, MAX_PART);
	buf_init(&c->author, MAX_AUTHOR);
	buf_init(&c->text, START_BYTES * 64);
	status = zipedit_get(z, part, &in, e);
	if (status == 0)
		status = xml_copy_text(buf_view(&in), &h, part, out, e);
	if (status == 0 && c->ours == NO_STYLE)
		status = err_set(e, ERR_REFUSED, "part %s has no comments",
		    part);
	buf_fini(&c->author);
	buf_fini(&c->text);
	buf_fini(&in);
	return status;
}

/* ---- the drawing of their boxes ---- */

static int
change_drawing(struct comments *c, struct zipedit *z, const char *part,
    struct buf *out)
{
	struct cell_place *put = mem_calloc(c->nput + 1, sizeof(*put));
	struct buf in;
	struct err e;
	size_t n = 0;
	int done = 1;

	for (size_t i = 0; i < c->nput; i++)
		if (!c->put[i].taken)
			put[n++] = c->put[i].at;
	if (c->ngone > 0)
		qsort(c->gone, c->ngone, sizeof(*c->gone), place_order);
	buf_init(&in, MAX_PART);
	if (part == NULL)
		vml_new(put, n, out);
	else
		done = zipedit_get(z, part, &in, &e) == 0 &&
		    vml_edit(buf_view(&in), c->gone, c->ngone, put, n, out);
	buf_fini(&in);
	free(put);
	return done;
}

/* Puts both parts into the package, and says there that they belong to it. */
static int
put_parts(struct comments *c, struct package *p, struct relations *r,
    const char *comments, const char *drawing, const struct buf *xml,
    const struct buf *vml, struct err *e)
{
	char *new_comments = comments != NULL ? NULL :
	    package_new_name(p, "commentsPreaudit", ".xml");
	char *new_drawing = drawing != NULL ? NULL :
	    package_new_name(p, "drawings/vmlDrawingPreaudit", ".vml");
	int status;

	status = zipedit_put(p->z, comments != NULL ? comments : new_comments,
	    buf_view(xml), e);
	if (status == 0)
		status = zipedit_put(p->z, drawing != NULL ? drawing :
		    new_drawing, buf_view(vml), e);
	if (new_comments != NULL) {
		package_override(p, new_comments, COMMENTS_TYPE);
		free(relations_add(r, p, "comments", new_comments));
	}
	if (new_drawing != NULL) {
		p->need_vml = true;
		/* The id lives as long as the sheet is edited. */
		free(c->sheet->legacy_id);
		c->sheet->legacy_id = relations_add(r, p, "vmlDrawing",
		    new_drawing);
		c->sheet->new_legacy_id = c->sheet->legacy_id;
	}
	free(new_comments);
	free(new_drawing);
	return status == 0 ? relations_write(r, p->z, e) : -1;
}

int
comments_edit(struct xlsx_part *sheet, struct package *p,
    struct markup_omitted *omitted, struct err *e)
{
	struct comments c = { .sheet = sheet, .s = sheet->s,
		.ours = NO_STYLE };
	struct relations r;
	struct buf xml, vml;
	const char *comments, *drawing;
	const struct rel *box;
	struct err why;
	int status;

	if (relations_read(&r, p, sheet->part, e) == -1) {
		relations_free(&r);
		return -1;
	}
	buf_init(&xml, MAX_PART * 2);
	buf_init(&vml, MAX_PART * 2);
	comments = relations_target(&r, "comments");
	box = sheet->legacy_id == NULL ? NULL :
	    rels_of_id(&r.rels, sheet->legacy_id);
	drawing = box == NULL ? NULL : box->target;
	collect(&c);
	status = sheet->legacy_id != NULL && drawing == NULL ? -1 : 0;
	if (status == 0 && comments == NULL)
		new_part(&c, &xml);
	else if (status == 0)
		status = change_part(&c, p->z, comments, &xml, &why);
	if (status == -1 || !change_drawing(&c, p->z, drawing, &vml) ||
	    !buf_ok(&xml) || !buf_ok(&vml)) {
		omitted->sheets_without_comments++;
		status = 0;
	} else {
		status = put_parts(&c, p, &r, comments, drawing, &xml, &vml,
		    e);
	}
	buf_fini(&xml);
	buf_fini(&vml);
	free(c.put);
	free(c.gone);
	relations_free(&r);
	return status;
}

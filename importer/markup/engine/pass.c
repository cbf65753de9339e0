/* SPDX-License-Identifier: Apache-2.0 */
/* A part as it comes by, each row held until it is whole; see engine.h. */
#include "importer/markup/engine/engine.h"

#include <stdlib.h>

#include "shared/base/mem.h"

void
pass_open(struct pass *p, const char *part, struct xml_copier h)
{
	if (p->is_scan)
		p->column_style = mem_calloc(MAX_COLUMN + 1,
		    sizeof(*p->column_style));
	buf_init(&p->row.others, MAX_ROW_BYTES);
	buf_init(&p->held, MAX_ROW_BYTES + MAX_ROW_GROWN * 2);
	buf_init(&p->tag, MAX_ROW_BYTES);
	buf_init(&p->text, MAX_PART);
	buf_init(&p->grown, MAX_ROW_GROWN);
	h.fault = &p->fault;
	xml_copy_open(&p->copy, &h, part);
}

void
pass_close(struct pass *p)
{
	xml_copy_close(p->copy);
	free(p->column_style);
	free(p->row.cell);
	buf_fini(&p->row.others);
	buf_fini(&p->held);
	buf_fini(&p->tag);
	buf_fini(&p->text);
	buf_fini(&p->grown);
}

void
pass_begin(struct pass *p, struct sheet *s)
{
	p->s = s;
	p->from = p->at = p->end = s->nwhole;
	p->last = p->found = 0;
	p->number = p->commented = 0;
	p->is_due = false;
	for (size_t i = 0; p->is_scan && i <= MAX_COLUMN; i++)
		p->column_style[i] = NO_STYLE;
}

void
pass_hold(struct pass *p)
{
	p->holding = true;
	p->hold = p->held.n;
}

struct str
pass_held(const struct pass *p)
{
	return (struct str){ p->held.p + p->hold, p->held.n - p->hold };
}

int
pass_feed(void *pass, struct str in, bool last, struct buf *out, struct err *e)
{
	struct pass *p = pass;
	size_t n;

	if (xml_copy_feed(p->copy, in, last, &p->held, e) == -1)
		return -1;
	/* What is final now goes; a row that is not whole yet stays. */
	n = p->holding ? p->hold : p->held.n;
	if (!buf_ok(&p->held) || p->held.n - n > MAX_ROW_BYTES)
		return err_set(e, ERR_REFUSED, "one of its rows or styles is "
		    "too large to be copied");
	if (n == 0)
		return 0;
	if (out != NULL)
		buf_put(out, p->held.p, n);
	memmove(p->held.p, p->held.p + n, p->held.n - n);
	p->held.n -= n;
	p->hold = 0;
	return 0;
}

/* ---- rows and cells ---- */

static size_t
put(struct pass *p, const struct xml_tag *t)
{
	buf_str(&p->held, t->raw);
	return pass_held(p).n;
}

void
pass_row(struct pass *p, const struct xml_tag *t)
{
	pass_hold(p);
	p->row.ncell = 0;
	p->row.n = 1;
	p->row.style = NO_STYLE;
	buf_reset(&p->row.others);
	p->row.tag = put(p, t);
}

struct cell *
pass_cell(struct pass *p, const struct xml_tag *t)
{
	struct row *r = &p->row;
	struct cell *c;

	r->cell = mem_grow(r->cell, &r->cap, r->ncell, sizeof(*r->cell));
	c = &r->cell[r->ncell++];
	*c = (struct cell){ .from = pass_held(p).n, .n = 1,
		.style = NO_STYLE, .spanned_columns = 1, .spanned_rows = 1,
		.other = r->others.n };
	c->tag = put(p, t);
	return c;
}

struct cell *
pass_last_cell(const struct pass *p)
{
	return &p->row.cell[p->row.ncell - 1];
}

struct cell *
pass_cell_end(struct pass *p, const struct xml_tag *t)
{
	struct cell *c = pass_last_cell(p);

	c->tail = pass_held(p).n;
	c->end = put(p, t);
	c->nother = p->row.others.n - c->other;
	return c;
}

void
pass_row_end(struct pass *p, const struct xml_tag *t, struct buf *out)
{
	p->row.tail = pass_held(p).n;
	p->row.end = put(p, t);
	if (p->is_scan)
		scan_row(p);
	else
		walk_row(p, out);
	p->holding = false;
}

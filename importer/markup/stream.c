/* SPDX-License-Identifier: Apache-2.0 */
/* A part as it comes by, each row held until it is whole; see engine.h. */
#include "importer/markup/engine.h"

#include <stdlib.h>

#include "shared/base/mem.h"

void
stream_init(struct stream *s, const char *part, struct xml_copier h)
{
	*s = (struct stream){ 0 };
	buf_init(&s->row.others, MAX_ROW_BYTES);
	buf_init(&s->held, MAX_ROW_BYTES + MAX_ROW_GROWN * 2);
	h.fault = &s->fault;
	xml_copy_open(&s->copy, &h, part);
}

void
stream_fini(struct stream *s)
{
	xml_copy_close(s->copy);
	free(s->row.cell);
	buf_fini(&s->row.others);
	buf_fini(&s->held);
}

void
stream_hold(struct stream *s)
{
	s->holding = true;
	s->hold = s->held.n;
}

struct str
stream_held(const struct stream *s)
{
	return (struct str){ s->held.p + s->hold, s->held.n - s->hold };
}

int
stream_feed(struct stream *s, struct str in, bool last, struct buf *out,
    struct err *e)
{
	size_t n;

	if (xml_copy_feed(s->copy, in, last, &s->held, e) == -1)
		return -1;
	n = s->holding ? s->hold : s->held.n;
	if (!buf_ok(&s->held) || s->held.n - n > MAX_ROW_BYTES)
		return err_set(e, ERR_REFUSED, "one of its rows or styles is "
		    "too large to be copied");
	if (n == 0)
		return 0;
	if (out != NULL)
		buf_put(out, s->held.p, n);
	memmove(s->held.p, s->held.p + n, s->held.n - n);
	s->held.n -= n;
	s->hold = 0;
	return 0;
}

static size_t
put(struct stream *s, const struct xml_tag *t)
{
	buf_str(&s->held, t->raw);
	return s->held.n - s->hold;
}

void
stream_row(struct stream *s, const struct xml_tag *t)
{
	stream_hold(s);
	s->row.ncell = 0;
	s->row.n = 1;
	s->row.style = NO_STYLE;
	buf_reset(&s->row.others);
	s->row.tag = put(s, t);
}

struct cell *
stream_cell(struct stream *s, const struct xml_tag *t)
{
	struct row *r = &s->row;
	struct cell *c;

	r->cell = mem_grow(r->cell, &r->cap, r->ncell, sizeof(*r->cell));
	c = &r->cell[r->ncell++];
	*c = (struct cell){ .from = s->held.n - s->hold, .n = 1,
		.style = NO_STYLE, .spanned_columns = 1, .spanned_rows = 1,
		.other = r->others.n };
	c->tag = put(s, t);
	return c;
}

struct cell *
stream_cell_end(struct stream *s, const struct xml_tag *t)
{
	struct cell *c = &s->row.cell[s->row.ncell - 1];

	c->tail = s->held.n - s->hold;
	c->end = put(s, t);
	c->nother = s->row.others.n - c->other;
	return c;
}

void
stream_row_end(struct stream *s, const struct xml_tag *t)
{
	s->row.tail = s->held.n - s->hold;
	s->row.end = put(s, t);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Parts of a package, and documents that are none, fed in pieces or whole. */
#include "importer/markup/engine/engine.h"

#define PIECE ((size_t)64 << 10)

struct feeder {
	struct pass *p;
	struct err *e;
	bool failed;
};

static bool
on_piece(void *ctx, const char *z, size_t n, bool last)
{
	struct feeder *f = ctx;

	f->failed = pass_feed(f->p, (struct str){ z, n }, last, NULL, f->e) ==
	    -1;
	return !f->failed;
}

int
pass_part(struct pass *p, struct zipedit *z, const char *part, struct err *e)
{
	struct feeder f = { .p = p, .e = e };
	int status = zipedit_read(z, part, on_piece, &f, e);

	return f.failed ? -1 : status;
}

int
pass_text(struct pass *p, struct str text, markup_sink *sink, void *ctx,
    struct err *e)
{
	int status = 0;
	struct buf out;

	buf_init(&out, BUF_MAX_DEFAULT);
	for (size_t at = 0; status == 0 && at <= text.n; at += PIECE) {
		size_t n = text.n - at < PIECE ? text.n - at : PIECE;

		status = pass_feed(p, (struct str){ text.p + at, n },
		    n < PIECE, &out, e);
		if (status == 0 && sink != NULL && out.n > 0)
			status = sink(ctx, buf_view(&out), e);
		buf_reset(&out);
	}
	buf_fini(&out);
	return status;
}

int
part_copy(struct zipedit *z, const char *part, const char *fresh,
    const struct xml_copier *h, struct buf *out, struct err *e)
{
	struct buf in;
	int status = 0;

	buf_init(&in, MAX_PART);
	if (part != NULL)
		status = zipedit_get(z, part, &in, e);
	else
		buf_puts(&in, fresh);
	if (status == 0)
		status = xml_copy_text(buf_view(&in), h, part != NULL ? part :
		    "that is new", out, e);
	buf_fini(&in);
	return status;
}

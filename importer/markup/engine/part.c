/* SPDX-License-Identifier: Apache-2.0 */
/* Parts of a package, and documents that are none, fed in pieces or whole. */
#include "importer/markup/engine/engine.h"

#define PIECE ((size_t)64 << 10)

struct feeder {
	zipedit_fn *feed;
	void *ctx;
	struct err *e;
	bool failed;
};

static bool
on_piece(void *ctx, const char *p, size_t n, bool last)
{
	struct feeder *f = ctx;

	f->failed = f->feed(f->ctx, (struct str){ p, n }, last, NULL, f->e) ==
	    -1;
	return !f->failed;
}

int
part_read(struct zipedit *z, const char *part, zipedit_fn *feed, void *ctx,
    struct err *e)
{
	struct feeder f = { .feed = feed, .ctx = ctx, .e = e };
	int status = zipedit_read(z, part, on_piece, &f, e);

	return f.failed ? -1 : status;
}

int
text_read(struct str text, zipedit_fn *feed, void *ctx, struct err *e)
{
	int status = 0;

	for (size_t at = 0; status == 0 && at <= text.n; at += PIECE) {
		size_t n = text.n - at < PIECE ? text.n - at : PIECE;

		status = feed(ctx, (struct str){ text.p + at, n }, n < PIECE,
		    NULL, e);
	}
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

/* SPDX-License-Identifier: Apache-2.0 */
/* Parts, and documents that are no package, fed in pieces; see engine.h. */
#include "importer/markup/engine.h"

#define PIECE ((size_t)64 << 10)

struct feeder {
	part_feed *feed;
	void *ctx;
	struct err *e;
	bool failed;
};

static bool
on_piece(void *ctx, const char *p, size_t n, bool last)
{
	struct feeder *f = ctx;

	f->failed = f->feed(f->ctx, (struct str){ p, n }, last, f->e) == -1;
	return !f->failed;
}

int
part_read(struct zipedit *z, const char *part, part_feed *feed, void *ctx,
    struct err *e)
{
	struct feeder f = { .feed = feed, .ctx = ctx, .e = e };
	int status = zipedit_read(z, part, on_piece, &f, e);

	return f.failed ? -1 : status;
}

int
text_read(struct str text, part_feed *feed, void *ctx, struct err *e)
{
	int status = 0;

	for (size_t at = 0; status == 0 && at <= text.n; at += PIECE) {
		size_t n = text.n - at < PIECE ? text.n - at : PIECE;

		status = feed(ctx, (struct str){ text.p + at, n }, n < PIECE,
		    e);
	}
	return status;
}

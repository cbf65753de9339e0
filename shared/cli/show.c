/* SPDX-License-Identifier: Apache-2.0 */
/* What commands that only look at the store share. */
#include "shared/cli/store_cli.h"

int
cmd_show(const struct store_opts *o, void (*text)(const struct store *,
    struct buf *), void (*json)(const struct store *, struct buf *),
    struct err *e)
{
	struct place p;
	struct store s;
	struct buf b;
	int status = -1;

	if (place_find(&p, &o->place, e) == -1)
		return -1;
	buf_init(&b, BUF_MAX_DEFAULT);
	if (store_open(&s, p.store, e) == 0) {
		(o->json ? json : text)(&s, &b);
		store_close(&s);
		status = out_write(&b, e);
	}
	buf_fini(&b);
	place_free(&p);
	return status;
}

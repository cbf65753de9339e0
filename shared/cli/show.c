/* SPDX-License-Identifier: Apache-2.0 */
/* What commands that only look at the store share. */
#include "shared/cli/store_cli.h"

int
cmd_show(const struct store_opts *o, cmd_put_fn *put, struct err *e)
{
	struct place p;
	struct store s;
	struct buf b;
	int status = -1;

	if (place_find(&p, &o->place, e) == -1)
		return -1;
	buf_init(&b, BUF_MAX_DEFAULT);
	if (store_open(&s, p.store, e) == 0) {
		status = put(&s, o, &b, e);
		store_close(&s);
		if (status == 0)
			status = out_write(&b, e);
	}
	buf_fini(&b);
	place_free(&p);
	return status;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* What commands share that look at the store. */
#include "shared/cli/store_cli.h"

#include <stdlib.h>

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

int
cmd_locked(const struct store_opts *o, cmd_locked_fn *fn, struct err *e)
{
	struct filelock lock = { -1 };
	struct place p;
	struct store s;
	char *path;
	int status = -1;

	if (place_find(&p, &o->place, e) == -1)
		return -1;
	/* Opened again under the lock, so that the head is the last one. */
	path = path_join(p.store, "lock");
	if (store_open(&s, p.store, e) == 0) {
		store_close(&s);
		if (filelock_take(&lock, path, p.wait_ms, e) == 0 &&
		    store_open(&s, p.store, e) == 0) {
			status = fn(o, &p, &s, e);
			store_close(&s);
		}
	}
	filelock_drop(&lock);
	free(path);
	place_free(&p);
	return status;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-store check: is every byte of the store as it was signed? */
#include "shared/cli/store_cli.h"

#include <inttypes.h>

#include "shared/text/json.h"

struct told {
	struct buf *b;
	bool json;
	uint64_t n;
};

static void
tell(void *ctx, const char *what)
{
	struct told *t = ctx;

	if (t->json) {
		if (t->n++ > 0)
			buf_putc(t->b, ',');
		json_quote(t->b, str_of(what));
	} else {
		t->n++;
		buf_printf(t->b, "%s\n", what);
	}
}

int
cmd_check(void *values, struct err *e)
{
	const struct store_opts *o = values;
	struct place p;
	struct buf b;
	struct told t = { &b, o->json, 0 };
	int64_t n;
	int status = -1;

	if (place_find(&p, &o->place, e) == -1)
		return -1;
	buf_init(&b, BUF_MAX_DEFAULT);
	if (o->json)
		buf_puts(&b, "{\"preaudit\":\"check/1\",\"differences\":[");
	n = store_check(p.store, tell, &t, e);
	if (o->json)
		buf_puts(&b, "]}\n");
	else if (n == 0 && !o->quiet)
		buf_printf(&b, "%s is whole: every record, file and signature "
		    "is as it was signed\n", p.store);
	if (n == -1) {
		/* What was found before something could not be read. */
		struct err ignored;

		if (t.n > 0)
			(void)out_write(&b, &ignored);
	} else {
		status = o->quiet && n == 0 ? 0 : out_write(&b, e);
	}
	if (status == 0 && n > 0)
		status = err_set(e, ERR_INTEGRITY, "%" PRId64 " difference%s "
		    "found in %s; the first is named first", n,
		    n == 1 ? "" : "s", p.store);
	buf_fini(&b);
	place_free(&p);
	return status;
}

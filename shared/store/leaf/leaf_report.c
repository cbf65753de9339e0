/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The id of a report, which its record and the log's name determine, and what
 * else of a report's record follows from the rest of it.
 */
#include "shared/store/leaf/leaf.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "shared/base/enc.h"

const char *
leaf_standard_text(struct arena *a, const char *name, const char *edition)
{
	return arena_printf(a, "%s:%s", name, edition);
}

void
leaf_report_id(char id[LEAF_REPORT_ID], const char *origin,
    const struct leaf_report *r, bool forecast)
{
	struct merkle_hash root = { { 0 } };
	char hex[SHA256_HEX + 1];
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	buf_printf(&b, "preaudit-report/1\n%s\n%" PRIu64 "\n", origin,
	    r->head_size);
	if (hex_parse(root.b, SHA256_BYTES, str_of(r->head_root)))
		base64_put(&b, root.b, SHA256_BYTES);
	buf_printf(&b, "\n%s\n%s\n%s\n%s\n%s\n", r->as_of, r->profile_sha256,
	    r->standard, r->lang, r->program);
	if (forecast)
		buf_puts(&b, "forecast\n");
	sha256_hex(hex, buf_view(&b));
	buf_fini(&b);
	snprintf(id, LEAF_REPORT_ID, "R-%.*s", LEAF_REPORT_ID - 3, hex);
}

bool
leaf_report_is_forecast(const struct leaf_report *r, const char *origin)
{
	char id[LEAF_REPORT_ID];

	leaf_report_id(id, origin, r, true);
	return strcmp(id, r->id) == 0;
}

static int
check_id(const struct leaf_report *r, const char *origin, struct err *e)
{
	char plain[LEAF_REPORT_ID], forecast[LEAF_REPORT_ID];

	leaf_report_id(plain, origin, r, false);
	leaf_report_id(forecast, origin, r, true);
	if (strcmp(r->id, plain) == 0 || strcmp(r->id, forecast) == 0)
		return 0;
	return err_set(e, ERR_INTEGRITY, "its id %s is not the one that its "
	    "members make: %s (or %s, were it a forecast)", r->id, plain,
	    forecast);
}

/* By ascending format, so that one twice stands beside itself. */
static int
check_outputs(const struct leaf_report *r, struct err *e)
{
	const char *csv = NULL;

	for (size_t i = 0; i < r->noutputs; i++) {
		const struct leaf_output *o = &r->output[i];

		if (i > 0 && strcmp(o[-1].format, o->format) >= 0)
			return err_set(e, ERR_INTEGRITY, "its outputs are not "
			    "one of each format, by ascending format");
		if (strcmp(o->format, "csv") == 0)
			csv = o->sha256;
	}
	if (csv == NULL || strcmp(csv, r->content_sha256) != 0)
		return err_set(e, ERR_INTEGRITY, "its content_sha256 is not "
		    "the SHA-256 of its csv output");
	return 0;
}

int
leaf_report_check(const struct leaf_report *r, const char *origin,
    struct err *e)
{
	return check_id(r, origin, e) == -1 ? -1 : check_outputs(r, e);
}

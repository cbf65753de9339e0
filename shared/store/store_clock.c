/* SPDX-License-Identifier: Apache-2.0 */
/* When records are dated: none before the one before it, unless it says why. */
#include "shared/store/store_internal.h"

#include <inttypes.h>

#include "shared/text/date.h"

const char *
store_time_before(const struct store *s, uint64_t index, uint64_t *at)
{
	while (index > 0) {
		const char *when = leaf_when(&s->leaf[--index]);

		if (when != NULL) {
			*at = index;
			return when;
		}
	}
	return NULL;
}

bool
store_dated_back(const struct store *s, uint64_t index, uint64_t *at)
{
	const char *when = leaf_when(&s->leaf[index]);
	const char *before = store_time_before(s, index, at);

	/* Times are of one form, so that their order is that of their texts. */
	return when != NULL && before != NULL && strcmp(when, before) < 0;
}

int
store_clock_refuse(const char *dir, const char *now, uint64_t at,
    const char *newest, struct err *e)
{
	return err_set(e, ERR_REFUSED, "the clock says %s, but record %" PRIu64
	    " of %s is dated %s, and no record is dated before the one before "
	    "it. Set the clock; or, if it was wrong when that record was made, "
	    "say why with --clock-was-wrong REASON, which the log then keeps "
	    "for ever", now, at, dir, newest);
}

int
store_clock_check(const struct store *s, int64_t now_s, const char *was_wrong,
    struct err *e)
{
	char now[TIME_TEXT];
	uint64_t at = 0;
	const char *newest = store_time_before(s, s->head.size, &at);
	bool behind;

	time_format(now, now_s);
	behind = newest != NULL && strcmp(now, newest) < 0;
	if (behind == (was_wrong != NULL))
		return 0;
	if (behind)
		return store_clock_refuse(s->dir, now, at, newest, e);
	return err_set(e, ERR_USAGE, "--clock-was-wrong: the clock says %s, "
	    "and record %" PRIu64 ", the newest of %s, is dated %s: leave the "
	    "option out", now, at, s->dir, newest == NULL ? "nothing" :
	    newest);
}

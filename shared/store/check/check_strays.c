/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What no record names: left by a run that was cut off, or put there by
 * somebody; see check_internal.h.
 */
#include "shared/store/check/check_internal.h"

#include <inttypes.h>
#include <stdlib.h>

#include "shared/base/enc.h"
#include "shared/base/num.h"
#include "shared/store/removed.h"
#include "shared/store/staging.h"

void
check_tail(struct check *c)
{
	const struct store *s = c->store;
	size_t signed_n = store_signed_bytes(s);

	if (s->log.n > signed_n)
		check_left(c, "log.jsonl has %zu bytes behind its %" PRIu64
		    " signed records", s->log.n - signed_n, s->head.size);
}

static bool
is_hex(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!ascii_is_digit(s.p[i]) && (s.p[i] < 'a' ||
		    s.p[i] > 'f'))
			return false;
	return s.n > 0;
}

/*
 * May a run that added records behind the head have made it, and not have come
 * to name it?
 */
static bool
is_of_a_run(const struct check *c, enum store_folder folder, const char *name)
{
	struct str s = str_of(name);
	size_t digits = 0, zeros = 0;
	uint64_t index;

	if (folder == STORE_STANDARD)
		return s.n == SHA256_HEX && is_hex(s);
	if (folder == STORE_REPORTS)
		return str_starts(s, STR("R-")) && is_hex((struct str){
		    s.p + 2, s.n - 2 });
	while (digits < s.n && ascii_is_digit(s.p[digits]))
		digits++;
	while (zeros + 1 < digits && s.p[zeros] == '0')
		zeros++;
	return digits >= 6 && num_parse_u64((struct str){ s.p + zeros,
	    digits - zeros }, UINT64_MAX, &index) &&
	    index >= c->store->head.size;
}

/* A report's staging folder, that somebody may be working in. */
static void
check_staging(struct check *c, const char *inside)
{
	char *full = path_join(c->store->dir, inside);

	if (!staging_is_held(full))
		check_left(c, "%s is of a report that was not finished",
		    inside);
	free(full);
}

static void
stray_in(struct check *c, const void *ctx, const char *name)
{
	const enum store_folder *folder = ctx;
	char *path = path_join(store_folder[*folder], name);
	bool later = store_first_later(c->store) < c->store->head.size;

	if (store_names_have(&c->names, path))
		;
	else if (strncmp(name, ".tmp-", 5) == 0)
		check_left(c, "%s was not finished", path);
	else if (*folder == STORE_REPORTS && strncmp(name, ".new-", 5) == 0)
		check_staging(c, path);
	else if (later)
		check_note(c, "%s is named by no record that this version of "
		    "preaudit knows", path);
	else if (is_of_a_run(c, *folder, name))
		check_left(c, "%s is named by no record", path);
	else
		check_say(c, "%s is named by no record, and of no run that "
		    "was cut off", path);
	free(path);
}

static void
stray_top(struct check *c, const void *ctx, const char *name)
{
	(void)ctx;
	if (strncmp(name, ".tmp-", 5) == 0)
		check_left(c, "%s was not finished", name);
	else if (!store_has_name(name) && strncmp(name, REMOVED_PREFIX,
	    sizeof(REMOVED_PREFIX) - 1) != 0)
		check_say(c, "%s does not belong into a store", name);
}

void
check_strays(struct check *c)
{
	/* Kept checkpoints are named by no record, but each is checked. */
	for (int i = 0; i < STORE_FOLDERS; i++) {
		const enum store_folder folder = (enum store_folder)i;

		if (i != STORE_CHECKPOINTS)
			check_folder(c, store_folder[i], stray_in, &folder);
	}
	check_folder(c, ".", stray_top, NULL);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Stores for unit tests; see unit_store.h. */
#include "tests/lib/unit_store.h"

#include <check.h>
#include <stdio.h>

#include "shared/store/check/store_check.h"

void
unit_store(const char *dir, const char *origin)
{
	struct str bytes = STR("{}");
	char hex[SHA256_HEX + 1], key[100];
	struct leaf_file file = { "standard.json", hex, 2 };
	struct leaf_parameter p = { "breadth", 5 };
	struct leaf_standard standard = { .adopted = UNIT_WHEN,
		.edition = "1", .name = "Test", .file = &file, .nfiles = 1,
		.parameter = &p, .nparameters = 1 };
	struct store_init o = { .dir = dir, .origin = origin,
		.organisation = "Example Ltd", .timezone = "UTC",
		.key_path = key, .standard = &standard, .file_bytes = &bytes,
		.now_s = UNIT_NOW };
	struct buf said;
	struct err e;

	snprintf(key, sizeof(key), "%s.key", dir);
	sha256_hex(hex, bytes);
	buf_init(&said, 65536);
	ck_assert_msg(store_create(&o, &said, &e) == 0, "%s", e.msg);
	buf_fini(&said);
}

void
unit_store_open(struct store *s, const char *dir)
{
	struct err e;

	ck_assert_msg(store_open(s, dir, &e) == 0, "%s", e.msg);
}

static void
print_found(void *ctx, enum store_check_kind kind, const char *what)
{
	int64_t *unfinished = ctx;

	*unfinished += kind == STORE_UNFINISHED;
	fprintf(stderr, "%s\n", what);
}

int64_t
unit_store_differences(void)
{
	int64_t unfinished = 0;
	struct err e = { 0 };
	int64_t n = store_check("s", print_found, &unfinished, &e);

	ck_assert_msg(n != -1, "%s", e.msg);
	return n + unfinished;
}

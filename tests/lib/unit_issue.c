/* SPDX-License-Identifier: Apache-2.0 */
/* Reports issued into a store of a test; see unit_issue.h. */
#include "tests/lib/unit_issue.h"

#include <stdio.h>
#include <stdlib.h>

#include <sys/stat.h>

#include "shared/base/enc.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define KEY "-----BEGIN PRIVATE KEY-----\n" \
	"MC4CAQAwBQYDK2VwBCIEICAhIiMkJSYnKCkqKywtLi8wMTIzNDU2Nzg5Ojs8PT4/\n" \
	"-----END PRIVATE KEY-----\n"

void
unit_put(const char *path, struct str bytes)
{
	struct err e;

	ck_assert_msg(file_replace(path, bytes, 0444, &e) == 0, "%s", e.msg);
}

void
unit_issue_enter(void)
{
	unit_enter();
	unit_put("s.key", STR(KEY));
	ck_assert_int_eq(chmod("s.key", 0600), 0);
	unit_store("s", ORIGIN);
}

void
unit_get(const char *path, struct buf *b)
{
	struct err e;

	buf_init(b, (size_t)1 << 20);
	ck_assert_msg(file_read(path, b, &e) == 0, "%s", e.msg);
}

void
unit_copy(const char *from, const char *to)
{
	struct buf b;

	unit_get(from, &b);
	unit_put(to, buf_view(&b));
	buf_fini(&b);
}

/* Three outputs with `text` in each, staged and described. */
static void
stage(struct staging *staged, struct issue_draft *d, const char *id,
    const char *as_of, const char *text)
{
	static const char *const ids[] = { ID1, ID2, ID3, ID4 };
	static const char *const profiles[] = { "1", "2", "3", "4" };
	struct merkle_hash root;
	struct store s;
	struct err e;

	unit_store_open(&s, "s");
	*d = (struct issue_draft){ .head_size = 2, .profile = "readiness" };
	snprintf(d->standard, sizeof(d->standard), "%s",
	    store_standard_at(&s, 2, 0)->name);
	snprintf(d->id, sizeof(d->id), "%s", id);
	snprintf(d->as_of, sizeof(d->as_of), "%s", as_of);
	/* Profiles of the same name, so that each has an id of its own. */
	for (size_t i = 0; i < COUNT(ids); i++)
		if (strcmp(ids[i], id) == 0)
			sha256_hex(d->profile_sha256, str_of(profiles[i]));
	store_root_at(&s, 2, &root);
	hex_format(d->head_root, root.b, SHA256_BYTES);
	store_close(&s);
	ck_assert_msg(staging_begin(staged, "s", &e) == 0, "%s", e.msg);
	for (int f = 0; f < RENDERED__MAX; f++) {
		struct rendered_file *r = &d->rendered.file[f];
		char *path, bytes[200];
		int n = snprintf(bytes, sizeof(bytes), "%s%d%s%s %s",
		    f == RENDERED_XLSX ? "PK\003\004" : "", f,
		    f == RENDERED_HTML ? "<dt>Report</dt><dd>" : "",
		    f == RENDERED_HTML ? id : "", text);

		rendered_file_name(r->name, d->profile, (enum rendered_format)f,
		    false);
		path = path_join(staged->path, r->name);
		unit_put(path, (struct str){ bytes, (size_t)n });
		sha256_hex(r->sha256, (struct str){ bytes, (size_t)n });
		r->bytes = (uint64_t)n;
		free(path);
	}
	memcpy(d->rendered.content_sha256,
	    d->rendered.file[RENDERED_CSV].sha256, SHA256_HEX + 1);
}

int
unit_try_issue(const char *id, const char *as_of, const char *text,
    const char *key, struct issued *out, struct err *e)
{
	struct issue_signer signer = { .key_path = key, .now_s = UNIT_NOW };
	struct staging staged;
	struct issue_draft d;
	int status;

	*e = (struct err){ 0 };
	stage(&staged, &d, id, as_of, text);
	status = issue("s", &staged, &d, &signer, out, e);
	staging_end(&staged);
	return status;
}

struct issued
unit_issued(const char *id, const char *as_of, const char *text)
{
	struct issued out;
	struct err e;

	ck_assert_msg(unit_try_issue(id, as_of, text, "s.key", &out, &e) == 0,
	    "%s", e.msg);
	ck_assert_str_eq(out.id, id);
	free(out.dir);
	out.dir = NULL;
	return out;
}

void
unit_withdraw(uint64_t index)
{
	struct leaf l = { .type = LEAF_VOID,
		.u.voided = { index, "wrong data", UNIT_WHEN } };
	const struct store_writer w = { .dir = "s", .key_path = "s.key" };
	struct store_txn t;
	struct err e;

	ck_assert(store_begin(&t, &w, NULL, &e) == 0);
	ck_assert_msg(store_txn_leaf(&t, &l, &e) == 0, "%s", e.msg);
	ck_assert_msg(store_commit(&t, &e) == 0, "%s", e.msg);
	store_end(&t);
}

void
unit_keys(struct vkeys *keys, const char *store)
{
	struct buf b;
	char path[100];
	struct err e;

	snprintf(path, sizeof(path), "%s/keys.txt", store);
	unit_get(path, &b);
	ck_assert_msg(keys_parse(keys, buf_view(&b), path, &e) == 0, "%s",
	    e.msg);
	buf_fini(&b);
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Points of a trend kept between runs, one small file each. Its name is the
 * hash of all that fixes the answer; it repeats that, and ends with a hash over
 * itself. What does not fit is as good as missing. The folder lies outside the
 * store, and nothing that is signed is made from it.
 */
#include "reports/compare/trend.h"

#include <stdio.h>
#include <stdlib.h>

#include "reports/compare/parts.h"
#include "shared/base/enc.h"
#include "shared/base/hash.h"
#include "shared/base/version.h"

#define ENTRY_MAX 65536

void
trend_put_point(struct answer *a, const struct trend_point *p)
{
	answer_open(a, NULL, '{');
	parts_put_head(a, NULL, p->size, &p->root);
	answer_put(a, NULL, VALUES("as_of", DAY(p->as_of)));
	answer_open(a, "milestones", '{');
	for (size_t i = 0; i < p->nmilestones; i++)
		answer_put(a, NULL, VALUES(p->milestone[i].id,
		    readiness_verdict_name(p->milestone[i].verdict)));
	answer_close(a, '}');
	parts_put_coverage(a, p->clauses_evidenced, p->clauses, p->by_result);
	answer_put(a, NULL, VALUES("majors", p->majors, "minors", p->minors,
	    "finding_majors", p->finding_majors, "finding_minors",
	    p->finding_minors, "records", p->records));
	answer_close(a, '}');
}

/* What fixes the answer, as text. */
static void
put_key(const struct store *s, const struct trend_point *p, struct buf *b)
{
	char root[SHA256_HEX + 1], as_of[DATE_TEXT];

	hex_format(root, p->root.b, SHA256_BYTES);
	date_format(as_of, p->as_of);
	buf_printf(b, "preaudit-trend/1\n%s\n%llu\n%s\n%s\n%s\n%s\n",
	    store_genesis(s)->origin, (unsigned long long)p->size, root,
	    as_of, PREAUDIT_PROGRAM, s->chosen == NULL ? "" : s->chosen);
}

static char *
entry_path(const char *dir, struct str key)
{
	char name[SHA256_HEX + 8];

	sha256_hex(name, key);
	strcat(name, ".trend");
	return path_join(dir, name);
}

static bool
read_count(const struct json *j, const char *name, uint64_t *out)
{
	int64_t v = json_int(json_get(j, name), -1);

	*out = v < 0 ? 0 : (uint64_t)v;
	return v >= 0;
}

static bool
read_milestones(struct trend_point *p, const struct json *j)
{
	const struct json *value;
	const char *id;

	for (size_t i = 0; json_member(j, i, &id, &value); i++) {
		struct trend_verdict *t = &p->milestone[i];
		int v = VERDICT_NOT_READY;

		if (i == TREND_MILESTONES || strlen(id) >= sizeof(t->id))
			return false;
		while (v < VERDICT_KINDS && strcmp(json_cstr(value),
		    readiness_verdict_name((enum readiness_verdict)v)) != 0)
			v++;
		if (v == VERDICT_KINDS)
			return false;
		strcpy(t->id, id);
		t->verdict = (enum readiness_verdict)v;
		p->nmilestones = i + 1;
	}
	return true;
}

static bool
read_point(struct trend_point *p, const struct json *j)
{
	const struct json *criteria = json_get(j, "criteria");
	const struct json *clauses = json_get(j, "clauses");

	if (!read_milestones(p, json_get(j, "milestones")) ||
	    !read_count(clauses, "n", &p->clauses_evidenced) ||
	    !read_count(clauses, "of", &p->clauses) ||
	    !read_count(j, "majors", &p->majors) ||
	    !read_count(j, "minors", &p->minors) ||
	    !read_count(j, "finding_majors", &p->finding_majors) ||
	    !read_count(j, "finding_minors", &p->finding_minors) ||
	    !read_count(j, "records", &p->records))
		return false;
	for (int k = 0; k < CRIT__MAX; k++)
		if (!read_count(criteria, parts_result_name(
		    (enum crit_result)k), &p->by_result[k]))
			return false;
	return true;
}

/* The entry without its last line, when that is the hash of the rest. */
static bool
is_whole(struct str *entry)
{
	char hex[SHA256_HEX + 1];
	size_t n = entry->n;

	if (n < SHA256_HEX + 1 || entry->p[n - 1] != '\n')
		return false;
	entry->n = n - SHA256_HEX - 1;
	sha256_hex(hex, *entry);
	return memcmp(hex, entry->p + entry->n, SHA256_HEX) == 0;
}

bool
trend_cache_get(const char *dir, const struct store *s,
    struct trend_point *p)
{
	struct trend_point found = { .size = p->size, .root = p->root,
		.as_of = p->as_of };
	struct buf key, entry;
	struct err ignored;
	struct json *j = NULL;
	struct str rest;
	char *path;
	bool good = false;

	buf_init(&key, ENTRY_MAX);
	buf_init(&entry, ENTRY_MAX);
	/* The entry of this very point, if there is one. */
	put_key(s, p, &key);
	path = entry_path(dir, buf_view(&key));
	if (file_exists(path, &ignored) == 1 &&
	    file_read(path, &entry, &ignored) == 0) {
		rest = buf_view(&entry);
		/* Whole, and of this key: a name proves nothing. */
		if (is_whole(&rest) && str_starts(rest, buf_view(&key))) {
			rest = str_range(rest.p + key.n, rest.p + rest.n);
			j = json_parse(rest, "cache", &ignored);
			good = j != NULL && read_point(&found, j);
		}
	}
	if (good)
		*p = found;
	json_free(j);
	free(path);
	buf_fini(&key);
	buf_fini(&entry);
	return good;
}

void
trend_cache_put(const char *dir, const struct store *s,
    const struct trend_point *p)
{
	char hex[SHA256_HEX + 1];
	struct err ignored;
	struct buf entry;
	struct answer a = { .out = &entry, .json = true };
	char *path;

	buf_init(&entry, ENTRY_MAX);
	put_key(s, p, &entry);
	path = entry_path(dir, buf_view(&entry));
	json_writer_init(&a.w, &entry, false);
	trend_put_point(&a, p);
	buf_putc(&entry, '\n');
	sha256_hex(hex, buf_view(&entry));
	buf_printf(&entry, "%s\n", hex);
	if (buf_ok(&entry))
		(void)file_replace(path, buf_view(&entry), 0600, &ignored);
	free(path);
	buf_fini(&entry);
}

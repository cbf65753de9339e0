/* SPDX-License-Identifier: Apache-2.0 */
/* The files of a store compared with its records; see check_internal.h. */
#include "shared/store/check_internal.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include <sys/stat.h>

#include "shared/base/csv.h"
#include "shared/base/enc.h"
#include "shared/base/num.h"

#define MAX_FIELDS 512

void
check_mode(struct check *c, const char *path)
{
	char *full = store_path(c->store->dir, path);
	struct stat st;

	if (lstat(full, &st) == 0) {
		if (!S_ISREG(st.st_mode))
			check_say(c, "%s is not a regular file", path);
		else if ((st.st_mode & 0222) != 0)
			check_say(c, "%s may be written (mode %04o); it is "
			    "written once: chmod 0444", path,
			    (unsigned)st.st_mode & 07777);
	}
	free(full);
}

/* Size and SHA-256 of a file inside the store. True when they fit. */
static bool
check_hash(struct check *c, uint64_t record, const char *path,
    uint64_t bytes, const char *sha256, struct map *m)
{
	char *full = store_path(c->store->dir, path);
	uint8_t digest[SHA256_BYTES];
	char hex[SHA256_HEX + 1];
	struct err e;
	bool ok = false;

	if (map_open(m, full, &e) == -1) {
		check_say(c, "record %" PRIu64 ": %s", record, e.msg);
	} else {
		sha256_of(digest, m->p, m->n);
		hex_format(hex, digest, sizeof(digest));
		ok = m->n == bytes && strcmp(hex, sha256) == 0;
		if (!ok)
			check_say(c, "%s is not the file that record %" PRIu64
			    " names: %zu bytes with SHA-256 %s, not %" PRIu64
			    " with %s", path, record, m->n, hex, bytes,
			    sha256);
	}
	check_mode(c, path);
	free(full);
	return ok;
}

static void
check_one(struct check *c, uint64_t record, const char *path, uint64_t bytes,
    const char *sha256)
{
	struct map m = { "", 0 };

	(void)check_hash(c, record, path, bytes, sha256, &m);
	map_close(&m);
}

/* Form, columns, counts and the root over the records. */
static void
check_rows(struct check *c, uint64_t index, const struct leaf_batch *b,
    struct str text)
{
	struct csv_canon walk = { text, 0 };
	struct str record, field[MAX_FIELDS];
	size_t n, columns = 0;
	struct merkle_hash root;
	struct merkle m;
	char hex[SHA256_HEX + 1];
	uint64_t from = 0;
	int more;

	merkle_init(&m);
	for (;;) {
		n = MAX_FIELDS;
		more = csv_canon_next(&walk, &record, field, &n);
		if (more != 1)
			break;
		merkle_add(&m, record.p, record.n);
		if (walk.record == 1)
			columns = n;
		else if (n != columns && !(n == 1 &&
		    str_starts(field[0], STR("#erased "))))
			check_say(c, "%s record %" PRIu64 " has %zu fields, "
			    "its header has %zu", b->path, walk.record - 1, n,
			    columns);
		else if (n == columns && walk.record > 1 && (n < 3 ||
		    !num_parse_u64(field[1], UINT64_MAX, &from) ||
		    from > index))
			check_say(c, "%s record %" PRIu64 " names no batch up "
			    "to its own", b->path, walk.record - 1);
	}
	merkle_root(&m, &root);
	merkle_fini(&m);
	hex_format(hex, root.b, SHA256_BYTES);
	if (more == -1)
		check_say(c, "%s is not canonical CSV behind record %" PRIu64,
		    b->path, walk.record);
	else if (walk.record != b->rows + 1)
		check_say(c, "%s has %" PRIu64 " records, record %" PRIu64
		    " of the log says %" PRIu64, b->path, walk.record - 1,
		    index, b->rows);
	else if (strcmp(hex, b->rows_root) != 0)
		check_say(c, "%s: the root over its records is not the one in "
		    "record %" PRIu64, b->path, index);
}

static void
check_batch(struct check *c, uint64_t index, const struct leaf_batch *b)
{
	const struct leaf_counts *n = &b->counts;
	struct map m = { "", 0 };

	if (check_hash(c, index, b->path, b->bytes, b->sha256, &m))
		check_rows(c, index, b, map_view(&m));
	map_close(&m);
	if (n->read != n->new + n->changed + n->unchanged + n->refused)
		check_say(c, "record %" PRIu64 ": rows read are not the sum of "
		    "new, changed, unchanged and refused", index);
	if (b->source_path != NULL)
		check_one(c, index, b->source_path, b->source.bytes,
		    b->source.sha256);
	if (b->findings_path != NULL)
		check_one(c, index, b->findings_path, b->findings_bytes,
		    b->findings_sha256);
}

static void
check_report(struct check *c, uint64_t index, const struct leaf_report *r)
{
	for (size_t i = 0; i < r->noutputs; i++) {
		const struct leaf_output *o = &r->output[i];
		char path[300];

		/* content.csv; the others are named after the profile. */
		if (strcmp(o->format, "csv") == 0)
			snprintf(path, sizeof(path), "reports/%s/content.csv",
			    r->id);
		else
			snprintf(path, sizeof(path), "reports/%s/%.100s.%.20s",
			    r->id, r->profile, o->format);
		check_one(c, index, path, o->bytes, o->sha256);
	}
}

void
check_records(struct check *c)
{
	const struct store *s = c->store;

	for (uint64_t i = 0; i < s->head.size; i++) {
		const struct leaf *l = &s->leaf[i];

		if (l->type == LEAF_BATCH)
			check_batch(c, i, &l->u.batch);
		else if (l->type == LEAF_REPORT)
			check_report(c, i, &l->u.report);
		else if (l->type == LEAF_STANDARD)
			for (size_t k = 0; k < l->u.standard.nfiles; k++) {
				const struct leaf_file *f =
				    &l->u.standard.file[k];
				char path[sizeof("standard/") + SHA256_HEX];

				snprintf(path, sizeof(path), "standard/%s",
				    f->sha256);
				check_one(c, i, path, f->bytes, f->sha256);
			}
	}
}

static void
stray_in(struct check *c, const char *folder, const char *name)
{
	char *path = path_join(folder, name);

	if (!store_names(c->store, path) &&
	    strncmp(name, ".new-", 5) != 0 && strncmp(name, ".tmp-", 5) != 0)
		check_say(c, "%s is named by no record", path);
	free(path);
}

static void
stray_data(struct check *c, const char *name)
{
	stray_in(c, "data", name);
}

static void
stray_orig(struct check *c, const char *name)
{
	stray_in(c, "orig", name);
}

static void
stray_standard(struct check *c, const char *name)
{
	stray_in(c, "standard", name);
}

static void
stray_report(struct check *c, const char *name)
{
	stray_in(c, "reports", name);
}

static void
stray_top(struct check *c, const char *name)
{
	static const char *const known[] = { "log.jsonl", "checkpoint",
		"checkpoints", "data", "orig", "standard", "reports",
		"keys.txt", "lock", "cosignatures", "anchors" };

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strcmp(name, known[i]) == 0)
			return;
	if (strncmp(name, ".tmp-", 5) != 0)
		check_say(c, "%s does not belong into a store", name);
}

void
check_strays(struct check *c)
{
	check_folder(c, "data", stray_data);
	check_folder(c, "orig", stray_orig);
	check_folder(c, "standard", stray_standard);
	check_folder(c, "reports", stray_report);
	check_folder(c, ".", stray_top);
}

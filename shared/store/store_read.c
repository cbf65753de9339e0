/* SPDX-License-Identifier: Apache-2.0 */
/* Data files and adopted files, read and compared with their records. */
#include "shared/store/store_internal.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static bool
has_hash(struct str bytes, const char *sha256)
{
	char hex[SHA256_HEX + 1];

	sha256_hex(hex, bytes);
	return strcmp(hex, sha256) == 0;
}

const struct leaf_erasure *
store_erasure(const struct store *s, const char *path)
{
	uint64_t left = s->nerasures;

	for (uint64_t i = s->head.size; i-- > 0 && left > 0;)
		if (s->leaf[i].type == LEAF_ERASURE) {
			left--;
			if (strcmp(s->leaf[i].u.erasure.path, path) == 0)
				return &s->leaf[i].u.erasure;
		}
	return NULL;
}

/* A file inside the store, mapped, compared with what record `index` says. */
static int
open_named(const struct store *s, uint64_t index, struct leaf_file f,
    struct map *m, struct err *e)
{
	const struct leaf_erasure *erased = store_erasure(s, f.name);
	char *path = path_join(s->dir, f.name);
	int status = -1;

	if (map_open(m, path, e) == -1) {
		store_blame(e);
		err_ctx(e, "record %" PRIu64, index);
	} else if ((erased == NULL && m->n != f.bytes) ||
	    !has_hash(map_view(m), erased == NULL ? f.sha256 :
	    erased->sha256)) {
		err_set(e, ERR_INTEGRITY, "%s is not the file that record %"
		    PRIu64 " names: its SHA-256 differs", path, index);
	} else {
		status = 0;
	}
	free(path);
	return status;
}

static int
open_part(const struct store *s, struct store_part *part, struct err *e)
{
	const struct leaf_batch *b = part->batch;

	return open_named(s, part->index, (struct leaf_file){ b->path,
	    b->sha256, b->bytes }, &part->map, e);
}

int
store_parts(const struct store *s, const char *reg, uint64_t size,
    struct store_part **part, size_t *n, struct err *e)
{
	uint64_t first = 0, count = 0;

	*part = NULL;
	*n = 0;
	for (uint64_t i = size; i-- > 0;) {
		const struct leaf_batch *b = &s->leaf[i].u.batch;

		if (s->leaf[i].type != LEAF_BATCH || strcmp(b->reg, reg) != 0)
			continue;
		count++;
		first = i;
		if (b->is_state)
			break;
	}
	*part = mem_calloc(count, sizeof(**part));
	for (uint64_t i = first; i < size && count > 0; i++) {
		if (s->leaf[i].type != LEAF_BATCH ||
		    strcmp(s->leaf[i].u.batch.reg, reg) != 0)
			continue;
		(*part)[*n].index = i;
		(*part)[*n].batch = &s->leaf[i].u.batch;
		if (open_part(s, &(*part)[(*n)++], e) == -1) {
			store_parts_free(*part, *n);
			*part = NULL;
			*n = 0;
			return -1;
		}
	}
	return 0;
}

void
store_parts_free(struct store_part *part, size_t n)
{
	for (size_t i = 0; i < n; i++)
		map_close(&part[i].map);
	free(part);
}

int
store_part_open(const struct store *s, uint64_t index,
    struct store_part *part, struct err *e)
{
	*part = (struct store_part){ .index = index,
		.batch = &s->leaf[index].u.batch };
	if (open_part(s, part, e) == 0)
		return 0;
	store_part_close(part);
	return -1;
}

void
store_part_close(struct store_part *part)
{
	map_close(&part->map);
	*part = (struct store_part){ .batch = NULL };
}

int
store_original_check(const struct store *s, uint64_t index, struct err *e)
{
	const struct leaf_batch *b = &s->leaf[index].u.batch;
	struct map m = { "", 0 };
	int status;

	if (b->source_path == NULL)
		return 0;
	status = open_named(s, index, (struct leaf_file){ b->source_path,
	    b->source.sha256, b->source.bytes }, &m, e);
	map_close(&m);
	return status;
}

int
store_blob(const struct store *s, const char *sha256, struct buf *b,
    struct err *e)
{
	char *path = path_join(s->dir, store_name_blob(sha256).path);
	size_t from = b->n;
	int status;

	status = file_read(path, b, e);
	if (status == -1)
		store_blame(e);
	else if (!has_hash((struct str){ b->p + from, b->n - from }, sha256))
		status = err_set(e, ERR_INTEGRITY,
		    "%s is not the file its name says: its SHA-256 differs",
		    path);
	free(path);
	return status;
}

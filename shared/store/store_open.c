/* SPDX-License-Identifier: Apache-2.0 */
/* Opening a store for reading, and questions about its log; see store.h. */
#include "shared/store/store_internal.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

const struct leaf_genesis *
store_genesis(const struct store *s)
{
	return &s->leaf[0].u.genesis;
}

void
store_blame(struct err *e)
{
	if (e->code != ERR_SYS || e->sys == ENOENT || e->sys == ENOTDIR ||
	    e->sys == ELOOP || e->sys == EISDIR)
		e->code = ERR_INTEGRITY;
}

int
store_exists(const char *dir, struct err *e)
{
	static const char *const sign[] = { "checkpoint", "log.jsonl" };
	int there = 0;

	for (size_t i = 0; i < 2 && there == 0; i++) {
		char *path = path_join(dir, sign[i]);

		there = file_exists(path, e);
		free(path);
	}
	if (there != 0)
		return there == 1 ? 0 : -1;
	return err_set(e, ERR_NOT_FOUND, "there is no store in %s; make one "
	    "with: preaudit store init --store %s --origin NAME "
	    "--organisation NAME", dir, dir);
}

static int
read_keys(struct store *s, struct err *e)
{
	char *path = path_join(s->dir, "keys.txt");
	int status = keys_read(&s->keys, path, e);

	if (status == -1)
		store_blame(e);
	free(path);
	return status;
}

/* The log has not what was signed. */
static int
log_lacks(const struct store *s, const char *how, struct err *e)
{
	return err_set(e, ERR_INTEGRITY, "%s/log.jsonl %s, but %s/%s is "
	    "signed over %" PRIu64 " records. Nothing was changed; keep a copy "
	    "of all files, and restore a copy of the store that has these "
	    "records", s->dir, how, s->dir, s->head_file, s->head.size);
}

int
store_parse_lines(struct store *s, struct err *e)
{
	struct str rest = map_view(&s->log);
	struct merkle m;
	int status = 0;

	/* The lines that the head covers, and their hashes. */
	s->line = mem_calloc(s->head.size, sizeof(*s->line));
	s->leaf = mem_calloc(s->head.size, sizeof(*s->leaf));
	s->hash = mem_calloc(s->head.size, sizeof(*s->hash));
	merkle_init(&m);
	for (uint64_t i = 0; i < s->head.size && status == 0; i++) {
		if (!store_next_line(&rest, &s->line[i])) {
			char how[60];

			snprintf(how, sizeof(how), "ends after %" PRIu64
			    " records", i);
			status = log_lacks(s, how, e);
			break;
		}
		merkle_leaf_hash(&s->hash[i], s->line[i].p, s->line[i].n);
		merkle_add_hash(&m, &s->hash[i]);
	}
	/* They are what was signed, or nothing of them is used. */
	if (status == 0) {
		struct merkle_hash root;

		merkle_root(&m, &root);
		if (!merkle_same(&root, &s->head.root))
			status = log_lacks(s, "is not the log that was signed "
			    "(\"preaudit store check\" names the first "
			    "difference)", e);
	}
	merkle_fini(&m);
	/* Only then is it read what they say. */
	for (uint64_t i = 0; i < s->head.size && status == 0; i++)
		if (leaf_parse(&s->leaf[i], s->line[i], &s->arena, e) == -1)
			status = err_ctx(e, "%s/log.jsonl record %" PRIu64,
			    s->dir, i);
	for (uint64_t i = 0; i < s->head.size && status == 0; i++)
		s->nerasures += s->leaf[i].type == LEAF_ERASURE;
	return status;
}

/* Record 0 says whose log this is; it must agree with key and checkpoint. */
static int
check_genesis(const struct store *s, struct err *e)
{
	struct vkey k;

	if (s->leaf[0].type != LEAF_GENESIS)
		return err_set(e, ERR_INTEGRITY,
		    "%s/log.jsonl does not begin with a genesis record",
		    s->dir);
	if (vkey_parse(&k, str_of(store_genesis(s)->log_key), e) == -1)
		return err_ctx(e, "%s/log.jsonl record 0", s->dir);
	if (strcmp(store_genesis(s)->origin, s->head.origin) != 0 ||
	    memcmp(k.pub, s->keys.key[0].pub, sizeof(k.pub)) != 0)
		return err_set(e, ERR_INTEGRITY, "%s: genesis record, "
		    "keys.txt and checkpoint do not name the same store and "
		    "key", s->dir);
	for (uint64_t i = 1; i < s->head.size; i++)
		if (s->leaf[i].type == LEAF_GENESIS)
			return err_set(e, ERR_INTEGRITY, "%s/log.jsonl record "
			    "%" PRIu64 " is a second genesis record", s->dir,
			    i);
	return 0;
}

/* The log, mapped after the checkpoints were read: it has their records. */
static int
map_log(struct store *s, struct err *e)
{
	char *path = path_join(s->dir, "log.jsonl");
	int status = map_open(&s->log, path, e);

	free(path);
	if (status == -1)
		store_blame(e);
	else if (s->head.size > s->log.n)
		/* Every record has at least a byte: don't allocate for more. */
		status = log_lacks(s, "is shorter", e);
	return status;
}

int
store_open(struct store *s, const char *dir, struct err *e)
{
	struct store_heads h = { 0 };
	int status = -1;

	*s = (struct store){ .dir = mem_strdup(dir) };
	buf_init(&s->note, (size_t)1 << 20);
	if (store_exists(dir, e) == 0 && read_keys(s, e) == 0 &&
	    store_heads_find(s, &h, e) == 0 && map_log(s, e) == 0 &&
	    store_parse_lines(s, e) == 0 && check_genesis(s, e) == 0)
		status = store_heads_agree(s, &h, e);
	store_heads_free(&h);
	if (status == -1)
		store_close(s);
	return status;
}

void
store_close(struct store *s)
{
	map_close(&s->log);
	free(s->dir);
	free(s->head_file);
	free(s->odd_file);
	free(s->line);
	free(s->leaf);
	free(s->hash);
	buf_fini(&s->note);
	arena_fini(&s->arena);
	*s = (struct store){ .dir = NULL };
}

const struct leaf_void *
store_withdrawal(const struct store *s, uint64_t index, uint64_t size,
    uint64_t *at)
{
	for (uint64_t i = index + 1; i < size; i++)
		if (s->leaf[i].type == LEAF_VOID &&
		    s->leaf[i].u.voided.index == index) {
			if (at != NULL)
				*at = i;
			return &s->leaf[i].u.voided;
		}
	return NULL;
}

uint64_t
store_first_later(const struct store *s)
{
	uint64_t i = 0;

	while (i < s->head.size && s->leaf[i].type != LEAF_LATER)
		i++;
	return i;
}

void
store_root_at(const struct store *s, uint64_t size, struct merkle_hash *root)
{
	merkle_root_of(s->hash, size, root);
}

void
store_data_head(const struct store *s, uint64_t size, struct checkpoint *head)
{
	while (size > 1 && s->leaf[size - 1].type != LEAF_GENESIS &&
	    s->leaf[size - 1].type != LEAF_STANDARD &&
	    s->leaf[size - 1].type != LEAF_BATCH &&
	    s->leaf[size - 1].type != LEAF_ERASURE)
		size--;
	*head = s->head;
	head->size = size;
	store_root_at(s, size, &head->root);
}

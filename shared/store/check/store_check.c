/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every byte of a store verified again; the first difference first. See
 * store.h. Files are checked in check_files.c.
 */
#include "shared/store/check/check_internal.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "shared/base/num.h"
#include "shared/file/folder.h"

static void __attribute__((format(printf, 3, 0)))
tell(struct check *c, enum store_check_kind kind, const char *fmt, va_list ap)
{
	va_list again;
	char *what;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	what = mem_calloc((size_t)n + 1, 1);
	vsnprintf(what, (size_t)n + 1, fmt, ap);
	c->fn(c->ctx, kind, what);
	free(what);
}

void
check_say(struct check *c, const char *fmt, ...)
{
	va_list ap;

	c->differences++;
	va_start(ap, fmt);
	tell(c, STORE_DIFFERENCE, fmt, ap);
	va_end(ap);
}

void
check_note(struct check *c, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	tell(c, STORE_NOTE, fmt, ap);
	va_end(ap);
}

void
check_unread(struct check *c, const struct err *why, const char *path)
{
	struct err e = *why;

	store_blame(&e);
	if (e.code == ERR_INTEGRITY)
		check_say(c, "%s: %s", path, e.msg);
	else if (c->failed.code == ERR_NONE)
		c->failed = e;
}

/* One kept checkpoint: signature, and the root of that many records. */
static void
check_checkpoint(struct check *c, const void *ctx, const char *name)
{
	const struct store *s = c->store;
	struct checkpoint cp;
	struct buf b;
	struct err e;
	uint64_t size;
	char *path = path_join("checkpoints", name);
	char *full = path_join(s->dir, path);

	(void)ctx;
	if (strncmp(name, ".tmp-", 5) == 0)
		goto out; /* the next writer removes it */
	buf_init(&b, (size_t)1 << 20);
	if (!num_parse_u64(str_of(name), UINT64_MAX, &size)) {
		check_say(c, "%s is not a checkpoint's name", path);
	} else if (file_read(full, &b, &e) == -1) {
		check_unread(c, &e, path);
	} else if (store_checkpoint(&s->keys.key[0], buf_view(&b), &cp, &e) ==
	    -1) {
		check_say(c, "%s: %s", path, e.msg);
	} else if (cp.size != size) {
		check_say(c, "%s is of %s and %" PRIu64 " records", path,
		    cp.origin, cp.size);
	} else if (size <= s->head.size) { /* else signed since we began */
		if (!merkle_same(&c->root[size], &cp.root))
			check_say(c, "%s: the first %" PRIu64 " records have "
			    "another root than was signed", path, size);
		else if (size == s->head.size && !str_eq(buf_view(&b),
		    buf_view(&s->note)))
			check_say(c, "%s and checkpoint differ", path);
	}
	check_mode(c, path);
	buf_fini(&b);
out:
	free(path);
	free(full);
}

void
check_folder(struct check *c, const char *folder, check_entry_fn *fn,
    const void *ctx)
{
	char *path = path_join(c->store->dir, folder), **name = NULL;
	struct folder f = { .path = path };
	size_t n = 0, cap = 0;
	const char *entry;
	struct err e;

	while (folder_next(&f, &entry, &e) == 1) {
		name = mem_grow(name, &cap, n, sizeof(*name));
		name[n++] = mem_strdup(entry);
	}
	if (f.dir == NULL)
		check_say(c, "the folder %s is missing", folder);
	folder_close(&f);
	free(path);
	if (n > 0)
		qsort(name, n, sizeof(*name), cstr_order);
	for (size_t i = 0; i < n; i++) {
		fn(c, ctx, name[i]);
		free(name[i]);
	}
	free(name);
}

/* Roots of every prefix, in one pass. */
static void
make_roots(struct check *c)
{
	const struct store *s = c->store;
	struct merkle m;

	c->root = mem_calloc(s->head.size + 1, sizeof(*c->root));
	merkle_init(&m);
	for (uint64_t i = 0; i < s->head.size; i++) {
		merkle_root(&m, &c->root[i]);
		merkle_add_hash(&m, &s->hash[i]);
	}
	merkle_root(&m, &c->root[s->head.size]);
	merkle_fini(&m);
}

/* The newest one must be among the kept ones, and `checkpoint` must be it. */
static void
check_newest(struct check *c)
{
	const struct store *s = c->store;
	char name[48], *path;
	struct err e;

	if (strcmp(s->head_file, "checkpoint") != 0)
		check_say(c, "checkpoint is missing or older than %s (%" PRIu64
		    " records); the next run puts it forward", s->head_file,
		    s->head.size);
	snprintf(name, sizeof(name), "checkpoints/%" PRIu64, s->head.size);
	path = path_join(s->dir, name);
	if (file_exists(path, &e) == 0)
		check_say(c, "%s, a copy of checkpoint, is missing", name);
	free(path);
}

/* Nothing may stand behind the signed records. */
static void
check_tail(struct check *c)
{
	const struct store *s = c->store;
	size_t signed_n = store_signed_bytes(s);

	if (s->log.n > signed_n)
		check_say(c, "log.jsonl has %zu bytes behind its %" PRIu64
		    " signed records; a run was cut off, the next one "
		    "completes or removes them", s->log.n - signed_n,
		    s->head.size);
}

int64_t
store_check(const char *dir, store_check_fn *fn, void *ctx, struct err *e)
{
	struct check c = { .fn = fn, .ctx = ctx };
	struct store s;

	/* A store that does not open: how far it is what was signed. */
	if (store_open(&s, dir, e) == -1) {
		if (e->code != ERR_INTEGRITY)
			return -1;
		fn(ctx, STORE_DIFFERENCE, e->msg);
		check_log_only(dir, fn, ctx);
		return 1;
	}
	/* Everything in it, place by place. */
	c.store = &s;
	make_roots(&c);
	store_names_make(&c.names, &s);
	check_tail(&c);
	check_keys(&c);
	check_records(&c);
	check_newest(&c);
	check_folder(&c, "checkpoints", check_checkpoint, NULL);
	check_strays(&c);
	check_folder_modes(&c);
	store_names_free(&c.names);
	free(c.root);
	store_close(&s);
	/* What could not be read may hold differences too. */
	if (c.failed.code != ERR_NONE) {
		*e = c.failed;
		return -1;
	}
	return (int64_t)c.differences;
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every byte of a store verified again, while writers may be at work; see
 * store_check.h. Files are checked in check_files.c.
 */
#include "shared/store/check/check_internal.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "shared/base/num.h"
#include "shared/file/folder.h"

#define TRIES 3 /* looks at a store whose head moves */

/* One sentence, of any length. */
static void
say(struct check *c, enum store_check_kind kind, const char *fmt, va_list ap)
{
	va_list again;
	char *what;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	what = mem_alloc((size_t)n + 1);
	vsnprintf(what, (size_t)n + 1, fmt, ap);
	c->said = mem_grow(c->said, &c->cap, c->n, sizeof(*c->said));
	c->said[c->n++] = (struct check_said){ kind, what };
	c->count[kind]++;
}

void
check_say(struct check *c, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(c, STORE_DIFFERENCE, fmt, ap);
	va_end(ap);
}

void
check_left(struct check *c, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(c, STORE_UNFINISHED, fmt, ap);
	va_end(ap);
}

void
check_note(struct check *c, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(c, STORE_NOTE, fmt, ap);
	va_end(ap);
}

void
check_fault(struct check *c, const struct err *why)
{
	struct err e = *why;

	store_blame(&e);
	if (e.code == ERR_INTEGRITY)
		check_say(c, "%s", e.msg);
	else if (c->failed.code == ERR_NONE)
		c->failed = e;
}

void
check_unread(struct check *c, const struct err *why, const char *path)
{
	struct err e = *why;

	store_blame(&e);
	if (e.code == ERR_INTEGRITY)
		err_ctx(&e, "%s", path);
	check_fault(c, &e);
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
	if (strncmp(name, ".tmp-", 5) == 0) {
		check_left(c, "%s was not finished", path);
		goto out;
	}
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

/*
 * The newest one must be among the kept ones, and `checkpoint` must be it. A
 * run is cut off between the two, so that `checkpoint` is older.
 */
static void
check_newest(struct check *c)
{
	const struct store *s = c->store;
	char *pointer = path_join(s->dir, "checkpoint"), *kept;
	char name[48];
	struct err e;

	if (file_exists(pointer, &e) == 0)
		check_say(c, "checkpoint is missing; %s is the newest signature "
		    "(%" PRIu64 " records), and the next run puts it in its "
		    "place", s->head_file, s->head.size);
	else if (strcmp(s->head_file, "checkpoint") != 0)
		check_left(c, "checkpoint is older than %s (%" PRIu64
		    " records)", s->head_file, s->head.size);
	snprintf(name, sizeof(name), "checkpoints/%" PRIu64, s->head.size);
	kept = path_join(s->dir, name);
	if (file_exists(kept, &e) == 0)
		check_say(c, "%s, a copy of checkpoint, is missing", name);
	free(kept);
	free(pointer);
}

static bool
says(const struct check *c, const struct check_said *what)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->said[i].kind == what->kind &&
		    strcmp(c->said[i].what, what->what) == 0)
			return true;
	return false;
}

/* Forgets what a run left, but for what the other look found, too. */
static void
forget_left(struct check *c, const struct check *but)
{
	size_t kept = 0;

	c->count[STORE_UNFINISHED] = 0;
	for (size_t i = 0; i < c->n; i++) {
		bool left = c->said[i].kind == STORE_UNFINISHED;

		if (left && !says(but, &c->said[i])) {
			free(c->said[i].what);
			continue;
		}
		c->count[STORE_UNFINISHED] += left;
		c->said[kept++] = c->said[i];
	}
	c->n = kept;
}

static void
end(struct check *c)
{
	for (size_t i = 0; i < c->n; i++)
		free(c->said[i].what);
	free(c->said);
	*c = (struct check){ .n = 0 };
}

/* One look at everything; *size is that of the head, 0 when there is none. */
static int
look(struct check *c, const char *dir, uint64_t *size, struct err *e)
{
	struct store s;

	*c = (struct check){ .store = &s };
	*size = 0;
	if (store_open(&s, dir, e) == -1) {
		if (e->code != ERR_INTEGRITY)
			return -1;
		check_say(c, "%s", e->msg);
		check_log_only(c, dir);
		return 0;
	}
	*size = s.head.size;
	make_roots(c);
	store_names_make(&c->names, &s);
	check_tail(c);
	check_keys(c);
	check_records(c);
	check_anchors(c);
	check_newest(c);
	check_folder(c, "checkpoints", check_checkpoint, NULL);
	check_strays(c);
	check_modes(c);
	store_names_free(&c->names);
	free(c->root);
	c->store = NULL;
	store_close(&s);
	return 0;
}

/* Has the store another head by now? */
static bool
has_moved(const char *dir, uint64_t size)
{
	struct store s;
	struct err ignored;
	bool moved;

	if (store_open(&s, dir, &ignored) == -1)
		return false;
	moved = s.head.size != size;
	store_close(&s);
	return moved;
}

/* Does a writer hold the store? */
static bool
is_busy(const char *dir)
{
	char *path = path_join(dir, "lock");
	bool busy = filelock_is_held(path);

	free(path);
	return busy;
}

/*
 * What a run has left, or one that is at work is about to name: only what still
 * lies there at a second look, with nobody at work, was left.
 */
static int
settle(struct check *c, const char *dir, bool busy, struct err *e)
{
	const struct check nothing = { .n = 0 };
	struct check again = { .n = 0 };
	uint64_t size;
	int status = 0;

	if (!busy) {
		status = look(&again, dir, &size, e);
		busy = is_busy(dir);
	}
	forget_left(c, busy ? &nothing : &again);
	if (busy)
		check_note(c, "a run is at work in the store; what it is about "
		    "to add was not looked at");
	end(&again);
	return status;
}

static void
tell(const struct check *c, store_check_fn *fn, void *ctx)
{
	for (int kind = 0; kind < STORE_CHECK__KINDS; kind++)
		for (size_t i = 0; i < c->n; i++)
			if ((int)c->said[i].kind == kind)
				fn(ctx, c->said[i].kind, c->said[i].what);
}

int64_t
store_check(const char *dir, store_check_fn *fn, void *ctx, struct err *e)
{
	struct check c = { .n = 0 };
	int64_t differences = -1;
	bool moved = true;
	uint64_t size;
	int status = 0;

	/* What differs may be what a writer has done since: look again. */
	for (int i = 0; i < TRIES && status == 0 && moved; i++) {
		end(&c);
		status = look(&c, dir, &size, e);
		moved = status == 0 && c.count[STORE_DIFFERENCE] +
		    c.count[STORE_UNFINISHED] > 0 &&
		    has_moved(dir, size);
	}
	if (status == 0 && c.count[STORE_UNFINISHED] > 0)
		status = settle(&c, dir, moved || is_busy(dir), e);
	tell(&c, fn, ctx);
	/* What could not be read may hold differences too. */
	if (c.failed.code != ERR_NONE)
		*e = c.failed;
	else if (status == 0)
		differences = (int64_t)c.count[STORE_DIFFERENCE];
	end(&c);
	return differences;
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * When the log is not the one that was signed: the kept checkpoints tell up
 * to which record it still is, and between which two the first difference
 * lies.
 */
#include "shared/store/check/check_internal.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "shared/base/num.h"
#include "shared/file/folder.h"

struct bounds {
	uint64_t good; /* largest size whose root fits */
	uint64_t bad;  /* smallest size whose root does not fit; 0 none */
};

/* Roots of every prefix of what stands there now. */
struct prefixes {
	struct merkle_hash *root;
	uint64_t n; /* whole lines; root[n] is there too */
};

static void
make_prefixes(struct prefixes *p, struct str log)
{
	struct merkle m;
	struct str line;
	size_t cap = 0;

	merkle_init(&m);
	for (;;) {
		p->root = mem_grow(p->root, &cap, p->n, sizeof(*p->root));
		merkle_root(&m, &p->root[p->n]);
		if (!store_next_line(&log, &line))
			break;
		merkle_add(&m, line.p, line.n);
		p->n++;
	}
	merkle_fini(&m);
}

static void
compare(const struct prefixes *p, const struct checkpoint *cp,
    struct bounds *b)
{
	if (cp->size <= p->n && merkle_same(&p->root[cp->size],
	    &cp->root)) {
		if (cp->size > b->good)
			b->good = cp->size;
	} else if (b->bad == 0 || cp->size < b->bad) {
		b->bad = cp->size;
	}
}

static void
compare_file(const char *path, const struct prefixes *p,
    const struct vkeys *keys, struct bounds *b)
{
	struct checkpoint cp;
	struct buf note;
	struct err e;

	buf_init(&note, (size_t)1 << 20);
	if (file_read(path, &note, &e) == 0 &&
	    store_checkpoint(&keys->key[0], buf_view(&note), &cp, &e) == 0)
		compare(p, &cp, b);
	buf_fini(&note);
}

/* Where the log as it is stops being the one that the checkpoints are of. */
static struct bounds
find_bounds(const char *folder, const struct prefixes *p,
    const struct vkeys *keys)
{
	struct folder f = { .path = folder };
	struct bounds b = { 0, 0 };
	const char *name;
	struct err ignored;

	while (folder_next(&f, &name, &ignored) == 1) {
		char *path = path_join(folder, name);

		if (name[0] != '.')
			compare_file(path, p, keys, &b);
		free(path);
	}
	folder_close(&f);
	return b;
}

void
check_log_only(struct check *c, const char *dir)
{
	char *log_path = path_join(dir, "log.jsonl");
	char *keys_path = path_join(dir, "keys.txt");
	char *folder = path_join(dir, "checkpoints");
	struct bounds b = { 0, 0 };
	struct prefixes p = { NULL, 0 };
	struct vkeys keys;
	struct map log = { "", 0 };
	struct err e;

	/* Where the log still is what some checkpoint was signed over. */
	if (map_open(&log, log_path, &e) == 0 &&
	    keys_read(&keys, keys_path, &e) == 0) {
		make_prefixes(&p, map_view(&log));
		b = find_bounds(folder, &p, &keys);
	}
	/* Between two of these is the first difference. */
	if (b.bad != 0)
		check_note(c, "log.jsonl: the first difference is in records %"
		    PRIu64 " to %" PRIu64, b.good, b.bad - 1);
	else if (b.good != 0)
		check_note(c, "log.jsonl fits every kept checkpoint, up to "
		    "record %" PRIu64, b.good - 1);
	free(p.root);
	map_close(&log);
	free(folder);
	free(keys_path);
	free(log_path);
}

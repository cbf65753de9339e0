/* SPDX-License-Identifier: Apache-2.0 */
/*
 * When the log is not the one that was signed: the kept checkpoints tell up
 * to which record it still is, and between which two the first difference
 * lies.
 */
#include "shared/store/check_internal.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "shared/base/num.h"

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
	size_t cap = 0, lf;

	merkle_init(&m);
	for (;;) {
		p->root = mem_grow(p->root, &cap, p->n, sizeof(*p->root));
		merkle_root(&m, &p->root[p->n]);
		lf = str_find(log, '\n', 0);
		if (lf == log.n)
			break;
		merkle_add(&m, log.p, lf + 1);
		log = (struct str){ log.p + lf + 1, log.n - lf - 1 };
		p->n++;
	}
	merkle_fini(&m);
}

static void
compare(const struct prefixes *p, const struct checkpoint *cp,
    struct bounds *b)
{
	if (cp->size <= p->n && memcmp(&p->root[cp->size], &cp->root,
	    sizeof(cp->root)) == 0) {
		if (cp->size > b->good)
			b->good = cp->size;
	} else if (b->bad == 0 || cp->size < b->bad) {
		b->bad = cp->size;
	}
}

static void
take_checkpoint(const char *dir, const char *name, const struct prefixes *p,
    const struct vkeys *keys, struct bounds *b)
{
	char *folder = store_path(dir, "checkpoints");
	char *path = path_join(folder, name);
	struct checkpoint cp;
	struct buf note;
	struct err e;

	buf_init(&note, (size_t)1 << 20);
	if (file_read(path, &note, &e) == 0 &&
	    store_checkpoint(&keys->key[0], buf_view(&note), &cp, &e) == 0)
		compare(p, &cp, b);
	buf_fini(&note);
	free(path);
	free(folder);
}

void
check_log_only(const char *dir, store_check_fn *fn, void *ctx)
{
	char *log_path = store_path(dir, "log.jsonl");
	char *keys_path = store_path(dir, "keys.txt");
	char *folder = store_path(dir, "checkpoints");
	struct bounds b = { 0, 0 };
	struct prefixes p = { NULL, 0 };
	struct vkeys keys;
	struct map log = { "", 0 };
	struct dirent *d;
	struct buf text;
	struct err e;
	DIR *all = NULL;

	buf_init(&text, 65536);
	if (map_open(&log, log_path, &e) == 0 &&
	    file_read(keys_path, &text, &e) == 0 &&
	    keys_parse(&keys, buf_view(&text), keys_path, &e) == 0)
		all = opendir(folder);
	if (all != NULL)
		make_prefixes(&p, map_view(&log));
	while (all != NULL && (d = readdir(all)) != NULL)
		if (d->d_name[0] != '.')
			take_checkpoint(dir, d->d_name, &p, &keys, &b);
	if (all != NULL) {
		char what[200];

		closedir(all);
		snprintf(what, sizeof(what), b.bad == 0 ? "log.jsonl fits "
		    "every kept checkpoint, up to record %" PRIu64 :
		    "log.jsonl: the first difference is in records %" PRIu64
		    " to %" PRIu64, b.bad == 0 ? b.good - 1 : b.good,
		    b.bad - 1);
		if (b.bad != 0 || b.good != 0)
			fn(ctx, what);
	}
	free(p.root);
	map_close(&log);
	buf_fini(&text);
	free(folder);
	free(keys_path);
	free(log_path);
}

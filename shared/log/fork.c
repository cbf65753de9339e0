/* SPDX-License-Identifier: Apache-2.0 */
/* The page about two histories of one key; see fork.h. */
#include "shared/log/fork.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "shared/base/enc.h"
#include "shared/file/fileio.h"

#define NAMES_TRIED 1000

static void
put_place(struct buf *b, const char *which, const struct fork_side *s)
{
	buf_printf(b, "%s stands in %s and is of %" PRIu64 " records.\n",
	    which, s->where, s->at.size);
}

/* That the newer one's log is not a longer one of the older's. */
static void
put_proof(struct buf *b, const struct fork *f)
{
	buf_puts(b, "Its log had another root at the size of the first, as the "
	    "lines from \"old\" to\nits end prove (docs/store-format.md 4):\n"
	    "\n  ");
	base64_put(b, f->root.b, SHA256_BYTES);
	buf_puts(b, "\n\n");
	consistency_file_format(b, f->older.at.size, f->proof,
	    f->newer.note);
}

/* The page. */
static void
format_page(struct buf *b, const struct fork *f)
{
	char print[VKEY_FINGERPRINT_TEXT];

	vkey_fingerprint(print, &f->key);
	buf_printf(b, "TWO HISTORIES SIGNED WITH ONE KEY\n"
	    "=================================\n\n"
	    "Store   %s\nKey     %s\n\n"
	    "Both checkpoints on this page are signed with this key, and no "
	    "log can have both.\nKeep this page, and send it to whoever "
	    "relies on the store.\n\n", f->key.name, print);
	put_place(b, "The first", &f->older);
	buf_putc(b, '\n');
	buf_str(b, f->older.note);
	buf_putc(b, '\n');
	put_place(b, "The second", &f->newer);
	if (f->proof != NULL && f->older.at.size < f->newer.at.size) {
		put_proof(b, f);
	} else {
		buf_putc(b, '\n');
		buf_str(b, f->newer.note);
	}
}

/* A stray file in a store would be a difference from what was signed. */
static int
refuse_store(const char *folder, struct err *e)
{
	char *log = path_join(folder, "log.jsonl");
	int there = file_exists(log, e);

	free(log);
	if (there == 1)
		return err_set(e, ERR_USAGE, "%s holds a store's log: the "
		    "evidence is not written there; name another folder with "
		    "--out", folder);
	return there;
}

int
fork_write(const char *folder, const struct fork *f, char **path,
    struct err *e)
{
	char name[40];
	struct buf b;
	int made = -1;

	*path = NULL;
	if (refuse_store(folder, e) == -1)
		return -1;
	buf_init(&b, BUF_MAX_DEFAULT);
	format_page(&b, f);
	for (int i = 1; made == -1 && i < NAMES_TRIED; i++) {
		snprintf(name, sizeof(name), i == 1 ? "fork-evidence.txt" :
		    "fork-evidence-%d.txt", i);
		free(*path);
		*path = path_join(folder, name);
		made = file_create(*path, buf_view(&b), 0444, e);
		if (made == -1 && e->code != ERR_INTEGRITY)
			break;
	}
	buf_fini(&b);
	if (made != -1)
		return 0;
	free(*path);
	*path = NULL;
	return -1;
}

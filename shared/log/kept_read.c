/* SPDX-License-Identifier: Apache-2.0 */
/* The files that checkpoints are kept in: read, and history.txt written. */
#include "shared/log/kept.h"

#include <errno.h>
#include <stdlib.h>

#include <sys/stat.h>

#include "shared/base/enc.h"
#include "shared/base/num.h"
#include "shared/file/fileio.h"
#include "shared/file/folder.h"
#include "shared/log/transport.h"

#define HISTORY_HEADER "preaudit-history/1"
#define PROOF_HEADER "c2sp.org/tlog-proof@v1"
#define FORK_HEADER "TWO HISTORIES SIGNED WITH ONE KEY"
#define SIGNATURE "\xe2\x80\x94 "
#define FILE_MAX_BYTES ((size_t)64 << 20)
#define FOLDER_MAX_DEPTH 4
#define MAX_INT 9007199254740991ULL

/* One file while it is read. */
struct reading {
	struct kept *k;
	const char *file; /* in the list's arena, as is the text */
	struct str text;
	bool named; /* by the user: it must hold a checkpoint */
	struct err *e;
};

static size_t
line_at(const struct reading *r, const char *p)
{
	size_t line = 1;

	for (const char *c = r->text.p; c < p; c++)
		line += *c == '\n';
	return line;
}

static int
damaged(const struct reading *r, const char *at, const char *what)
{
	return err_set(r->e, ERR_USAGE, "%s line %zu: %s; ask for the file "
	    "again, or for one that was kept elsewhere", r->file,
	    line_at(r, at), what);
}

/* The signed note as an item; nothing more is known of it. */
static int
item_of(const struct reading *r, struct str note, struct kept_item *item)
{
	const struct vkey *by;
	struct str text;
	struct err why;

	*item = (struct kept_item){ .note = note, .file = r->file,
		.line = line_at(r, note.p) };
	if (note_open(note, NULL, &text, &by) == NOTE_MALFORMED)
		return damaged(r, note.p, "what begins here is not a signed "
		    "checkpoint, though a signature line follows");
	if (checkpoint_parse(&item->at, text, &why) == -1)
		return damaged(r, note.p, why.msg);
	if (item->at.size == 0)
		return damaged(r, note.p, "the checkpoint is of no record");
	return 0;
}

/* The lines of base64 hashes up to an empty line; *n of them. */
static int
read_hashes(const struct reading *r, struct str *rest, struct merkle_hash *h,
    uint64_t cap, uint64_t *n)
{
	struct str line;
	size_t bytes;

	for (*n = 0; str_next(rest, '\n', &line) && line.n > 0; (*n)++)
		if (*n == cap || !base64_parse(h[*n].b, SHA256_BYTES, &bytes,
		    line) || bytes != SHA256_BYTES)
			return damaged(r, line.p, *n == cap ? "there are more "
			    "hashes than belong here" : "this is not a hash");
	if (rest->p == NULL || rest->n == 0)
		return damaged(r, r->text.p + r->text.n, "it ends before the "
		    "checkpoint");
	return 0;
}

/* history.txt: a hash a line, then the checkpoint over them. */
static int
read_history(const struct reading *r, struct str rest)
{
	uint64_t cap = rest.n / 45 + 1, n; /* 44 characters and LF each */
	struct merkle_hash *leaf = ARENA_ARRAY(&r->k->arena, cap,
	    struct merkle_hash);
	struct merkle_hash root;
	struct kept_item item;

	if (read_hashes(r, &rest, leaf, cap, &n) == -1 ||
	    item_of(r, rest, &item) == -1)
		return -1;
	if (n == item.at.size)
		merkle_root_of(leaf, n, &root);
	if (n != item.at.size || !merkle_same(&root, &item.at.root))
		return damaged(r, rest.p, "the hashes above are not those of "
		    "this checkpoint");
	item.leaf = leaf;
	return kept_add(r->k, &item, r->e);
}

/* A consistency file: old size, the proof's hashes, the checkpoint. */
static int
read_consistency(const struct reading *r, struct str line, struct str rest,
    const struct merkle_hash *old_root)
{
	struct merkle_proof *p = ARENA_NEW(&r->k->arena, struct merkle_proof);
	struct str number = { line.p + 4, line.n - 4 };
	struct kept_item item;
	uint64_t old, n;

	if (!num_parse_u64(number, MAX_INT, &old))
		return damaged(r, line.p, "this is not the size of a log");
	if (read_hashes(r, &rest, p->hash, MERKLE_MAX_PROOF, &n) == -1 ||
	    item_of(r, rest, &item) == -1)
		return -1;
	p->n = (unsigned)n;
	item.proof = p;
	item.old = old;
	item.old_root = old_root;
	return kept_add(r->k, &item, r->e);
}

static int
read_proof(const struct reading *r)
{
	struct kept_item item;
	struct proof_file p;
	struct buf scratch;
	struct err why;
	int status;

	buf_init(&scratch, FILE_MAX_BYTES);
	status = proof_file_parse(&p, r->text, &scratch, &why);
	buf_fini(&scratch);
	if (status == -1)
		return err_set(r->e, ERR_USAGE, "%s: %s", r->file, why.msg);
	if (item_of(r, p.checkpoint, &item) == -1)
		return -1;
	return kept_add(r->k, &item, r->e);
}

/* Lines seen last, the newest in [4]; a note is four of them and signatures. */
struct window {
	struct str line[5];
};

static void
window_push(struct window *w, struct str line)
{
	memmove(w->line, w->line + 1, 4 * sizeof(w->line[0]));
	w->line[4] = line;
}

/* Any text: three lines, an empty one and signature lines are a checkpoint. */
static int
read_notes(const struct reading *r)
{
	struct str rest = r->text, line;
	struct window w = { .line = { { NULL, 0 } } };

	while (str_next(&rest, '\n', &line)) {
		struct kept_item item;
		const char *end;

		/* A signature behind an empty line may end a note. */
		window_push(&w, line);
		if (!str_starts(line, STR(SIGNATURE)) || w.line[3].n > 0)
			continue;
		if (w.line[0].p == NULL && r->named)
			return damaged(r, line.p, "a signature without a "
			    "checkpoint before it");
		if (w.line[0].p == NULL)
			continue;
		/* Its other signatures follow; the last line must be whole. */
		while (rest.p != NULL && str_starts(rest, STR(SIGNATURE)))
			(void)str_next(&rest, '\n', &line);
		end = line.p + line.n;
		if (end == r->text.p + r->text.n) {
			if (r->named)
				return damaged(r, line.p,
				    "the signature is cut off");
			return 0;
		}
		if (item_of(r, str_range(w.line[0].p, end + 1), &item) == -1) {
			if (r->named)
				return -1;
			continue; /* a dash in somebody's prose */
		}
		if (kept_add(r->k, &item, r->e) == -1)
			return -1;
	}
	return 0;
}

/*
 * The evidence of a fork: a note, and where the other one is larger, the root
 * that its log had at the size of the first, and the proof of it.
 */
static int
read_fork(const struct reading *r)
{
	struct merkle_hash *root = ARENA_NEW(&r->k->arena, struct merkle_hash);
	const char *old = memmem(r->text.p, r->text.n, "\n\nold ", 6);
	struct reading first = *r;
	struct str rest, line;
	size_t n;

	if (old == NULL)
		return read_notes(r);
	first.text.n = (size_t)(old - r->text.p) + 1;
	if (read_notes(&first) == -1)
		return -1;
	rest = str_trim(str_range(memrchr(r->text.p, '\n',
	    first.text.n - 1), old));
	if (!base64_parse(root->b, SHA256_BYTES, &n, rest) ||
	    n != SHA256_BYTES)
		return damaged(r, rest.p, "this is not a hash");
	rest = str_range(old + 2, r->text.p + r->text.n);
	(void)str_next(&rest, '\n', &line);
	return read_consistency(r, line, rest, root);
}

static int
read_text(const struct reading *r)
{
	struct str rest = r->text, line;

	if (!str_next(&rest, '\n', &line))
		return 0;
	if (str_is(line, PROOF_HEADER))
		return read_proof(r);
	if (str_is(line, HISTORY_HEADER))
		return read_history(r, rest);
	if (str_is(line, FORK_HEADER))
		return read_fork(r);
	if (str_starts(line, STR("old ")) && (r->named || line.n < 21))
		return read_consistency(r, line, rest, NULL);
	return read_notes(r);
}

static int
read_copy(struct kept *k, const char *file, struct str text, bool named,
    struct err *e)
{
	const struct reading r = { .k = k, .named = named, .e = e,
		.file = arena_memdup(&k->arena, file, strlen(file)),
		.text = { arena_memdup(&k->arena, text.p, text.n), text.n } };

	return read_text(&r);
}

static int
read_file(struct kept *k, const char *path, bool named, struct err *e)
{
	struct buf b;
	int status;

	buf_init(&b, FILE_MAX_BYTES);
	status = file_read(path, &b, e);
	if (status == 0) {
		transport_undo(&b);
		status = read_copy(k, path, buf_view(&b), named, e);
	}
	buf_fini(&b);
	return status;
}

/* May the file be a text of ours? Reports and workbooks are large and other. */
static bool
looks_like_text(const char *path, const struct stat *st)
{
	char head[3] = "";
	struct map map;
	struct err e;

	if ((uint64_t)st->st_size > FILE_MAX_BYTES ||
	    map_open(&map, path, &e) == -1)
		return false;
	memcpy(head, map.p, map.n < sizeof(head) ? map.n : sizeof(head));
	map_close(&map);
	return memcmp(head, "PK\003", 3) != 0;
}

static int read_folder(struct kept *k, const char *path, int depth,
    struct err *e);

static int
read_entry(struct kept *k, const char *path, int depth, struct err *e)
{
	struct stat st;

	if (lstat(path, &st) == -1)
		return errno == ENOENT ? 0 : err_sys(e, "look at", path);
	if (S_ISDIR(st.st_mode))
		return depth == 0 ? 0 : read_folder(k, path, depth - 1, e);
	if (!S_ISREG(st.st_mode) || !looks_like_text(path, &st))
		return 0;
	return read_file(k, path, false, e);
}

static int
read_folder(struct kept *k, const char *path, int depth, struct err *e)
{
	struct folder f = { .path = path };
	const char *name;
	int status;

	while ((status = folder_next(&f, &name, e)) == 1) {
		char *entry = path_join(path, name);

		status = read_entry(k, entry, depth, e);
		free(entry);
		if (status == -1)
			break;
	}
	folder_close(&f);
	return status;
}

/* Was anything added to what was there before? */
static int
must_hold(const struct kept *k, size_t before, const char *path, bool dir,
    struct err *e)
{
	if (k->n > before)
		return 0;
	return err_set(e, ERR_USAGE, "%s holds no checkpoint: give %s that "
	    "you kept: a checkpoint, proof.txt, RECEIPT.txt, history.txt or a "
	    "consistency file", path, dir ? "a folder with a file" : "a file");
}

int
kept_read(struct kept *k, const char *path, struct err *e)
{
	bool dir = path_is_dir(path);
	size_t before = k->n;

	if ((dir ? read_folder(k, path, FOLDER_MAX_DEPTH, e) :
	    read_file(k, path, true, e)) == -1)
		return -1;
	return must_hold(k, before, path, dir, e);
}

int
kept_text(struct kept *k, const char *file, struct str text, struct err *e)
{
	size_t before = k->n;

	if (read_copy(k, file, text, true, e) == -1)
		return -1;
	return must_hold(k, before, file, false, e);
}

void
history_file_format(struct buf *b, const struct merkle_hash *leaf,
    uint64_t size, struct str note)
{
	buf_puts(b, HISTORY_HEADER "\n");
	for (uint64_t i = 0; i < size; i++) {
		base64_put(b, leaf[i].b, SHA256_BYTES);
		buf_putc(b, '\n');
	}
	buf_putc(b, '\n');
	buf_str(b, note);
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The newest head: the largest checkpoint that the store's own key has signed,
 * wherever it stands: `checkpoint`, checkpoints/<size>, the proofs of issued
 * reports. Whether the log has it is asked once the log is read.
 */
#include "shared/store/store_internal.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "shared/base/num.h"
#include "shared/file/folder.h"

#define NOTE_MAX_BYTES ((size_t)1 << 20)

int
store_checkpoint(const struct vkey *own, struct str note,
    struct checkpoint *cp, struct err *e)
{
	const struct vkeys keys = { .n = 1, .key = { *own } };
	const struct vkey *by;
	struct str text;
	enum note_answer a = note_open(note, &keys, &text, &by);

	if (a != NOTE_OK)
		return err_set(e, ERR_INTEGRITY, "%s", note_answer_text(a));
	if (checkpoint_parse(cp, text, e) == -1)
		return -1;
	if (strcmp(own->name, cp->origin) != 0 || cp->size == 0)
		return err_set(e, ERR_INTEGRITY, "signed by %s, but of %s and "
		    "%" PRIu64 " records", own->name, cp->origin, cp->size);
	return 0;
}

static int
contradict(const struct store *s, const char *file, struct err *e)
{
	return err_set(e, ERR_INTEGRITY, "%s/%s and %s/%s are both signed with "
	    "this store's key, but contradict each other: two histories were "
	    "signed. Nothing was changed; keep a copy of all files, and "
	    "restore the store from a backup that holds only one of the two",
	    s->dir, s->head_file, s->dir, file);
}

/* Bytes of a file inside the store: 1 read, 0 there is none, -1 error. */
static int
read_note(const struct store *s, const char *file, struct map *m,
    struct err *e)
{
	char *path = path_join(s->dir, file);
	int status = file_exists(path, e);

	if (status == 1 && map_open(m, path, e) == -1) {
		store_blame(e);
		status = -1;
	} else if (status == 1 && m->n > NOTE_MAX_BYTES) {
		map_close(m);
		status = err_set(e, ERR_INTEGRITY, "%s is larger than %zu "
		    "bytes", path, NOTE_MAX_BYTES);
	}
	free(path);
	return status;
}

/* A checkpoint that stands somewhere. */
struct found {
	enum store_source from;
	const char *file; /* inside the store */
	struct str note;  /* as it is signed */
	struct checkpoint cp;
};

/* One valid checkpoint more: it is the head when it is larger. */
static int
add_head(struct store *s, struct store_heads *h, const struct found *f,
    struct err *e)
{
	if (f->cp.size == s->head.size &&
	    !merkle_same(&f->cp.root, &s->head.root))
		return contradict(s, f->file, e);
	h->cp[f->from] = f->cp;
	free(h->file[f->from]);
	h->file[f->from] = mem_strdup(f->file);
	if (f->cp.size <= s->head.size)
		return 0;
	s->head = f->cp;
	free(s->head_file);
	s->head_file = mem_strdup(f->file);
	buf_reset(&s->note);
	buf_str(&s->note, f->note);
	return 0;
}

/* The file that names the head. Missing it is passed over, wrong it is not. */
static int
read_pointer(struct store *s, struct store_heads *h, struct err *e)
{
	struct found f = { .from = STORE_POINTER, .file = "checkpoint" };
	struct map m = { "", 0 };
	struct err why;
	int status = read_note(s, f.file, &m, e);

	if (status != 1)
		return status;
	f.note = map_view(&m);
	if (store_checkpoint(&s->keys.key[0], f.note, &f.cp, &why) == -1)
		status = err_set(e, ERR_INTEGRITY, "%s/checkpoint: %s. Nothing "
		    "was changed; move the file out of the store and keep it: "
		    "the newest of %s/checkpoints then takes its place",
		    s->dir, why.msg, s->dir);
	else
		status = add_head(s, h, &f, e);
	map_close(&m);
	return status;
}

/* ---- checkpoints/<size> ---- */

static int
larger_first(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? 1 : x > y ? -1 : 0;
}

/* The sizes of kept checkpoints from `least` on, the largest first. */
static int
list_kept(const struct store *s, uint64_t least, uint64_t **size, size_t *n,
    struct err *e)
{
	char *path = path_join(s->dir, "checkpoints");
	struct folder f = { .path = path };
	const char *name;
	size_t cap = 0;
	uint64_t one;
	int more;

	*size = NULL;
	*n = 0;
	while ((more = folder_next(&f, &name, e)) == 1)
		if (num_parse_u64(str_of(name), UINT64_MAX, &one) &&
		    one >= least) {
			*size = mem_grow(*size, &cap, *n, sizeof(**size));
			(*size)[(*n)++] = one;
		}
	folder_close(&f);
	free(path);
	if (*n > 0)
		qsort(*size, *n, sizeof(**size), larger_first);
	return more == -1 && e->sys != ENOENT ? -1 : 0;
}

/* 1 when the kept checkpoint is one, 0 when it is not, -1 error. */
static int
read_kept(struct store *s, struct store_heads *h, uint64_t size,
    struct err *e)
{
	char file[40];
	struct found f = { .from = STORE_KEPT, .file = file };
	struct map m = { "", 0 };
	struct err why = { .code = ERR_NONE };
	int status;

	snprintf(file, sizeof(file), "checkpoints/%" PRIu64, size);
	status = read_note(s, file, &m, &why);
	if (status == -1 && why.code != ERR_INTEGRITY) {
		*e = why;
		return -1;
	}
	f.note = map_view(&m);
	if (status == 1 && str_eq(f.note, buf_view(&s->note))) {
		status = s->head.size == size; /* verified already */
	} else if (status == 1 && store_checkpoint(&s->keys.key[0], f.note,
	    &f.cp, &why) == 0 && f.cp.size == size) {
		status = add_head(s, h, &f, e) == -1 ? -1 : 1;
	} else {
		status = 0;
	}
	if (status == 0 && s->odd_file == NULL && size > s->head.size)
		s->odd_file = mem_strdup(file);
	map_close(&m);
	return status;
}

static int
read_newest_kept(struct store *s, struct store_heads *h, struct err *e)
{
	uint64_t *size;
	size_t n;
	int status = list_kept(s, s->head.size, &size, &n, e);

	for (size_t i = 0; i < n && status == 0; i++)
		status = read_kept(s, h, size[i], e);
	free(size);
	return status == -1 ? -1 : 0;
}

/* ---- reports' proofs ---- */

struct str
store_proof_note(struct str proof)
{
	struct str rest = proof, line;

	while (str_next(&rest, '\n', &line) && line.n > 0)
		;
	return rest;
}

/* The second line of the checkpoint a proof ends with; 0 when there is none. */
static uint64_t
proof_size(struct str proof, struct str *note)
{
	struct str rest = store_proof_note(proof), line;
	uint64_t size = 0;

	*note = rest;
	if (rest.p == NULL || !str_next(&rest, '\n', &line) ||
	    !str_next(&rest, '\n', &line) ||
	    !num_parse_u64(line, UINT64_MAX, &size))
		return 0;
	return size;
}

/* A proof that cannot be used says nothing; one that cannot be read may. */
static int
read_proof(struct store *s, struct store_heads *h, const char *file,
    struct err *e)
{
	struct found f = { .from = STORE_PROOF, .file = file };
	struct map m = { "", 0 };
	struct err why;
	uint64_t size;
	int status = read_note(s, file, &m, e);

	if (status != 1)
		return status == -1 && e->code != ERR_INTEGRITY ? -1 : 0;
	status = 0;
	size = proof_size(map_view(&m), &f.note);
	if (size != 0 && size >= s->head.size &&
	    !str_eq(f.note, buf_view(&s->note)) &&
	    store_checkpoint(&s->keys.key[0], f.note, &f.cp, &why) == 0 &&
	    (f.cp.size > s->head.size ||
	    !merkle_same(&f.cp.root, &s->head.root)))
		status = add_head(s, h, &f, e);
	map_close(&m);
	return status;
}

static int
read_proofs(struct store *s, struct store_heads *h, struct err *e)
{
	char *path = path_join(s->dir, "reports");
	struct folder f = { .path = path };
	const char *name;
	int status = 0, more = 0;

	while (status == 0 && (more = folder_next(&f, &name, e)) == 1) {
		char *folder = path_join("reports", name);
		char *file = path_join(folder, "proof.txt");

		if (name[0] != '.')
			status = read_proof(s, h, file, e);
		free(folder);
		free(file);
	}
	folder_close(&f);
	free(path);
	return status == -1 || (more == -1 && e->sys != ENOENT) ? -1 : 0;
}

int
store_heads_find(struct store *s, struct store_heads *h, struct err *e)
{
	if (read_pointer(s, h, e) == -1 || read_newest_kept(s, h, e) == -1 ||
	    read_proofs(s, h, e) == -1)
		return -1;
	return s->head.size > 0 ? 0 : err_set(e, ERR_INTEGRITY,
	    "%s/checkpoint, the newest signature, is missing, and nothing in "
	    "%s/checkpoints is signed with the store's key; restore the store "
	    "from its backup", s->dir, s->dir);
}

int
store_heads_agree(const struct store *s, const struct store_heads *h,
    struct err *e)
{
	struct merkle_hash root;

	for (int i = 0; i < STORE__SOURCES; i++) {
		if (h->cp[i].size == 0 || h->cp[i].size == s->head.size)
			continue;
		store_root_at(s, h->cp[i].size, &root);
		if (!merkle_same(&root, &h->cp[i].root))
			return contradict(s, h->file[i], e);
	}
	return 0;
}

void
store_heads_free(struct store_heads *h)
{
	for (int i = 0; i < STORE__SOURCES; i++)
		free(h->file[i]);
}

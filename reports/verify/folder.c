/* SPDX-License-Identifier: Apache-2.0 */
/* A folder as it was handed over, sorted into files and companions. */
#include "reports/verify/folder.h"

#include <stdlib.h>

#include <sys/stat.h>

#include "reports/disclose/disclosure.h"
#include "reports/verify/companion_check.h"
#include "shared/file/folder.h"

/* What a folder may hold: more is not a report that was handed over. */
#define FILES_MAX 10000

/* The names in it, sorted; in the arena. */
static int
read_names(struct verify_folder *f, char ***name, size_t *n, struct err *e)
{
	struct folder dir = { .path = f->path };
	size_t cap = 0;
	const char *one;
	int status;

	*name = NULL;
	*n = 0;
	while ((status = folder_next(&dir, &one, e)) == 1) {
		if (*n == FILES_MAX) {
			status = err_set(e, ERR_LIMIT, "%s holds more than %d "
			    "files; name those that are to be checked",
			    f->path, FILES_MAX);
			break;
		}
		*name = mem_grow(*name, &cap, *n, sizeof(**name));
		(*name)[(*n)++] = arena_memdup(&f->arena, one, strlen(one));
	}
	folder_close(&dir);
	if (*n > 0)
		qsort(*name, *n, sizeof(**name), cstr_order);
	return status;
}

static void
add_companion(struct verify_folder *f, const char *path, enum companion is,
    const char *why)
{
	f->companion[f->ncompanions++] = (struct companion_answer){
		.file = path, .is = is, .state = COMPANION_NOT_CHECKED,
		.why = why };
}

/* One entry: a file to check, or what accompanies it. */
static int
sort_entry(struct verify_folder *f, const char *name, struct err *e)
{
	const char *path = arena_printf(&f->arena, "%s%s%s", f->path,
	    str_ends(str_of(f->path), STR("/")) ? "" : "/", name);
	enum companion is;
	struct stat st;
	struct map map;

	if (lstat(path, &st) == -1)
		return err_sys(e, "look at", path);
	if (!S_ISREG(st.st_mode)) {
		add_companion(f, path, COMPANION_NONE, S_ISDIR(st.st_mode) ?
		    "it is a folder: name it to have it checked too" :
		    "it is no regular file");
		return 0;
	}
	if (map_open(&map, path, e) == -1)
		return -1;
	is = companion_of(map_view(&map));
	if (is == COMPANION_NONE && strcmp(name, DISCLOSURE_FILE) == 0)
		f->unchecked = "it holds records that were drawn: check it "
		    "with --disclosed";
	else if (is == COMPANION_NONE && f->unchecked == NULL &&
	    verify_says_draft(path, map_view(&map)))
		f->unchecked = "it holds drafts, which were never issued";
	map_close(&map);
	if (is == COMPANION_NONE)
		f->file[f->nfiles++] = path;
	else
		add_companion(f, path, is, NULL);
	return 0;
}

static int
sort_entries(struct verify_folder *f, struct err *e)
{
	char **name;
	size_t n;
	int status = read_names(f, &name, &n, e);

	f->file = ARENA_ARRAY(&f->arena, n + 1, const char *);
	f->companion = ARENA_ARRAY(&f->arena, n + 1, struct companion_answer);
	for (size_t i = 0; status == 0 && i < n; i++)
		status = sort_entry(f, name[i], e);
	free(name);
	return status;
}

/* Is a file with this hash among those to be checked? */
static bool
is_here(const struct verify_folder *f, const char *sha256)
{
	char hex[SHA256_HEX + 1];
	struct err ignored;

	for (size_t i = 0; i < f->nfiles; i++)
		if (file_sha256(f->file[i], hex, &ignored) == 0 &&
		    strcmp(hex, sha256) == 0)
			return true;
	return false;
}

/* The outputs of the report that nobody handed over. */
static void
find_not_here(struct verify_folder *f, const struct evidence *v)
{
	const struct leaf_report *l = evidence_report(v);
	size_t max = sizeof(f->not_here) / sizeof(f->not_here[0]);

	f->report = arena_memdup(&f->arena, l->id, strlen(l->id));
	for (size_t i = 0; i < l->noutputs && f->nnot_here < max; i++)
		if (!is_here(f, l->output[i].sha256))
			f->not_here[f->nnot_here++] = arena_memdup(&f->arena,
			    l->output[i].format, strlen(l->output[i].format));
}

/* The exit status that each state stands for. */
static int
status_of(enum companion_state state)
{
	static const int status[] = {
		[COMPANION_OK] = 0,
		[COMPANION_NOT_USED] = 0,
		[COMPANION_NOT_CHECKED] = 3,
		[COMPANION_DIFFERS] = 4,
	};

	return status[state];
}

/* The request for the proof alone: it asks, keeps and writes nothing else. */
static struct verify_request
proof_request(const struct verify_request *q, const char *proof)
{
	return (struct verify_request){ .file = proof, .keys = q->keys,
		.proof_path = proof, .store = q->store,
		.store_path = q->store_path, .now_s = q->now_s };
}

/* The proof: named, proof.txt, or what is one by its content. */
static int
find_proof(const struct verify_request *q, struct verify_folder *f,
    const char **proof, struct err *e)
{
	int there;

	*proof = q->proof_path != NULL ? q->proof_path :
	    arena_printf(&f->arena, "%s/proof.txt", f->path);
	there = file_exists(*proof, e);
	for (size_t i = 0; there == 0 && i < f->ncompanions; i++)
		if (f->companion[i].is == COMPANION_PROOF) {
			*proof = f->proof = f->companion[i].file;
			there = 1;
		}
	if (there == 0 && q->store == NULL && f->unchecked == NULL)
		f->unchecked = "there is no proof in it, and nothing could be "
		    "checked without; ask for proof.txt";
	return there;
}

/* Holds each companion against the proof in the folder. */
static int
check_companions(const struct verify_request *q, struct verify_folder *f,
    struct err *e)
{
	const char *proof;
	int status = find_proof(q, f, &proof, e);
	struct verify_request of_proof = proof_request(q, proof);
	struct verify_answer a = { .status = 4 };
	struct evidence v = { .have = false };

	if (status == 1)
		status = verify_answer_all(&of_proof, &v, &a, e);
	for (size_t i = 0; status == 0 && i < f->ncompanions; i++) {
		struct companion_answer *c = &f->companion[i];

		if (c->is != COMPANION_NONE)
			status = companion_check(&(struct companion_by){
			    .q = &of_proof, .v = &v, .a = &a }, c, &f->arena,
			    e);
		f->accused |= c->state == COMPANION_DIFFERS;
		if (status == 0 && f->status < status_of(c->state))
			f->status = status_of(c->state);
	}
	if (status == 0 && v.have)
		find_not_here(f, &v);
	evidence_fini(&v);
	verify_answer_fini(&a);
	return status;
}

int
verify_folder(const struct verify_request *q, const char *path,
    struct verify_folder *f, struct err *e)
{
	*f = (struct verify_folder){ .path = path };
	if (sort_entries(f, e) == -1)
		return -1;
	if (f->nfiles == 0)
		f->status = 3;
	return check_companions(q, f, e);
}

void
verify_folder_add(struct verify_folder *f, const struct verify_answer *a)
{
	if (f->status < a->status)
		f->status = a->status;
	/* What is merely unproven may be just what was issued. */
	f->accused |= a->status == 4 && (a->verdict != VERDICT_UNPROVEN ||
	    a->is.to[VERDICT_PROOF] == VERDICT_PROOF_FAILED ||
	    a->is.to[VERDICT_SIGNATURE] == VERDICT_SIGNATURE_FAILED);
}

bool
verify_folder_has(const char *path, const char *file)
{
	char *folder = realpath(path, NULL), *real = realpath(file, NULL);
	size_t n = folder == NULL ? 0 : strlen(folder);
	bool has = n > 0 && real != NULL && strncmp(real, folder, n) == 0 &&
	    (real[n] == '/' || folder[n - 1] == '/');

	free(folder);
	free(real);
	return has;
}

void
verify_folder_fini(struct verify_folder *f)
{
	arena_fini(&f->arena);
}

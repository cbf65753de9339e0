/* SPDX-License-Identifier: Apache-2.0 */
/* Where a standard's files come from: a folder, or what a store has adopted. */
#include "shared/model/standard_internal.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>

#include "shared/base/enc.h"
#include "shared/base/fileio.h"
#include "shared/base/hash.h"
#include "shared/base/utf8.h"

#define FILE_MAX_BYTES ((size_t)4 << 20)
#define FILES_MAX 200

static int
by_path(const void *a, const void *b)
{
	return strcmp(((const struct standard_file *)a)->path,
	    ((const struct standard_file *)b)->path);
}

static int
add_file(struct standard *s, const char *path, struct str text,
    struct err *e)
{
	struct standard_file *f = &s->file[s->nfiles];
	uint8_t digest[SHA256_BYTES];

	if (s->nfiles == FILES_MAX)
		return err_set(e, ERR_CONFIG, "the standard has more than %d "
		    "files", FILES_MAX);
	if (utf8_valid(text) != text.n)
		return err_set(e, ERR_CONFIG, "%s is not valid UTF-8 at byte "
		    "%zu", path, utf8_valid(text) + 1);
	f->path = arena_memdup(&s->arena, path, strlen(path));
	f->text = (struct str){ arena_memdup(&s->arena, text.n == 0 ? "" :
	    text.p, text.n), text.n };
	sha256_of(digest, text.p, text.n);
	hex_format(f->sha256, digest, sizeof(digest));
	s->nfiles++;
	return 0;
}

/* Which file names belong into which folder of a standard. */
static bool
belongs(const char *folder, const char *name)
{
	struct str n = str_of(name);

	if (folder[0] == '\0')
		return str_is(n, "standard.json") ||
		    str_is(n, "clauses.json") || str_is(n, "lists.json");
	if (strcmp(folder, "criteria") == 0)
		return str_ends(n, STR(".rules"));
	return str_ends(n, STR(".json"));
}

static int
read_folder(struct standard *s, const char *top, const char *folder,
    struct err *e)
{
	char *path = path_join(top, folder);
	DIR *dir = opendir(path);
	struct dirent *d;
	struct buf b;
	int status = 0;

	if (dir == NULL) {
		if (errno != ENOENT || folder[0] == '\0')
			status = err_sys(e, "open the folder", path);
		else if (strcmp(folder, "registers") == 0)
			status = err_set(e, ERR_CONFIG, "%s is not the folder "
			    "of a standard: it has no registers/", top);
		free(path);
		return status;
	}
	buf_init(&b, FILE_MAX_BYTES);
	while (status == 0 && (d = readdir(dir)) != NULL) {
		char *full, *inside;

		if (d->d_name[0] == '.')
			continue;
		full = path_join(path, d->d_name);
		inside = folder[0] == '\0' ? mem_strdup(d->d_name) :
		    path_join(folder, d->d_name);
		if (path_is_dir(full)) {
			if (folder[0] != '\0')
				status = err_set(e, ERR_CONFIG, "%s does not "
				    "belong into a standard's folder", full);
		} else if (!belongs(folder, d->d_name)) {
			status = err_set(e, ERR_CONFIG, "%s does not belong "
			    "into a standard's folder", full);
		} else {
			buf_reset(&b);
			status = file_read(full, &b, e);
			if (status == 0)
				status = add_file(s, inside, buf_view(&b), e);
		}
		free(full);
		free(inside);
	}
	closedir(dir);
	buf_fini(&b);
	free(path);
	return status;
}

static int
finish(struct standard *s, struct err *e)
{
	qsort(s->file, s->nfiles, sizeof(*s->file), by_path);
	return standard_build(s, e);
}

int
standard_load_dir(struct standard *s, const char *dir, struct err *e)
{
	static const char *const folders[] = { "", "registers", "criteria",
		"profiles" };

	*s = (struct standard){ .name = NULL };
	if (!path_is_dir(dir))
		return err_set(e, ERR_USAGE, "there is no folder %s", dir);
	s->file = ARENA_ARRAY(&s->arena, FILES_MAX, struct standard_file);
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		if (read_folder(s, dir, folders[i], e) == -1)
			goto fail;
	if (finish(s, e) == -1) {
		err_ctx(e, "%s", dir);
		goto fail;
	}
	return 0;
fail:
	standard_free(s);
	return -1;
}

int
standard_load(struct standard *s, const struct standard_ref *ref, size_t n,
    standard_blob_fn *blob, void *ctx, struct err *e)
{
	struct buf b;
	int status = 0;

	*s = (struct standard){ .name = NULL };
	s->file = ARENA_ARRAY(&s->arena, FILES_MAX, struct standard_file);
	buf_init(&b, FILE_MAX_BYTES);
	for (size_t i = 0; i < n && status == 0; i++) {
		buf_reset(&b);
		status = blob(ctx, ref[i].sha256, &b, e);
		if (status == 0)
			status = add_file(s, ref[i].path, buf_view(&b), e);
	}
	buf_fini(&b);
	if (status == 0)
		status = finish(s, e);
	if (status == -1)
		standard_free(s);
	return status;
}

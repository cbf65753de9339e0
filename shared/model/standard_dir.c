/* SPDX-License-Identifier: Apache-2.0 */
/* Collects the files of a standard folder that no store has adopted yet. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>

#include "shared/base/hash.h"
#include "shared/file/fileio.h"
#include "shared/model/standard_internal.h"

/* Folders whose files are adopted; any other is refused. */
static const char *const folders[] = { "registers", "criteria", "profiles" };

struct reading {
	struct standard *s;
	const char *dir;
	size_t cap;   /* room in file[] */
	struct standard_file *file;
	size_t n;
	struct buf text;
	struct err *e;
};

static int
add_file(struct reading *r, const char *path, const char *disk)
{
	struct standard_file *f;

	if (r->n == STANDARD_MAX_FILES)
		return err_set(r->e, ERR_LIMIT, "%s holds more than %zu files",
		    r->dir, STANDARD_MAX_FILES);
	buf_reset(&r->text);
	if (file_read(disk, &r->text, r->e) == -1)
		return -1;
	r->file = mem_grow(r->file, &r->cap, r->n, sizeof(*r->file));
	f = &r->file[r->n++];
	*f = (struct standard_file){ .path = arena_memdup(&r->s->arena, path,
	    strlen(path)) };
	f->text = (struct str){ arena_memdup(&r->s->arena, r->text.p,
	    r->text.n), r->text.n };
	sha256_hex(f->sha256, f->text);
	return 0;
}

static bool
is_folder(const char *path)
{
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		if (strcmp(folders[i], path) == 0)
			return true;
	return false;
}

static int read_folder(struct reading *r, const char *under);

/* `under` is "" or one of the folders. */
static int
add_entry(struct reading *r, const char *under, const char *name)
{
	char *path = under[0] == '\0' ? mem_strdup(name) :
	    path_join(under, name);
	char *disk = path_join(r->dir, path);
	int status = 0;

	if (!path_is_dir(disk))
		status = add_file(r, path, disk);
	else if (is_folder(path))
		status = read_folder(r, path);
	else if (strcmp(path, "example") != 0)
		status = err_set(r->e, ERR_CONFIG, "the folder %s does not "
		    "belong into a standard; it holds registers, criteria, "
		    "profiles and example", disk);
	free(path);
	free(disk);
	return status;
}

static int
read_folder(struct reading *r, const char *under)
{
	char *disk = path_join(r->dir, under);
	struct dirent *d;
	int status = 0;
	DIR *dir;

	dir = opendir(disk);
	if (dir == NULL)
		status = err_sys(r->e, "open", disk);
	while (status == 0) {
		errno = 0;
		d = readdir(dir);
		if (d == NULL) {
			if (errno != 0)
				status = err_sys(r->e, "read", disk);
			break;
		}
		/* What file managers and editors hide is not meant. */
		if (d->d_name[0] != '.')
			status = add_entry(r, under, d->d_name);
	}
	if (dir != NULL)
		closedir(dir);
	free(disk);
	return status;
}

/* ---- what it shares with a folder beside it ---- */

/* A folder's name, which leads nowhere else. */
static bool
is_beside(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!ascii_is_alpha(s.p[i]) && !ascii_is_digit(s.p[i]) &&
		    s.p[i] != '-' && s.p[i] != '_')
			return false;
	return s.n > 0;
}

/* A file of the other folder, or all of a folder in it ("registers"). */
static int
share(struct reading *r, const char *other, const char *path)
{
	struct reading from = *r;
	char *disk;
	int status;

	from.dir = other;
	if (is_folder(path)) {
		status = read_folder(&from, path);
	} else {
		disk = path_join(other, path);
		status = add_file(&from, path, disk);
		free(disk);
	}
	from.dir = r->dir;
	*r = from;
	return status;
}

/* The files that "shares" of standard.json names. */
static int
read_shared(struct reading *r, const struct json *shares, const char *label)
{
	struct cfg c = { .label = label, .a = &r->s->arena, .e = r->e };
	static const struct cfg_member members[] = { CFG_MUST("folder"),
		CFG_MUST("files") };
	const char *folder, **file;
	char *other, *above;
	int status = 0;
	size_t n;

	cfg_at(&c, "shares");
	if (cfg_members(&c, shares, members, CFG_COUNT(members)) == -1 ||
	    cfg_text(&c, shares, "folder", &folder) == -1 ||
	    standard_read_texts(&c, shares, "files", STANDARD_MAX_FILES, &file,
	    &n) == -1)
		return -1;
	if (!is_beside(str_of(folder)))
		return cfg_err(&c, "\"folder\" must be the name of a folder "
		    "beside this one");
	above = path_join(r->dir, "..");
	other = path_join(above, folder);
	free(above);
	for (size_t i = 0; i < n && status == 0; i++)
		status = share(r, other, file[i]);
	free(other);
	return status;
}

static int
read_shares(struct reading *r)
{
	struct json *j = NULL;
	struct err e;
	int status = 0;

	for (size_t i = 0; i < r->n && j == NULL; i++)
		if (strcmp(r->file[i].path, "standard.json") == 0)
			/* What is wrong in it is said when it is read. */
			j = json_parse(r->file[i].text, "standard.json", &e);
	if (json_get(j, "shares") != NULL)
		status = read_shared(r, json_get(j, "shares"),
		    "standard.json");
	json_free(j);
	return status;
}

/* A new array of files with one more, ascending by path. */
static void
insert_file(struct standard *s, struct standard_file f)
{
	struct standard_file *file = ARENA_ARRAY(&s->arena, s->nfiles + 1,
	    struct standard_file);
	size_t k = 0;

	while (k < s->nfiles && strcmp(s->file[k].path, f.path) < 0)
		k++;
	memcpy(file, s->file, k * sizeof(*file));
	file[k] = f;
	memcpy(file + k + 1, s->file + k, (s->nfiles - k) * sizeof(*file));
	s->file = file;
	s->nfiles++;
}

int
standard_add_rules(struct standard *s, const char *path, struct err *e)
{
	const char *slash = strrchr(path, '/');
	struct str name = str_of(slash == NULL ? path : slash + 1);
	struct standard_file f;
	struct buf text;
	int status;

	if (!str_ends(name, STR(".rules")) || name.n <= 6 ||
	    name.p[0] == '.' || name.n > 200)
		return err_set(e, ERR_USAGE, "%s is not a rule file; the name "
		    "of one ends in .rules", path);
	f.path = arena_printf(&s->arena, "criteria/%.*s", STR_ARG(name));
	if (standard_file(s, f.path) != NULL)
		return err_set(e, ERR_USAGE, "the standard has a file %s "
		    "already; give yours another name", f.path);
	if (s->nfiles == STANDARD_MAX_FILES)
		return err_set(e, ERR_LIMIT, "there are more than %zu files",
		    STANDARD_MAX_FILES);
	buf_init(&text, STANDARD_MAX_FILE);
	status = file_read(path, &text, e);
	if (status == 0) {
		f.text = (struct str){ arena_memdup(&s->arena, text.p,
		    text.n), text.n };
		sha256_hex(f.sha256, f.text);
		insert_file(s, f);
	}
	buf_fini(&text);
	return status;
}

int
standard_load_dir(struct standard *s, const char *dir, struct err *e)
{
	struct reading r = { .s = s, .dir = dir, .e = e };
	int status;

	*s = (struct standard){ .name = NULL };
	if (!path_is_dir(dir))
		return err_set(e, ERR_NOT_FOUND, "%s is not a folder; name the "
		    "folder of a standard", dir);
	buf_init(&r.text, STANDARD_MAX_FILE);
	status = read_folder(&r, "");
	if (status == 0)
		status = read_shares(&r);
	if (status == 0) {
		s->file = ARENA_ARRAY(&s->arena, r.n, struct standard_file);
		if (r.n > 0)
			memcpy(s->file, r.file, r.n * sizeof(*r.file));
		s->nfiles = r.n;
		status = standard_read(s, e);
		if (status == -1)
			err_ctx(e, "%s", dir);
	}
	buf_fini(&r.text);
	free(r.file);
	if (status == -1)
		standard_free(s);
	return status;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* What may be written where; see output.h. */
#include "shared/file/output.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <sys/stat.h>

#include "shared/base/mem.h"

struct output_kept {
	const char *what;
	char *path;   /* as given */
	char *real;   /* without links; that of the folder and a name when new */
	bool is_tree;
};

/* The path without links, on the heap: where it is or would be. */
static char *
real_path(const char *path)
{
	char *real = realpath(path, NULL), *dir, *folder;

	if (real != NULL)
		return real;
	dir = path_dir(path);
	folder = strcmp(dir, path) == 0 ? mem_strdup(dir) : real_path(dir);
	real = path_join(folder, path_base(path));
	free(dir);
	free(folder);
	return real;
}

/* One file or folder under two paths; a terminal may well be read and written. */
static bool
same_file(const char *a, const char *b)
{
	struct stat sa, sb;

	return stat(a, &sa) == 0 && stat(b, &sb) == 0 &&
	    (S_ISREG(sa.st_mode) || S_ISDIR(sa.st_mode)) &&
	    sa.st_dev == sb.st_dev && sa.st_ino == sb.st_ino;
}

/* Is `real`, or a folder it lies in, that folder? */
static bool
is_inside(const char *real, const struct output_kept *k)
{
	char *at = mem_strdup(real);
	bool inside = false, top = false;

	while (!inside && !top) {
		char *up = path_dir(at);

		inside = strcmp(at, k->real) == 0 || same_file(at, k->path);
		top = strcmp(up, at) == 0;
		free(at);
		at = up;
	}
	free(at);
	return inside;
}

/* What is in the way of writing `path`, whose real path is `real`. */
static const struct output_kept *
find_kept(const struct outputs *o, const char *path, const char *real)
{
	for (size_t i = 0; i < o->n; i++) {
		const struct output_kept *k = &o->kept[i];

		if (k->is_tree ? is_inside(real, k) :
		    strcmp(real, k->real) == 0 || same_file(path, k->path))
			return k;
	}
	return NULL;
}

static void
keep(struct outputs *o, const char *what, const char *path, bool is_tree)
{
	if (path == NULL)
		return;
	o->kept = mem_grow(o->kept, &o->cap, o->n, sizeof(*o->kept));
	o->kept[o->n++] = (struct output_kept){ what, mem_strdup(path),
		real_path(path), is_tree };
}

void
output_keep(struct outputs *o, const char *what, const char *path)
{
	keep(o, what, path, false);
}

void
output_keep_tree(struct outputs *o, const char *what, const char *dir)
{
	keep(o, what, dir, true);
}

void
outputs_free(struct outputs *o)
{
	for (size_t i = 0; i < o->n; i++) {
		free(o->kept[i].path);
		free(o->kept[i].real);
	}
	free(o->kept);
	free(o->folder);
	*o = (struct outputs){ .kept = NULL };
}

/* ERR_USAGE when something kept is at `path`. */
static int
check_kept(const struct outputs *o, const char *option, const char *path,
    struct err *e)
{
	char *real = real_path(path);
	const struct output_kept *k = find_kept(o, path, real);

	free(real);
	if (k == NULL)
		return 0;
	return err_set(e, ERR_USAGE, "%s %s: that is%s %s (%s), which is not "
	    "written over; name another", option, path, k->is_tree ? " in" :
	    "", k->what, k->path);
}

/* Is there a folder to write it in, or will there be one? */
static int
check_parent(const struct outputs *o, const char *option, const char *path,
    struct err *e)
{
	char *dir = path_dir(path), *real = real_path(dir);
	int status = 0;

	if (!path_is_dir(dir) && (o->folder == NULL ||
	    strcmp(real, o->folder) != 0))
		status = err_set(e, ERR_USAGE, "%s %s: there is no folder %s "
		    "to write it in; make it first, or name another", option,
		    path, dir);
	free(dir);
	free(real);
	return status;
}

int
output_check(struct outputs *o, const char *option, const char *path,
    bool force, struct err *e)
{
	int there;

	if (check_kept(o, option, path, e) == -1 ||
	    check_parent(o, option, path, e) == -1)
		return -1;
	if (output_is_stream(path))
		return 0;
	there = file_exists(path, e);
	if (there == -1)
		return -1;
	if (path_is_dir(path) || path_base(path)[0] == '\0')
		return err_set(e, ERR_USAGE, "%s \"%s\" is a folder; name a "
		    "file", option, path);
	if (there == 1 && !force)
		return err_set(e, ERR_USAGE, "%s: %s is there already; name "
		    "another, or replace it with --force", option, path);
	output_keep(o, option, path);
	return 0;
}

int
output_check_folder(struct outputs *o, const char *option, const char *path,
    struct err *e)
{
	int there;

	if (check_kept(o, option, path, e) == -1 ||
	    check_parent(o, option, path, e) == -1)
		return -1;
	there = file_exists(path, e);
	if (there == 1 && !path_is_dir(path))
		return err_set(e, ERR_USAGE, "%s %s is no folder", option,
		    path);
	free(o->folder);
	o->folder = real_path(path);
	return there == -1 ? -1 : 0;
}

bool
output_is_stream(const char *path)
{
	struct stat st;

	return strcmp(path, "/dev/stdout") == 0 || (stat(path, &st) == 0 &&
	    !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode));
}

static int
write_stream(const char *path, struct str bytes, struct err *e)
{
	bool is_out = strcmp(path, "/dev/stdout") == 0;
	int fd = is_out ? STDOUT_FILENO : open(path, O_WRONLY | O_CLOEXEC);
	int status;

	if (fd == -1)
		return err_sys(e, "open", path);
	status = fd_write(fd, bytes.p, bytes.n, path, e);
	if (!is_out && fd_close(fd, path, e) == -1)
		status = -1;
	return status;
}

int
output_write(const char *path, struct str bytes, const struct map *map,
    struct err *e)
{
	if (output_is_stream(path))
		return write_stream(path, bytes, e);
	return map != NULL ? file_replace_map(path, map, 0644, e) :
	    file_replace(path, bytes, 0644, e);
}

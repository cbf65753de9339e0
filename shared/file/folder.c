/* SPDX-License-Identifier: Apache-2.0 */
/* The entries of a folder; see folder.h. */
#include "shared/file/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static int
open_folder(struct folder *f, struct err *e)
{
	int fd = open(f->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC |
	    (f->no_link ? O_NOFOLLOW : 0));

	if (fd == -1)
		return err_sys(e, "open", f->path);
	f->dir = fdopendir(fd);
	if (f->dir != NULL)
		return 0;
	err_sys(e, "open", f->path);
	close(fd);
	return -1;
}

int
folder_next(struct folder *f, const char **name, struct err *e)
{
	struct dirent *d;

	if (f->dir == NULL && open_folder(f, e) == -1)
		return -1;
	do {
		errno = 0;
		d = readdir(f->dir);
	} while (d != NULL && (strcmp(d->d_name, ".") == 0 ||
	    strcmp(d->d_name, "..") == 0));
	if (d == NULL)
		return errno == 0 ? 0 : err_sys(e, "read", f->path);
	*name = d->d_name;
	return 1;
}

void
folder_close(struct folder *f)
{
	if (f->dir != NULL)
		closedir(f->dir);
	f->dir = NULL;
}

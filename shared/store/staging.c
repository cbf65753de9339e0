/* SPDX-License-Identifier: Apache-2.0 */
/* Staging folders of reports; see staging.h. */
#include "shared/store/staging.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <sys/file.h>
#include <sys/stat.h>

#include "shared/base/enc.h"

#define PREFIX ".new-"

static int
hold(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd != -1 && flock(fd, LOCK_EX | LOCK_NB) == -1) {
		close(fd);
		return -1;
	}
	return fd;
}

int
staging_begin(struct staging *s, const char *store_dir, struct err *e)
{
	char name[sizeof(PREFIX) + 16] = PREFIX;
	char *reports = path_join(store_dir, "reports");
	uint8_t noise[8];
	int status = -1;

	*s = (struct staging){ .fd = -1 };
	random_bytes(noise, sizeof(noise));
	hex_format(name + sizeof(PREFIX) - 1, noise, sizeof(noise));
	if (dir_make(reports, e) == 0) {
		s->path = path_join(reports, name);
		if (mkdir(s->path, 0755) == -1) {
			err_sys(e, "make the folder", s->path);
		} else {
			s->fd = hold(s->path);
			if (s->fd == -1)
				err_sys(e, "lock", s->path);
			else
				status = 0;
		}
	}
	free(reports);
	if (status == -1)
		staging_end(s);
	return status;
}

int
staging_publish(struct staging *s, struct store_txn *t, const char *id,
    struct err *e)
{
	char *reports = path_join(t->store.dir, "reports");
	char *final = path_join(reports, id);
	int status = -1;

	if (rename(s->path, final) == -1) {
		err_sys(e, "rename to", final);
	} else {
		free(s->path);
		s->path = NULL;
		t->made = mem_grow(t->made, &t->cap_made, t->nmade,
		    sizeof(*t->made));
		t->made[t->nmade++] = final;
		final = NULL;
		status = dir_sync(reports, e);
	}
	free(reports);
	free(final);
	return status;
}

void
staging_end(struct staging *s)
{
	struct err ignored;

	if (s->path != NULL)
		(void)dir_remove(s->path, &ignored);
	if (s->fd != -1)
		close(s->fd);
	free(s->path);
	*s = (struct staging){ .fd = -1 };
}

int
staging_sweep(const char *store_dir, struct buf *said, struct err *e)
{
	char *reports = path_join(store_dir, "reports");
	DIR *dir = opendir(reports);
	struct dirent *d;
	int status = 0;

	while (dir != NULL && status == 0 && (d = readdir(dir)) != NULL) {
		char *path;
		int fd;

		if (strncmp(d->d_name, PREFIX, sizeof(PREFIX) - 1) != 0)
			continue;
		path = path_join(reports, d->d_name);
		fd = hold(path);
		if (fd != -1) {
			status = dir_remove(path, e);
			close(fd);
			if (status == 0 && said != NULL)
				buf_printf(said, "removed reports/%s, left by "
				    "a report that was not finished\n",
				    d->d_name);
		}
		free(path);
	}
	if (dir != NULL)
		closedir(dir);
	free(reports);
	return status;
}

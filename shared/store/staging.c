/* SPDX-License-Identifier: Apache-2.0 */
/* Staging folders of reports; see staging.h. */
#include "shared/store/staging.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <sys/file.h>
#include <sys/stat.h>

#include "shared/base/enc.h"
#include "shared/file/folder.h"

#define PREFIX ".new-"
#define TRIES 8

/* The folder, locked, when it still stands at this path; else -1. */
static int
hold(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	struct stat held, named;

	if (fd == -1)
		return -1;
	if (flock(fd, LOCK_EX | LOCK_NB) == 0 && fstat(fd, &held) == 0 &&
	    lstat(path, &named) == 0 && held.st_dev == named.st_dev &&
	    held.st_ino == named.st_ino)
		return fd;
	close(fd);
	return -1;
}

/* One new folder: 1 made and held, 0 swept away before it was held, -1. */
static int
make_one(struct staging *s, const char *reports, struct err *e)
{
	char name[sizeof(PREFIX) + 16] = PREFIX;
	uint8_t noise[8];

	random_bytes(noise, sizeof(noise));
	hex_format(name + sizeof(PREFIX) - 1, noise, sizeof(noise));
	free(s->path);
	s->path = path_join(reports, name);
	if (mkdir(s->path, 0755) == -1)
		return err_sys(e, "make the folder", s->path);
	s->fd = hold(s->path);
	if (s->fd != -1)
		return 1;
	(void)rmdir(s->path);
	err_set(e, ERR_SYS, "cannot keep the new folder %s locked", s->path);
	return 0;
}

int
staging_begin(struct staging *s, const char *store_dir, struct err *e)
{
	char *reports = path_join(store_dir, "reports");
	int made = 0;

	*s = (struct staging){ .fd = -1 };
	/* Between mkdir and lock a writer's sweep may take it for left. */
	if (dir_make(reports, e) == 0)
		for (int i = 0; i < TRIES && made == 0; i++)
			made = make_one(s, reports, e);
	free(reports);
	if (made == 1)
		return 0;
	staging_end(s);
	return -1;
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

bool
staging_is_held(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	bool is_held = fd != -1 && flock(fd, LOCK_SH | LOCK_NB) == -1;

	if (fd != -1)
		close(fd);
	return is_held;
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

/* Removes one entry unless somebody holds it. 1 removed, 0 held, -1 error. */
static int
sweep_one(const char *path, struct err *e)
{
	struct stat st;
	int fd, status;

	if (lstat(path, &st) == 0 && !S_ISDIR(st.st_mode))
		return unlink(path) == 0 ? 1 : err_sys(e, "remove", path);
	fd = hold(path);
	if (fd == -1)
		return 0;
	status = dir_remove(path, e);
	close(fd);
	return status == 0 ? 1 : -1;
}

int
staging_sweep(const char *store_dir, struct buf *notices, struct err *e)
{
	char *reports = path_join(store_dir, "reports");
	struct folder f = { .path = reports };
	struct err unlisted;
	const char *name;
	int status = 0;

	/* A folder that is not there or cannot be read holds nothing of ours. */
	while (status != -1 && folder_next(&f, &name, &unlisted) == 1) {
		char *path;

		if (strncmp(name, PREFIX, sizeof(PREFIX) - 1) != 0)
			continue;
		path = path_join(reports, name);
		status = sweep_one(path, e);
		if (status == 1 && notices != NULL)
			buf_printf(notices, "removed reports/%s, left by a report "
			    "that was not finished\n", name);
		free(path);
	}
	folder_close(&f);
	free(reports);
	return status == -1 ? -1 : 0;
}

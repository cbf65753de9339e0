/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Files: whole reads, maps, durable writes, locks. Everything that must
 * survive a power cut goes through here. A failed fsync is an error for good;
 * it is never tried again. close() is called once.
 */
#ifndef PREAUDIT_FILEIO_H
#define PREAUDIT_FILEIO_H

#include <stdbool.h>
#include <stdint.h>

#include <sys/types.h>

#include "shared/base/buf.h"
#include "shared/base/err.h"

/* A file mapped for reading; empty files have p = "" and n = 0. */
struct map {
	const char *p;
	size_t n;
};

/* Maps a regular file; on an error m is an empty map. */
int map_open(struct map *m, const char *path, struct err *e);
/* The same of an open file, which stays the caller's; name: for messages. */
int map_fd(struct map *m, int fd, const char *name, struct err *e);
/* Lets it go, empty then. Harmless to repeat, and for an empty map. */
void map_close(struct map *m);
/*
 * Whoever walks through a large map calls this now and then: what lies before
 * `at` leaves the process' memory, and comes back when it is looked at again.
 */
void map_passed(const struct map *m, const char *at);
/* The bytes; valid until map_close. */
static inline struct str
map_view(const struct map *m)
{
	return (struct str){ m->p, m->n };
}

/*
 * Appends the whole file to b; more than b's cap is ERR_LIMIT naming it, a pipe
 * or device ERR_USAGE.
 */
int file_read(const char *path, struct buf *b, struct err *e);
/* The SHA-256 of the whole file, in hex. */
int file_sha256(const char *path, char hex[65], struct err *e);
/* 1 it exists, 0 it does not, -1 error. */
int file_exists(const char *path, struct err *e);
/* Is it a folder, or a link to one? */
bool path_is_dir(const char *path);

/*
 * Writes all of it or fails (EINTR and short writes are handled). Here and
 * below `path` names the file in errors.
 */
int fd_write(int fd, const void *p, size_t n, const char *path, struct err *e);
/* fsync. */
int fd_sync(int fd, const char *path, struct err *e);
/* Closes once; an error of close is reported. */
int fd_close(int fd, const char *path, struct err *e);
/* fsync of a folder: the names in it are durable then. */
int dir_sync(const char *path, struct err *e);
/* mkdir 0755 unless it is there. */
int dir_make(const char *path, struct err *e);
/*
 * A descriptor of a file without a name, in $TMPDIR or /tmp; gone when closed.
 * -1 on failure.
 */
int file_temp(struct err *e);
/* Removes a folder with all it holds; missing is fine. */
int dir_remove(const char *path, struct err *e);

/*
 * A file that appears whole or not at all: written as DIR/.tmp-<random>, then
 * fsync, mode, rename, fsync of the folder. Buffered; hash it on the way with
 * your own sha256. Abort removes the temporary file; after commit it does
 * nothing.
 */
struct newfile {
	int fd;
	char *dir, *tmp, *path;
	struct buf buf;
	uint64_t bytes; /* put so far */
};

/* Creates the temporary file; on an error there is nothing to abort. */
int newfile_begin(struct newfile *f, const char *path, struct err *e);
/* Appends n bytes. After an error only newfile_abort is of use. */
int newfile_put(struct newfile *f, const void *p, size_t n, struct err *e);
/* Flush and fsync, still under the temporary name. */
int newfile_sync(struct newfile *f, struct err *e);
/* newfile_sync if not done, then mode and rename, then fsync of the folder. */
int newfile_commit(struct newfile *f, mode_t mode, struct err *e);
/* Removes it, unless it was committed; frees what it needed. */
void newfile_abort(struct newfile *f);
/*
 * A copy of a map, durably over what is at `path`, without holding all of it in
 * memory.
 */
int file_replace_map(const char *path, const struct map *m, mode_t mode,
    struct err *e);
/* The same for bytes at hand: the file is the old one or the new, whole. */
int file_replace(const char *path, struct str bytes, mode_t mode, struct err *e);
/*
 * As file_replace, but never over another file: 1 made, 0 there already with
 * these bytes, -1 error; ERR_INTEGRITY when it is there with others.
 */
int file_create(const char *path, struct str bytes, mode_t mode, struct err *e);
/* Renames a finished file unless the name is taken: 1, 0 taken, -1 error. */
int file_name_new(const char *tmp, const char *path, struct err *e);

/*
 * An OFD write lock on a file that is never renamed. Waits up to wait_ms,
 * then ERR_LOCKED. The file's identity is compared after locking.
 */
struct filelock {
	int fd;
};

/* l->fd holds it; -1 after an error. */
int filelock_take(struct filelock *l, const char *path, unsigned wait_ms,
    struct err *e);
/* Does anybody hold it? Takes nothing; false for a file that is not there. */
bool filelock_is_held(const char *path);
/* Lets it go; harmless where nothing is held. */
void filelock_drop(struct filelock *l);

/* All of b to standard output. */
int out_write(const struct buf *b, struct err *e);

/* "a/b" on the heap. */
char *path_join(const char *a, const char *b);
/* "a.b" of "a" and ".b", on the heap. */
char *path_suffixed(const char *path, const char *suffix);
/* The folder of a path, on the heap: "." when it has no slash. */
char *path_dir(const char *path);
/*
 * What came with the program: the first of n paths, taken from the folder of
 * its file, that is there; on the heap. NULL: none is.
 */
char *path_beside_program(const char *const *path, size_t n);
/* What stands behind the last slash. */
const char *path_base(const char *path);

#endif

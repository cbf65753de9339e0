/* SPDX-License-Identifier: Apache-2.0 */
/* Files read, written and put into place; see fileio.h. */
#include "shared/file/fileio.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include <sys/stat.h>

#include "shared/base/enc.h"
#include "shared/base/hash.h"
#include "shared/base/mem.h"
#include "shared/file/folder.h"

#define NEWFILE_BUFFER ((size_t)256 * 1024)
#define LOCK_POLL_MS 20

static int
read_fd(int fd, const char *path, struct buf *b, struct err *e)
{
	char part[16384];
	struct stat st;
	ssize_t n;

	if (fstat(fd, &st) == -1)
		return err_sys(e, "examine", path);
	/* Of a folder, reading says so. */
	if (!S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode))
		return err_set(e, ERR_USAGE, "%s is not a regular file", path);
	for (;;) {
		n = read(fd, part, sizeof(part));
		if (n == -1 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		buf_put(b, part, (size_t)n);
		if (!buf_ok(b))
			return err_set(e, ERR_LIMIT, "%s is larger than %zu "
			    "bytes", path, b->max);
	}
	return n == -1 ? err_sys(e, "read", path) : 0;
}

int
file_read(const char *path, struct buf *b, struct err *e)
{
	/* Not to wait for ever for somebody to write into a pipe of that name. */
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	int status;

	if (fd == -1)
		return err_sys(e, "open", path);
	status = read_fd(fd, path, b, e);
	close(fd);
	return status;
}

int
file_sha256(const char *path, char hex[SHA256_HEX + 1], struct err *e)
{
	struct map map;

	if (map_open(&map, path, e) == -1)
		return -1;
	sha256_hex(hex, map_view(&map));
	map_close(&map);
	return 0;
}

int
file_exists(const char *path, struct err *e)
{
	struct stat st;

	if (lstat(path, &st) == 0)
		return 1;
	if (errno == ENOENT || errno == ENOTDIR)
		return 0;
	return err_sys(e, "examine", path);
}

bool
path_is_dir(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

int
fd_write(int fd, const void *p, size_t n, const char *path, struct err *e)
{
	const char *q = p;
	ssize_t k;

	while (n > 0) {
		k = write(fd, q, n);
		if (k == -1 && errno == EINTR)
			continue;
		if (k == -1)
			return err_sys(e, "write", path);
		q += k;
		n -= (size_t)k;
	}
	return 0;
}

int
fd_sync(int fd, const char *path, struct err *e)
{
	return fsync(fd) == 0 ? 0 : err_sys(e, "make durable", path);
}

int
fd_close(int fd, const char *path, struct err *e)
{
	/* Linux frees the descriptor even when close reports EINTR. */
	if (close(fd) == -1 && errno != EINTR)
		return err_sys(e, "close", path);
	return 0;
}

int
dir_sync(const char *path, struct err *e)
{
	int fd, status;

	fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd == -1)
		return err_sys(e, "open", path);
	status = fd_sync(fd, path, e);
	close(fd);
	return status;
}

int
file_temp(struct err *e)
{
	const char *dir = getenv("TMPDIR");
	char *path;
	int fd;

	if (dir == NULL || dir[0] != '/')
		dir = "/tmp";
	path = path_join(dir, "preaudit-XXXXXX");
	fd = mkostemp(path, O_CLOEXEC);
	if (fd == -1)
		err_sys(e, "create a temporary file in", dir);
	else
		(void)unlink(path);
	free(path);
	return fd;
}

int
dir_make(const char *path, struct err *e)
{
	if (mkdir(path, 0755) == 0 || (errno == EEXIST && path_is_dir(path)))
		return 0;
	return err_sys(e, "make the folder", path);
}

static int
remove_entry(const char *path, struct err *e)
{
	if (unlink(path) == 0 || errno == ENOENT)
		return 0;
	return errno == EISDIR || errno == EPERM ? dir_remove(path, e) :
	    err_sys(e, "remove", path);
}

int
dir_remove(const char *path, struct err *e)
{
	/* A link is never followed: what it points to is not ours. */
	struct folder f = { .path = path, .no_link = true };
	const char *name;
	int status = 0, more = 0;

	while (status == 0 && (more = folder_next(&f, &name, e)) == 1) {
		char *child = path_join(path, name);

		status = remove_entry(child, e);
		free(child);
	}
	folder_close(&f);
	if (status == -1 || more == -1)
		return more == -1 && e->sys == ENOENT ? 0 : -1;
	return rmdir(path) == 0 || errno == ENOENT ? 0 :
	    err_sys(e, "remove", path);
}

char *
path_dir(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *dir;

	if (slash == NULL)
		return mem_strdup(".");
	if (slash == path)
		return mem_strdup("/");
	dir = mem_strdup(path);
	dir[slash - path] = '\0';
	return dir;
}

int
newfile_begin(struct newfile *f, const char *path, struct err *e)
{
	uint8_t noise[8];
	char name[32] = ".tmp-";

	random_bytes(noise, sizeof(noise));
	hex_format(name + 5, noise, sizeof(noise));
	*f = (struct newfile){ .fd = -1 };
	f->dir = path_dir(path);
	f->path = mem_strdup(path);
	f->tmp = path_join(f->dir, name);
	buf_init(&f->buf, NEWFILE_BUFFER);
	f->fd = open(f->tmp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (f->fd == -1) {
		err_sys(e, "create", f->tmp);
		newfile_abort(f);
		return -1;
	}
	return 0;
}

static int
newfile_flush(struct newfile *f, struct err *e)
{
	int status = fd_write(f->fd, f->buf.p, f->buf.n, f->path, e);

	buf_reset(&f->buf);
	return status;
}

int
newfile_put(struct newfile *f, const void *p, size_t n, struct err *e)
{
	f->bytes += n;
	if (n > NEWFILE_BUFFER - f->buf.n && newfile_flush(f, e) == -1)
		return -1;
	if (n >= NEWFILE_BUFFER)
		return fd_write(f->fd, p, n, f->path, e);
	buf_put(&f->buf, p, n);
	return 0;
}

int
newfile_sync(struct newfile *f, struct err *e)
{
	int fd = f->fd;

	if (newfile_flush(f, e) == -1 || fd_sync(fd, f->path, e) == -1)
		return -1;
	f->fd = -1;
	return fd_close(fd, f->path, e);
}

/* Mode and fsync, still under the temporary name. */
static int
newfile_ready(struct newfile *f, mode_t mode, struct err *e)
{
	/* Before the fsync where there is still one to come. */
	if (f->fd != -1 ? fchmod(f->fd, mode) : chmod(f->tmp, mode))
		return err_sys(e, "set the mode of", f->tmp);
	return f->fd != -1 ? newfile_sync(f, e) : 0;
}

/* It has its name: fsync of the folder. */
static int
newfile_named(struct newfile *f, struct err *e)
{
	free(f->tmp);
	f->tmp = NULL;
	if (dir_sync(f->dir, e) == -1)
		return -1;
	newfile_abort(f);
	return 0;
}

int
newfile_commit(struct newfile *f, mode_t mode, struct err *e)
{
	if (newfile_ready(f, mode, e) == -1)
		return -1;
	if (rename(f->tmp, f->path) == -1)
		return err_sys(e, "rename to", f->path);
	return newfile_named(f, e);
}

void
newfile_abort(struct newfile *f)
{
	if (f->fd != -1)
		close(f->fd);
	if (f->tmp != NULL)
		(void)unlink(f->tmp);
	free(f->dir);
	free(f->tmp);
	free(f->path);
	buf_fini(&f->buf);
	*f = (struct newfile){ .fd = -1 };
}

int
file_replace(const char *path, struct str bytes, mode_t mode, struct err *e)
{
	struct newfile f;

	if (newfile_begin(&f, path, e) == -1)
		return -1;
	if (newfile_put(&f, bytes.p, bytes.n, e) == -1 ||
	    newfile_commit(&f, mode, e) == -1) {
		newfile_abort(&f);
		return -1;
	}
	return 0;
}

int
file_name_new(const char *tmp, const char *path, struct err *e)
{
	if (renameat2(AT_FDCWD, tmp, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
		return 1;
	/* A file system that cannot do that has hard links. */
	if ((errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP) &&
	    link(tmp, path) == 0) {
		(void)unlink(tmp);
		return 1;
	}
	return errno == EEXIST ? 0 : err_sys(e, "create", path);
}

/* 0 when the file holds these bytes. */
static int
holds(const char *path, struct str bytes, struct err *e)
{
	struct map m;
	bool same;

	if (map_open(&m, path, e) == -1)
		return -1;
	same = str_eq(map_view(&m), bytes);
	map_close(&m);
	return same ? 0 : err_set(e, ERR_INTEGRITY, "%s is there already, "
	    "with other bytes than it must have; it is never written over",
	    path);
}

int
file_create(const char *path, struct str bytes, mode_t mode, struct err *e)
{
	int named = -1, there = file_exists(path, e);
	struct newfile f;

	if (there != 0)
		return there == 1 ? holds(path, bytes, e) : -1;
	if (newfile_begin(&f, path, e) == -1)
		return -1;
	if (newfile_put(&f, bytes.p, bytes.n, e) == 0 &&
	    newfile_ready(&f, mode, e) == 0)
		named = file_name_new(f.tmp, path, e);
	if (named == 1 && newfile_named(&f, e) == -1)
		named = -1;
	newfile_abort(&f);
	return named == 0 ? holds(path, bytes, e) : named;
}

static bool
same_file(int fd, const char *path)
{
	struct stat a, b;

	return fstat(fd, &a) == 0 && stat(path, &b) == 0 &&
	    a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

int
filelock_take(struct filelock *l, const char *path, unsigned wait_ms,
    struct err *e)
{
	struct flock want = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	struct timespec pause = { 0, LOCK_POLL_MS * 1000000L };
	unsigned waited = 0;

	/* The file is there as long as the store is. */
	l->fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
	if (l->fd == -1)
		return err_sys(e, "open", path);
	/* Try again until the time is up. */
	while (fcntl(l->fd, F_OFD_SETLK, &want) == -1) {
		if (errno != EAGAIN && errno != EACCES && errno != EINTR) {
			err_sys(e, "lock", path);
			filelock_drop(l);
			return -1;
		}
		if (waited >= wait_ms) {
			err_set(e, ERR_LOCKED, "%s is held by another import or "
			    "report; waited %u s; try again, or wait longer "
			    "with --wait", path, wait_ms / 1000);
			filelock_drop(l);
			return -1;
		}
		nanosleep(&pause, NULL);
		waited += LOCK_POLL_MS;
	}
	/* Another file of that name would be another lock. */
	if (!same_file(l->fd, path)) {
		filelock_drop(l);
		return err_set(e, ERR_LOCKED, "%s was replaced while it was "
		    "being locked; leave the lock file alone", path);
	}
	return 0;
}

bool
filelock_is_held(const char *path)
{
	struct flock held = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	bool is_held = fd != -1 && fcntl(fd, F_OFD_GETLK, &held) == 0 &&
	    held.l_type != F_UNLCK;

	if (fd != -1)
		close(fd);
	return is_held;
}

void
filelock_drop(struct filelock *l)
{
	if (l->fd != -1)
		close(l->fd);
	l->fd = -1;
}

int
out_write(const struct buf *b, struct err *e)
{
	return fd_write(STDOUT_FILENO, b->p, b->n, "standard output", e);
}

char *
path_join(const char *a, const char *b)
{
	size_t na = strlen(a), nb = strlen(b);
	char *p = mem_alloc(na + nb + 2);

	memcpy(p, a, na);
	if (na > 0 && a[na - 1] != '/')
		p[na++] = '/';
	memcpy(p + na, b, nb + 1);
	return p;
}

char *
path_suffixed(const char *path, const char *suffix)
{
	size_t n = strlen(path), ns = strlen(suffix);
	char *p = mem_alloc(n + ns + 1);

	memcpy(p, path, n);
	memcpy(p + n, suffix, ns + 1);
	return p;
}

const char *
path_base(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

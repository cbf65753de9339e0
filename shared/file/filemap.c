/* SPDX-License-Identifier: Apache-2.0 */
/* Files mapped for reading; see fileio.h. */
#include "shared/file/fileio.h"

#include <fcntl.h>
#include <unistd.h>

#include <sys/mman.h>
#include <sys/stat.h>

/* Smaller maps stay in memory; larger ones are dropped in pieces like this. */
#define MAP_KEPT ((size_t)8 << 20)

int
map_fd(struct map *m, int fd, const char *name, struct err *e)
{
	struct stat st;
	void *p;

	*m = (struct map){ "", 0 };
	if (fstat(fd, &st) == -1)
		return err_sys(e, "examine", name);
	if (!S_ISREG(st.st_mode))
		return err_set(e, ERR_USAGE, "%s is not a regular file", name);
	if (st.st_size == 0)
		return 0;
	p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (p == MAP_FAILED)
		return err_sys(e, "read", name);
	*m = (struct map){ p, (size_t)st.st_size };
	(void)madvise(p, m->n, MADV_SEQUENTIAL);
	return 0;
}

int
map_open(struct map *m, const char *path, struct err *e)
{
	int fd, status;

	*m = (struct map){ "", 0 };
	/* Not to wait for ever for somebody to write into a pipe of that name. */
	fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (fd == -1)
		return err_sys(e, "open", path);
	status = map_fd(m, fd, path, e);
	close(fd);
	return status;
}

void
map_close(struct map *m)
{
	if (m->n > 0)
		munmap((void *)(uintptr_t)m->p, m->n);
	*m = (struct map){ "", 0 };
}

void
map_passed(const struct map *m, const char *at)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE), n;

	if (m->n <= MAP_KEPT || at < m->p || at > m->p + m->n)
		return;
	n = (size_t)(at - m->p) & ~(page - 1);
	if (n > 0)
		(void)madvise((void *)(uintptr_t)m->p, n, MADV_DONTNEED);
}

int
file_replace_map(const char *path, const struct map *m, mode_t mode,
    struct err *e)
{
	struct newfile f;
	int status = newfile_begin(&f, path, e);

	for (size_t at = 0, n; status == 0 && at < m->n; at += n) {
		n = m->n - at < MAP_KEPT ? m->n - at : MAP_KEPT;
		status = newfile_put(&f, m->p + at, n, e);
		map_passed(m, m->p + at + n);
	}
	if (status == 0)
		status = newfile_commit(&f, mode, e);
	newfile_abort(&f);
	return status;
}

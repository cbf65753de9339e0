/* SPDX-License-Identifier: Apache-2.0 */
/* The process that writes a workbook; see xlsx_out.h. */
#include "shared/sheet/xlsx/xlsx_out_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include <sys/resource.h>
#include <sys/wait.h>

#include "shared/base/mem.h"
#include "shared/file/fileio.h"

#define CHILD_CPU_S 240
#define CHILD_AS_BYTES ((size_t)2 << 30)
#define CHILD_FILE_BYTES ((rlim_t)4 << 30)

struct work {
	const char *path, *tmpdir;
	const struct xlsx_about *about;
	xlsx_fill_fn *fn;
	void *ctx;
};

/* A limit that already stands lower stays. */
static int
lower(__rlimit_resource_t what, rlim_t to)
{
	struct rlimit r;

	if (getrlimit(what, &r) == -1)
		return -1;
	if (r.rlim_cur > to)
		r.rlim_cur = to;
	if (r.rlim_max > to)
		r.rlim_max = to;
	return setrlimit(what, &r);
}

static _Noreturn void
child(const struct work *w, int fd)
{
	struct err e = { .code = ERR_SYS }, ignored;

	/* The library's warnings carry texts of the workbook: nobody's log. */
	int null = open("/dev/null", O_WRONLY | O_CLOEXEC);

	if (null == -1 || dup2(null, STDERR_FILENO) == -1)
		_exit(2);
	/* A file that grows too large is an error to report, not a signal. */
	signal(SIGXFSZ, SIG_IGN);
	if (lower(RLIMIT_CPU, CHILD_CPU_S) == -1 ||
	    mem_limit(CHILD_AS_BYTES) == -1 ||
	    lower(RLIMIT_FSIZE, CHILD_FILE_BYTES) == -1)
		_exit(2);
	if (xlsx_out_here(w->path, w->tmpdir, w->about, w->fn, w->ctx, &e) ==
	    0)
		_exit(0);
	(void)fd_write(fd, e.msg, strlen(e.msg), "pipe", &ignored);
	_exit(1);
}

static int
wait_for(pid_t pid, int fd, const char *path, struct err *e)
{
	char msg[1024];
	size_t have = 0;
	ssize_t n;
	int status;

	while (have < sizeof(msg) - 1 && ((n = read(fd, msg + have,
	    sizeof(msg) - 1 - have)) > 0 || (n == -1 && errno == EINTR)))
		have += n > 0 ? (size_t)n : 0;
	msg[have] = '\0';
	while (waitpid(pid, &status, 0) == -1 && errno == EINTR)
		;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return 0;
	return err_set(e, ERR_SYS, "cannot write %s: %s", path, have > 0 ?
	    msg : "the process that writes the workbook died; is the disk "
	    "full, or memory short?");
}

int
xlsx_out_write(const char *path, const char *tmpdir,
    const struct xlsx_about *about, xlsx_fill_fn *fn, void *ctx,
    struct err *e)
{
	struct work w = { path, tmpdir, about, fn, ctx };
	int fd[2], status;
	pid_t pid;

	if (pipe(fd) == -1)
		return err_sys(e, "make", "a pipe");
	fflush(NULL);
	pid = fork();
	if (pid == 0) {
		close(fd[0]);
		child(&w, fd[1]);
	}
	close(fd[1]);
	status = pid == -1 ? err_sys(e, "start", "a process for the workbook")
	    : wait_for(pid, fd[0], path, e);
	close(fd[0]);
	if (status == -1)
		(void)unlink(path);
	return status;
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The workbook of a report: written by a child process with limits, read back
 * by this one and compared with content.csv before anybody gets to see it.
 */
#include "reports/doc.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <sys/resource.h>
#include <sys/wait.h>

#include "reports/read_back.h"
#include "reports/xlsx_write.h"

#define CHILD_CPU_S 240
#define CHILD_AS_BYTES ((size_t)2 << 30)
#define CHILD_FILE_BYTES ((rlim_t)4 << 30)

static _Noreturn void
child(const struct doc *d, const char *path, const char *tmpdir, int fd)
{
	struct rlimit cpu = { CHILD_CPU_S, CHILD_CPU_S };
	struct rlimit size = { CHILD_FILE_BYTES, CHILD_FILE_BYTES };
	struct err e = { .code = ERR_SYS }, ignored;

	/* The library's warnings carry texts of the report: nobody's log. */
	int null = open("/dev/null", O_WRONLY | O_CLOEXEC);

	if (null == -1 || dup2(null, STDERR_FILENO) == -1)
		_exit(2);
	/* A file that grows too large is an error to report, not a signal. */
	signal(SIGXFSZ, SIG_IGN);
	if (setrlimit(RLIMIT_CPU, &cpu) == -1 ||
	    mem_limit(CHILD_AS_BYTES) == -1 ||
	    setrlimit(RLIMIT_FSIZE, &size) == -1)
		_exit(2);
	if (xlsx_write(d, path, tmpdir, &e) == 0)
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

static int
write_in_child(const struct doc *d, const char *path, const char *tmpdir,
    struct err *e)
{
	int fd[2], status;
	pid_t pid;

	if (pipe(fd) == -1)
		return err_sys(e, "make", "a pipe");
	fflush(NULL);
	pid = fork();
	if (pid == 0) {
		close(fd[0]);
		child(d, path, tmpdir, fd[1]);
	}
	close(fd[1]);
	status = pid == -1 ? err_sys(e, "start", "a process for the workbook")
	    : wait_for(pid, fd[0], path, e);
	close(fd[0]);
	return status;
}

/* Is what stands in the file what was meant, cell by cell? */
static int
compare(const struct doc *d, const char *path, struct err *e)
{
	struct buf meant, found;
	int status = -1;

	buf_init(&meant, BUF_MAX_DEFAULT);
	buf_init(&found, BUF_MAX_DEFAULT);
	out_csv(d, &meant);
	if (xlsx_content(path, &found, e) == -1) {
		e->code = ERR_SYS;
		err_ctx(e, "the workbook does not read back");
	} else if (!str_eq(buf_view(&meant), buf_view(&found))) {
		err_set(e, ERR_SYS, "%s does not read back as it was meant; "
		    "is the disk full?", path);
	} else {
		status = 0;
	}
	buf_fini(&meant);
	buf_fini(&found);
	return status;
}

int
out_xlsx(const struct doc *d, const char *path, const char *tmpdir,
    struct err *e)
{
	if (write_in_child(d, path, tmpdir, e) == 0 &&
	    compare(d, path, e) == 0)
		return 0;
	(void)unlink(path);
	return -1;
}

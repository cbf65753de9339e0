/* SPDX-License-Identifier: Apache-2.0 */
/* Children that are confined, and what their end means; see confined.h. */
#include "importer/read/confined.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "shared/file/fileio.h"
#include "shared/program/progress.h"

/* Wall clock: a child that computes is stopped by its CPU limit first. */
#define WAIT_MS 600000
#define TICK_MS 250

/* The first byte of what a child says. */
enum { SAYS_DONE = 'd', SAYS_REFUSED = 'r', SAYS_FAILED = 'f' };

struct channel {
	int out, spill; /* files without a name */
	int to, from;   /* the ends of the pipe */
};

static void
close_fd(int *fd)
{
	if (*fd != -1)
		(void)close(*fd);
	*fd = -1;
}

static int
open_channel(struct channel *c, struct err *e)
{
	int fd[2];

	c->out = file_temp(e);
	c->spill = c->out == -1 ? -1 : file_temp(e);
	if (c->spill == -1)
		return -1;
	if (pipe2(fd, O_CLOEXEC) == -1)
		return err_sys(e, "create", "a pipe");
	c->from = fd[0];
	c->to = fd[1];
	return 0;
}

/* ---- the child ---- */

static _Noreturn void
say(int fd, char kind, const char *p, size_t n)
{
	struct err ignored = { 0 };

	if (fd_write(fd, &kind, 1, "the answer", &ignored) == -1 ||
	    fd_write(fd, p, n, "the answer", &ignored) == -1)
		_exit(2);
	_exit(0);
}

static _Noreturn void
say_error(int fd, const struct err *e)
{
	say(fd, e->code == ERR_REFUSED ? SAYS_REFUSED : SAYS_FAILED, e->msg,
	    strlen(e->msg));
}

static _Noreturn void
child(const struct confined *c, const struct channel *ch)
{
	const int keep[] = { ch->out, ch->spill, ch->to };
	struct err e = { 0 };
	struct buf answer;

	buf_init(&answer, BUF_MAX_DEFAULT);
	/* Libraries ask for the time zone, and would look for a change of it. */
	if (setenv("TZ", "UTC0", 1) == -1)
		err_sys(&e, "set", "the time zone");
	tzset();
	if (e.code != ERR_NONE || (c->prepare != NULL && c->prepare(c->ctx,
	    &e) == -1) || sandbox_reader(&c->limits, keep, 3, &e) == -1 ||
	    c->work(c->ctx, ch->out, ch->spill, &answer, &e) == -1)
		say_error(ch->to, &e);
	say(ch->to, SAYS_DONE, answer.p, answer.n);
}

/* ---- the parent ---- */

/* All the child says, until it closes its end. */
static int
hear(const struct channel *ch, struct progress *shown, struct buf *b,
    struct err *e)
{
	char piece[16384];
	int waited = 0;

	for (;;) {
		struct pollfd p = { .fd = ch->from, .events = POLLIN };
		int ready = poll(&p, 1, TICK_MS);
		struct stat st;
		ssize_t n;

		/* Nothing yet: show how far the child is, but not for ever. */
		if (ready == -1 && errno == EINTR)
			continue;
		if (ready == 0 && (waited += TICK_MS) < WAIT_MS) {
			if (fstat(ch->out, &st) == 0)
				progress_step(shown,
				    (uint64_t)st.st_size >> 20, 0);
			continue;
		}
		if (ready == 0)
			return err_set(e, ERR_REFUSED, "reading it took longer "
			    "than %d minutes", WAIT_MS / 60000);
		/* A piece of the answer; the end of file ends it. */
		n = read(ch->from, piece, sizeof(piece));
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			return err_sys(e, "read", "the answer of the reader");
		if (n == 0)
			return 0;
		/* What a child says is bounded too. */
		buf_put(b, piece, (size_t)n);
		if (!buf_ok(b))
			return err_set(e, ERR_REFUSED, "it has more sheets and "
			    "merged cells than a workbook may have");
	}
}

/* What it means that the child ended so. */
static int
judge(int status, const struct confined *c, struct err *e)
{
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return 0;
	/* The sandbox stopped our own code; no file can be blamed for it. */
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS)
		return err_set(e, ERR_SYS, "its reader asked the system for "
		    "what a reader may not do, and was stopped (signal %d); "
		    "this is a fault of this program, not of the file, which "
		    "is unchanged; %s: please report it, with the file if "
		    "you may", SIGSYS, c->spared);
	if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU ||
	    WTERMSIG(status) == SIGKILL))
		return err_set(e, ERR_REFUSED, "reading it took too long and "
		    "was stopped; if the file is good, open it in a spreadsheet "
		    "program, remove what is no table, and save it again");
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXFSZ)
		return err_set(e, ERR_REFUSED, "it holds more text than can "
		    "be imported at once; split it");
	if (WIFSIGNALED(status))
		return err_set(e, ERR_REFUSED, "it broke the program that "
		    "reads it (signal %d), which was confined; the file is "
		    "damaged or made to do harm: save it again in a "
		    "spreadsheet program, or export it as CSV",
		    WTERMSIG(status));
	return err_set(e, ERR_REFUSED, "reading it needs more than the %llu "
	    "MiB of memory that a reader may use; export the sheet as CSV",
	    (unsigned long long)c->limits.data_bytes >> 20);
}

static int
run_child(const struct confined *c, struct channel *ch, struct buf *text,
    struct err *e)
{
	int parent = (int)getpid(), status = 0, got;
	struct progress shown;
	pid_t pid = fork();

	if (pid == -1)
		return err_sys(e, "start", "the reader");
	if (pid == 0) {
		(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
		if ((int)getppid() != parent)
			_exit(2);
		close_fd(&ch->from);
		child(c, ch);
	}
	close_fd(&ch->to);
	progress_start(&shown, c->progress, 0, c->progress == NULL);
	got = hear(ch, &shown, text, e);
	progress_end(&shown);
	if (got == -1)
		(void)kill(pid, SIGKILL);
	while (waitpid(pid, &status, 0) == -1)
		if (errno != EINTR)
			return err_sys(e, "wait for", "the reader");
	return got == -1 ? -1 : judge(status, c, e);
}

/* Takes the kind off; the rest is the answer or the message. */
static int
read_kind(struct buf *text, struct buf *answer, struct err *e)
{
	char kind = text->n == 0 ? '\0' : text->p[0];
	struct str rest = text->n == 0 ? STR("") :
	    str_range(text->p + 1, text->p + text->n);

	if (kind == SAYS_DONE) {
		buf_str(answer, rest);
		return 0;
	}
	if (kind == SAYS_FAILED)
		return err_set(e, ERR_SYS, "%.*s", STR_ARG(rest));
	return err_set(e, ERR_REFUSED, "%.*s", STR_ARG(rest));
}

int
confined_run(const struct confined *c, int *out, struct buf *answer,
    struct err *e)
{
	struct channel ch = { -1, -1, -1, -1 };
	struct buf text;
	int status;

	*out = -1;
	buf_init(&text, answer->max);
	status = open_channel(&ch, e);
	if (status == 0)
		status = run_child(c, &ch, &text, e);
	if (status == 0)
		status = read_kind(&text, answer, e);
	if (status == 0) {
		*out = ch.out;
		ch.out = -1;
	}
	close_fd(&ch.out);
	close_fd(&ch.spill);
	close_fd(&ch.to);
	close_fd(&ch.from);
	buf_fini(&text);
	return status;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The issuer process; see issuer.h. */
#include "fcgi/issuer.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include "fcgi/channel.h"
#include "reports/compare/status.h"
#include "reports/issue/issue.h"

#define MAX_TASKS 8
#define MAX_WAITERS 64
#define TASK_CPU_S 300
#define TASK_AS_BYTES ((size_t)4 << 30)

/* What a task's child hands back: plain bytes over a pipe. */
struct task_result {
	uint32_t code; /* enum err_code */
	char msg[600];
	char file[64];
	struct issue_draft draft;
};

struct task {
	pid_t pid;            /* 0: free */
	int fd;               /* the child's result comes here */
	struct ask ask;       /* as_of resolved */
	uint64_t head;        /* log size when it started */
	struct staging staged;
	struct task_result result;
	size_t have;          /* bytes of result read */
	struct waiter {
		size_t worker;
		uint32_t number;
	} waiter[MAX_WAITERS];
	size_t nwaiters;
};

struct issuer {
	const struct issuer_opts *o;
	struct task task[MAX_TASKS];
};

static void
reply(const struct issuer *is, const struct waiter *w, struct answer_msg *m)
{
	m->number = w->number;
	/* A worker that is gone hears nothing; its successor asks again. */
	(void)!send(is->o->worker_fd[w->worker], m, sizeof(*m),
	    MSG_NOSIGNAL | MSG_DONTWAIT);
}

static void
refuse(const struct issuer *is, const struct waiter *w, const struct err *e)
{
	struct answer_msg m = { .code = e->code };

	snprintf(m.msg, sizeof(m.msg), "%.590s", e->msg);
	reply(is, w, &m);
}

/* ---- the child ---- */

static int
work(const struct issuer *is, const struct task *t, struct task_result *out,
    struct err *e)
{
	struct report_request q = { .store_dir = is->o->store_dir,
		.as_of = t->ask.as_of, .at = t->head,
		.profile = t->ask.op == ASK_ISSUE ? t->ask.profile : NULL,
		.now_s = (int64_t)time(NULL) };
	struct rendered rendered;
	struct report r;
	struct buf b;
	char *path;
	int status;

	if (report_load(&r, &q, e) == -1)
		return -1;
	if (t->ask.op == ASK_ISSUE) {
		status = rendered_make(&r, false, t->staged.path, &rendered,
		    e);
		if (status == 0)
			issue_draft_of(&out->draft, &r, &rendered);
		return status; /* the process ends: nothing is freed */
	}
	buf_init(&b, BUF_MAX_DEFAULT);
	status_put(&r, NULL, true, &b);
	channel_status_name(out->file, t->head, t->ask.as_of);
	path = path_join(is->o->run_dir, out->file);
	return file_replace(path, buf_view(&b), 0644, e);
}

static _Noreturn void
child(const struct issuer *is, const struct task *t, int fd)
{
	struct rlimit cpu = { TASK_CPU_S, TASK_CPU_S };
	struct task_result out = { .code = ERR_SYS };
	struct err e = { 0 }, ignored;
	sigset_t none;

	for (size_t i = 0; i < is->o->nworkers; i++)
		close(is->o->worker_fd[i]);
	signal(SIGTERM, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	if (setrlimit(RLIMIT_CPU, &cpu) == 0 && mem_limit(TASK_AS_BYTES) == 0)
		out.code = work(is, t, &out, &e) == 0 ? ERR_NONE : e.code;
	snprintf(out.msg, sizeof(out.msg), "%.590s", e.msg);
	_exit(fd_write(fd, &out, sizeof(out), "pipe", &ignored) == 0 ? 0 : 1);
}

/* ---- tasks ---- */

static int
start(struct issuer *is, struct task *t, struct err *e)
{
	int fd[2];

	t->staged = (struct staging){ .fd = -1 };
	if (t->ask.op == ASK_ISSUE &&
	    staging_begin(&t->staged, is->o->store_dir, e) == -1)
		return -1;
	if (pipe2(fd, O_CLOEXEC) == -1) {
		staging_end(&t->staged);
		return err_sys(e, "make", "a pipe");
	}
	fflush(NULL);
	t->pid = fork();
	if (t->pid == 0)
		child(is, t, fd[1]);
	close(fd[1]);
	if (t->pid == -1) {
		t->pid = 0;
		close(fd[0]);
		staging_end(&t->staged);
		return err_sys(e, "start", "a process for the report");
	}
	t->fd = fd[0];
	t->have = 0;
	t->result = (struct task_result){ .code = ERR_SYS };
	return 0;
}

static bool
is_same(const struct task *t, const struct ask *a, uint64_t head)
{
	return t->pid != 0 && t->ask.op == a->op && t->head == head &&
	    t->ask.as_of == a->as_of &&
	    (a->op == ASK_STATUS || strcmp(t->ask.profile, a->profile) == 0);
}

/* Log size now, the day when none was asked for, and whether the key will do. */
static int
resolve(const struct issuer *is, struct ask *a, uint64_t *head,
    struct err *e)
{
	struct store s;
	int status = 0;

	if (store_open(&s, is->o->store_dir, e) == -1)
		return -1;
	*head = s.head.size;
	if (a->as_of == DATE_NONE)
		status = time_day_in_zone((int64_t)time(NULL),
		    store_genesis(&s)->timezone, &a->as_of, e);
	if (status == 0 && a->op == ASK_ISSUE)
		status = store_key_check(&s, is->o->key_path,
		    is->o->passphrase_file, e);
	store_close(&s);
	return status;
}

static int
enqueue(struct issuer *is, struct ask *a, const struct waiter *w,
    struct err *e)
{
	struct task *idle = NULL;
	uint64_t head;

	/* Only what is known is done, of the head there is now. */
	if ((a->op != ASK_STATUS && a->op != ASK_ISSUE) ||
	    memchr(a->profile, '\0', sizeof(a->profile)) == NULL)
		return err_set(e, ERR_USAGE, "the issuer was asked for "
		    "something it does not do");
	if (resolve(is, a, &head, e) == -1)
		return -1;
	/* Who asks for what is being made waits for it with the others. */
	for (size_t i = 0; i < MAX_TASKS; i++) {
		struct task *t = &is->task[i];

		if (t->pid == 0)
			idle = t;
		if (!is_same(t, a, head))
			continue;
		if (t->nwaiters == MAX_WAITERS)
			return err_set(e, ERR_LOCKED, "too many people wait "
			    "for this report; ask again in a while");
		t->waiter[t->nwaiters++] = *w;
		return 0;
	}
	/* Else it is a task of its own. */
	if (idle == NULL)
		return err_set(e, ERR_LOCKED, "%d reports are being made; ask "
		    "again in a while", MAX_TASKS);
	idle->ask = *a;
	idle->head = head;
	idle->waiter[0] = *w;
	idle->nwaiters = 1;
	return start(is, idle, e);
}

static void
receive_ask(struct issuer *is, size_t worker)
{
	struct err e = { 0 };
	struct waiter w = { .worker = worker };
	struct ask a;

	if (recv(is->o->worker_fd[worker], &a, sizeof(a), MSG_DONTWAIT) !=
	    (ssize_t)sizeof(a))
		return;
	w.number = a.number;
	if (enqueue(is, &a, &w, &e) == -1)
		refuse(is, &w, &e);
}

static int
publish(struct issuer *is, struct task *t, struct answer_msg *m, struct err *e)
{
	struct issue_signer signer = { .key_path = is->o->key_path,
		.passphrase_file = is->o->passphrase_file,
		.wait_ms = is->o->wait_ms };
	struct issued out = { .dir = NULL };
	int status;

	status = issue(is->o->store_dir, &t->staged, &t->result.draft,
	    &signer, &out, e);
	m->existed = out.existed;
	memcpy(m->id, out.id, sizeof(m->id));
	free(out.dir);
	return status;
}

static void
finish(struct issuer *is, struct task *t)
{
	struct answer_msg m = { .code = ERR_NONE };
	struct err e = { .code = ERR_NONE };
	int status = 0;

	close(t->fd);
	while (waitpid(t->pid, NULL, 0) == -1 && errno == EINTR)
		;
	if (t->have != sizeof(t->result))
		status = err_set(&e, ERR_SYS, "the process that made the "
		    "report ended without a result; see the service's log");
	else if (t->result.code != ERR_NONE)
		status = err_set(&e, (enum err_code)t->result.code, "%s",
		    t->result.msg);
	else if (t->ask.op == ASK_ISSUE)
		status = publish(is, t, &m, &e);
	memcpy(m.file, t->result.file, sizeof(m.file));
	if (status == -1) {
		m.code = e.code;
		snprintf(m.msg, sizeof(m.msg), "%.590s", e.msg);
		fprintf(stderr, "preaudit-fcgi: issuer: %s\n", e.msg);
	}
	for (size_t i = 0; i < t->nwaiters; i++)
		reply(is, &t->waiter[i], &m);
	staging_end(&t->staged);
	t->pid = 0;
}

static void
receive_result(struct issuer *is, struct task *t)
{
	ssize_t n = read(t->fd, (char *)&t->result + t->have,
	    sizeof(t->result) - t->have);

	if (n == -1 && errno == EINTR)
		return;
	if (n > 0) {
		t->have += (size_t)n;
		if (t->have < sizeof(t->result))
			return;
	}
	finish(is, t);
}

int
issuer_run(const struct issuer_opts *o)
{
	struct issuer *is = mem_calloc(1, sizeof(*is));
	struct pollfd *p = mem_calloc(o->nworkers + MAX_TASKS, sizeof(*p));
	sigset_t none;

	is->o = o;
	sigemptyset(&none);
	while (!*o->stop) {
		/* Listen to the workers and to each child. */
		for (size_t i = 0; i < o->nworkers; i++)
			p[i] = (struct pollfd){ .fd = o->worker_fd[i],
				.events = POLLIN };
		/* The tasks that run; poll passes over a descriptor of -1. */
		for (size_t i = 0; i < MAX_TASKS; i++)
			p[o->nworkers + i] = (struct pollfd){ .fd =
				is->task[i].pid == 0 ? -1 : is->task[i].fd,
				.events = POLLIN };
		if (ppoll(p, (nfds_t)(o->nworkers + MAX_TASKS), NULL,
		    &none) == -1)
			continue; /* a signal: look at stop */
		/* Results first: they free a place for what is asked. */
		for (size_t i = 0; i < MAX_TASKS; i++)
			if (is->task[i].pid != 0 &&
			    p[o->nworkers + i].revents != 0)
				receive_result(is, &is->task[i]);
		for (size_t i = 0; i < o->nworkers; i++)
			if (p[i].revents & POLLIN)
				receive_ask(is, i);
	}
	/* What is half made is of no use to the next issuer. */
	for (size_t i = 0; i < MAX_TASKS; i++)
		if (is->task[i].pid != 0)
			staging_end(&is->task[i].staged);
	free(p);
	free(is);
	return 0;
}

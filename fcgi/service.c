/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The parent of the service: makes the socket and the channels, starts one
 * issuer and N workers, and starts again what ends without being asked to.
 */
#include "fcgi/service.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include <pwd.h>

#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include "fcgi/issuer.h"
#include "fcgi/socket.h"
#include "fcgi/worker.h"
#include "shared/base/num.h"

#define MAX_WORKERS 32
#define MAX_USERS 8
#define RESTART_PAUSE_NS 200000000L

/* Set by SIGTERM and SIGINT; the only variable of its kind. */
static volatile sig_atomic_t stop;

static void
on_stop(int sig)
{
	(void)sig;
	stop = 1;
}

struct service {
	struct place place;
	const char *run_dir, *access;
	int listen_fd;
	uid_t uid[MAX_USERS];
	size_t nuids, nworkers;
	int issuer_end[MAX_WORKERS], worker_end[MAX_WORKERS];
	pid_t issuer, worker[MAX_WORKERS];
};

static int
configure(struct service *s, const struct service_opts *o, struct err *e)
{
	uint64_t workers = 2;

	if (o->run == NULL || o->access == NULL)
		return err_set(e, ERR_USAGE, "--run DIR and --access FILE are "
		    "needed");
	if (o->workers != NULL && (!num_parse_u64(str_of(o->workers),
	    MAX_WORKERS, &workers) || workers == 0))
		return err_set(e, ERR_USAGE, "--workers \"%s\" is not a number "
		    "from 1 to %d", o->workers, MAX_WORKERS);
	if (o->allow.n > MAX_USERS)
		return err_set(e, ERR_USAGE, "--allow-user: at most %d",
		    MAX_USERS);
	for (size_t i = 0; i < o->allow.n; i++) {
		const struct passwd *p = getpwnam(o->allow.item[i]);

		if (p == NULL)
			return err_set(e, ERR_USAGE, "--allow-user \"%s\": "
			    "there is no such user", o->allow.item[i]);
		s->uid[s->nuids++] = p->pw_uid;
	}
	s->run_dir = o->run;
	s->access = o->access;
	s->nworkers = (size_t)workers;
	return place_find(&s->place, &o->place, e);
}

/* Nothing the service makes may lie in the store. */
static int
check_outputs(const struct service *s, const struct service_opts *o,
    struct err *e)
{
	struct outputs out = { .kept = NULL };
	int status;

	output_keep(&out, "the access file", s->access);
	place_keep(&s->place, &out);
	status = output_check_folder(&out, "--run", s->run_dir, e);
	/* A socket that is there is replaced. */
	if (status == 0 && o->socket != NULL)
		status = output_check(&out, "--socket", o->socket, true, e);
	outputs_free(&out);
	return status;
}

/* Everything that can be wrong is found before the first process starts. */
static int
prepare(struct service *s, const struct service_opts *o, struct err *e)
{
	struct access a;
	struct store st;

	if (access_load(&a, s->access, e) == -1)
		return -1;
	access_free(&a);
	if (store_open(&st, s->place.store, e) == -1)
		return -1;
	store_close(&st);
	if (check_outputs(s, o, e) == -1 || dir_make(s->run_dir, e) == -1)
		return -1;
	s->listen_fd = o->socket != NULL ? socket_listen(o->socket, e) :
	    socket_inherited(e);
	if (s->listen_fd == -1)
		return -1;
	for (size_t i = 0; i < s->nworkers; i++) {
		int fd[2];

		if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0,
		    fd) == -1)
			return err_sys(e, "make", "a channel");
		s->issuer_end[i] = fd[0];
		s->worker_end[i] = fd[1];
	}
	return 0;
}

static pid_t
spawn(void)
{
	pid_t pid, parent = getpid();

	fflush(NULL);
	pid = fork();
	if (pid == 0) {
		/* End with the parent, also when it is killed. */
		prctl(PR_SET_PDEATHSIG, SIGTERM);
		if (getppid() != parent)
			_exit(0);
	}
	return pid;
}

static void
start_issuer(struct service *s)
{
	s->issuer = spawn();
	if (s->issuer != 0)
		return;
	close(s->listen_fd);
	for (size_t i = 0; i < s->nworkers; i++)
		close(s->worker_end[i]);
	_exit(issuer_run(&(struct issuer_opts){ .store_dir = s->place.store,
	    .run_dir = s->run_dir, .key_path = s->place.key,
	    .passphrase_file = s->place.passphrase_file,
	    .wait_ms = s->place.wait_ms,
	    .worker_fd = s->issuer_end, .nworkers = s->nworkers,
	    .stop = &stop }));
}

static void
start_worker(struct service *s, size_t i)
{
	s->worker[i] = spawn();
	if (s->worker[i] != 0)
		return;
	for (size_t k = 0; k < s->nworkers; k++) {
		close(s->issuer_end[k]);
		if (k != i)
			close(s->worker_end[k]);
	}
	_exit(worker_run(&(struct worker_opts){ .store_dir = s->place.store,
	    .run_dir = s->run_dir, .access_path = s->access,
	    .listen_fd = s->listen_fd, .channel = s->worker_end[i],
	    .uid = s->uid, .nuids = s->nuids, .stop = &stop }));
}

static void
restart(struct service *s, pid_t pid, int status)
{
	struct timespec pause = { 0, RESTART_PAUSE_NS };

	fprintf(stderr, "preaudit-fcgi: process %ld ended with %s %d; starting it "
	    "again\n", (long)pid, WIFSIGNALED(status) ? "signal" : "status",
	    WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
	nanosleep(&pause, NULL);
	if (pid == s->issuer)
		start_issuer(s);
	for (size_t i = 0; i < s->nworkers; i++)
		if (pid == s->worker[i])
			start_worker(s, i);
}

static void
supervise(struct service *s)
{
	sigset_t none;
	int status;
	pid_t pid;

	sigemptyset(&none);
	start_issuer(s);
	for (size_t i = 0; i < s->nworkers; i++)
		start_worker(s, i);
	while (!stop) {
		/* SIGCHLD and SIGTERM are delivered in here only. */
		sigsuspend(&none);
		while (!stop && (pid = waitpid(-1, &status, WNOHANG)) > 0)
			restart(s, pid, status);
	}
	if (s->issuer > 0)
		kill(s->issuer, SIGTERM);
	for (size_t i = 0; i < s->nworkers; i++)
		if (s->worker[i] > 0)
			kill(s->worker[i], SIGTERM);
	while (waitpid(-1, NULL, 0) > 0 || errno == EINTR)
		;
}

static void
on_child(int sig)
{
	(void)sig; /* only wakes sigsuspend */
}

static void
set_signals(void)
{
	struct sigaction act = { .sa_handler = on_stop };
	sigset_t block;

	sigaction(SIGTERM, &act, NULL);
	sigaction(SIGINT, &act, NULL);
	act.sa_handler = on_child;
	sigaction(SIGCHLD, &act, NULL);
	act.sa_handler = SIG_IGN;
	sigaction(SIGPIPE, &act, NULL);
	sigemptyset(&block);
	sigaddset(&block, SIGTERM);
	sigaddset(&block, SIGINT);
	sigaddset(&block, SIGCHLD);
	sigprocmask(SIG_BLOCK, &block, NULL);
}

int
service_run(void *values, struct err *e)
{
	const struct service_opts *o = values;
	struct service s = { .listen_fd = -1 };
	int status;

	if (o->args.n > 0)
		return err_set(e, ERR_USAGE, "there is nothing to do with "
		    "\"%s\"", o->args.item[0]);
	status = configure(&s, o, e);
	if (status == 0)
		status = prepare(&s, o, e);
	if (status == 0) {
		set_signals();
		supervise(&s);
		if (o->socket != NULL)
			(void)unlink(o->socket);
	}
	place_free(&s.place);
	return status;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* What a confined reader can and cannot do: each act in a child of its own. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <check.h>

#include "shared/base/sandbox.h"
#include "tests/lib/unit.h"

static int pipe_end; /* of the pipe that a child keeps */

static void
act_open(void)
{
	(void)open("/etc/passwd", O_RDONLY);
}

static void
act_create(void)
{
	(void)creat("/tmp/preaudit-sandbox-test", 0600);
}

static void
act_unlink(void)
{
	(void)unlink("/tmp/preaudit-sandbox-test");
}

static void
act_exec(void)
{
	char name[] = "/bin/true", *argv[] = { name, NULL };

	(void)execv(argv[0], argv);
}

static void
act_fork(void)
{
	(void)fork();
}

static void
act_socket(void)
{
	(void)socket(AF_INET, SOCK_STREAM, 0);
}

static void
act_ptrace(void)
{
	(void)ptrace(PTRACE_ATTACH, getppid(), NULL, NULL);
}

static void
act_map_code(void)
{
	(void)mmap(NULL, 4096, PROT_READ | PROT_EXEC,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

static void
act_kill(void)
{
	(void)kill(getppid(), SIGKILL);
}

static void
act_list(void)
{
	char name[4096];

	(void)!getcwd(name, sizeof(name));
}

static void
act_limit(void)
{
	struct rlimit r = { RLIM_INFINITY, RLIM_INFINITY };

	(void)setrlimit(RLIMIT_DATA, &r);
}

static const struct {
	const char *what;
	void (*act)(void);
} forbidden[] = {
	{ "open a file", act_open },
	{ "create a file", act_create },
	{ "remove a file", act_unlink },
	{ "start a program", act_exec },
	{ "make a process", act_fork },
	{ "make a socket", act_socket },
	{ "look into a process", act_ptrace },
	{ "map code", act_map_code },
	{ "send a signal", act_kill },
	{ "ask for its folder", act_list },
	{ "lift a limit", act_limit },
};

/* Runs an act in a confined child; its wait status. */
static int
confined(void (*act)(void))
{
	const struct sandbox_limits limits = { .data_bytes = 8 << 20,
		.file_bytes = 1 << 16, .cpu_s = 1 };
	int fd[2], status;
	pid_t pid;

	ck_assert_int_eq(pipe(fd), 0);
	pid = fork();
	ck_assert_int_ne(pid, -1);
	if (pid == 0) {
		struct err e = { 0 };

		pipe_end = fd[1];
		if (sandbox_reader(&limits, &pipe_end, 1, &e) == -1)
			_exit(9);
		act();
		_exit(0);
	}
	close(fd[1]);
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	close(fd[0]);
	return status;
}

START_TEST(test_forbidden)
{
	int status = confined(forbidden[_i].act);

	if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGSYS)
		ck_abort_msg("%s: status %d", forbidden[_i].what, status);
}
END_TEST

static void
act_write(void)
{
	_exit(write(pipe_end, "x", 1) == 1 ? 0 : 1);
}

static void
act_other_descriptor(void)
{
	for (int fd = 3; fd < 64; fd++)
		if (fd != pipe_end && lseek(fd, 0, SEEK_CUR) != -1)
			_exit(1);
	_exit(0);
}

static void
act_allocate(void)
{
	char *p = malloc(1 << 20);

	if (p == NULL)
		_exit(1);
	memset(p, 1, 1 << 20);
	_exit(0);
}

static void
act_allocate_much(void)
{
	_exit(malloc((size_t)64 << 20) == NULL ? 0 : 1);
}

static const struct {
	const char *what;
	void (*act)(void);
} allowed[] = {
	{ "write where it may", act_write },
	{ "have no other files", act_other_descriptor },
	{ "use memory", act_allocate },
	{ "but not more than it may", act_allocate_much },
};

START_TEST(test_allowed)
{
	int status = confined(allowed[_i].act);

	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		ck_abort_msg("%s: status %d", allowed[_i].what, status);
}
END_TEST

static void
act_spin(void)
{
	for (volatile unsigned i = 0;; i++)
		;
}

START_TEST(test_cpu)
{
	int status = confined(act_spin);

	ck_assert(WIFSIGNALED(status));
	ck_assert(WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL);
}
END_TEST

START_TEST(test_offline)
{
	char name[] = "/bin/true", *argv[] = { name, NULL };

	/* Check runs every test in a process of its own. */
	sandbox_offline();
	ck_assert_int_eq(socket(AF_INET, SOCK_STREAM, 0), -1);
	ck_assert_int_eq(errno, EACCES);
	ck_assert_int_eq(execv(argv[0], argv), -1);
	ck_assert_int_eq(errno, EACCES);
	ck_assert_int_ne(open("/etc/passwd", O_RDONLY), -1);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("sandbox");
	TCase *tc = tcase_create("all");

	/* A sanitizer needs what is forbidden: there is nothing to test. */
#if !defined(__SANITIZE_ADDRESS__)
	tcase_add_loop_test(tc, test_forbidden, 0,
	    sizeof(forbidden) / sizeof(*forbidden));
	tcase_add_test(tc, test_cpu);
	tcase_add_test(tc, test_offline);
	tcase_add_loop_test(tc, test_allowed, 0,
	    sizeof(allowed) / sizeof(*allowed));
#else
	tcase_add_loop_test(tc, test_allowed, 0, 3);
#endif
	suite_add_tcase(s, tc);
	return unit_run(s);
}

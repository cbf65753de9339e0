/* SPDX-License-Identifier: Apache-2.0 */
/* What a confined reader can and cannot do: each act in a child of its own. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <sys/wait.h>

#include <check.h>

#include "shared/file/sandbox.h"
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

/* ---- what is refused, and nothing worse ---- */

static bool
refuses_folder(void)
{
	char name[4096];

	/* The C library asks in another way, which would open "..". */
	return syscall(SYS_getcwd, name, sizeof(name)) == -1;
}

static bool
refuses_stat(void)
{
	struct stat st;

	return stat("/etc/passwd", &st) == -1;
}

static bool
refuses_sleep(void)
{
	const struct timespec t = { 0, 1 };

	return nanosleep(&t, NULL) == -1;
}

static bool
refuses_name(void)
{
	struct utsname u;

	return uname(&u) == -1;
}

static bool
refuses_limit(void)
{
	struct rlimit r;

	return getrlimit(RLIMIT_DATA, &r) == -1;
}

static bool
refuses_signal_to_another(void)
{
	return tgkill(getppid(), getppid(), SIGABRT) == -1;
}

static bool (*const refused[])(void) = { refuses_folder, refuses_stat,
	refuses_sleep, refuses_name, refuses_limit,
	refuses_signal_to_another };
static int which_refused;

static void
act_refused(void)
{
	_exit(refused[which_refused]() && errno == ENOSYS ? 0 : 1);
}

START_TEST(test_refused)
{
	int status;

	which_refused = _i;
	status = confined(act_refused);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		ck_abort_msg("call %d: status %d", _i, status);
}
END_TEST

/* A fault that the C library meets is one of memory, not of calls. */
START_TEST(test_abort)
{
	int status = confined(abort);

	ck_assert(WIFSIGNALED(status));
	ck_assert_int_eq(WTERMSIG(status), SIGABRT);
}
END_TEST

/* ---- what is allowed ---- */

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

static int
by_number(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

/* On either side of what the C library sorts without asking for memory. */
static void
act_sort(void)
{
	enum { MOST = 1 << 18 };
	int *p = malloc(MOST * sizeof(*p));

	for (size_t n = 16; p != NULL && n <= MOST; n *= 4) {
		for (size_t i = 0; i < n; i++)
			p[i] = (int)(n - i);
		qsort(p, n, sizeof(*p), by_number);
		for (size_t i = 0; i < n; i++)
			if (p[i] != (int)i + 1)
				_exit(1);
	}
	_exit(p == NULL ? 2 : 0);
}

static void
act_grow(void)
{
	char *p = NULL;

	for (size_t n = 1024; n <= 4 << 20; n *= 2) {
		p = realloc(p, n);
		if (p == NULL)
			_exit(1);
		memset(p, 1, n);
	}
	free(p);
	_exit(0);
}

/* What libraries ask as they please. */
static void
act_ask(void)
{
	struct timespec t;
	char text[64];

	(void)sysconf(_SC_PHYS_PAGES);
	(void)sysconf(_SC_ARG_MAX);
	(void)time(NULL);
	(void)clock_getres(CLOCK_REALTIME, &t);
	if (strerror_r(ENOENT, text, sizeof(text)) == NULL ||
	    getrandom(text, sizeof(text), 0) != sizeof(text))
		_exit(1);
	_exit(getpid() > 0 ? 0 : 1);
}

/* A stream finds out what its file is. */
static void
act_stream(void)
{
	_exit(printf("%s", "x") == 1 && fflush(stdout) == 0 ? 0 : 1);
}

static const struct {
	const char *what;
	void (*act)(void);
} allowed[] = {
	{ "sort much", act_sort },
	{ "let memory grow", act_grow },
	{ "ask for its system", act_ask },
	{ "use a stream", act_stream },
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
	tcase_add_loop_test(tc, test_refused, 0,
	    sizeof(refused) / sizeof(*refused));
	tcase_add_test(tc, test_abort);
	tcase_add_test(tc, test_cpu);
	tcase_add_test(tc, test_offline);
	tcase_add_loop_test(tc, test_allowed, 0,
	    sizeof(allowed) / sizeof(*allowed));
#else
	tcase_add_loop_test(tc, test_allowed, 0,
	    sizeof(allowed) / sizeof(*allowed) - 1);
#endif
	suite_add_tcase(s, tc);
	return unit_run(s);
}

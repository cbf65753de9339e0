/* SPDX-License-Identifier: Apache-2.0 */
/* Landlock, seccomp and limits; see sandbox.h. */
#include "shared/file/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <linux/landlock.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#include <seccomp.h>

#include "shared/base/num.h"
#include "shared/file/fileio.h"

#if defined(__SANITIZE_ADDRESS__)
#define IS_SANITIZED true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define IS_SANITIZED true
#endif
#endif
#ifndef IS_SANITIZED
#define IS_SANITIZED false
#endif

static bool
is_kept(int fd, const int *keep, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		if (keep[i] == fd)
			return true;
	return false;
}

/* Closes everything but keep[]; 0, 1 and 2 become /dev/null. */
static int
close_others(const int *keep, unsigned n, struct err *e)
{
	int top = 2, null;

	null = open("/dev/null", O_RDWR | O_CLOEXEC);
	if (null == -1)
		return err_sys(e, "open", "/dev/null");
	for (int fd = 0; fd <= 2; fd++)
		if (!is_kept(fd, keep, n) && dup2(null, fd) == -1)
			return err_sys(e, "replace", "a standard stream");
	for (unsigned i = 0; i < n; i++)
		if (keep[i] > top)
			top = keep[i];
	for (int fd = 3; fd < top; fd++)
		if (!is_kept(fd, keep, n))
			(void)close(fd);
	if (syscall(SYS_close_range, (unsigned)top + 1, ~0U, 0) == -1)
		return err_sys(e, "close", "the files of the parent");
	return 0;
}

static int
limit(int what, rlim_t value, struct err *e)
{
	struct rlimit r = { value, value }, now;

	if (getrlimit((__rlimit_resource_t)what, &now) == 0 &&
	    now.rlim_max < value)
		r.rlim_cur = r.rlim_max = now.rlim_max;
	if (setrlimit((__rlimit_resource_t)what, &r) == -1)
		return err_sys(e, "limit", "the reading process");
	return 0;
}

/* What counts against RLIMIT_DATA now, in bytes. */
static int
data_now(uint64_t *bytes, struct err *e)
{
	struct str rest, word;
	struct buf b;
	uint64_t pages = 0;
	int status;

	buf_init(&b, 4096);
	status = file_read("/proc/self/statm", &b, e);
	rest = buf_view(&b);
	/* The sixth number: data and stack. */
	for (int i = 0; status == 0 && i < 6; i++)
		if (!str_next(&rest, ' ', &word) ||
		    !num_parse_u64(word, UINT64_MAX, &pages))
			status = err_set(e, ERR_SYS,
			    "/proc/self/statm cannot be read");
	buf_fini(&b);
	*bytes = pages * (uint64_t)sysconf(_SC_PAGESIZE);
	return status;
}

static int
set_limits(const struct sandbox_limits *l, struct err *e)
{
	struct rusage used;
	uint64_t now;

	if (data_now(&now, e) == -1)
		return -1;
	if (getrusage(RUSAGE_SELF, &used) == -1)
		return err_sys(e, "examine", "the reading process");
	if (limit(RLIMIT_DATA, now + l->data_bytes, e) == -1 ||
	    limit(RLIMIT_CPU, (rlim_t)used.ru_utime.tv_sec + 1 + l->cpu_s,
	    e) == -1 || limit(RLIMIT_FSIZE, l->file_bytes, e) == -1 ||
	    limit(RLIMIT_CORE, 0, e) == -1)
		return -1;
	return 0;
}

/* No path can be opened any more. Older kernels lack it: seccomp stands alone. */
static int
close_file_system(struct err *e)
{
	struct landlock_ruleset_attr attr = { .handled_access_fs =
	    LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE |
	    LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR |
	    LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |
	    LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR |
	    LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK |
	    LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |
	    LANDLOCK_ACCESS_FS_MAKE_SYM };
	long fd = syscall(SYS_landlock_create_ruleset, &attr, sizeof(attr), 0);
	int status = 0;

	if (fd == -1)
		return errno == ENOSYS || errno == EOPNOTSUPP ? 0 :
		    err_sys(e, "confine", "the reading process");
	if (syscall(SYS_landlock_restrict_self, (int)fd, 0) == -1)
		status = err_sys(e, "confine", "the reading process");
	close((int)fd);
	return status;
}

/* They act on the memory, the clock and the descriptors at hand alone. */
static const int plain_calls[] = {
	SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(readv), SCMP_SYS(writev),
	SCMP_SYS(pread64), SCMP_SYS(pwrite64), SCMP_SYS(lseek),
	SCMP_SYS(ftruncate), SCMP_SYS(fstat), SCMP_SYS(close),
	SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(brk),
	SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres),
	SCMP_SYS(gettimeofday), SCMP_SYS(time), SCMP_SYS(getrandom),
	SCMP_SYS(futex), SCMP_SYS(sched_yield), SCMP_SYS(getpid),
	SCMP_SYS(gettid), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn),
	SCMP_SYS(restart_syscall), SCMP_SYS(exit), SCMP_SYS(exit_group),
	/* The C library asks for the size of memory before it sorts much,
	   and for the processors before it makes another heap. */
	SCMP_SYS(sysinfo), SCMP_SYS(sched_getaffinity),
};

/* They reach other programs, processes and machines. */
static const int outside_calls[] = {
	SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(socket),
	SCMP_SYS(socketpair), SCMP_SYS(connect), SCMP_SYS(bind),
	SCMP_SYS(listen), SCMP_SYS(accept), SCMP_SYS(accept4),
	SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv),
	SCMP_SYS(process_vm_writev), SCMP_SYS(bpf), SCMP_SYS(mount),
	SCMP_SYS(umount2), SCMP_SYS(unshare), SCMP_SYS(setns),
	SCMP_SYS(keyctl), SCMP_SYS(add_key), SCMP_SYS(request_key),
	SCMP_SYS(userfaultfd), SCMP_SYS(perf_event_open),
};

/* What no reader has a reason for either: files by name, processes, limits. */
static const int harmful_calls[] = {
	SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(openat2), SCMP_SYS(creat),
	SCMP_SYS(open_by_handle_at), SCMP_SYS(truncate), SCMP_SYS(mknod),
	SCMP_SYS(mknodat), SCMP_SYS(mkdir), SCMP_SYS(mkdirat),
	SCMP_SYS(rmdir), SCMP_SYS(unlink), SCMP_SYS(unlinkat),
	SCMP_SYS(rename), SCMP_SYS(renameat), SCMP_SYS(renameat2),
	SCMP_SYS(link), SCMP_SYS(linkat), SCMP_SYS(symlink),
	SCMP_SYS(symlinkat), SCMP_SYS(chmod), SCMP_SYS(fchmod),
	SCMP_SYS(fchmodat), SCMP_SYS(chown), SCMP_SYS(fchown),
	SCMP_SYS(fchownat), SCMP_SYS(lchown), SCMP_SYS(chdir),
	SCMP_SYS(fchdir), SCMP_SYS(chroot), SCMP_SYS(pivot_root),
	SCMP_SYS(memfd_create), SCMP_SYS(io_uring_setup), SCMP_SYS(fork),
	SCMP_SYS(vfork), SCMP_SYS(clone), SCMP_SYS(clone3), SCMP_SYS(kill),
	SCMP_SYS(tkill), SCMP_SYS(rt_sigqueueinfo),
	SCMP_SYS(rt_tgsigqueueinfo), SCMP_SYS(pidfd_open),
	SCMP_SYS(pidfd_send_signal), SCMP_SYS(sendto), SCMP_SYS(sendmsg),
	SCMP_SYS(sendmmsg), SCMP_SYS(recvmsg), SCMP_SYS(setrlimit),
	SCMP_SYS(prctl), SCMP_SYS(personality), SCMP_SYS(init_module),
	SCMP_SYS(finit_module), SCMP_SYS(kexec_load), SCMP_SYS(reboot),
};

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static int
add_calls(scmp_filter_ctx c, uint32_t action, const int *call, size_t n)
{
	int status = 0;

	for (size_t i = 0; status == 0 && i < n; i++)
		status = seccomp_rule_add(c, action, call[i], 0);
	return status;
}

/* Calls that an argument decides about. */
static int
add_judged(scmp_filter_ctx c)
{
	const struct {
		uint32_t action;
		int call;
		unsigned n;
		struct scmp_arg_cmp arg[2];
	} judged[] = {
		/* Memory, but never for code. */
		{ SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
		    { SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0) } },
		{ SCMP_ACT_KILL_PROCESS, SCMP_SYS(mmap), 1,
		    { SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, PROT_EXEC) } },
		{ SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
		    { SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0) } },
		{ SCMP_ACT_KILL_PROCESS, SCMP_SYS(mprotect), 1,
		    { SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, PROT_EXEC) } },
		/* Limits are asked for, never set. */
		{ SCMP_ACT_KILL_PROCESS, SCMP_SYS(prlimit64), 1,
		    { SCMP_A2(SCMP_CMP_NE, 0) } },
		/* abort() ends it as what it is, a fault met in memory. */
		{ SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 2,
		    { SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid()),
		    SCMP_A2(SCMP_CMP_EQ, SIGABRT) } },
	};
	int status = 0;

	for (size_t i = 0; status == 0 && i < COUNT(judged); i++)
		status = seccomp_rule_add_array(c, judged[i].action,
		    judged[i].call, judged[i].n, judged[i].arg);
	return status;
}

/*
 * Nothing but plain_calls is done. What does harm kills; any other call fails
 * as on a system without it, which libraries cope with: one that they make
 * for large input only is not found by a test of small input.
 */
static int
filter_calls(struct err *e)
{
	scmp_filter_ctx c = seccomp_init(SCMP_ACT_ERRNO(ENOSYS));
	int status = c == NULL ? -1 : 0;

	if (status == 0)
		status = add_calls(c, SCMP_ACT_ALLOW, plain_calls,
		    COUNT(plain_calls));
	if (status == 0)
		status = add_calls(c, SCMP_ACT_KILL_PROCESS, outside_calls,
		    COUNT(outside_calls));
	if (status == 0)
		status = add_calls(c, SCMP_ACT_KILL_PROCESS, harmful_calls,
		    COUNT(harmful_calls));
	if (status == 0)
		status = add_judged(c);
	if (status == 0)
		status = seccomp_load(c);
	if (c != NULL)
		seccomp_release(c);
	if (status != 0)
		return err_set(e, ERR_SYS, "the reading process cannot be "
		    "confined: the system refuses seccomp filters");
	return 0;
}

int
sandbox_reader(const struct sandbox_limits *l, const int *keep, unsigned n,
    struct err *e)
{
	if (close_others(keep, n, e) == -1)
		return -1;
	if (IS_SANITIZED)
		return 0;
	if (set_limits(l, e) == -1)
		return -1;
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == -1 ||
	    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == -1)
		return err_sys(e, "confine", "the reading process");
	if (close_file_system(e) == -1 || limit(RLIMIT_NOFILE, 0, e) == -1)
		return -1;
	return filter_calls(e);
}

void
sandbox_offline(void)
{
	scmp_filter_ctx c;

	if (IS_SANITIZED || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == -1)
		return;
	c = seccomp_init(SCMP_ACT_ALLOW);
	if (c == NULL)
		return;
	for (size_t i = 0; i < COUNT(outside_calls); i++)
		(void)seccomp_rule_add(c, SCMP_ACT_ERRNO(EACCES),
		    outside_calls[i], 0);
	(void)seccomp_load(c);
	seccomp_release(c);
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Confining a process that reads what strangers wrote. sandbox.c is the only
 * user of libseccomp and Landlock.
 */
#ifndef PREAUDIT_SANDBOX_H
#define PREAUDIT_SANDBOX_H

#include <stdint.h>

#include "shared/base/err.h"

struct sandbox_limits {
	uint64_t data_bytes; /* heap beyond what the process has now */
	uint64_t file_bytes; /* the longest file it may write */
	unsigned cpu_s;      /* CPU time from now on */
};

/*
 * For a child that only computes: from here on it can open no file, make no
 * socket and no process and map no code; it may read, write and map the
 * descriptors in keep[] (all others are closed), and end. What would do harm
 * kills it (SIGSYS); every other call of the system that it does not need fails
 * with ENOSYS. Standard input, output and error lead to /dev/null. ERR_SYS when
 * the system cannot confine it: nothing of a stranger must be read then.
 * Under a sanitizer, which needs more of the system, only descriptors are
 * closed.
 */
int sandbox_reader(const struct sandbox_limits *l, const int *keep, unsigned n,
    struct err *e);

/*
 * For a program that needs neither network nor other programs: from here on
 * both are refused (EACCES), in its children too. Where the system has no
 * seccomp nothing changes; nothing else relies on it.
 */
void sandbox_offline(void);

#endif

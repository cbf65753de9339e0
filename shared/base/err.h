/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Operational errors: what could not be done, where, and what to do about it.
 * Not for bugs (assert) and not for findings about the user's data (those are
 * lists of their own, see importer/common/finding.h).
 */
#ifndef PREAUDIT_ERR_H
#define PREAUDIT_ERR_H

#include <stdarg.h>
#include <stddef.h>

struct message; /* message.h */
struct value;   /* value.h */

/* Each code has an exit status and an HTTP status in err.c. */
enum err_code {
	ERR_NONE,
	ERR_SYS,       /* the machine: disk, memory, permission; exit 1 */
	ERR_LOCKED,    /* another writer holds the store; exit 1 */
	ERR_LIMIT,     /* a cap of ours was reached; exit 1 */
	ERR_USAGE,     /* command line or configuration; exit 2 */
	/* a file of ours (rules, schema, key) is unusable; exit 2 */
	ERR_CONFIG,
	ERR_NOT_FOUND, /* what was named does not exist; exit 2 */
	ERR_REFUSED,   /* the input was refused; exit 3 */
	ERR_INTEGRITY, /* store or report is not what was signed; exit 4 */
	ERR__MAX /* how many codes there are */
};

/* Owned by the caller, usually on its stack. Zero is "no error". */
struct err {
	enum err_code code;
	int sys;        /* errno, or 0 */
	char msg[1536]; /* one sentence or two, no final newline */
};

/*
 * Sets code and message, and sys to 0; returns -1, so that callers can return
 * it. Whatever is put in, the message is valid UTF-8 without control characters
 * but newline and tab; one that is too long is cut.
 */
int err_set(struct err *e, enum err_code code, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/*
 * The same with a message of a table, whose level is the error's code, and its
 * n arguments. Of each text at most 400 bytes are put in, so that a stranger's
 * value leaves room for the rest.
 */
int err_put(struct err *e, const struct message *m, const struct value *arg,
    size_t n);

/*
 * Takes errno now: "cannot WHAT PATH: reason", ERR_SYS, and errno in sys.
 * Returns -1.
 */
int err_sys(struct err *e, const char *what, const char *path);

/*
 * Puts context in front of the message: "CONTEXT: message", cut to what fits;
 * code and sys stay. Returns -1.
 */
int err_ctx(struct err *e, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* The exit status, 0 to 4, of a program that stops because of this error. */
int err_exit_status(enum err_code code);

/* The HTTP status of an answer that reports this error. */
int err_http_status(enum err_code code);

/* "program: message" and a line feed on standard error. */
void err_print(const char *program, const struct err *e);

#endif

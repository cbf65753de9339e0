/* SPDX-License-Identifier: Apache-2.0 */
/* Operational errors; see err.h. */
#include "shared/base/err.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "shared/base/message.h"
#include "shared/base/utf8.h"

#define TEXT_MAX 400 /* bytes of a text in a message */

static const struct {
	int exit_status;
	int http_status;
} codes[] = {
	[ERR_NONE] = { 0, 200 },
	[ERR_SYS] = { 1, 500 },
	[ERR_LOCKED] = { 1, 503 },
	[ERR_LIMIT] = { 1, 413 },
	[ERR_USAGE] = { 2, 400 },
	[ERR_CONFIG] = { 2, 500 },
	[ERR_NOT_FOUND] = { 2, 404 },
	[ERR_REFUSED] = { 3, 422 },
	[ERR_INTEGRITY] = { 4, 500 },
};
_Static_assert(sizeof(codes) / sizeof(codes[0]) == ERR__MAX,
    "every error code has its statuses");

/*
 * Messages quote what strangers wrote. Control characters, which a terminal
 * would obey, and what is not UTF-8, also where a value was cut, become '?'.
 */
static void
make_printable(char *z)
{
	struct str s = str_of(z);
	size_t bad = utf8_valid(s);

	while (bad < s.n) {
		z[bad] = '?';
		bad += utf8_valid((struct str){ z + bad, s.n - bad });
	}
	for (; *z != '\0'; z++) {
		unsigned char c = (unsigned char)*z;

		if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7f)
			*z = '?';
		else if (c == 0xc2 && (unsigned char)z[1] < 0xa0)
			z[0] = z[1] = '?'; /* U+0080 to U+009F */
	}
}

int
err_set(struct err *e, enum err_code code, const char *fmt, ...)
{
	va_list ap;

	e->code = code;
	e->sys = 0;
	va_start(ap, fmt);
	vsnprintf(e->msg, sizeof(e->msg), fmt, ap);
	va_end(ap);
	make_printable(e->msg);
	return -1;
}

int
err_put(struct err *e, const struct message *m, const struct value *arg,
    size_t n)
{
	struct value cut[MESSAGE_MAX_ARGS];
	struct buf b;

	for (size_t i = 0; i < n && i < MESSAGE_MAX_ARGS; i++) {
		cut[i] = arg[i];
		if (cut[i].text.n > TEXT_MAX)
			cut[i].text.n = TEXT_MAX;
	}
	buf_init(&b, BUF_MAX_DEFAULT);
	message_put(&b, m, cut, n);
	err_set(e, (enum err_code)m->level, "%s", buf_cstr(&b));
	buf_fini(&b);
	return -1;
}

int
err_sys(struct err *e, const char *what, const char *path)
{
	int sys = errno;

	err_set(e, ERR_SYS, "cannot %s %s: %s", what, path, strerror(sys));
	e->sys = sys;
	return -1;
}

int
err_ctx(struct err *e, const char *fmt, ...)
{
	char old[sizeof(e->msg)];
	va_list ap;
	int n;

	memcpy(old, e->msg, sizeof(old));
	va_start(ap, fmt);
	n = vsnprintf(e->msg, sizeof(e->msg), fmt, ap);
	va_end(ap);
	if (n >= 0 && (size_t)n < sizeof(e->msg))
		snprintf(e->msg + n, sizeof(e->msg) - (size_t)n, ": %.1200s",
		    old);
	make_printable(e->msg);
	return -1;
}

int
err_exit_status(enum err_code code)
{
	return codes[code].exit_status;
}

int
err_http_status(enum err_code code)
{
	return codes[code].http_status;
}

void
err_print(const char *program, const struct err *e)
{
	fprintf(stderr, "%s: %s\n", program, e->msg);
}

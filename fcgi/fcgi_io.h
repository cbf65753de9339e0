/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Requests from nginx and answers to it. fcgi_io.c is the only user of
 * libfcgi. The accept loop is ours: the peer's uid is
 * checked and both directions have timeouts before the library sees a byte.
 */
#ifndef PREAUDIT_FCGI_IO_H
#define PREAUDIT_FCGI_IO_H

#include <signal.h>

#include <sys/types.h>

#include "fcgi/http.h"
#include "shared/base/err.h"

/* A listener and the request it is at; on the heap. */
struct fcgi_io;

struct fcgi_io_opts {
	int listen_fd;      /* the caller's, set not to block */
	const uid_t *uid;   /* peers that may connect, besides our own uid and root */
	size_t nuids;
	unsigned timeout_s; /* per read and write */
	volatile sig_atomic_t *stop; /* set by the caller's SIGTERM handler */
};

/*
 * Prepares to answer requests at o->listen_fd; *o is copied, what it points to
 * must outlive *io. -1 with ERR_SYS. Free with fcgi_io_close.
 */
int fcgi_io_open(struct fcgi_io **io, const struct fcgi_io_opts *o,
    struct err *e);
void fcgi_io_close(struct fcgi_io *io);

/*
 * Waits for the next request. 1: q is filled (valid until fcgi_io_reply); a
 * request that cannot be accepted as it stands has *refused set to an HTTP
 * status. 0: asked to stop. -1: the listener is broken.
 */
int fcgi_io_next(struct fcgi_io *io, struct req *q, int *refused,
    struct err *e);
/* Sends the answer with the headers every answer has, and ends the request. */
void fcgi_io_reply(struct fcgi_io *io, const struct req *q,
    const struct resp *r);

#endif

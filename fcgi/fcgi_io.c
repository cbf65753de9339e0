/* SPDX-License-Identifier: Apache-2.0 */
/* FastCGI in and out; see fcgi_io.h. */
#include "fcgi/fcgi_io.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include <sys/socket.h>
#include <sys/time.h>

#include <fcgiapp.h>

#include "shared/base/enc.h"
#include "shared/base/hash.h"
#include "shared/base/num.h"
#include "shared/base/utf8.h"

#define READ_PART 16384
#define CSP_NOTHING "default-src 'none'; base-uri 'none'; form-action 'none'; " \
	"frame-ancestors 'none'"

struct fcgi_io {
	struct fcgi_io_opts o;
	FCGX_Request request;
	struct arena arena;
};

int
fcgi_io_open(struct fcgi_io **io, const struct fcgi_io_opts *o, struct err *e)
{
	int flags = fcntl(o->listen_fd, F_GETFL);

	if (flags == -1 ||
	    fcntl(o->listen_fd, F_SETFL, flags | O_NONBLOCK) == -1)
		return err_sys(e, "use", "the listening socket");
	/* Don't linger for a peer that stays: our timeout is the limit. */
	setenv("LIBFCGI_OS_CLOSE_POLL_TIMEOUT", "100", 1);
	if (FCGX_Init() != 0)
		return err_set(e, ERR_SYS, "cannot initialise libfcgi");
	*io = mem_calloc(1, sizeof(**io));
	(*io)->o = *o;
	/* -1: the library must never accept on its own, past our checks. */
	if (FCGX_InitRequest(&(*io)->request, -1, 0) != 0)
		return err_set(e, ERR_SYS, "cannot initialise libfcgi");
	return 0;
}

void
fcgi_io_close(struct fcgi_io *io)
{
	if (io == NULL)
		return;
	FCGX_Free(&io->request, 1);
	arena_fini(&io->arena);
	free(io);
}

static bool
peer_is_allowed(const struct fcgi_io *io, int fd)
{
	struct ucred peer;
	socklen_t n = sizeof(peer);

	if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &n) == -1)
		return false;
	if (peer.uid == 0 || peer.uid == geteuid())
		return true;
	for (size_t i = 0; i < io->o.nuids; i++)
		if (peer.uid == io->o.uid[i])
			return true;
	return false;
}

/* The next connection of an allowed peer, -2 to stop, -1 broken. */
static int
next_connection(struct fcgi_io *io, struct err *e)
{
	struct timeval limit = { .tv_sec = (time_t)io->o.timeout_s };
	struct pollfd p = { .fd = io->o.listen_fd, .events = POLLIN };
	sigset_t none;

	sigemptyset(&none);
	while (!*io->o.stop) {
		int fd;

		/* SIGTERM is blocked outside of ppoll: no race with `stop`. */
		if (ppoll(&p, 1, NULL, &none) == -1) {
			if (errno == EINTR)
				continue;
			return err_sys(e, "wait on", "the listening socket");
		}
		/* Whoever is first gets the connection. */
		fd = accept4(io->o.listen_fd, NULL, NULL, SOCK_CLOEXEC);
		if (fd == -1) {
			if (errno == EBADF || errno == EINVAL ||
			    errno == ENOTSOCK)
				return err_sys(e, "accept on",
				    "the listening socket");
			continue; /* another worker was faster, or a limit */
		}
		/* Only nginx may ask, and it may not keep us waiting. */
		if (peer_is_allowed(io, fd) && setsockopt(fd, SOL_SOCKET,
		    SO_RCVTIMEO, &limit, sizeof(limit)) == 0 &&
		    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit,
		    sizeof(limit)) == 0)
			return fd;
		close(fd);
	}
	return -2;
}

static struct str
param(struct fcgi_io *io, const char *name)
{
	const char *z = FCGX_GetParam(name, io->request.envp);
	struct str s = str_of(z == NULL ? "" : z);

	return s.n > HTTP_MAX_PARAM ? (struct str){ s.p, 0 } : s;
}

static enum method
method_of(struct str s)
{
	if (str_is(s, "GET"))
		return METHOD_GET;
	if (str_is(s, "HEAD"))
		return METHOD_HEAD;
	return str_is(s, "POST") ? METHOD_POST : METHOD_OTHER;
}

/* The whole body, as long as CONTENT_LENGTH says; an HTTP status otherwise. */
static int
read_body(struct fcgi_io *io, struct req *q)
{
	struct str text = param(io, "CONTENT_LENGTH");
	uint64_t want = 0;
	char part[READ_PART];

	if (text.n > 0 && !num_parse_u64(text, UINT64_MAX, &want))
		return 400;
	if (want > HTTP_MAX_BODY)
		return 413;
	while (q->body.n < want) {
		size_t left = (size_t)want - q->body.n;
		int n = FCGX_GetStr(part, (int)(left < sizeof(part) ? left :
		    sizeof(part)), io->request.in);

		if (n <= 0)
			return 400; /* cut off: the client went away */
		buf_put(&q->body, part, (size_t)n);
	}
	return buf_ok(&q->body) ? 0 : 413;
}

static void
fill(struct fcgi_io *io, struct req *q, int *refused)
{
	*q = (struct req){
		.method = method_of(param(io, "REQUEST_METHOD")),
		.path = param(io, "PREAUDIT_PATH"),
		.query = param(io, "QUERY_STRING"),
		.content_type = param(io, "CONTENT_TYPE"),
		.user = param(io, "PREAUDIT_USER"),
		.fetch_site = param(io, "HTTP_SEC_FETCH_SITE"),
		.accept = param(io, "HTTP_ACCEPT"),
		.local = str_is(param(io, "PREAUDIT_CLIENT"), "127.0.0.1") ||
		    str_is(param(io, "PREAUDIT_CLIENT"), "::1"),
		.arena = &io->arena,
	};
	buf_init(&q->body, HTTP_MAX_BODY);
	*refused = 0;
	if (q->path.n == 0 || q->path.p[0] != '/' ||
	    utf8_valid(q->path) != q->path.n)
		*refused = 400;
	if (*refused == 0)
		*refused = read_body(io, q);
}

int
fcgi_io_next(struct fcgi_io *io, struct req *q, int *refused, struct err *e)
{
	for (;;) {
		int fd = next_connection(io, e);

		if (fd < 0)
			return fd == -2 ? 0 : -1;
		io->request.ipcFd = fd;
		io->request.keepConnection = 1; /* take this fd, don't accept */
		if (FCGX_Accept_r(&io->request) == 0) {
			fill(io, q, refused);
			return 1;
		}
		FCGX_Free(&io->request, 1);
		io->request.ipcFd = -1;
	}
}

static void
put(struct fcgi_io *io, const char *p, size_t n)
{
	while (n > 0) {
		int part = n > 1 << 20 ? 1 << 20 : (int)n;

		if (FCGX_PutStr(p, part, io->request.out) != part)
			return; /* the peer is gone */
		p += part;
		n -= (size_t)part;
	}
}

static void
put_digest(struct buf *h, const struct resp *r)
{
	uint8_t digest[SHA256_BYTES];

	if (r->sha256 == NULL)
		sha256_of(digest, r->body.p, r->body.n);
	else if (!hex_parse(digest, sizeof(digest), str_of(r->sha256)))
		return;
	buf_puts(h, "Repr-Digest: sha-256=:");
	base64_put(h, digest, sizeof(digest));
	buf_puts(h, ":\r\n");
	if (r->sha256 != NULL)
		buf_printf(h, "ETag: \"sha256-%s\"\r\n", r->sha256);
}

static void
put_headers(struct buf *h, const struct resp *r)
{
	buf_printf(h, "Status: %s\r\n", http_status_line(r->status));
	buf_printf(h, "Content-Type: %s\r\n", r->type);
	if (r->location != NULL)
		buf_printf(h, "Location: %s\r\n", r->location);
	if (r->allow != NULL)
		buf_printf(h, "Allow: %s\r\n", r->allow);
	if (r->download != NULL)
		buf_printf(h, "Content-Disposition: attachment; "
		    "filename=\"%s\"\r\n", r->download);
	buf_printf(h, "Content-Security-Policy: %s\r\n",
	    r->csp == NULL ? CSP_NOTHING : r->csp);
	buf_puts(h, r->accel != NULL ?
	    "Cache-Control: private, no-transform\r\n" :
	    "Cache-Control: no-store\r\n");
	buf_puts(h, "X-Content-Type-Options: nosniff\r\n"
	    "Referrer-Policy: no-referrer\r\n"
	    "Cross-Origin-Resource-Policy: same-origin\r\n"
	    "X-Frame-Options: DENY\r\n");
	put_digest(h, r);
	if (r->accel != NULL)
		buf_printf(h, "X-Accel-Redirect: %s\r\n", r->accel);
	buf_puts(h, "\r\n");
}

void
fcgi_io_reply(struct fcgi_io *io, const struct req *q, const struct resp *r)
{
	struct buf h;

	buf_init(&h, 65536);
	put_headers(&h, r);
	put(io, h.p, h.n);
	if (q->method != METHOD_HEAD && r->accel == NULL)
		put(io, r->body.p, r->body.n);
	buf_fini(&h);
	io->request.keepConnection = 0; /* Finish closes it */
	FCGX_Finish_r(&io->request);
	io->request.ipcFd = -1;
	arena_fini(&io->arena);
}

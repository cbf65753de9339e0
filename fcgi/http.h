/* SPDX-License-Identifier: Apache-2.0 */
/* A request as the handlers see it, and the answer they fill. */
#ifndef PREAUDIT_HTTP_H
#define PREAUDIT_HTTP_H

#include <stdbool.h>

#include "shared/base/buf.h"
#include "shared/base/mem.h"

#define HTTP_MAX_BODY ((size_t)32 * 1024 * 1024) /* as nginx/preaudit.conf.in */
#define HTTP_MAX_PARAM ((size_t)8192)

/* Of a request; HEAD is answered as GET, without the body. */
enum method { METHOD_GET, METHOD_HEAD, METHOD_POST, METHOD_OTHER };

/*
 * A request. Slices live until it is answered; those of parameters that are
 * longer than HTTP_MAX_PARAM, or missing, are empty.
 */
struct req {
	enum method method;
	struct str path;         /* decoded by nginx; starts with '/' */
	struct str query;
	struct str content_type;
	struct str user;         /* authenticated by nginx; "" nobody */
	struct str fetch_site;   /* Sec-Fetch-Site; "" when the client sends none */
	struct str accept;
	bool local;              /* the client's address is this machine's */
	struct buf body;
	struct arena *arena;     /* for the time of the request */
};

/* An answer; texts that are NULL leave their header out. */
struct resp {
	int status;              /* HTTP, 200 unless a page says otherwise */
	const char *type;        /* media type */
	const char *allow;       /* for 405 */
	struct buf body;
	const char *location;    /* for 303 */
	const char *accel;       /* X-Accel-Redirect: nginx sends the file */
	const char *sha256;      /* hex, of the file nginx sends; NULL: of body */
	const char *download;    /* file name for Content-Disposition */
	const char *csp;         /* NULL: the default, which allows nothing */
};

/* The status line of an HTTP status, "200 OK"; that of 500 for one unknown. */
const char *http_status_line(int status);

/*
 * The value of a name in a query string or a urlencoded form, decoded
 * ('+' and %XX); absent or not decodable: p is NULL. Valid UTF-8 only.
 */
struct str form_value(struct str form, const char *name, struct arena *a);

/*
 * The content of the first part with a file name in a multipart/form-data
 * body (RFC 7578, strict grammar: at most 16 parts, headers of at most 8 KiB,
 * a boundary of at most 70 characters). p is NULL when there is none.
 */
struct str multipart_file(struct str content_type, struct str body);

#endif

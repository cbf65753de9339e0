/* SPDX-License-Identifier: Apache-2.0 */
/* Which page answers which path and method, and who may ask. */
#ifndef PREAUDIT_ROUTE_H
#define PREAUDIT_ROUTE_H

#include "fcgi/worker.h"

enum who { WHO_EVERYONE, WHO_LOCAL, WHO_KNOWN, WHO_MANAGER, WHO_DASHBOARD };

struct route {
	const char *path;
	bool is_prefix;        /* path/anything: page.rest is what follows */
	enum who who;
	page_fn *get, *post;   /* NULL: the method is not allowed */
};

/* The route of a path, or NULL. */
const struct route *route_find(struct str path);
/* "GET, HEAD, POST" of a route. */
const char *route_allow(const struct route *r);

#endif

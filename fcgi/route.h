/* SPDX-License-Identifier: Apache-2.0 */
/* Which page answers which path and method, and who may ask. */
#ifndef PREAUDIT_ROUTE_H
#define PREAUDIT_ROUTE_H

#include "fcgi/worker.h"

/*
 * Who may ask: everyone, clients on this machine, users that the access file
 * names, managers, those who may see the dashboard.
 */
enum who { WHO_EVERYONE, WHO_LOCAL, WHO_KNOWN, WHO_MANAGER, WHO_DASHBOARD };

/* An address of the service. */
struct route {
	const char *path;      /* begins with '/' */
	bool is_prefix;        /* path/anything: page.rest is what follows */
	enum who who;
	page_fn *get, *post;   /* NULL: the method is not allowed */
};

/* The first route that a request's path fits, or NULL. */
const struct route *route_find(struct str path);
/* The methods of a route as the header Allow has them: "GET, HEAD, POST". */
const char *route_allow(const struct route *r);

#endif

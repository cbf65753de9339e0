/* SPDX-License-Identifier: Apache-2.0 */
/* The loop of a worker: request -> route -> page -> answer. See worker.h. */
#include "fcgi/worker.h"

#include <stdio.h>

#include "fcgi/fcgi_io.h"
#include "fcgi/page.h"
#include "fcgi/route.h"

#define TIMEOUT_S 10

static bool
may(const struct route *route, const struct page *p)
{
	switch (route->who) {
	case WHO_EVERYONE:
		return true;
	case WHO_LOCAL:
		return p->q->local;
	case WHO_KNOWN:
		return p->role != ROLE_NOBODY;
	case WHO_MANAGER:
		return p->role == ROLE_MANAGER;
	case WHO_DASHBOARD:
		return access_dashboard(&p->access, p->q->user);
	}
	return false;
}

static int
answer_page(struct page *p, const struct route *route, struct resp *r,
    struct err *e)
{
	page_fn *fn = p->q->method == METHOD_POST ? route->post :
	    p->q->method == METHOD_OTHER ? NULL : route->get;
	int status;

	if (fn == NULL) {
		r->status = 405;
		r->allow = route_allow(route);
		page_message(p, r, "This address does not do that.");
		return 0;
	}
	p->rest = (struct str){ p->q->path.p + strlen(route->path),
		p->q->path.n - strlen(route->path) };
	if (store_open(&p->store, p->o->store_dir, e) == -1)
		return -1;
	status = fn(p, r, e);
	store_close(&p->store);
	return status;
}

/* What the service's log should know; the client gets the message only. */
static void
tell_log(const struct req *q, const struct err *e)
{
	fprintf(stderr, "preaudit-fcgi: %.*s: %s\n", STR_ARG(q->path), e->msg);
}

static void
answer(struct page *p, struct resp *r)
{
	const struct route *route = route_find(p->q->path);
	struct err e = { 0 };

	if (route == NULL) {
		r->status = 404;
		page_message(p, r, "There is no such page.");
		return;
	}
	if (access_load(&p->access, p->o->access_path, &e) == -1) {
		tell_log(p->q, &e);
		r->status = 500;
		page_message(p, r, "The service is not configured rightly; "
		    "its administrator finds the reason in the log.");
		return;
	}
	p->role = access_role(&p->access, p->q->user);
	if (!may(route, p)) {
		r->status = 403;
		page_message(p, r, "This is not open to you.");
	} else if (answer_page(p, route, r, &e) == -1) {
		tell_log(p->q, &e);
		buf_reset(&r->body);
		r->status = err_http_status(e.code);
		r->accel = r->location = r->download = NULL;
		page_message(p, r, e.msg);
	}
	access_free(&p->access);
}

int
worker_run(const struct worker_opts *o)
{
	struct fcgi_io_opts io_opts = { .listen_fd = o->listen_fd,
		.uid = o->uid, .nuids = o->nuids, .timeout_s = TIMEOUT_S,
		.stop = o->stop };
	struct page p = { .o = o };
	struct fcgi_io *io;
	struct err e = { 0 };
	struct req q;
	int more, refused;

	if (fcgi_io_open(&io, &io_opts, &e) == -1) {
		err_print("preaudit-fcgi", &e);
		return 1;
	}
	while ((more = fcgi_io_next(io, &q, &refused, &e)) == 1) {
		struct resp r = { .status = 200,
			.type = "text/plain; charset=utf-8" };

		buf_init(&r.body, HTTP_MAX_BODY);
		p.q = &q;
		p.role = ROLE_NOBODY;
		if (refused != 0) {
			r.status = refused;
			page_message(&p, &r, refused == 413 ? "The file is "
			    "larger than 32 MiB. Check it on your own "
			    "computer with: preaudit verify FILE" :
			    "The request is not complete or not well formed.");
		} else {
			answer(&p, &r);
		}
		fcgi_io_reply(io, &q, &r);
		buf_fini(&r.body);
		buf_fini(&q.body);
	}
	if (more == -1)
		err_print("preaudit-fcgi", &e);
	fcgi_io_close(io);
	return more == -1 ? 1 : 0;
}

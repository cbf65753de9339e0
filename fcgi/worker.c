/* SPDX-License-Identifier: Apache-2.0 */
/* The loop of a worker: request -> route -> page -> answer. See worker.h. */
#include "fcgi/worker.h"

#include <stdio.h>
#include <stdlib.h>

#include <sys/stat.h>

#include "fcgi/fcgi_io.h"
#include "fcgi/page.h"
#include "fcgi/route.h"

#define TIMEOUT_S 10

/* What a worker keeps between requests, and the files it was read from. */
struct kept {
	struct page page;
	bool has_store, has_access;
	struct stat checkpoint, access;
};

/* The same file with the same content as far as its times tell; it is replaced by rename. */
static bool
same_file(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino &&
	    a->st_size == b->st_size &&
	    a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
	    a->st_mtim.tv_nsec == b->st_mtim.tv_nsec &&
	    a->st_ctim.tv_sec == b->st_ctim.tv_sec &&
	    a->st_ctim.tv_nsec == b->st_ctim.tv_nsec;
}

/* Is what was read of the file still what it holds? *now: its state. */
static bool
is_current(const char *path, bool has, const struct stat *known,
    struct stat *now)
{
	*now = (struct stat){ .st_ino = 0 };
	return stat(path, now) == 0 && has && same_file(now, known);
}

/* The store as its checkpoint is now: opened again only when that changed. */
static int
refresh_store(struct kept *k, struct err *e)
{
	char *path = path_join(k->page.o->store_dir, "checkpoint");
	struct stat now;
	bool current = is_current(path, k->has_store, &k->checkpoint, &now);

	free(path);
	if (current)
		return 0;
	if (k->has_store)
		store_close(&k->page.store);
	k->has_store = store_open(&k->page.store, k->page.o->store_dir,
	    e) == 0;
	/* Taken before opening: if it changed since, the next request looks again. */
	k->checkpoint = now;
	return k->has_store ? 0 : -1;
}

static int
refresh_access(struct kept *k, struct err *e)
{
	const char *path = k->page.o->access_path;
	struct stat now;

	if (is_current(path, k->has_access, &k->access, &now))
		return 0;
	if (k->has_access)
		access_free(&k->page.access);
	k->has_access = access_load(&k->page.access, path, e) == 0;
	k->access = now;
	return k->has_access ? 0 : -1;
}

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
answer_page(struct kept *k, const struct route *route, struct resp *r,
    struct err *e)
{
	struct page *p = &k->page;
	page_fn *fn = p->q->method == METHOD_POST ? route->post :
	    p->q->method == METHOD_OTHER ? NULL : route->get;

	if (fn == NULL) {
		r->allow = route_allow(route);
		return page_message(p, r, 405, "This address does not do "
		    "that.");
	}
	p->rest = (struct str){ p->q->path.p + strlen(route->path),
		p->q->path.n - strlen(route->path) };
	if (refresh_store(k, e) == -1)
		return -1;
	return fn(p, r, e);
}

/* What the service's log should know; the client gets the message only. */
static void
log_error(const struct req *q, const struct err *e)
{
	fprintf(stderr, "preaudit-fcgi: %.*s: %s\n", STR_ARG(q->path), e->msg);
}

static void
answer(struct kept *k, struct resp *r)
{
	struct page *p = &k->page;
	const struct route *route = route_find(p->q->path);
	struct err e = { 0 };

	if (route == NULL) {
		(void)page_message(p, r, 404, "There is no such page.");
		return;
	}
	if (refresh_access(k, &e) == -1) {
		log_error(p->q, &e);
		(void)page_message(p, r, 500, "The service is not configured "
		    "rightly; its administrator finds the reason in the log.");
		return;
	}
	p->role = access_role(&p->access, p->q->user);
	if (!may(route, p)) {
		(void)page_message(p, r, 403, "This is not open to you.");
	} else if (answer_page(k, route, r, &e) == -1) {
		log_error(p->q, &e);
		buf_reset(&r->body);
		r->accel = r->location = r->download = NULL;
		(void)page_message(p, r, err_http_status(e.code), e.msg);
	}
}

/* A request that could not be read whole. */
static void
refuse(struct kept *k, struct resp *r, int status)
{
	(void)page_message(&k->page, r, status, status == 413 ? "The file is larger than "
	    "32 MiB. Check it on your own computer with: preaudit verify FILE" :
	    "The request is not complete or not well formed.");
}

/* One request, answered; `refused` is an HTTP status, or 0. */
static void
serve(struct kept *k, struct fcgi_io *io, struct req *q, int refused)
{
	struct resp r = { .status = 200,
		.type = "text/plain; charset=utf-8" };

	buf_init(&r.body, HTTP_MAX_BODY);
	k->page.q = q;
	k->page.role = ROLE_NOBODY;
	if (refused != 0)
		refuse(k, &r, refused);
	else
		answer(k, &r);
	fcgi_io_reply(io, q, &r);
	buf_fini(&r.body);
	buf_fini(&q->body);
}

int
worker_run(const struct worker_opts *o)
{
	struct fcgi_io_opts io_opts = { .listen_fd = o->listen_fd,
		.uid = o->uid, .nuids = o->nuids, .timeout_s = TIMEOUT_S,
		.stop = o->stop };
	struct kept k = { .page.o = o };
	struct fcgi_io *io;
	struct err e = { 0 };
	struct req q;
	int more, refused;

	if (fcgi_io_open(&io, &io_opts, &e) == -1) {
		err_print("preaudit-fcgi", &e);
		return 1;
	}
	while ((more = fcgi_io_next(io, &q, &refused, &e)) == 1)
		serve(&k, io, &q, refused);
	if (more == -1)
		err_print("preaudit-fcgi", &e);
	if (k.has_store)
		store_close(&k.page.store);
	if (k.has_access)
		access_free(&k.page.access);
	fcgi_io_close(io);
	return more == -1 ? 1 : 0;
}

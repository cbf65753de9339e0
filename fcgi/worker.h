/* SPDX-License-Identifier: Apache-2.0 */
/* A worker: takes requests from nginx, answers them; reads the store, never writes it. */
#ifndef PREAUDIT_WORKER_H
#define PREAUDIT_WORKER_H

#include <signal.h>

#include <sys/types.h>

#include "fcgi/access.h"
#include "fcgi/channel.h"
#include "fcgi/http.h"

/* What a worker is started with; all of it outlives it. */
struct worker_opts {
	const char *store_dir;   /* the store, only read */
	const char *run_dir;     /* where the issuer's statuses are */
	const char *access_path; /* who may see what, see access.h */
	int listen_fd;           /* where nginx connects */
	int channel;             /* to the issuer, see channel.h */
	const uid_t *uid;        /* peers that may connect, besides our own */
	size_t nuids;
	volatile sig_atomic_t *stop; /* set when it is to end */
};

/*
 * Answers requests until it is to stop: 0; 1 when the listening socket breaks,
 * which is said on standard error.
 */
int worker_run(const struct worker_opts *o);

/* What a page works with. */
struct page {
	const struct worker_opts *o;
	struct store store;      /* as its checkpoint is at this request */
	struct access access;    /* the file as it is now */
	struct ask ask;          /* the channel's running number */
	enum role role;
	const struct req *q;
	struct str rest;         /* the path behind the route's prefix */
};

/*
 * Answers one request: fills r, which stands at 200 and plain text. -1: the
 * error becomes a page with its HTTP status, whatever r held.
 */
typedef int page_fn(struct page *p, struct resp *r, struct err *e);

/* The pages, each in the file of its name; see the table of route.c. */
page_fn page_dashboard, page_reports, page_issue, page_report, page_verify,
    page_verify_post, page_offline, page_checkpoint, page_health;

#endif

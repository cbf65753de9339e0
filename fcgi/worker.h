/* SPDX-License-Identifier: Apache-2.0 */
/* A worker: takes requests from nginx, answers them; reads the store, never writes it. */
#ifndef PREAUDIT_WORKER_H
#define PREAUDIT_WORKER_H

#include <signal.h>

#include <sys/types.h>

#include "fcgi/access.h"
#include "fcgi/channel.h"
#include "fcgi/http.h"

struct worker_opts {
	const char *store_dir, *run_dir, *access_path;
	int listen_fd, channel;
	const uid_t *uid;
	size_t nuids;
	volatile sig_atomic_t *stop;
};

/* Runs until stopped; returns the exit status. */
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

/* Fills r. -1: the error becomes an error page with its HTTP status. */
typedef int page_fn(struct page *p, struct resp *r, struct err *e);

page_fn page_dashboard, page_reports, page_issue, page_report, page_verify,
    page_verify_post, page_checkpoint, page_health;


#endif

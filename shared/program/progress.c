/* SPDX-License-Identifier: Apache-2.0 */
/* A progress line; see progress.h. */
#include "shared/program/progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define FIRST_MS 1000
#define EVERY_MS 200

static int64_t
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void
progress_start(struct progress *p, const char *what, uint64_t total_bytes,
    bool quiet)
{
	const char *term = getenv("TERM");

	*p = (struct progress){ .what = what, .total_bytes = total_bytes };
	p->on = !quiet && isatty(STDERR_FILENO) && term != NULL &&
	    strcmp(term, "dumb") != 0;
	p->start_ms = now_ms();
}

void
progress_step(struct progress *p, uint64_t count, uint64_t bytes)
{
	int64_t now, spent;

	if (!p->on)
		return;
	now = now_ms();
	spent = now - p->start_ms;
	if (spent < FIRST_MS || now - p->last_ms < EVERY_MS)
		return;
	p->last_ms = now;
	p->shown = true;
	fprintf(stderr, "\r%" PRIu64 " %s, %" PRIu64 " a second", count,
	    p->what, count * 1000 / (uint64_t)spent);
	if (bytes > 0 && p->total_bytes > bytes)
		fprintf(stderr, ", %" PRIu64 " s left", (p->total_bytes -
		    bytes) / (bytes / (uint64_t)spent + 1) / 1000);
	fputs("\033[K", stderr);
}

void
progress_end(struct progress *p)
{
	if (p->shown)
		fputs("\r\033[K", stderr);
	p->shown = false;
}

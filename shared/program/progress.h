/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A progress line on standard error: only on a terminal, only after a second,
 * never in logs.
 */
#ifndef PREAUDIT_PROGRESS_H
#define PREAUDIT_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
	bool on, shown;
	const char *what;      /* "rows" */
	uint64_t total_bytes;  /* 0 when unknown */
	int64_t start_ms, last_ms;
};

void progress_start(struct progress *p, const char *what, uint64_t total_bytes,
    bool quiet);
/* Cheap enough to call every few thousand rows. */
void progress_step(struct progress *p, uint64_t count, uint64_t bytes);
/* Clears the line. */
void progress_end(struct progress *p);

#endif

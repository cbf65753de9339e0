/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Work on what a stranger made, done by a confined child (sandbox.h): it gets
 * two files without names to write to and a pipe to answer on, and nothing
 * else. A child that dies is a refusal with words; one that the sandbox stopped
 * is a failure of ours.
 */
#ifndef PREAUDIT_CONFINED_H
#define PREAUDIT_CONFINED_H

#include "shared/base/buf.h"
#include "shared/base/err.h"
#include "shared/file/sandbox.h"

/*
 * What a child is to do, and what it may use; the caller's until confined_run
 * returns. Functions answer 0, or -1 with an error, which the parent then gets:
 * ERR_REFUSED as it is, any other code as ERR_SYS.
 */
struct confined {
	/* In the child, while it can still open files; NULL: nothing. */
	int (*prepare)(void *ctx, struct err *e);
	/* The work. out: for its result; spill: for what it must put aside. */
	int (*work)(void *ctx, int out, int spill, struct buf *answer,
	    struct err *e);
	void *ctx; /* of both functions; the child changes a copy */
	/*
	 * Heap, longest file, CPU seconds; beside them, 10 minutes in which it
	 * says nothing end it.
	 */
	struct sandbox_limits limits;
	/* What its failure leaves undone: "nothing is imported". */
	const char *spared;
	/*
	 * What a terminal is shown while it works ("MiB of rows"); NULL:
	 * nothing.
	 */
	const char *progress;
};

/*
 * Runs it and waits. *out is the file that the child wrote, for the caller to
 * close; -1 on failure. The answer, appended to `answer` and at most its cap,
 * is whatever the child said: to be checked like anything from outside.
 * ERR_REFUSED: what the child refused, how it died, or that it answered too
 * much or took too long; ERR_SYS: this machine cannot do it now, or the child
 * made a call of the system that kills (sandbox.h). Nothing is answered then.
 */
int confined_run(const struct confined *c, int *out, struct buf *answer,
    struct err *e);

#endif

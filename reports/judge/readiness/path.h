/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is least to be mended before a milestone is reached: changes of which
 * none can be left out, found by judging again with changes taken for made.
 */
#ifndef PREAUDIT_PATH_H
#define PREAUDIT_PATH_H

#include "reports/judge/readiness/readiness.h"

/* What a change turns: a criterion, a gate; the verdict where it is neither. */
enum path_turns { PATH_TURNS_CRITERION, PATH_TURNS_GATE, PATH_TURNS_VERDICT };
struct path_effect {
	enum path_turns turns;
	const char *id, *title;
	const char *was, *is;    /* without this change, with it */
};

/* One change of the path. */
struct path_change {
	struct repair what;
	/*
	 * What is wrong: messages, with "; " between them; of evidence and of a
	 * gate what is left of it when every other change is made.
	 */
	const char *now;
	uint32_t batch, row;     /* where its record came from; row 0: nowhere */
	const char *clause;      /* "" of a gate */
	struct path_effect *effect; /* what it turns, all others being made */
	size_t neffects;
};

enum path_answer {
	PATH_FOUND,
	PATH_ALREADY,     /* the verdict is reached: nothing to change */
	PATH_NOT_REACHED  /* not by anything that stands in these records */
};

/* The path to a milestone; all of it lives in its arena. */
struct path {
	enum path_answer answer;
	const char *id, *title;       /* of the milestone */
	enum readiness_verdict verdict; /* now */
	enum readiness_verdict reached; /* after the changes; else as now */
	/* PATH_NOT_REACHED: what stands in the way after every change. */
	const char *why;
	struct path_change *change;
	size_t nchanges;
	size_t considered;            /* changes that were weighed */
	/* The changes as they were weighed, in[] those of the path. */
	struct repairs repairs;
	struct arena arena;
};

/*
 * The least repair after which the milestone's verdict is `want` or better
 * (VERDICT_READY_WITH_MINORS, VERDICT_READY). q: the results as they are, of
 * these rules, data and day; they must outlive *p. Free with path_free. -1 with
 * the error of an expression: nothing is to be freed then.
 */
int path_find(struct path *p, const struct readiness *q, const char *milestone,
    enum readiness_verdict want, const struct rules *r,
    const struct dataset *d, int32_t as_of, struct err *e);
void path_free(struct path *p);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* A criterion's members judged one by one, for crit.c. */
#ifndef PREAUDIT_RULES_JUDGE_H
#define PREAUDIT_RULES_JUDGE_H

#include "shared/rules/result/crit.h"

/* The distinct members of one population, by ordinal. */
struct members {
	const struct pop *pop;
	uint64_t *in, *failing, *unknown, *defective;
	uint64_t *hurt;     /* failing worse than by an observation */
	size_t words;       /* of each bit set */
	struct members *next;
};

/* A violation and what keeps the order of equal ones. */
struct listed {
	struct violation v;
	size_t number;
};

/* What a usual member came to: not known yet, or that it is none. */
enum usual { USUAL_NONE, USUAL_UNKNOWN, USUAL_LEFT_OUT, USUAL_FINE };

struct judging {
	struct eval *v;
	const struct part *part;
	struct members *members, *all;
	struct arena *arena;
	enum truth selected;  /* of the member at hand: the `where`s */
	enum truth first;     /* of its first variable */
	uint32_t ordinal;
	struct listed *list;
	size_t n, cap;
	bool missing;         /* a population is not known */
	/* Of populations whose usual members differ in register and field only. */
	bool is_plain;
	enum usual last;      /* what the last usual member came to */
	uint16_t last_reg, last_field;
	bool fine;            /* all is true of the member at hand */
	bool mark;            /* violators become defective */
	struct buf text;
};

/* Judges one part; stand-alone requirements are counted in c. */
void judge_part(struct judging *j, const struct part *p, struct criterion *c);
/* Moves the violations into c, by register and key, and its gravest grade. */
void judge_list(struct judging *j, struct criterion *c);
/* Adds up the members and frees them; returns how many there are. */
uint64_t judge_count(struct judging *j, struct criterion *c, bool *all_fail,
    bool *all_defective);

#endif

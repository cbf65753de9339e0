/* SPDX-License-Identifier: Apache-2.0 */
/* A criterion's members judged one by one in one reading, for crit.c. */
#ifndef PREAUDIT_RULES_JUDGE_H
#define PREAUDIT_RULES_JUDGE_H

#include "shared/rules/result/crit.h"

/* The distinct members of one population, by ordinal. */
struct members {
	const struct pop *pop;
	uint64_t *in, *failing, *unknown;
	uint64_t *doubted;  /* unknown in another reading only */
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
	size_t crit;          /* index of the criterion */
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
	/*
	 * In another reading: the same as it stands. Nothing is listed, and
	 * what is false or unknown there is not asked again.
	 */
	const struct judging *first_reading;
	const struct members *settled; /* of the part at hand there, or NULL */
	uint8_t *alone;       /* truths of stand-alone requirements */
	size_t nalone, cap_alone;
	struct buf text;
};

/* The members of a population, none yet when it is first asked for. */
struct members *judge_members(struct judging *j, const struct pop *p);
/* Room for the bits of a member. */
void judge_make_room(struct members *m, uint32_t ordinal);
/* Judges all parts. */
void judge_all(struct judging *j, const struct crit *k);
/*
 * Whether the same judged in another reading leaves more unknown; `keep` makes
 * it so.
 */
bool judge_doubt(struct judging *j, const struct judging *doubt, bool keep);
/* Moves the violations into c, by register and key, and its gravest grade. */
void judge_list(struct judging *j, struct criterion *c);
/*
 * Adds up members and stand-alone requirements; returns how many members there
 * are, and whether all of them fail, or all are unknown for doubt alone.
 */
uint64_t judge_count(const struct judging *j, struct criterion *c,
    bool *all_fail, bool *all_doubted);
/* Frees what it holds; the violations are the criterion's. */
void judge_end(struct judging *j);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whose rules a store judges by: as published with a release of this program,
 * or changed by the organisation, and in what. What was published stands in the
 * program itself, so that no folder can make changed rules look published.
 */
#ifndef PREAUDIT_WHOSE_H
#define PREAUDIT_WHOSE_H

#include "shared/base/hash.h"
#include "shared/model/standard.h"

/*
 * How a thing departs from what was published. Milder is said only of a lower
 * grade, a requirement taken out, or a parameter moved in its lenient
 * direction, and only when nothing else of the thing was changed.
 */
enum whose_way { WHOSE_CHANGED, WHOSE_MILDER, WHOSE_REMOVED };
/* "changed" */
const char *whose_way_name(enum whose_way w);

/* One departure. */
struct whose_item {
	const char *name; /* a criterion's id, a parameter, a file, a statement */
	enum whose_way way;
	int64_t given; /* of a parameter: as it was published */
};

/* Everything in it lives in its arena. */
struct whose {
	char digest[SHA256_HEX + 1]; /* of the rule set; whose_digest */
	/* The release that published this very digest; NULL: none known. */
	const char *release;
	/*
	 * The release whose rules it was compared with; NULL when this program
	 * has published none of that standard.
	 */
	const char *against;
	struct whose_item *criterion; /* in the order published */
	size_t ncriteria;
	struct whose_item *parameter; /* ascending by name */
	size_t nparameters;
	/* Statements beside criteria, and files that are no rules. */
	struct whose_item *other;
	size_t nother;
	const char **own; /* criteria that the published set does not have */
	size_t nown;
	struct arena arena;
};

/*
 * Compares a standard, its parameters as they are in force, with what was
 * published of its name and edition. Free with whose_free. ERR_CONFIG for rules
 * that do not parse; *w is then empty.
 */
int whose_of(struct whose *w, const struct standard *s, struct err *e);
void whose_free(struct whose *w);
/*
 * Is the criterion the organisation's own, beside those published? Never where
 * nothing was published of the standard.
 */
bool whose_is_own(const struct whose *w, const char *id);
/* Are they those of another release than this one's, going by the digest? */
bool whose_is_earlier(const struct whose *w);
/*
 * Appends one sentence without its stop: "rules as published with 0.3.0", or
 * "rules of the organisation: 10.1-b changed, 2 parameters milder".
 */
void whose_put(const struct whose *w, struct buf *b);
/*
 * The release that published the digest (64 hex digits); p NULL: none known. It
 * stands in the program.
 */
struct str whose_release(const char *digest);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* Between the files that read a profile. */
#ifndef PREAUDIT_PROFILE_INTERNAL_H
#define PREAUDIT_PROFILE_INTERNAL_H

#include "reports/judge/profile.h"
#include "shared/text/json.h"

/* What a profile is read with. */
struct reading {
	struct profile *p;          /* being filled */
	const struct standard *std; /* its registers and fields */
	struct rules *rules;        /* receive the compiled queries */
	const char *label; /* the file, for errors */
};

/* A text of the file in the profile's memory; "" when there is none. */
static inline const char *
profile_keep(struct profile *p, const struct json *j)
{
	struct str s = json_str(j);

	return arena_memdup(&p->arena, s.p, s.n);
}

/* The texts of a list, *n of them, in the profile's memory. */
const char **profile_texts(struct profile *p, const struct json *list,
    size_t *n);

/*
 * The members "dates", "watched" and "work" of a profile; `j` is NULL where one is
 * missing. -1 with ERR_CONFIG naming file and place.
 */
int profile_read_dates(const struct reading *r, const struct json *j,
    struct err *e);
int profile_read_watched(const struct reading *r, const struct json *j,
    struct err *e);
int profile_read_work(const struct reading *r, const struct json *j,
    struct err *e);
/* The members "owners" and "clause_owners"; either may be NULL. -1 as above. */
int profile_read_owners(const struct reading *r, const struct json *owners,
    const struct json *clauses, struct err *e);
/* One table of a section into *t, its queries compiled; -1 as above. */
int profile_read_table(const struct reading *r, struct profile_table *t,
    const struct json *j, struct err *e);

#endif

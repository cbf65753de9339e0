/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Clauses in which many criteria have a suggested minor, for the rules'
 * statement `concentration from N`. Pointed out, never graded.
 */
#ifndef PREAUDIT_CONCENTRATION_H
#define PREAUDIT_CONCENTRATION_H

#include "reports/judge/readiness/readiness.h"

struct json_writer; /* of shared/text/json.h */

/* How many clauses have N or more; 0 when the rules ask for none. */
size_t concentration_count(const struct readiness *q, const struct rules *r);
/* One sentence: which, or that none has; nothing when none is asked for. */
void concentration_put(const struct readiness *q, const struct rules *r,
    struct buf *b);
/*
 * The member "concentration" of status/1: clauses with their minors, and `from`
 * how many they count, 0 when none is asked for.
 */
void concentration_json(const struct readiness *q, const struct rules *r,
    struct json_writer *w);

#endif

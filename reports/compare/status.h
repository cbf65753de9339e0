/* SPDX-License-Identifier: Apache-2.0 */
/* How a store stands: verdicts, clauses, criteria, as text or as status/1. */
#ifndef PREAUDIT_STATUS_H
#define PREAUDIT_STATUS_H

#include "reports/compare/changes.h"
#include "reports/judge/report.h"
#include "shared/text/answer.h"

/*
 * status/1 (docs/json.md), appended to b with its line end; as text verdicts,
 * clauses and what to supply next, which goes on behind whose records they are.
 * `lapses` are what a forecast foretells; NULL leaves them out, and of any
 * other report they are not looked at.
 */
void status_put(const struct report *r, const struct changes *lapses,
    bool json, struct buf *b);
/* The criteria that have violations, with these; text, appended to b. */
void status_put_gaps(const struct report *r, const struct changes *lapses,
    struct buf *b);
/*
 * The records that the profile watches, in text where there are some; its
 * figures, in JSON alone: members "watched" and "figures".
 */
void status_put_watched(struct answer *a, const struct report *r);
void status_put_figures(struct answer *a, const struct report *r);
/* One criterion with its violations: an element of the list that is open. */
void status_put_criterion(struct answer *a, const struct report *r,
    const struct criterion *c);

/*
 * Text: a clause, what is known of it, the open findings that name it, and its
 * criteria with their violations.
 */
void status_say_clause(struct answer *a, const struct report *r,
    const struct clause_result *c);

#endif

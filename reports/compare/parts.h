/* SPDX-License-Identifier: Apache-2.0 */
/* Parts that several answers of reports have: heads, coverage, violations. */
#ifndef PREAUDIT_PARTS_H
#define PREAUDIT_PARTS_H

#include "reports/judge/report.h"
#include "shared/text/answer.h"

/* JSON: the members "size" and "root" (hex) of a head. Text: the message. */
void parts_put_head(struct answer *a, const struct message *m, uint64_t size,
    const struct merkle_hash *root);
/* JSON: "clauses": {"n","of"} and "criteria": a count for each result. */
void parts_put_coverage(struct answer *a, uint64_t evidenced, uint64_t clauses,
    const uint64_t by_result[CRIT__MAX]);
/* The member of a result: "not_met". */
const char *parts_result_name(enum crit_result r);
/* Text: "Register key: message"; without a record the message alone. */
void parts_say_violation(struct answer *a, const struct report *r,
    const struct violation *v);
/* What stands between a text and one behind it that may be empty: ": ", "". */
const char *parts_colon(const char *text);

#endif

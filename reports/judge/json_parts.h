/* SPDX-License-Identifier: Apache-2.0 */
/* Members that several JSON answers of reports share. */
#ifndef PREAUDIT_JSON_PARTS_H
#define PREAUDIT_JSON_PARTS_H

#include "reports/judge/readiness.h"
#include "shared/log/merkle.h"
#include "shared/text/json.h"

/* "size" and "root" of a head. */
void json_head_members(struct jw *w, uint64_t size,
    const struct merkle_hash *root);
/* A day as YYYY-MM-DD. */
void json_day(struct jw *w, const char *name, int32_t day);
/* "clauses": {"n","of"} and "criteria": a count for each result. */
void json_coverage_members(struct jw *w, uint64_t evidenced, uint64_t clauses,
    const uint64_t by_result[CRIT__MAX]);
/* The member of a result: "not_met". */
const char *json_result_name(enum crit_result r);

#endif

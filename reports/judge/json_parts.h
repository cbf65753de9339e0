/* SPDX-License-Identifier: Apache-2.0 */
/* Parts of the JSON answers of reports: records of members, heads, counts. */
#ifndef PREAUDIT_JSON_PARTS_H
#define PREAUDIT_JSON_PARTS_H

#include "reports/judge/readiness/readiness.h"
#include "shared/base/value.h"
#include "shared/log/merkle.h"
#include "shared/text/json.h"

/* Begins the answer `kind`, "status/1", behind what b holds. */
void json_begin(struct json_writer *w, struct buf *b, const char *kind);
/* Closes its object and ends the line. */
void json_end(struct json_writer *w);

/* Opens an object or a list ('{', '[') as the member `name`. */
void json_open(struct json_writer *w, const char *name, char bracket);
/*
 * Members of the object that is open: VALUES of names and values in turn. A
 * text that is NULL is null, a flag true or false, a day YYYY-MM-DD.
 */
void json_put(struct json_writer *w, const struct value *v, size_t n);
/* An object of such members, as an element of the list that is open. */
void json_record(struct json_writer *w, const struct value *v, size_t n);

/* The members "size" and "root" (hex) of a head. */
void json_head_members(struct json_writer *w, uint64_t size,
    const struct merkle_hash *root);
/* The member "head" of these two. */
void json_head(struct json_writer *w, uint64_t size,
    const struct merkle_hash *root);
/* "clauses": {"n","of"} and "criteria": a count for each result. */
void json_coverage_members(struct json_writer *w, uint64_t evidenced,
    uint64_t clauses, const uint64_t by_result[CRIT__MAX]);
/* The member of a result: "not_met". */
const char *json_result_name(enum crit_result r);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The sections of a report: each function turns what was evaluated into
 * blocks of the neutral document. One file per section or pair of sections.
 */
#ifndef PREAUDIT_SECTION_H
#define PREAUDIT_SECTION_H

#include "reports/doc.h"
#include "reports/report.h"

/*
 * Adds the blocks of one section to `s` of `d`; `ps` is what the profile says
 * of it. -1 with an error.
 */
typedef int section_fn(struct report *r, const struct profile_section *ps,
    struct doc *d, struct doc_section *s, struct err *e);

/* The function that makes a section. */
section_fn *section_of(enum profile_builtin b);

section_fn section_identification, section_summary, section_method,
    section_data, section_clauses, section_gaps, section_supply_next,
    section_defects, section_integrity, section_changes, section_trend,
    section_forecast;
/* A table of the profile with columns from the records, or counts; NULL: error. */
typedef struct doc_table *section_table_fn(struct report *r,
    const struct profile_table *pt, struct doc *d, struct doc_section *s,
    struct err *e);
section_table_fn section_matrix, section_buckets;

/*
 * The newest issued report of this profile below the data head, or NULL.
 * Forecasts are passed over: they say what may be, not what was.
 */
const struct leaf_report *last_report(const struct report *r);

/* ---- small help for the sections ---- */

/* A number as text in the document's arena. */
struct str doc_u64(struct doc *d, uint64_t v);
/* A day; empty for DATE_NONE. */
struct str doc_day(struct doc *d, int32_t day);
/* "3 of 57" */
struct str doc_of(struct doc *d, uint64_t n, uint64_t of);
/* A register's title by its name. */
const char *register_title(const struct report *r, const char *name);
/* A two-column table of facts. */
struct doc_table *doc_facts(struct doc *d, struct doc_section *s,
    const char *id, const char *title);
void doc_fact(struct doc *d, struct doc_table *t, const char *name,
    struct str value);

#endif

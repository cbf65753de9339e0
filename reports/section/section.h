/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The sections of a report: each function turns what was evaluated into
 * blocks of the neutral document. One file per section or pair of sections.
 */
#ifndef PREAUDIT_SECTION_H
#define PREAUDIT_SECTION_H

#include "reports/judge/report.h"
#include "reports/judge/withdrawn.h"
#include "reports/render/doc.h"
#include "reports/render/rules_said.h"

/* Adds the blocks of one section to `s`, from what is loaded alone. */
typedef void section_fn(const struct report *r, struct doc_section *s);
section_fn section_identification, section_summary, section_method,
    section_data, section_clauses, section_gaps, section_supply_next,
    section_defects, section_integrity, section_others;

/* Of the method: whose rules, in what they depart, and all parameters. */
section_fn section_whose;

/*
 * The same for sections that ask the store or the rules again; `ps` is what
 * the profile says of the section. -1 with an error: the document is then not
 * to be used.
 */
typedef int section_query_fn(const struct report *r,
    const struct profile_section *ps, struct doc_section *s, struct err *e);
section_query_fn section_query, section_changes, section_trend,
    section_forecast, section_watched, section_path;

/*
 * A table of the profile whose columns come from the records, or are counts.
 * NULL with an error.
 */
typedef struct doc_table *section_table_fn(const struct report *r,
    const struct profile_table *pt, struct doc_section *s, struct err *e);
section_table_fn section_matrix, section_buckets;

/*
 * The newest issued report of this profile below the data head, or NULL; it
 * belongs to the store. Forecasts are passed over: they say what may be, not
 * what was.
 */
const struct leaf_report *section_last_report(const struct report *r);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* From an evaluated report to the document that is rendered. */
#ifndef PREAUDIT_COMPOSE_H
#define PREAUDIT_COMPOSE_H

#include "reports/judge/report.h"
#include "reports/render/doc.h"

/*
 * Builds `d` from a report that report_load has loaded: its identity, its
 * headline, and each section of its profile. A draft has DRAFT in its title and
 * in place of its id. It may point into `r`, which outlives it. 0 with a document
 * that doc_fini frees; -1 with the section named and nothing to free.
 */
int compose_report(const struct report *r, bool draft, struct doc *d,
    struct err *e);

#endif

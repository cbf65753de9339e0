/* SPDX-License-Identifier: Apache-2.0 */
/* The status of a report as a document for programs. */
#ifndef PREAUDIT_STATUS_JSON_H
#define PREAUDIT_STATUS_JSON_H

#include "reports/compare/changes.h"
#include "reports/judge/report.h"

/* status/1 JSON, appended; `lapses` of a forecast may be NULL. */
void status_json(const struct report *r, const struct changes *lapses,
    struct buf *b);

#endif

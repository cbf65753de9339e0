/* SPDX-License-Identifier: Apache-2.0 */
/* The status of a report as a document for programs. */
#ifndef PREAUDIT_STATUS_JSON_H
#define PREAUDIT_STATUS_JSON_H

#include "reports/compare/changes.h"
#include "reports/judge/report.h"

/*
 * status/1 (docs/json.md), appended to b with its line end. `lapses` are what
 * a forecast foretells; NULL leaves them out, and of any other report they are
 * not looked at.
 */
void status_json(const struct report *r, const struct changes *lapses,
    struct buf *b);

#endif

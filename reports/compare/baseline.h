/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Results pinned in a file, for gates: nothing may be worse than it was. The
 * file is baseline/1 (docs/gates.md): JSON for people and diff, one result a
 * line, sorted.
 */
#ifndef PREAUDIT_BASELINE_H
#define PREAUDIT_BASELINE_H

#include "reports/judge/report.h"

void baseline_put(const struct report *r, struct buf *b);
/*
 * Compares with a file's text; `label` names it in errors. Appends a line for
 * each criterion and clause that is worse, and returns their number; -1 with
 * ERR_CONFIG when the text is no baseline.
 */
int64_t baseline_compare(const struct report *r, struct str text,
    const char *label, struct buf *worse, struct err *e);

#endif

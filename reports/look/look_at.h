/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Does a workbook that was saved again show what was issued? Everything a
 * reader can meet must follow from its content by the tables of
 * reports/render/look.h; what no table names is a difference
 * (docs/report-format.md).
 */
#ifndef PREAUDIT_LOOK_AT_H
#define PREAUDIT_LOOK_AT_H

#include <stdbool.h>

#include "shared/base/str.h"
#include "shared/store/leaf/leaf.h"

#define LOOK_WHY 512

/*
 * Looks at the workbook `path`, whose bytes these are. The content and the
 * Verify sheet must be those of the report (reports/render/read_back.h) already.
 * True when it shows just what was issued; else `why` says what differs first
 * and where: "row 2 of Gaps is hidden".
 */
bool look_at(const char *path, struct str bytes, const struct leaf_report *l,
    char why[LOOK_WHY]);

#endif

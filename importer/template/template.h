/* SPDX-License-Identifier: Apache-2.0 */
/* `preaudit-import template`: an empty form of a register, to be filled in. */
#ifndef PREAUDIT_TEMPLATE_H
#define PREAUDIT_TEMPLATE_H

#include "importer/common/opts.h"
#include "shared/model/standard.h"

/*
 * Writes the form that --out, --lang and --force ask for: a workbook or CSV,
 * whole or not at all; CSV for standard output goes into `out`. What was
 * written and what comes next is in `said`.
 */
int template_make(const struct standard *std, unsigned reg,
    const struct import_opts *o, struct buf *out, struct buf *said,
    struct err *e);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* `preaudit-import template`: an empty form of a register, to be filled in. */
#ifndef PREAUDIT_TEMPLATE_H
#define PREAUDIT_TEMPLATE_H

#include "importer/common/opts.h"
#include "shared/model/standard.h"

/*
 * Writes the empty form of register number `reg` to where --out says, with
 * headers in --lang: a workbook or CSV, whole or not at all. CSV for standard
 * output is appended to `out`; what was written and what comes next, in lines,
 * to `notes`. 0, or -1: ERR_USAGE when a language or a place is not possible,
 * ERR_LIMIT when a file cannot have so many columns, ERR_SYS when it cannot be
 * written; then no file is there or changed.
 */
int template_make(const struct standard *std, unsigned reg,
    const struct import_opts *o, struct buf *out, struct buf *notes,
    struct err *e);

#endif

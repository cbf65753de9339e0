/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by xlsx_out.c and xlsx_out_run.c. */
#ifndef PREAUDIT_XLSX_OUT_INTERNAL_H
#define PREAUDIT_XLSX_OUT_INTERNAL_H

#include "shared/sheet/xlsx/xlsx_out.h"

/*
 * Writes and closes, in this process; every return code of the library is
 * looked at.
 */
int xlsx_out_here(const char *path, const char *tmpdir,
    const struct xlsx_about *about, xlsx_fill_fn *fn, void *ctx,
    struct err *e);

#endif

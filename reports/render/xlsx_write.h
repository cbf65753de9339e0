/* SPDX-License-Identifier: Apache-2.0 */
/* The sheets of a report's workbook, by way of shared/sheet/xlsx/xlsx_out.h. */
#ifndef PREAUDIT_XLSX_WRITE_H
#define PREAUDIT_XLSX_WRITE_H

#include "reports/render/doc.h"

/*
 * Writes the workbook of `d` to `path`, by way of a private folder `tmpdir`.
 * Errors as of xlsx_out_write; whether the file is right shows when it is read
 * back.
 */
int xlsx_write(const struct doc *d, const char *path, const char *tmpdir,
    struct err *e);

#endif

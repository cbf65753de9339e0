/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The workbook as libxlsxwriter writes it. Runs in a throw-away process only:
 * the library hides write errors and dies when memory ends.
 */
#ifndef PREAUDIT_XLSX_WRITE_H
#define PREAUDIT_XLSX_WRITE_H

#include "reports/doc.h"

/* Writes and closes; every return code of the library is looked at. */
int xlsx_write(const struct doc *d, const char *path, const char *tmpdir,
    struct err *e);

#endif

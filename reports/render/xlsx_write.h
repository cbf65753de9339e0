/* SPDX-License-Identifier: Apache-2.0 */
/* The sheets of a report's workbook, by way of shared/sheet/xlsx/xlsx_out.h. */
#ifndef PREAUDIT_XLSX_WRITE_H
#define PREAUDIT_XLSX_WRITE_H

#include "reports/render/doc.h"

/* As xlsx_out_write: whether it is right shows when it is read back. */
int xlsx_write(const struct doc *d, const char *path, const char *tmpdir,
    struct err *e);

#endif

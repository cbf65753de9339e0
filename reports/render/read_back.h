/* SPDX-License-Identifier: Apache-2.0 */
/* Our own workbooks read back: for the check before publishing, for verifying. */
#ifndef PREAUDIT_READ_BACK_H
#define PREAUDIT_READ_BACK_H

#include "reports/render/doc.h"
#include "shared/store/leaf/leaf.h"

/*
 * Rebuilds content.csv from a workbook alone, also after another program has
 * saved it again. ERR_REFUSED when it is not a report's workbook.
 */
int xlsx_content(const char *path, struct buf *content_csv, struct err *e);

/* Is it a workbook of one sheet that holds the titles and cells of `t`? */
bool xlsx_is_table(const char *path, const struct doc_table *t);

/*
 * Compares the Verify sheet with what it must say of this report
 * (docs/store-format.md 7): true when it says exactly that; else `why` says that
 * it does not. `key` is the fingerprint of the key that signed, or "" when it
 * is not known.
 */
bool xlsx_verify_sheet_is(const char *path, const struct leaf_report *l,
    const char *origin, const char *key, char *why, size_t why_size);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* Between the files that make up convert.h. */
#ifndef PREAUDIT_CONVERT_INTERNAL_H
#define PREAUDIT_CONVERT_INTERNAL_H

#include "importer/convert.h"

/* Says it of the cell in hand, unless the conversion is silent. */
void conv_say(struct convert *c, unsigned field, enum finding_level level,
    const char *code, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));
/* One value, trimmed and in NFC, not empty; appends its text. */
enum conv convert_value(struct convert *c, unsigned field, struct str s,
    struct buf *out);

#endif

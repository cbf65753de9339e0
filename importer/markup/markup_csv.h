/* SPDX-License-Identifier: Apache-2.0 */
/* A copy of a CSV file; see markup.h. */
#ifndef PREAUDIT_MARKUP_CSV_H
#define PREAUDIT_MARKUP_CSV_H

#include "importer/markup/markup.h"

/* As markup_copy; *omitted is all zero and stays so, original.p never NULL. */
int markup_csv(const struct markup_request *r, struct markup_omitted *omitted,
    struct err *e);

#endif

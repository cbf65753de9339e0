/* SPDX-License-Identifier: Apache-2.0 */
/* What the readers of a standard folder share. */
#ifndef PREAUDIT_STANDARD_INTERNAL_H
#define PREAUDIT_STANDARD_INTERNAL_H

#include "shared/model/cfg.h"
#include "shared/model/standard.h"

#define STANDARD_MAX_FILE ((size_t)4 << 20)  /* bytes in one file */
#define STANDARD_MAX_FILES ((size_t)1000)
#define STANDARD_MAX_REGISTERS ((size_t)64)  /* dataset_want has as many */

/* s->file is filled and ascending by path: reads all of them. */
int standard_read(struct standard *s, struct err *e);

/* One file each; `j` is its root. */
int standard_read_main(struct standard *s, const struct json *j,
    struct cfg *c);
int standard_read_clauses(struct standard *s, const struct json *j,
    struct cfg *c);
int standard_read_lists(struct standard *s, const struct json *j,
    struct cfg *c);

#endif

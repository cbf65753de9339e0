/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A matrix (a row per person, a column per course) to one row per cell that
 * says something, as a mapping file asks for.
 */
#ifndef PREAUDIT_UNPIVOT_H
#define PREAUDIT_UNPIVOT_H

#include "importer/filter.h"
#include "importer/header_row.h"

/*
 * Replaces the table of a source and its header. The new text, and where each
 * of its rows and columns stood, live in the arena. Rows that the filter (of
 * this header) leaves out are counted there. ERR_REFUSED, and what a finding
 * is to be called, when the header lacks a column that the mapping names, or
 * the table cannot be taken apart.
 */
int unpivot(struct source *s, struct header *h, const struct mapfile *m,
    struct filter *f, const struct schema *schema, struct arena *a,
    const char **code, struct err *e);

#endif

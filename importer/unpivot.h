/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A matrix (a row per person, a column per course) to one row per cell that
 * says something, as a mapping file asks for.
 */
#ifndef PREAUDIT_UNPIVOT_H
#define PREAUDIT_UNPIVOT_H

#include "importer/header_row.h"
#include "importer/mapfile.h"

/*
 * Replaces the table of a source and its header. The new text, and where each
 * of its rows and columns stood, live in the arena. ERR_REFUSED when the
 * header lacks a column that the mapping names.
 */
int unpivot(struct source *s, struct header *h, const struct mapfile *m,
    const struct schema *schema, struct arena *a, struct err *e);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Between the files that make up state.h and prior.h: the lines of data files.
 */
#ifndef PREAUDIT_STATE_INTERNAL_H
#define PREAUDIT_STATE_INTERNAL_H

#include "importer/state/state.h"

#define STATE_LEAD 3      /* columns before the fields: op, batch, row */
/*
 * The most a data file has: SCHEMA_MAX_FIELDS (200), op, batch, row and salt,
 * and room beside.
 */
#define STATE_COLUMNS 256

/*
 * Behind the third comma of a line that begins at p; NULL: it has none before
 * `end`. op, batch and row are never quoted.
 */
const char *state_skip_lead(const char *p, const char *end);
/* The end of the raw field at p in a canonical line: its comma, CR or `end`. */
const char *state_field_end(const char *p, const char *end);

#endif

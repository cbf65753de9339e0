/* SPDX-License-Identifier: Apache-2.0 */
/* Between the files that make up state.h. */
#ifndef PREAUDIT_STATE_INTERNAL_H
#define PREAUDIT_STATE_INTERNAL_H

#include "importer/state/state.h"

#define STATE_LEAD 3      /* columns before the fields: op, batch, row */
#define STATE_COLUMNS 256 /* the most a data file has */

/* Behind the third comma of a line, or NULL. */
const char *state_skip_lead(const char *p, const char *end);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* Tables without a row to import. */
#ifndef PREAUDIT_NO_ROWS_H
#define PREAUDIT_NO_ROWS_H

#include "importer/job/session.h"

/*
 * Looks at the open jobs of a call, before any of them runs. A table without a
 * row to take is left out (JOB_PASSED) where others of its file may be
 * registers, else refused (JOB_NO_ROWS) with a finding that says what to do.
 */
void no_rows_find(struct session *s);

#endif

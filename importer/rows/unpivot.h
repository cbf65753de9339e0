/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A matrix (a row per person, a column per course) to one row per cell that
 * says something, as a mapping file asks for.
 */
#ifndef PREAUDIT_UNPIVOT_H
#define PREAUDIT_UNPIVOT_H

#include "importer/job/job.h"
#include "importer/job/session.h"
#include "importer/map/header_row.h"

/*
 * Replaces the table of a job's source, and its header, as the job's mapping
 * file says. The new text, and where each of its rows and columns stood, live
 * in the session. Rows that the filter (of this header) leaves out are counted
 * there. False after findings: the header lacks a column that the mapping
 * names, or a row cannot be taken apart.
 */
bool unpivot(struct session *s, struct job *j, struct header *h);

#endif

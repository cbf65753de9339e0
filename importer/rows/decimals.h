/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether 1.234 is a thousand or one and a bit: the other numbers of its column
 * say it, or those of the whole file when they all agree.
 */
#ifndef PREAUDIT_DECIMALS_H
#define PREAUDIT_DECIMALS_H

#include "importer/convert/convert.h"
#include "importer/job/job.h"

/*
 * Looks through the table once and gives every number column its decimal mark;
 * a column that nothing decides gets decimal_failed.
 */
void decimals_decide(struct job *j, struct convert *c);

#endif

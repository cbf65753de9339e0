/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Columns that a register had and a file has no more: their values stay, and
 * that is said, until somebody says that the field is withdrawn.
 */
#ifndef PREAUDIT_WITHDRAW_H
#define PREAUDIT_WITHDRAW_H

#include "importer/job/job.h"
#include "importer/job/session.h"

/*
 * Marks in the open jobs what --withdraw names, before their rows are read.
 * ERR_USAGE for a field that no register of the call has, that its system never
 * supplied, that a file of the call has, or where the file is not the whole
 * register.
 */
int withdraw_mark(struct session *s, struct err *e);
/*
 * Says of a table whose rows were read which values stay without a column, and
 * which columns its new records lack.
 */
void withdraw_offer(struct session *s, struct job *j);

#endif

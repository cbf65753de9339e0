/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The meaning of conditions over records, written down a second time as
 * plainly as can be: every record is looked at for every quantifier, nothing
 * is remembered. Values without quantifiers are the engine's own.
 */
#ifndef PREAUDIT_TESTS_NAIVE_H
#define PREAUDIT_TESTS_NAIVE_H

#include "shared/rules/run/eval.h"

enum truth naive_truth(struct eval *v, const struct node *n);

#endif

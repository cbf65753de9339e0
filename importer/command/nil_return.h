/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Nil returns: the register that says of others that there was nothing to
 * record. Which one it is, and which of its fields mean what, is read from the
 * rules' own statement: `nil every N in REGISTER ... covers N.FIELD [subset
 * N.FIELD] from N.FIELD to N.FIELD`.
 */
#ifndef PREAUDIT_NIL_RETURN_H
#define PREAUDIT_NIL_RETURN_H

#include "shared/model/standard.h"

/* Have the rules such a statement, so that `nil` can be recommended? */
bool nil_return_exists(const struct standard *std);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Is a nil return one that can be held against the records: is its part one
 * that the register can have, its declarer known, and nothing on record for its
 * period?
 */
#ifndef PREAUDIT_NIL_CHECK_H
#define PREAUDIT_NIL_CHECK_H

#include "importer/job/session.h"

/*
 * Looks at the options --subset, --by, --from and --to in o of a nil return for the
 * register number `covered`; `who` is the field of register `reg` that names
 * the declarer. ERR_USAGE for a part that the register cannot have, ERR_REFUSED
 * for a declarer that is not in the register of persons (where it was supplied),
 * or records of the period: those are named. -1 also with the codes of
 * state_load.
 */
int nil_check(struct session *s, const struct import_opts *o, unsigned covered,
    unsigned reg, unsigned who, struct err *e);

#endif

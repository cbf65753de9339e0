/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Nil returns: the register that says of others that there was nothing to
 * record. Which one it is, and which of its fields mean what, is read from the
 * rules' own statement: `nil every N in REGISTER ... covers N.FIELD [subset
 * N.FIELD] from N.FIELD to N.FIELD`.
 */
#ifndef PREAUDIT_NIL_H
#define PREAUDIT_NIL_H

#include "importer/common/opts.h"
#include "shared/model/standard.h"

struct nil_return_statement {
	unsigned reg;
	int covers, subset, from, to; /* fields; subset -1: none */
};

/* False when the rules have no such statement. */
bool nil_return_find(const struct standard *std, struct nil_return_statement *n);
/*
 * The record that the options state, as CSV with the fields' names as header.
 * today: ISO. Returns the name of its register; NULL with ERR_CONFIG when the
 * rules have no nil statement or its register has no place for who and why,
 * with ERR_USAGE when --subset cannot be said in it.
 */
const char *nil_return_record(const struct standard *std,
    const struct import_opts *o, const char *covered, const char *today,
    struct buf *csv, struct err *e);

#endif

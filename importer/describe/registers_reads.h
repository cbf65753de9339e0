/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which criteria read a register, from the text of the rules: the importer
 * does not know the language, only its statements and names.
 */
#ifndef PREAUDIT_REGISTERS_READS_H
#define PREAUDIT_REGISTERS_READS_H

#include "shared/model/standard.h"

typedef void reads_fn(void *ctx, struct str criterion);

/*
 * Calls fn with the id of each criterion that ranges over the register, itself
 * or in a definition that it uses, in the order of the files.
 */
void registers_reads(const struct standard *std, const char *reg,
    reads_fn *fn, void *ctx);

#endif

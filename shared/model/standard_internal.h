/* SPDX-License-Identifier: Apache-2.0 */
/* What the readers of a standard folder share. */
#ifndef PREAUDIT_STANDARD_INTERNAL_H
#define PREAUDIT_STANDARD_INTERNAL_H

#include "shared/model/cfg.h"
#include "shared/model/standard.h"

/*
 * Bytes in one file, files in a folder, registers: far above what a standard
 * has, so that a wrong folder is refused and not read to the end. dataset_want
 * has as many registers.
 */
#define STANDARD_MAX_FILE ((size_t)4 << 20)  /* bytes in one file */
#define STANDARD_MAX_FILES ((size_t)1000)
#define STANDARD_MAX_REGISTERS ((size_t)64)  /* dataset_want has as many */

/*
 * Parses everything: s->file is filled, and sorted here by path. ERR_CONFIG
 * with file and member; the caller then frees s.
 */
int standard_read(struct standard *s, struct err *e);

/*
 * Reads standard.json, whose root is j; this and those below leave texts and
 * arrays in c's arena, and answer ERR_CONFIG with the member.
 */
int standard_read_main(struct standard *s, const struct json *j,
    struct cfg *c);
/* Reads clauses.json. */
int standard_read_clauses(struct standard *s, const struct json *j,
    struct cfg *c);
/* Reads lists.json. */
int standard_read_lists(struct standard *s, const struct json *j,
    struct cfg *c);

#endif

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
/* Reads writing.json. */
int standard_read_writing(struct standard *s, const struct json *j,
    struct cfg *c);
/*
 * Reads "earlier" of standard.json, which may be absent; its successors are
 * looked up by standard_check_earlier, once the clauses are there.
 */
int standard_read_earlier(struct standard *s, const struct json *j,
    struct cfg *c);
int standard_check_earlier(const struct standard *s, struct err *e);
/*
 * The texts of the array member `name`, at most `max`, in c's arena; none when
 * it is absent.
 */
int standard_read_texts(const struct cfg *c, const struct json *j,
    const char *name, size_t max, const char ***out, size_t *n);
/* Reads lists.json. */
int standard_read_lists(struct standard *s, const struct json *j,
    struct cfg *c);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* `preaudit-import registers`: what each register holds and needs. */
#ifndef PREAUDIT_REGISTERS_H
#define PREAUDIT_REGISTERS_H

#include "shared/model/standard.h"

/* Appends two lines for each register: its name and purpose, what it needs. */
void registers_list(const struct standard *std, struct buf *out);
/* Appends register number `reg` with its columns, words and aliases. */
void registers_show(const struct standard *std, unsigned reg,
    struct buf *out);
/* Appends all of them as a page in Markdown: docs/registers.md. */
void registers_markdown(const struct standard *std, struct buf *out);
/* Appends all of them as one JSON object, "preaudit": "registers/1". */
void registers_json(const struct standard *std, struct buf *out);

/* Appends its smallest useful columns: the key or its parts, the expected. */
void registers_needed(const struct schema *s, struct buf *out);
/* Appends the fields a key is made from where it is not given: "A + B/C". */
void registers_derived(const struct schema *s, struct buf *out);
/*
 * Appends the ids of the criteria that range over a register, themselves or in
 * a definition that they use: in the order of the files, with ", " between.
 * Returns how many.
 */
size_t registers_criteria(const struct standard *std, const char *name,
    struct buf *out);

#endif

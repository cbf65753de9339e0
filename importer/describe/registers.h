/* SPDX-License-Identifier: Apache-2.0 */
/* `preaudit-import registers`: what each register holds and needs. */
#ifndef PREAUDIT_REGISTERS_H
#define PREAUDIT_REGISTERS_H

#include "shared/model/standard.h"

/* One line each: name, title, purpose. */
void registers_list(const struct standard *std, struct buf *out);
/* One register with its columns, words and aliases. */
void registers_show(const struct standard *std, unsigned reg,
    struct buf *out);
/* All of them as a page in Markdown: docs/registers.md. */
void registers_markdown(const struct standard *std, struct buf *out);
void registers_json(const struct standard *std, struct buf *out);

/* Its smallest useful columns: the key, or what makes it, and the expected. */
void registers_needed(const struct schema *s, struct buf *out);
/* The fields a key is made from where it is not given: "A + B/C". */
void registers_derived(const struct schema *s, struct buf *out);
/* The criteria that read a register, with commas; returns how many. */
size_t registers_criteria(const struct standard *std, const char *name,
    struct buf *out);

#endif

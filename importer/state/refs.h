/* SPDX-License-Identifier: Apache-2.0 */
/*
 * References while importing: the keys and other unique fields of the
 * registers that are referred to, from the store and from the files of this
 * call that came before.
 */
#ifndef PREAUDIT_REFS_H
#define PREAUDIT_REFS_H

#include "importer/state/state.h"
#include "shared/model/table.h"

struct refs;

struct refs *refs_new(const struct standard *std);
void refs_free(struct refs *r);
/* Takes in what the store holds of a register (once). */
void refs_load(struct refs *r, unsigned reg, const struct state *s);
bool refs_is_loaded(const struct refs *r, unsigned reg);
/* One record of a file of this call; lookups are values of schema->lookup. */
void refs_add(struct refs *r, unsigned reg, struct str key,
    const struct str *lookup, size_t n);
/* Some file or batch has supplied the register. */
bool refs_is_supplied(const struct refs *r, unsigned reg);
void refs_set_supplied(struct refs *r, unsigned reg);
/* The key of the record that a reference means. */
enum resolved refs_find(struct refs *r, unsigned reg, struct str text,
    struct str *key);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * References while importing: the keys and other unique fields of the
 * registers that are referred to, from the store and from the files of this
 * call that came before.
 */
#ifndef PREAUDIT_REFS_H
#define PREAUDIT_REFS_H

#include "importer/state/state.h"
#include "shared/model/table/table.h"

/* What can be referred to, per register; copies every text it is given. */
struct refs;

/* An empty one for the registers of a standard, which it keeps. Never NULL. */
struct refs *refs_new(const struct standard *std);
/* Frees it; NULL too. */
void refs_free(struct refs *r);
/*
 * Adds the live records that the state `s` of register number `reg` has in the
 * store; a second time it does nothing.
 */
void refs_load(struct refs *r, unsigned reg, const struct state *s);
/* Has refs_load added that register? */
bool refs_is_loaded(const struct refs *r, unsigned reg);
/*
 * Adds a record of a file of this call: its key, and `n` other texts by which
 * it is found, the values of schema->lookup in order; empty ones count as none.
 * A key that is there stays the same record, found also by what is new.
 */
void refs_add(struct refs *r, unsigned reg, struct str key,
    const struct str *lookup, size_t n);
/* Has some file of this call or some batch supplied the register? */
bool refs_is_supplied(const struct refs *r, unsigned reg);
/* From now on it is supplied. */
void refs_set_supplied(struct refs *r, unsigned reg);
/*
 * The record of register `reg` that a reference's text means. When it is
 * RESOLVED, *key is the record's key and lives as long as r; else untouched.
 */
enum resolved refs_find(struct refs *r, unsigned reg, struct str text,
    struct str *key);

#endif

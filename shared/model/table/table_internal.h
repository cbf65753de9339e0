/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Loading one register: first which records are alive (table_keys.c, over the
 * raw lines), then their columns (table_fill.c), then the order of the keys
 * (table_order.c). References are resolved when all tables are there
 * (table_refs.c).
 */
#ifndef PREAUDIT_TABLE_INTERNAL_H
#define PREAUDIT_TABLE_INTERNAL_H

#include "shared/base/hash.h"
#include "shared/model/clause/reader.h"
#include "shared/model/table/table.h"
#include "shared/text/csv.h"

/* Bytes of texts of a table: REF_TEXT is the bit above. */
#define TABLE_MAX_ARENA ((size_t)0x7fffffff) /* REF_TEXT is the bit above */
/* Records of a table: ROW_NONE and the index' numbers from 1 are above. */
#define TABLE_MAX_RECORDS ((uint32_t)0x7ffffff0)

/* A data file as it is walked: what its columns are to the schema. */
struct part_view {
	const struct store_part *part; /* the store's, mapped */
	size_t ncolumns; /* own columns included */
	size_t key_column; /* from 0 */
	int *field;       /* per file column: schema field, or -1 */
	struct str body;  /* behind the header */
};

/* The line that holds a record's present value. */
struct live {
	/* part << LIVE_SHIFT | offset of the line; LIVE_RETIRED */
	uint64_t place;
	uint32_t hash;
	uint32_t key_at;  /* of the raw key field, from the line's start */
};
/*
 * A place holds an offset of 40 bits (a data file of a TiB), the part above it,
 * and the highest bit when the record is retired.
 */
#define LIVE_SHIFT 40
#define LIVE_RETIRED (UINT64_C(1) << 63)

/* Index of the part a place is in. */
static inline size_t
live_part(uint64_t place)
{
	return (place & ~LIVE_RETIRED) >> LIVE_SHIFT;
}

/* Offset of the line in its part, in bytes. */
static inline size_t
live_offset(uint64_t place)
{
	return place & ((UINT64_C(1) << LIVE_SHIFT) - 1);
}

/* What the record at hand says of the standard it belongs to. */
struct apart {
	bool by_field; /* its field of type standard is given */
	bool is_own, is_other; /* this one is named; another is */
	bool is_bare; /* a clause stands without a standard */
	char names[sizeof(((struct apart_of *)0)->standard)];
	size_t n; /* of names: the others, with "; " between them */
};

/*
 * One register on its way into memory; nothing in it outlives the load but t.
 */
struct loading {
	struct table *t; /* what is being filled */
	const struct standard *standard;
	const bool *want;       /* per schema field; the key's flag is set */
	uint64_t size;          /* of the log: batches are below it */
	struct part_view *view;
	size_t nviews;
	struct live *live; /* in the order of first appearance */
	uint32_t nlive, cap_live, ngone; /* ngone: of nlive, retired */
	struct str *raw;        /* fields of the record at hand */
	struct buf scratch; /* unquoted texts of that record */
	struct clause_reader *clauses; /* NULL where no clauses are wanted */
	bool divides; /* it has a field of type standard */
	struct apart apart;
	size_t cap_apart; /* of t->apart */
	struct err *e; /* where errors go */
};

/* The key's hash as the index has it. */
static inline uint32_t
table_hash(const struct table *t, struct str key)
{
	return (uint32_t)keyed_hash(t->hash_key, key);
}

/* The same as table_find, for a key whose hash is known (table_hash). */
uint32_t table_find_hashed(const struct table *t, struct str key,
    uint32_t hash);
/*
 * Asks for the memory that finding it looks at; there are key slots, and the
 * columns of the keys are filled.
 */
void table_prefetch(const struct table *t, uint32_t hash);
/*
 * Reads the headers of the n data files, oldest first, decides which records
 * are alive, and makes the key index. Sets view, live and t->n. -1 with
 * ERR_INTEGRITY, ERR_CONFIG (no key column) or ERR_LIMIT; what was made is
 * freed by the caller.
 */
int table_keys(struct loading *l, const struct store_part *part, size_t n);
/* The record at hand names a standard. */
void apart_name(struct apart *a, const struct standard *s, struct str title);
/*
 * The record at hand is whole: into t->apart where it is another standard's
 * (then true), and l->apart begins anew.
 */
bool apart_add(struct loading *l, uint32_t record);
/* Puts the records of t->apart behind the others. */
void table_divide(struct table *t);
/* Allocates and fills columns, batch, row and arena. */
int table_fill(struct loading *l);
/*
 * Sets by_key unless the records stand in key order; the keys' column is
 * filled.
 */
void table_order(struct table *t);
/* ERR_INTEGRITY for a data file that no program of ours wrote. */
int table_broken(const struct loading *l, const struct store_part *p,
    uint64_t record, const char *why);

/*
 * Resolves the references of all tables of a dataset in place: a row where it
 * was REF_TEXT; what is unknown or ambiguous, or points to a register that was
 * not supplied, stays text. Sets d->lookup.
 */
void table_refs(struct dataset *d);

#endif

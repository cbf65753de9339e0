/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An index over a register, or over the loose records of another: chosen by
 * index_choose.c, made by index_build.c, asked by index.c.
 */
#ifndef PREAUDIT_RULES_INDEX_H
#define PREAUDIT_RULES_INDEX_H

#include "shared/rules/run/eval.h"

/* What makes two values of a key equal, and so what is hashed of them. */
enum hash_class { HASH_NUMBER, HASH_WORD, HASH_REF, HASH_TEXT };

/* A record under one value of its key. */
struct entry {
	uint32_t record, hash;
	uint32_t also;           /* hash of the second key's value; ALSO_ANY */
};

#define ALSO_ANY 0           /* not known exactly: passes for any */

/* A text whose hash is remembered, by its place in memory. */
#define KEPT_HASHES 1024
struct kept_hash {
	const char *text;
	size_t n;                /* bytes */
	uint32_t hash;
};

/* One index: entries by bucket, and the records that are in none. */
struct index_level {
	int reg;                 /* of the records */
	const struct node *inner; /* its key */
	int slot;                /* the variable in `inner` */
	bool list;               /* the key is a list: an entry per item */
	bool assigns;            /* the key says whose a record is */
	enum hash_class class;
	const struct key *also;  /* the second key, or NULL */
	enum hash_class also_class;
	const struct node *const *filter; /* what its records meet, or may */
	size_t nfilters;
	bool certain;            /* they meet it: none only may */
	struct entry *entry;     /* by bucket, ascending by record within one */
	uint32_t *start;         /* per bucket, and one more */
	uint32_t mask;           /* buckets - 1, a power of two less one */
	struct entry *added;     /* while it is built */
	size_t n, cap;           /* entries; room in added */
	uint32_t *loose;         /* records without an exact key, ascending */
	size_t nloose, cap_loose;
	bool unsure;             /* a loose record is not just empty */
	bool between;            /* the key of one equals one value, and perhaps another */
	struct index_level *child;   /* over the loose records */
	struct index_level *sibling; /* the next of the same records */
};

/* The bucket of a hash. Records are their own hash: near ones stay near. */
static inline uint32_t
index_bucket(const struct index_level *l, uint32_t hash)
{
	if (l->class == HASH_REF)
		return hash & l->mask;
	return (hash * 0x9e3779b1u >> 7) & l->mask;
}

/* ---- choosing and making: index_choose.c, index_build.c ---- */

/*
 * The level for a key of q over its register (parent NULL), or over a parent's
 * loose records: one that is there, or a new one. It may lack records that the
 * quantifier's conditions rule out. Never NULL; the evaluation's.
 */
struct index_level *index_level(struct eval *v, struct index_level *parent,
    const struct quant *q, const struct key *key);
/*
 * Makes one; key may be any of q's, filter is of its closed[] or constant[].
 * Above v->most_entries it is cut short, and eval_check says so.
 */
struct index_level *index_make(struct eval *v, struct index_level *parent,
    const struct quant *q, const struct key *key,
    const struct node *const *filter, size_t nfilters);
/* The second key when it depends on outer variables, and is a single value. */
const struct key *index_second(const struct quant *q, const struct key *key);
/* How values of the two types are compared, when they are equal. */
enum hash_class index_class(const struct type *a, const struct type *b);
/* The hash of a given, exact value: equal for values that are equal. */
uint32_t index_hash(struct eval *v, enum hash_class class,
    const struct type *t, const struct val *x);
/* The same for a second key: never ALSO_ANY. */
uint32_t index_hash_also(struct eval *v, enum hash_class class,
    const struct type *t, const struct val *x);
/* How many hashes a list's items have, each once; they are in v->scratch. */
size_t index_hash_items(struct eval *v, enum hash_class class,
    const struct type *list, const struct val *x);
/* A given value that does not lie between two numbers. */
bool index_is_exact(enum hash_class class, const struct val *x);
/*
 * In doubt of whose: does a given value, or an item of it, lead nowhere, so
 * that it is perhaps any record?
 */
bool index_is_astray(const struct eval *v, const struct node *n,
    const struct val *x);
/* Frees all indexes of an evaluation. */
void index_free(struct eval *v);

/* ---- for quantifiers ---- */

/*
 * Walks a superset of the members for which the quantifier's condition is not
 * false, ascending in parts, with the variable bound. Returns false when no key
 * is at hand: walk the population. *best is UNKNOWN when an empty outer key lets nothing be true.
 */
bool index_walk(struct eval *v, const struct quant *q, pop_fn *fn, void *ctx,
    enum truth *best);
/*
 * The same for its first key in two parts: what may equal it, and the loose
 * rest, which is the same whatever is sought. Returns the state of what is
 * sought; *level is NULL when nothing was walked, as for what is not given or
 * only perhaps.
 */
enum state index_walk_equal(struct eval *v, const struct quant *q, pop_fn *fn,
    void *ctx, struct index_level **level);
/* The loose rest of the level, in ascending order. */
void index_walk_loose(struct eval *v, const struct quant *q,
    const struct index_level *level, pop_fn *fn, void *ctx);
/* No member has the first key's value: known from one look at the index. */
bool index_finds_none(const struct eval *v, const struct quant *q);
/* Whether the loose rest can matter: some record, and its key may be empty. */
bool index_has_loose(const struct quant *q, const struct index_level *level);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The evaluator: the state of one evaluation, values and truth of typed nodes,
 * and the members of populations. Evaluating allocates nothing per record.
 */
#ifndef PREAUDIT_RULES_EVAL_H
#define PREAUDIT_RULES_EVAL_H

#include "shared/rules/node/node.h"

/* What is bound to a variable. */
struct slot {
	uint32_t u;           /* record, ordinal, or list item */
	uint32_t aux;         /* POP_REFERENCES: the reference */
	uint16_t reg, field;
	const struct table *home;
	const struct val *item; /* POP_ITEMS of a computed set or list row */
};

struct values_pop;
struct index_level;
struct kept_hash;
struct answers;

struct memo {
	bool set;
	enum truth truth;
	struct val val;
};

/* A nil return for the records with field = word. */
struct nil_subset {
	int reg;
	struct str field, word;
	struct nil_subset *next;
};

/* Of a quantifier whose rest is closed: its truth over the loose records, and
 * over all of them when what is sought is empty or unknown. */
struct constant {
	bool set[3];
	enum truth truth[3];
};

/* The index that a quantifier uses now. */
struct progress {
	struct index_level *level;   /* of its first key, or NULL */
	bool fits;                   /* it is by the second key too */
	bool met;                    /* its records meet closed[] for certain */
	uint64_t looks;              /* at candidates so far */
	uint64_t enough;             /* then a smaller one is made */
	uint32_t *second;            /* hash of the second key per row of a list; 0: not yet */
};

struct eval {
	const struct rules *r;
	const struct dataset *d;
	const struct standard *std;
	int32_t as_of;
	int32_t data_as_of;          /* the same but in a forecast */
	struct slot slot[RULES_MAX_DEPTH + 4];
	const struct column ***col;  /* [reg][field]; filled ones are ours */
	bool *supplied;              /* per register; a nil return counts */
	uint64_t **defect;           /* per register: bit set, or NULL */
	bool *nil;                   /* per register: a nil return covers all of it */
	struct nil_subset *subset;   /* those that cover a part */
	bool judging;                /* defects are known and looked at */
	struct memo *memo;
	struct answers *answers;     /* per class of quantifiers */
	size_t answer_bytes;         /* that they hold */
	struct constant *constant;   /* per index: parts that never change */
	struct index_level *index;   /* over whole registers */
	struct progress *progress;   /* per index */
	const struct node *known[RULES_MAX_DEPTH + 4]; /* per slot: true now */
	bool met[RULES_MAX_DEPTH + 4]; /* per slot: closed[] is true now */
	uint32_t *scratch;           /* hashes of one list */
	struct kept_hash *kept;      /* of texts looked up last */
	size_t cap_scratch;
	bool no_index;               /* nested scans only */
	size_t most_entries;         /* of all indexes */
	size_t nentries;
	const struct index_level *too_large; /* the index that had no room */
	struct values_pop *values;   /* list of computed POP_VALUES */
	uint32_t **twins;            /* POP_KEYS per register, or NULL */
	struct resolver **resolver;  /* per register, for `ambiguous` */
	uint32_t *batch_of;          /* leaf index to batch + 1, lazily */
	uint8_t hash_key[16];
	char *years;                 /* "0000" to "9999", as asked for */
	struct set *sets;
	struct arena arena;
};

/* The dataset is not changed: filled columns are the evaluation's own. */
void eval_begin(struct eval *v, const struct rules *r, const struct dataset *d,
    int32_t as_of);
void eval_end(struct eval *v);
/* ERR_LIMIT when an index had no room: what was found is worth nothing. */
int eval_check(const struct eval *v, struct err *e);
/* Forgets results of closed expressions (defects have become known). */
void eval_forget(struct eval *v);

enum truth eval_truth(struct eval *v, const struct node *n);
void eval_val(struct eval *v, const struct node *n, struct val *out);
/* Text of a value of that type; K_LIST joined with ';'. Appended. */
void eval_format(struct eval *v, const struct node *n, struct buf *out);
/* The text behind a K_TEXT, K_WORD, K_REF or K_YESNO value. */
struct str eval_text_of(struct eval *v, const struct type *t,
    const struct val *x);
/* A given value of a type as canonical text, appended. */
void eval_put(struct eval *v, const struct type *t, const struct val *x,
    struct buf *out);
void eval_put_slot(struct eval *v, const struct type *t, const struct slot *s,
    struct buf *out);
void eval_message(struct eval *v, const struct expanded_message *m,
    struct buf *out);
int eval_order(const struct type *t, struct eval *v, const struct val *a,
    const struct val *b);
struct str eval_key(const struct eval *v, int reg, uint32_t row);
/* The column of a plain field of a variable, n->a->slot; NULL: it is none. */
static inline const struct column *
eval_column(const struct eval *v, const struct node *n)
{
	return n->op == OP_FIELD && n->memo == 0 && n->a->op == OP_VAR ?
	    v->col[n->reg][n->field] : NULL;
}
bool eval_has_cell(const struct column *c, enum kind kind, uint32_t row);
int32_t eval_extracted(struct eval *v, int reg, uint32_t row);
/* Item i of a list value, as a value of the element type. */
void eval_item(const struct type *list, const struct val *v, size_t i,
    struct val *out);
static inline size_t
eval_nitems(const struct val *v)
{
	return v->set != NULL ? v->set->n : v->nitems;
}
bool eval_is_defective(const struct eval *v, const struct pop *p,
    const struct slot *s);

/*
 * Walks a population with the variable in slot `slot`: fn is called per member
 * and returns false to stop. Returns false when the population itself is
 * unknown (register never supplied, list behind a reference not found).
 */
typedef bool pop_fn(void *ctx, uint32_t ordinal);
bool pop_walk(struct eval *v, const struct pop *p, int slot, pop_fn *fn,
    void *ctx);
/* Register (or list) and key of what is bound; key appended to out. */
const char *pop_name(const struct eval *v, const struct pop *p,
    const struct slot *s);
void pop_key(struct eval *v, const struct pop *p, const struct slot *s,
    struct buf *out);
/* The record behind a member: register's table and row; NULL when none. */
const struct table *pop_record(const struct eval *v, const struct pop *p,
    const struct slot *s, uint32_t *row);
void pop_member(struct eval *v, const struct node *n, struct val *out);
/*
 * A reference that leads to a record, a key without a twin: those members of
 * it that are usual differ between register and field only.
 */
bool pop_is_usual(struct eval *v, const struct pop *p, const struct slot *s);
bool pop_member_is_usual(const struct pop *p, int member);
void pop_free(struct eval *v);

static inline bool
bit_get(const uint64_t *b, size_t i)
{
	return (b[i / 64] >> (i % 64) & 1) != 0;
}

static inline void
bit_set(uint64_t *b, size_t i)
{
	b[i / 64] |= (uint64_t)1 << (i % 64);
}

void fill_apply(struct eval *v);
/* Does a nil return cover the population of an `every`? */
bool nil_covers(const struct eval *v, const struct pop *p,
    const struct node *where);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The evaluator: the state of one evaluation, values and truth of typed nodes,
 * and the members of populations. Evaluating allocates nothing per record.
 */
#ifndef PREAUDIT_RULES_EVAL_H
#define PREAUDIT_RULES_EVAL_H

#include "shared/rules/repair.h"
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

/* The answer of a closed expression, kept once it is known. */
struct memo {
	bool set;
	enum truth truth;
	struct val val;
};

/* A nil return for the records with field = word. */
struct nil_subset {
	int reg;
	struct str field, word;  /* as the nil return names them */
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

/* In what light doubtful data is seen (reading.h). */
enum reading { READ_AS_IT_STANDS, READ_VOID, READ_WHOSE, READINGS };

/* One evaluation. Arrays "per X" have one element for each X of the rules. */
struct eval {
	const struct rules *r;
	const struct dataset *d;
	const struct standard *std;  /* of r */
	int32_t as_of;               /* days since 1970-01-01 */
	int32_t data_as_of;          /* the same but in a forecast */
	struct slot slot[RULES_MAX_DEPTH + 4]; /* what is bound now */
	const struct column ***col;  /* [reg][field]; filled ones are ours */
	bool *supplied;              /* per register; a nil return counts */
	const struct repairs *repairs; /* taken for made; NULL: none */
	enum reading reading;
	struct eval *other[READINGS]; /* of the same data, or NULL */
	uint64_t ***voids;           /* [reg][field]: bit set; NULL: none */
	bool any_void;
	uint32_t **unassigned;       /* [reg][2 * field + sought]: count + 1 */
	bool withheld;               /* see eval_val */
	bool *nil;                   /* per register: a nil return covers all of it */
	struct nil_subset *subset;   /* those that cover a part */
	bool **lacked;               /* [reg][field]: a cell that says nothing was asked for */
	bool as_stored;              /* cells that say nothing are empty ones */
	bool judging;                /* what is void is known, and matters */
	struct memo *memo;           /* by node->memo */
	struct answers *answers;     /* per class of quantifiers */
	size_t answer_bytes;         /* that they hold */
	struct constant *constant;   /* per index: parts that never change */
	struct index_level *index;   /* over whole registers */
	struct progress *progress;   /* per index */
	const struct node *known[RULES_MAX_DEPTH + 4]; /* per slot: true now */
	bool met[RULES_MAX_DEPTH + 4]; /* per slot: closed[] is true now */
	uint32_t *scratch;           /* hashes of one list */
	struct kept_hash *kept;      /* of texts looked up last */
	size_t cap_scratch;          /* elements of scratch */
	bool no_index;               /* nested scans only */
	size_t most_entries;         /* of all indexes */
	size_t nentries;             /* so far */
	const struct index_level *too_large; /* the index that had no room */
	struct values_pop *values;   /* list of computed POP_VALUES */
	uint32_t **twins;            /* POP_KEYS per register, or NULL */
	struct resolver **resolver;  /* per register, for `ambiguous` */
	uint32_t *batch_of;          /* leaf index to batch + 1, lazily */
	uint8_t hash_key[16];        /* random: texts come from outside */
	char *years;                 /* "0000" to "9999", as asked for */
	struct set *sets;            /* by node->set */
	struct arena arena;          /* for what lasts until it ends */
};

/* ---- state.c ---- */

/*
 * Begins an evaluation of r over d, judged on the day as_of. The dataset is
 * not changed: filled columns are the evaluation's own. Both must outlive it.
 */
void eval_begin(struct eval *v, const struct rules *r, const struct dataset *d,
    int32_t as_of);
/*
 * Begins one more of the same in another reading, which reads v's columns and
 * must end before it.
 */
void eval_begin_again(struct eval *w, const struct eval *v,
    enum reading reading);
/* Frees all that it holds; v is zeroed. */
void eval_end(struct eval *v);
/*
 * At its end: 0, or -1 and ERR_LIMIT when an index had no room. Then what was
 * found is worth nothing.
 */
int eval_check(const struct eval *v, struct err *e);
/*
 * Are cells that say nothing, since nobody supplied their column, taken for
 * empty ones from here on? They are where data are looked at as they are.
 */
void eval_as_stored(struct eval *v, bool as_stored);
/* Does a nil return cover the population of an `every` with its condition? */
bool eval_nil_covers(const struct eval *v, const struct pop *p,
    const struct node *where);
/* Applies the statements `fill` to the columns, once, when it begins. */
void fill_apply(struct eval *v);

/* ---- truth and values: truth.c, eval.c ---- */

/* The truth of a K_BOOL node for what the slots are bound to now. */
enum truth eval_truth(struct eval *v, const struct node *n);
/*
 * The value of a node. Sets are the evaluation's: they hold until the same
 * node is evaluated again. Of a condition: 0 or 1 in u. Sets v->withheld where
 * it is unknown for a void cell, a register or column never supplied, or an item
 * of a list that leads nowhere; who wants to know clears it before.
 */
void eval_val(struct eval *v, const struct node *n, struct val *out);
/*
 * Which of two given values comes first: below 0, 0, above 0. Both are of
 * type t; records before texts that are none.
 */
int eval_order(const struct type *t, struct eval *v, const struct val *a,
    const struct val *b);
/* The truth of a comparison of two given numbers, each between its bounds. */
enum truth truth_of_numbers(enum cmp c, const struct val *a,
    const struct val *b);
/* A day moved by whole days or months; NaN when it leaves the calendar. */
double eval_shift(double day, double by, bool months);
/* The key of a record, "" while the register has no keys; the table's. */
struct str eval_key(const struct eval *v, int reg, uint32_t row);
/*
 * The column of a plain field of a variable, n->a->slot; NULL: it is none, or
 * some of its cells are void, or say nothing, which only eval_val tells.
 */
static inline const struct column *
eval_column(const struct eval *v, const struct node *n)
{
	const struct column *c;

	if (n->op != OP_FIELD || n->memo != 0 || n->a->op != OP_VAR ||
	    (v->reading != READ_AS_IT_STANDS && v->voids[n->reg] != NULL &&
	    v->voids[n->reg][n->field] != NULL))
		return NULL;
	c = v->col[n->reg][n->field];
	return c->unsaid == NULL || v->as_stored ? c : NULL;
}
/*
 * Does criterion i read the field, and was a cell of it asked for so far that
 * says nothing, since its column was never supplied, or was withdrawn?
 */
static inline bool
eval_lacks(const struct eval *v, size_t i, size_t reg, size_t field)
{
	const bool *reads = v->r->crit[i].fields[reg];

	return reads != NULL && reads[field] && v->lacked[reg][field];
}
/* A reference that leads nowhere, into a register that was supplied. */
bool eval_is_astray(const struct eval *v, const struct type *t,
    const struct val *x);
/* Whether a record has a value in a column of this kind. */
bool eval_has_cell(const struct column *c, enum kind kind, uint32_t row);
/* The day on which the record's present value was extracted; DATE_NONE. */
int32_t eval_extracted(struct eval *v, int reg, uint32_t row);
/* Item i of a list value, as a value of the element type. */
void eval_item(const struct type *list, const struct val *v, size_t i,
    struct val *out);
/* How many items a list value has, those included that may be none. */
static inline size_t
eval_nitems(const struct val *v)
{
	return v->set != NULL ? v->set->n : v->nitems;
}

/* ---- values as text: state.c, truth.c ---- */

/*
 * The text of a node's value as people read it, appended; nothing when not
 * given: words with blanks, registers and fields by their titles, the items of a
 * list with `between` between them.
 */
void eval_show(struct eval *v, const struct node *n, const char *between,
    struct buf *out);
/* The text behind a K_TEXT, K_WORD, K_REF or K_YESNO value; not copied. */
struct str eval_text_of(struct eval *v, const struct type *t,
    const struct val *x);
/* A given value of a type, appended: "4 to 6" between bounds, lists by ';'. */
void eval_put(struct eval *v, const struct type *t, const struct val *x,
    struct buf *out);
/* The same of what is bound to a variable. */
void eval_put_slot(struct eval *v, const struct type *t, const struct slot *s,
    struct buf *out);
/* A message with its expressions put in, appended; "(empty)" for none. */
void eval_message(struct eval *v, const struct expanded_message *m,
    struct buf *out);

/* ---- populations: pop.c, member.c ---- */

/* Called per member with its number in the walk; false stops. */
typedef bool pop_fn(void *ctx, uint32_t ordinal);
/*
 * Walks a population with the variable in slot `slot` bound to each member in
 * turn. Returns false when the population itself is unknown: a register never
 * supplied, a list behind a reference that leads nowhere.
 */
bool pop_walk(struct eval *v, const struct pop *p, int slot, pop_fn *fn,
    void *ctx);
/* Register or list of what is bound, as violations call it; not copied. */
const char *pop_name(const struct eval *v, const struct pop *p,
    const struct slot *s);
/* The key of what is bound, appended. */
void pop_key(struct eval *v, const struct pop *p, const struct slot *s,
    struct buf *out);
/* The record behind a member: register's table and *row; NULL when none. */
const struct table *pop_record(const struct eval *v, const struct pop *p,
    const struct slot *s, uint32_t *row);
/* The member of a row that n names; *out comes given. */
void pop_member(struct eval *v, const struct node *n, struct val *out);
/*
 * A reference that leads to a record, a key without a twin: those members of
 * it that are usual differ between register and field only.
 */
bool pop_is_usual(struct eval *v, const struct pop *p, const struct slot *s);
bool pop_member_is_usual(const struct pop *p, int member);
/* Frees what walking kept. */
void pop_free(struct eval *v);

/* Bit i of a set of bits, which has room for it. */
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

#endif

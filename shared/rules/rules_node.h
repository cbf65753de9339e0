/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The criteria language checked: typed nodes that work on columns, and the
 * state of one evaluation. rules_check*.c make the nodes, rules_eval.c,
 * rules_pop.c and rules_index.c run them. Evaluating allocates nothing per
 * record; a variable is a record number in a slot.
 */
#ifndef PREAUDIT_RULES_NODE_H
#define PREAUDIT_RULES_NODE_H

#include "shared/rules/rules_ast.h"

enum kind {
	K_BOOL, K_TEXT, K_NUMBER, K_DATE, K_INTERVAL, K_YESNO, K_WORD,
	K_REF,   /* a record of `reg`, perhaps not found */
	K_LIST,  /* of `elem` */
	K_ROW,   /* a member of a built-in population: only its members are values */
	K_BARE   /* a word whose field is not known yet */
};

/* Texts that are nevertheless words of a known set. */
enum known { KNOWN_NOT, KNOWN_COLUMN, KNOWN_REGISTER, KNOWN_MODE, KNOWN_CLAUSE };

struct type {
	enum kind kind, elem;
	int reg;                   /* K_REF and lists of it */
	const struct field *field; /* K_WORD and lists of it */
	const char *of;            /* register of `field`, for messages */
	enum known known;          /* K_TEXT */
	int list, column;          /* KNOWN_COLUMN */
	bool all;                  /* empty means all */
	bool months;               /* K_INTERVAL: in months, else in days */
	const struct pop *pop;     /* K_ROW */
};

enum truth { NOT_TRUE, UNKNOWN, TRUE_ };

enum state { ST_GIVEN, ST_EMPTY, ST_UNKNOWN };

/* A value. Which members are set follows from the node's type. */
struct val {
	enum state st;
	uint32_t u;                /* K_REF: row or REF_TEXT|offset; K_WORD: index; K_YESNO: 0, 1 */
	uint32_t nitems;
	double n, hi;              /* K_NUMBER, K_DATE: between n and hi; K_INTERVAL: n units */
	struct str s;              /* K_TEXT */
	const struct table *home;  /* whose arena holds text of u or item */
	const uint32_t *item;      /* K_LIST from a field */
	const struct set *set;     /* K_LIST from a set */
};

/* A computed set; items behind `sure` may or may not belong to it. */
struct set {
	struct val *item;
	size_t n, sure, cap;
	bool sorted;               /* the sure ones, and the others, ascending */
};

enum op {
	/* truth */
	OP_CONST, OP_AND, OP_OR, OP_NOT, OP_IMPLIES, OP_YES, OP_GIVEN, OP_EMPTY,
	OP_CMP_NUM, OP_CMP_TEXT, OP_CMP_REF, OP_CMP_WORD, OP_CMP_YESNO,
	OP_IN, OP_COVERS, OP_STARTS, OP_MENTIONS, OP_QUANT, OP_SUPPLIED,
	/* values */
	OP_LIT, OP_ASOF, OP_DATA_ASOF, OP_VAR, OP_FIELD, OP_MEMBER, OP_ADD,
	OP_SUB, OP_MUL, OP_DIV, OP_NEG, OP_SHIFT, OP_BETWEEN, OP_UNIT, OP_AGG, OP_MONTH,
	OP_YEAR, OP_SIZE, OP_EXTRACTED, OP_SETLIT, OP_SETOF
};

enum cmp { CMP_EQ, CMP_NE, CMP_LT, CMP_LE, CMP_GT, CMP_GE };

struct node {
	enum op op;
	enum cmp cmp;
	struct type type;
	struct rule_place place;
	uint64_t vars;       /* slots it depends on */
	uint64_t walks;      /* registers walked anew for other values of these */
	int key_slot;        /* a key of the quantifier with this slot, or -1 */
	struct node *a, *b;
	struct node *next;   /* in OP_SETLIT */
	int slot;            /* OP_VAR; OP_FIELD of a register's variable; -1 */
	int reg, field;      /* OP_FIELD, OP_SUPPLIED */
	int member;          /* OP_MEMBER: enum member */
	uint32_t memo;       /* not 0: closed, evaluated once */
	uint32_t share;      /* not 0: class of quantifiers (rules_share.h) */
	uint32_t set;        /* OP_SETLIT, OP_SETOF: number of its buffer */
	struct val lit;      /* OP_LIT; OP_CONST in u */
	enum truth constant;
	struct quant *q;     /* OP_QUANT, OP_AGG, OP_SETOF */
	struct str raw;      /* as written: bare words, numbers */
};

enum pop_kind {
	POP_REGISTER, POP_LIST, POP_CLAUSES, POP_ITEMS, POP_MONTHS, POP_VALUES,
	POP_BATCHES, POP_REFERENCES, POP_KEYS, POP_REGISTERS
};

/* Members of the built-in populations. */
enum member {
	MEM_NUMBER, MEM_TITLE, MEM_ASSESSED, MEM_FIRST, MEM_LAST, MEM_VALUE,
	MEM_REGISTER, MEM_IMPORTED, MEM_EXTRACTED, MEM_READ, MEM_REFUSED,
	MEM_MODE, MEM_AGE, MEM_KEY, MEM_FIELD, MEM_TARGET, MEM_SUPPLIED,
	MEM_RESOLVED, MEM_AMBIGUOUS, MEM_TWINS, MEM_NAME, MEM_IS_LIST,
	MEM__CELL /* + column of a coded list */
};

struct pop {
	enum pop_kind kind;
	int reg, field, list;
	struct node *a, *b;   /* POP_ITEMS: the list; POP_MONTHS: from, to */
	struct type elem;     /* of the variable */
	uint64_t vars;
	const char *name;     /* as violations call it */
};

struct key {
	struct node *inner;   /* depends on the quantifier's variable only */
	struct node *outer;   /* does not depend on it */
	bool inner_list;      /* inner is a list that should contain outer */
	bool outer_list;      /* outer is a list that should contain inner */
	bool all;             /* an empty outer matches every record */
	bool given;           /* the condition asks that inner is given */
	const struct node *condition;
};

/* Of all indexes of an evaluation: about 1.2 GiB. */
#define INDEX_MAX_ENTRIES ((size_t)100000000)

enum quant_kind {
	Q_SOME, Q_EVERY, Q_NO, Q_COUNT, Q_SUM, Q_MIN, Q_MAX, Q_SET, Q_RUN,
	Q_TREND
};

#define QUANT_KEYS 4
#define QUANT_CLOSED 8

struct quant {
	enum quant_kind kind;
	int slot;
	struct pop pop;
	struct node *where;   /* or NULL */
	struct node *has;     /* or NULL; the value of sums and sets */
	struct node *order;   /* of Q_RUN and Q_TREND */
	bool negative;        /* stands under an odd number of negations */
	struct key key[QUANT_KEYS];
	size_t nkeys;
	uint32_t index;       /* number of its index chain; 0 none */
	bool rest_closed;     /* only its first key has outer variables */
	/* Conditions on the record alone; those with constants that are equal. */
	const struct node *closed[QUANT_CLOSED], *constant[QUANT_CLOSED];
	size_t nclosed, nconstant;
	struct node *where_rest, *has_rest; /* without closed[]; NULL: true */
};

/* What is bound to a variable. */
struct slot {
	uint32_t u;           /* record, ordinal, or list item */
	uint32_t aux;         /* POP_REFERENCES: the reference */
	uint16_t reg, field;
	const struct table *home;
	const struct val *item; /* POP_ITEMS of a computed set or list row */
};

struct expanded_message {
	struct str *piece;
	struct node **expr;
	size_t nexpr;
};

struct req {
	enum grade grade;     /* of the declared; else an observation */
	struct node *expr;
	struct node *declared; /* or NULL */
	struct expanded_message message, otherwise;
	struct rule_place place;
	struct req *next;
};

struct part {
	struct pop pop[2];
	struct node *where[2];
	size_t npops;         /* 0: stand-alone */
	struct req *req;
	struct part *next;
};

struct crit {
	const char *id, *title, *clause;
	const char **seed;
	size_t nseeds;
	struct str source;
	bool by_document, no_breadth, needs_members, defects;
	struct part *part;
	bool *reads;          /* per register */
};

struct special {
	enum special_kind kind;
	struct pop pop;
	struct node *where, *what, *subset, *from, *to, *grade, *when, *is;
	struct special *next;
};

struct fill {
	int reg, field, by, from_reg, from_field, plus_field; /* plus_field -1 */
	int from_by;          /* field of from_reg that equals `by` */
	int months, days;     /* of one unit of plus */
	struct fill *next;
};

struct gate {
	const char *id, *title;
	int need[16];
	size_t nneed;
	struct node *when;
	struct node *declared;   /* or NULL: then `otherwise` is not used */
	struct expanded_message why, otherwise;
	struct gate *next;
};

struct milestone {
	const char *id, *title;
	struct node *passed;
	struct gate *gate;
	struct milestone *next;
};

struct share_class;

struct rules {
	const struct standard *standard;
	struct arena arena;
	struct rules_ast ast;
	struct crit *crit;
	size_t ncrit;
	struct special *special;
	struct fill *fill;
	struct milestone *milestone;
	double breadth, concentration; /* 0: not asked for */
	bool **want;          /* per register: nfields flags */
	uint32_t nmemos;      /* memo numbers used: 1 .. nmemos */
	uint32_t nindexes, nsets;
	struct set ***cells;  /* [list][row * ncolumns + column] of list cells */
	struct share_class *share;
	size_t cap_shares;
	uint32_t nshares;
	uint32_t *share_slot;  /* number of a class by hash; 0: free */
	size_t share_slots;
	bool want_references;
	size_t nnodes;
};

/* ---- checking ---- */

struct scope {
	struct str name;
	struct type type;
	int slot;                   /* -1: a parameter that stands for `arg` */
	struct ast *arg;
	const struct scope *arg_scope;
	const struct scope *up;
};

struct checker {
	struct rules *r;
	struct arena *arena;
	struct err *e;
	bool failed;                /* the statement at hand */
	bool wrong;                 /* an earlier one */
	bool negative;
	unsigned depth;
	int nslots;
	bool alone;                 /* what is checked is not evaluated */
	bool *reads;                /* of the criterion being checked, or NULL */
};

void *check_fail(struct checker *c, struct rule_place at, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* The same with "; did you mean 'x'?" when a candidate is near. */
void *check_unknown(struct checker *c, struct rule_place at, struct str name,
    const char *(*next)(const void *, size_t), const void *ctx,
    const char *fmt, ...) __attribute__((format(printf, 6, 7)));
struct node *check_new(struct checker *c, enum op op, struct rule_place at,
    struct type t, struct node *a, struct node *b);
#define MAX_INTERVAL 100000 /* days or months in a literal or parameter */
/* Any expression; truth where K_BOOL or a yes-no value is asked for. */
struct node *check_expr(struct checker *c, struct ast *a,
    const struct scope *s);
struct node *check_truth(struct checker *c, struct ast *a,
    const struct scope *s);
bool check_pop(struct checker *c, struct ast *a, const struct scope *s,
    struct pop *p);
/* Binds the variable: population, scope entry, condition. */
bool check_binder(struct checker *c, const struct binder *b,
    const struct scope *s, struct scope *in, struct pop *p,
    struct node **where, bool where_negative);
void check_unbind(struct checker *c);
bool check_circles(struct checker *c);
bool check_message(struct checker *c, const struct message *m,
    const struct scope *s, struct expanded_message *out);
struct node *check_member(struct checker *c, struct node *base,
    struct str name, struct rule_place at);
struct node *check_arithmetic(struct checker *c, struct ast *a,
    const struct scope *s);
struct node *check_negation(struct checker *c, struct ast *a,
    const struct scope *s);
struct node *check_unit(struct checker *c, struct ast *a,
    const struct scope *s);
struct node *check_call(struct checker *c, struct ast *a,
    const struct scope *s);
struct node *check_quantifier(struct checker *c, struct ast *a,
    const struct scope *s);
/* A bare word, text or number becomes what `t` is; others stay. */
struct node *check_coerce(struct checker *c, struct node *n, struct type t);
struct node *check_equal(struct checker *c, enum cmp cmp, struct rule_place at,
    struct node *a, struct node *b);
struct type type_of(enum kind k);
struct type field_type_of(const struct standard *s, int reg, int field);
void type_describe(char *out, size_t cap, const struct type *t,
    const struct standard *s);
void check_read(struct checker *c, int reg, int field);

/* ---- evaluating ---- */

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

struct values_pop;
struct index_level;
struct kept_hash;
struct answers;

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
	bool no_index;               /* tests: nested scans only */
	size_t most_entries;         /* of all indexes; tests lower it */
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
    int32_t as_of, bool no_index);
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
bool eval_follow(struct eval *v, const struct node *base, uint32_t *row,
    enum state *st);
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
int32_t eval_extracted(struct eval *v, int reg, uint32_t row);
enum truth eval_items_equal(struct eval *v, const struct type *ta,
    const struct val *a, const struct type *tb, const struct val *b);
/* Item i of a list value, as a value of the element type. */
void eval_item(const struct type *list, const struct val *v, size_t i,
    struct val *out);
struct type elem_type(const struct type *list);
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

/*
 * Walks a superset of the members for which the quantifier's condition is not
 * false, ascending in parts. Returns false when no key is at hand: walk the
 * population. *best is UNKNOWN when an empty outer key lets nothing be true.
 */
bool index_walk(struct eval *v, const struct quant *q, pop_fn *fn, void *ctx,
    enum truth *best);
/*
 * The same for its first key in two parts: what may equal it, and the loose
 * rest, which is the same whatever is sought. The state of what is sought;
 * when it is not given, or only perhaps, nothing is walked.
 */
enum state index_walk_equal(struct eval *v, const struct quant *q, pop_fn *fn,
    void *ctx, struct index_level **level);
void index_walk_loose(struct eval *v, const struct quant *q,
    const struct index_level *level, pop_fn *fn, void *ctx);
/* No member has the first key's value: known from one look at the index. */
bool index_finds_none(const struct eval *v, const struct quant *q);
/* The truth over its loose rest is not always the same. */
bool index_is_between(const struct index_level *level);
bool index_has_loose(const struct quant *q, const struct index_level *level);
/* The same expression, with the variable in slot sa of a and sb of b. */
bool index_same(const struct node *a, int sa, const struct node *b, int sb);
void index_free(struct eval *v);

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

/* ---- results (rules_crit.c) ---- */

/* Judges criterion i; violators of a data criterion become defective. */
void crit_judge(struct eval *v, size_t i, struct criterion *out,
    struct arena *a);
/* by document, and the sentence that explains results without violations. */
void crit_finish(struct eval *v, size_t i, struct criterion *out,
    struct arena *a);
/* What the organisation says of a register, "" nothing. */
struct str crit_statement(struct eval *v, int reg);
/* Does a list (or one) of written clauses cover this clause? */
bool value_covers(const struct type *t, const struct val *x, struct str clause);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The criteria language checked: typed nodes, and the rule set of them. Made by
 * check.h from the syntax of ast.h, evaluated by eval.h; this
 * header knows neither. A variable is the number of a slot.
 */
#ifndef PREAUDIT_RULES_NODE_H
#define PREAUDIT_RULES_NODE_H

#include "shared/rules/syntax/ast.h"

/* What a node's value is. */
enum kind {
	K_BOOL, K_TEXT, K_NUMBER, K_DATE, K_INTERVAL, K_YESNO, K_WORD,
	K_REF,   /* a record of `reg`, perhaps not found */
	K_LIST,  /* of `elem` */
	K_ROW,   /* a member of a built-in population: only its members are values */
	K_BARE   /* a word whose field is not known yet */
};

/* Texts that are nevertheless words of a known set. */
enum known { KNOWN_NOT, KNOWN_COLUMN, KNOWN_REGISTER, KNOWN_MODE, KNOWN_CLAUSE };

/* A type in full. Indexes are the standard's; -1 or NULL where none fits. */
struct type {
	enum kind kind;
	enum kind elem;            /* of a K_LIST; else as kind */
	int reg;                   /* K_REF and lists of it */
	const struct field *field; /* K_WORD and lists of it */
	const char *of;            /* register of `field`, for messages */
	enum known known;          /* K_TEXT */
	int list, column;          /* KNOWN_COLUMN */
	bool all;                  /* empty means all */
	bool months;               /* K_INTERVAL: in months, else in days */
	const struct pop *pop;     /* K_ROW */
};

/* Three-valued truth, in the order in which `and` takes the least. */
enum truth { NOT_TRUE, UNKNOWN, TRUE_ };

/* Whether a value is there: given, left empty, or not to be known. */
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
	struct val *item;          /* n of them; cap have room */
	size_t n, sure, cap;
	bool sorted;               /* the sure ones, and the others, ascending */
};

/* What a node does. Truth comes from those up to OP_SUPPLIED. */
enum op {
	/* truth */
	OP_CONST, OP_AND, OP_OR, OP_NOT, OP_IMPLIES, OP_YES, OP_GIVEN, OP_EMPTY,
	OP_CMP_NUM, OP_CMP_TEXT, OP_CMP_REF, OP_CMP_WORD, OP_CMP_YESNO,
	OP_IN, OP_COVERS, OP_STARTS, OP_MENTIONS, OP_QUANT, OP_WITHIN,
	OP_KNOWN_UNTIL, OP_SUPPLIED,
	/* values */
	OP_LIT, OP_ASOF, OP_DATA_ASOF, OP_WINDOW_END, OP_VAR, OP_FIELD, OP_MEMBER, OP_ADD,
	OP_SUB, OP_MUL, OP_DIV, OP_NEG, OP_SHIFT, OP_BETWEEN, OP_UNIT, OP_AGG, OP_MONTH,
	OP_YEAR, OP_SIZE, OP_EXTRACTED, OP_SETLIT, OP_SETOF
};

/* How OP_CMP_* compare; OP_SHIFT: CMP_GT forwards, CMP_LT backwards. */
enum cmp { CMP_EQ, CMP_NE, CMP_LT, CMP_LE, CMP_GT, CMP_GE };

/*
 * Which operand of an equality says whose the record of a quantifier is: one
 * where it is empty, or leads nowhere, is nobody's.
 */
enum { ASSIGNS_A = 1, ASSIGNS_B = 2 };

/* A typed node. It does not change once the rules are loaded. */
struct node {
	enum op op;
	enum cmp cmp;
	struct type type;    /* of its value */
	struct rule_place place; /* in the rules, for messages */
	uint64_t vars;       /* slots it depends on */
	uint64_t walks;      /* registers walked anew for other values of these */
	int key_slot;        /* a key of the quantifier with this slot, or -1 */
	uint8_t assigns;     /* OP_CMP_*, OP_IN: ASSIGNS_*, which operands do */
	struct node *a, *b;  /* operands; NULL where there are fewer */
	struct node *next;   /* in OP_SETLIT */
	int slot;            /* OP_VAR; OP_FIELD of a register's variable; -1 */
	int reg, field;      /* OP_FIELD; OP_SUPPLIED and windows: reg */
	int member;          /* OP_MEMBER: enum member */
	uint32_t memo;       /* not 0: closed, evaluated once */
	uint32_t share;      /* not 0: class of quantifiers (share.h) */
	uint32_t set;        /* OP_SETLIT, OP_SETOF: number of its buffer */
	struct val lit;      /* OP_LIT; OP_CONST in u */
	enum truth constant; /* OP_CONST */
	struct quant *q;     /* OP_QUANT, OP_AGG, OP_SETOF */
	struct str raw;      /* as written: bare words, numbers */
};

/* What a variable can range over. */
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

/* A population. Indexes are the standard's, -1 where none fits. */
struct pop {
	enum pop_kind kind;
	int reg, field, list;
	struct node *a, *b;   /* POP_ITEMS: the list; POP_MONTHS: from, to */
	struct type elem;     /* of the variable */
	uint64_t vars;        /* slots it depends on */
	const char *name;     /* as violations call it */
};

/* An equality that an index can answer: inner of a record, outer sought. */
struct key {
	struct node *inner;   /* depends on the quantifier's variable only */
	struct node *outer;   /* does not depend on it */
	bool inner_list;      /* inner is a list that should contain outer */
	bool outer_list;      /* outer is a list that should contain inner */
	bool all;             /* an empty outer matches every record */
	bool given;           /* the condition asks that inner is given */
	bool assigns;         /* inner says whose the record is */
	const struct node *condition; /* the equality itself */
};

/* Quantifiers, aggregates and sets, which all walk a population. */
enum quant_kind {
	Q_SOME, Q_EVERY, Q_NO, Q_COUNT, Q_SUM, Q_MIN, Q_MAX, Q_SET, Q_RUN,
	Q_TREND
};

#define QUANT_KEYS 4   /* those further on are conditions like any */
#define QUANT_CLOSED 8

struct quant {
	enum quant_kind kind;
	int slot;             /* of its variable */
	struct pop pop;
	struct node *where;   /* or NULL */
	struct node *has;     /* or NULL; the value of sums and sets */
	struct node *order;   /* of Q_RUN and Q_TREND */
	struct key key[QUANT_KEYS];
	size_t nkeys;
	uint32_t index;       /* number of its index chain; 0 none */
	bool rest_closed;     /* only its first key has outer variables */
	/* Conditions on the record alone; those with constants that are equal. */
	const struct node *closed[QUANT_CLOSED], *constant[QUANT_CLOSED];
	size_t nclosed, nconstant;
	struct node *where_rest, *has_rest; /* without closed[]; NULL: true */
};

/* A message: piece[i] before expr[i], and piece[nexpr] at the end. */
struct expanded_message {
	struct str *piece;
	struct node **expr;
	size_t nexpr;
};

/* One requirement: a condition, and what is said where it is not met. */
struct req {
	enum grade grade;     /* of the declared; else an observation */
	struct node *expr;
	struct node *declared; /* NULL: `otherwise` is not used */
	struct expanded_message message, otherwise;
	int *voids;           /* nvoids fields of the member's register */
	size_t nvoids;        /* that are void where it is not met */
	struct rule_place place;
	unsigned number;      /* of the rule set's requirements, from 1 */
	struct req *next;
};

/* One `every` with its requirements, or a requirement without one. */
struct part {
	struct pop pop[2];    /* of the variables in slots 0 and 1 */
	struct node *where[2]; /* NULL: all members */
	size_t npops;         /* 0: stand-alone */
	struct req *req;
	struct part *next;
};

struct key_field;

/* A criterion. */
struct crit {
	const char *id, *title, *clause;
	const char *stage;    /* of an audit that looks at it; "" none */
	const char *asks;     /* in sentences; "" when it does not say */
	const char **seed;
	size_t nseeds;
	struct str source;    /* its text, without the line of seeds */
	bool by_document, no_breadth, needs_members, defects;
	struct node *needs_where; /* members are needed unless this is false; or NULL */
	struct part *part;
	bool *reads;          /* per register */
	bool **fields;        /* of these, per field; NULL: not read */
	struct key_field *assigned; /* the fields that say whose a record is */
};

/*
 * A field by which records are found to be of others: an empty cell leaves
 * whose open, unless `sought`, which says of whom; one that leads nowhere does.
 */
struct key_field {
	int reg, field;
	bool sought;
	struct key_field *next;
};

/* What the records of a register stand for. Members that it has not: NULL. */
struct special {
	enum special_kind kind;
	struct pop pop;       /* a POP_REGISTER, its variable in slot 0 */
	struct node *where, *what, *subset, *from, *to, *grade, *when, *is;
	struct node *system, *count; /* checked here, read by the importer */
	struct special *next;
};

/* A `fill`: where field is empty, from_field of the record found by `by`. */
struct fill {
	int reg, field, by, from_reg, from_field, plus_field; /* plus_field -1 */
	int from_by;          /* field of from_reg that equals `by` */
	int months, days;     /* of one unit of plus */
	struct fill *next;
};

/* A gate: what it asks of criteria, and a condition. */
struct gate {
	const char *id, *title;
	int need[GATE_MAX_NEEDS]; /* indexes of criteria */
	enum gate_need how[GATE_MAX_NEEDS];
	size_t nneed;
	struct node *about;      /* false: nothing to judge; NULL: always some */
	struct node *when;       /* NULL: the criteria */
	struct key_field *assigned; /* as of a criterion */
	struct node *declared;   /* or NULL: then `otherwise` is not used */
	struct expanded_message why, otherwise;
	struct expanded_message unknown; /* piece NULL: not said */
	bool *reads;             /* per register: by `about` and `when` */
	struct gate *next;
};

/* A milestone of the standard with what its verdict rests on. */
struct milestone {
	const char *id, *title;
	struct node *passed;     /* the day it was passed, or NULL */
	struct node *opens;      /* before it is true, not yet; NULL: always */
	struct expanded_message before; /* said until then */
	const char *stage;       /* judged by its criteria; "": by all */
	struct gate *gate;
	struct milestone *next;
};

struct share_class;

/* Of all indexes of an evaluation: about 1.2 GiB. */
#define INDEX_MAX_ENTRIES ((size_t)100000000)

/* A rule set: what rules_load makes, and the queries compiled with it. */
struct rules {
	const struct standard *standard; /* outlives it */
	struct arena arena;   /* all that is loaded */
	struct rules_ast ast;
	struct whose whose;
	struct crit *crit;
	size_t ncrit;
	struct special *special;
	struct fill *fill;
	struct milestone *milestone;
	double breadth, concentration; /* 0: not asked for */
	bool **want;          /* per register: nfields flags */
	uint32_t nmemos;      /* memo numbers used: 1 .. nmemos */
	uint32_t nindexes, nsets; /* the same of indexes and sets */
	struct set ***cells;  /* [list][row * ncolumns + column] of list cells */
	struct share_class *share; /* by node->share */
	size_t cap_shares;
	uint32_t nshares;
	uint32_t *share_slot;  /* number of a class by hash; 0: free */
	size_t share_slots;
	bool want_references; /* every reference is read */
	bool **assigned;      /* per register and field: a key_field not sought */
	size_t nnodes;        /* at most RULES_MAX_NODES */
	unsigned nrequirements;
	size_t index_entries;  /* INDEX_MAX_ENTRIES, or what a test sets; 0: none */
};

/* The plain type of a kind. */
struct type node_type(enum kind k);
/* The type of a list's items. */
struct type node_elem_type(const struct type *list);
/* The type of a field's value; indexes of the standard's register and field. */
struct type node_field_type(const struct standard *s, int reg, int field);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The checker: from syntax trees to typed nodes. All that is made lives in the
 * arena of the rule set. What fails returns NULL or false once the mistake is
 * noted; the first of a rule set is also in the caller's err (ERR_CONFIG,
 * "FILE:LINE:COLUMN: ..."). Behind a mistake `failed` stands until the next
 * statement begins, and nothing more is noted.
 */
#ifndef PREAUDIT_RULES_CHECK_H
#define PREAUDIT_RULES_CHECK_H

#include "shared/rules/node/node.h"

/* A name that is known where an expression stands, and those around it. */
struct scope {
	struct str name;            /* as written, in the text of the rules */
	struct type type;           /* of a variable */
	int slot;                   /* -1: a parameter that stands for `arg` */
	struct ast *arg;            /* what a parameter stands for */
	const struct scope *arg_scope; /* where that is to be understood */
	const struct scope *up;     /* the next one outwards, NULL at the end */
};

/* What is checked now. Begins zeroed but for the first three. */
struct checker {
	struct rules *r;            /* that grow; the caller's */
	struct arena *arena;        /* of r */
	struct err *e;
	bool failed;                /* the statement at hand */
	bool wrong;                 /* an earlier one */
	unsigned depth;             /* of expressions, definitions put in */
	int nslots;                 /* variables bound now */
	int nmembers;               /* the first of these: whom it is about */
	int owner[RULES_MAX_DEPTH + 4]; /* whose each is: a slot, or -1 */
	bool alone;                 /* what is checked is not evaluated */
	bool *reads;                /* of what is being checked, or NULL */
	bool **fields;              /* of the criterion being checked, or NULL */
	bool defects;               /* it is one about defects */
};

/* ---- what everything stands on: checker.c ---- */

/* Notes a mistake at a place, unless the statement has one. Returns NULL. */
void *check_fail(struct checker *c, struct rule_place at, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/*
 * The same with "; did you mean 'x'?" when one of the candidates is near the
 * name. `next` gives candidate i of ctx, or NULL behind the last.
 */
void *check_unknown(struct checker *c, struct rule_place at, struct str name,
    const char *(*next)(const void *, size_t), const void *ctx,
    const char *fmt, ...) __attribute__((format(printf, 6, 7)));
/*
 * A new node with its operands, NULL for none; vars and walks are theirs. It
 * is never NULL: above RULES_MAX_NODES the mistake is noted.
 */
struct node *check_new(struct checker *c, enum op op, struct rule_place at,
    struct type t, struct node *a, struct node *b);
/* False, and the mistake noted, for a bare word that nothing explains. */
bool check_is_named(struct checker *c, const struct node *n);
/* Notes that something else was expected, or that n is a bare word. NULL. */
void *check_expected(struct checker *c, const struct node *n, const char *what);
/* The index of a register in the standard by name; false: there is none. */
bool check_register(struct checker *c, struct rule_place at, struct str name,
    int *reg);
/* The same of a field of register `reg`, which is noted as read. */
bool check_field(struct checker *c, struct rule_place at, int reg,
    struct str name, int *field);
/*
 * Notes that the rules read a field, and the criterion at hand its register.
 * reg < 0: nothing; field < 0: the register alone.
 */
void check_read(struct checker *c, int reg, int field);

/* ---- expressions: check_expr.c, check_arith.c, check_call.c ---- */

#define MAX_INTERVAL 100000 /* days or months in a literal or parameter */

/* Any expression, with the names of the scope (NULL: none). a may be NULL. */
struct node *check_expr(struct checker *c, struct ast *a,
    const struct scope *s);
/* One that is a condition: K_BOOL; a yes-no value becomes one. */
struct node *check_truth(struct checker *c, struct ast *a,
    const struct scope *s);
/* One whose value can be shown as text: no row, no bare word. */
struct node *check_shown(struct checker *c, struct ast *a,
    const struct scope *s);
/*
 * Both messages into *message and *otherwise. Returns the condition that says
 * which of them is used; NULL: the first always, or a mistake.
 */
struct node *check_messages(struct checker *c, const struct ast_messages *a,
    const struct scope *s, struct expanded_message *message,
    struct expanded_message *otherwise);
/* One message with its expressions into *out. */
void check_message(struct checker *c, const struct ast_message *m,
    const struct scope *s, struct expanded_message *out);
/* A copy of the text with a NUL behind it. */
const char *check_keep(struct checker *c, struct str s);
/* AST_ADD to AST_DIV; AST_NEG; AST_UNIT. */
struct node *check_arithmetic(struct checker *c, struct ast *a,
    const struct scope *s);
struct node *check_negation(struct checker *c, struct ast *a,
    const struct scope *s);
struct node *check_unit(struct checker *c, struct ast *a,
    const struct scope *s);
/* AST_CALL of a function or definition; AST_NAME of a definition. */
struct node *check_call(struct checker *c, struct ast *a,
    const struct scope *s);
/* False when definitions go in a circle; to be asked before any is put in. */
bool check_circles(struct checker *c);

/* ---- populations and quantifiers: check_pop.c, check_quant.c ---- */

/* A variable that is to be bound, and where what it is goes. */
struct binding {
	const struct binder *as; /* as it is written */
	bool member;             /* the record that a statement is about */
	struct scope *in;        /* gets its entry of the scope */
	struct pop *pop;         /* gets its population */
	struct node **where;     /* gets its condition, NULL for none */
};
/*
 * Binds a variable below the scope s. False, and the mistake noted, when it
 * cannot be. The caller ends it with c->nslots--.
 */
bool check_binder(struct checker *c, const struct scope *s,
    const struct binding *b);
/* The member `name` of a row (K_ROW), whose variable is `base`. */
struct node *check_member(struct checker *c, struct node *base,
    struct str name, struct rule_place at);
/* AST_SOME to AST_TREND, with the keys that an index can answer. */
struct node *check_quantifier(struct checker *c, struct ast *a,
    const struct scope *s);

/* ---- whose a record is: assigns.c ---- */

/* The innermost record that the variables belong to, a slot; -1: to none. */
int check_owner(const struct checker *c, uint64_t vars);
/* Notes which operand of an equality says whose a record is, if one does. */
void check_assigns(struct checker *c, struct node *n);
/* Where an equality holds of a record: what it lets become true, or false. */
#define COUNTS_FOR 1u
#define COUNTS_AGAINST 2u
/*
 * Adds to the list the fields of such operands within n, which counts in these
 * ways, where a record more can make it doubtful. n may be NULL.
 */
void check_assigned(struct checker *c, const struct node *n, unsigned ways,
    struct key_field **list);

/* ---- types: type.c ---- */

/* "a record of services", for messages; in the arena. */
const char *check_type_name(struct checker *c, const struct type *t);
/*
 * A bare word, text or number becomes the literal that t asks for, in place;
 * others stay. A word that the type does not know is a mistake.
 */
struct node *check_coerce(struct checker *c, struct node *n, struct type t);
/* The comparison of two values, either of which may be coerced. */
struct node *check_equal(struct checker *c, enum cmp cmp, struct rule_place at,
    struct node *a, struct node *b);

/* ---- statements: special.c, milestone.c ---- */

/* nil, recorded, document, statement, answered. */
struct special *check_special(struct checker *c, const struct special_ast *a);
/* A `fill`, its fields of one type. */
struct fill *check_fill(struct checker *c, const struct fill_ast *a);
/* A milestone of the standard with its gates, into *last unless it fails. */
void check_milestone(struct checker *c, const struct milestone_ast *a,
    struct milestone **last);
/* Clause i of the standard, then "cycle" and "data": for check_unknown. */
const char *check_clause_at(const void *standard, size_t i);

#endif

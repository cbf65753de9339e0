/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The checker: from syntax trees to typed nodes. What fails returns NULL or
 * false, once the mistake is noted; the first is in the caller's err.
 */
#ifndef PREAUDIT_RULES_CHECK_H
#define PREAUDIT_RULES_CHECK_H

#include "shared/rules/node/node.h"

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
/* Binds the variable: population, scope entry, condition. */
bool check_binder(struct checker *c, const struct binder *b,
    const struct scope *s, struct scope *in, struct pop *p,
    struct node **where, bool where_negative);
bool check_circles(struct checker *c);
/* Both messages; what is asked of them is returned, NULL for nothing. */
struct node *check_messages(struct checker *c, const struct ast_messages *a,
    const struct scope *s, struct expanded_message *message,
    struct expanded_message *otherwise);
/* A copy of the text in the rule set's arena. */
const char *check_keep(struct checker *c, struct str s);
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
const char *check_type_name(struct checker *c, const struct type *t);
bool check_is_named(struct checker *c, const struct node *n);
void *check_expected(struct checker *c, const struct node *n, const char *what);
bool check_register(struct checker *c, struct rule_place at, struct str name,
    int *reg);
bool check_field(struct checker *c, struct rule_place at, int reg,
    struct str name, int *field);
void check_read(struct checker *c, int reg, int field);
struct node *check_shown(struct checker *c, struct ast *a,
    const struct scope *s);
struct special *check_special(struct checker *c, const struct special_ast *a);
struct fill *check_fill(struct checker *c, const struct fill_ast *a);
void check_milestone(struct checker *c, const struct milestone_ast *a,
    struct milestone **last);
const char *check_clause_at(const void *standard, size_t i);

#endif

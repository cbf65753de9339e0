/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The criteria language as written: syntax trees, statements. Made by
 * parse.c from the tokens of lex.h, read by the checker; nobody
 * else sees it. Everything lives in the arena of the rule set.
 */
#ifndef PREAUDIT_RULES_AST_H
#define PREAUDIT_RULES_AST_H

#include "shared/rules/rules.h"
#include "shared/rules/syntax/lex.h"

#define RULES_MAX_DEPTH 60          /* nesting of expressions and variables */
#define RULES_MAX_FILE ((size_t)1 << 20)
#define RULES_MAX_STATEMENTS 1000   /* criteria and definitions */
#define RULES_MAX_NODES 400000      /* syntax and typed nodes of one rule set */

/* What a tree is; a and b are its operands, in reading order. */
enum ast_kind {
	AST_OR, AST_AND, AST_NOT, AST_IMPLIES,
	AST_EQ, AST_NE, AST_LT, AST_LE, AST_GT, AST_GE,
	AST_GIVEN, AST_EMPTY, AST_IN, AST_CONTAINS,
	AST_ADD, AST_SUB, AST_MUL, AST_DIV, AST_NEG,
	AST_NUMBER, AST_DATE, AST_TEXT, AST_NAME,
	AST_DOT,      /* a . text */
	AST_CALL,     /* text ( a, a->next, ... ) */
	AST_SET,      /* { a, a->next, ... } */
	AST_UNIT,     /* a in units of text: "months" */
	AST_SOME, AST_EVERY, AST_NO,                    /* bind, a (has) */
	AST_COUNT, AST_SUM, AST_MIN, AST_MAX, AST_LATEST, AST_EARLIEST,
	AST_SETOF,                                      /* a for bind */
	AST_RUN, AST_TREND                              /* a for bind by b */
};

/* "x in P where E" */
struct binder {
	struct str var;         /* its name */
	struct rule_place place;
	struct ast *population;
	struct ast *where;      /* or NULL */
};

/* An expression as written. */
struct ast {
	enum ast_kind kind;
	struct rule_place place;
	struct str text;        /* of names, numbers and texts; as written */
	int32_t date;           /* AST_DATE: days since 1970-01-01 */
	struct ast *a, *b;      /* NULL where there are fewer */
	struct ast *next;       /* in argument and set lists */
	struct binder *bind;    /* of what ranges over a population, or NULL */
};

/* A message: pieces of text, each followed by an expression but the last. */
struct ast_message {
	struct str *piece;
	struct ast **expr;
	size_t nexpr;
};

/* `else`, or `if declared` … `else` … `otherwise`. */
struct ast_messages {
	struct ast *declared;         /* or NULL: then `otherwise` is not used */
	struct ast_message message, otherwise;
};

/* A field that a requirement voids. */
struct voided {
	struct str field;
	struct rule_place place;
};

#define RULES_MAX_VOIDS 4

/* "minor E else ... [voids field, ...]" */
struct requirement {
	enum grade grade;
	struct ast *expr;
	struct ast_messages messages;
	struct voided voids[RULES_MAX_VOIDS];
	size_t nvoids;
	struct rule_place place;
	struct requirement *next;
};

/* `every` with its requirements, or a stand-alone one (nbind 0). */
struct clause_part {
	struct binder bind[2];
	size_t nbind;
	struct requirement *requirement, **last;
	struct rule_place place;
	struct clause_part *next;
};

/* A criterion, from its title to the next statement. */
struct criterion_ast {
	struct str id, title, clause;
	struct str stage;       /* of an audit that looks at it; "" none */
	struct str asks;        /* in sentences; "" when it does not say */
	struct rule_place place, clause_place;
	struct str *seed;
	size_t nseeds, cap_seeds;
	bool by_document, no_breadth, needs_members, defects;
	struct ast *needs_where; /* members are needed where this holds; or NULL */
	struct clause_part *part, **last;
	size_t seeds_from, seeds_to; /* offsets of its line `seeds` */
	struct str source;      /* its text without that line */
};

/* "define name(a, b in register) = E" */
struct define_ast {
	struct str name;
	struct rule_place place;
	struct {
		struct str name, reg; /* reg "" when any expression */
		struct rule_place place;
	} param[8];
	size_t nparams;
	struct ast *body;
	int busy;               /* being expanded: a second time is a circle */
};

/* What stands for nil, recorded, document, statement, answered. */
enum special_kind {
	SPECIAL_NIL, SPECIAL_RECORDED, SPECIAL_DOCUMENT, SPECIAL_STATEMENT,
	SPECIAL_ANSWERED
};

/* One of them; expressions that it has not are NULL. */
struct special_ast {
	enum special_kind kind;
	struct binder bind;
	struct ast *what;       /* register, clauses, for */
	struct ast *subset, *from, *to;  /* nil */
	struct ast *grade, *when;        /* recorded */
	struct ast *is, *system, *count; /* statement */
	struct rule_place place;
	struct special_ast *next;
};

/* "fill register.field from ... by field" */
struct fill_ast {
	struct str reg, field, from_reg, from_field, by;
	struct str plus_reg, plus_field, unit; /* "" when not given */
	struct rule_place place, from_place, by_place, plus_place;
	struct fill_ast *next;
};

/* What a gate asks of a criterion; beside: nothing, it is said with it. */
enum gate_need { NEED_NO_MAJOR, NEED_MET, NEED_BESIDE };
#define GATE_MAX_NEEDS 16

/* A gate of a milestone: criteria by id, a condition, or both. */
struct gate_ast {
	struct str title;
	struct rule_place place;
	struct str need[GATE_MAX_NEEDS];
	enum gate_need how[GATE_MAX_NEEDS];
	struct rule_place need_place[GATE_MAX_NEEDS];
	size_t nneed;
	struct ast *about;          /* or NULL; false: nothing to judge */
	struct ast *when;
	struct ast_messages why;
	struct ast_message unknown; /* piece NULL: not said */
	struct gate_ast *next;
};

/* term "in force" "..." */
struct term_ast {
	struct str name, means;
	struct term_ast *next;
};

/* A milestone with its gates. */
struct milestone_ast {
	struct str id, title;
	struct rule_place place, stage_place;
	struct ast *passed, *opens;
	struct ast_message before; /* said until it opens */
	struct str stage;          /* "" judged by every criterion */
	struct gate_ast *gate, **last;
	struct milestone_ast *next;
};

/* What went wrong so far; the first is also in the caller's err. */
struct mistakes {
	struct buf *all;              /* a line for each, or NULL */
	struct rule_place place[RULES_MAX_MISTAKES];
	size_t n;
};

/* Notes one; false when its place is noted already, or there are too many. */
bool mistake_note(struct mistakes *m, struct err *e, struct rule_place at,
    const char *text);

/* All statements of a rule set, each kind in the order of the files. */
struct rules_ast {
	struct criterion_ast **criterion; /* on the heap, as define */
	size_t ncriteria, cap_criteria;
	struct define_ast **define;
	size_t ndefines, cap_defines;
	struct special_ast *special, **last_special;
	struct fill_ast *fill, **last_fill;
	struct milestone_ast *milestone, **last_milestone;
	struct term_ast *term, **last_term;
	struct ast *breadth, *concentration; /* NULL when not said */
	size_t nnodes;          /* at most RULES_MAX_NODES */
	struct mistakes mistakes;
	struct arena *arena;
};

/* Empty, with an arena for what is parsed; the arena is the caller's. */
void rules_ast_init(struct rules_ast *r, struct arena *a);
/* Frees the lists; the trees live as long as the arena. */
void rules_ast_fini(struct rules_ast *r);
/*
 * Parses one file into r; text and file name must outlive it. 0, or -1 and
 * ERR_CONFIG: statements with a mistake are left out, the others are there.
 */
int rules_parse_file(struct rules_ast *r, struct str text, const char *file,
    struct err *e);

/*
 * A single expression that is the whole text (queries); `label` is its file in
 * messages. NULL and ERR_CONFIG for a mistake.
 */
struct ast *rules_parse_expr(struct rules_ast *r, struct str text,
    const char *label, struct err *e);
/* The same of one or two variables, into bind[0 .. *n - 1]. 0 or -1. */
int rules_parse_binders(struct rules_ast *r, struct str text,
    const char *label, struct binder bind[2], size_t *n, struct err *e);

#endif

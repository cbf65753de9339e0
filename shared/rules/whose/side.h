/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One of two rule sets that are compared: its statements as their words stand,
 * blanks and remarks left out.
 */
#ifndef PREAUDIT_WHOSE_SIDE_H
#define PREAUDIT_WHOSE_SIDE_H

#include "shared/rules/syntax/ast.h"

/* A rule file cut into its tokens. */
struct side_file {
	const char *path;
	struct token *token; /* on the heap */
	size_t n, cap;
};

/* A statement: token `from` to before `to` of a file. */
struct side_statement {
	struct str word, id; /* "criterion" and its id; "" where it has none */
	const struct side_file *file;
	size_t from, to;
	struct str text;     /* its tokens with a blank between them */
	const struct criterion_ast *criterion; /* of criteria, else NULL */
	bool tainted;        /* a definition it uses is not as published */
};

/* All statements of a rule set, in the order of the files. */
struct side {
	struct rules_ast ast;
	struct side_file *file;
	size_t nfiles;
	struct side_statement *statement; /* on the heap */
	size_t n, cap;
};

/* A graded requirement of a criterion. */
struct side_requirement {
	struct str population; /* "" of a stand-alone one */
	struct str body;       /* behind its grade */
	enum grade grade;
	bool taken;            /* its like was found on the other side */
};

/* Begins an empty side of at most n files; arena as of rules_ast_init. */
void side_init(struct side *s, size_t n, struct arena *a);
/* Reads a file; text and path must outlive it. ERR_CONFIG for a mistake. */
int side_add(struct side *s, const char *path, struct str text, struct err *e);
void side_fini(struct side *s);
/* The statement with that word and id, or NULL. */
struct side_statement *side_find(const struct side *s, struct str word,
    struct str id);
/*
 * Marks the statements of `now` that use a definition which `was` has not, or
 * has otherwise, themselves or by way of other definitions.
 */
void side_taint(struct side *now, const struct side *was);
/*
 * Takes a criterion apart: its requirements, in the arena, and what stands
 * beside them, appended to head.
 */
struct side_requirement *side_requirements(const struct side_statement *s,
    size_t *n, struct buf *head, struct arena *a);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What people write where a clause is meant, read: numbers with letters,
 * ranges, lists, names of standards and editions, titles of clauses. The words
 * are the standard's (writing.json); what is ambiguous is not guessed.
 */
#ifndef PREAUDIT_CLAUSE_READER_H
#define PREAUDIT_CLAUSE_READER_H

#include "shared/base/buf.h"
#include "shared/model/standard.h"

enum written_kind {
	WRITTEN_CLAUSE, /* of this standard, and known */
	WRITTEN_OTHER,  /* of another standard, as it is written */
	WRITTEN_UNKNOWN /* nothing that can be told */
};

/* One item of what is written; all texts hold during the call. */
struct written {
	enum written_kind kind;
	/*
	 * As it is kept: read again, it says the same. Names its standard where
	 * that was written; an item that is not known is as it was written.
	 */
	struct str kept;
	/*
	 * WRITTEN_CLAUSE: number, range or "all", letters behind a blank
	 * ("8.5.1 a)"). Else kept.
	 */
	struct str clause;
	/* Title of the standard that is named; empty where none is. */
	struct str standard;
};
typedef void written_fn(void *ctx, const struct written *w);

struct clause_reader;
/*
 * A reader for a standard, which must outlive it; on the heap, for
 * clause_reader_free. Not for two threads at once.
 */
struct clause_reader *clause_reader_new(const struct standard *s);
/* Frees it; NULL is accepted. */
void clause_reader_free(struct clause_reader *r);
/*
 * Calls fn for each item of a cell (valid UTF-8), in order; never for an empty
 * one. What is too long to be read is not known.
 */
void clause_reader_read(struct clause_reader *r, struct str cell,
    written_fn *fn, void *ctx);
/*
 * The same for a cell of standards: kept is a title, or CLAUSE_ALL for every
 * standard; WRITTEN_UNKNOWN what names none.
 */
void clause_reader_standards(struct clause_reader *r, struct str cell,
    written_fn *fn, void *ctx);
/* True for a text that names a standard, as it is kept. */
bool clause_reader_knows(struct clause_reader *r, struct str kept);

#endif

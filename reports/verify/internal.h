/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The steps of a check, each in a file of its own and in this order: the file,
 * its proof, the signature, the record, what the file is, the store, what was
 * kept. Each writes its answer; none reads the answer of a later one.
 */
#ifndef PREAUDIT_VERIFY_INTERNAL_H
#define PREAUDIT_VERIFY_INTERNAL_H

#include "reports/verify/companion.h"
#include "reports/verify/messages.h"
#include "reports/verify/request.h"
#include "shared/log/fork.h"

#define WHY_MAX_BYTES ((size_t)1 << 16) /* of an answer's reasons */

/* What is at hand of one file; begun and ended by verify_file. */
struct evidence {
	struct map map;            /* the file */
	bool is_zip;               /* it may be a workbook */
	enum companion companion;  /* or one of our other files */
	const char *says;          /* the report it says it is; NULL: none */
	bool content_read;         /* the two below are known */
	char content[SHA256_HEX + 1]; /* of its content; "" when unreadable */
	struct buf content_fault;  /* why there is none */
	struct buf text, scratch;  /* the proof file, and what it points to */
	const char *proof_name;    /* for messages */
	bool have;                 /* a well-formed proof of a report: */
	struct proof_file proof;
	struct leaf leaf;          /* its record */
	bool have_at;              /* the proof's checkpoint could be read: */
	struct checkpoint at;
};

/* Adds a reason to a->why. */
void verify_why(struct verify_answer *a, enum verify_msg m,
    const struct value *arg, size_t n);

/* The report's record; v->have. */
static inline const struct leaf_report *
evidence_report(const struct evidence *v)
{
	return &v->leaf.u.report;
}

/* Nothing is answered yet; what is not asked is said to be so. */
void verify_begin(const struct verify_request *q, struct verify_answer *a);
/*
 * All steps but the verdict: what is read stays in *v for evidence_fini, in any
 * case, and is answered in *a. Errors as of verify_file.
 */
int verify_answer_all(const struct verify_request *q, struct evidence *v,
    struct verify_answer *a, struct err *e);
/* Frees what it holds. */
void evidence_fini(struct evidence *v);

/*
 * The hash of the content of a workbook, read once and only where its bytes
 * are not known; "" when it is none.
 */
const char *verify_content(const struct verify_request *q, struct evidence *v);
/*
 * The id of the report that the file says it is, from where our own outputs
 * say so; NULL when it says none. In the arena.
 */
const char *verify_says(const char *path, struct str bytes, bool is_zip,
    struct arena *a);
/* Does it say, by its name or its page's heading, that it was never issued? */
bool verify_says_draft(const char *path, struct str bytes);

/*
 * Finds the proof (--proof, beside the file, in the store) and reads it:
 * v->have or a reason. -1 when a file cannot be read, ERR_USAGE when the one of
 * --proof is missing.
 */
int verify_find_proof(const struct verify_request *q, struct evidence *v,
    struct verify_answer *a, struct err *e);
/* The checkpoint and its signature. */
void verify_signature(const struct verify_request *q, struct evidence *v,
    struct verify_answer *a);
/* Is the record in the log, and is it what it must be? */
void verify_record(const struct evidence *v, struct verify_answer *a);
/* What the file is, of what the record names. */
void verify_what_file(const struct verify_request *q, struct evidence *v,
    struct verify_answer *a);
/*
 * A workbook with the issued content in another container: does it show what
 * was issued? One of VERDICT_FILE_SHOWN, _OTHERWISE (with a reason) and
 * _NOT_LOOKED.
 */
enum verdict_file verify_look(const struct verify_request *q,
    const struct evidence *v, struct verify_answer *a);
/*
 * Is the proof's log that of the store, and what does the store know of the
 * report? ERR_USAGE when it is another log's store.
 */
int verify_store(const struct verify_request *q, const struct evidence *v,
    struct verify_answer *a, struct err *e);
/* What the store knows of the report of a record since it was issued. */
void verify_since(const struct store *s, uint64_t index,
    struct verify_answer *a);
/* When a record came into the log, by the time stamps of its store. */
void verify_anchored(const struct store *s, uint64_t index, int64_t now_s,
    struct verify_answer *a);
/*
 * Does the log extend what was kept earlier? Asked only when something was.
 * ERR_USAGE when that is no checkpoint.
 */
int verify_history(const struct verify_request *q, const struct evidence *v,
    struct verify_answer *a, struct err *e);

/*
 * Writes two histories under one key as evidence, where the request has a
 * folder for it, which is made when it is missing; says where, or why not.
 */
void verify_fork(const struct verify_request *q, const struct fork *f,
    struct verify_answer *a);

/*
 * Appends a stranger's text: what is not UTF-8 becomes '?', and with `one_line`
 * what a terminal would obey too, so that a file's name adds no line to an
 * answer.
 */
void verify_put_fit(struct buf *b, const char *z, bool one_line);

#endif

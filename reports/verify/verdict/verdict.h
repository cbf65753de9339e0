/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The one table of what is asked of a file, what the answers are, and which
 * verdict they make together. A verdict is a conjunction: every row that passes
 * names the answers that it needs, what is not answered is never among them,
 * and the first row that fits decides. Names, exit statuses and words stand in
 * the table too, so that other checkers are made from it (verdict_json).
 */
#ifndef PREAUDIT_VERDICT_H
#define PREAUDIT_VERDICT_H

#include "shared/base/message.h"

/* What is asked. An answer is a number of the question's own enum below. */
enum verdict_question {
	VERDICT_FILE,       /* what the file is */
	VERDICT_PROOF,      /* is the report a record of the log? */
	VERDICT_SIGNATURE,  /* did a key of the verifier's sign that log? */
	VERDICT_HISTORY,    /* does it extend what was kept earlier? */
	VERDICT_STORE,      /* is it the log of the store at hand? */
	VERDICT_WITHDRAWN,  /* has the organisation withdrawn the report? */
	VERDICT_SUPERSEDED, /* does a newer one stand in its place? */
	VERDICT_CURRENT,    /* must it be the newest? */
	VERDICT__QUESTIONS
};

/* Zero is always "not answered", which no verdict that passes accepts. */
enum verdict_file {
	VERDICT_FILE_UNKNOWN,
	VERDICT_FILE_EXACT,        /* the bytes that the record names */
	/* the content that the record names, in another container: */
	VERDICT_FILE_SHOWN,        /* and it shows what was issued */
	VERDICT_FILE_OTHERWISE,    /* and it shows something else */
	VERDICT_FILE_NOT_LOOKED,   /* and nobody has looked what it shows */
	VERDICT_FILE_ALTERED,      /* says that it is the report; is not */
	VERDICT_FILE_OTHER         /* something else */
};
enum verdict_proof {
	VERDICT_PROOF_MISSING, VERDICT_PROOF_OK, VERDICT_PROOF_FAILED
};
enum verdict_signature {
	VERDICT_SIGNATURE_NO_KEY, /* none was given */
	VERDICT_SIGNATURE_OK,
	VERDICT_SIGNATURE_UNKNOWN_KEY, /* by none of those that were given */
	VERDICT_SIGNATURE_FAILED,
	VERDICT_SIGNATURE_NOT_LOOKED /* no checkpoint could be read */
};
enum verdict_history {
	VERDICT_HISTORY_NOT_COMPARED, /* asked, and it could not be told */
	VERDICT_HISTORY_OK,
	VERDICT_HISTORY_CONTRADICTED,
	VERDICT_HISTORY_NOT_ASKED
};
enum verdict_store {
	VERDICT_STORE_NOT_COMPARED, /* asked, and it could not be told */
	VERDICT_STORE_OK,
	VERDICT_STORE_LACKS,       /* it is older than what was signed */
	VERDICT_STORE_CONTRADICTS, /* it has another history */
	VERDICT_STORE_NOT_ASKED
};
enum verdict_withdrawn {
	VERDICT_WITHDRAWN_NOT_KNOWN, VERDICT_WITHDRAWN_NO, VERDICT_WITHDRAWN_YES
};
enum verdict_superseded {
	VERDICT_SUPERSEDED_NOT_KNOWN, VERDICT_SUPERSEDED_NO,
	VERDICT_SUPERSEDED_YES,    /* by one of the same day */
	VERDICT_SUPERSEDED_LATER   /* no, but one of a later day stands */
};
enum verdict_current {
	VERDICT_CURRENT_ASKED, VERDICT_CURRENT_NOT_ASKED
};

/* An answer to each question; all zero: nothing is answered. */
struct verdict_answers {
	unsigned char to[VERDICT__QUESTIONS]; /* of the question's enum */
};

/* All answers together. */
enum verdict {
	VERDICT_GENUINE, VERDICT_GENUINE_SUPERSEDED, VERDICT_EQUAL_SHOWN,
	VERDICT_EQUAL_OTHERWISE, VERDICT_EQUAL_NOT_LOOKED,
	VERDICT_REPORT_WITHDRAWN, VERDICT_HISTORY_NOT_CONFIRMED,
	VERDICT_SIGNER_NOT_CONFIRMED, VERDICT_NOT_THIS_FILE, VERDICT_ALTERED,
	VERDICT_UNPROVEN, VERDICT_FORKED, VERDICT__MAX
};

/* A row of the table: the answers that fit, and what they make. */
struct verdict_row {
	enum verdict verdict;
	int status; /* the exit status: 0, 3 or 4 */
	/* per question a bit 1 << answer for each that fits; 0: any fits */
	unsigned char fits[VERDICT__QUESTIONS];
};

/*
 * The first row that these answers fit; never NULL. An answer that is not of
 * its question fits no row that passes.
 */
const struct verdict_row *verdict_of(const struct verdict_answers *a);
/* The rows in their order; NULL behind the last, which fits everything. */
const struct verdict_row *verdict_row_at(size_t i);
/* "genuine": the verdict's name, for people and programs. */
const char *verdict_name(enum verdict v);
/* One sentence that says what it means. */
const char *verdict_words(enum verdict v);
/* The same, of the verdict of these answers, and by them where that says more. */
const char *verdict_words_of(const struct verdict_answers *a);

/* How many answers a question has. */
size_t verdict_answer_count(enum verdict_question q);
/* The question's name, for programs: "file". */
const char *verdict_question_name(enum verdict_question q);
/* The answer's name, for programs: "exact"; "" when there is none such. */
const char *verdict_answer_name(enum verdict_question q, unsigned answer);
/*
 * What a person reads for the answer. `firm`: proof and signature hold, so that
 * it may be said of the organisation and not only of the proof. The arguments
 * of the message, all of them texts: of a signature that is ok the key's name
 * and fingerprint; of "superseded" the id of the newer report, and of one of a
 * later day its day too; of every other answer none.
 */
const struct message *verdict_answer_words(enum verdict_question q,
    unsigned answer, bool firm);

/*
 * Appends the whole table as one JSON object, "verdicts/1"
 * (docs/verify-json.md): questions with their answers and words, verdicts with
 * theirs, and the rows.
 */
void verdict_json(struct buf *b);

#endif

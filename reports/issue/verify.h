/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Checking a report: separate answers, never one green tick. The
 * keys come from the verifier; content is read only when the bytes are not in
 * the log.
 */
#ifndef PREAUDIT_VERIFY_H
#define PREAUDIT_VERIFY_H

#include "shared/log/note.h"
#include "shared/store/store.h"

/* What the file is: the very bytes, other bytes with the same figures, ... */
enum file_is { FILE_EXACT, FILE_CONTENT_EQUAL, FILE_ALTERED, FILE_UNKNOWN };
/* Of one question; MISSING: it could not be asked. */
enum answer { ANSWER_OK, ANSWER_FAILED, ANSWER_MISSING };
/* All answers together. */
enum verify_verdict {
	VERIFY_GENUINE, VERIFY_CONTENT_GENUINE, VERIFY_ALTERED,
	VERIFY_SIGNER_NOT_CONFIRMED, VERIFY_UNPROVEN
};

/* What is to be checked, and with what. */
struct verify_request {
	const char *file;            /* path of the file to check */
	const struct vkeys *keys;    /* the verifier's own; n = 0: none given */
	const char *proof_path;      /* or NULL: proof.txt beside the file */
	const struct store *store;   /* or NULL */
	const char *checkpoint_path; /* kept earlier; or NULL */
};

/* Each question with its own answer. */
struct verify_answer {
	char sha256[65];             /* of the file, hex */
	enum file_is file_is;
	char report[23];             /* id; "" unknown */
	/* Of the log, of its head, and of the checkpoint kept earlier. */
	enum answer proof, signature, consistency;
	char key[VKEY_FINGERPRINT_TEXT]; /* that signed; "" none of yours */
	const char *key_name;        /* its name; belongs to the keys */
	bool withdrawn;              /* by the organisation; with a store */
	char superseded_by[23];      /* id of a newer report; "" none */
	enum verify_verdict verdict;
	char why[1024];              /* what was found, where, what to do */
	char as_of[11];              /* of the report; "" unknown */
	char origin[256];            /* the log's name; "" unknown */
};

/* -1 only when the check itself could not be done (unreadable file). */
int verify_file(const struct verify_request *q, struct verify_answer *a,
    struct err *e);
/* "genuine" */
const char *verify_verdict_name(enum verify_verdict v);
/* 0 genuine, 3 the signer is not confirmed, 4 altered or unproven. */
int verify_exit_status(enum verify_verdict v);
/*
 * The file's answer as the words a person reads, and as an element of verify/1
 * (docs/json.md); appended.
 */
void verify_text(const struct verify_request *q, const struct verify_answer *a,
    struct buf *b);
void verify_json(const struct verify_request *q, const struct verify_answer *a,
    struct buf *b);

#endif

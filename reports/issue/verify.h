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

enum file_is { FILE_EXACT, FILE_CONTENT_EQUAL, FILE_ALTERED, FILE_UNKNOWN };
enum answer { ANSWER_OK, ANSWER_FAILED, ANSWER_MISSING };
enum verify_verdict {
	VERIFY_GENUINE, VERIFY_CONTENT_GENUINE, VERIFY_ALTERED,
	VERIFY_SIGNER_NOT_CONFIRMED, VERIFY_UNPROVEN
};

struct verify_request {
	const char *file;            /* path of the file to check */
	const struct vkeys *keys;    /* the verifier's own; n = 0: none given */
	const char *proof_path;      /* or NULL: proof.txt beside the file */
	const struct store *store;   /* or NULL */
	const char *checkpoint_path; /* kept earlier; or NULL */
};

struct verify_answer {
	char sha256[65];
	enum file_is file_is;
	char report[23];             /* id; "" unknown */
	enum answer proof, signature, consistency;
	char key[VKEY_FINGERPRINT_TEXT];
	const char *key_name;
	bool withdrawn;
	char superseded_by[23];
	enum verify_verdict verdict;
	char why[1024];              /* what was found, where, what to do */
	char as_of[11];
	char origin[256];
};

/* -1 only when the check itself could not be done (unreadable file). */
int verify_file(const struct verify_request *q, struct verify_answer *a,
    struct err *e);
const char *verify_verdict_name(enum verify_verdict v); /* "genuine" */
/* 0, 3 or 4 */
int verify_exit_status(enum verify_verdict v);
/* The file's answer as the words a person reads, and as an element of verify/1. */
void verify_text(const struct verify_request *q, const struct verify_answer *a,
    struct buf *b);
void verify_json(const struct verify_request *q, const struct verify_answer *a,
    struct buf *b);

#endif

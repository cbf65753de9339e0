/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Checking one file: what is asked, with what, and what was found. Each
 * question has an answer of its own (verdict.h), never one green tick. The keys
 * come from the verifier; what arrives beside the file is believed only where
 * it proves itself.
 */
#ifndef PREAUDIT_VERIFY_H
#define PREAUDIT_VERIFY_H

#include "reports/render/rules_said.h"
#include "reports/verify/verdict/verdict.h"
#include "shared/log/note.h"
#include "shared/store/store.h"
#include "shared/text/json.h"

/* What is to be checked, and with what. Everything is the caller's. */
struct verify_request {
	const char *file;            /* path of the file to check */
	const char *name;            /* what it is called; NULL: as its path */
	const struct vkeys *keys;    /* the verifier's own; NULL: none given */
	const char *keys_file;       /* where they are from; NULL: nowhere */
	const char *keys_sha256;     /* of that file, hex; or NULL */
	/* that file came with what is checked, so none of it is in `keys` */
	bool keys_from_folder;
	const char *proof_path;      /* or NULL: proof.txt beside the file */
	const struct store *store;   /* or NULL */
	const char *store_path;      /* what the store was named; or NULL */
	const char *checkpoint_path; /* file or folder, kept earlier; or NULL */
	bool memory;                 /* ask what earlier checks saw, and keep */
	bool current;                /* no newer one may stand, of any day */
	/* the folder that receives fork-evidence.txt; NULL: nothing is written */
	const char *folder;
	int64_t now_s;               /* seconds since 1970: when it is checked */
};

/*
 * Each question with its own answer, and what was read on the way. Texts that
 * are NULL are not known; they live until verify_answer_fini.
 */
struct verify_answer {
	struct verdict_answers is;
	enum verdict verdict;        /* what they make together */
	int status;                  /* the exit status: 0, 3 or 4 */
	char sha256[SHA256_HEX + 1]; /* of the file, hex */
	const char *output;          /* which output of the report: "xlsx" */
	/* of the report's record, as the proof has it */
	const char *report, *as_of, *issued;
	bool forecast;               /* for as_of, from records known earlier */
	const char *clock;           /* why that record is dated back */
	bool has_record;             /* index and size are known */
	uint64_t index, size;        /* its record, the checkpoint's records */
	const char *origin;          /* the log's name, from the checkpoint */
	const char *organisation;    /* whose log; only where the store is */
	const char *superseded_by;   /* id of the newest that replaces it */
	/* the report of the latest day behind its own that stands: id and day */
	const char *later, *later_as_of;
	/* the store was asked for its anchors, and between which times they say
	 * that the record came into the log; NULL: nothing tells */
	bool anchors_known;
	const char *not_before, *not_after;
	/*
	 * What the file says of whose rules it was judged by, only where its
	 * content is what was issued; and the release that published those of
	 * that digest, NULL: none that this program knows.
	 */
	struct rules_said rules;
	const char *rules_release;
	const char *key_name;        /* of the verifier's key that signed */
	char key[VKEY_FINGERPRINT_TEXT]; /* its fingerprint; "" none of yours */
	const char *evidence;        /* the file that a fork was written to */
	/* what was found, where, what to do: sentences without a full stop,
	 * with "; " between them */
	struct buf why;
	struct arena arena;          /* of its texts */
};

/*
 * Checks one file. Whatever it returns, *a is then to be ended by
 * verify_answer_fini. -1 only when the check could not be done: the file or
 * what was named with it cannot be read, ERR_USAGE when the store is another
 * log's.
 */
int verify_file(const struct verify_request *q, struct verify_answer *a,
    struct err *e);
/*
 * What the store says of the report of its record `index`, for whoever has its
 * hash or id and no file: the answer that an output of it would get with the
 * store's own keys. It lives as long as the store; ended as above.
 */
void verify_lookup(const struct store *s, uint64_t index, int64_t now_s,
    struct verify_answer *a);
/*
 * Between which times it was recorded, by the store's anchors, which are known:
 * words without a line's end.
 */
void verify_put_anchored(const struct verify_answer *a, struct buf *b);
/* Frees what it holds; harmless to repeat. */
void verify_answer_fini(struct verify_answer *a);

/* Are proof and signature ok, so that words may speak of the organisation? */
bool verify_is_firm(const struct verify_answer *a);
/* Appends the answer as the words a person reads. */
void verify_text(const struct verify_request *q, const struct verify_answer *a,
    struct buf *b);
/*
 * Appends the answer as verify/1 (docs/verify-json.md): begun once with what
 * all files have in common, one call per file, ended once.
 */
void verify_json_begin(struct json_writer *w, const struct verify_request *q,
    struct buf *b);
void verify_json_file(struct json_writer *w, const struct verify_request *q,
    const struct verify_answer *a);
struct verify_folder;
/* `folder`: those that were named, n of them. `status`: the exit status. */
void verify_json_end(struct json_writer *w, const struct verify_folder *folder,
    size_t n, int status);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A folder as it was handed over: which of its files are outputs to be checked
 * one by one, and which accompany the report and are held against what they
 * follow from. Everything in it is named; what is not known is named as such.
 */
#ifndef PREAUDIT_VERIFY_FOLDER_H
#define PREAUDIT_VERIFY_FOLDER_H

#include "reports/verify/companion.h"

/* What became of a file that is no output. */
enum companion_state {
	COMPANION_OK,          /* it is what follows from the record; 0 */
	COMPANION_NOT_USED,    /* a key or page, the verifier's to have; 0 */
	COMPANION_NOT_CHECKED, /* nothing at hand says what it must be; 3 */
	COMPANION_DIFFERS      /* it is not what follows from the record; 4 */
};

/* A file that accompanies a report, or is none. */
struct companion_answer {
	const char *file;           /* its path */
	enum companion is;
	enum companion_state state;
	const char *why;            /* what is wrong with it; NULL: nothing */
};

/* All that stands in a folder; texts live until verify_folder_fini. */
struct verify_folder {
	const char *path;
	const char **file;          /* to be checked with verify_file, by name */
	size_t nfiles;
	struct companion_answer *companion; /* by name */
	size_t ncompanions;
	/* the proof in it, where it is called otherwise than proof.txt; NULL */
	const char *proof;
	/* what it seems to be where nothing in it can be checked; NULL */
	const char *unchecked;
	bool accused;               /* something in it is not what it says */
	const char *report;         /* the id that the proof names, or NULL */
	const char *not_here[8];    /* formats of outputs that it lacks */
	size_t nnot_here;
	/* 0, 3 or 4: the worst, of the companions first, then of each file that
	 * was added */
	int status;
	struct arena arena;
};

/*
 * Reads the folder at `path`, checks what accompanies the report in it, and
 * names the files that are still to be checked. `q` as for verify_file, its
 * file aside. *f is to be ended in any case. -1 when it cannot be read;
 * ERR_USAGE as of verify_file.
 */
int verify_folder(const struct verify_request *q, const char *path,
    struct verify_folder *f, struct err *e);
/* Takes in what was answered of one of its files. */
void verify_folder_add(struct verify_folder *f, const struct verify_answer *a);
/* Does the file lie in the folder, or in one that lies in it? */
bool verify_folder_has(const char *path, const char *file);
/* Frees what it holds; harmless to repeat. */
void verify_folder_fini(struct verify_folder *f);
/*
 * Appends a line per companion, what is missing, and a sentence on the whole.
 */
void verify_folder_text(const struct verify_folder *f, struct buf *b);
/* Appends it as an element of verify/1's folders. */
void verify_folder_json(const struct verify_folder *f, struct json_writer *w);

#endif

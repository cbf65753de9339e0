/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An input: the bytes of a file that was handed in, and, where a plain look at
 * them does not do, what the confined reader made of them. Holds one table
 * (text) or one per sheet.
 */
#ifndef PREAUDIT_INPUT_H
#define PREAUDIT_INPUT_H

#include "importer/read/reader.h"
#include "shared/base/hash.h"
#include "shared/file/fileio.h"

/* A file that is open; it owns all of this until input_close. */
struct input {
	/* As it was named, and behind the last slash, '?' for no-text bytes. */
	char *path, *name;
	/* The file's bytes, or those that come from no file. */
	struct map map;
	struct buf held;
	struct str bytes;
	char sha256[SHA256_HEX + 1];
	/* Of text: "utf-8", "utf-8-bom", "utf-16le" ... or as named. */
	const char *encoding;
	char *named_encoding;   /* NULL: nobody named it */
	/* Was it read by the confined reader? Then these are its tables. */
	bool is_read;
	struct reader_answer reading;
};

/* How an input is to be read; all zero: concluded, as people see it. */
struct input_how {
	/* Of text, as a person named it; NULL: it is concluded. */
	const char *encoding;
	enum reader_form form;
	/* Show no progress on a terminal. */
	bool quiet;
};

/*
 * Opens the file at `path`, recognises it, and has it read where that is
 * needed. ERR_REFUSED when it holds no tables: what is wrong is said without
 * the file's name; ERR_SYS, ERR_NOT_FOUND otherwise. To be closed in any case.
 */
int input_open(struct input *h, const char *path,
    const struct input_how *how, struct err *e);
/* The same for text made by ourselves; takes the buffer over and empties it. */
int input_from(struct input *h, const char *name, struct buf *text,
    struct err *e);
/* Frees what it holds and empties it; harmless to repeat. */
void input_close(struct input *h);
/* Is it a workbook? False for one that could not be opened. */
bool input_is_book(const struct input *h);
/* "xlsx", "xlsm", "ods", "fods" or "csv"; constant. */
const char *input_kind(const struct input *h);

/*
 * NULL: could be a table. Else what the bytes are and what to do, a sentence;
 * constant. Goes by the first bytes alone, at most 1000.
 */
const char *sniff_binary(struct str bytes);
/*
 * Concludes the encoding of text, which may lie in the map m: "utf-8",
 * "utf-8-bom", "utf-16le", "utf-16be" or "windows-1252"; *encoding is a
 * constant. ERR_REFUSED, with the place, when none of them is likely; *encoding
 * is unchanged then.
 */
int sniff_encoding(const struct map *m, struct str bytes,
    const char **encoding, struct err *e);
/*
 * Refuses bytes[at]: ERR_REFUSED with its line, its byte in it, its value and
 * `why`; returns -1.
 */
int sniff_refuse_byte(struct str bytes, size_t at, const char *why,
    struct err *e);

#endif

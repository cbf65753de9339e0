/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A file that was handed in: its bytes, and, where a plain look at them does
 * not do, what the confined reader made of them. Holds one table (text) or one
 * per sheet.
 */
#ifndef PREAUDIT_HANDED_H
#define PREAUDIT_HANDED_H

#include "importer/read/reader.h"
#include "shared/base/hash.h"
#include "shared/file/fileio.h"

struct input {
	char *path;
	char *name;             /* behind the last slash; bytes that no text has as '?' */
	struct map map;
	struct buf held;        /* the bytes, when they come from no file */
	struct str bytes;       /* all of them */
	char sha256[SHA256_HEX + 1];
	const char *encoding;   /* of text: "utf-8", "utf-8-bom", "utf-16le" ... */
	char *named_encoding;   /* where a person named it */
	bool is_read;           /* by the reader: `reading` holds its tables */
	struct reader_answer reading;
};

/* How a file is to be read. */
struct input_how {
	const char *encoding;   /* of text, as a person named it; NULL: concluded */
	enum reader_form form;
	bool quiet;             /* no progress on a terminal */
};

/*
 * Opens, recognises, and has it read where that is needed. What is wrong is
 * said without the file's name. ERR_REFUSED when it holds no tables;
 * ERR_SYS, ERR_NOT_FOUND otherwise.
 */
int input_open(struct input *h, const char *path,
    const struct input_how *how, struct err *e);
/* The same for text made by ourselves; takes the buffer over. */
int input_from(struct input *h, const char *name, struct buf *text,
    struct err *e);
void input_close(struct input *h);
bool input_is_book(const struct input *h);
/* "xlsx", "csv" ... */
const char *input_kind(const struct input *h);
/* Sheets, hidden ones included; text is one. */
size_t input_tables(const struct input *h);

/* NULL: could be a table. Else what the bytes are and what to do, a sentence. */
const char *sniff_binary(struct str bytes);
/*
 * The encoding of text: "utf-8", "utf-8-bom", "utf-16le", "utf-16be",
 * "windows-1252". ERR_REFUSED when none of them is likely.
 */
int sniff_encoding(const struct map *m, struct str bytes,
    const char **encoding, struct err *e);
/* Line and byte of bytes[at], the byte, and why it is refused; returns -1. */
int sniff_refuse_byte(struct str bytes, size_t at, const char *why,
    struct err *e);

#endif

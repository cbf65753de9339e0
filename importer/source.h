/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A file that was handed in, as text: mapped, its encoding and delimiter
 * recognised. What is no CSV text in UTF-8 is refused by name, with the way
 * out (source_sniff.c).
 */
#ifndef PREAUDIT_SOURCE_H
#define PREAUDIT_SOURCE_H

#include "shared/base/csv.h"
#include "shared/base/fileio.h"
#include "shared/base/hash.h"

struct source {
	char *path;
	char *name;             /* behind the last slash; bytes that no text has as '?' */
	struct map map;
	struct buf held;        /* the bytes, when they come from no file */
	struct str bytes;       /* all of them */
	struct str text;        /* behind a BOM and a "sep=" line */
	uint64_t line0;         /* physical lines before text */
	char delimiter;
	const char *encoding;   /* "utf-8" or "utf-8-bom" */
	char sha256[SHA256_HEX + 1];
};

/* ERR_REFUSED when it is not CSV text; ERR_SYS, ERR_NOT_FOUND otherwise. */
int source_open(struct source *s, const char *path, struct err *e);
/* The same for text made by ourselves; takes the buffer over. */
int source_from(struct source *s, const char *name, struct buf *text,
    struct err *e);
void source_close(struct source *s);
/* "comma", "semicolon", "tab" */
const char *delimiter_name(char c);

/* NULL: could be text. Else what the bytes are and what to do, a sentence. */
const char *sniff_binary(struct str bytes);
/* Sets text, line0, encoding and delimiter from bytes. */
int sniff_text(struct source *s, struct err *e);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What people write where a clause is meant, cut into words, numbers and signs:
 * case, accents, wide letters, odd dashes and blanks, quotes and invisible
 * signs do not count.
 */
#ifndef PREAUDIT_TOKENS_H
#define PREAUDIT_TOKENS_H

#include "shared/base/buf.h"

enum token_kind {
	TOKEN_WORD,    /* letters: "incident"; also the section sign */
	TOKEN_NUMBER,  /* digits, with dots between them: "8.5.1" */
	TOKEN_DASH, TOKEN_DOT, TOKEN_COMMA, TOKEN_SLASH, TOKEN_PLUS, /* + & */
	TOKEN_COLON, TOKEN_OPEN, TOKEN_CLOSE, TOKEN_STAR,
	TOKEN_BULLET,  /* also what ends a line of its own kind */
	TOKEN_OTHER, TOKEN_END
};

struct token {
	enum token_kind kind;
	size_t start, end; /* bytes of the text it was read from */
	bool blank;        /* a blank stands before it */
	struct str text;   /* folded; of the tokens' buffer */
};

#define TOKENS_MAX 200
#define TOKENS_MAX_BYTES 1000 /* of one text */

/* The tokens of a text, one TOKEN_END behind them; begins as all zero. */
struct tokens {
	struct str raw;
	struct token t[TOKENS_MAX + 1];
	size_t n; /* without the TOKEN_END */
	struct buf text;
};

/*
 * Reads valid UTF-8, which must outlive the tokens; those read before are gone.
 * False when it is longer than TOKENS_MAX_BYTES or has more than TOKENS_MAX.
 */
bool tokens_read(struct tokens *x, struct str raw);
/* Frees what they hold; they may be read into again. */
void tokens_fini(struct tokens *x);
/* The bytes from token `from` on, before token `to`, without outer blanks. */
struct str tokens_raw(const struct tokens *x, size_t from, size_t to);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* Tokens of the criteria language; see lex.h. */
#include "shared/rules/syntax/lex.h"

#include <stdio.h>
#include <string.h>

#include "shared/text/date.h"

static bool
is_name_char(char c)
{
	return ascii_is_alpha(c) || ascii_is_digit(c) || c == '_';
}

void
lex_init(struct lexer *l, struct str text, const char *file)
{
	l->text = text;
	l->file = file;
	l->at = 0;
	l->line = 1;
	l->column = 1;
}

/* Moves on by n bytes, counting lines and code points. */
static void
advance(struct lexer *l, size_t n)
{
	for (; n > 0 && l->at < l->text.n; n--) {
		unsigned char c = (unsigned char)l->text.p[l->at++];

		if (c == '\n') {
			l->line++;
			l->column = 1;
		} else if ((c & 0xc0) != 0x80) {
			l->column++;
		}
	}
}

static char
peek(const struct lexer *l, size_t k)
{
	return l->at + k < l->text.n ? l->text.p[l->at + k] : '\0';
}

static void
skip_blanks(struct lexer *l)
{
	for (;;) {
		char c = peek(l, 0);

		if (l->at >= l->text.n)
			return;
		if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
			advance(l, 1);
		} else if (c == '#') {
			while (l->at < l->text.n && peek(l, 0) != '\n')
				advance(l, 1);
		} else {
			return;
		}
	}
}

static struct token
bad(struct token t, const char *wrong)
{
	t.kind = TOK_BAD;
	t.wrong = wrong;
	return t;
}

/* Text in quotes on one line; \" and \\ are not needed and not known. */
static struct token
lex_string(struct lexer *l, struct token t)
{
	size_t i = l->at + 1;

	while (i < l->text.n && l->text.p[i] != '"' && l->text.p[i] != '\n')
		i++;
	if (i >= l->text.n || l->text.p[i] != '"') {
		advance(l, i - l->at);
		t.to = l->at;
		return bad(t, "the text has no closing quote on its line");
	}
	t.kind = TOK_STRING;
	t.text = (struct str){ l->text.p + l->at + 1, i - l->at - 1 };
	advance(l, i + 1 - l->at);
	t.to = l->at;
	if (t.text.n > RULES_MAX_TEXT)
		return bad(t, "the text is longer than 1000 bytes");
	return t;
}

/* What begins like a date and is none. */
static const char *
wrong_date(struct str rest)
{
	const struct str ten = { rest.p, rest.n < 10 ? rest.n : 10 };
	int32_t date;

	if (date_parse_iso(ten, &date))
		return "a date ends in a letter";
	switch (date_iso_fault(ten)) {
	case DATE_FAULT_DAY:
		return "there is no such day; a date is written 2026-09-30";
	case DATE_FAULT_YEAR:
		return "the year must be from 1900 to 9999; a date is written "
		    "2026-09-30";
	case DATE_FAULT_FORM:
		break;
	}
	return "a date is written 2026-09-30";
}

/* Numbers, dates and clause numbers start with a digit. */
static struct token
lex_number(struct lexer *l, struct token t)
{
	size_t n = 0;
	int32_t date;

	if (l->text.n - l->at >= 10 && peek(l, 4) == '-' &&
	    date_parse_iso((struct str){ l->text.p + l->at, 10 }, &date) &&
	    !is_name_char(peek(l, 10))) {
		t.kind = TOK_DATE;
		t.date = date;
		n = 10;
	} else {
		while (ascii_is_digit(peek(l, n)) ||
		    (peek(l, n) == '.' && ascii_is_digit(peek(l, n + 1))))
			n++;
		t.kind = TOK_NUMBER;
		if (n == 4 && peek(l, 4) == '-' && ascii_is_digit(peek(l, 5)) &&
		    ascii_is_digit(peek(l, 6)) && peek(l, 7) == '-')
			t = bad(t, wrong_date((struct str){ l->text.p + l->at,
			    l->text.n - l->at }));
	}
	t.text = (struct str){ l->text.p + l->at, n };
	advance(l, n);
	t.to = l->at;
	if (t.kind == TOK_NUMBER && is_name_char(peek(l, 0)))
		return bad(t, "a number ends in a letter");
	if (t.kind == TOK_NUMBER && n > 20)
		return bad(t, "the number is too long");
	return t;
}

/* Signs that word processors put in the place of ours, and what ours is. */
static const struct {
	const char *sign, *wrong;
} signs[] = {
#define QUOTES "a text stands in straight double quotes: \"text\""
	{ "\u201c", QUOTES }, { "\u201d", QUOTES }, { "\u201e", QUOTES },
	{ "\u2018", QUOTES }, { "\u2019", QUOTES }, { "\u201a", QUOTES },
	{ "\u00ab", QUOTES }, { "\u00bb", QUOTES }, { "'", QUOTES },
	{ "`", QUOTES },
#undef QUOTES
	{ "\u2264", "this sign is written <=" },
	{ "\u2265", "this sign is written >=" },
	{ "\u2260", "this sign is written !=" },
	{ "\u2013", "this sign is written -" },
	{ "\u2212", "this sign is written -" },
	{ "\u00a0", "this blank is no ordinary one; write a blank" },
	{ "&", "this sign is written: and" },
	{ "|", "this sign is written: or" },
	{ "!", "this sign is written: not" },
	{ ";", "a statement ends without a sign" },
};

/* What is wrong with a sign that begins no token. */
static const char *
wrong_sign(const char *at, struct str text)
{
	struct str rest = str_range(at, text.p + text.n);

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (str_starts(rest, str_of(signs[i].sign)))
			return signs[i].wrong;
	return "this sign has no meaning here";
}

struct token
lex_next(struct lexer *l)
{
	static const char *const two[] = { "!=", "<=", ">=" };
	struct token t = { 0 };
	size_t n = 0;
	char c;

	/* Where it stands. */
	skip_blanks(l);
	t.place = (struct rule_place){ l->file, l->line, l->column };
	t.from = t.to = l->at;
	if (l->at >= l->text.n)
		return t;
	/* Texts, numbers and names. */
	c = peek(l, 0);
	if (c == '"')
		return lex_string(l, t);
	if (ascii_is_digit(c))
		return lex_number(l, t);
	if (ascii_is_alpha(c) || c == '_') {
		while (is_name_char(peek(l, n)))
			n++;
		t.kind = TOK_NAME;
		t.text = (struct str){ l->text.p + l->at, n };
		advance(l, n);
		t.to = l->at;
		return n > RULES_MAX_NAME ?
		    bad(t, "the name is longer than 63 letters") : t;
	}
	/* Signs, of two characters or one. */
	t.kind = TOK_PUNCT;
	for (size_t i = 0; i < 3; i++)
		if (c == two[i][0] && peek(l, 1) == '=')
			n = 2;
	if (n == 0 && memchr("=<>+-*/().,{}", c, 13) != NULL)
		n = 1;
	t.text = (struct str){ l->text.p + l->at, n == 0 ? 1 : n };
	advance(l, n == 0 ? 1 : n);
	t.to = l->at;
	return n == 0 ? bad(t, wrong_sign(t.text.p, l->text)) : t;
}

struct token
lex_again_as_id(struct lexer *l, const struct token *t)
{
	struct token id = *t;
	size_t n = 0;
	char c;

	l->at = t->from;
	l->line = t->place.line;
	l->column = t->place.column;
	for (;; n++) {
		c = peek(l, n);
		if (!is_name_char(c) && c != '.' && c != '-')
			break;
	}
	id.kind = n == 0 ? TOK_BAD : TOK_NAME;
	id.wrong = "an id is expected";
	id.text = (struct str){ l->text.p + l->at, n };
	advance(l, n);
	id.to = l->at;
	return id;
}

const char *const rules_statement[] = { "criterion", "define", "nil",
	"recorded", "document", "statement", "answered", "fill", "breadth",
	"concentration",
	"milestone", NULL };

bool
lex_begins_statement(const struct lexer *l, const struct token *t)
{
	size_t i = t->from;

	if (t->kind != TOK_NAME)
		return false;
	while (i > 0 && (l->text.p[i - 1] == ' ' || l->text.p[i - 1] == '\t'))
		i--;
	if (i > 0 && l->text.p[i - 1] != '\n')
		return false;
	for (i = 0; rules_statement[i] != NULL; i++)
		if (str_is(t->text, rules_statement[i]))
			return true;
	return false;
}

void
lex_describe(char *out, size_t cap, const struct token *t)
{
	if (t->kind == TOK_END)
		snprintf(out, cap, "end of file");
	else if (t->kind == TOK_STRING)
		snprintf(out, cap, "\"%.*s\"", (int)(t->text.n > 40 ? 40 :
		    t->text.n), t->text.p);
	else
		snprintf(out, cap, "'%.*s'", (int)(t->text.n > 40 ? 40 :
		    t->text.n), t->text.p);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Texts to tokens; see tokens.h. */
#include "shared/model/clause/tokens.h"

#include "shared/base/utf8.h"

/* Signs of more than one byte, by code point, ascending. */
enum sign {
	SIGN_LETTER, SIGN_BLANK, SIGN_NONE, SIGN_DASH, SIGN_QUOTE, SIGN_BULLET,
	SIGN_OTHER
};
static const struct {
	uint32_t first, last;
	enum sign is;
} signs[] = {
	{ 0x0080, 0x009f, SIGN_BULLET }, /* control signs, NEL among them */
	{ 0x00a0, 0x00a0, SIGN_BLANK }, { 0x00a1, 0x00a6, SIGN_OTHER },
	{ 0x00a7, 0x00a7, SIGN_LETTER }, /* the section sign */
	{ 0x00a8, 0x00a9, SIGN_OTHER }, { 0x00ab, 0x00ab, SIGN_QUOTE },
	{ 0x00ac, 0x00ac, SIGN_OTHER }, { 0x00ad, 0x00ad, SIGN_NONE },
	{ 0x00ae, 0x00b4, SIGN_OTHER }, { 0x00b6, 0x00b9, SIGN_OTHER },
	{ 0x00bb, 0x00bb, SIGN_QUOTE }, { 0x00bc, 0x00bf, SIGN_OTHER },
	{ 0x00d7, 0x00d7, SIGN_OTHER }, { 0x00f7, 0x00f7, SIGN_OTHER },
	{ 0x2000, 0x200a, SIGN_BLANK }, { 0x200b, 0x200f, SIGN_NONE },
	{ 0x2010, 0x2015, SIGN_DASH }, { 0x2016, 0x2017, SIGN_OTHER },
	{ 0x2018, 0x201f, SIGN_QUOTE }, { 0x2020, 0x2021, SIGN_OTHER },
	{ 0x2022, 0x2023, SIGN_BULLET }, { 0x2024, 0x2027, SIGN_OTHER },
	{ 0x2028, 0x2029, SIGN_BULLET }, { 0x202a, 0x202e, SIGN_NONE },
	{ 0x202f, 0x202f, SIGN_BLANK }, { 0x2030, 0x2038, SIGN_OTHER },
	{ 0x2039, 0x203a, SIGN_QUOTE }, { 0x203b, 0x2042, SIGN_OTHER },
	{ 0x2043, 0x2043, SIGN_BULLET }, { 0x2044, 0x205e, SIGN_OTHER },
	{ 0x205f, 0x205f, SIGN_BLANK }, { 0x2060, 0x206f, SIGN_NONE },
	{ 0x2070, 0x209f, SIGN_OTHER }, /* small raised and lowered digits */
	{ 0x2150, 0x218f, SIGN_OTHER }, { 0x2190, 0x2211, SIGN_OTHER },
	{ 0x2212, 0x2212, SIGN_DASH }, { 0x2213, 0x24ff, SIGN_OTHER },
	{ 0x2500, 0x259f, SIGN_OTHER }, { 0x25a0, 0x25ff, SIGN_BULLET },
	{ 0x2600, 0x2bff, SIGN_OTHER }, { 0x3000, 0x3000, SIGN_BLANK },
	{ 0xe000, 0xf8ff, SIGN_OTHER }, { 0xfe00, 0xfe0f, SIGN_NONE },
	{ 0xfe58, 0xfe58, SIGN_DASH }, { 0xfe63, 0xfe63, SIGN_DASH },
	{ 0xfeff, 0xfeff, SIGN_NONE }, { 0xfff0, 0x1ffff, SIGN_OTHER },
	{ 0xe0000, 0x10ffff, SIGN_OTHER },
};

static enum sign
sign_of(uint32_t c)
{
	size_t low = 0, high = sizeof(signs) / sizeof(signs[0]);

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (c > signs[mid].last)
			low = mid + 1;
		else if (c < signs[mid].first)
			high = mid;
		else
			return signs[mid].is;
	}
	return SIGN_LETTER;
}

/* The code point at *at, which moves behind it; wide ASCII as plain ASCII. */
static uint32_t
decode(struct str s, size_t *at)
{
	unsigned char c = (unsigned char)s.p[(*at)++];
	uint32_t v = c < 0x80 ? c : c < 0xe0 ? c & 0x1f : c < 0xf0 ? c & 0x0f :
	    c & 0x07;

	for (; c >= 0x80 && *at < s.n &&
	    ((unsigned char)s.p[*at] & 0xc0) == 0x80; (*at)++)
		v = v << 6 | ((unsigned char)s.p[*at] & 0x3f);
	return v >= 0xff01 && v <= 0xff5e ? v - 0xfee0 : v;
}

/* What a sign is by itself; *sign says more of one that is no ASCII. */
static enum token_kind
kind_of(uint32_t c, enum sign *sign)
{
	static const char ascii[] = "-.,/+&:([{)]}*";
	static const enum token_kind kinds[] = { TOKEN_DASH, TOKEN_DOT,
		TOKEN_COMMA, TOKEN_SLASH, TOKEN_PLUS, TOKEN_PLUS, TOKEN_COLON,
		TOKEN_OPEN, TOKEN_OPEN, TOKEN_OPEN, TOKEN_CLOSE, TOKEN_CLOSE,
		TOKEN_CLOSE, TOKEN_STAR };
	const char *found;

	*sign = SIGN_OTHER;
	if (c >= 0x80) {
		*sign = sign_of(c);
		return *sign == SIGN_LETTER ? TOKEN_WORD :
		    *sign == SIGN_DASH ? TOKEN_DASH :
		    *sign == SIGN_BULLET ? TOKEN_BULLET : TOKEN_OTHER;
	}
	if (ascii_is_digit((char)c))
		return TOKEN_NUMBER;
	if (ascii_is_alpha((char)c))
		return TOKEN_WORD;
	if (c == ' ' || c == '\t')
		*sign = SIGN_BLANK;
	else if (c == '"' || c == '\'' || c == '`')
		*sign = SIGN_QUOTE;
	else if (c == ';' || c == '|' || c == '\n' || c == '\r')
		return TOKEN_BULLET;
	found = c == 0 ? NULL : strchr(ascii, (int)c);
	return found == NULL ? TOKEN_OTHER : kinds[found - ascii];
}

/* Does the sign go on with the word or number before it? */
static bool
goes_on(const struct tokens *x, bool blank, enum token_kind kind,
    struct str rest)
{
	enum token_kind before;
	enum sign sign;
	size_t at = 0;

	if (blank || x->n == 0)
		return false;
	before = x->t[x->n - 1].kind;
	if (before == TOKEN_NUMBER && kind == TOKEN_DOT)
		return rest.n > 0 && kind_of(decode(rest, &at), &sign) ==
		    TOKEN_NUMBER;
	return before == kind && (kind == TOKEN_WORD || kind == TOKEN_NUMBER);
}

/* The folded texts, once the buffer stands still. */
static void
fold_all(struct tokens *x)
{
	size_t from[TOKENS_MAX + 1];

	buf_reset(&x->text);
	for (size_t i = 0; i < x->n; i++) {
		from[i] = x->text.n;
		utf8_fold(&x->text, str_range(x->raw.p + x->t[i].start,
		    x->raw.p + x->t[i].end));
	}
	from[x->n] = x->text.n;
	for (size_t i = 0; i < x->n; i++)
		x->t[i].text = str_range(x->text.p + from[i],
		    x->text.p + from[i + 1]);
}

bool
tokens_read(struct tokens *x, struct str raw)
{
	bool blank = false, after_dot = false;

	if (x->text.max == 0)
		buf_init(&x->text, BUF_MAX_DEFAULT);
	x->raw = raw;
	x->n = 0;
	if (raw.n > TOKENS_MAX_BYTES)
		return false;
	for (size_t at = 0, from = 0; at < raw.n; from = at) {
		enum sign sign;
		enum token_kind kind = kind_of(decode(raw, &at), &sign);
		struct token t = { .kind = kind, .start = from, .end = at,
			.blank = blank };

		/* Blanks count, signs that say nothing do not. */
		if (sign == SIGN_BLANK) {
			blank = true;
			continue;
		}
		if (sign == SIGN_NONE || sign == SIGN_QUOTE)
			continue;
		/* A word or number goes on, also over a dot between digits. */
		if (after_dot || goes_on(x, blank, kind, (struct str){ raw.p +
		    at, raw.n - at })) {
			x->t[x->n - 1].end = at;
			after_dot = kind == TOKEN_DOT;
			continue;
		}
		/* Or another token begins. */
		if (x->n == TOKENS_MAX)
			return false;
		x->t[x->n++] = t;
		blank = false;
	}
	fold_all(x);
	x->t[x->n] = (struct token){ .kind = TOKEN_END, .start = raw.n,
		.end = raw.n };
	return true;
}

void
tokens_fini(struct tokens *x)
{
	buf_fini(&x->text);
	x->text.max = 0;
	x->n = 0;
}

struct str
tokens_raw(const struct tokens *x, size_t from, size_t to)
{
	if (from >= to)
		return STR("");
	return str_trim(str_range(x->raw.p + x->t[from].start,
	    x->raw.p + x->t[to - 1].end));
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a file is, from its bytes: formats that hold no tables by their first
 * bytes, and the encoding of text. Nothing is guessed that would change a
 * value.
 */
#include "importer/read/input.h"

#include "importer/common/text_check.h"

struct magic {
	const char *bytes;
	size_t n;
	const char *says;
};

#define SAVE_AS "open it in the program it comes from and save the sheet as " \
    "\"CSV UTF-8\""

static const struct magic magics[] = {
	{ "%PDF-", 5, "it is a PDF; export the list it was printed from as "
	    "CSV" },
	{ "\x1f\x8b", 2, "it is compressed with gzip; unpack it first" },
	{ "\x89PNG", 4, "it is a picture (PNG); export the list as CSV" },
	{ "\xff\xd8\xff", 3, "it is a picture (JPEG); export the list as CSV" },
	{ "SQLite format 3", 15, "it is a SQLite database; export the table "
	    "as CSV" },
	{ "7z\xbc\xaf\x27\x1c", 6, "it is a 7z archive; unpack it first" },
	{ "Rar!", 4, "it is a RAR archive; unpack it first" },
	{ "{\\rtf", 5, "it is a Rich Text document; export the list as CSV" },
};

/* The first bytes behind white space, lower-cased, equal to z. */
static bool
begins(struct str s, const char *z)
{
	s = str_trim((struct str){ s.p, s.n < 512 ? s.n : 512 });
	for (; *z != '\0'; z++, s.p++, s.n--)
		if (s.n == 0 || ascii_lower(*s.p) != *z)
			return false;
	return true;
}

/* UTF-32, its mark at the start or not: of four bytes just two are always NUL. */
static bool
is_utf32(struct str b)
{
	size_t top = b.n < 1000 ? b.n & ~(size_t)3 : 1000;
	bool little = top > 0, big = top > 0;

	for (size_t i = 0; i < top; i += 4) {
		bool low = b.p[i] == '\0' && b.p[i + 1] == '\0';
		bool high = b.p[i + 2] == '\0' && b.p[i + 3] == '\0';

		little = little && high && !low;
		big = big && low && !high;
	}
	return little || big || str_starts(b, STR("\xff\xfe\0\0")) ||
	    str_starts(b, STR("\0\0\xfe\xff"));
}

/* An array or an object of JSON, not a header in brackets. */
static bool
is_json(struct str s)
{
	s = str_trim((struct str){ s.p, s.n < 512 ? s.n : 512 });
	if (s.n == 0 || (s.p[0] != '[' && s.p[0] != '{'))
		return false;
	s = str_trim((struct str){ s.p + 1, s.n - 1 });
	return s.n > 0 && (s.p[0] == '{' || s.p[0] == '"');
}

const char *
sniff_binary(struct str b)
{
	for (size_t i = 0; i < sizeof(magics) / sizeof(magics[0]); i++)
		if (str_starts(b, (struct str){ magics[i].bytes, magics[i].n }))
			return magics[i].says;
	if (begins(b, "<!doctype html") || begins(b, "<html") ||
	    begins(b, "<table"))
		return "it is a web page (HTML), whatever its name says; "
		    "perhaps a sign-in page was saved instead of the export; "
		    "or " SAVE_AS;
	if (is_json(b))
		return "it is JSON; export the list as CSV";
	if (begins(b, "<?xml"))
		return "it is XML; " SAVE_AS;
	if (is_utf32(b))
		return "its encoding is UTF-32; save it as \"CSV UTF-8\"";
	return NULL;
}

/*
 * UTF-16 without its mark: every other byte of the start is NUL. 'l' or 'b'
 * for the end that comes first, 0 when it is not.
 */
static char
utf16_end(struct str b)
{
	size_t top = b.n < 1000 ? b.n & ~(size_t)1 : 1000, even = 0, odd = 0;

	for (size_t i = 0; i < top; i += 2) {
		even += b.p[i] == '\0';
		odd += b.p[i + 1] == '\0';
	}
	if (top < 4)
		return 0;
	/* With many on both sides it is no text at all. */
	return odd * 5 >= top * 2 && even * 2 < odd ? 'l' :
	    even * 5 >= top * 2 && odd * 2 < even ? 'b' : 0;
}

/* Line and byte in it of an offset, both from 1. */
static void
place_of(struct str b, size_t at, unsigned long long *line,
    unsigned long long *byte)
{
	size_t start = 0;

	*line = 1;
	for (size_t i = 0; i < at; i++)
		if (b.p[i] == '\n' || (b.p[i] == '\r' && (i + 1 == at ||
		    b.p[i + 1] != '\n'))) {
			(*line)++;
			start = i + 1;
		}
	*byte = at - start + 1;
}

/* ---- Windows-1252 ---- */

static bool
is_letter_1252(unsigned char c)
{
	return c >= 0xc0 && c != 0xd7 && c != 0xf7;
}

/* Signs that never stand within a word, and are letters in other encodings. */
static bool
is_sign_1252(unsigned char c)
{
	static const char signs[] = "\x82\x84\x86\x87\x88\x89\x94\x98\x99";

	return memchr(signs, c, sizeof(signs) - 1) != NULL;
}

/*
 * Do the bytes from i on look like letters of two bytes? As Windows-1252 they
 * are a capital A with a tilde or circumflex before a sign, or at the very end.
 */
static bool
is_utf8_pair(struct str b, size_t i)
{
	unsigned char c = (unsigned char)b.p[i];

	return (c == 0xc2 || c == 0xc3) && (i + 1 == b.n ||
	    ((unsigned char)b.p[i + 1] & 0xc0) == 0x80);
}

/*
 * Four bytes and more beyond ASCII, signs and letters mixed: letters of an
 * encoding that has two bytes for each.
 */
static bool
is_mixed_run(struct str run)
{
	bool seen[256] = { false };
	unsigned distinct = 0, signs = 0;

	for (size_t i = 0; run.n >= 4 && i < run.n; i++) {
		unsigned char c = (unsigned char)run.p[i];

		distinct += !seen[c];
		signs += c < 0xc0;
		seen[c] = true;
	}
	return distinct >= 3 && signs > 0;
}

static bool
has_foreign_runs(struct str b)
{
	for (size_t i = 0, from; i < b.n; i++) {
		for (from = i; i < b.n && (unsigned char)b.p[i] >= 0x80; i++)
			if (is_utf8_pair(b, i))
				return true;
		if (is_mixed_run((struct str){ b.p + from, i - from }))
			return true;
	}
	return false;
}

/*
 * Could the text be in Windows-1252? Its accented letters stand alone among
 * plain ones; words of nothing but such letters, or signs within words, are
 * another encoding read wrongly.
 */
static bool
looks_like_1252(struct str b)
{
	size_t runs = 0, foreign = 0;

	for (size_t i = 0; i < b.n;) {
		size_t plain = 0, high = 0, from = i;

		for (; i < b.n; i++) {
			unsigned char c = (unsigned char)b.p[i];

			if (c == 0x81 || c == 0x8d || c == 0x8f || c == 0x90 ||
			    c == 0x9d)
				return false;
			if (ascii_is_alpha(b.p[i]))
				plain++;
			else if (is_letter_1252(c))
				high++;
			else if (is_sign_1252(c) && i > from && i + 1 < b.n &&
			    ascii_is_alpha(b.p[i - 1]) &&
			    ascii_is_alpha(b.p[i + 1]))
				return false;
			else
				break;
		}
		runs += high > 0;
		foreign += high > 2 && plain == 0;
		i += i == from || i < b.n;
	}
	return foreign * 5 <= runs && !has_foreign_runs(b);
}

static bool
is_ascii(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0x80)
			return false;
	return true;
}

int
sniff_refuse_byte(struct str b, size_t at, const char *why, struct err *e)
{
	unsigned long long line, byte;

	place_of(b, at, &line, &byte);
	return err_set(e, ERR_REFUSED, "line %llu, byte %llu: the byte 0x%02X "
	    "%s", line, byte, (unsigned)(unsigned char)b.p[at], why);
}

int
sniff_encoding(const struct map *m, struct str b, const char **encoding,
    struct err *e)
{
	unsigned long long line, byte;
	enum text_verdict verdict;
	char end = utf16_end(b);
	size_t at;

	/* UTF-16, by its mark or by where its line ends have NULs. */
	if (str_starts(b, STR("\xff\xfe")) || end == 'l') {
		*encoding = "utf-16le";
		return 0;
	}
	if (str_starts(b, STR("\xfe\xff")) || end == 'b') {
		*encoding = "utf-16be";
		return 0;
	}
	/* UTF-8, which hardly anything else looks like. */
	verdict = text_check(m, b, &at);
	if (verdict == TEXT_NUL) {
		place_of(b, at, &line, &byte);
		return err_set(e, ERR_REFUSED, "line %llu, byte %llu: there "
		    "is a NUL byte, which no text has; export the file again",
		    line, byte);
	}
	if (verdict == TEXT_GOOD) {
		*encoding = str_starts(b, STR("\xef\xbb\xbf")) ?
		    "utf-8-bom" : "utf-8";
		return 0;
	}
	/* With good UTF-8 before the bad byte it is damaged UTF-8. */
	if (memchr(b.p, '\0', b.n) == NULL &&
	    is_ascii((struct str){ b.p, at }) && looks_like_1252(b)) {
		*encoding = "windows-1252";
		return 0;
	}
	return sniff_refuse_byte(b, at, "is no valid UTF-8, and the text does "
	    "not look like Windows-1252; save it as \"CSV UTF-8\", or name "
	    "its encoding with --encoding NAME (iconv -l lists them)", e);
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a file is, from its bytes: formats that are no CSV by their first
 * bytes, the encoding, a "sep=" line, the delimiter. Nothing is guessed that
 * would change a value.
 */
#include "importer/source.h"

#include "shared/base/utf8.h"

#define SAMPLE_ROWS 20

struct magic {
	const char *bytes;
	size_t n;
	const char *says;
};

#define SAVE_AS "open it in the program it comes from and save the sheet as " \
    "\"CSV UTF-8\""

static const struct magic magics[] = {
	{ "\xd0\xcf\x11\xe0", 4, "it is an old Excel workbook (.xls) or another "
	    "Office file of that age, or one with a password; " SAVE_AS },
	{ "%PDF-", 5, "it is a PDF; export the list it was printed from as "
	    "CSV" },
	{ "\x1f\x8b", 2, "it is compressed with gzip; unpack it first" },
	{ "\x89PNG", 4, "it is a picture (PNG); export the list as CSV" },
	{ "\xff\xd8\xff", 3, "it is a picture (JPEG); export the list as CSV" },
	{ "SQLite format 3", 15, "it is a SQLite database; export the table "
	    "as CSV" },
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

static bool
holds(struct str s, const char *z)
{
	size_t n = strlen(z), top = s.n < 8192 ? s.n : 8192;

	for (size_t i = 0; i + n <= top; i++)
		if (memcmp(s.p + i, z, n) == 0)
			return true;
	return false;
}

const char *
sniff_binary(struct str b)
{
	for (size_t i = 0; i < sizeof(magics) / sizeof(magics[0]); i++)
		if (str_starts(b, (struct str){ magics[i].bytes, magics[i].n }))
			return magics[i].says;
	if (str_starts(b, STR("PK\x03\x04"))) {
		if (holds(b, "opendocument.spreadsheet"))
			return "it is an OpenDocument spreadsheet (.ods); "
			    SAVE_AS;
		if (holds(b, "[Content_Types].xml") || holds(b, "xl/"))
			return "it is an Excel workbook (.xlsx); " SAVE_AS;
		return "it is a ZIP archive; unpack it first, or if it is a "
		    "workbook, " SAVE_AS;
	}
	if (begins(b, "<!doctype html") || begins(b, "<html") ||
	    begins(b, "<table"))
		return "it is a web page (HTML), whatever its name says; "
		    "perhaps a sign-in page was saved instead of the export; "
		    "or " SAVE_AS;
	if (begins(b, "<?xml"))
		return "it is XML; " SAVE_AS;
	if (str_starts(b, STR("\xff\xfe\0\0")) ||
	    str_starts(b, STR("\0\0\xfe\xff")))
		return "its encoding is UTF-32; save it as \"CSV UTF-8\"";
	if (str_starts(b, STR("\xff\xfe")) || str_starts(b, STR("\xfe\xff")))
		return "its encoding is UTF-16 (\"Unicode text\"); save it as "
		    "\"CSV UTF-8\", or convert it: iconv -f UTF-16 -t UTF-8 "
		    "FILE > NEW";
	return NULL;
}

/* UTF-16 without its mark: every other byte of the start is NUL. */
static bool
is_utf16(struct str b)
{
	size_t top = b.n < 1000 ? b.n & ~(size_t)1 : 1000, even = 0, odd = 0;

	for (size_t i = 0; i < top; i += 2) {
		even += b.p[i] == '\0';
		odd += b.p[i + 1] == '\0';
	}
	return top >= 4 && (even > top * 2 / 5 || odd > top * 2 / 5);
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

static int
check_encoding(const struct source *s, struct err *e)
{
	unsigned long long line, byte;
	const char *nul;
	size_t at;

	if (is_utf16(s->bytes))
		return err_set(e, ERR_REFUSED, "%s cannot be read: its "
		    "encoding is UTF-16 (\"Unicode text\"); save it as \"CSV "
		    "UTF-8\", or convert it: iconv -f UTF-16 -t UTF-8 FILE > "
		    "NEW", s->name);
	at = utf8_valid(s->bytes);
	if (at < s->bytes.n) {
		place_of(s->bytes, at, &line, &byte);
		return err_set(e, ERR_REFUSED, "%s, line %llu, byte %llu: the "
		    "byte 0x%02X is no valid UTF-8; the file is perhaps in "
		    "Windows-1252: save it as \"CSV UTF-8\", or convert it: "
		    "iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW", s->name, line,
		    byte, (unsigned)(unsigned char)s->bytes.p[at]);
	}
	nul = s->bytes.n == 0 ? NULL : memchr(s->bytes.p, '\0', s->bytes.n);
	if (nul != NULL) {
		place_of(s->bytes, (size_t)(nul - s->bytes.p), &line, &byte);
		return err_set(e, ERR_REFUSED, "%s, line %llu, byte %llu: "
		    "there is a NUL byte, which no text has; export the file "
		    "again", s->name, line, byte);
	}
	return 0;
}

/* ---- delimiter ---- */

struct widths {
	size_t header, same, rows;
	bool failed;
};

static bool
on_sample(void *ctx, const struct csv_row *row)
{
	struct widths *w = ctx;

	if (w->rows == 0)
		w->header = row->n;
	else
		w->same += row->n == w->header;
	w->rows++;
	return w->rows < SAMPLE_ROWS;
}

/*
 * Tried on the header and the first rows: the delimiter that gives the header
 * the most columns, rows of that width counting first. A file of one column is
 * read with commas.
 */
static char
sniff_delimiter(struct str text)
{
	static const char tried[] = { ',', ';', '\t' };
	size_t best_same = 0, best_columns = 1;
	char best = ',';

	for (size_t i = 0; i < sizeof(tried); i++) {
		struct widths w = { 0 };
		struct err e = { 0 };
		size_t same;

		(void)csv_read(text, tried[i], on_sample, &w, &e);
		if (w.header < 2)
			continue;
		/* All rows of a file that has only a header agree. */
		same = w.rows <= 1 ? 1000 : w.same * 1000 / (w.rows - 1);
		if (best_columns == 1 || same > best_same ||
		    (same == best_same && w.header > best_columns)) {
			best = tried[i];
			best_same = same;
			best_columns = w.header;
		}
	}
	return best;
}

/* Excel's own first line "sep=;" says the delimiter. */
static bool
take_sep_line(struct source *s)
{
	struct str t = s->text;
	size_t end;
	char c;

	if (t.n < 5 || !begins(t, "sep=") || ascii_lower(t.p[0]) != 's')
		return false;
	c = t.p[4];
	end = 5;
	if (c != ',' && c != ';' && c != '\t')
		return false;
	if (end < t.n && t.p[end] == '\r')
		end++;
	if (end < t.n && t.p[end] == '\n')
		end++;
	if (end == 5 && t.n > 5)
		return false;
	s->text = (struct str){ t.p + end, t.n - end };
	s->line0 = 1;
	s->delimiter = c;
	return true;
}

int
sniff_text(struct source *s, struct err *e)
{
	const char *binary = sniff_binary(s->bytes);

	if (binary != NULL)
		return err_set(e, ERR_REFUSED, "%s cannot be read as CSV: %s",
		    s->name, binary);
	if (check_encoding(s, e) == -1)
		return -1;
	s->text = s->bytes;
	s->encoding = "utf-8";
	if (str_starts(s->text, STR("\xef\xbb\xbf"))) {
		s->text.p += 3;
		s->text.n -= 3;
		s->encoding = "utf-8-bom";
	}
	if (!take_sep_line(s))
		s->delimiter = sniff_delimiter(s->text);
	return 0;
}

const char *
delimiter_name(char c)
{
	return c == ',' ? "comma" : c == ';' ? "semicolon" : "tab";
}

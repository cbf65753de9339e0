/* SPDX-License-Identifier: Apache-2.0 */
/* CSV copied byte for byte with one more field a record; see markup.h. */
#include "importer/markup/markup_csv.h"

#include <stdlib.h>

#include <strings.h>

#include "importer/common/problem_column.h"
#include "importer/markup/engine/engine.h"
#include "shared/base/utf8.h"
#include "shared/text/csv.h"

enum encoding { ENC_UTF8, ENC_UTF16LE, ENC_UTF16BE, ENC_1252, ENC_LATIN1,
	ENC_OTHER };

#define PIECE ((size_t)64 << 10)
#define NO_UNIT UINT32_MAX

struct csv_copy {
	struct str in;
	enum encoding encoding;
	size_t unit;            /* bytes of one */
	uint32_t delimiter;
	const struct markup_note *note;
	size_t n, nwhole, at;
	uint32_t header_row;
	size_t place;           /* fields before the problems */
	bool had_column, is_last; /* of an earlier round; right of all others */
	struct buf out, text;
	markup_sink *sink;
	void *ctx;              /* for the sink */
};

/* A record: bytes [from, end), its line end behind, and its fields. */
struct record {
	size_t from, end, next;
	size_t fields;
	size_t cut, cut_end;    /* the field with the problems, if there is one */
	bool unclosed;
};

/* ---- units ---- */

static uint32_t
unit_at(const struct csv_copy *c, size_t at)
{
	const unsigned char *p = (const unsigned char *)c->in.p + at;

	if (at + c->unit > c->in.n)
		return NO_UNIT;
	if (c->encoding == ENC_UTF16LE)
		return (uint32_t)(p[0] | p[1] << 8);
	return c->encoding == ENC_UTF16BE ? (uint32_t)(p[0] << 8 | p[1]) :
	    p[0];
}

/* Bytes 0x80 to 0x9F of Windows-1252; 0: none has the character. */
static const uint16_t upper_1252[32] = {
	0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
	0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0,
	0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
	0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
};

static char
byte_of(enum encoding encoding, uint32_t point)
{
	if (point < 0x80)
		return (char)point;
	if (point >= 0xa0 && point <= 0xff && encoding != ENC_OTHER)
		return (char)point;
	for (unsigned i = 0; i < 32 && encoding == ENC_1252; i++)
		if (upper_1252[i] == point)
			return (char)(0x80 + i);
	return '?';
}

static void
put_unit16(struct csv_copy *c, uint32_t unit)
{
	bool little = c->encoding == ENC_UTF16LE;

	buf_putc(&c->out, (char)(little ? unit & 0xff : unit >> 8));
	buf_putc(&c->out, (char)(little ? unit >> 8 : unit & 0xff));
}

static void
put_point(struct csv_copy *c, uint32_t point)
{
	if (c->unit == 1) {
		buf_putc(&c->out, byte_of(c->encoding, point));
	} else if (point < 0x10000) {
		put_unit16(c, point);
	} else {
		put_unit16(c, 0xd800 + ((point - 0x10000) >> 10));
		put_unit16(c, 0xdc00 + ((point - 0x10000) & 0x3ff));
	}
}

/* Takes one code point off valid UTF-8. */
static uint32_t
next_point(struct str *s)
{
	unsigned char first = (unsigned char)*s->p;
	size_t n = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
	uint32_t v = n == 1 ? first : first & (0x7fu >> n);

	for (size_t i = 1; i < n; i++)
		v = v << 6 | ((unsigned char)s->p[i] & 0x3f);
	s->p += n;
	s->n -= n;
	return v;
}

/* UTF-8 in the file's encoding; what is no valid UTF-8 ends the text. */
static void
put_text(struct csv_copy *c, struct str s)
{
	s.n = utf8_valid(s);
	if (c->encoding == ENC_UTF8) {
		buf_str(&c->out, s);
		return;
	}
	while (s.n > 0)
		put_point(c, next_point(&s));
}

/* As a field: quoted when it must be; never what a program takes for a formula. */
static void
put_field(struct csv_copy *c, struct str s)
{
	bool quoted = false;
	struct str run;
	size_t from = 0;

	if (s.n > 0 && memchr("=+-@\t", s.p[0], 5) != NULL)
		quoted = true;
	for (size_t i = 0; i < s.n; i++)
		quoted = quoted || s.p[i] == '"' || s.p[i] == '\n' ||
		    s.p[i] == '\r' || (unsigned char)s.p[i] == c->delimiter;
	if (!quoted) {
		put_text(c, s);
		return;
	}
	put_point(c, '"');
	if (memchr("=+-@\t", s.p[0], 5) != NULL)
		put_point(c, '\'');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != '"')
			continue;
		run = str_range(s.p + from, s.p + i + 1);
		put_text(c, run);
		from = i; /* the quote once more */
	}
	put_text(c, str_range(s.p + from, s.p + s.n));
	put_point(c, '"');
}

/* ---- records ---- */

static bool
is_line_end(uint32_t u)
{
	return u == '\r' || u == '\n';
}

/* Behind the field that starts at i: a delimiter, a line end or the end. */
static size_t
skip_field(const struct csv_copy *c, size_t i, bool *unclosed)
{
	uint32_t u = unit_at(c, i);

	if (u == '"') {
		for (i += c->unit;; i += c->unit) {
			u = unit_at(c, i);
			if (u == NO_UNIT) {
				*unclosed = true;
				return c->in.n;
			}
			if (u != '"')
				continue;
			i += c->unit;
			if (unit_at(c, i) != '"')
				break;
		}
	}
	for (;; i += c->unit) {
		u = unit_at(c, i);
		if (u == NO_UNIT)
			return c->in.n;
		if (u == c->delimiter || is_line_end(u))
			return i;
	}
}

static void
read_record(const struct csv_copy *c, size_t at, struct record *r)
{
	*r = (struct record){ .from = at };
	for (;;) {
		size_t start = at;

		at = skip_field(c, at, &r->unclosed);
		/* A record that is too long has its problems at its end. */
		if (r->fields == c->place || (r->fields > c->place &&
		    c->is_last)) {
			r->cut = start;
			r->cut_end = at;
		}
		r->fields++;
		if (unit_at(c, at) != c->delimiter)
			break;
		at += c->unit;
	}
	r->end = r->next = at;
	if (unit_at(c, at) == '\r')
		r->next += c->unit;
	if (unit_at(c, r->next) == '\n')
		r->next += c->unit;
	if (r->end == r->from)
		r->fields = 0;
}

/* The field's text as UTF-8, as far as its characters are ASCII. */
static void
field_text(struct csv_copy *c, size_t from, size_t end)
{
	bool quoted = from < end && unit_at(c, from) == '"';

	buf_reset(&c->text);
	if (quoted)
		from += c->unit;
	for (; from < end && c->text.n < PIECE; from += c->unit) {
		uint32_t u = unit_at(c, from);

		if (quoted && u == '"') {
			from += c->unit;
			if (from >= end)
				break;
		}
		buf_putc(&c->text, u < 0x80 ? (char)u : '?');
	}
}

/* Where the problems stand: their column of an earlier round, or a new one. */
static void
read_header(struct csv_copy *c, size_t at)
{
	struct record r;
	size_t fields;

	c->place = SIZE_MAX;
	read_record(c, at, &r);
	fields = r.fields;
	for (size_t i = 0; i < fields && i < CSV_MAX_COLUMNS; i++) {
		bool unclosed = false;
		size_t end = skip_field(c, at, &unclosed);

		field_text(c, at, end);
		if (problem_column_is_header(buf_view(&c->text))) {
			c->place = i;
			c->had_column = true;
			c->is_last = i + 1 == fields;
			return;
		}
		at = end + c->unit;
	}
	c->place = fields;
}

static void
put_row_text(struct csv_copy *c, size_t end, bool header)
{
	buf_reset(&c->text);
	if (header)
		note_header(&c->text, c->note, c->nwhole, c->note + c->at,
		    end - c->at);
	else
		note_texts(&c->text, c->note + c->at, end - c->at);
	put_field(c, buf_view(&c->text));
}

static void
put_record(struct csv_copy *c, const struct record *r, size_t end, bool header)
{
	bool replaces = c->had_column && r->fields > c->place;
	size_t cut = replaces ? r->cut : r->end;
	size_t behind = replaces ? r->cut_end : r->end, fields;

	buf_put(&c->out, c->in.p + r->from, cut - r->from);
	if (!replaces) {
		/* An empty line is a record of one empty field. */
		for (fields = r->fields == 0 ? 1 : r->fields;
		    fields < c->place; fields++)
			put_point(c, c->delimiter);
		put_point(c, c->delimiter);
	}
	put_row_text(c, end, header);
	buf_put(&c->out, c->in.p + behind, r->next - behind);
}

static int
pour(struct csv_copy *c, size_t least, struct err *e)
{
	int status;

	if (c->out.n < least)
		return 0;
	if (!buf_ok(&c->out) || !buf_ok(&c->text))
		return err_set(e, ERR_LIMIT, "a record is too long to be "
		    "copied");
	status = c->out.n == 0 ? 0 : c->sink(c->ctx, buf_view(&c->out), e);
	buf_reset(&c->out);
	return status;
}

static int
copy_rows(struct csv_copy *c, size_t at, struct err *e)
{
	for (uint32_t row = 1; at < c->in.n; row++) {
		bool header = row == c->header_row;
		struct record r;
		size_t end;

		if (header)
			read_header(c, at);
		read_record(c, at, &r);
		if (r.unclosed)
			return err_set(e, ERR_REFUSED, "row %u: a quote is "
			    "never closed: there is no place for the problems "
			    "behind it", row);
		while (c->at < c->n && c->note[c->at].row < row)
			c->at++;
		for (end = c->at; end < c->n && c->note[end].row == row;)
			end++;
		if (row < c->header_row || (!header && r.fields == 0 &&
		    end == c->at))
			buf_put(&c->out, c->in.p + r.from, r.next - r.from);
		else
			put_record(c, &r, end, header);
		c->at = end;
		at = r.next;
		if (pour(c, PIECE, e) == -1)
			return -1;
	}
	return pour(c, 1, e);
}

/* ---- the file ---- */

static enum encoding
encoding_of(const char *name)
{
	static const struct {
		const char *name;
		enum encoding encoding;
	} names[] = {
		{ "utf-8", ENC_UTF8 },
		{ "utf-8-bom", ENC_UTF8 },
		{ "utf-16le", ENC_UTF16LE },
		{ "utf-16be", ENC_UTF16BE },
		{ "windows-1252", ENC_1252 },
		{ "iso-8859-1", ENC_LATIN1 },
	};

	for (size_t i = 0; name != NULL && i < sizeof(names) /
	    sizeof(names[0]); i++)
		if (strcasecmp(name, names[i].name) == 0)
			return names[i].encoding;
	return name == NULL ? ENC_UTF8 : ENC_OTHER;
}

/* A byte order mark, and a first line "sep=;": no rows. */
static size_t
skip_start(const struct csv_copy *c)
{
	static const char sep[] = "sep=";
	size_t at = 0, i, k;

	if (c->unit == 2 && unit_at(c, 0) == 0xfeff)
		at = 2;
	else if (c->encoding == ENC_UTF8 &&
	    str_starts(c->in, STR("\xef\xbb\xbf")))
		at = 3;
	for (i = at, k = 0; k < 4; k++, i += c->unit) {
		uint32_t u = unit_at(c, i);

		if (u >= 0x80 || ascii_lower((char)u) != sep[k])
			return at;
	}
	if (unit_at(c, i) != c->delimiter)
		return at;
	i += c->unit;
	if (!is_line_end(unit_at(c, i)))
		return at;
	if (unit_at(c, i) == '\r')
		i += c->unit;
	if (unit_at(c, i) == '\n')
		i += c->unit;
	return i;
}

int
markup_csv(const struct markup_request *request, struct markup_omitted *omitted,
    struct err *e)
{
	struct csv_copy c = { .in = request->original,
		.encoding = encoding_of(request->encoding),
		.delimiter = (unsigned char)request->delimiter,
		.note = request->note, .n = request->nnotes, .header_row = 1,
		.sink = request->sink, .ctx = request->ctx };
	size_t start;
	int status;

	(void)omitted;
	if (request->nsheets > 0 && request->sheet[0].header_row > 0)
		c.header_row = request->sheet[0].header_row;
	c.unit = c.encoding == ENC_UTF16LE || c.encoding == ENC_UTF16BE ? 2 :
	    1;
	if (c.in.n % c.unit != 0)
		return err_set(e, ERR_REFUSED, "the file ends in the middle of "
		    "a character");
	while (c.nwhole < c.n && c.note[c.nwhole].row == 0)
		c.nwhole++;
	c.at = c.nwhole;
	buf_init(&c.out, BUF_MAX_DEFAULT);
	buf_init(&c.text, MAX_PART);
	start = skip_start(&c);
	buf_put(&c.out, c.in.p, start);
	status = copy_rows(&c, start, e);
	buf_fini(&c.out);
	buf_fini(&c.text);
	return status;
}

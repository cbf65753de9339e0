/* SPDX-License-Identifier: Apache-2.0 */
/* CSV copied byte for byte with one more field a record; see markup.h. */
#include "importer/markup/markup_csv.h"

#include <strings.h>

#include "importer/common/problem_column.h"
#include "importer/markup/engine/engine.h"
#include "shared/base/utf8.h"
#include "shared/text/csv.h"

enum encoding { ENC_UTF8, ENC_UTF8_BOM, ENC_UTF16LE, ENC_UTF16BE, ENC_1252,
	ENC_LATIN1, ENC_OTHER };
static const char *const names[ENC_OTHER] = { "utf-8", "utf-8-bom", "utf-16le",
	"utf-16be", "windows-1252", "iso-8859-1" };

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
put_unit(struct csv_copy *c, uint32_t unit)
{
	bool little = c->encoding == ENC_UTF16LE;

	if (c->unit == 1) {
		buf_putc(&c->out, byte_of(c->encoding, unit));
		return;
	}
	buf_putc(&c->out, (char)(little ? unit & 0xff : unit >> 8));
	buf_putc(&c->out, (char)(little ? unit >> 8 : unit & 0xff));
}

static void
put_point(struct csv_copy *c, uint32_t point)
{
	if (c->unit == 2 && point >= 0x10000) {
		put_unit(c, 0xd800 + ((point - 0x10000) >> 10));
		point = 0xdc00 + ((point - 0x10000) & 0x3ff);
	}
	put_unit(c, point);
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
	if (c->encoding <= ENC_UTF8_BOM)
		buf_str(&c->out, s);
	else
		while (s.n > 0)
			put_point(c, next_point(&s));
}

/* As a field: quoted when it must be; never what a program takes for a formula. */
static void
put_field(struct csv_copy *c, struct str s)
{
	const char special[] = { '"', '\n', '\r', (char)c->delimiter };
	bool formula = s.n > 0 && memchr("=+-@\t", s.p[0], 5) != NULL;
	bool quoted = formula;

	for (size_t i = 0; i < s.n && !quoted; i++)
		quoted = memchr(special, s.p[i], sizeof(special)) != NULL;
	if (!quoted) {
		put_text(c, s);
		return;
	}
	put_text(c, formula ? STR("\"'") : STR("\""));
	/* Each quote in it twice. */
	for (size_t n; (n = str_find(s, '"', 0)) < s.n;) {
		put_text(c, (struct str){ s.p, n });
		put_text(c, STR("\"\""));
		s = str_range(s.p + n + 1, s.p + s.n);
	}
	put_text(c, s);
	put_point(c, '"');
}

/* ---- records ---- */

/* Behind the line end that stands at i, if one does. */
static size_t
skip_line_end(const struct csv_copy *c, size_t i)
{
	if (unit_at(c, i) == '\r')
		i += c->unit;
	return unit_at(c, i) == '\n' ? i + c->unit : i;
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
		if (u == c->delimiter || u == '\r' || u == '\n')
			return i;
	}
}

/* Is the field the problem column's header? As far as its letters are ASCII. */
static bool
is_our_header(struct csv_copy *c, size_t from, size_t end)
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
	return problem_column_is_header(buf_view(&c->text));
}

/*
 * The header says where the problems stand: in their column of an earlier
 * round, or in a new one.
 */
static void
read_record(struct csv_copy *c, size_t at, bool header, struct record *r)
{
	*r = (struct record){ .from = at };
	if (header)
		c->place = SIZE_MAX;
	for (;; at += c->unit) {
		size_t start = at;

		at = skip_field(c, at, &r->unclosed);
		if (header && !c->had_column && r->fields < CSV_MAX_COLUMNS &&
		    is_our_header(c, start, at)) {
			c->had_column = true;
			c->place = r->fields;
		}
		/* A record that is too long has its problems at its end. */
		if (r->fields == c->place || (r->fields > c->place &&
		    c->is_last)) {
			r->cut = start;
			r->cut_end = at;
		}
		r->fields++;
		if (unit_at(c, at) != c->delimiter)
			break;
	}
	r->end = at;
	r->next = skip_line_end(c, at);
	if (r->end == r->from)
		r->fields = 0;
	if (header && !c->had_column)
		c->place = r->fields;
	else if (header)
		c->is_last = c->place + 1 == r->fields;
}

static void
put_record(struct csv_copy *c, const struct record *r, size_t end, bool header)
{
	bool replaces = c->had_column && r->fields > c->place;
	size_t cut = replaces ? r->cut : r->end;
	size_t behind = replaces ? r->cut_end : r->end;

	buf_put(&c->out, c->in.p + r->from, cut - r->from);
	/* An empty line is a record of one empty field. */
	for (size_t n = r->fields == 0 ? 1 : r->fields; !replaces &&
	    n < c->place; n++)
		put_point(c, c->delimiter);
	if (!replaces)
		put_point(c, c->delimiter);
	buf_reset(&c->text);
	if (header)
		note_header(&c->text, c->note, c->nwhole, c->note + c->at,
		    end - c->at);
	else
		note_texts(&c->text, 0, c->note + c->at, end - c->at);
	/* An empty record would join a CR before it and an LF behind it. */
	if (replaces && r->fields == 1 && c->text.n == 0)
		put_text(c, STR("\"\""));
	else
		put_field(c, buf_view(&c->text));
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

		read_record(c, at, header, &r);
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
	enum encoding i = ENC_UTF8;

	while (name != NULL && i < ENC_OTHER && strcasecmp(name, names[i]) != 0)
		i++;
	return i;
}

/* A byte order mark, and a first line "sep=;": no rows. */
static size_t
skip_start(const struct csv_copy *c)
{
	static const char sep[] = "sep=";
	size_t at = 0, i, k;

	if (c->unit == 2 && unit_at(c, 0) == 0xfeff)
		at = 2;
	else if (c->encoding <= ENC_UTF8_BOM &&
	    str_starts(c->in, STR("\xef\xbb\xbf")))
		at = 3;
	for (i = at, k = 0; k < 4; k++, i += c->unit) {
		uint32_t u = unit_at(c, i);

		if (u >= 0x80 || ascii_lower((char)u) != sep[k])
			return at;
	}
	if (unit_at(c, i) != c->delimiter)
		return at;
	k = skip_line_end(c, i + c->unit);
	return k > i + c->unit ? k : at;
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

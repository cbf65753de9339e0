/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The store's own CSV dialect (docs/store-format.md 2), written and read; see csv.h. Both
 * directions are on hot paths: every load walks whole data files, every import
 * formats every field.
 */
#include "shared/base/utf8.h"
#include "shared/text/csv_internal.h"

/* Stops at , " CR LF NUL, and notes whether any byte is not ASCII. */
static inline const char *
next(struct csv_cursor *c)
{
	return csv_cursor_next(c, ',', true);
}

static inline bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static inline bool
has_blank_edge(const char *p, const char *end)
{
	return p < end && (is_blank(p[0]) || is_blank(end[-1]));
}

/*
 * Takes a quoted field whose opening quote was just taken: returns the special
 * byte behind the closing quote, or NULL. *needless: nothing in it asked for
 * quotes.
 */
static const char *
quoted_end(struct csv_cursor *s, const char *open, bool *needless)
{
	const char *p, *q;
	bool special = false;

	for (;;) {
		p = next(s);
		if (p == s->end || *p == '\0')
			return NULL;
		if (*p != '"') {
			special = true;
			continue;
		}
		q = next(s);
		if (q != p + 1 || q == s->end)
			return NULL;
		if (*q != '"')
			break;
		special = true;
	}
	*needless = !special && !has_blank_edge(open + 1, p);
	return q;
}

int
csv_canon_next(struct csv_canon *c, struct str *record, struct str *field,
    size_t *n)
{
	const char *start = c->rest.p, *p = start, *stop;
	struct csv_cursor s = { .base = start };
	bool needless, empty_quotes = false;
	size_t room = *n, have = 0;

	*n = 0;
	if (c->rest.n == 0)
		return 0;
	s.end = start + c->rest.n;
	csv_cursor_load(&s, ',', true);
	for (;; p = stop + 1) {
		stop = next(&s);
		if (stop == s.end || have == room)
			return -1;
		if (*stop == '"') {
			if (stop != p)
				return -1;
			stop = quoted_end(&s, p, &needless);
			if (stop == NULL)
				return -1;
			/* "" stands only for a record of one empty field. */
			empty_quotes = needless && have == 0 && stop == p + 2 &&
			    *stop == '\r';
			if (needless && !empty_quotes)
				return -1;
		} else if (has_blank_edge(p, stop)) {
			return -1;
		}
		field[have++] = str_range(p, stop);
		if (*stop != ',')
			break;
	}
	if (*stop != '\r' || stop + 1 == s.end || stop[1] != '\n' ||
	    (have == 1 && field[0].n == 0))
		return -1;
	*record = str_range(start, stop + 2);
	if (s.high != 0 && utf8_valid(*record) != record->n)
		return -1;
	c->rest = str_range(stop + 2, s.end);
	c->record++;
	*n = have;
	return 1;
}

size_t
csv_undouble(char *out, struct str raw)
{
	size_t from = 0, at, n = 0;

	while (from < raw.n) {
		at = str_find(raw, '"', from);
		if (at < raw.n)
			at++;
		memcpy(out + n, raw.p + from, at - from);
		n += at - from;
		/* at stands on the second quote of the pair */
		from = at + 1;
	}
	return n;
}

struct str
csv_canon_text(struct str raw, struct buf *scratch)
{
	struct str text;

	if (raw.n < 2 || raw.p[0] != '"')
		return raw;
	raw = (struct str){ raw.p + 1, raw.n - 2 };
	if (str_find(raw, '"', 0) == raw.n)
		return raw;
	if (!buf_reserve(scratch, raw.n))
		return STR("");
	text = (struct str){ scratch->p + scratch->n, 0 };
	text.n = csv_undouble(scratch->p + scratch->n, raw);
	scratch->n += text.n;
	return text;
}

#define EACH(c) (0x0101010101010101ULL * (uint64_t)(unsigned char)(c))

/* Not zero iff some byte of x equals the byte that `each` repeats. */
static inline uint64_t
has_byte(uint64_t x, uint64_t each)
{
	x ^= each;
	return (x - EACH(1)) & ~x & EACH(0x80);
}

static inline bool
word_special(uint64_t x)
{
	return (has_byte(x, EACH(',')) | has_byte(x, EACH('"')) |
	    has_byte(x, EACH('\r')) | has_byte(x, EACH('\n'))) != 0;
}

static inline uint64_t
load64(const char *p)
{
	uint64_t x;

	memcpy(&x, p, 8);
	return x;
}

static inline bool
needs_quotes(struct str f)
{
	size_t i = 0;

	if (f.n == 0)
		return false;
	if (has_blank_edge(f.p, f.p + f.n))
		return true;
	if (f.n < 8) {
		uint64_t x = 0;

		for (; i < f.n; i++)
			x = x << 8 | (unsigned char)f.p[i];
		return word_special(x);
	}
	for (; i + 8 <= f.n; i += 8)
		if (word_special(load64(f.p + i)))
			return true;
	/* The last word overlaps the one before. */
	return word_special(load64(f.p + f.n - 8));
}

size_t
csv_format_field(char *out, struct str field)
{
	size_t from = 0, at, n = 0;

	if (!needs_quotes(field)) {
		if (field.n > 0)
			memcpy(out, field.p, field.n);
		return field.n;
	}
	out[n++] = '"';
	while (from < field.n) {
		at = str_find(field, '"', from);
		memcpy(out + n, field.p + from, at - from);
		n += at - from;
		from = at + 1;
		if (at < field.n) {
			out[n++] = '"';
			out[n++] = '"';
		}
	}
	out[n++] = '"';
	return n;
}

void
csv_put_field(struct buf *b, struct str field)
{
	size_t quotes = 0;

	if (!needs_quotes(field)) {
		buf_str(b, field);
		return;
	}
	/* Exactly what it takes, so that the buffer's cap means bytes held. */
	for (size_t i = str_find(field, '"', 0); i < field.n;
	    i = str_find(field, '"', i + 1))
		quotes++;
	if (buf_reserve(b, field.n + quotes + 2))
		b->n += csv_format_field(b->p + b->n, field);
}

bool
csv_list_next(struct str *rest, struct str *item, struct buf *scratch)
{
	const char *p, *end;
	bool escapes = false;
	size_t before;

	while (rest->n > 0 && rest->p[0] == ';') {
		rest->p++;
		rest->n--;
	}
	if (rest->n == 0)
		return false;
	end = rest->p + rest->n;
	for (p = rest->p; p < end && *p != ';'; p++)
		if (*p == '\\' && p + 1 < end) {
			escapes = true;
			p++;
		}
	*item = str_range(rest->p, p);
	*rest = p < end ? str_range(p + 1, end) : (struct str){ end, 0 };
	if (!escapes)
		return true;
	if (!buf_reserve(scratch, item->n)) {
		*item = STR("");
		return true;
	}
	before = scratch->n;
	for (p = item->p; p < item->p + item->n; p++) {
		if (*p == '\\' && p + 1 < item->p + item->n)
			p++;
		scratch->p[scratch->n++] = *p;
	}
	*item = (struct str){ scratch->p + before, scratch->n - before };
	return true;
}

void
csv_list_put(struct buf *b, struct str item, bool first)
{
	size_t from = 0;

	if (!first)
		buf_putc(b, ';');
	for (size_t i = 0; i < item.n; i++) {
		if (item.p[i] != ';' && item.p[i] != '\\')
			continue;
		buf_put(b, item.p + from, i - from);
		buf_putc(b, '\\');
		from = i;
	}
	buf_put(b, item.p + from, item.n - from);
}

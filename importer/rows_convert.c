/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One row to one canonical line. This is the hot path of an import: plain
 * cells go from the file's bytes into the line without a stop between.
 */
#include "importer/rows_internal.h"

#include "importer/decimals.h"
#include "importer/mapped_cell.h"
#include "shared/base/csv.h"
#include "shared/base/utf8.h"
#include "shared/sheet/sheet_text.h"

/* A finding about the cell or row in hand. */
struct finding
rows_finding(struct rows *r)
{
	struct finding f = job_finding(r->j);

	f.row = source_row(&r->j->source, r->row->row);
	f.line = job_line(r->j, r->row->line);
	f.column = r->column;
	if (r->column > 0 && r->column <= r->j->map.n)
		f.header = r->j->map.column[r->column - 1].header;
	if (r->column > 0 && r->column <= r->row->n)
		f.value = sheet_text_unmarked(r->row->field[r->column - 1]);
	f.column = source_column(&r->j->source, r->row->row, r->column);
	return f;
}

void
rows_say(void *ctx, unsigned field, enum finding_level level, const char *code,
    const char *message)
{
	struct rows *r = ctx;
	struct finding f;

	if (r->quiet_pass)
		return;
	f = rows_finding(r);
	f.field = str_of(r->j->schema->field[field].name);
	/* A value from outside of the file, given for all rows. */
	if (r->column == 0 && r->j->map.field[field].set != NULL) {
		f.header = f.field;
		f.value = str_of(r->j->map.field[field].set);
	}
	f.level = level;
	f.code = code;
	f.message = str_of(message);
	finding_put(&r->s->findings, &f);
}

/* Appends a value in canonical form. */
static inline void
put_value(struct rows *r, struct str s)
{
	struct buf *b = &r->line;

	if (buf_reserve(b, 2 * s.n + 2))
		b->n += csv_format_field(b->p + b->n, s);
}

static inline struct str
cell_of(const struct rows *r, const struct map_field *m)
{
	unsigned c = m->column[0];

	return c < r->row->n ? r->row->field[c] : STR("");
}

/* Eight bytes at a time: is some byte of x zero? */
#define ONES 0x0101010101010101ULL
#define HIGH 0x8080808080808080ULL
#define HAS_ZERO(x) (((x) - ONES) & ~(x) & HIGH)
#define HAS(x, c) HAS_ZERO((x) ^ (ONES * (uint64_t)(c)))

/* Some byte is not ASCII, or a comma, quote, line end or plus. */
static inline uint64_t
marks(uint64_t x)
{
	return (x & HIGH) | HAS(x, ',') | HAS(x, '"') | HAS(x, '\n') |
	    HAS(x, '\r') | HAS(x, '+');
}

/* Appends text that is canonical as it stands; false: it may not be. */
static inline bool
put_plain(struct buf *b, struct str s)
{
	uint64_t x, found = 0;
	size_t i = 0;
	char *to;

	if (!buf_reserve(b, s.n + 8))
		return false;
	to = b->p + b->n;
	for (; i + 8 <= s.n; i += 8) {
		memcpy(&x, s.p + i, 8);
		memcpy(to + i, &x, 8);
		found |= marks(x);
	}
	if (i < s.n) {
		x = ONES * 'a';
		memcpy(&x, s.p + i, s.n - i);
		memcpy(to + i, &x, 8);
		found |= marks(x);
	}
	if (found != 0)
		return false;
	b->n += s.n;
	return true;
}

static inline bool
is_edge(char c)
{
	/* Blanks of any kind, and the marks of the workbook's reader. */
	return (unsigned char)c <= ' ' || (unsigned char)c >= 0x80;
}

/*
 * Values that are canonical as they stand, by far the most: text and ids
 * without marks, ISO dates, words seen before. True when it was one.
 */
static bool
put_fast(struct rows *r, unsigned f, struct str raw)
{
	const struct field *fd = &r->j->schema->field[f];
	int32_t date;
	int word;

	if (fd->list || raw.n > 4096)
		return false;
	switch (fd->type) {
	case FIELD_TEXT:
	case FIELD_ID:
		if (is_edge(raw.p[0]) || is_edge(raw.p[raw.n - 1]) ||
		    raw.p[0] == '#')
			return false;
		if (put_plain(&r->line, raw))
			return true;
		/* 1.2E+05 has a word to be said about. */
		if ((fd->type == FIELD_ID && memchr(raw.p, '+', raw.n) !=
		    NULL) || raw.p[0] == '\n' || raw.p[0] == '\r' ||
		    raw.p[raw.n - 1] == '\n' || raw.p[raw.n - 1] == '\r' ||
		    !utf8_is_plain(raw))
			return false;
		put_value(r, raw);
		return true;
	case FIELD_DATE:
		if (!date_parse_iso(raw, &date))
			return false;
		buf_str(&r->line, raw);
		return true;
	case FIELD_WORD:
		word = words_find(r->convert.field[f].words, raw);
		if (word < 0)
			return false;
		buf_puts(&r->line, fd->word[word].word);
		return true;
	default:
		return false;
	}
}


static enum conv
convert_slow(struct rows *r, unsigned f, struct str raw)
{
	enum conv got;

	buf_reset(&r->text);
	got = convert_cell(&r->convert, f, raw, &r->text);
	if (got == CONV_NEED_MARK) {
		decimals_decide(r->j, &r->convert);
		buf_reset(&r->text);
		got = convert_cell(&r->convert, f, raw, &r->text);
	}
	if (got == CONV_NEED_ORDER) {
		if (dates_decide(r->j, &r->convert, &r->s->findings,
		    r->e) == -1) {
			r->failed = true;
			return CONV_BAD;
		}
		buf_reset(&r->text);
		got = convert_cell(&r->convert, f, raw, &r->text);
	}
	return got;
}

/* A field that is expected in every row stands empty. */
static void
say_empty(struct rows *r, unsigned f)
{
	char text[200];

	snprintf(text, sizeof(text), "%s is empty; every record should have "
	    "one", r->j->schema->field[f].title);
	rows_say(r, f, LEVEL_WARNING, "value-missing", text);
}

/* One field; its value is appended to the line. */
static enum conv
put_field(struct rows *r, unsigned f, bool *empty)
{
	const struct map_field *m = &r->j->map.field[f];
	struct buf joined;
	struct str raw;
	enum conv got;

	*empty = true;
	if (m->n == 0 && m->set == NULL)
		return CONV_EMPTY;
	r->column = m->n == 0 ? 0 : m->column[0] + 1;
	raw = m->n == 0 ? str_of(m->set) : cell_of(r, m);
	if (m->n <= 1 && m->how == NULL) {
		if (raw.n == 0)
			return CONV_EMPTY;
		if (put_fast(r, f, raw)) {
			*empty = false;
			return CONV_OK;
		}
		got = convert_slow(r, f, raw);
	} else {
		buf_init(&joined, BUF_MAX_DEFAULT);
		got = convert_slow(r, f, mapped_cell(m, r->row, raw, &joined));
		buf_fini(&joined);
	}
	if (got == CONV_OK && r->text.n > 0) {
		put_value(r, buf_view(&r->text));
		*empty = false;
	}
	return got == CONV_BAD ? CONV_BAD : CONV_OK;
}

/* ---- derived keys ---- */

static void
put_part(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '|' || s.p[i] == '\\')
			buf_putc(out, '\\');
		buf_putc(out, s.p[i]);
	}
}

/* The cell as a key has it: trimmed, NFC, dates as ISO. 0, or -1 unreadable. */
static int
derive_value(struct rows *r, unsigned f, struct buf *out)
{
	const struct map_field *m = &r->j->map.field[f];
	conv_say_fn *before = r->convert.say;
	struct buf joined;
	struct str raw;
	enum conv got;

	if (m->n == 0 && m->set == NULL)
		return 0;
	raw = m->n == 0 ? str_of(m->set) : cell_of(r, m);
	buf_init(&joined, BUF_MAX_DEFAULT);
	if (m->n > 1 || m->how != NULL)
		raw = mapped_cell(m, r->row, raw, &joined);
	if (r->j->schema->field[f].type != FIELD_DATE) {
		put_part(out, convert_plain(&r->convert, raw));
		buf_fini(&joined);
		return 0;
	}
	/* Silent: the field itself says what is wrong with it. */
	r->convert.say = NULL;
	got = convert_slow(r, f, raw);
	r->convert.say = before;
	buf_fini(&joined);
	if (got == CONV_BAD)
		return -1;
	put_part(out, buf_view(&r->text));
	return 0;
}

/* Builds the derived key; false: unreadable (said by the field) or missing. */
static bool
derive_key(struct rows *r, bool *missing)
{
	const struct schema *s = r->j->schema;

	*missing = false;
	buf_reset(&r->derived);
	for (size_t d = 0; d < s->nderive; d++) {
		size_t from;

		if (d > 0)
			buf_putc(&r->derived, '|');
		from = r->derived.n;
		for (size_t k = 0; k < s->derive[d].n &&
		    r->derived.n == from; k++)
			if (derive_value(r, s->derive[d].field[k],
			    &r->derived) == -1)
				return false;
		if (r->derived.n == from && !map_part_may_be_empty(s, d)) {
			*missing = true;
			return false;
		}
	}
	return true;
}

static void
say_no_key(struct rows *r, bool derived)
{
	const struct schema *s = r->j->schema;
	struct finding f;

	if (r->quiet_pass)
		return;
	if (derived)
		r->column = 0;
	f = rows_finding(r);
	f.field = str_of(s->field[s->key].name);
	f.code = "key-missing";
	if (derived) {
		struct buf b;

		buf_init(&b, 1024);
		for (size_t d = 0; d < s->nderive; d++)
			for (size_t k = 0; k < s->derive[d].n; k++)
				buf_printf(&b, "%s%s", k > 0 ? " or " : d > 0 ?
				    ", " : "",
				    s->field[s->derive[d].field[k]].title);
		finding_say(&r->s->findings, &f, "the row has no key: there "
		    "is no %s, and it cannot be made from %s, of which one is "
		    "empty", s->field[s->key].title, buf_cstr(&b));
		buf_fini(&b);
	} else {
		finding_say(&r->s->findings, &f, "%s is empty, so the row has "
		    "no key; give every record one", s->field[s->key].title);
	}
}

/* The key's value into the line; false when the row has none. */
static bool
put_key(struct rows *r)
{
	const struct schema *s = r->j->schema;
	bool empty, missing;

	r->key_at = r->line.n;
	r->key_n = 0;
	if (r->has_key_column) {
		if (put_field(r, s->key, &empty) == CONV_BAD)
			return false;
		if (empty)
			say_no_key(r, false);
	} else if (derive_key(r, &missing)) {
		put_value(r, buf_view(&r->derived));
	} else if (missing) {
		say_no_key(r, true);
	}
	r->key_n = r->line.n - r->key_at;
	r->hash = state_hash(r->state, (struct str){ r->line.p + r->key_at,
		r->key_n });
	state_prefetch(r->state, r->hash, 0);
	return r->key_n > 0;
}

static inline void
put_commas(struct buf *b, unsigned n)
{
	if (!buf_reserve(b, n))
		return;
	for (; n > 0; n--)
		b->p[b->n++] = ',';
}

/*
 * Builds the line's prefix and fields. Sets r->bad when a cell or the key
 * cannot be understood; key_n is 0 when there is no key.
 */
void
rows_convert(struct rows *r)
{
	const struct schema *s = r->j->schema;
	struct buf *b = &r->line;
	size_t key_step = r->nsteps;

	r->bad = false;
	buf_reset(b);
	buf_put(b, r->prefix, r->prefix_n);
	buf_u64(b, source_row(&r->j->source, r->row->row));
	buf_putc(b, ',');
	r->fields_at = b->n;
	for (size_t i = 0; i < r->nsteps; i++) {
		unsigned f = r->step[i].field;
		bool empty;

		put_commas(b, r->step[i].commas);
		if (i == key_step + 4 || i == key_step + 7)
			state_prefetch(r->state, r->hash, i == key_step + 4 ?
			    1 : 2);
		if (f == s->key) {
			if (!put_key(r))
				r->bad = true;
			key_step = i;
			continue;
		}
		if (put_field(r, f, &empty) == CONV_BAD)
			r->bad = true;
		else if (empty && s->field[f].need == NEED_REQUIRED)
			say_empty(r, f);
	}
	put_commas(b, r->commas_behind);
	r->column = 0;
}

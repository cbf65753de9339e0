/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One row to one canonical line; see rows_line.h. This is the hot path of an
 * import: plain cells go from the file's bytes into the line without a stop
 * between.
 */
#include "importer/rows/rows_line.h"

#include <stdio.h>
#include <stdlib.h>

#include "importer/map/mapped_cell.h"
#include "importer/rows/dates.h"
#include "importer/rows/decimals.h"
#include "importer/rows/messages.h"
#include "shared/base/mem.h"
#include "shared/base/utf8.h"
#include "shared/sheet/cell/sheet_text.h"
#include "shared/text/csv.h"

/* Fields without a column or value are only their commas. */
static void
plan_steps(struct rows_line *l)
{
	const struct schema *s = l->j->schema;
	unsigned commas = 0;

	l->step = mem_calloc(s->nfields, sizeof(*l->step));
	for (unsigned f = 0; f < s->nfields; f++) {
		const struct map_field *m = &l->j->map.field[f];

		commas += f > 0;
		if (m->n == 0 && m->set == NULL && f != s->key)
			continue;
		l->step[l->nsteps++] = (struct rows_step){ f, commas };
		commas = 0;
	}
	l->commas_behind = commas;
	l->has_key_column = l->j->map.field[s->key].n > 0 ||
	    l->j->map.field[s->key].set != NULL;
}

/* How a column is read, as far as the call or its mapping file says it. */
static void
settle_column(struct convert_column *c, const struct import_opts *o,
    const struct job *j, size_t f)
{
	c->order = j->dates;
	c->decimal = o->decimal_char;
	if (c->decimal == '\0' && j->mapfile != NULL)
		c->decimal = j->mapfile->decimal;
	c->is_reversed = j->map.field[f].is_reversed;
	c->divisor = j->map.field[f].divisor;
}

void
rows_line_init(struct rows_line *l, struct session *s, struct job *j,
    const struct state *state)
{
	*l = (struct rows_line){ .j = j, .state = state,
		.findings = &s->findings };
	convert_init(&l->convert, &s->std, j->schema, s->refs, s->today);
	l->convert.is_french = j->map.is_french;
	for (size_t f = 0; f < j->schema->nfields; f++)
		settle_column(&l->convert.field[f], s->o, j, f);
	buf_init(&l->text, BUF_MAX_DEFAULT);
	buf_init(&l->value, BUF_MAX_DEFAULT);
	buf_init(&l->derived, BUF_MAX_DEFAULT);
	plan_steps(l);
}

void
rows_line_fini(struct rows_line *l)
{
	convert_fini(&l->convert);
	buf_fini(&l->text);
	buf_fini(&l->value);
	buf_fini(&l->derived);
	free(l->step);
}

void
rows_line_begin(struct rows_line *l, uint64_t index)
{
	l->prefix_n = (size_t)snprintf(l->prefix, sizeof(l->prefix),
	    "put,%llu,", (unsigned long long)index);
}

/* ---- what is said of a cell ---- */

unsigned
rows_line_column(const struct rows_line *l, unsigned field)
{
	const struct map_field *m = &l->j->map.field[field];

	return m->n > 0 ? m->column[0] + 1 : 0;
}

struct finding
rows_line_finding(const struct rows_line *l, unsigned column)
{
	const struct job *j = l->j;
	struct finding f = job_finding(j);

	f.row = source_row(&j->source, l->row->row);
	f.line = job_line(j, l->row->line);
	if (column > 0 && column <= j->map.n)
		f.header = j->map.column[column - 1].header;
	if (column > 0 && column <= l->row->n)
		f.value = sheet_text_unmarked(l->row->field[column - 1]);
	f.column = source_column(&j->source, l->row->row, column);
	return f;
}

/* convert_message_fn; ctx is the line. */
static void
add_message(void *ctx, unsigned field, const struct message *m,
    const struct value *arg, size_t n)
{
	struct rows_line *l = ctx;
	unsigned column = rows_line_column(l, field);
	struct finding f = rows_line_finding(l, column);

	f.field = str_of(l->j->schema->field[field].name);
	/* A value from outside of the file, given for all rows. */
	if (column == 0 && l->j->map.field[field].set != NULL) {
		f.header = f.field;
		f.value = str_of(l->j->map.field[field].set);
	}
	finding_add(l->findings, &f, m, arg, n);
}

/* ---- one field ---- */

/* Appends a value in canonical form. */
static inline void
put_value(struct rows_line *l, struct str s)
{
	struct buf *b = &l->text;

	if (buf_reserve(b, 2 * s.n + 2))
		b->n += csv_format_field(b->p + b->n, s);
}

static inline struct str
cell_of(const struct rows_line *l, const struct map_field *m)
{
	unsigned c = m->column[0];

	return c < l->row->n ? l->row->field[c] : STR("");
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
put_fast(struct rows_line *l, unsigned f, struct str raw)
{
	const struct field *fd = &l->j->schema->field[f];
	int32_t date;
	int word;

	/* Most cells are already as they are to be written. */
	if (fd->list || raw.n > 4096)
		return false;
	switch (fd->type) {
	case FIELD_TEXT:
	case FIELD_ID:
		/* Nothing to trim, and no error value of a spreadsheet. */
		if (is_edge(raw.p[0]) || is_edge(raw.p[raw.n - 1]) ||
		    raw.p[0] == '#')
			return false;
		if (put_plain(&l->text, raw))
			return true;
		/* 1.2E+05 has a word to be said about. */
		if ((fd->type == FIELD_ID && memchr(raw.p, '+', raw.n) !=
		    NULL) || raw.p[0] == '\n' || raw.p[0] == '\r' ||
		    raw.p[raw.n - 1] == '\n' || raw.p[raw.n - 1] == '\r' ||
		    !utf8_is_plain(raw))
			return false;
		put_value(l, raw);
		return true;
	case FIELD_DATE:
		if (!date_parse_iso(raw, &date))
			return false;
		buf_str(&l->text, raw);
		return true;
	case FIELD_WORD:
		word = synonyms_find(l->convert.field[f].words, raw);
		if (word < 0)
			return false;
		buf_puts(&l->text, fd->word[word].word);
		return true;
	default:
		return false;
	}
}

/* What the column's other cells decide is looked up when it is first needed. */
static enum convert_result
convert_slow(struct rows_line *l, struct convert_sink to, unsigned f,
    struct str raw)
{
	enum convert_result got;

	buf_reset(&l->value);
	got = convert_cell(&l->convert, to, f, raw, &l->value);
	if (got == CONVERT_NEED_MARK) {
		decimals_decide(l->j, &l->convert);
		buf_reset(&l->value);
		got = convert_cell(&l->convert, to, f, raw, &l->value);
	}
	if (got == CONVERT_NEED_ORDER) {
		if (dates_decide(l->j, &l->convert, l->findings,
		    &l->err) == -1) {
			l->failed = true;
			return CONVERT_BAD;
		}
		buf_reset(&l->value);
		got = convert_cell(&l->convert, to, f, raw, &l->value);
	}
	return got;
}

/* One field; its value is appended to the line. */
static enum convert_result
put_field(struct rows_line *l, struct convert_sink to, unsigned f, bool *empty)
{
	const struct map_field *m = &l->j->map.field[f];
	struct buf joined;
	struct str raw;
	enum convert_result got;

	*empty = true;
	/* No column and no value: empty. */
	if (m->n == 0 && m->set == NULL)
		return CONVERT_EMPTY;
	raw = m->n == 0 ? str_of(m->set) : cell_of(l, m);
	/* One column as it is: mostly nothing is to be done to it. */
	if (m->n <= 1 && m->how == NULL) {
		if (raw.n == 0)
			return CONVERT_EMPTY;
		if (put_fast(l, f, raw)) {
			*empty = false;
			return CONVERT_OK;
		}
		got = convert_slow(l, to, f, raw);
	} else {
		/* Several columns, or parts of one. */
		buf_init(&joined, BUF_MAX_DEFAULT);
		got = convert_slow(l, to, f, mapped_cell(m, l->row, raw,
		    &joined));
		buf_fini(&joined);
	}
	/* An empty value is no value. */
	if (got == CONVERT_OK && l->value.n > 0) {
		put_value(l, buf_view(&l->value));
		*empty = false;
	}
	return got == CONVERT_BAD ? CONVERT_BAD : CONVERT_OK;
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
derive_value(struct rows_line *l, unsigned f, struct buf *out)
{
	const struct map_field *m = &l->j->map.field[f];
	struct buf joined;
	struct str raw;
	enum convert_result got;

	if (m->n == 0 && m->set == NULL)
		return 0;
	raw = m->n == 0 ? str_of(m->set) : cell_of(l, m);
	buf_init(&joined, BUF_MAX_DEFAULT);
	if (m->n > 1 || m->how != NULL)
		raw = mapped_cell(m, l->row, raw, &joined);
	if (l->j->schema->field[f].type != FIELD_DATE) {
		put_part(out, convert_plain(&l->convert, raw));
		buf_fini(&joined);
		return 0;
	}
	/* The field itself says what is wrong with it. */
	got = convert_slow(l, CONVERT_QUIET, f, raw);
	buf_fini(&joined);
	if (got == CONVERT_BAD)
		return -1;
	put_part(out, buf_view(&l->value));
	return 0;
}

/* Builds the derived key; false: unreadable (said by the field) or missing. */
static bool
derive_key(struct rows_line *l, bool *missing)
{
	const struct schema *s = l->j->schema;

	*missing = false;
	buf_reset(&l->derived);
	for (size_t d = 0; d < s->nderive; d++) {
		size_t from;

		if (d > 0)
			buf_putc(&l->derived, '|');
		from = l->derived.n;
		for (size_t k = 0; k < s->derive[d].n &&
		    l->derived.n == from; k++)
			if (derive_value(l, s->derive[d].field[k],
			    &l->derived) == -1)
				return false;
		if (l->derived.n == from && !map_part_may_be_empty(s, d)) {
			*missing = true;
			return false;
		}
	}
	return true;
}

/* The key's column is empty, or there is none and it cannot be derived. */
static void
add_no_key(struct rows_line *l)
{
	const struct schema *s = l->j->schema;
	struct finding f = rows_line_finding(l, rows_line_column(l, s->key));
	const char *title = s->field[s->key].title;
	struct buf b;

	f.field = str_of(s->field[s->key].name);
	if (l->has_key_column) {
		finding_add(l->findings, &f, &rows_message[ROWS_MSG_KEY_EMPTY],
		    VALUES(title));
		return;
	}
	buf_init(&b, BUF_MAX_DEFAULT);
	for (size_t d = 0; d < s->nderive; d++)
		for (size_t k = 0; k < s->derive[d].n; k++)
			buf_printf(&b, "%s%s", k > 0 ? " or " : d > 0 ? ", " :
			    "", s->field[s->derive[d].field[k]].title);
	finding_add(l->findings, &f, &rows_message[ROWS_MSG_KEY_UNMADE],
	    VALUES(title, buf_view(&b)));
	buf_fini(&b);
}

/* The key's value into the line; false when the row has none. */
static bool
put_key(struct rows_line *l, struct convert_sink to)
{
	const struct schema *s = l->j->schema;
	bool empty, missing;

	l->key_at = l->text.n;
	l->key_n = 0;
	if (l->has_key_column) {
		if (put_field(l, to, s->key, &empty) == CONVERT_BAD)
			return false;
		if (empty && to.put != NULL)
			add_no_key(l);
	} else if (derive_key(l, &missing)) {
		put_value(l, buf_view(&l->derived));
	} else if (missing && to.put != NULL) {
		add_no_key(l);
	}
	l->key_n = l->text.n - l->key_at;
	l->hash = state_hash(l->state, (struct str){ l->text.p + l->key_at,
		l->key_n });
	state_prefetch(l->state, l->hash, 0);
	return l->key_n > 0;
}

static inline void
put_commas(struct buf *b, unsigned n)
{
	if (!buf_reserve(b, n))
		return;
	for (; n > 0; n--)
		b->p[b->n++] = ',';
}

void
rows_line_make(struct rows_line *l, const struct csv_row *row, bool quiet)
{
	const struct convert_sink to = quiet ? CONVERT_QUIET :
	    (struct convert_sink){ add_message, l };
	const struct schema *s = l->j->schema;
	struct buf *b = &l->text;
	size_t key_step = l->nsteps;

	/* What comes before the fields: which batch and row it is. */
	l->row = row;
	l->bad = false;
	l->key_n = 0;
	buf_reset(b);
	buf_put(b, l->prefix, l->prefix_n);
	buf_u64(b, source_row(&l->j->source, l->row->row));
	buf_putc(b, ',');
	l->fields_at = b->n;
	/* The fields in the order of the file, the key among them. */
	for (size_t i = 0; i < l->nsteps; i++) {
		unsigned f = l->step[i].field;
		bool empty;

		put_commas(b, l->step[i].commas);
		/* The key is known by now: fetch its place meanwhile. */
		if (i == key_step + 4 || i == key_step + 7)
			state_prefetch(l->state, l->hash, i == key_step + 4 ?
			    1 : 2);
		if (f == s->key) {
			if (!put_key(l, to))
				l->bad = true;
			key_step = i;
			continue;
		}
		if (put_field(l, to, f, &empty) == CONVERT_BAD)
			l->bad = true;
		else if (empty && s->field[f].need == NEED_REQUIRED && !quiet)
			add_message(l, f,
			    &rows_message[ROWS_MSG_VALUE_MISSING],
			    VALUES(s->field[f].title));
	}
	put_commas(b, l->commas_behind);
}

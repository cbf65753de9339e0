/* SPDX-License-Identifier: Apache-2.0 */
/* Random values of a field, in canonical form and as people write them. */
#include "tests/trip/trip.h"

#include <stdio.h>

#include "shared/base/mem.h"
#include "shared/text/csv.h"

#define COUNT(a) ((unsigned)(sizeof(a) / sizeof((a)[0])))

uint64_t
rng_next(struct rng *r)
{
	uint64_t x = r->s += 0x9e3779b97f4a7c15ULL;

	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9ULL;
	x = (x ^ x >> 27) * 0x94d049bb133111ebULL;
	return x ^ x >> 31;
}

unsigned
rng_below(struct rng *r, unsigned n)
{
	return (unsigned)(rng_next(r) % n);
}

bool
rng_chance(struct rng *r, unsigned percent)
{
	return rng_below(r, 100) < percent;
}

/* ---- text ---- */

struct piece {
	const char *raw, *canon; /* canon NULL: as it is written */
};

static const struct piece latin_pieces[] = {
	{ "alpha", NULL }, { "Beta", NULL }, { "\xc3\x9c" "bung", NULL },
	{ "na\xc3\xafve caf\xc3\xa9", NULL }, { "O'Brien", NULL },
	{ "\"quoted\"", NULL }, { "a \"\" b", NULL }, { "\"", NULL },
	{ "one,two", NULL }, { "one;two", NULL }, { "one|two", NULL },
	{ "tab\there", NULL }, { "two\nlines", NULL }, { "a\n\nb", NULL },
	{ "50 % off", NULL }, { "=SUM(A1:A9)", NULL }, { "+49 30 1234", NULL },
	{ "-dash", NULL }, { "@home", NULL }, { "a  b   c", NULL },
	{ "C:\\path\\file", NULL }, { "100", NULL }, { "007", NULL },
	{ "1,5", NULL }, { "1.234", NULL }, { "#tag", NULL },
	{ "<b>&amp;</b>", NULL }, { "a/b", NULL }, { "TRUE", NULL },
	{ "2026-01-01", NULL }, { "31.12.2025", NULL }, { "no", NULL },
	{ "\xe2\x82\xac 5", NULL }, { "\xe2\x80\x93", NULL }, { "x", NULL },
	{ "]]>", NULL }, { "'", NULL }, { "stra\xc3\x9f" "e", NULL },
	{ "_x00E4_", NULL }, { "1E5", NULL }, { "sep=;", NULL },
};

static const struct piece wide_pieces[] = {
	{ "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e", NULL },
	{ "\xf0\x9d\x92\xb3 \xf0\x9f\x9a\x80", NULL },
	{ "\xce\xa9\xe2\x89\x88", NULL },
	{ "\xd0\x9f\xd1\x80\xd0\xb8\xd1\x91\xd0\xbc", NULL },
	{ "e\xcc\x81t\xc3\xa9", "\xc3\xa9t\xc3\xa9" },
	{ "\xe2\x84\xab", "\xc3\x85" }, { "\xef\xac\x81n", NULL },
	{ "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d", NULL },
	{ "\xe2\x80\xa8", NULL }, { "a\xe2\x80\x8b" "b", NULL },
};

static const char *const pads[] = { " ", "  ", "\t", "\n", " \xc2\xa0" };

static bool
has_any(const char *text, const char *chars)
{
	return text[strcspn(text, chars)] != '\0';
}

static void
put_piece(struct rng *r, bool latin, const char *without, struct buf *canon,
    struct buf *raw)
{
	const struct piece *p;

	do
		p = !latin && rng_chance(r, 30) ?
		    &wide_pieces[rng_below(r, COUNT(wide_pieces))] :
		    &latin_pieces[rng_below(r, COUNT(latin_pieces))];
	while (has_any(p->raw, without));
	buf_puts(raw, p->raw);
	buf_puts(canon, p->canon == NULL ? p->raw : p->canon);
}

void
trip_text(struct rng *r, bool latin, const char *without, struct buf *canon,
    struct buf *raw)
{
	unsigned n = 1 + rng_below(r, 3);

	for (unsigned i = 0; i < n; i++) {
		if (i > 0) {
			buf_putc(canon, ' ');
			buf_putc(raw, ' ');
		}
		put_piece(r, latin, without, canon, raw);
	}
}

/* Blanks before or behind, which an import takes off. */
static struct str
padded(struct rng *r, struct str s, struct arena *a)
{
	const char *pad = pads[rng_below(r, COUNT(pads))];

	if (!rng_chance(r, 8))
		return (struct str){ arena_memdup(a, s.p, s.n), s.n };
	return str_of(arena_printf(a, "%s%.*s%s", rng_chance(r, 50) ? pad : "",
	    (int)s.n, s.p, rng_chance(r, 50) ? pad : ""));
}

/* ---- one item of a type ---- */

static void
put_word(struct rng *r, const struct field *f, const char *without,
    struct buf *canon, struct buf *raw)
{
	const struct field_word *w = &f->word[rng_below(r,
	    (unsigned)f->nwords)];
	const char *said = w->word;

	if (w->naliases > 0 && rng_chance(r, 60))
		said = w->alias[rng_below(r, (unsigned)w->naliases)];
	/* A spelling of two words stands for the first that has it. */
	for (const struct field_word *o = f->word; o < w; o++)
		for (size_t k = 0; k < o->naliases; k++)
			if (strcmp(o->alias[k], said) == 0)
				said = w->word;
	if (has_any(said, without))
		said = w->word;
	buf_puts(canon, w->word);
	buf_puts(raw, said);
}

static void
put_clause(struct rng *r, const struct standard *std, struct buf *canon,
    struct buf *raw)
{
	const char *c = std->clause[rng_below(r,
	    (unsigned)std->nclauses)].number;

	if (rng_chance(r, 10))
		c = "all";
	buf_puts(canon, c);
	buf_puts(raw, c);
}

/* As they are kept, and what people write of them. */
static void
put_standard(struct rng *r, struct buf *canon, struct buf *raw)
{
	static const struct {
		const char *kept, *written;
	} names[] = { { "ISO 9001", "ISO 9001:2015" },
		{ "ISO 14001", "DIN EN ISO 14001" },
		{ "ISO/IEC 27001", "ISO 27001" },
		{ "ISO/IEC 20000-1", "iso 20000" } };
	unsigned i = rng_below(r, COUNT(names));

	buf_puts(canon, names[i].kept);
	buf_puts(raw, rng_chance(r, 50) ? names[i].kept : names[i].written);
}

static void
put_id(struct rng *r, bool latin, const char *without, struct buf *canon,
    struct buf *raw)
{
	char text[40];

	if (rng_chance(r, 15)) {
		trip_text(r, latin, without, canon, raw);
		return;
	}
	snprintf(text, sizeof(text), rng_chance(r, 30) ? "%06u" :
	    rng_chance(r, 50) ? "AB-%u" : "%03u/x", rng_below(r, 9999));
	buf_puts(canon, text);
	buf_puts(raw, text);
}

static void
put_item(struct rng *r, const struct standard *std, const struct field *f,
    bool latin, const char *without, struct buf *canon, struct buf *raw)
{
	switch (f->type) {
	case FIELD_WORD:
		put_word(r, f, without, canon, raw);
		break;
	case FIELD_CLAUSE:
		put_clause(r, std, canon, raw);
		break;
	case FIELD_STANDARD:
		put_standard(r, canon, raw);
		break;
	case FIELD_ID:
	case FIELD_REF:
		put_id(r, latin, without, canon, raw);
		break;
	default:
		trip_text(r, latin, without, canon, raw);
		break;
	}
}

static void
put_list(struct trip_cell *c, const struct standard *std,
    const struct field *f, bool latin, struct rng *r, struct arena *a,
    struct buf *canon)
{
	static const char *const between[] = { ";", "; ", "\n", " | ", ",",
		", " };
	bool comma = f->type != FIELD_TEXT;
	const char *sep = between[rng_below(r, comma ? 6 : 4)];
	unsigned n = 1 + rng_below(r, 4);
	struct buf raw, item;

	/* "8,4.3" may be a clause 8.4.3, and is not guessed. */
	if (f->type == FIELD_CLAUSE && strcmp(sep, ",") == 0)
		sep = ", ";
	buf_init(&raw, BUF_MAX_DEFAULT);
	buf_init(&item, BUF_MAX_DEFAULT);
	for (unsigned i = 0; i < n; i++) {
		if (i > 0)
			buf_puts(&raw, sep);
		buf_reset(&item);
		put_item(r, std, f, latin, comma ? ",;|\n" : ";|\n", &item,
		    &raw);
		csv_list_put(canon, buf_view(&item), i == 0);
	}
	c->kind = TRIP_TEXT;
	c->text = padded(r, buf_view(&raw), a);
	buf_fini(&item);
	buf_fini(&raw);
}

/* ---- the types with other forms than text ---- */

static void
put_number(struct trip_cell *c, const struct field *f, struct rng *r,
    struct buf *canon)
{
	bool percent = f->type == FIELD_PERCENT;
	unsigned decimals = rng_chance(r, 50) ? 0 : 1 + rng_below(r, 4);
	uint64_t v = rng_next(r) % (percent ? 100 : rng_chance(r, 50) ? 1000 :
	    100000000);
	char text[40];

	snprintf(text, sizeof(text), "%s%llu", !percent && rng_chance(r, 10) &&
	    v > 0 ? "-" : "", (unsigned long long)v);
	buf_puts(canon, text);
	if (decimals > 0) {
		buf_putc(canon, '.');
		while (--decimals > 0)
			buf_putc(canon, (char)('0' + rng_below(r, 10)));
		buf_putc(canon, (char)('1' + rng_below(r, 9)));
	}
	c->kind = percent ? TRIP_PERCENT : TRIP_NUMBER;
}

static void
put_date(struct trip_cell *c, struct rng *r, struct buf *canon)
{
	int32_t first = date_of(1900, 1, 1), last = date_of(9999, 12, 31);
	int32_t near = date_of(2026, 1, 1);
	char text[DATE_TEXT];

	c->date = rng_chance(r, 80) ? near - 1500 + (int32_t)rng_below(r,
	    3000) : first + (int32_t)rng_below(r, (unsigned)(last - first) + 1);
	if (rng_chance(r, 2))
		c->date = rng_chance(r, 50) ? first + (int32_t)rng_below(r,
		    90) : last;
	date_format(text, c->date);
	buf_puts(canon, text);
	c->kind = TRIP_DATE;
}

static void
put_yesno(struct trip_cell *c, const struct field *f, bool reversed,
    struct rng *r, struct buf *canon)
{
	static const char *const yes[] = { "yes", "Yes", "Y", "true", "1", "x",
		"ja", "oui", "\xe2\x9c\x93", "TRUE", "S\xc3\xad" };
	static const char *const no[] = { "no", "No", "N", "false", "0",
		"nein", "non", "FALSE", "off" };
	bool is_yes = rng_chance(r, 50);

	buf_puts(canon, is_yes ? "yes" : "no");
	if (rng_chance(r, 40)) {
		c->kind = TRIP_YESNO;
		c->text = str_of(is_yes != reversed ? "yes" : "no");
		return;
	}
	c->kind = TRIP_TEXT;
	c->text = str_of(is_yes != reversed ? yes[rng_below(r, 8)] :
	    no[rng_below(r, COUNT(no))]);
	for (size_t i = 0; rng_chance(r, 20) && i < f->nwords; i++)
		if (str_is(buf_view(canon), f->word[i].word) &&
		    f->word[i].naliases > 0)
			c->text = str_of(f->word[i].alias[rng_below(r,
			    (unsigned)f->word[i].naliases)]);
}

static bool
is_digits(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!ascii_is_digit(s.p[i]))
			return false;
	return s.n > 0 && s.n <= 12;
}

void
trip_value(struct trip_cell *c, const struct standard *std,
    const struct field *f, bool reversed, bool latin, struct rng *r,
    struct arena *a, struct buf *canon)
{
	struct buf raw;

	*c = (struct trip_cell){ .look = (unsigned)rng_next(r) };
	if (f->list) {
		put_list(c, std, f, latin, r, a, canon);
	} else if (f->type == FIELD_NUMBER || f->type == FIELD_PERCENT) {
		put_number(c, f, r, canon);
	} else if (f->type == FIELD_DATE) {
		put_date(c, r, canon);
	} else if (f->type == FIELD_YESNO) {
		put_yesno(c, f, reversed, r, canon);
	} else {
		buf_init(&raw, BUF_MAX_DEFAULT);
		put_item(r, std, f, latin, "", canon, &raw);
		c->kind = TRIP_TEXT;
		c->text = padded(r, buf_view(&raw), a);
		buf_fini(&raw);
	}
	if (c->kind != TRIP_TEXT && c->kind != TRIP_YESNO)
		c->text = (struct str){ arena_memdup(a, canon->p, canon->n),
			canon->n };
	if (c->kind == TRIP_TEXT && f->type != FIELD_TEXT && !f->list &&
	    is_digits(c->text))
		c->kind = TRIP_DIGITS;
}

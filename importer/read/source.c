/* SPDX-License-Identifier: Apache-2.0 */
/* A table's text: where it begins and ends, and its delimiter; see source.h. */
#include "importer/read/source.h"

#include "importer/common/delimiter.h"
#include "importer/common/fold.h"

#define SAMPLE_ROWS 40
#define WIDTHS 64

/* ---- delimiter ---- */

/* How many of the first rows have how many columns; wider ones count as the widest. */
struct widths {
	unsigned rows, with[WIDTHS];
};

static bool
on_sample(void *ctx, const struct csv_row *row)
{
	struct widths *w = ctx;

	w->with[row->n < WIDTHS ? row->n : WIDTHS - 1]++;
	w->rows++;
	return w->rows < SAMPLE_ROWS;
}

/*
 * The delimiter under which most of the first rows have one and the same
 * number of columns, of those the one with the most columns. Titles above the
 * header do not count against it. A file of one column is read with commas.
 */
static char
sniff_delimiter(struct str text)
{
	unsigned best_share = 0, best_columns = 1;
	char best = ',';

	for (size_t i = 0; DELIMITERS[i] != '\0'; i++) {
		struct widths w = { 0 };
		struct err e = { 0 };
		unsigned columns = 0, share;

		(void)csv_read(text, DELIMITERS[i], on_sample, &w, &e);
		for (unsigned n = 2; n < WIDTHS; n++)
			if (w.with[n] > 0 && w.with[n] >= w.with[columns])
				columns = n;
		if (columns == 0)
			continue;
		share = w.with[columns] * 1000 / w.rows;
		if (best_columns == 1 || share > best_share ||
		    (share == best_share && columns > best_columns)) {
			best = DELIMITERS[i];
			best_share = share;
			best_columns = columns;
		}
	}
	return best;
}

/* Excel's own first line "sep=;" says the delimiter. */
static bool
read_sep_line(struct source *s)
{
	struct str t = s->text;
	size_t end = 5;
	char c;

	if (t.n < 5 || (t.p[0] != 's' && t.p[0] != 'S') ||
	    memcmp(t.p + 1, "ep=", 3) != 0 ||
	    memchr(DELIMITERS, t.p[4], strlen(DELIMITERS)) == NULL)
		return false;
	c = t.p[4];
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

/* ---- totals ---- */

static bool
is_totals_word(struct str s)
{
	static const char *const words[] = { "total", "totals", "grandtotal",
		"sum", "gesamt", "gesamtsumme", "summe", "insgesamt", "somme",
		"totalgeneral", "suma", "sumatotal", "soma", "totalgeral" };
	struct buf b;
	bool yes = false;

	if (s.n > 40)
		return false;
	buf_init(&b, 256);
	fold_header(&b, s);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		yes = yes || str_is(buf_view(&b), words[i]);
	buf_fini(&b);
	return yes;
}

struct totals {
	bool found;
};

/* The first cell with text says "Total", and few of the others say anything. */
static bool
find_totals(void *ctx, const struct csv_row *row)
{
	struct totals *t = ctx;
	size_t filled = 0, first = row->n;

	for (size_t i = 0; i < row->n; i++)
		if (str_trim(row->field[i]).n > 0) {
			filled++;
			first = first == row->n ? i : first;
		}
	t->found = row->n > 2 && first < row->n && filled * 2 <= row->n &&
	    is_totals_word(row->field[first]);
	return false;
}

/* The last line with something in it; what stands behind a quote is left alone. */
static struct str
last_line(struct str text)
{
	const char *end = text.p + text.n, *p;

	while (end > text.p && (end[-1] == '\n' || end[-1] == '\r'))
		end--;
	for (p = end; p > text.p && p[-1] != '\n' && p[-1] != '\r'; p--)
		if (p[-1] == '"')
			return STR("");
	return p == text.p ? STR("") : str_range(p, end);
}

static void
cut_totals(struct source *s)
{
	struct str line = last_line(s->text);
	struct totals t = { false };
	struct err e = { 0 };

	if (line.n == 0 || line.n > 4096)
		return;
	(void)csv_read(line, s->delimiter, find_totals, &t, &e);
	if (!t.found)
		return;
	s->totals = line;
	s->text.n = (size_t)(line.p - s->text.p);
}

void
source_init(struct source *s, const struct input *h, size_t table,
    char delimiter)
{
	*s = (struct source){ .file = h, .name = h->name, .sha256 = h->sha256,
		.encoding = h->encoding, .bytes = h->bytes, .text = h->bytes,
		.delimiter = delimiter };
	if (h->is_read) {
		const struct reader_sheet *r = &h->reading.sheet[table];

		s->text = r->text;
		if (input_is_book(h)) {
			s->sheet = r->name;
			s->number = (unsigned)table;
			s->state = r->state;
			s->facts = &r->facts;
			s->delimiter = ',';
		}
	}
	if (str_starts(s->text, STR("\xef\xbb\xbf"))) {
		s->text.p += 3;
		s->text.n -= 3;
	}
	if (s->sheet == NULL && !read_sep_line(s) && delimiter == '\0')
		s->delimiter = sniff_delimiter(s->text);
	cut_totals(s);
}

void
source_passed(const struct source *s, const char *at)
{
	map_passed(s->file->is_read ? &s->file->reading.map : &s->file->map,
	    at);
}

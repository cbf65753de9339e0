/* SPDX-License-Identifier: Apache-2.0 */
/* disclosure.txt, written and read; see disclosure.h. */
#include "reports/disclose/disclosure.h"

#include <stdlib.h>

#include "shared/base/enc.h"
#include "shared/base/num.h"

#define FORMAT "preaudit-disclosure/1"
#define MAX_INT 9007199254740991ULL

/* ---- written ---- */

static void
put_hashes(struct buf *b, const struct merkle_many *p)
{
	for (size_t i = 0; i < p->n; i++) {
		base64_put(b, p->hash[i].b, SHA256_BYTES);
		buf_putc(b, '\n');
	}
}

void
disclosure_put_lines(struct buf *b, const struct disclosure *d)
{
	buf_puts(b, FORMAT "\nregister ");
	buf_str(b, d->reg);
	buf_puts(b, "\nseed ");
	buf_str(b, d->seed);
	buf_puts(b, "\nsize ");
	buf_u64(b, d->size);
	buf_putc(b, '\n');
	for (size_t i = 0; i < d->nlines; i++) {
		buf_u64(b, d->line[i].position);
		buf_putc(b, ' ');
		base64_put(b, (const uint8_t *)d->line[i].line.p,
		    d->line[i].line.n);
		buf_putc(b, '\n');
	}
	put_hashes(b, &d->rows);
}

static void
put_record(struct buf *b, const struct disclosure_record *r)
{
	buf_u64(b, r->index);
	buf_putc(b, ' ');
	buf_str(b, r->line);
}

void
disclosure_put_records(struct buf *b, const struct disclosure *d)
{
	buf_putc(b, '\n');
	put_record(b, &d->batch);
	put_record(b, &d->record);
	put_hashes(b, &d->log);
	buf_putc(b, '\n');
	buf_str(b, d->checkpoint);
}

/* ---- read ---- */

/* A text on its way, and where in it we are. */
struct reader {
	struct str rest;
	struct str line;  /* the newest, without its LF */
	uint64_t number;  /* of that line, from 1 */
	struct err *e;
};

static int
malformed(struct reader *r, const char *what)
{
	return err_set(r->e, ERR_INTEGRITY, "line %llu %s",
	    (unsigned long long)r->number, what);
}

/* The next line; one without an LF is none. */
static bool
next(struct reader *r)
{
	size_t lf = str_find(r->rest, '\n', 0);

	r->number++;
	if (lf == r->rest.n)
		return false;
	r->line = (struct str){ r->rest.p, lf };
	r->rest.p += lf + 1;
	r->rest.n -= lf + 1;
	return true;
}

/* A line "WORD VALUE" with some value. */
static int
read_word(struct reader *r, const char *word, struct str *value)
{
	size_t n = strlen(word);

	if (!next(r) || r->line.n <= n + 1 || r->line.p[n] != ' ' ||
	    !str_starts(r->line, str_of(word)))
		return err_set(r->e, ERR_INTEGRITY, "line %llu is not \"%s "
		    "...\"", (unsigned long long)r->number, word);
	*value = str_range(r->line.p + n + 1, r->line.p + r->line.n);
	return 0;
}

/* "NUMBER REST" of the newest line. */
static bool
split_number(struct str line, uint64_t *n, struct str *rest)
{
	size_t at = str_find(line, ' ', 0);

	if (at == line.n)
		return false;
	*rest = str_range(line.p + at + 1, line.p + line.n);
	return num_parse_u64((struct str){ line.p, at }, MAX_INT, n);
}

/* Hashes to the empty line that ends a part; the first is read already. */
static int
read_hashes(struct reader *r, struct merkle_many *p)
{
	struct merkle_hash h;
	size_t n;

	while (r->line.n > 0) {
		if (!base64_parse(h.b, SHA256_BYTES, &n, r->line) ||
		    n != SHA256_BYTES)
			return malformed(r, "is no hash in base64");
		merkle_many_add(p, &h);
		if (!next(r))
			return malformed(r, "is missing");
	}
	return 0;
}

static int
read_line(struct reader *r, struct disclosure *d, size_t *cap, uint64_t at,
    struct str text)
{
	uint8_t *bytes = arena_alloc(&d->mem, text.n + 1, 1);
	size_t n;

	if (d->nlines == 0 ? at != 0 : at <= d->line[d->nlines - 1].position)
		return malformed(r, d->nlines == 0 ? "is not the header, line "
		    "0 of the register" : "is out of order");
	if (d->nlines > DISCLOSURE_MAX_LINES)
		return malformed(r, "is one more than a disclosure may have");
	if (!base64_parse(bytes, text.n, &n, text))
		return malformed(r, "is not a line in base64");
	d->line = mem_grow(d->line, cap, d->nlines, sizeof(*d->line));
	d->line[d->nlines++] = (struct disclosure_line){ at,
		{ (const char *)bytes, n } };
	return 0;
}

static int
read_lines(struct reader *r, struct disclosure *d)
{
	struct str text;
	size_t cap = 0;
	uint64_t at;

	for (;;) {
		if (!next(r))
			return malformed(r, "is missing");
		if (!split_number(r->line, &at, &text))
			break;
		if (read_line(r, d, &cap, at, text) == -1)
			return -1;
	}
	if (d->nlines == 0)
		return malformed(r, "is not the header, line 0 of the "
		    "register");
	return read_hashes(r, &d->rows);
}

static int
read_record(struct reader *r, struct disclosure_record *x)
{
	if (!next(r) || !split_number(r->line, &x->index, &x->line))
		return malformed(r, "is no record of the log with its number");
	x->line.n++; /* its LF, which is there */
	return 0;
}

int
disclosure_parse(struct disclosure *d, struct str text, struct err *e)
{
	struct reader r = { .rest = text, .e = e };
	struct str size;

	*d = (struct disclosure){ .nlines = 0 };
	/* What was drawn, and how. */
	if (!next(&r) || !str_is(r.line, FORMAT))
		return malformed(&r, "is not " FORMAT);
	if (read_word(&r, "register", &d->reg) == -1 ||
	    read_word(&r, "seed", &d->seed) == -1 ||
	    read_word(&r, "size", &size) == -1)
		return -1;
	if (!num_parse_u64(size, MAX_INT, &d->size) || d->size == 0)
		return malformed(&r, "states no size");
	if (read_lines(&r, d) == -1)
		return -1;
	d->handed = str_range(text.p, r.line.p);
	/* What shows that it stands in the log. */
	if (read_record(&r, &d->batch) == -1 ||
	    read_record(&r, &d->record) == -1)
		return -1;
	if (d->batch.index >= d->record.index)
		return malformed(&r, "is out of order");
	if (!next(&r))
		return malformed(&r, "is missing");
	if (read_hashes(&r, &d->log) == -1)
		return -1;
	if (r.rest.n == 0) {
		r.number++;
		return malformed(&r, "is no checkpoint");
	}
	d->checkpoint = r.rest;
	return 0;
}

void
disclosure_free(struct disclosure *d)
{
	free(d->line);
	merkle_many_free(&d->rows);
	merkle_many_free(&d->log);
	arena_fini(&d->mem);
	*d = (struct disclosure){ .nlines = 0 };
}

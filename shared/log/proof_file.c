/* SPDX-License-Identifier: Apache-2.0 */
/* tlog-proof files and consistency receipts (docs/store-format.md 7); see note.h. */
#include "shared/base/enc.h"
#include "shared/base/num.h"
#include "shared/log/note.h"

#define HEADER "c2sp.org/tlog-proof@v1"
#define MAX_INT 9007199254740991ULL

static void
put_hashes(struct buf *b, const struct merkle_proof *p)
{
	for (unsigned i = 0; i < p->n; i++) {
		base64_put(b, p->hash[i].b, SHA256_BYTES);
		buf_putc(b, '\n');
	}
}

/* One hash line into the proof. */
static bool
read_hash(struct str line, struct merkle_proof *p)
{
	size_t n;

	return p->n < MERKLE_MAX_PROOF && base64_parse(p->hash[p->n].b,
	    SHA256_BYTES, &n, line) && n == SHA256_BYTES && ++p->n > 0;
}

void
proof_file_format(struct buf *b, const struct proof_file *p)
{
	struct buf extra;

	buf_init(&extra, BUF_MAX_DEFAULT);
	buf_str(&extra, p->leaf);
	buf_puts(&extra, "old ");
	buf_u64(&extra, p->head_size);
	buf_putc(&extra, '\n');
	put_hashes(&extra, &p->consistency);
	buf_puts(b, HEADER "\nextra ");
	base64_put(b, (const uint8_t *)extra.p, extra.n);
	buf_puts(b, "\nindex ");
	buf_u64(b, p->index);
	buf_putc(b, '\n');
	put_hashes(b, &p->inclusion);
	buf_putc(b, '\n');
	buf_str(b, p->checkpoint);
	buf_fini(&extra);
}

static int
malformed(struct err *e, const char *what)
{
	return err_set(e, ERR_INTEGRITY, "not a proof file: %s", what);
}

/* A line "WORD VALUE"; the value, or p NULL. */
static struct str
value_of(struct str line, const char *word)
{
	size_t n = strlen(word);

	if (!str_starts(line, str_of(word)) || line.n <= n ||
	    line.p[n] != ' ')
		return (struct str){ NULL, 0 };
	return (struct str){ line.p + n + 1, line.n - n - 1 };
}

static int
parse_extra(struct proof_file *p, struct str text, struct buf *scratch,
    struct err *e)
{
	size_t from = scratch->n, n, lf;
	struct str extra, line, rest;

	if (!buf_reserve(scratch, text.n))
		return malformed(e, "it is too long");
	if (!base64_parse((uint8_t *)scratch->p + from, text.n, &n, text))
		return malformed(e, "its extra line is not base64");
	scratch->n += n;
	extra = (struct str){ scratch->p + from, n };
	lf = str_find(extra, '\n', 0);
	if (lf == extra.n)
		return malformed(e, "its extra line holds no record");
	p->leaf = (struct str){ extra.p, lf + 1 };
	rest = (struct str){ extra.p + lf + 1, extra.n - lf - 1 };
	if (rest.n == 0 || rest.p[rest.n - 1] != '\n')
		return malformed(e, "its extra line is cut off");
	rest.n--;
	if (!str_next(&rest, '\n', &line) || !num_parse_u64(value_of(line,
	    "old"), MAX_INT, &p->head_size))
		return malformed(e, "its extra line names no old size");
	while (str_next(&rest, '\n', &line))
		if (!read_hash(line, &p->consistency))
			return malformed(e, "a consistency hash is wrong");
	return 0;
}

int
proof_file_parse(struct proof_file *p, struct str text, struct buf *scratch,
    struct err *e)
{
	struct str rest = text, line, value;

	*p = (struct proof_file){ .index = 0 };
	/* What kind of file it is. */
	if (!str_next(&rest, '\n', &line) || !str_is(line, HEADER))
		return malformed(e, "the first line is not " HEADER);
	/* What the file was made of. */
	if (!str_next(&rest, '\n', &line))
		return malformed(e, "it ends too early");
	value = value_of(line, "extra");
	if (value.n == 0)
		return malformed(e, "the second line is not \"extra\"");
	if (parse_extra(p, value, scratch, e) == -1)
		return -1;
	/* Which record, and the hashes that lead to the root. */
	if (!str_next(&rest, '\n', &line) || !num_parse_u64(value_of(line,
	    "index"), MAX_INT, &p->index))
		return malformed(e, "the third line is not \"index\"");
	for (;;) {
		if (!str_next(&rest, '\n', &line))
			return malformed(e, "it holds no checkpoint");
		if (line.n == 0)
			break;
		if (!read_hash(line, &p->inclusion))
			return malformed(e, "an inclusion hash is wrong");
	}
	/* The rest is the checkpoint, as it was signed. */
	if (rest.p == NULL || rest.n == 0)
		return malformed(e, "it holds no checkpoint");
	p->checkpoint = rest;
	return 0;
}

void
consistency_file_format(struct buf *b, uint64_t old,
    const struct merkle_proof *p, struct str checkpoint)
{
	buf_puts(b, "old ");
	buf_u64(b, old);
	buf_putc(b, '\n');
	put_hashes(b, p);
	buf_putc(b, '\n');
	buf_str(b, checkpoint);
}

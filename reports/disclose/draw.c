/* SPDX-License-Identifier: Apache-2.0 */
/* Positions from a seed; see draw.h. */
#include "reports/disclose/draw.h"

void
draw_begin(struct draw *d, const char *seed, const char *rows_root,
    uint64_t rows)
{
	*d = (struct draw){ .rows = rows };
	sha256_init(&d->sha);
	buf_init(&d->text, BUF_MAX_DEFAULT);
	buf_printf(&d->text, "preaudit-draw/1\n%s\n%s\n%llu\n", seed,
	    rows_root, (unsigned long long)rows);
	d->head = d->text.n;
}

/* The first eight bytes of the hash for the next counter, as a number. */
static uint64_t
next_number(struct draw *d)
{
	uint8_t digest[SHA256_BYTES];
	uint64_t v = 0;

	d->text.n = d->head;
	buf_u64(&d->text, d->counter++);
	buf_putc(&d->text, '\n');
	sha256_start(&d->sha);
	sha256_put(&d->sha, d->text.p, d->text.n);
	sha256_end(&d->sha, digest);
	for (int i = 0; i < 8; i++)
		v = v << 8 | digest[i];
	return v;
}

uint64_t
draw_next(struct draw *d)
{
	/* 2^64 modulo rows: so many numbers at the top would favour some. */
	uint64_t odd = (UINT64_MAX % d->rows + 1) % d->rows, v;

	do
		v = next_number(d);
	while (v > UINT64_MAX - odd);
	return 1 + v % d->rows;
}

void
draw_end(struct draw *d)
{
	sha256_fini(&d->sha);
	buf_fini(&d->text);
}

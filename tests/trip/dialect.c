/* SPDX-License-Identifier: Apache-2.0 */
/* Which CSV dialect a table is written in, and what its reader must be told. */
#include "tests/trip/trip.h"

#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>

struct trip_dialect
trip_dialect_of(const struct trip_table *t, unsigned k, bool decoded)
{
	static const char delimiters[] = ",;\t|";
	static const char *const eols[] = { "\r\n", "\n", "\r" };
	static const char *const encodings[] = { "utf-16le", "utf-16be",
		"windows-1252" };
	unsigned n = t->number * 7 + k;

	return (struct trip_dialect){ .delimiter = delimiters[k % 4],
		.encoding = !decoded ? "utf-8" : t->latin ? encodings[2] :
		encodings[n % 2], .eol = eols[n / 2 % 3],
		.bom = decoded || n % 3 == 0, .decimal_comma = n / 3 % 2 == 0,
		.names_decimal = n % 5 == 0 };
}

struct trip_asks
trip_asks_of(const struct trip_table *t, const struct trip_dialect *d, bool open)
{
	struct trip_asks a = { .decimal = '\0' };

	if (d->names_decimal)
		a.decimal = d->decimal_comma ? ',' : '.';
	if (open)
		a.order = t->dmy ? DATE_DMY : DATE_MDY;
	if (t->number % 4 == 0)
		a.delimiter = d->delimiter;
	return a;
}

/* UTF-8 to another encoding; false where a letter is not in it. */
bool
trip_encode(const struct buf *from, const struct trip_dialect *d, struct buf *to)
{
	iconv_t cd = iconv_open(d->encoding, "UTF-8");
	char *in = from->p, *out;
	size_t left = from->n, room = 4 * from->n + 16, all = room;
	bool good;

	if (d->bom && d->encoding[0] == 'u')
		buf_puts(to, strcmp(d->encoding, "utf-8") == 0 ?
		    "\xef\xbb\xbf" : strcmp(d->encoding, "utf-16le") == 0 ?
		    "\xff\xfe" : "\xfe\xff");
	(void)buf_reserve(to, room);
	out = to->p + to->n;
	good = cd != (iconv_t)-1 && iconv(cd, &in, &left, &out, &room) == 0;
	to->n += all - room;
	if (cd != (iconv_t)-1)
		iconv_close(cd);
	return good;
}

void
trip_put_file(const char *path, const struct buf *b)
{
	FILE *f = fopen(path, "wb");

	if (f == NULL || fwrite(b->p, 1, b->n, f) != b->n || fclose(f) != 0)
		abort();
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * trip all SEED FIRST TABLES: round trips of random tables in the current
 * folder, and a line a format: how many of how many came back. A table that
 * does not is shown with the call that makes it alone.
 * trip books ...: writes typed workbooks bookN.xlsx, ten tables in each.
 * trip ods ...: reads bookN.ods, which another program has made of them.
 * trip files ...: a file a table, in turn of every format, with EXPECTED beside
 * it; a line each: file, register, salted or plain, options of the importer.
 */
#include <stdio.h>
#include <stdlib.h>

#include "importer/common/delimiter.h"
#include "shared/base/mem.h"
#include "shared/file/fileio.h"
#include "tests/trip/trip.h"

#define GROUP 50 /* sheets in a workbook */
#define SHOWN 5

enum { FORMAT_CSV, FORMAT_DECODED, FORMAT_FODS, FORMAT_ODS, FORMAT_XLSX,
	FORMAT__MAX = FORMAT_XLSX + BOOK__MAX };

static const char *const format_name[FORMAT__MAX] = { "CSV, UTF-8",
	"CSV, UTF-16 and Windows-1252", "flat ODS",
	"ODS by LibreOffice", "XLSX, typed",
	"XLSX, typed, constant memory", "XLSX, all text",
	"XLSX, all text, constant memory" };

static const struct input_how by_bytes = { .form = READER_SHOWN,
	.quiet = true };

struct trip {
	struct session s;
	struct store empty;
	uint64_t seed;
	unsigned tables, first, group, made;
	unsigned long tried[FORMAT__MAX], same[FORMAT__MAX];
	unsigned shown, last; /* tables shown, the last of them */
};

static void
die(const struct err *e)
{
	err_print("trip", e);
	exit(1);
}

static void
begin(struct trip *x)
{
	char *dir = standard_shipped();
	struct err e = { 0 };

	finding_init(&x->s.findings);
	buf_init(&x->s.notices, BUF_MAX_DEFAULT);
	if (dir == NULL || standard_load_dir(&x->s.std, dir, &e) == -1)
		die(&e);
	free(dir);
	x->s.has_std = true;
	x->s.headers = headers_new(&x->s.std);
	x->s.refs = refs_new(&x->s.std);
	x->s.today = date_of(2026, 9, 30);
	x->s.store = &x->empty;
}

static void
count(struct trip *x, int format, const struct trip_table *t, bool same,
    const char *how, struct buf *why)
{
	x->tried[format]++;
	x->same[format] += same;
	if (!same && x->last != t->number && x->shown++ < SHOWN)
		printf("not the same: %s%s of %s; SEED=%llu FIRST=%u TABLES=1\n"
		    "%s", format_name[format], how, t->schema->name,
		    (unsigned long long)x->seed, t->number, buf_cstr(why));
	if (!same)
		x->last = t->number;
	buf_reset(why);
}

/* ---- text ---- */

/* By its bytes; where they do not say the encoding, by its name. */
static bool
hand_in(struct input *h, struct buf *bytes, const struct trip_dialect *d)
{
	const struct input_how named = { .encoding = d->encoding,
		.form = READER_SHOWN, .quiet = true };
	struct err e = { 0 };

	if (strcmp(d->encoding, "windows-1252") != 0)
		return input_from(h, "trip.csv", bytes, &e) == 0;
	trip_put_file("trip.csv", bytes);
	if (input_open(h, "trip.csv", &by_bytes, &e) == 0)
		return true;
	input_close(h);
	return input_open(h, "trip.csv", &named, &e) == 0;
}

static void
trip_text_file(struct trip *x, const struct trip_table *t, unsigned k,
    bool decoded, struct buf *why)
{
	struct trip_dialect d = trip_dialect_of(t, k, decoded);
	struct trip_asks ask;
	struct buf text, bytes;
	struct input h;
	char how[80];

	buf_init(&text, BUF_MAX_DEFAULT);
	buf_init(&bytes, BUF_MAX_DEFAULT);
	ask = trip_asks_of(t, &d, trip_csv(&text, t, &d));
	if (trip_encode(&text, &d, &bytes)) {
		bool same = hand_in(&h, &bytes, &d);

		if (!same)
			buf_puts(why, "  refused\n");
		else
			same = trip_same(&x->s, &h, 0, t, &ask, why);
		snprintf(how, sizeof(how), " (delimiter %s%s, %s, line end "
		    "0x%02x, decimal %c)", delimiter_name(d.delimiter),
		    ask.delimiter ? " named" : "", d.encoding,
		    (unsigned)d.eol[0], d.decimal_comma ? ',' : '.');
		count(x, decoded ? FORMAT_DECODED : FORMAT_CSV, t, same, how,
		    why);
		input_close(&h);
	}
	buf_fini(&text);
	buf_fini(&bytes);
}

/* ---- workbooks ---- */

static void
compare_book(struct trip *x, const struct input *h,
    const struct trip_table *t, size_t n, int format, bool texts,
    struct buf *why)
{
	const struct trip_asks ask = { .decimal = texts ? '.' : '\0' };

	for (size_t i = 0; i < n; i++) {
		bool same = i < h->reading.n;

		if (same)
			same = trip_same(&x->s, h, i, &t[i], &ask, why);
		else
			buf_puts(why, "  no such sheet\n");
		count(x, format, &t[i], same, "", why);
	}
}

static void
trip_fods_book(struct trip *x, const struct trip_table *t, size_t n,
    struct buf *why)
{
	struct err e = { 0 };
	struct buf xml;
	struct input h;

	buf_init(&xml, BUF_MAX_DEFAULT);
	trip_fods(&xml, t, n);
	if (input_from(&h, "trip.fods", &xml, &e) == -1)
		err_print("trip", &e);
	compare_book(x, &h, t, n, FORMAT_FODS, false, why);
	input_close(&h);
	buf_fini(&xml);
}

static void
trip_xlsx_book(struct trip *x, const struct trip_table *t, size_t n,
    enum trip_book how, struct buf *why)
{
	struct err e = { 0 };
	struct input h;

	trip_xlsx("trip.xlsx", t, n, how);
	if (input_open(&h, "trip.xlsx", &by_bytes, &e) == -1)
		err_print("trip", &e);
	compare_book(x, &h, t, n, FORMAT_XLSX + (int)how, how == BOOK_TEXTS ||
	    how == BOOK_TEXTS_CONSTANT, why);
	input_close(&h);
}

/* ---- groups of tables ---- */

typedef void group_fn(struct trip *x, const struct trip_table *t, size_t n);

static void
each_group(struct trip *x, group_fn *fn)
{
	struct trip_table *t = mem_calloc(GROUP, sizeof(*t));

	for (unsigned at = 0; at < x->tables; at += x->group) {
		struct arena a = { 0 };
		size_t n = x->tables - at < x->group ? x->tables - at :
		    x->group;

		for (size_t i = 0; i < n; i++)
			trip_make(&t[i], &x->s, x->seed, x->first + at +
			    (unsigned)i, &a);
		fn(x, t, n);
		x->made += (unsigned)n;
		arena_fini(&a);
		arena_fini(&x->s.arena);
	}
	free(t);
}

static void
all_formats(struct trip *x, const struct trip_table *t, size_t n)
{
	struct buf why;

	buf_init(&why, BUF_MAX_DEFAULT);
	for (size_t i = 0; i < n; i++) {
		for (unsigned k = 0; k < 4; k++)
			trip_text_file(x, &t[i], k, false, &why);
		if (t[i].number % 3 == 0)
			trip_text_file(x, &t[i], t[i].number / 3, true, &why);
	}
	trip_fods_book(x, t, n, &why);
	for (int how = 0; how < BOOK__MAX; how++)
		trip_xlsx_book(x, t, n, (enum trip_book)how, &why);
	buf_fini(&why);
}

/* ---- other programs ---- */

/*
 * What the other program would not give back: it counts the days before March
 * 1900 otherwise than Excel, and drops the tabs of a cell with several lines.
 */
static bool
is_lost(const struct trip_cell *c)
{
	return (c->kind == TRIP_DATE && c->date < date_of(1900, 3, 1)) ||
	    (c->kind == TRIP_TEXT && memchr(c->text.p, '\t', c->text.n) !=
	    NULL && memchr(c->text.p, '\n', c->text.n) != NULL);
}

static size_t
without_lost(const struct trip_table *t, size_t n, struct trip_table *out)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		bool lost = false;

		for (size_t k = 0; k < t[i].nrows; k++)
			for (size_t c = 0; c < t[i].ncolumns; c++)
				lost = lost || is_lost(&t[i].row[k].cell[c]);
		if (!lost)
			out[kept++] = t[i];
	}
	return kept;
}

static void
write_book(struct trip *x, const struct trip_table *t, size_t n)
{
	struct trip_table kept[GROUP];
	char name[40];

	snprintf(name, sizeof(name), "book%u.xlsx", x->made / x->group);
	trip_xlsx(name, kept, without_lost(t, n, kept),
	    x->made / x->group % 2 == 0 ? BOOK_TYPED : BOOK_TYPED_CONSTANT);
}

static void
read_book(struct trip *x, const struct trip_table *t, size_t n)
{
	struct trip_table kept[GROUP];
	struct err e = { 0 };
	struct input h;
	struct buf why;
	char name[40];

	buf_init(&why, BUF_MAX_DEFAULT);
	snprintf(name, sizeof(name), "book%u.ods", x->made / x->group);
	if (input_open(&h, name, &by_bytes, &e) == -1)
		die(&e);
	compare_book(x, &h, kept, without_lost(t, n, kept), FORMAT_ODS,
	    false, &why);
	input_close(&h);
	buf_fini(&why);
}

static void
write_files(struct trip *x, const struct trip_table *t, size_t n)
{
	(void)x;
	for (size_t i = 0; i < n; i++)
		trip_file(&t[i]);
}

static int
tell(const struct trip *x)
{
	int status = 0;

	for (int i = 0; i < FORMAT__MAX; i++) {
		if (x->tried[i] > 0)
			printf("%s: %lu of %lu tables\n", format_name[i],
			    x->same[i], x->tried[i]);
		status |= x->same[i] != x->tried[i];
	}
	printf("%u tables, seed %llu\n", x->made, (unsigned long long)x->seed);
	return status;
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *name;
		group_fn *fn;
		unsigned group;
		bool tells;
	} modes[] = { { "all", all_formats, GROUP, true },
		{ "books", write_book, 10, false },
		{ "ods", read_book, 10, true },
		{ "files", write_files, GROUP, false } };
	struct trip x = { .seed = 0 };

	for (size_t i = 0; argc == 5 && i < sizeof(modes) / sizeof(modes[0]);
	    i++) {
		if (strcmp(argv[1], modes[i].name) != 0)
			continue;
		x.seed = strtoull(argv[2], NULL, 10);
		x.first = (unsigned)strtoul(argv[3], NULL, 10);
		x.tables = (unsigned)strtoul(argv[4], NULL, 10);
		x.group = modes[i].group;
		begin(&x);
		each_group(&x, modes[i].fn);
		session_close(&x.s);
		return modes[i].tells ? tell(&x) : 0;
	}
	fprintf(stderr, "usage: trip all|books|ods|files SEED FIRST TABLES\n");
	return 2;
}

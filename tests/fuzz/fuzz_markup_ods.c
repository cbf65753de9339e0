/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Any bytes as a flat OpenDocument file that gets notes. What comes out must be
 * XML and have the cells of the original; the same notes put again must change
 * nothing, and other notes must be refused no more.
 */
#include <assert.h>

#include "importer/common/problem_column.h"
#include "importer/markup/markup.h"
#include "shared/base/buf.h"
#include "shared/sheet/ods/ods.h"
#include "shared/sheet/xml/xml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static const struct markup_note notes[] = {
	{ 0, 0, 0, true, { "whole", 5 } },
	{ 0, 1, 1, true, { " a  & <", 7 } },
	{ 0, 1, 3, false, { "\xc3\xa4\n\"\t", 5 } },
	{ 0, 2, 0, true, { "=1", 2 } },
	{ 0, 7, 2, false, { "\xff", 1 } },
	{ 0, 7, 2, true, { "x", 1 } },
	{ 0, 1000, 16384, false, { "x", 1 } },
};
#define NOTES (sizeof(notes) / sizeof(notes[0]))

static int
gather(void *ctx, struct str piece, struct err *e)
{
	(void)e;
	buf_str(ctx, piece);
	return 0;
}

static bool
mark_up(struct str text, size_t n, struct buf *out)
{
	static const struct markup_sheet sheet = { 0, 2 };
	const struct markup_request r = { .format = MARKUP_ODS,
		.original = text, .sheet = &sheet, .nsheets = 1, .note = notes,
		.nnotes = n, .sink = gather, .ctx = out };
	struct err e = { 0 };
	bool fine = markup_copy(&r, NULL, &e) == 0;

	assert(fine || e.code == ERR_REFUSED || e.code == ERR_LIMIT);
	return fine;
}

#define MANY 100000

/* The values of a sheet but for a column, as one number. */
struct sum {
	uint64_t sum, cells;
	uint32_t without; /* column, 0: none */
	uint32_t found;   /* the problems' */
};

static bool
add_row(void *ctx, uint32_t row, const struct sheet_cell *cell, size_t n)
{
	struct sum *s = ctx;

	for (size_t i = 0; i < n; i++) {
		uint64_t at = ((uint64_t)row << 20) + i;

		if (row == 2 && s->found == 0 &&
		    problem_column_is_header(cell[i].text))
			s->found = (uint32_t)i + 1;
		if (cell[i].kind == SHEET_EMPTY || i + 1 == s->without)
			continue;
		s->cells++;
		s->sum += str_hash(cell[i].text) ^ (at * 0x9e3779b97f4a7c15u);
	}
	return s->cells < MANY;
}

/* False when it cannot be read. */
static bool
read_sum(struct str text, struct sum *s)
{
	struct ods *o;
	struct err e;
	bool fine;

	if (ods_open(&o, text, true, &e) == -1)
		return false;
	fine = ods_read(o, 0, add_row, s, NULL, &e) == 0;
	ods_close(o);
	return fine;
}

static void
compare(const struct sum *before, struct str copy)
{
	struct sum all = { 0 }, others = { 0 };

	assert(read_sum(copy, &all));
	assert(all.found != 0);
	others.without = all.found;
	assert(read_sum(copy, &others));
	assert(others.cells == before->cells && others.sum == before->sum);
	/* The header, and the texts of three rows. */
	assert(all.cells == before->cells + 4);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct str text = { (const char *)data, n };
	struct xml_handler none = { 0 };
	struct sum before = { 0 };
	struct buf out, again;
	struct err e;
	bool readable;

	if (str_starts(text, STR("PK")))
		return 0;
	buf_init(&out, 1 << 26);
	buf_init(&again, 1 << 26);
	readable = read_sum(text, &before) && before.cells < MANY;
	if (mark_up(text, NOTES, &out)) {
		assert(xml_parse(buf_view(&out), &none, &e) == 0);
		assert(mark_up(buf_view(&out), NOTES, &again));
		assert(str_eq(buf_view(&out), buf_view(&again)));
		buf_reset(&again);
		assert(mark_up(buf_view(&out), NOTES - 3, &again));
		assert(xml_parse(buf_view(&again), &none, &e) == 0);
		if (readable && before.found == 0)
			compare(&before, buf_view(&out));
	}
	buf_fini(&out);
	buf_fini(&again);
	return 0;
}

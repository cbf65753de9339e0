/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Any bytes as the XML of a sheet. Every row that is delivered must stand
 * behind the one before, and every cell must be what its kind promises.
 */
#include <assert.h>
#include <math.h>

#include "shared/base/utf8.h"
#include "shared/sheet/xlsx_internal.h"

#define MAX_ROW 1048576
#define MAX_COLUMN 16384

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

struct seen {
	uint32_t row;
	uint64_t cells;
};

static bool
look(void *ctx, uint32_t row, const struct sheet_cell *cell, size_t n)
{
	struct seen *s = ctx;

	assert(row > s->row && row <= MAX_ROW && n > 0 && n <= MAX_COLUMN);
	assert(cell[n - 1].kind != SHEET_EMPTY);
	s->row = row;
	s->cells += n;
	assert(s->cells <= XLSX_MAX_CELLS);
	for (size_t i = 0; i < n; i++) {
		if (cell[i].kind == SHEET_NUMBER || cell[i].kind == SHEET_DATE)
			assert(isfinite(cell[i].number));
		if (cell[i].kind == SHEET_TEXT || cell[i].kind == SHEET_ERROR)
			assert(utf8_valid(cell[i].text) == cell[i].text.n);
		if (cell[i].kind == SHEET_EMPTY)
			assert(cell[i].text.n == 0 && !cell[i].formula);
	}
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	uint8_t styles[] = { STYLE_PLAIN, STYLE_DATE, STYLE_PERCENT,
		STYLE_DRESSED };
	size_t ends[] = { 3, 3, 9 };
	struct xlsx x = { .style = styles, .nstyles = sizeof(styles),
		.string_end = ends, .nstrings = 3, .date1904 = n % 2 == 1 };
	struct seen s = { 0 };
	struct err e = { .code = ERR_NONE };

	buf_init(&x.strings, 64);
	buf_puts(&x.strings, "onethree3");
	if (xlsx_parse_sheet(&x, (struct str){ (const char *)data, n }, look,
	    &s, &e) == -1)
		assert(e.code == ERR_REFUSED && e.msg[0] != '\0');
	buf_fini(&x.strings);
	return 0;
}

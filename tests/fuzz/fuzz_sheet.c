/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Any bytes as the XML of a sheet. Every row that is delivered must stand
 * behind the one before, and every cell must be what its kind promises.
 */
#include <assert.h>
#include <math.h>

#include "shared/base/utf8.h"
#include "shared/sheet/xlsx/xlsx_internal.h"

#define MAX_ROW 1048576
#define MAX_COLUMN 16384

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

struct seen {
	uint32_t row;
};

static bool
look(void *ctx, uint32_t row, const struct sheet_cell *cell, size_t n)
{
	struct seen *s = ctx;

	assert(row > s->row && row <= MAX_ROW && n > 0 && n <= MAX_COLUMN);
	assert(cell[n - 1].kind != SHEET_EMPTY);
	s->row = row;
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
	struct xlsx_style styles[] = { { STYLE_PLAIN, 0 },
		{ STYLE_DATE | STYLE_DAY, 0 }, { STYLE_PERCENT, 0 },
		{ STYLE_DRESSED, 3 }, { STYLE_DATE | STYLE_ELAPSED, 0 } };
	struct xlsx x = { .style = styles, .nstyles = 5,
		.date1904 = n % 2 == 1 };
	struct seen s = { 0 };
	struct err e = { .code = ERR_NONE };

	texts_init(&x.texts, -1);
	assert(texts_add(&x.texts, STR("one"), &e) == 0 &&
	    texts_add(&x.texts, STR(""), &e) == 0 &&
	    texts_add(&x.texts, STR("_x0041__xD83D_"), &e) == 0);
	if (xlsx_parse_sheet(&x, (struct str){ (const char *)data, n }, look,
	    &s, NULL, &e) == -1)
		assert(e.code == ERR_REFUSED && e.msg[0] != '\0');
	texts_fini(&x.texts);
	return 0;
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Any bytes as an OpenDocument spreadsheet, flat or packed. Every row that is
 * delivered must stand behind the one before, and every cell must be what its
 * kind promises.
 */
#include <assert.h>
#include <math.h>

#include "shared/base/utf8.h"
#include "shared/sheet/ods/ods_internal.h"
#include "shared/text/date.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

struct seen {
	uint32_t row;
	uint64_t cells, given;
};

static void
look_at(const struct sheet_cell *c)
{
	if (c->kind == SHEET_EMPTY)
		assert(c->text.n == 0 && !c->formula);
	if (c->kind == SHEET_NUMBER || c->kind == SHEET_DATE ||
	    c->kind == SHEET_TIME)
		assert(isfinite(c->number));
	if (c->kind == SHEET_DATE)
		assert(c->date >= date_of(1900, 1, 1) &&
		    c->date <= date_of(9999, 12, 31) && c->second >= 0 &&
		    c->second < 86400);
	if (c->kind == SHEET_TIME)
		assert(c->second >= 0);
	assert(c->text.n <= ODS_MAX_CELL_TEXT);
	assert(utf8_valid(c->text) == c->text.n);
}

/* Repeated cells are alike: not all of them need a look. */
static bool
look(void *ctx, uint32_t row, const struct sheet_cell *cell, size_t n)
{
	struct seen *s = ctx;

	assert(row > s->row && row <= ODS_MAX_ROW);
	assert(n > 0 && n <= ODS_MAX_COLUMN);
	assert(cell[n - 1].kind != SHEET_EMPTY);
	s->row = row;
	s->cells += n;
	assert(s->cells <= ODS_MAX_CELLS);
	for (size_t i = 0; i < n && i < 16 && s->given < 1 << 20; i++) {
		s->given += 64 + cell[i].text.n;
		look_at(&cell[i]);
	}
	return true;
}

static void
look_at_facts(const struct sheet_facts *f, const struct seen *s)
{
	assert(f->rows == s->row && f->columns <= ODS_MAX_COLUMN);
	assert(f->unset <= f->formulas && f->formulas <= s->cells);
	assert(f->errors <= s->cells && f->hidden_columns <= f->columns);
	assert(f->nmerge <= f->merges && f->nmerge <= SHEET_MERGES);
	for (size_t i = 0; i < f->nmerge; i++) {
		const struct sheet_merge *m = &f->merge[i];

		assert(m->row0 > 0 && m->row0 <= SHEET_MERGE_ROWS &&
		    m->row0 <= m->row1 && m->row1 <= ODS_MAX_ROW);
		assert(m->column0 > 0 && m->column0 <= m->column1 &&
		    m->column1 <= ODS_MAX_COLUMN);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	bool flat = n == 0 || data[0] != 'P';
	struct err e = { .code = ERR_NONE };
	struct sheet_facts f;
	struct ods *o;

	if (ods_open(&o, (struct str){ (const char *)data, n }, flat, &e) ==
	    -1) {
		assert(e.code == ERR_REFUSED && e.msg[0] != '\0');
		return 0;
	}
	for (size_t i = 0; i < ods_sheets(o) && i < 4; i++) {
		struct seen s = { 0 };

		if (ods_read(o, i, look, &s, &f, &e) == 0)
			look_at_facts(&f, &s);
		else
			assert(e.code == ERR_REFUSED && e.msg[0] != '\0');
	}
	ods_close(o);
	return 0;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Workbooks of any kind, each by its own reader; see book.h. */
#include "shared/sheet/book.h"

#include <stdlib.h>

#include "shared/base/mem.h"
#include "shared/sheet/ods/ods.h"
#include "shared/sheet/xlsx/xlsx.h"
#include "shared/sheet/zip/foreign.h"
#include "shared/sheet/zip/zip.h"

struct book {
	enum book_kind kind;
	struct xlsx *xlsx;
	struct ods *ods; /* or this */
};

/* An OpenDocument file says its type in a part of its own. */
static bool
is_ods(struct str bytes)
{
	struct zipfile *z;
	struct err ignored;
	bool is;

	if (zipfile_open_bytes(&z, bytes, &zip_caps_import, &ignored) == -1)
		return false;
	is = zipfile_has(z, "content.xml") &&
	    !zipfile_has(z, "[Content_Types].xml");
	zipfile_close(z);
	return is;
}

static int
open_ods(struct book *b, struct str bytes, bool flat, struct err *e)
{
	b->kind = flat ? BOOK_FODS : BOOK_ODS;
	return ods_open(&b->ods, bytes, flat, e);
}

static int
open_xlsx(struct book *b, struct str bytes, int spill, struct err *e)
{
	if (xlsx_open_bytes(&b->xlsx, bytes, spill, e) == -1)
		return -1;
	b->kind = xlsx_has_macros(b->xlsx) ? BOOK_XLSM : BOOK_XLSX;
	return 0;
}

int
book_open(struct book **out, struct str bytes, int spill, struct err *e)
{
	struct book *b = mem_calloc(1, sizeof(*b));
	int status;

	*out = NULL;
	if (foreign_is_flat_ods(bytes))
		status = open_ods(b, bytes, true, e);
	else if (is_ods(bytes))
		status = open_ods(b, bytes, false, e);
	else
		status = open_xlsx(b, bytes, spill, e);
	if (status == -1) {
		book_close(b);
		return -1;
	}
	*out = b;
	return 0;
}

void
book_close(struct book *b)
{
	if (b == NULL)
		return;
	xlsx_close(b->xlsx);
	ods_close(b->ods);
	free(b);
}

bool
book_looks_like_one(struct str bytes)
{
	return foreign_starts_document(bytes);
}

enum book_kind
book_kind(const struct book *b)
{
	return b->kind;
}

size_t
book_sheets(const struct book *b)
{
	return b->ods != NULL ? ods_sheets(b->ods) : xlsx_sheets(b->xlsx);
}

const char *
book_sheet_name(const struct book *b, size_t sheet)
{
	return b->ods != NULL ? ods_sheet_name(b->ods, sheet) :
	    xlsx_sheet_name(b->xlsx, sheet);
}

enum sheet_state
book_sheet_state(const struct book *b, size_t sheet)
{
	return b->ods != NULL ? ods_sheet_state(b->ods, sheet) :
	    xlsx_sheet_state(b->xlsx, sheet);
}

int
book_read(struct book *b, size_t sheet, sheet_row_fn *fn, void *ctx,
    struct sheet_facts *facts, struct err *e)
{
	return b->ods != NULL ? ods_read(b->ods, sheet, fn, ctx, facts, e) :
	    xlsx_read(b->xlsx, sheet, fn, ctx, facts, e);
}

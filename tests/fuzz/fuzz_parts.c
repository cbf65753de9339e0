/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Any bytes as one part of a workbook that is good otherwise; the first byte
 * says which. Whatever is read must be what its kind promises.
 */
#include <assert.h>
#include <math.h>
#include <unistd.h>

#include <sys/mman.h>

#include "shared/base/utf8.h"
#include "shared/sheet/book.h"
#include "tests/lib/mkzip.h"

static const char sheet[] =
    "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v>"
    "</c><c s=\"0\"><v>46023</v></c><c s=\"1\"><v>0.5</v></c><c s=\"2\"><v>7"
    "</v></c><c s=\"40\"><v>1</v></c></row></sheetData></worksheet>";
static const char workbook[] =
    "<workbook xmlns:r=\"r\"><sheets><sheet name=\"A\" r:id=\"a\"/></sheets>"
    "</workbook>";
static const char styles[] =
    "<styleSheet><cellXfs><xf numFmtId=\"14\"/></cellXfs></styleSheet>";
static const char texts[] = "<sst><si><t>a</t></si><si><t>b</t></si></sst>";

static const struct part {
	const char *name, *text;
} parts[] = {
	{ "xl/styles.xml", styles },
	{ "xl/sharedStrings.xml", texts },
	{ "xl/workbook.xml", workbook },
	{ "xl/_rels/workbook.xml.rels", MKBOOK_RELS(
	    MKBOOK_REL("a", "worksheet", "worksheets/sheet1.xml")
	    MKBOOK_REL("b", "styles", "styles.xml")
	    MKBOOK_REL("c", "sharedStrings", "sharedStrings.xml")) },
	{ "_rels/.rels", MKBOOK_RELS(
	    MKBOOK_REL("a", "officeDocument", "xl/workbook.xml")) },
	{ "[Content_Types].xml",
	    MKBOOK_TYPES("vnd.openxmlformats-officedocument.spreadsheetml."
	    "sheet.") },
	{ "xl/worksheets/sheet1.xml", sheet },
};
#define PARTS (sizeof(parts) / sizeof(parts[0]))

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static bool
look(void *ctx, uint32_t row, const struct sheet_cell *cell, size_t n)
{
	uint32_t *last = ctx;

	assert(row > *last && n > 0);
	*last = row;
	for (size_t i = 0; i < n; i++) {
		if (cell[i].kind == SHEET_NUMBER || cell[i].kind == SHEET_DATE)
			assert(isfinite(cell[i].number));
		if (cell[i].kind == SHEET_TEXT)
			assert(utf8_valid(cell[i].text) == cell[i].text.n);
	}
	return true;
}

static void
read_all(struct str bytes, int spill)
{
	static struct sheet_facts facts;
	struct err e = { .code = ERR_NONE };
	struct book *b;
	int status = book_open(&b, bytes, spill, &e);

	for (size_t i = 0; status == 0 && i < book_sheets(b) && i < 4; i++) {
		uint32_t last = 0;

		assert(utf8_valid(str_of(book_sheet_name(b, i))) ==
		    strlen(book_sheet_name(b, i)));
		status = book_read(b, i, look, &last, &facts, &e);
	}
	if (status == -1)
		assert(e.code == ERR_REFUSED && e.msg[0] != '\0');
	book_close(b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const struct mkzip_lie stored = { .stored = true };
	size_t which = n == 0 ? 0 : data[0] % PARTS;
	struct mkzip z;
	int spill;

	if (n == 0)
		return 0;
	mkzip_begin(&z);
	for (size_t i = 0; i < PARTS; i++)
		mkzip_put(&z, parts[i].name, i != which ?
		    str_of(parts[i].text) :
		    (struct str){ (const char *)data + 1, n - 1 }, &stored);
	spill = memfd_create("spill", MFD_CLOEXEC);
	read_all(mkzip_end(&z), spill);
	close(spill);
	mkzip_fini(&z);
	return 0;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Cells as bare values and as the importer reads them. */
#include <stdlib.h>

#include "shared/sheet/cell/sheet_text.h"
#include "shared/text/date.h"
#include "tests/lib/unit.h"

#define NUM(v) .kind = SHEET_NUMBER, .number = v
#define TXT(s) .kind = SHEET_TEXT, .text = { s, sizeof(s) - 1 }
#define BAD "\xef\xbf\xbd"

static const struct {
	struct sheet_cell cell;
	const char *bare, *shown;
} cases[] = {
	{ { .kind = SHEET_EMPTY }, "", "" },
	{ { NUM(0) }, "0", "0" },
	{ { NUM(-0.0) }, "0", "0" },
	{ { NUM(42) }, "42", "42" },
	{ { NUM(-1.234) }, "-1.234", "\x01-1.234" },
	{ { NUM(0.1 + 0.2) }, "0.3", "\x01" "0.3" },
	/* Digits that were lost: marked, so that no id is made of them. */
	{ { NUM(1e21) }, "1000000000000000000000",
	    "\x01" "1000000000000000000000" },
	{ { NUM(1234567890123450.0) }, "1234567890123450",
	    "\x01" "1234567890123450" },
	{ { NUM(1234567890123456.0) }, "1234567890123456",
	    "1234567890123456" },
	{ { NUM(-123456789012345.0) }, "-123456789012345",
	    "-123456789012345" },
	{ { NUM(1.5e-9) }, "0.0000000015", "\x01" "0.0000000015" },
	{ { NUM(9.99999999999999999) }, "10", "10" },
	{ { NUM(123), .digits = 5 }, "123", "00123" },
	{ { NUM(-123), .digits = 5 }, "-123", "-00123" },
	{ { NUM(1234567), .digits = 5 }, "1234567", "1234567" },
	{ { NUM(0.95), .percent = true }, "0.95", "95%" },
	{ { NUM(0.07), .percent = true }, "0.07", "7%" },
	{ { NUM(0.955), .percent = true }, "0.955", "\x01" "95.5%" },
	{ { .kind = SHEET_BOOL, .number = 1 }, "TRUE", "TRUE" },
	{ { .kind = SHEET_BOOL }, "FALSE", "FALSE" },
	{ { .kind = SHEET_DATE, .date = 20484 }, "2026-01-31",
	    "2026-01-31" },
	{ { .kind = SHEET_DATE, .date = 20484, .second = 30615 },
	    "2026-01-31T08:30:15", "2026-01-31T08:30:15" },
	{ { .kind = SHEET_DATE, .date = -25509, .no_such_day = true },
	    "1900-02-28", "1900-02-29" },
	{ { .kind = SHEET_DATE, .date = -25509, .no_such_day = true,
	    .second = 30615 }, "1900-02-28T08:30:15", "1900-02-29T08:30:15" },
	{ { .kind = SHEET_TIME, .second = 30615 }, "08:30:15", "08:30:15" },
	{ { .kind = SHEET_TIME }, "00:00:00", "00:00:00" },
	{ { .kind = SHEET_TIME, .second = 918610 }, "255:10:10",
	    "255:10:10" },
	{ { .kind = SHEET_ERROR, .text = { "#N/A", 4 } }, "#N/A",
	    "\x03#N/A" },
	{ { .kind = SHEET_ERROR, .text = { "", 0 } }, "", "" },
	{ { .kind = SHEET_ERROR, .text = { "x", 1 }, .unset = true }, "",
	    "\x02" },
	{ { TXT("a\r\nb\nc\td") }, "a\nb\nc\td", "a\nb\nc\td" },
	{ { TXT("\r\n\r\n") }, "\n\n", "\n\n" },
	{ { TXT("\x01" "1\x02\x1f") }, "\x01" "1\x02\x1f", BAD "1" BAD BAD },
	{ { TXT("a\r") }, "a\r", "a" BAD },
	{ { TXT("1.234") }, "1.234", "1.234" },
	{ { TXT("\xc3\xa4") }, "\xc3\xa4", "\xc3\xa4" },
};

START_TEST(cell_as_text)
{
	struct buf b;

	buf_init(&b, 4096);
	sheet_text_bare(&b, &cases[_i].cell);
	ck_assert_str_eq(buf_cstr(&b), cases[_i].bare);
	buf_reset(&b);
	sheet_text_shown(&b, &cases[_i].cell);
	ck_assert_str_eq(buf_cstr(&b), cases[_i].shown);
	buf_fini(&b);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("sheet_text");
	TCase *t = tcase_create("sheet_text");

	tcase_add_loop_test(t, cell_as_text, 0,
	    sizeof(cases) / sizeof(cases[0]));
	suite_add_tcase(s, t);
	return unit_run(s);
}

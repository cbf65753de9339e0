/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Any text as a date: what is read is a day of the calendar, reads back from
 * its ISO form, and does not depend on blanks around the text; parts make a
 * day in some order. Numbers beside it: what num_read accepts is canonical.
 */
#include <assert.h>
#include <stddef.h>

#include "shared/base/num.h"
#include "shared/text/date.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void
check_day(int32_t date)
{
	char iso[DATE_TEXT];
	int32_t back;

	date_format(iso, date);
	assert(date_parse_iso(str_of(iso), &back) && back == date);
}

static void
check_date(struct str s)
{
	struct date_reading r = date_read(s, date_of(2026, 9, 30)), again;
	int days = 0;
	struct buf b;

	if (r.form == DATE_FORM_WHOLE)
		check_day(r.date);
	else
		assert(r.date == DATE_NONE);
	for (enum date_order o = DATE_DMY; o <= DATE_YMD; o++) {
		int32_t date = date_resolve(&r, o);

		if (date != DATE_NONE) {
			check_day(date);
			days++;
		}
	}
	assert((days > 0) == (r.form == DATE_FORM_PARTS));
	buf_init(&b, 256);
	buf_puts(&b, " \t");
	buf_str(&b, s);
	buf_putc(&b, ' ');
	again = date_read(buf_view(&b), date_of(2026, 9, 30));
	if (s.n < 90)
		assert(again.form == r.form && again.date == r.date);
	buf_fini(&b);
}

static void
check_number(struct str s, bool percent)
{
	struct buf once, twice;
	double v;

	buf_init(&once, 256);
	buf_init(&twice, 256);
	if (num_read(s, percent, '\0', &once) == NUM_OK) {
		assert(num_parse_decimal(buf_view(&once), &v));
		num_format_decimal(&twice, v);
		assert(str_eq(buf_view(&once), buf_view(&twice)));
	} else {
		assert(once.n == 0);
	}
	buf_fini(&once);
	buf_fini(&twice);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct str s = { (const char *)data, n };
	double v;
	struct buf b;

	if (n > 200)
		return 0;
	check_date(s);
	check_number(s, false);
	check_number(s, true);
	if (num_parse_decimal(s, &v)) {
		buf_init(&b, 256);
		num_format_decimal(&b, v);
		assert(str_eq(buf_view(&b), s));
		buf_fini(&b);
	}
	return 0;
}

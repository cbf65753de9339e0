/* SPDX-License-Identifier: Apache-2.0 */
/* Calendar arithmetic, zones, and every form of date that exports have. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <check.h>

#include "shared/text/date.h"
#include "tests/lib/unit.h"

#define AROUND "2026-09-30"

static int32_t
day(const char *iso)
{
	int32_t d = DATE_NONE;

	ck_assert_msg(date_parse_iso(str_of(iso), &d), "%s", iso);
	return d;
}

static const char *
text_of(char out[DATE_TEXT], int32_t d)
{
	date_format(out, d);
	return out;
}

static const struct {
	int y, m, d;
	int32_t date;
} days[] = {
	{ 1970, 1, 1, 0 }, { 1969, 12, 31, -1 }, { 1900, 1, 1, -25567 },
	{ 2000, 2, 29, 11016 }, { 2000, 3, 1, 11017 }, { 2026, 3, 9, 20521 },
	{ 9999, 12, 31, 2932896 }, { 1900, 2, 29, DATE_NONE },
	{ 1900, 2, 28, -25509 }, { 2100, 2, 29, DATE_NONE },
	{ 2024, 2, 29, 19782 }, { 2023, 2, 29, DATE_NONE },
	{ 2400, 2, 29, 157113 }, { 1899, 12, 31, DATE_NONE },
	{ 10000, 1, 1, DATE_NONE }, { 2026, 0, 1, DATE_NONE },
	{ 2026, 13, 1, DATE_NONE }, { 2026, 1, 0, DATE_NONE },
	{ 2026, 1, 32, DATE_NONE }, { 2026, 4, 31, DATE_NONE },
	{ 2026, 6, 31, DATE_NONE }, { 2026, 9, 31, DATE_NONE },
	{ 2026, 11, 31, DATE_NONE }, { 2026, -1, 1, DATE_NONE },
	{ 2026, 1, -1, DATE_NONE }, { -2147483647, 1, 1, DATE_NONE },
};

START_TEST(test_of)
{
	int y, m, d;

	ck_assert_int_eq(date_of(days[_i].y, days[_i].m, days[_i].d),
	    days[_i].date);
	if (days[_i].date == DATE_NONE)
		return;
	date_split(days[_i].date, &y, &m, &d);
	ck_assert_int_eq(y, days[_i].y);
	ck_assert_int_eq(m, days[_i].m);
	ck_assert_int_eq(d, days[_i].d);
}
END_TEST

/* Every day from 1900 to 9999 against counting. */
START_TEST(test_every_day)
{
	static const int len[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };
	int32_t n = -25567;

	for (int y = 1900; y <= 9999; y++)
		for (int m = 1; m <= 12; m++) {
			bool leap = m == 2 && ((y % 4 == 0 && y % 100 != 0) ||
			    y % 400 == 0);
			int last = len[m - 1] + leap;

			for (int d = 1; d <= last; d++, n++) {
				int gy, gm, gd;

				if (date_of(y, m, d) != n)
					ck_abort_msg("%d-%d-%d", y, m, d);
				date_split(n, &gy, &gm, &gd);
				if (gy != y || gm != m || gd != d)
					ck_abort_msg("%d", n);
			}
			ck_assert_int_eq(date_month_end(n - last), n - 1);
		}
	ck_assert_int_eq(n, 2932897);
}
END_TEST

static const struct {
	const char *text, *back; /* back NULL: not ISO */
} iso[] = {
	{ "2026-03-09", "2026-03-09" }, { "1900-01-01", "1900-01-01" },
	{ "9999-12-31", "9999-12-31" }, { "2024-02-29", "2024-02-29" },
	{ "2023-02-29", NULL }, { "1899-12-31", NULL }, { "0000-00-00", NULL },
	{ "2026-3-09", NULL }, { "2026-03-9 ", NULL }, { " 2026-03-09", NULL },
	{ "2026-03-091", NULL }, { "2026/03/09", NULL }, { "20260309", NULL },
	{ "2026-03-0a", NULL }, { "+026-03-09", NULL }, { "2026-03-", NULL },
	{ "", NULL }, { "2026-0:-01", NULL }, { "2026-0/-01", NULL },
};

START_TEST(test_iso)
{
	char out[DATE_TEXT];
	int32_t d;

	ck_assert_int_eq(date_parse_iso(str_of(iso[_i].text), &d),
	    iso[_i].back != NULL);
	if (iso[_i].back != NULL)
		ck_assert_str_eq(text_of(out, d), iso[_i].back);
}
END_TEST

static const struct {
	const char *text;
	enum date_fault fault;
} faults[] = {
	{ "2023-02-29", DATE_FAULT_DAY }, { "0000-00-00", DATE_FAULT_DAY },
	{ "1899-12-31", DATE_FAULT_YEAR }, { "0000-02-29", DATE_FAULT_YEAR },
	{ "1900-02-29", DATE_FAULT_DAY }, { "1800-13-01", DATE_FAULT_DAY },
	{ "2026-3-09", DATE_FAULT_FORM }, { "10000-01-01", DATE_FAULT_FORM },
	{ "", DATE_FAULT_FORM },
};

START_TEST(test_iso_fault)
{
	ck_assert_int_eq(date_iso_fault(str_of(faults[_i].text)),
	    faults[_i].fault);
	ck_assert_ptr_nonnull(date_fault_text(faults[_i].fault));
}
END_TEST

static const struct {
	const char *from;
	int n;
	const char *to; /* "" when there is no such day */
} months[] = {
	{ "2026-01-31", 1, "2026-02-28" }, { "2024-01-31", 1, "2024-02-29" },
	{ "2026-03-31", -1, "2026-02-28" }, { "2026-03-31", -13, "2025-02-28" },
	{ "2026-01-15", 0, "2026-01-15" }, { "2026-12-31", 2, "2027-02-28" },
	{ "2026-10-31", 1, "2026-11-30" }, { "2024-02-29", 12, "2025-02-28" },
	{ "2024-02-29", 48, "2028-02-29" }, { "2024-02-29", -12, "2023-02-28" },
	{ "2026-01-01", -1, "2025-12-01" }, { "2026-06-30", -6, "2025-12-30" },
	{ "1900-01-31", -1, "" }, { "9999-12-01", 1, "" },
	{ "9999-11-30", 1, "9999-12-30" }, { "2026-01-01", 2147483647, "" },
	{ "2026-01-01", -2147483647 - 1, "" },
};

START_TEST(test_months)
{
	char out[DATE_TEXT];

	ck_assert_str_eq(text_of(out, date_add_months(day(months[_i].from),
	    months[_i].n)), months[_i].to);
	ck_assert_int_eq(date_add_months(DATE_NONE, months[_i].n), DATE_NONE);
}
END_TEST

START_TEST(test_month_end)
{
	char out[DATE_TEXT];

	ck_assert_int_eq(date_month_end(DATE_NONE), DATE_NONE);
	ck_assert_str_eq(text_of(out, date_month_end(day("2024-02-01"))),
	    "2024-02-29");
}
END_TEST

static const struct {
	int64_t at;
	const char *text;
} times[] = {
	{ 0, "1970-01-01T00:00:00Z" }, { -1, "1969-12-31T23:59:59Z" },
	{ 86399, "1970-01-01T23:59:59Z" }, { 951827696, "2000-02-29T12:34:56Z" },
	{ 1790726399, "2026-09-29T23:59:59Z" },
	{ 253402300799, "9999-12-31T23:59:59Z" },
};

START_TEST(test_time)
{
	char out[TIME_TEXT];
	int64_t at;

	time_format(out, times[_i].at);
	ck_assert_str_eq(out, times[_i].text);
	ck_assert(time_parse(str_of(out), &at));
	ck_assert_int_eq(at, times[_i].at);
}
END_TEST

static const char *const no_times[] = { "", "2026-02-03", "2026-02-03T04:05:06",
	"2026-02-03T04:05:06Z ", "2026-02-03 04:05:06Z", "2026-02-30T04:05:06Z",
	"2026-02-03T24:00:00Z", "2026-02-03T04:60:00Z", "2026-02-03T04:05:60Z",
	"2026-02-03T04:05:0xZ", "0026-02-03T04:05:06Z" };

START_TEST(test_no_time)
{
	int64_t at;

	ck_assert(!time_parse(str_of(no_times[_i]), &at));
}
END_TEST

static const struct {
	int64_t at; /* 2026-03-28T23:30:00Z and its like */
	const char *zone, *day;
} zones[] = {
	{ 1774740600, "UTC", "2026-03-28" },
	{ 1774740600, "Europe/Berlin", "2026-03-29" },
	{ 1774740600, "America/New_York", "2026-03-28" },
	{ 1774740600, "Asia/Tokyo", "2026-03-29" },
	/* summer time: 22:30Z is past midnight in July, not in January */
	{ 1783895400, "Europe/Berlin", "2026-07-13" },
	{ 1768170600, "Europe/Berlin", "2026-01-11" },
	{ -1800, "UTC", "1969-12-31" },
	{ -1800, "Europe/Berlin", "1970-01-01" },
	{ 1774740600, "Europe/Atlantis", NULL }, { 1774740600, "", NULL },
	{ 1774740600, "../../etc/passwd", NULL },
	{ 1774740600, "/etc/localtime", NULL },
	{ 1774740600, "Europe", NULL }, { 1774740600, "zone.tab", NULL },
	{ 1774740600, "CET-1CEST", NULL }, { 1774740600, "europe/berlin", NULL },
};

START_TEST(test_zone)
{
	struct err e = { 0 };
	char out[DATE_TEXT];
	int32_t d;

	ck_assert_int_eq(setenv("TZ", "Pacific/Auckland", 1), 0);
	if (zones[_i].day == NULL) {
		ck_assert_int_eq(time_day_in_zone(zones[_i].at, zones[_i].zone,
		    &d, &e), -1);
		ck_assert_int_eq(e.code, ERR_CONFIG);
		ck_assert(strstr(e.msg, "zone") != NULL);
	} else {
		ck_assert_msg(time_day_in_zone(zones[_i].at, zones[_i].zone,
		    &d, &e) == 0, "%s", e.msg);
		ck_assert_str_eq(text_of(out, d), zones[_i].day);
	}
	ck_assert_str_eq(getenv("TZ"), "Pacific/Auckland");
	ck_assert_int_eq(unsetenv("TZ"), 0);
	(void)time_day_in_zone(zones[_i].at, zones[_i].zone, &d, &e);
	ck_assert_ptr_null(getenv("TZ"));
}
END_TEST

#define WHOLE DATE_FORM_WHOLE
#define PARTS DATE_FORM_PARTS
#define PERIOD DATE_FORM_PERIOD
#define BAD DATE_FORM_IMPOSSIBLE
#define NOT DATE_FORM_NOT_A_DATE
/* OTHER: a day of another year; LEAP: 29 February 1900 */
enum { TIME = 1, SHORT = 2, OTHER = 4, LEAP = 8 };

static const struct {
	const char *text;
	enum date_form form;
	const char *date;  /* WHOLE: the day; PARTS: "a b year" */
	int flags;
} cells[] = {
	/* year first */
	{ "2026-03-09", WHOLE, "2026-03-09", 0 },
	{ "  2026-03-09\t", WHOLE, "2026-03-09", 0 },
	{ "2026-03-09 14:05:00", WHOLE, "2026-03-09", TIME },
	{ "2026-03-09T14:05:00Z", WHOLE, "2026-03-09", TIME },
	{ "2026-03-09T14:05:00.123+01:00", WHOLE, "2026-03-09", TIME },
	{ "2026-03-09T14:05:00,5-0330", WHOLE, "2026-03-09", TIME },
	{ "2026-03-09 14:05 UTC", WHOLE, "2026-03-09", TIME },
	{ "2026-03-09 24:00", WHOLE, "2026-03-09", TIME },
	{ "2026/3/9", WHOLE, "2026-03-09", 0 },
	{ "2026.03.09", WHOLE, "2026-03-09", 0 },
	{ "2026-Mar-09", WHOLE, "2026-03-09", 0 },
	{ "20260309", WHOLE, "2026-03-09", 0 },
	{ "20260231", BAD, NULL, 0 }, { "00000000", BAD, NULL, 0 },
	{ "2026-02-29", BAD, NULL, 0 }, { "2024-02-29", WHOLE, "2024-02-29", 0 },
	{ "0000-00-00", BAD, NULL, 0 },
	{ "0000-00-00 00:00:00", BAD, NULL, TIME },
	{ "1900-01-00", BAD, NULL, 0 }, { "1899-12-31", BAD, NULL, OTHER },
	{ "18991231", BAD, NULL, OTHER }, { "1850-02-30", BAD, NULL, 0 },
	{ "0001-01-01 00:00:00", BAD, NULL, TIME | OTHER },
	{ "1900-02-29", BAD, NULL, LEAP }, { "1900-02-30", BAD, NULL, 0 },
	{ "1900-02-29T08:00:00", BAD, NULL, TIME | LEAP },
	{ "29.02.1900", BAD, NULL, LEAP }, { "2/29/1900", BAD, NULL, LEAP },
	{ "29 Feb 1900", BAD, NULL, LEAP }, { "29.02.1800", BAD, NULL, 0 },
	{ "29.02.1896", BAD, NULL, OTHER }, { "12 April 1826", BAD, NULL, OTHER },
	{ "2026-13-01", BAD, NULL, 0 }, { "2026-00-10", BAD, NULL, 0 },
	{ "1900-01-01", WHOLE, "1900-01-01", 0 },
	{ "9999-12-31", WHOLE, "9999-12-31", 0 },
	/* whose order the column decides */
	{ "05/22/2019", PARTS, "5 22 2019", 0 },
	{ "5/7/2019", PARTS, "5 7 2019", 0 },
	{ "8/3/2020", PARTS, "8 3 2020", 0 },
	{ "22/06/2016 12:00", PARTS, "22 6 2016", TIME },
	{ "22/06/16, 12:00", PARTS, "22 6 2016", TIME | SHORT },
	{ "13.03.21", PARTS, "13 3 2021", SHORT },
	{ "13.03.2021", PARTS, "13 3 2021", 0 },
	{ "13. 3. 2021", PARTS, "13 3 2021", 0 },
	{ "13-03-2021", PARTS, "13 3 2021", 0 },
	{ "3/9/26 2:05 PM", PARTS, "3 9 2026", TIME | SHORT },
	{ "3/9/2026 2:05:09 p.m.", PARTS, "3 9 2026", TIME },
	{ "09.03.2026 14:05 Uhr", PARTS, "9 3 2026", TIME },
	{ "09.03.2026 um 14.05", PARTS, "9 3 2026", TIME },
	{ "09/03/2026 \xc3\xa0 14h05", PARTS, "9 3 2026", TIME },
	{ "31.02.2026", BAD, NULL, 0 }, { "31.02.", NOT, NULL, 0 },
	{ "30/02/2024", BAD, NULL, 0 }, { "31/04/2026", BAD, NULL, 0 },
	{ "29.02.2023", BAD, NULL, 0 }, { "29.02.2024", PARTS, "29 2 2024", 0 },
	{ "31.02.21", BAD, NULL, SHORT },
	{ "13/13/2026", BAD, NULL, 0 }, { "00/00/0000", BAD, NULL, 0 },
	{ "01/01/1800", BAD, NULL, OTHER }, { "1/1/0099", BAD, NULL, OTHER },
	{ "13/13/1800", BAD, NULL, 0 },
	/* the window of two-digit years, from 2026 */
	{ "01/02/46", PARTS, "1 2 2046", SHORT },
	{ "01/02/47", PARTS, "1 2 1947", SHORT },
	{ "01/02/00", PARTS, "1 2 2000", SHORT },
	{ "01/02/99", PARTS, "1 2 1999", SHORT },
	/* month names */
	{ "3/Nov/20 12:17", WHOLE, "2020-11-03", TIME | SHORT },
	{ "28/Jan/21 17:11", WHOLE, "2021-01-28", TIME | SHORT },
	{ "15-Aug-2023 18:12:11", WHOLE, "2023-08-15", TIME },
	{ "01 NOV 2021", WHOLE, "2021-11-01", 0 },
	{ "12 April 2026", WHOLE, "2026-04-12", 0 },
	{ "12th of April, 2026", WHOLE, "2026-04-12", 0 },
	{ "April 12, 2026", WHOLE, "2026-04-12", 0 },
	{ "Apr 12 2026", WHOLE, "2026-04-12", 0 },
	{ "apr. 12th, 2026", WHOLE, "2026-04-12", 0 },
	{ "Apr 12, 2026, 3:05 PM", WHOLE, "2026-04-12", TIME },
	{ "9. M\xc3\xa4rz 2026", WHOLE, "2026-03-09", 0 },
	{ "9. Mrz. 2026", WHOLE, "2026-03-09", 0 },
	{ "9. M\xc3\x84RZ 2026", WHOLE, "2026-03-09", 0 },
	{ "9. Ma\xcc\x88rz 2026", WHOLE, "2026-03-09", 0 },
	{ "1. Dezember 2026", WHOLE, "2026-12-01", 0 },
	{ "1. J\xc3\xa4nner 2026", WHOLE, "2026-01-01", 0 },
	{ "03-Okt-2025", WHOLE, "2025-10-03", 0 },
	{ "1er ao\xc3\xbbt 2026", WHOLE, "2026-08-01", 0 },
	{ "14 juil. 2026", WHOLE, "2026-07-14", 0 },
	{ "14 juin 2026", WHOLE, "2026-06-14", 0 },
	{ "14 jui 2026", NOT, NULL, 0 },
	{ "2 f\xc3\xa9vr. 2026", WHOLE, "2026-02-02", 0 },
	{ "25 d\xc3\xa9" "c. 2025", WHOLE, "2025-12-25", 0 },
	{ "1 de enero de 2026", WHOLE, "2026-01-01", 0 },
	{ "15-ago-2023", WHOLE, "2023-08-15", 0 },
	{ "3 de setiembre de 2026", WHOLE, "2026-09-03", 0 },
	{ "5 de mar\xc3\xa7o de 2026", WHOLE, "2026-03-05", 0 },
	{ "7/fev/2026", WHOLE, "2026-02-07", 0 },
	{ "1\xc2\xba de outubro de 2026", WHOLE, "2026-10-01", 0 },
	{ "9\xc2\xa0" "April\xc2\xa0" "2026", WHOLE, "2026-04-09", 0 },
	{ "31 Feb 2026", BAD, NULL, 0 }, { "February 30, 2024", BAD, NULL, 0 },
	{ "31-Jun-26", BAD, NULL, SHORT },
	/* periods */
	{ "Q1 2026", PERIOD, NULL, 0 }, { "2026-Q1", PERIOD, NULL, 0 },
	{ "2026 Q3", PERIOD, NULL, 0 }, { "Q1/2026", PERIOD, NULL, 0 },
	{ "KW 12/2026", PERIOD, NULL, 0 }, { "KW12 2026", PERIOD, NULL, 0 },
	{ "2026-W12", PERIOD, NULL, 0 }, { "03/2026", PERIOD, NULL, 0 },
	{ "3.2026", PERIOD, NULL, 0 }, { "2026-03", PERIOD, NULL, 0 },
	{ "2026", PERIOD, NULL, 0 }, { "March 2026", PERIOD, NULL, 0 },
	{ "Mar-26", PERIOD, NULL, 0 }, { "mar\xc3\xa7o de 2026", PERIOD, NULL, 0 },
	{ "1. Quartal 2026", PERIOD, NULL, 0 },
	{ "semaine 12 2026", PERIOD, NULL, 0 },
	{ "Q1 2026 draft", NOT, NULL, 0 },
	/* no dates */
	{ "", NOT, NULL, 0 }, { "never", NOT, NULL, 0 },
	{ "unbefristet", NOT, NULL, 0 }, { "N", NOT, NULL, 0 },
	{ "n/a", NOT, NULL, 0 }, { "-", NOT, NULL, 0 }, { "46090", NOT, NULL, 0 },
	{ "46090.58", NOT, NULL, 0 }, { "1710000000", NOT, NULL, 0 },
	{ "1710000000000", NOT, NULL, 0 }, { "12", NOT, NULL, 0 },
	{ "1.2.3", NOT, NULL, 0 }, { "12/04-2026", NOT, NULL, 0 },
	{ "12/04/026", NOT, NULL, 0 }, { "12/04/20261", NOT, NULL, OTHER },
	{ "10000-01-01", NOT, NULL, OTHER }, { "2/29/20001", NOT, NULL, 0 },
	{ "31.02.20261", NOT, NULL, 0 }, { "12/04/20261 planned", NOT, NULL, 0 },
	{ "12/04-20261", NOT, NULL, 0 }, { "12.20261", NOT, NULL, 0 },
	{ "112/04/2026", NOT, NULL, 0 }, { "2026-03-09x", NOT, NULL, 0 },
	{ "2026-03-09 planned", NOT, NULL, 0 }, { "ca. 2026-03-09", NOT, NULL, 0 },
	{ "2026-03-09 25:00", NOT, NULL, 0 }, { "2026-03-09 12:60", NOT, NULL, 0 },
	{ "2026-03-09 13:00 PM", NOT, NULL, 0 },
	{ "2026-03-09 12:00:61", NOT, NULL, 0 },
	{ "2026-03-09 12", NOT, NULL, 0 }, { "2026-03-0912:00", NOT, NULL, 0 },
	{ "2026-03-09 12:00 2026-03-10", NOT, NULL, 0 },
	{ "2026-03-09/2026-03-10", NOT, NULL, 0 },
	{ "12 Foo 2026", NOT, NULL, 0 }, { "Ma 12, 2026", NOT, NULL, 0 },
	{ "April 12", PERIOD, NULL, 0 }, { "\xff", NOT, NULL, 0 },
	{ "-2026-03-09", NOT, NULL, 0 },
};

START_TEST(test_read)
{
	struct date_reading r = date_read(str_of(cells[_i].text), day(AROUND));
	char out[64];

	ck_assert_msg(r.form == cells[_i].form, "\"%s\": form %d",
	    cells[_i].text, r.form);
	if (r.form == PARTS) {
		snprintf(out, sizeof(out), "%d %d %d", r.a, r.b, r.year);
		ck_assert_str_eq(out, cells[_i].date);
	}
	if (r.form == WHOLE)
		ck_assert_str_eq(text_of(out, r.date), cells[_i].date);
	else
		ck_assert_int_eq(r.date, DATE_NONE);
	ck_assert_msg(r.has_time == ((cells[_i].flags & TIME) != 0), "\"%s\"",
	    cells[_i].text);
	ck_assert_msg(r.two_digit_year == ((cells[_i].flags & SHORT) != 0),
	    "\"%s\"", cells[_i].text);
	ck_assert_msg(r.other_year == ((cells[_i].flags & OTHER) != 0),
	    "\"%s\"", cells[_i].text);
	ck_assert_msg(r.leap_1900 == ((cells[_i].flags & LEAP) != 0),
	    "\"%s\"", cells[_i].text);
}
END_TEST

static const struct {
	const char *text;
	const char *dmy, *mdy, *ymd; /* "" when there is no such day */
} orders[] = {
	{ "05/22/2019", "", "2019-05-22", "" },
	{ "5/7/2019", "2019-07-05", "2019-05-07", "" },
	{ "13.03.21", "2021-03-13", "", "" },
	{ "29.02.2024", "2024-02-29", "", "" },
	{ "26/03/09", "2009-03-26", "", "2026-03-09" },
	{ "99-12-31", "", "", "1999-12-31" },
	{ "10-11-12", "2012-11-10", "2012-10-11", "2010-11-12" },
	{ "31/02/21", "", "", "2031-02-21" },
	{ "2026-03-09", "", "", "" },
};

START_TEST(test_resolve)
{
	struct date_reading r = date_read(str_of(orders[_i].text), day(AROUND));
	char out[DATE_TEXT];

	ck_assert_str_eq(text_of(out, date_resolve(&r, DATE_DMY)),
	    orders[_i].dmy);
	ck_assert_str_eq(text_of(out, date_resolve(&r, DATE_MDY)),
	    orders[_i].mdy);
	ck_assert_str_eq(text_of(out, date_resolve(&r, DATE_YMD)),
	    orders[_i].ymd);
	ck_assert_int_eq(date_resolve(&r, DATE_ORDER_UNKNOWN), DATE_NONE);
}
END_TEST

#define LOOP(tc, test, table) \
	tcase_add_loop_test(tc, test, 0, (int)(sizeof(table) / sizeof(*table)))

int
main(void)
{
	Suite *s = suite_create("date");
	TCase *tc = tcase_create("all");

	LOOP(tc, test_of, days);
	tcase_add_test(tc, test_every_day);
	LOOP(tc, test_iso, iso);
	LOOP(tc, test_iso_fault, faults);
	LOOP(tc, test_months, months);
	tcase_add_test(tc, test_month_end);
	LOOP(tc, test_time, times);
	LOOP(tc, test_no_time, no_times);
	LOOP(tc, test_zone, zones);
	LOOP(tc, test_read, cells);
	LOOP(tc, test_resolve, orders);
	suite_add_tcase(s, tc);
	return unit_run(s);
}

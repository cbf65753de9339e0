/* SPDX-License-Identifier: Apache-2.0 */
/* Calendar arithmetic and zones; see date.h. Reading cells is in date_read.c. */
#include "shared/text/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "shared/base/mem.h"
#include "shared/file/fileio.h"

#define DAY_S 86400

static bool
is_leap(int y)
{
	return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
}

static int
month_days(int y, int m)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
		30, 31 };

	return m == 2 && is_leap(y) ? 29 : days[m - 1];
}

/* Days since 1970-01-01 of a day that exists; March-based years. */
static int32_t
days_from_civil(int y, int m, int d)
{
	int era, yoe, doy, doe;

	y -= m <= 2;
	era = y / 400;
	yoe = y - era * 400;
	doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
	return (int32_t)(era * 146097 + doe - 719468);
}

bool
date_exists(int year, int month, int day)
{
	return year >= 0 && month >= 1 && month <= 12 && day >= 1 &&
	    day <= month_days(year, month);
}

int32_t
date_of(int year, int month, int day)
{
	if (year < DATE_YEAR_MIN || year > DATE_YEAR_MAX ||
	    !date_exists(year, month, day))
		return DATE_NONE;
	return days_from_civil(year, month, day);
}

void
date_split(int32_t date, int *year, int *month, int *day)
{
	int z = date + 719468, era = (z >= 0 ? z : z - 146096) / 146097;
	int doe = z - era * 146097;
	int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int mp = (5 * doy + 2) / 153;

	*day = doy - (153 * mp + 2) / 5 + 1;
	*month = mp + (mp < 10 ? 3 : -9);
	*year = yoe + era * 400 + (*month <= 2);
}

static void
two_digits(char *out, int v)
{
	out[0] = (char)('0' + v / 10 % 10);
	out[1] = (char)('0' + v % 10);
}

void
date_format(char out[DATE_TEXT], int32_t date)
{
	int y, m, d;

	if (date == DATE_NONE) {
		out[0] = '\0';
		return;
	}
	date_split(date, &y, &m, &d);
	two_digits(out, y / 100);
	two_digits(out + 2, y % 100);
	out[4] = '-';
	two_digits(out + 5, m);
	out[7] = '-';
	two_digits(out + 8, d);
	out[10] = '\0';
}

static inline bool
read_iso(struct str s, int *y, int *m, int *d)
{
	const char *p = s.p;

	if (s.n != 10 || p[4] != '-' || p[7] != '-')
		return false;
	for (size_t i = 0; i < 10; i++)
		if (i != 4 && i != 7 && !ascii_is_digit(p[i]))
			return false;
	*y = (p[0] - '0') * 1000 + (p[1] - '0') * 100 + (p[2] - '0') * 10 +
	    p[3] - '0';
	*m = (p[5] - '0') * 10 + p[6] - '0';
	*d = (p[8] - '0') * 10 + p[9] - '0';
	return true;
}

bool
date_parse_iso(struct str s, int32_t *date)
{
	int y, m, d;

	if (!read_iso(s, &y, &m, &d))
		return false;
	*date = date_of(y, m, d);
	return *date != DATE_NONE;
}

enum date_fault
date_iso_fault(struct str s)
{
	int y, m, d;

	if (!read_iso(s, &y, &m, &d))
		return DATE_FAULT_FORM;
	return date_exists(y, m, d) ? DATE_FAULT_YEAR : DATE_FAULT_DAY;
}

const char *
date_fault_text(enum date_fault fault)
{
	static const char *const text[] = {
		[DATE_FAULT_FORM] = "is not a date; write it as 2026-09-30",
		[DATE_FAULT_DAY] = "is no day of the calendar",
		[DATE_FAULT_YEAR] = "is not in the years 1900 to 9999",
	};

	return text[fault];
}

int32_t
date_add_months(int32_t date, int n)
{
	int y, m, d, total;

	if (date == DATE_NONE)
		return DATE_NONE;
	date_split(date, &y, &m, &d);
	if (n > 12 * DATE_YEAR_MAX || n < -12 * DATE_YEAR_MAX)
		return DATE_NONE;
	total = y * 12 + m - 1 + n;
	if (total < DATE_YEAR_MIN * 12 || total >= (DATE_YEAR_MAX + 1) * 12)
		return DATE_NONE;
	y = total / 12;
	m = total % 12 + 1;
	return date_of(y, m, d < month_days(y, m) ? d : month_days(y, m));
}

int32_t
date_month_end(int32_t date)
{
	int y, m, d;

	if (date == DATE_NONE)
		return DATE_NONE;
	date_split(date, &y, &m, &d);
	return date_of(y, m, month_days(y, m));
}

void
time_format(char out[TIME_TEXT], int64_t at_s)
{
	int32_t day = (int32_t)(at_s / DAY_S);
	int rest = (int)(at_s % DAY_S);

	if (rest < 0) {
		rest += DAY_S;
		day--;
	}
	date_format(out, day);
	out[10] = 'T';
	two_digits(out + 11, rest / 3600);
	out[13] = ':';
	two_digits(out + 14, rest / 60 % 60);
	out[16] = ':';
	two_digits(out + 17, rest % 60);
	out[19] = 'Z';
	out[20] = '\0';
}

bool
time_parse(struct str s, int64_t *at_s)
{
	static const char form[TIME_TEXT] = "0000-00-00T00:00:00Z";
	int64_t part[3];
	int32_t day;

	if (s.n != TIME_TEXT - 1)
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (form[i] == '0' ? !ascii_is_digit(s.p[i]) :
		    s.p[i] != form[i])
			return false;
	for (int i = 0; i < 3; i++)
		part[i] = (s.p[11 + 3 * i] - '0') * 10 + s.p[12 + 3 * i] - '0';
	if (!date_parse_iso((struct str){ s.p, DATE_TEXT - 1 }, &day) ||
	    part[0] > 23 || part[1] > 59 || part[2] > 59)
		return false;
	*at_s = (int64_t)day * DAY_S + part[0] * 3600 + part[1] * 60 + part[2];
	return true;
}

static bool
zone_name_ok(const char *zone)
{
	size_t n = strlen(zone);

	if (n == 0 || n > 60 || zone[0] == '/' || zone[0] == '.')
		return false;
	for (size_t i = 0; i < n; i++)
		if (!ascii_is_alpha(zone[i]) && !ascii_is_digit(zone[i]) &&
		    strchr("/_+-", zone[i]) == NULL)
			return false;
	return true;
}

/* By the C library, through the process' own zone variable, which is put back. */
static int64_t
offset_by_library(const char *zone, int64_t at_s)
{
	const char *now = getenv("TZ");
	char *old = now == NULL ? NULL : mem_strdup(now);
	time_t t = (time_t)at_s;
	struct tm tm = { 0 };

	setenv("TZ", zone, 1);
	tzset();
	(void)localtime_r(&t, &tm);
	if (old == NULL)
		unsetenv("TZ");
	else
		setenv("TZ", old, 1);
	tzset();
	free(old);
	return (int64_t)tm.tm_gmtoff;
}

/* True when the path is a file of the zone database (RFC 8536). */
static bool
is_zone_file(const char *path)
{
	struct err ignored;
	struct map m;
	bool ok;

	if (map_open(&m, path, &ignored) == -1)
		return false;
	ok = m.n > 44 && memcmp(m.p, "TZif", 4) == 0;
	map_close(&m);
	return ok;
}

int
time_day_in_zone(int64_t at_s, const char *zone, int32_t *date, struct err *e)
{
	char path[128];
	int64_t local;

	if (!zone_name_ok(zone))
		return err_set(e, ERR_CONFIG, "\"%.60s\" is not the name of a "
		    "time zone; names look like Europe/Berlin or UTC", zone);
	snprintf(path, sizeof(path), "/usr/share/zoneinfo/%s", zone);
	if (strcmp(zone, "UTC") == 0)
		local = at_s;
	else if (is_zone_file(path))
		local = at_s + offset_by_library(zone, at_s);
	else
		return err_set(e, ERR_CONFIG, "this system knows no time zone "
		    "\"%s\"; names look like Europe/Berlin or UTC, and the "
		    "package tzdata holds them", zone);
	*date = (int32_t)(local >= 0 ? local / DAY_S :
	    -((-local + DAY_S - 1) / DAY_S));
	return 0;
}

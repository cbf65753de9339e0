/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Dates as day numbers (days since 1970-01-01, proleptic Gregorian, years
 * 1900 to 9999) and times as seconds since the epoch, UTC.
 */
#ifndef PREAUDIT_DATE_H
#define PREAUDIT_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/base/err.h"
#include "shared/base/str.h"

/* No day; every function that takes a day number takes it too. */
#define DATE_NONE INT32_MIN
/* Room for "YYYY-MM-DD" and "YYYY-MM-DDTHH:MM:SSZ", each with its NUL. */
#define DATE_TEXT 11
#define TIME_TEXT 21

/*
 * The years that are accepted: what registers tell of lies within them, and
 * each has the four digits of YYYY-MM-DD.
 */
#define DATE_YEAR_MIN 1900
#define DATE_YEAR_MAX 9999

/*
 * The day number; month and day from 1. DATE_NONE when there is no such day (31
 * February), and for years that are not accepted.
 */
int32_t date_of(int year, int month, int day);
/* Is there such a day, be its year accepted or not? */
bool date_exists(int year, int month, int day);
/* Year, month from 1 and day of the month of a day that is not DATE_NONE. */
void date_split(int32_t date, int *year, int *month, int *day);
/* As YYYY-MM-DD; "" for DATE_NONE. */
void date_format(char out[DATE_TEXT], int32_t date);
/*
 * Reads exactly YYYY-MM-DD of a day in an accepted year; false otherwise, and
 * *date is then of no use. Fast: it is on the import's hot path.
 */
bool date_parse_iso(struct str s, int32_t *date);
/* Why a text is no date for date_parse_iso. */
enum date_fault {
	DATE_FAULT_FORM, /* it is not YYYY-MM-DD */
	DATE_FAULT_DAY,  /* 31 February */
	DATE_FAULT_YEAR  /* a year that is not accepted */
};
/* The fault of a text for which date_parse_iso is false. */
enum date_fault date_iso_fault(struct str s);
/*
 * The fault in words to stand behind the text: "is no day of the calendar".
 * Constant, nobody frees it.
 */
const char *date_fault_text(enum date_fault fault);
/*
 * Same day n months later (earlier if negative), cut to the month's last day;
 * DATE_NONE for DATE_NONE, and when that is in no year that is accepted.
 */
int32_t date_add_months(int32_t date, int n);
/* Last day of the date's month; DATE_NONE for DATE_NONE. */
int32_t date_month_end(int32_t date);

/*
 * Writes a moment, in seconds since 1970 in UTC and in the years 0 to 9999, as
 * YYYY-MM-DDTHH:MM:SSZ and a NUL.
 */
void time_format(char out[TIME_TEXT], int64_t at_s);
/*
 * Reads exactly that form, of a day in an accepted year; false otherwise, and
 * *at_s is then of no use.
 */
bool time_parse(struct str s, int64_t *at_s);
/*
 * The calendar day at a moment in a zone ("Europe/Berlin", "UTC"); ERR_CONFIG
 * when the text is no zone's name, or the system's zone database has no such
 * zone: *date is then unchanged. Leaves the process' own zone as it was, but
 * changes it on the way: not for threads.
 */
int time_day_in_zone(int64_t at_s, const char *zone, int32_t *date,
    struct err *e);

/*
 * How day and month stand in d/m/y-like texts; nothing is known of it where no
 * cell of a column tells.
 */
enum date_order { DATE_ORDER_UNKNOWN, DATE_DMY, DATE_MDY, DATE_YMD };
/* What a text shows: a whole date, or parts whose order is open. */
enum date_form {
	DATE_FORM_NOT_A_DATE,
	/* has a date's form but names no day (31.02.) */
	DATE_FORM_IMPOSSIBLE,
	/* "Q1 2026", "03/2026", "KW 12/2026": not a day */
	DATE_FORM_PERIOD,
	/* `date` is set */
	DATE_FORM_WHOLE,
	/* a, b, year are set: day and month or the other way round */
	DATE_FORM_PARTS
};

/* What date_read saw in a cell. */
struct date_reading {
	enum date_form form;
	/* of DATE_FORM_WHOLE; else DATE_NONE */
	int32_t date;
	/* of DATE_FORM_PARTS: the two small numbers in order, and the year */
	int a, b, year;
	/* 26/03/09 read year first: 2026 and 9; else 0 */
	int a_year, last;
	/* a time of day stood behind it and was cut */
	bool has_time;
	/* the year is a guess, see date_read */
	bool two_digit_year;
	/* where it is no day: it would be one in a year that is accepted */
	bool other_year;
	/* where it is no day: 29 February 1900, which spreadsheets count */
	bool leap_1900;
};

/*
 * Reads a cell as people and tools write them: ISO with or without time,
 * 20260309, d/m/y with / . -, month names (en de fr es pt), 12 April 2026,
 * April 12 2026, 15-Aug-2023 18:12:11. Two-digit years fall in the window from
 * 80 years before to 20 after `around`. Spreadsheet serials and epochs are not
 * read here.
 */
struct date_reading date_read(struct str s, int32_t around);
/*
 * The day of a reading in DATE_FORM_PARTS under an order; DATE_NONE if there is
 * none, or the reading has another form.
 */
int32_t date_resolve(const struct date_reading *r, enum date_order order);

#endif

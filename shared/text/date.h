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

#define DATE_NONE INT32_MIN
#define DATE_TEXT 11 /* "YYYY-MM-DD" and NUL */
#define TIME_TEXT 21 /* "YYYY-MM-DDTHH:MM:SSZ" and NUL */

#define DATE_YEAR_MIN 1900
#define DATE_YEAR_MAX 9999

/*
 * DATE_NONE when there is no such day (31 February), and for years that are not
 * accepted.
 */
int32_t date_of(int year, int month, int day);
/* Is there such a day, be its year accepted or not? */
bool date_exists(int year, int month, int day);
void date_split(int32_t date, int *year, int *month, int *day);
void date_format(char out[DATE_TEXT], int32_t date);
/* Exactly YYYY-MM-DD; false otherwise. Fast: it is on the import's hot path. */
bool date_parse_iso(struct str s, int32_t *date);
/* Why a text is no date for date_parse_iso; and that in words, to stand behind it. */
enum date_fault {
	DATE_FAULT_FORM, /* it is not YYYY-MM-DD */
	DATE_FAULT_DAY,  /* 31 February */
	DATE_FAULT_YEAR  /* a year that is not accepted */
};
enum date_fault date_iso_fault(struct str s);
const char *date_fault_text(enum date_fault fault);
/* Same day n months later (earlier if negative), cut to the month's last day. */
int32_t date_add_months(int32_t date, int n);
/* Last day of the date's month. */
int32_t date_month_end(int32_t date);

void time_format(char out[TIME_TEXT], int64_t at_s);
/*
 * The calendar day at a moment in a zone ("Europe/Berlin", "UTC"); ERR_CONFIG
 * when the system's zone database has no such zone. Leaves the process' own
 * zone as it was.
 */
int time_day_in_zone(int64_t at_s, const char *zone, int32_t *date,
    struct err *e);

/* How day and month stand in d/m/y-like texts. */
enum date_order { DATE_ORDER_UNKNOWN, DATE_DMY, DATE_MDY, DATE_YMD };
/* What a text shows: a whole date, or parts whose order is open. */
enum date_form {
	DATE_FORM_NOT_A_DATE,
	DATE_FORM_IMPOSSIBLE, /* has a date's form but names no day (31.02.) */
	DATE_FORM_PERIOD,     /* "Q1 2026", "03/2026", "KW 12/2026": not a day */
	DATE_FORM_WHOLE,      /* `date` is set */
	DATE_FORM_PARTS       /* a, b, year are set: day and month or the other way round */
};

struct date_reading {
	enum date_form form;
	int32_t date;
	int a, b, year; /* of DATE_FORM_PARTS */
	int a_year, last; /* 26/03/09 read year first: 2026 and 9; else 0 */
	bool has_time;  /* a time of day stood behind it and was cut */
	bool two_digit_year;
	/* where it is no day */
	bool other_year; /* it would be one in a year that is accepted */
	bool leap_1900;  /* 29 February 1900, which spreadsheets count */
};

/*
 * Reads a cell as people and tools write them: ISO with or without time, 20260309,
 * d/m/y with / . -, month names (en de fr es pt), 12 April 2026, April 12 2026,
 * 15-Aug-2023 18:12:11. Two-digit years fall in the window from 80 years before
 * to 20 after `around`. Spreadsheet serials and epochs are not read here.
 */
struct date_reading date_read(struct str s, int32_t around);
/* The day of a reading in DATE_FORM_PARTS under an order; DATE_NONE if none. */
int32_t date_resolve(const struct date_reading *r, enum date_order order);

#endif

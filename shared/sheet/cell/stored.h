/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Numbers, dates and times as the XML of a workbook stores them: numbers of XML
 * Schema, ISO 8601. Seconds are rounded, but a time never becomes the next day.
 */
#ifndef PREAUDIT_STORED_H
#define PREAUDIT_STORED_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/base/str.h"

/* The number that the whole text is; NAN for anything else. */
double stored_number(struct str s);
/*
 * HH:MM, HH:MM:SS, either with a fraction, up to 24:00:00: passes over it in *s
 * and gives the second of the day, 0 to 86400. False when there is none; *s may
 * have moved then.
 */
bool stored_time(struct str *s, int32_t *second);
/*
 * YYYY-MM-DD, with T and a time behind it, with a zone, which changes nothing:
 * the time is the one on the author's wall. Gives the day number and the second
 * of that day, 24:00 being the next day's 0. False for anything else, and
 * beyond the year 9999.
 */
bool stored_date(struct str s, int32_t *date, int32_t *second);
/*
 * PT13H24M56.7S, P1DT2H, in seconds, which may be days. Years and months have
 * no length: false, as for anything else.
 */
bool stored_duration(struct str s, int64_t *second);

#endif

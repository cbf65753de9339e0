/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Moments as workbooks store them, to days and whole seconds. A cell keeps its
 * day: what is nearer to the next midnight than to a second of its own day is
 * the last second of that day.
 */
#ifndef PREAUDIT_SERIAL_H
#define PREAUDIT_SERIAL_H

#include <stdbool.h>
#include <stdint.h>

#define SERIAL_DAY_S 86400

/*
 * A number of days, not negative. Spreadsheets keep 15 digits: what is a whole
 * day at 15 digits is one, and came short of it in reckoning.
 */
void serial_split(double v, int32_t *day, int32_t *second);
/* A second of the day whose fraction rounds up, or not. */
int32_t serial_round(int32_t second, bool up);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The orders in which a table writes day, month and year, by the names that
 * options, mapping files and log lines have for them.
 */
#ifndef PREAUDIT_DATE_ORDER_H
#define PREAUDIT_DATE_ORDER_H

#include "shared/text/date.h"

/* "dmy", "mdy" or "ymd"; NULL of DATE_ORDER_UNKNOWN. */
const char *date_order_name(enum date_order order);
/* The order of such a name, letter by letter; else DATE_ORDER_UNKNOWN. */
enum date_order date_order_of(const char *text);

#endif

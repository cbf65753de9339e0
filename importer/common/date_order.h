/* SPDX-License-Identifier: Apache-2.0 */
/* The orders in which a table writes day, month and year, by their names. */
#ifndef PREAUDIT_DATE_ORDER_H
#define PREAUDIT_DATE_ORDER_H

#include "shared/text/date.h"

/* "dmy", "mdy" or "ymd"; NULL of DATE_ORDER_UNKNOWN. */
const char *date_order_name(enum date_order order);
/* The order of such a name; DATE_ORDER_UNKNOWN of any other text. */
enum date_order date_order_of(const char *text);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* Names of the orders of day, month and year; see date_order.h. */
#include "importer/common/date_order.h"

#include <string.h>

const char *
date_order_name(enum date_order order)
{
	static const char *const name[] = { [DATE_ORDER_UNKNOWN] = NULL,
		[DATE_DMY] = "dmy", [DATE_MDY] = "mdy", [DATE_YMD] = "ymd" };

	return name[order];
}

enum date_order
date_order_of(const char *text)
{
	for (enum date_order d = DATE_DMY; d <= DATE_YMD; d++)
		if (strcmp(text, date_order_name(d)) == 0)
			return d;
	return DATE_ORDER_UNKNOWN;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Days and seconds; see serial.h. */
#include "shared/sheet/cell/serial.h"

#include <math.h>

void
serial_split(double v, int32_t *day, int32_t *second)
{
	double whole = floor(v);
	long s;

	if (whole + 1 - v < v * 1e-15) {
		*day = (int32_t)whole + 1;
		*second = 0;
		return;
	}
	s = lround((v - whole) * SERIAL_DAY_S);
	*day = (int32_t)whole;
	*second = s < SERIAL_DAY_S ? (int32_t)s : SERIAL_DAY_S - 1;
}

int32_t
serial_round(int32_t second, bool up)
{
	return up && second % SERIAL_DAY_S != SERIAL_DAY_S - 1 ? second + 1 :
	    second;
}

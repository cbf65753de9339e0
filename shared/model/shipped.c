/* SPDX-License-Identifier: Apache-2.0 */
/* The standard's folder that came with the program; see standard.h. */
#include "shared/file/fileio.h"
#include "shared/model/standard.h"

char *
standard_shipped(void)
{
	static const char *const beside[] = { "../share/preaudit/iso20000-1",
		"../../../shared/iso20000-1" };

	return path_beside_program(beside, sizeof(beside) / sizeof(beside[0]));
}

/* SPDX-License-Identifier: Apache-2.0 */
/* How the problem column is known again; see problem_column.h. */
#include "importer/common/problem_column.h"

bool
problem_column_is_header(struct str text)
{
	struct str h = STR(PROBLEM_COLUMN_HEADER);

	return str_starts(text, h) && (text.n == h.n || text.p[h.n] == '\n' ||
	    text.p[h.n] == '\r');
}

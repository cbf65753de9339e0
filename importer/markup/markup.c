/* SPDX-License-Identifier: Apache-2.0 */
/* The door to the copies of each format; see markup.h. */
#include "importer/markup/markup.h"

#include "importer/markup/markup_csv.h"
#include "importer/markup/ods/ods.h"
#include "importer/markup/xlsx/xlsx.h"

int
markup_copy(const struct markup_request *r, struct markup_omitted *omitted,
    struct err *e)
{
	static int (*const copy[])(const struct markup_request *r,
	    struct markup_omitted *omitted, struct err *e) = {
		[MARKUP_CSV] = markup_csv,
		[MARKUP_XLSX] = markup_xlsx,
		[MARKUP_ODS] = markup_ods,
	};
	struct markup_request request = *r;
	struct markup_omitted found = { 0 };

	/* Never a NULL pointer: readers compare places in it. */
	if (request.original.n == 0)
		request.original = STR("");
	if (copy[r->format](&request, &found, e) == -1)
		return -1;
	if (omitted != NULL)
		*omitted = found;
	return 0;
}

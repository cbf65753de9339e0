/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by xlsx.c and xlsx_sheet.c. */
#ifndef PREAUDIT_XLSX_INTERNAL_H
#define PREAUDIT_XLSX_INTERNAL_H

#include "shared/base/mem.h"
#include "shared/sheet/xlsx.h"
#include "shared/sheet/xml.h"

#define XLSX_MAX_TEXT ((size_t)512 << 20)

enum { STYLE_PLAIN, STYLE_DATE, STYLE_PERCENT };

struct xlsx {
	struct zipfile *zip;
	struct xlsx_sheet {
		char *name, *part;
	} *sheet;
	size_t nsheets, cap_sheets;
	bool date1904;
	uint8_t *style;        /* per cellXfs entry: STYLE_... */
	size_t nstyles, cap_styles;
	struct buf strings;    /* shared strings, one behind the other */
	size_t *string_end;
	size_t nstrings, cap_strings;
};

#endif

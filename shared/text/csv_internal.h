/* SPDX-License-Identifier: Apache-2.0 */
/* Between the two readers of CSV as people's tools write it. */
#ifndef PREAUDIT_CSV_INTERNAL_H
#define PREAUDIT_CSV_INTERNAL_H

#include "shared/text/csv.h"

static inline bool
csv_is_line_end(char c)
{
	return c == '\n' || c == '\r';
}

/* p is on a line end: what follows it, CR LF being one. */
static inline const char *
csv_behind_line_end(const char *p, const char *end)
{
	return *p == '\r' && p + 1 < end && p[1] == '\n' ? p + 2 : p + 1;
}

/* Where a reader stands: always at the start of a row or of blank lines. */
struct csv_place {
	const char *at, *end;
	uint64_t row, line; /* of `at`, from 1 */
};

/*
 * Reads well-formed rows that end in a line end, fast. Stops in front of the
 * first one that it cannot take (a fault, a limit, the last row when no line
 * end follows) and leaves it to libcsv, which decides. `field` has room for
 * CSV_MAX_COLUMNS. True when fn asked to stop.
 */
bool csv_scan(struct csv_place *place, char delimiter, struct str *field,
    csv_row_fn *fn, void *ctx);

/* As csv_read; without `fast`, and without csv_scan, by libcsv alone. */
int csv_read_as(struct str text, char delimiter, bool fast, csv_row_fn *fn,
    void *ctx, struct err *e);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* The command line of preaudit-import. */
#ifndef PREAUDIT_IMPORT_OPTS_H
#define PREAUDIT_IMPORT_OPTS_H

#include "shared/store/place.h"
#include "shared/text/date.h"

enum import_command {
	IMPORT_FILES, IMPORT_REGISTERS, IMPORT_NIL, IMPORT_PEEK, IMPORT_MAP,
	IMPORT_UNDO, IMPORT_HISTORY, IMPORT_DIFF, IMPORT_TEMPLATE
};

struct import_opts {
	struct place_opts place;
	const char *reg, *dates, *system, *extracted, *by, *findings, *from,
	    *to, *reason, *subset, *standard, *encoding, *marked,
	    *delimiter, *decimal;
	struct opt_list set, ignore_column, sheet, map;
	unsigned long retire, header_row, limit;
	bool full, changes, dry_run, check, partial, keep_original, quiet,
	    json, markdown, raw, list, suggest;
	/* of a template */
	const char *out, *lang;
	bool force;
	/* set by import_opts_parse */
	bool has_retire, has_limit;
	uint64_t batch;           /* to undo */
	enum import_command command;
	struct opt_list args;
	enum date_order date_order;
	char delimiter_char, decimal_char; /* 0: not given */
};

/* As opts_parse: 1 text to print is in out, 0 parsed, -1 ERR_USAGE. */
int import_opts_parse(struct import_opts *o, int argc, char **argv,
    struct buf *out, struct err *e);
void import_opts_free(struct import_opts *o);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The command line of preaudit-import: its options as a table
 * (shared/program/opts.h), and what must be right among their values before a
 * command begins.
 */
#ifndef PREAUDIT_IMPORT_OPTS_H
#define PREAUDIT_IMPORT_OPTS_H

#include <limits.h>

#include "shared/store/place.h"
#include "shared/text/date.h"

/* A number of an option that was not given: larger than any that can be. */
#define IMPORT_NOT_GIVEN ULONG_MAX
/* What a struct import_opts is before the command line is parsed into it. */
#define IMPORT_OPTS_INIT { .retire = IMPORT_NOT_GIVEN, \
	.limit = IMPORT_NOT_GIVEN }

/*
 * What the options say. Texts are those of argv, NULL where not given; lists
 * are on the heap until the parser frees them. A member has the name of its
 * option; a command has only those that its row of the program's table names, and sets
 * dry_run where it never writes.
 */
struct import_opts {
	struct place_opts place;  /* of the store and its key */
	const char *reg, *dates, *system, *extracted, *by, *findings, *from,
	    *to, *reason, *subset, *standard, *encoding, *marked,
	    *delimiter, *decimal;
	struct opt_list set, ignore_column, sheet, map, withdraw;
	/* records; a row from 1, 0: found; records, 0: all */
	unsigned long retire, header_row, limit;
	bool full, changes, dry_run, check, partial, keep_original, quiet,
	    json, markdown, raw, list, suggest;
	/* of a template */
	const char *out, *lang;
	bool force;
	/* Set by import_opts_check. */
	bool has_retire, has_limit;
	struct opt_list args;     /* the operands, in order */
	enum date_order date_order; /* of --dates, or UNKNOWN */
	char delimiter_char, decimal_char; /* of those options; 0: not given */
};

/* The options, as offsets into a struct import_opts; ended by name == NULL. */
extern const struct opt import_options[];

/*
 * Looks at values that were parsed into `o` and sets the members above. 0, or
 * -1 with ERR_USAGE that names the option, the value and what is right.
 */
int import_opts_check(struct import_opts *o, struct err *e);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The command line of preaudit-import: its options and commands as one table
 * (shared/program/opts.h), and what must be right among the values before a
 * command begins.
 */
#ifndef PREAUDIT_IMPORT_OPTS_H
#define PREAUDIT_IMPORT_OPTS_H

#include <limits.h>

#include "shared/store/place.h"
#include "shared/text/date.h"

/* The ids of the commands; FILES is the one without a name. */
enum import_command {
	IMPORT_FILES, IMPORT_REGISTERS, IMPORT_NIL, IMPORT_PEEK, IMPORT_MAP,
	IMPORT_UNDO, IMPORT_HISTORY, IMPORT_DIFF, IMPORT_TEMPLATE
};

/* A number of an option that was not given: larger than any that can be. */
#define IMPORT_NOT_GIVEN ULONG_MAX
/* What a struct import_opts is before the command line is parsed into it. */
#define IMPORT_OPTS_INIT { .retire = IMPORT_NOT_GIVEN, \
	.limit = IMPORT_NOT_GIVEN }

/*
 * What the options say. Texts are those of argv, NULL where not given; lists
 * are on the heap until the parser frees them. A member has the name of its
 * option; a command has only those that its row of the table names.
 */
struct import_opts {
	struct place_opts place;  /* of the store and its key */
	const char *reg, *dates, *system, *extracted, *by, *findings, *from,
	    *to, *reason, *subset, *standard, *encoding, *marked,
	    *delimiter, *decimal;
	struct opt_list set, ignore_column, sheet, map;
	/* records; a row from 1, 0: found; records, 0: all */
	unsigned long retire, header_row, limit;
	bool full, changes, dry_run, check, partial, keep_original, quiet,
	    json, markdown, raw, list, suggest;
	/* of a template */
	const char *out, *lang;
	bool force;
	/*
	 * Set by import_opts_check; dry_run also where a command never writes.
	 */
	bool has_retire, has_limit;
	uint64_t batch;           /* to undo */
	enum import_command command;
	struct opt_list args;     /* the operands, in order */
	enum date_order date_order; /* of --dates, or UNKNOWN */
	char delimiter_char, decimal_char; /* of those options; 0: not given */
};

/* Options, commands and examples, for opts_parse and opts_run. */
extern const struct opt_program import_opts_program;

/*
 * Looks at values that were parsed into `o` for the command `c` with its
 * operands, and sets the members above. 0, or -1 with ERR_USAGE that names the
 * option or the operands, the value and what is right.
 */
int import_opts_check(struct import_opts *o, const struct opt_command *c,
    const struct opt_list *args, struct err *e);

/*
 * opts_parse and import_opts_check in one: 1 when a text to be printed is in
 * `out`, 0 when `o` is whole, -1 with ERR_USAGE. Free `o` after all of them.
 */
int import_opts_parse(struct import_opts *o, int argc, char **argv,
    struct buf *out, struct err *e);
void import_opts_free(struct import_opts *o);

#endif

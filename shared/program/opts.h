/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Command lines from a table: parsing, usage text, did-you-mean. Pure: prints
 * nothing itself. Options may stand anywhere before "--"; --name=value and
 * --name value both work; unknown options are errors with a suggestion.
 */
#ifndef PREAUDIT_OPTS_H
#define PREAUDIT_OPTS_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/base/buf.h"
#include "shared/base/err.h"

enum opt_kind {
	OPT_FLAG,  /* value: bool */
	OPT_TEXT,  /* value: const char *; given twice is an error */
	OPT_LIST,  /* value: struct opt_list; may be repeated */
	OPT_COUNT  /* value: unsigned long; a whole number */
};

struct opt_list {
	const char **item;
	size_t n;
};

struct opt {
	const char *name;  /* without the dashes */
	const char *arg;   /* "DATE" in the usage text; NULL for flags */
	const char *help;  /* one line */
	enum opt_kind kind;
	size_t offset;     /* of the value in the program's option struct */
};

/*
 * What a command does with the program's option struct, filled in: the exit
 * status, or -1 with an error.
 */
typedef int opts_run_fn(void *values, struct err *e);

struct opt_command {
	const char *name;        /* "init"; NULL: the program without subcommand */
	const char *args;        /* "FILE|FOLDER..." */
	const char *help;        /* one line */
	const char *const *uses; /* names of the options it takes, NULL-terminated */
	opts_run_fn *run;
};

struct opt_program {
	const char *name;                    /* "preaudit-store" */
	const char *about;                   /* one line */
	const struct opt *opts;              /* ended by name == NULL */
	const struct opt_command *commands;  /* ended by help == NULL */
	/* lines shown first in --help; may be NULL */
	const char *examples;
	size_t args;  /* offset of the operands, a struct opt_list; for opts_run */
	/* Looks at the values before any command runs: 0 or -1; may be NULL. */
	int (*check)(const struct opt_command *command, void *values,
	    struct err *e);
	/*
	 * Has a look at the error of a command before it is printed, and may
	 * say more in it; may be NULL.
	 */
	void (*failed)(const void *values, struct err *e);
};

/* A command line, and where what it says goes. All of it is the caller's. */
struct opts_line {
	int argc;              /* as main has them */
	char **argv;
	void *values;          /* the program's option struct, zeroed */
	struct opt_list *args; /* gets the operands in order */
	struct buf *text;      /* gets what --help or --version answers */
	/*
	 * The entry that was named; the one with name NULL when no subcommand
	 * matched and the program has one.
	 */
	const struct opt_command *command;
};
/*
 * Parses a command line into its values, args and command. Returns 1 when
 * --help or --version was asked: the text goes to standard output; 0 parsed; -1
 * ERR_USAGE (unknown option or command with a suggestion, missing value, an
 * option the command does not take). Lists are on the heap: opts_free.
 */
int opts_parse(const struct opt_program *p, struct opts_line *l, struct err *e);
void opts_free(const struct opt_program *p, void *values, struct opt_list *args);

/*
 * A whole main: parses argv into *values, answers --help and --version, or
 * checks and runs the command that was named; prints its error on standard
 * error. Returns the exit status. Operands and lists of *values are freed.
 */
int opts_run(const struct opt_program *p, int argc, char **argv, void *values);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One program for several: `NAME COMMAND ...` becomes `NAME-COMMAND ...`, the
 * program beside this one, else the one on the PATH.
 */
#ifndef PREAUDIT_DISPATCH_H
#define PREAUDIT_DISPATCH_H

struct dispatch_command {
	const char *name;  /* "store" */
	const char *help;  /* one line */
	/* the command of whose program it is one: "verify"; NULL: its own */
	const char *of;
};

struct dispatch {
	const char *name;   /* "preaudit" */
	const char *about;  /* one line */
	const struct dispatch_command *commands; /* ended by name == NULL */
};

/*
 * A whole main: answers --help and --version, and otherwise becomes the
 * command's program with the arguments behind its name. Returns the exit
 * status when it does not: 0 answered, 2 no such command, which is said on
 * standard error with the nearest one, 1 the program could not be run.
 */
int dispatch_run(const struct dispatch *d, int argc, char **argv);

#endif

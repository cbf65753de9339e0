/* SPDX-License-Identifier: Apache-2.0 */
/* The commands of preaudit-store, behind its option table. */
#ifndef PREAUDIT_STORE_CLI_H
#define PREAUDIT_STORE_CLI_H

#include "shared/model/standard.h"
#include "shared/program/opts.h"
#include "shared/store/place.h"
#include "shared/store/store.h"

struct store_opts {
	struct place_opts place;
	const char *origin, *organisation, *standard, *timezone, *succeeds,
	    *reason, *yes;
	struct opt_list set, add, args;
	bool json, quiet, public;
};

/*
 * Opens the store and prints what text, or json with --json, makes of it. As
 * the commands below.
 */
int cmd_show(const struct store_opts *o, void (*text)(const struct store *,
    struct buf *), void (*json)(const struct store *, struct buf *),
    struct err *e);

/*
 * A standard's folder (NULL: the one that came with the program) with the
 * parameters and rule files of --set and --add; the rules are checked.
 */
int cmd_load_standard(struct standard *s, const struct store_opts *o,
    const char *dir, struct err *e);

/* The parameters that --set gave another value than the folder, a line each. */
void cmd_say_overridden(const struct standard *s);

/*
 * The commands, each in the file of its name, behind the table of commands.c.
 * Their values are a struct store_opts; data goes to standard output.
 */
opts_run_fn cmd_init, cmd_adopt, cmd_status, cmd_log, cmd_check, cmd_prove,
    cmd_consistency, cmd_key;

extern const struct opt_program store_program;

#endif

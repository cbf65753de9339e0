/* SPDX-License-Identifier: Apache-2.0 */
/* The commands of preaudit-store, behind its option table. */
#ifndef PREAUDIT_STORE_CLI_H
#define PREAUDIT_STORE_CLI_H

#include "shared/model/standard.h"
#include "shared/program/opts.h"
#include "shared/store/place.h"
#include "shared/store/store.h"

/*
 * What the command line says: a member has the name of its option; texts are
 * those of argv, NULL where not given.
 */
struct store_opts {
	struct place_opts place;        /* of the store and its key */
	/* of init: whose store, which rules, what it follows and why */
	const char *origin, *organisation, *standard, *timezone, *succeeds,
	    *succeeds_keys, *reason;
	/* of key: records, of tidy: files; in digits */
	const char *yes;
	/* of anchor: the authority's URL, files, a policy; of check: days */
	const char *tsa, *tsa_ca, *tsa_crl, *tsa_policy, *query, *response,
	    *max_gap;
	struct opt_list set, add;       /* NAME=VALUE; rule files */
	struct opt_list args;           /* the operands, in order */
	bool json, quiet, public, force;
};

/*
 * Puts what a command shows of an open store, as its options say, into `b`: 0,
 * or -1 with an error.
 */
typedef int cmd_put_fn(const struct store *s, const struct store_opts *o,
    struct buf *b, struct err *e);
/*
 * Opens the store and prints what `put` makes of it. 0, or -1: its error, no
 * store, one that is not as it was signed, or standard output cannot be
 * written.
 */
int cmd_show(const struct store_opts *o, cmd_put_fn *put, struct err *e);

/* Works on a store that nobody writes to meanwhile: 0, or -1 with an error. */
typedef int cmd_locked_fn(const struct store_opts *o, const struct place *p,
    const struct store *s, struct err *e);
/* Opens the store under its lock and calls fn. -1: its error, or no lock. */
int cmd_locked(const struct store_opts *o, cmd_locked_fn *fn, struct err *e);

/*
 * Loads a standard's folder (NULL: the one that came with the program) with the
 * parameters of --set and the rule files of --add into *s, which is freed with
 * standard_free. -1, and nothing to be freed: ERR_USAGE for an option,
 * ERR_CONFIG for what is wrong in the files; mistakes of the rules are on
 * standard error, a line each.
 */
int cmd_load_standard(struct standard *s, const struct store_opts *o,
    const char *dir, struct err *e);

/*
 * Prints the parameters that --set gave another value than the folder has, a
 * line each.
 */
void cmd_print_overridden(const struct standard *s);

/*
 * The commands, each in the file of its name, behind the table of commands.c.
 * Their values are a struct store_opts; data goes to standard output.
 */
opts_run_fn cmd_init, cmd_adopt, cmd_status, cmd_log, cmd_check, cmd_prove,
    cmd_consistency, cmd_key, cmd_tidy, cmd_anchor;

extern const struct opt_program store_program;

#endif

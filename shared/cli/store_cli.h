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
	struct opt_list set, add;
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

/* Each returns the exit status, or -1 with an error. Data goes to stdout. */
int cmd_init(const struct store_opts *o, struct err *e);
int cmd_adopt(const struct store_opts *o, const char *dir, struct err *e);
int cmd_status(const struct store_opts *o, struct err *e);
int cmd_log(const struct store_opts *o, struct err *e);
int cmd_check(const struct store_opts *o, struct err *e);
int cmd_prove(const struct store_opts *o, const char *index, struct err *e);
int cmd_consistency(const struct store_opts *o, const char *old,
    struct err *e);
int cmd_key_public(const struct store_opts *o, struct err *e);
int cmd_trust_head(const struct store_opts *o, struct err *e);

#endif

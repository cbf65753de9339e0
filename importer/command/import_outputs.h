/* SPDX-License-Identifier: Apache-2.0 */
/* What the options of a call make it write, checked against what it reads. */
#ifndef PREAUDIT_IMPORT_OUTPUTS_H
#define PREAUDIT_IMPORT_OUTPUTS_H

#include "importer/job/session.h"

/*
 * Before the store is opened: are --findings, --marked and --out no input, no
 * rule or mapping file, no key, nothing of the store and, without --force, no
 * file that is there? ERR_USAGE naming both. `form`: the file that a template
 * is written to, or NULL.
 */
int import_outputs_check(const struct import_opts *o, const char *form,
    struct err *e);
/*
 * When the files of the call are open: the same with each of them, and with
 * each marked copy; no two copies may have one name.
 */
int import_outputs_check_files(const struct session *s, struct err *e);

#endif

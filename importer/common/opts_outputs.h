/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the options of a call make it write may be nothing that it reads or
 * owns: no input, no rule or mapping file, no key, nothing of the store.
 */
#ifndef PREAUDIT_OPTS_OUTPUTS_H
#define PREAUDIT_OPTS_OUTPUTS_H

#include "importer/common/opts.h"
#include "shared/file/output.h"

/*
 * Keeps in `out` what the options name to be read: the files (not folders: what
 * is in them is not known yet), mapping files, the standard's folder, and the
 * store and the key of `p`. Paths and texts of `o` and `p` must outlive `out`.
 */
void import_opts_keep(struct outputs *out, const struct import_opts *o,
    const struct place *p);
/*
 * Before the store is opened: may --findings, --marked and the form be written?
 * `form` is the file of a template, or NULL. 0, or -1 with ERR_USAGE that names
 * the option, the path and what is in the way: something kept, a folder, or,
 * without --force, a file that is there. Nothing is written.
 */
int import_opts_check_outputs(const struct import_opts *o, const char *form,
    struct err *e);

#endif

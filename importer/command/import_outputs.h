/* SPDX-License-Identifier: Apache-2.0 */
/* What a call is to write, checked against the files that it has opened. */
#ifndef PREAUDIT_IMPORT_OUTPUTS_H
#define PREAUDIT_IMPORT_OUTPUTS_H

#include "importer/job/session.h"

/*
 * When the files of the call are open: import_opts_check_outputs once more,
 * with each of them, and with each marked copy; no two copies may have one
 * name. 0, or -1 with ERR_USAGE naming both.
 */
int import_outputs_check_files(const struct session *s, struct err *e);

#endif

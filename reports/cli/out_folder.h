/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The folder that receives a report's files: of one report only, so that no
 * proof ever lies beside the files of another.
 */
#ifndef PREAUDIT_OUT_FOLDER_H
#define PREAUDIT_OUT_FOLDER_H

#include "reports/cli/cli.h"
#include "reports/issue/rendered.h"

/* What is written where. All is the caller's. */
struct out_folder {
	const char *dir;               /* NULL: nowhere */
	bool format[RENDERED__MAX];    /* the outputs that are wanted */
	const char *profile;
	bool draft;                    /* it is not issued */
};

/*
 * Before anything is done: may the files be written there? ERR_USAGE naming
 * what is in the way, with the remedy: without --force any of them that is
 * there, an issued report for a draft, and a draft for what is issued; never
 * the store, the key or the baseline.
 */
int out_folder_check(const struct out_folder *f, const struct report_opts *o,
    struct err *e);
/*
 * Copies the files of report `id` from `from`, the proof last; before that
 * takes away what the folder holds of another report or of a draft: outputs
 * and what accompanies them, by their names, and nothing else. -1 naming the
 * file: what is there then has no proof of another report.
 */
int out_folder_fill(const struct out_folder *f, const char *from,
    const char *id, struct err *e);

#endif

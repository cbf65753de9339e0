/* SPDX-License-Identifier: Apache-2.0 */
/* The confined side of reader.h: bytes in, rows and an answer out. */
#ifndef PREAUDIT_READER_CHILD_H
#define PREAUDIT_READER_CHILD_H

#include "importer/reader.h"

struct reader_pipes {
	int rows;    /* a file without a name */
	int spill;   /* another, for what the workbook's reader must put aside */
	int answer;  /* a pipe */
};

/*
 * Reads and answers with one JSON object: {"kind","sheets":[...]}, or
 * {"refused":"why"}, or {"failed":"what of this machine"}. Confines itself
 * first. Never returns.
 */
_Noreturn void reader_child(const struct reader_ask *ask,
    const struct reader_pipes *p);

#endif

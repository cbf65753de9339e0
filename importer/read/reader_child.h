/* SPDX-License-Identifier: Apache-2.0 */
/* The confined side of reader.h: bytes in, rows and an answer out. */
#ifndef PREAUDIT_READER_CHILD_H
#define PREAUDIT_READER_CHILD_H

#include <iconv.h>

#include "importer/read/reader.h"

struct reader_work {
	const struct reader_ask *ask;
	iconv_t decoder;
};

/* Loads what decodes the encoding; ctx is the struct reader_work. */
int reader_prepare(void *ctx, struct err *e);
/*
 * Writes the rows to `rows` and answers with a JSON object:
 * {"kind","sheets":[...]}.
 */
int reader_read(void *ctx, int rows, int spill, struct buf *answer,
    struct err *e);

#endif

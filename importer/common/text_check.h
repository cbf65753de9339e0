/* SPDX-License-Identifier: Apache-2.0 */
/* Are the bytes of a file text: valid UTF-8 without NUL? */
#ifndef PREAUDIT_TEXT_CHECK_H
#define PREAUDIT_TEXT_CHECK_H

#include "shared/file/fileio.h"

/* The answer, by the first byte that is not text. */
enum text_verdict { TEXT_GOOD, TEXT_NOT_UTF8, TEXT_NUL };

/*
 * Looks at all of `text`, in pieces that leave the memory again when they lie
 * in the map `m`; text beside a map does no harm. Unless it is TEXT_GOOD, *at
 * is the offset of the first bad byte.
 */
enum text_verdict text_check(const struct map *m, struct str text, size_t *at);

#endif

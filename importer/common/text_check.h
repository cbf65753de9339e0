/* SPDX-License-Identifier: Apache-2.0 */
/* Are bytes text: valid UTF-8 without NUL? */
#ifndef PREAUDIT_TEXT_CHECK_H
#define PREAUDIT_TEXT_CHECK_H

#include "shared/file/fileio.h"

enum text_verdict { TEXT_GOOD, TEXT_NOT_UTF8, TEXT_NUL };

/*
 * Looks at all of it, in pieces that leave the memory again when it lies in
 * the map. *at gets the offset of the first bad byte.
 */
enum text_verdict text_check(const struct map *m, struct str text, size_t *at);

#endif

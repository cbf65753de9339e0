/* SPDX-License-Identifier: Apache-2.0 */
/* How the word of a state is marked, the same in every format. */
#ifndef PREAUDIT_MARK_H
#define PREAUDIT_MARK_H

#include "shared/base/str.h"

/*
 * "good", "warn", "bad", "note" or "none". The mark is a shape and a colour
 * beside the word, never a colour alone. ASCII case is ignored.
 */
const char *mark_of(struct str word);

#endif

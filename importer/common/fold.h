/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Headers, titles and names as they are compared: case, accents, blanks and
 * punctuation do not count. Headers are valid UTF-8. What appends to `out`
 * leaves alone what is in it; the buffer's own limit is the only failure.
 */
#ifndef PREAUDIT_FOLD_H
#define PREAUDIT_FOLD_H

#include "shared/base/buf.h"
#include "shared/base/str.h"

/*
 * Appends the compared form: folded, only letters, digits and %, a # at the end
 * as "no"; what has none of them as it stands.
 */
void fold_header(struct buf *out, struct str header);
/*
 * Are two headers the same to the letter, or in their compared form? What has
 * no compared form (a blank one) is the same as nothing else.
 */
bool fold_is_same(struct str a, struct str b);
/*
 * Appends the compared forms of a header, each ended by '\n': of the whole text,
 * of X where it is "Custom field (X)", without a trailing parenthesis ("(Y/N)"),
 * without %.
 */
void fold_forms(struct buf *out, struct str header);
/*
 * Appends the compared form of what a trailing parenthesis says, "minutes" of
 * "Time (minutes)"; nothing where there is none.
 */
void fold_hint(struct buf *out, struct str header);

#endif

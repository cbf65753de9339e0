/* SPDX-License-Identifier: Apache-2.0 */
/* Values as people are shown them. */
#ifndef PREAUDIT_SHOW_H
#define PREAUDIT_SHOW_H

#include "shared/base/buf.h"

/* Appends a value on one line: its first 60 characters, "(empty)" for none. */
void show_value(struct buf *out, struct str s);
/* Appends a text on one line: a space for each control character in it. */
void show_plain(struct buf *out, struct str s);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* Arguments as a shell takes them, for commands that people copy. */
#ifndef PREAUDIT_SHELL_H
#define PREAUDIT_SHELL_H

#include "shared/base/buf.h"

/* Appends the argument, in single quotes where a shell needs them. */
void shell_put(struct buf *out, struct str argument);
/*
 * Appends the arguments of a call (argc and argv as main has them), each behind
 * a blank: without the program's name, and without those equal to `without`.
 */
void shell_put_call(struct buf *out, int argc, char **argv,
    const char *without);

#endif

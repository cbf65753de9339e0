/* SPDX-License-Identifier: Apache-2.0 */
/* Arguments as a shell takes them, for commands that people copy. */
#ifndef PREAUDIT_SHELL_H
#define PREAUDIT_SHELL_H

#include "shared/base/buf.h"

/* Appends it, in single quotes where it needs them. */
void shell_put(struct buf *out, struct str argument);
/* The same call without one of its arguments, program's name left out. */
void shell_put_call(struct buf *out, int argc, char **argv,
    const char *without);

#endif

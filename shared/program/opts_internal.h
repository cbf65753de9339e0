/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by opts.c and opts_usage.c. */
#ifndef PREAUDIT_OPTS_INTERNAL_H
#define PREAUDIT_OPTS_INTERNAL_H

#include "shared/program/opts.h"

/* What stands before a word: a blank, nothing where there is no word. */
static inline const char *
opts_blank(const char *word)
{
	return word == NULL || word[0] == '\0' ? "" : " ";
}

/* Does the command take the option of this name? */
bool opts_uses(const struct opt_command *c, const char *name);
/* The help text of the program, or of one command when it is not NULL. */
void opts_usage(const struct opt_program *p, const struct opt_command *c,
    struct buf *out);

#endif

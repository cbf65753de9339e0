/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by standard.c and standard_files.c. */
#ifndef PREAUDIT_STANDARD_INTERNAL_H
#define PREAUDIT_STANDARD_INTERNAL_H

#include "shared/model/standard.h"

/* From the files at hand (file[], ascending by path) to everything else. */
int standard_build(struct standard *s, struct err *e);

#endif

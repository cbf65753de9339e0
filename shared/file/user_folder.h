/* SPDX-License-Identifier: Apache-2.0 */
/* Folders in which programs keep things for a user (XDG base directories). */
#ifndef PREAUDIT_USER_FOLDER_H
#define PREAUDIT_USER_FOLDER_H

#include "shared/base/err.h"

/*
 * Our folder below the one that an environment variable names, or else below a
 * folder of $HOME: "preaudit" in $XDG_CACHE_HOME, or in ~/.cache. On the heap,
 * not made; NULL where neither variable holds an absolute path.
 */
char *user_folder(const char *variable, const char *below_home);
/*
 * Makes a folder and those that lead to it, unless they are there. ERR_SYS
 * naming the one that could not be made.
 */
int user_folder_make(const char *path, struct err *e);

#endif

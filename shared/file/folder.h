/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What stands in a folder, name by name. A zeroed struct with a path is ready;
 * the folder is opened when the first name is asked for.
 */
#ifndef PREAUDIT_FOLDER_H
#define PREAUDIT_FOLDER_H

#include <stdbool.h>

#include "shared/base/err.h"

struct folder {
	const char *path;
	bool no_link; /* a path that is a link is an error */
	void *dir;    /* the open folder; NULL: not yet */
};

/*
 * The next entry but "." and "..", in no order: 1; 0 behind the last; -1 when
 * the folder cannot be opened or read (e->sys says why, ENOENT: it is missing).
 * The name is valid until the next call.
 */
int folder_next(struct folder *f, const char **name, struct err *e);
/* Closes it, in any case. */
void folder_close(struct folder *f);

#endif

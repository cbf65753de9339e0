/* SPDX-License-Identifier: Apache-2.0 */
/* The folders of a user; see user_folder.h. */
#include "shared/file/user_folder.h"

#include <stdlib.h>

#include "shared/base/mem.h"
#include "shared/file/fileio.h"

char *
user_folder(const char *variable, const char *below_home)
{
	const char *base = getenv(variable), *home = getenv("HOME");
	char *up, *folder;

	if (base != NULL && base[0] == '/')
		return path_join(base, "preaudit");
	if (home == NULL || home[0] != '/')
		return NULL;
	up = path_join(home, below_home);
	folder = path_join(up, "preaudit");
	free(up);
	return folder;
}

int
user_folder_make(const char *path, struct err *e)
{
	char *up = mem_strdup(path);
	int status = 0;

	for (char *slash = strchr(up + 1, '/'); status == 0 && slash != NULL;
	    slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		status = dir_make(up, e);
		*slash = '/';
	}
	free(up);
	return status == -1 ? -1 : dir_make(path, e);
}

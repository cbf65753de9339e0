/* SPDX-License-Identifier: Apache-2.0 */
/* Where the files are that came with the program. */
#include <stdlib.h>
#include <unistd.h>

#include "shared/file/fileio.h"

char *
path_beside_program(const char *const *path, size_t n)
{
	char exe[4096], *dir, *found = NULL;
	ssize_t length = readlink("/proc/self/exe", exe, sizeof(exe) - 1);

	if (length <= 0)
		return NULL;
	exe[length] = '\0';
	dir = path_dir(exe);
	for (size_t i = 0; i < n && found == NULL; i++) {
		found = path_join(dir, path[i]);
		if (access(found, F_OK) == -1) {
			free(found);
			found = NULL;
		}
	}
	free(dir);
	return found;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The standard's folder that came with the program; see standard.h. */
#include <stdlib.h>
#include <unistd.h>

#include "shared/file/fileio.h"
#include "shared/model/standard.h"

char *
standard_shipped(void)
{
	static const char *const beside[] = { "../share/preaudit/iso20000-1",
		"../../../shared/iso20000-1" };
	char exe[4096];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof(exe) - 1);
	char *dir, *path;

	if (n <= 0)
		return NULL;
	exe[n] = '\0';
	dir = path_dir(exe);
	for (size_t i = 0; i < sizeof(beside) / sizeof(beside[0]); i++) {
		path = path_join(dir, beside[i]);
		if (path_is_dir(path)) {
			free(dir);
			return path;
		}
		free(path);
	}
	free(dir);
	return NULL;
}

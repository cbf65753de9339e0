/* SPDX-License-Identifier: Apache-2.0 */
/* What recovery takes out of a store; see removed.h. */
#include "shared/store/removed.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <sys/stat.h>

#include "shared/base/mem.h"
#include "shared/file/fileio.h"

#define TRIES 100

/* A folder of its own for each run, with the first thing that goes into it. */
static int
begin(struct removed *r, struct err *e)
{
	char name[64], when[32];
	time_t now = time(NULL);
	struct tm tm;
	char *path;
	int status = 0;

	strftime(when, sizeof(when), "%Y%m%dT%H%M%SZ", gmtime_r(&now, &tm));
	for (int i = 1; r->name == NULL && status == 0; i++) {
		snprintf(name, sizeof(name), i == 1 ? REMOVED_PREFIX "%s" :
		    REMOVED_PREFIX "%s-%d", when, i);
		path = path_join(r->store, name);
		if (mkdir(path, 0755) == 0)
			r->name = mem_strdup(name);
		else if (errno != EEXIST || i == TRIES)
			status = err_sys(e, "make the folder", path);
		free(path);
	}
	return status == -1 ? -1 : dir_sync(r->store, e);
}

/* Its path in the folder, on the heap; the folders above it are made. */
static char *
place_for(struct removed *r, const char *inside, struct err *e)
{
	char *base, *path, *dir;

	if (r->name == NULL && begin(r, e) == -1)
		return NULL;
	base = path_join(r->store, r->name);
	path = path_join(base, inside);
	dir = path_dir(path);
	if (dir_make(dir, e) == -1) {
		free(path);
		path = NULL;
	}
	free(dir);
	free(base);
	return path;
}

int
removed_move(struct removed *r, const char *inside, struct err *e)
{
	char *from = path_join(r->store, inside), *to;
	int status = -1;

	to = place_for(r, inside, e);
	if (to != NULL && rename(from, to) == -1)
		err_sys(e, "move away", from);
	else if (to != NULL)
		status = 0;
	free(from);
	free(to);
	return status;
}

int
removed_keep(struct removed *r, const char *inside, struct str bytes,
    struct err *e)
{
	char *to = place_for(r, inside, e);
	int status = to == NULL ? -1 : file_create(to, bytes, 0444, e);

	free(to);
	return status == -1 ? -1 : 0;
}

void
removed_fini(struct removed *r)
{
	free(r->name);
	*r = (struct removed){ .name = NULL };
}

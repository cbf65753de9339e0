/* SPDX-License-Identifier: Apache-2.0 */
/* Which file and column a mapping file speaks of; read in mapfile_read.c. */
#include "importer/mapfile.h"

#include <stdlib.h>

void
mapfile_free(struct mapfile *m)
{
	free(m->path);
	buf_fini(&m->bytes);
	arena_fini(&m->arena);
	*m = (struct mapfile){ .path = NULL };
}

bool
mapfile_match(const char *pattern, const char *name, struct str *star)
{
	const char *at = strchr(pattern, '*');
	size_t before, behind, n = strlen(name);

	*star = STR("");
	if (at == NULL)
		return strcmp(pattern, name) == 0;
	before = (size_t)(at - pattern);
	behind = strlen(at + 1);
	if (n < before + behind || memcmp(name, pattern, before) != 0 ||
	    strcmp(name + n - behind, at + 1) != 0)
		return false;
	*star = str_range(name + before, name + n - behind);
	return true;
}

bool
mapfile_fits(const struct mapfile *m, const char *file, const char *sheet)
{
	struct str star;

	return (m->file == NULL || mapfile_match(m->file, file, &star)) &&
	    (m->sheet == NULL || sheet == NULL ||
	    mapfile_match(m->sheet, sheet, &star));
}

bool
mapfile_is_header(const char *b, struct str a)
{
	struct buf x, y;
	bool same;

	if (str_is(a, b))
		return true;
	buf_init(&x, BUF_MAX_DEFAULT);
	buf_init(&y, BUF_MAX_DEFAULT);
	header_fold(&x, a);
	header_fold(&y, str_of(b));
	same = x.n > 0 && str_eq(buf_view(&x), buf_view(&y));
	buf_fini(&x);
	buf_fini(&y);
	return same;
}

const struct mapfile_column *
mapfile_column(const struct mapfile *m, struct str header)
{
	for (size_t i = 0; m != NULL && i < m->ncolumns; i++)
		for (size_t k = 0; k < m->column[i].nheaders; k++)
			if (mapfile_is_header(m->column[i].header[k], header))
				return &m->column[i];
	return NULL;
}

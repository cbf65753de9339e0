/* SPDX-License-Identifier: Apache-2.0 */
/* Which file and column a mapping file speaks of; read in mapfile_read.c. */
#include "importer/map/mapfile.h"

#include <stdlib.h>

#include "importer/common/fold.h"
#include "shared/base/mem.h"
#include "shared/base/utf8.h"

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

struct named {
	struct str folded;
	const char *name;
};

static int
order_named(const void *a, const void *b)
{
	return str_cmp(((const struct named *)a)->folded,
	    ((const struct named *)b)->folded);
}

const char *
mapfile_named_twice(const char *const *name, size_t n)
{
	struct named *x = mem_calloc(n, sizeof(*x));
	struct arena a = { .head = NULL };
	const char *twice = NULL;
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	for (size_t i = 0; i < n; i++) {
		buf_reset(&b);
		fold_header(&b, str_of(name[i]));
		x[i] = (struct named){ { arena_memdup(&a, b.p, b.n), b.n },
			name[i] };
	}
	buf_fini(&b);
	if (n > 0)
		qsort(x, n, sizeof(*x), order_named);
	for (size_t i = 1; i < n && twice == NULL; i++)
		if (x[i].folded.n > 0 &&
		    str_eq(x[i - 1].folded, x[i].folded))
			twice = x[i].name;
	arena_fini(&a);
	free(x);
	return twice;
}

const struct mapfile_column *
mapfile_column(const struct mapfile *m, struct str header)
{
	for (size_t i = 0; m != NULL && i < m->ncolumns; i++)
		for (size_t k = 0; k < m->column[i].nheaders; k++)
			if (fold_is_same(header,
			    str_of(m->column[i].header[k])))
				return &m->column[i];
	return NULL;
}

bool
mapfile_filters(const struct mapfile *m, struct str header)
{
	for (size_t i = 0; m != NULL && i < m->nfilters; i++)
		if (fold_is_same(header, str_of(m->filter[i].header)))
			return true;
	return false;
}

bool
mapfile_names(const struct mapfile *m, struct str header)
{
	if (mapfile_column(m, header) != NULL || mapfile_filters(m, header))
		return true;
	for (size_t i = 0; m != NULL && i < m->unpivot.nheaders; i++)
		if (fold_is_same(header, str_of(m->unpivot.header[i])))
			return true;
	return false;
}

/* ---- words ---- */

/* The first word that a folded cell is the same as, or, with a '*', is like. */
static const struct mapfile_word *
find_folded(const struct mapfile_word *word, size_t n, const char *folded,
    bool is_like)
{
	struct str star;

	for (size_t i = 0; i < n; i++)
		if (is_like ? strchr(word[i].from, '*') != NULL &&
		    mapfile_match(word[i].folded, folded, &star) :
		    strcmp(folded, word[i].folded) == 0)
			return &word[i];
	return NULL;
}

const struct mapfile_word *
mapfile_word(const struct mapfile_word *word, size_t n, struct str cell)
{
	const struct mapfile_word *found;
	struct buf b;

	cell = str_trim(cell);
	for (size_t i = 0; i < n; i++)
		if (str_is(cell, word[i].from))
			return &word[i];
	if (n == 0)
		return NULL;
	buf_init(&b, BUF_MAX_DEFAULT);
	utf8_fold(&b, cell);
	found = find_folded(word, n, buf_cstr(&b), false);
	if (found == NULL)
		found = find_folded(word, n, buf_cstr(&b), true);
	buf_fini(&b);
	return found;
}

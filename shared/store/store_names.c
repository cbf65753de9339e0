/* SPDX-License-Identifier: Apache-2.0 */
/* The names that a store's records give; see store_internal.h. */
#include "shared/store/store_internal.h"

#include <stdlib.h>

static void
add(struct store_names *names, const char *folder, const char *name)
{
	names->name = mem_grow(names->name, &names->cap, names->n,
	    sizeof(*names->name));
	names->name[names->n++] = folder == NULL ? mem_strdup(name) :
	    path_join(folder, name);
}

static void
add_batch(struct store_names *names, const struct leaf_batch *b)
{
	add(names, NULL, b->path);
	if (b->source_path != NULL)
		add(names, NULL, b->source_path);
	if (b->findings_path != NULL)
		add(names, NULL, b->findings_path);
	if (b->mapping_sha256 != NULL)
		add(names, store_folder[STORE_STANDARD], b->mapping_sha256);
}

static void
add_anchor(struct store_names *names, uint64_t index,
    const struct leaf_anchor *a)
{
	add(names, NULL, store_name_token(index).path);
	if (a->ca_sha256 != NULL)
		add(names, store_folder[STORE_STANDARD], a->ca_sha256);
	if (a->crl_sha256 != NULL)
		add(names, store_folder[STORE_STANDARD], a->crl_sha256);
}

void
store_names_add(struct store_names *names, uint64_t index,
    const struct leaf *l)
{
	if (l->type == LEAF_REPORT)
		add(names, store_folder[STORE_REPORTS], l->u.report.id);
	else if (l->type == LEAF_BATCH)
		add_batch(names, &l->u.batch);
	else if (l->type == LEAF_ANCHOR)
		add_anchor(names, index, &l->u.anchor);
	else if (l->type == LEAF_RECIPE)
		add(names, NULL, l->u.recipe.path);
	else if (l->type == LEAF_STANDARD)
		for (size_t k = 0; k < l->u.standard.nfiles; k++)
			add(names, store_folder[STORE_STANDARD],
			    l->u.standard.file[k].sha256);
}

void
store_names_make(struct store_names *names, const struct store *s)
{
	*names = (struct store_names){ .name = NULL };
	for (uint64_t i = 0; i < s->head.size; i++)
		store_names_add(names, i, &s->leaf[i]);
	if (names->n > 0)
		qsort(names->name, names->n, sizeof(*names->name), cstr_order);
}

bool
store_names_have(const struct store_names *names, const char *path)
{
	return names->n > 0 && bsearch(&path, names->name, names->n,
	    sizeof(*names->name), cstr_order) != NULL;
}

void
store_names_free(struct store_names *names)
{
	for (size_t i = 0; i < names->n; i++)
		free(names->name[i]);
	free(names->name);
	*names = (struct store_names){ .name = NULL };
}

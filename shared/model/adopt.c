/* SPDX-License-Identifier: Apache-2.0 */
/* A standard folder as a record; see adopt.h. */
#include "shared/model/adopt.h"

#include <stdlib.h>

void
adopt_leaf(const struct standard *s, const char *adopted,
    struct leaf_standard *l, const struct str **bytes, struct arena *a)
{
	struct leaf_file *file = ARENA_ARRAY(a, s->nfiles, struct leaf_file);
	struct leaf_parameter *p = ARENA_ARRAY(a, s->nparameters,
	    struct leaf_parameter);
	struct str *text = ARENA_ARRAY(a, s->nfiles, struct str);

	for (size_t i = 0; i < s->nfiles; i++) {
		file[i] = (struct leaf_file){ s->file[i].path,
			s->file[i].sha256, s->file[i].text.n };
		text[i] = s->file[i].text;
	}
	for (size_t i = 0; i < s->nparameters; i++)
		p[i] = (struct leaf_parameter){ s->parameter[i].name,
			s->parameter[i].value };
	*l = (struct leaf_standard){ .adopted = adopted,
		.edition = s->edition, .name = s->name, .file = file,
		.nfiles = s->nfiles, .parameter = p,
		.nparameters = s->nparameters };
	*bytes = text;
}

bool
adopt_same(const struct leaf_standard *a, const struct leaf_standard *b)
{
	if (a->nfiles != b->nfiles || a->nparameters != b->nparameters)
		return false;
	for (size_t i = 0; i < a->nfiles; i++)
		if (strcmp(a->file[i].name, b->file[i].name) != 0 ||
		    strcmp(a->file[i].sha256, b->file[i].sha256) != 0)
			return false;
	for (size_t i = 0; i < a->nparameters; i++)
		if (strcmp(a->parameter[i].name, b->parameter[i].name) != 0 ||
		    a->parameter[i].value != b->parameter[i].value)
			return false;
	return true;
}

static int
read_blob(void *ctx, const char *sha256, struct buf *b, struct err *e)
{
	return store_blob(ctx, sha256, b, e);
}

int
adopted_load(struct standard *s, const struct store *st, uint64_t size,
    struct err *e)
{
	const struct leaf_standard *l, *own;
	struct standard_ref *ref;
	uint64_t index;
	int status;

	*s = (struct standard){ .name = NULL };
	l = store_standard(st, size, &index);
	if (l == NULL && st->chosen != NULL)
		return err_set(e, ERR_NOT_FOUND, "%s had not adopted %s at log "
		    "size %llu", st->dir, st->chosen,
		    (unsigned long long)size);
	if (l == NULL)
		return err_set(e, ERR_NOT_FOUND, "%s had adopted no standard "
		    "at log size %llu; adopt one with: preaudit store adopt "
		    "DIR", st->dir, (unsigned long long)size);
	ref = mem_calloc(l->nfiles, sizeof(*ref));
	for (size_t i = 0; i < l->nfiles; i++)
		ref[i] = (struct standard_ref){ l->file[i].name,
			l->file[i].sha256 };
	/* The callback only reads the store. */
	status = standard_load(s, ref, l->nfiles, read_blob,
	    (void *)(uintptr_t)st, e);
	free(ref);
	/* Records that name no standard belong to the store's own. */
	own = store_standard_at(st, size, 0);
	if (status == 0 && own != NULL && strcmp(own->name, s->name) != 0)
		s->unnamed = arena_memdup(&s->arena, own->name,
		    strlen(own->name));
	for (size_t i = 0; status == 0 && i < l->nparameters; i++)
		if (standard_set(s, str_of(l->parameter[i].name),
		    l->parameter[i].value, e) == -1) {
			standard_free(s);
			status = -1;
		}
	return status;
}

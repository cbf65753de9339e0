/* SPDX-License-Identifier: Apache-2.0 */
/* A standard folder as a record; see adopt.h. */
#include "shared/model/adopt.h"

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

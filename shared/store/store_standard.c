/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The standards of a store. Each name has one in force, the newest adopted
 * under it; the store's own is the one that was adopted first.
 */
#include "shared/store/store.h"

const struct leaf_standard *
store_standard_at(const struct store *s, uint64_t size, size_t n)
{
	for (uint64_t i = 0; i < size; i++) {
		bool first = s->leaf[i].type == LEAF_STANDARD;

		for (uint64_t k = 0; first && k < i; k++)
			first = s->leaf[k].type != LEAF_STANDARD ||
			    strcmp(s->leaf[k].u.standard.name,
			    s->leaf[i].u.standard.name) != 0;
		if (first && n-- == 0)
			return &s->leaf[i].u.standard;
	}
	return NULL;
}

const struct leaf_standard *
store_standard_named(const struct store *s, uint64_t size, const char *name,
    uint64_t *index)
{
	for (uint64_t i = size; i-- > 0;)
		if (s->leaf[i].type == LEAF_STANDARD &&
		    strcmp(s->leaf[i].u.standard.name, name) == 0) {
			*index = i;
			return &s->leaf[i].u.standard;
		}
	return NULL;
}

const struct leaf_standard *
store_standard(const struct store *s, uint64_t size, uint64_t *index)
{
	const struct leaf_standard *own = store_standard_at(s, size, 0);

	if (s->chosen != NULL)
		return store_standard_named(s, size, s->chosen, index);
	return own == NULL ? NULL : store_standard_named(s, size, own->name,
	    index);
}

/* Is the text the name, or how it ends ("9001"), in any case? */
static bool
is_meant(struct str name, struct str text)
{
	if (text.n == 0 || text.n > name.n)
		return false;
	if (text.n < name.n && name.p[name.n - text.n - 1] != ' ')
		return false;
	for (size_t i = 0; i < text.n; i++)
		if (ascii_lower(text.p[i]) !=
		    ascii_lower(name.p[name.n - text.n + i]))
			return false;
	return true;
}

int
store_choose(struct store *s, const char *text, struct err *e)
{
	const struct leaf_standard *l;
	const char *found = NULL;
	struct buf names;
	int status = 0;

	buf_init(&names, BUF_MAX_DEFAULT);
	for (size_t n = 0; status == 0 && (l = store_standard_at(s,
	    s->head.size, n)) != NULL; n++) {
		buf_printf(&names, "%s%s", n == 0 ? "" : ", ", l->name);
		if (!is_meant(str_of(l->name), str_of(text)))
			continue;
		if (found != NULL)
			status = err_set(e, ERR_USAGE, "\"%.100s\" may be %s or "
			    "%s; write the whole name", text, found, l->name);
		found = l->name;
	}
	if (status == 0 && found == NULL)
		status = err_set(e, ERR_USAGE, "%s holds no standard "
		    "\"%.100s\"; it holds %s", s->dir, text,
		    names.n == 0 ? "none" : buf_cstr(&names));
	if (status == 0)
		s->chosen = found;
	buf_fini(&names);
	return status;
}

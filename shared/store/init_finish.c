/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Finishing a store that a run of init had signed but not yet put in place.
 * The key has signed that log and will sign no other of its size, so it is
 * finished as it is, provided that it is what is asked for now.
 */
#include "shared/store/store_internal.h"

#include <stdlib.h>

/* Genesis and standard. */
#define FIRST_RECORDS 2

static bool
same_standard(const struct leaf_standard *a, const struct leaf_standard *b)
{
	if (!cstr_same(a->name, b->name) ||
	    !cstr_same(a->edition, b->edition) || a->nfiles != b->nfiles ||
	    a->nparameters != b->nparameters)
		return false;
	for (size_t i = 0; i < a->nfiles; i++)
		if (!cstr_same(a->file[i].name, b->file[i].name) ||
		    !cstr_same(a->file[i].sha256, b->file[i].sha256))
			return false;
	for (size_t i = 0; i < a->nparameters; i++)
		if (!cstr_same(a->parameter[i].name, b->parameter[i].name) ||
		    a->parameter[i].value != b->parameter[i].value)
			return false;
	return true;
}

/* Times apart: those are of the run that was cut off. */
static bool
as_asked(const struct store *s, const struct store_init *o)
{
	const struct leaf_genesis *g = store_genesis(s);

	return cstr_same(g->origin, o->origin) &&
	    cstr_same(g->organisation, o->organisation) &&
	    cstr_same(g->timezone, o->timezone) &&
	    cstr_same(g->succeeds_origin, o->succeeds_origin) &&
	    cstr_same(g->succeeds_reason, o->succeeds_reason) &&
	    cstr_same(g->succeeds_root, o->succeeds_root) &&
	    g->succeeds_size == o->succeeds_size &&
	    same_standard(&s->leaf[1].u.standard, o->standard);
}

static int
belongs(const struct store_init *o, const struct checkpoint *state,
    struct err *e)
{
	return err_set(e, ERR_CONFIG, "key %s already belongs to store %s; "
	    "every store has a key of its own, name another with --key",
	    o->key_path, state->origin);
}

int
init_finish(const struct store_init *o, const char *new,
    const struct checkpoint *state, struct vkey *key, struct buf *notices,
    struct err *e)
{
	struct store s = { .dir = mem_strdup(new), .head = *state,
		.head_file = mem_strdup("checkpoint") };
	char *path = path_join(new, "log.jsonl");
	struct err why;
	int status = -1;

	/* Anything but that very log: the key is simply in use elsewhere. */
	if (strcmp(state->origin, o->origin) != 0 ||
	    state->size != FIRST_RECORDS || map_open(&s.log, path, &why) ==
	    -1 || store_parse_lines(&s, &why) == -1 ||
	    s.leaf[0].type != LEAF_GENESIS || s.leaf[1].type != LEAF_STANDARD)
		belongs(o, state, e);
	else if (!as_asked(&s, o))
		err_set(e, ERR_USAGE, "%s is what an init that was cut off "
		    "has already signed, for organisation \"%s\", time zone "
		    "%s: run it again with the same options to finish it, or "
		    "name another key with --key", new,
		    store_genesis(&s)->organisation,
		    store_genesis(&s)->timezone);
	else if (vkey_parse(key, str_of(store_genesis(&s)->log_key), e) ==
	    0 && store_sign(&(struct store_signing){ new, key, o->key_path,
	    o->passphrase_file }, s.hash, FIRST_RECORDS, true, e) == 0)
		status = 1;
	if (status == 1)
		buf_printf(notices, "finished %s, which an earlier run had "
		    "signed with key %s\n", o->dir, o->key_path);
	store_close(&s);
	free(path);
	return status;
}

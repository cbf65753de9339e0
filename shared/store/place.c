/* SPDX-License-Identifier: Apache-2.0 */
/* Where store, key and passphrase are; see place.h. */
#include "shared/store/place.h"

#include <stdlib.h>

#include "shared/base/mem.h"
#include "shared/base/num.h"
#include "shared/store/store_internal.h"

#define STORE_DEFAULT "preaudit-store"
#define KEY_SUFFIX ".key"
#define WAIT_DEFAULT_S 10
#define WAIT_MAX_S 86400

/* The option, else the environment, else NULL; empty is nothing. */
static const char *
given(const char *option, const char *variable)
{
	const char *v = option != NULL ? option : getenv(variable);

	return v == NULL || v[0] == '\0' ? NULL : v;
}

int
place_find(struct place *p, const struct place_opts *o, struct err *e)
{
	const char *store = given(o->store, "PREAUDIT_STORE");
	const char *key = given(o->key, "PREAUDIT_KEY");
	const char *secret = given(o->passphrase_file,
	    "PREAUDIT_PASSPHRASE_FILE");
	uint64_t wait_s = WAIT_DEFAULT_S;

	*p = (struct place){ .store = NULL };
	if (o->wait != NULL && !num_parse_u64(str_of(o->wait), WAIT_MAX_S,
	    &wait_s))
		return err_set(e, ERR_USAGE, "--wait \"%s\" is not a number "
		    "of seconds up to %d", o->wait, WAIT_MAX_S);
	p->wait_ms = (unsigned)wait_s * 1000;
	p->store = mem_strdup(store == NULL ? STORE_DEFAULT : store);
	for (size_t n = strlen(p->store); n > 1 && p->store[n - 1] == '/';
	    n--)
		p->store[n - 1] = '\0';
	p->key = key == NULL ? path_suffixed(p->store, KEY_SUFFIX) : mem_strdup(key);
	p->passphrase_file = secret == NULL ? NULL : mem_strdup(secret);
	p->clock_was_wrong = o->clock_was_wrong == NULL ? NULL :
	    mem_strdup(o->clock_was_wrong);
	return 0;
}

struct store_writer
place_writer(const struct place *p)
{
	return (struct store_writer){ p->store, p->key, p->passphrase_file,
		p->wait_ms, p->clock_was_wrong };
}

void
place_free(struct place *p)
{
	free(p->store);
	free(p->key);
	free(p->passphrase_file);
	free(p->clock_was_wrong);
	*p = (struct place){ .store = NULL };
}

static void
keep_beside(struct outputs *o, const char *what, const char *key,
    const char *suffix)
{
	char *path = path_suffixed(key, suffix);

	output_keep(o, what, path);
	free(path);
}

void
place_keep(const struct place *p, struct outputs *o)
{
	static const char *const files[] = { "log.jsonl", "checkpoint",
		"keys.txt", "lock" };

	output_keep(o, "the signing key", p->key);
	keep_beside(o, "the signer's state", p->key, ".state");
	keep_beside(o, "the key card", p->key, ".card.txt");
	keep_beside(o, "the key card", p->key, ".card.html");
	output_keep(o, "the passphrase file", p->passphrase_file);
	/* By themselves too: a hard link to one of them lies anywhere. */
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		char *path = path_join(p->store, files[i]);

		output_keep(o, "of the store", path);
		free(path);
	}
	output_keep_tree(o, "the store", p->store);
}

void
place_keep_around(const char *path, struct outputs *o)
{
	char *dir = path_dir(path), *real = realpath(dir, NULL), *up;
	struct err ignored;

	while (real != NULL && strcmp(real, "/") != 0) {
		if (store_exists(real, &ignored) == 0)
			output_keep_tree(o, "another store", real);
		up = path_dir(real);
		free(real);
		real = up;
	}
	free(real);
	free(dir);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Where store, key and passphrase are; see place.h. */
#include "shared/store/place.h"

#include <stdlib.h>

#include "shared/base/mem.h"
#include "shared/base/num.h"

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

static char *
key_beside(const char *store)
{
	size_t n = strlen(store);
	char *key = mem_alloc(n + sizeof(KEY_SUFFIX));

	memcpy(key, store, n);
	memcpy(key + n, KEY_SUFFIX, sizeof(KEY_SUFFIX));
	return key;
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
	p->key = key == NULL ? key_beside(p->store) : mem_strdup(key);
	p->passphrase_file = secret == NULL ? NULL : mem_strdup(secret);
	return 0;
}

void
place_free(struct place *p)
{
	free(p->store);
	free(p->key);
	free(p->passphrase_file);
	*p = (struct place){ .store = NULL };
}

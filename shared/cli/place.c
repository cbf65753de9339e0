/* SPDX-License-Identifier: Apache-2.0 */
/* Where store, key and passphrase are; standard output. */
#include "shared/cli/store_cli.h"

#include <stdlib.h>
#include <unistd.h>

#include "shared/base/num.h"

#define WAIT_DEFAULT_S 10
#define WAIT_MAX_S 86400

/* The option, else the environment, else NULL. */
static const char *
given(const char *option, const char *variable)
{
	const char *v = option != NULL ? option : getenv(variable);

	return v == NULL || v[0] == '\0' ? NULL : v;
}

int
store_place(struct store_place *p, const struct store_opts *o, struct err *e)
{
	const char *dir = given(o->store, "PREAUDIT_STORE");
	const char *key = given(o->key, "PREAUDIT_KEY");
	const char *secret = given(o->passphrase_file,
	    "PREAUDIT_PASSPHRASE_FILE");
	uint64_t wait_s = WAIT_DEFAULT_S;
	size_t n;

	*p = (struct store_place){ .dir = NULL };
	if (o->wait != NULL && !num_parse_u64(str_of(o->wait), WAIT_MAX_S,
	    &wait_s))
		return err_set(e, ERR_USAGE, "--wait \"%s\" is not a number "
		    "of seconds up to %d", o->wait, WAIT_MAX_S);
	p->wait_ms = (unsigned)wait_s * 1000;
	p->dir = mem_strdup(dir == NULL ? "preaudit-store" : dir);
	for (n = strlen(p->dir); n > 1 && p->dir[n - 1] == '/'; n--)
		p->dir[n - 1] = '\0';
	if (key != NULL) {
		p->key = mem_strdup(key);
	} else {
		p->key = mem_alloc(n + sizeof(".key"));
		memcpy(p->key, p->dir, n);
		memcpy(p->key + n, ".key", sizeof(".key"));
	}
	p->passphrase_file = secret == NULL ? NULL : mem_strdup(secret);
	return 0;
}

void
store_place_fini(struct store_place *p)
{
	free(p->dir);
	free(p->key);
	free(p->passphrase_file);
	*p = (struct store_place){ .dir = NULL };
}

int
cli_out(const struct buf *b, struct err *e)
{
	return fd_write(STDOUT_FILENO, b->p, b->n, "standard output", e);
}

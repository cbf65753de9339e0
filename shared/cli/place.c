/* SPDX-License-Identifier: Apache-2.0 */
/* The place that the options of preaudit-store name. */
#include "shared/cli/store_cli.h"

int
cli_place(struct place *p, const struct store_opts *o, struct err *e)
{
	return place_find(p, &(struct place_opts){ .store = o->store,
	    .key = o->key, .passphrase_file = o->passphrase_file,
	    .wait = o->wait }, e);
}

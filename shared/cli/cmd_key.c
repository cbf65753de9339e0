/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-store key: what people compare, the public key, the signer's state. */
#include "shared/cli/store_cli.h"

#include <inttypes.h>
#include <stdio.h>

#include "shared/base/enc.h"
#include "shared/base/num.h"
#include "shared/store/issued/tool.h"

static int
put_keys(const struct store *s, const struct store_opts *o, struct buf *b,
    struct err *e)
{
	(void)o;
	(void)e;
	keys_format(b, &s->keys);
	return 0;
}

/* What people compare: the key, and the page that checks reports. */
static int
put_prints(const struct store *s, const struct store_opts *o, struct buf *b,
    struct err *e)
{
	char print[VKEY_FINGERPRINT_TEXT], sha256[SHA256_HEX + 1];
	struct buf page;
	int64_t index;
	int there;

	(void)o;
	buf_puts(b, "Who checks a report compares the fingerprint with that "
	    "of the key card, or names the card with --keys\n");
	for (size_t i = 0; i < s->keys.n; i++) {
		vkey_fingerprint(print, &s->keys.key[i]);
		buf_puts(b, "Key          ");
		vkey_format(b, &s->keys.key[i]);
		buf_printf(b, "\nFingerprint  %s\n", print);
	}
	buf_init(&page, BUF_MAX_DEFAULT);
	there = tool_page_read(&page, sha256, e);
	buf_fini(&page);
	if (there != 1)
		return there;
	index = tool_page_find(s, sha256);
	buf_printf(b, "%s  SHA-256 %s, ", TOOL_PAGE, sha256);
	if (index == -1)
		buf_puts(b, "not in the log: the next report that is issued "
		    "records it\n");
	else
		buf_printf(b, "record %" PRIi64 " of the log\n", index);
	return 0;
}

/* What the key signed last, where that is known, must be part of this log. */
static int
check_older(const struct place *p, const struct store *s,
    const struct checkpoint *state, struct err *e)
{
	struct merkle_hash root;

	if (strcmp(state->origin, s->head.origin) != 0)
		return err_set(e, ERR_INTEGRITY, "the state beside key %s "
		    "belongs to %s, this store is %s; nothing was written",
		    p->key, state->origin, s->head.origin);
	if (state->size > s->head.size)
		return err_set(e, ERR_INTEGRITY, "key %s has signed %" PRIu64
		    " records, this store has %" PRIu64 ": it is an older "
		    "copy. Restore a newer one; to go on from this one, begin "
		    "a new store that succeeds it", p->key, state->size,
		    s->head.size);
	store_root_at(s, state->size, &root);
	if (memcmp(&root, &state->root, sizeof(root)) != 0)
		return err_set(e, ERR_INTEGRITY, "the first %" PRIu64
		    " records of %s are not the ones that key %s signed; "
		    "nothing was written", state->size, p->store, p->key);
	return 0;
}

/* What would be trusted, before it is. */
static void
print_head(const struct store *s)
{
	const char *when = leaf_when(&s->leaf[s->head.size - 1]);
	char hex[SHA256_HEX + 1];

	hex_format(hex, s->head.root.b, SHA256_BYTES);
	printf("newest signed head: %s/%s\nrecords  %" PRIu64 "\nroot     %s"
	    "\nnewest   %s\n", s->dir, s->head_file, s->head.size, hex,
	    when == NULL ? "unknown" : when);
}

/* Asked for by its size, so that nobody trusts what was not looked at. */
static int
check_yes(const struct store_opts *o, const struct store *s, struct err *e)
{
	uint64_t size;

	if (o->yes == NULL)
		return err_set(e, ERR_USAGE, "nothing was written; if these "
		    "are all the records that the store should have, say: "
		    "preaudit store key trust-head --yes %" PRIu64,
		    s->head.size);
	if (!num_parse_u64(str_of(o->yes), UINT64_MAX, &size))
		return err_set(e, ERR_USAGE, "--yes \"%s\" is not a number of "
		    "records", o->yes);
	return size == s->head.size ? 0 : err_set(e, ERR_REFUSED, "nothing "
	    "was written: the newest signed head has %" PRIu64 " records, not "
	    "%" PRIu64, s->head.size, size);
}

/* The key at hand must be this store's before its state is written. */
static int
trust(const struct store_opts *o, const struct place *p,
    const struct store *s, struct err *e)
{
	struct checkpoint state;
	int there;

	if (store_key_check(s, p->key, p->passphrase_file, e) == -1)
		return -1;
	/* A damaged state is what this command mends. */
	there = signer_state_read(p->key, &state, e);
	if (there == 1 && check_older(p, s, &state, e) == -1)
		return -1;
	if (!o->quiet || o->yes == NULL)
		print_head(s);
	if (check_yes(o, s, e) == -1 ||
	    signer_state_write(p->key, &s->head, e) == -1)
		return -1;
	if (!o->quiet)
		printf("wrote %s.state: the signer now trusts the %" PRIu64
		    " records of %s and signs only what extends them\n",
		    p->key, s->head.size, p->store);
	return 0;
}

int
cmd_key(void *values, struct err *e)
{
	const struct store_opts *o = values;

	if (o->args.n == 0)
		return cmd_show(o, o->public ? put_keys : put_prints, e);
	if (o->args.n == 1 && !o->public &&
	    strcmp(o->args.item[0], "trust-head") == 0)
		return cmd_locked(o, trust, e);
	return err_set(e, ERR_USAGE, "say \"key\", \"key --public\" or "
	    "\"key trust-head\"");
}

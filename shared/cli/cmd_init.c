/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-store init. */
#include "shared/cli/store_cli.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "shared/base/enc.h"
#include "shared/file/output.h"
#include "shared/log/kept.h"
#include "shared/model/adopt.h"
#include "shared/store/free_text.h"
#include "shared/text/date.h"

/* The largest checkpoint in the file; each must be signed by one of the keys. */
static int
find_signed(const struct kept *k, const struct vkeys *keys,
    const char *keys_file, struct checkpoint *cp, struct err *e)
{
	cp->size = 0;
	for (size_t i = 0; i < k->n; i++) {
		const struct kept_item *item = &k->item[i];
		const struct vkey *by;
		enum note_answer answer = kept_signed(item, keys, &by);

		if (answer != NOTE_OK || by == NULL)
			return err_set(e, answer == NOTE_BAD_SIGNATURE ?
			    ERR_INTEGRITY : ERR_REFUSED, "%s line %zu: the "
			    "checkpoint of %s over %" PRIu64 " records is not "
			    "signed by a key of %s; nothing was made",
			    item->file, item->line, item->at.origin,
			    item->at.size, keys_file);
		if (item->at.size > cp->size)
			*cp = item->at;
	}
	return 0;
}

/* The checkpoint of the store that this one succeeds, verified. */
static int
read_succeeds(const struct store_opts *o, struct store_init *init,
    struct checkpoint *cp, char root[SHA256_HEX + 1], struct err *e)
{
	struct kept k = { .n = 0 };
	struct vkeys keys;
	int status;

	if (o->reason == NULL)
		return err_set(e, ERR_USAGE, "--succeeds needs --reason TEXT: "
		    "why a new store begins");
	if (o->succeeds_keys == NULL)
		return err_set(e, ERR_USAGE, "--succeeds needs "
		    "--succeeds-keys FILE: keys.txt or the key card of the "
		    "store that is followed, to verify its checkpoint with");
	status = keys_read(&keys, o->succeeds_keys, e);
	if (status == 0)
		status = kept_read(&k, o->succeeds, e);
	if (status == 0)
		status = find_signed(&k, &keys, o->succeeds_keys, cp, e);
	kept_free(&k);
	if (status == -1)
		return -1;
	hex_format(root, cp->root.b, SHA256_BYTES);
	init->succeeds_origin = cp->origin;
	init->succeeds_reason = o->reason;
	init->succeeds_root = root;
	init->succeeds_size = cp->size;
	return 0;
}

/* One file beside the key, or the key. Cards of a key that is there are renewed. */
static int
check_beside(struct outputs *out, const char *key, const char *suffix,
    bool has_key, struct err *e)
{
	struct buf path;
	int there, status = -1;

	buf_init(&path, BUF_MAX_DEFAULT);
	buf_puts(&path, key);
	buf_puts(&path, suffix);
	there = file_exists(buf_cstr(&path), e);
	if (there == 1 && !has_key)
		err_set(e, ERR_USAGE, "--key %s: %s is there already, without "
		    "its key; name another key, or move it away", key,
		    buf_cstr(&path));
	else if (there != -1)
		status = output_check(out, "--key", buf_cstr(&path), true, e);
	buf_fini(&path);
	return status;
}

/* The key and what is written beside it: nothing that the call reads. */
static int
check_outputs(const struct store_opts *o, const struct place *p,
    struct err *e)
{
	static const char *const suffix[] = { "", ".state", ".card.txt",
		".card.html" };
	struct outputs out = { .kept = NULL };
	int has_key = file_exists(p->key, e), status = has_key;

	output_keep_tree(&out, "the standard's folder", o->standard);
	output_keep_tree(&out, "the store", p->store);
	place_keep_around(p->key, &out);
	output_keep(&out, "the passphrase file", p->passphrase_file);
	output_keep(&out, "the checkpoint", o->succeeds);
	output_keep(&out, "the keys of --succeeds-keys", o->succeeds_keys);
	for (size_t i = 0; i < o->add.n; i++)
		output_keep(&out, "a rule file", o->add.item[i]);
	for (size_t i = 0; i < sizeof(suffix) / sizeof(suffix[0]) &&
	    status != -1; i++)
		status = check_beside(&out, p->key, suffix[i], has_key == 1,
		    e);
	outputs_free(&out);
	return status == -1 ? -1 : 0;
}

static int
create(const struct store_opts *o, struct store_init *init,
    struct place *p, struct leaf_standard *leaf, struct err *e)
{
	struct arena a = { 0 };
	char now[TIME_TEXT];
	struct standard s;
	struct buf notice;
	int status;

	/* The standard that it begins with. */
	if (cmd_load_standard(&s, o, o->standard, e) == -1)
		return -1;
	time_format(now, init->now_s);
	adopt_leaf(&s, now, leaf, &init->file_bytes, &a);
	init->standard = leaf;
	buf_init(&notice, BUF_MAX_DEFAULT);
	free_text_notice(&notice, "--reason", o->reason);
	if (!o->quiet)
		fputs(buf_cstr(&notice), stderr);
	buf_reset(&notice);
	/* The store, and what to keep of it. */
	status = store_create(init, &notice, e);
	if (status == 0 && !o->quiet) {
		fputs(buf_cstr(&notice), stderr);
		printf("made store %s of %s\n", p->store, o->origin);
		printf("adopted %s:%s, %zu files\n", s.name, s.edition,
		    s.nfiles);
		cmd_print_overridden(&s);
		printf("Back up three things, apart from one another: the "
		    "store %s, the key %s,\nand the signer's state "
		    "%s.state.\n", p->store, p->key, p->key);
	}
	buf_fini(&notice);
	standard_free(&s);
	arena_fini(&a);
	return status;
}

int
cmd_init(void *values, struct err *e)
{
	const struct store_opts *o = values;
	char root[SHA256_HEX + 1];
	struct leaf_standard leaf;
	struct checkpoint before;
	struct store_init init;
	struct place p;
	int status = 0;

	/* What cannot be changed later must be said. */
	if (o->origin == NULL || o->organisation == NULL)
		return err_set(e, ERR_USAGE, "init needs --origin NAME (names "
		    "the store for ever, as in registers.example.org/store-1) "
		    "and --organisation NAME");
	if (place_find(&p, &o->place, e) == -1)
		return -1;
	init = (struct store_init){ .dir = p.store, .origin = o->origin,
		.organisation = o->organisation,
		.timezone = o->timezone == NULL ? "UTC" : o->timezone,
		.key_path = p.key, .passphrase_file = p.passphrase_file,
		.now_s = (int64_t)time(NULL) };
	/* A log that it succeeds is read and verified. */
	if (o->succeeds != NULL)
		status = read_succeeds(o, &init, &before, root, e);
	/* Nothing of the user's is written over. */
	if (status == 0)
		status = check_outputs(o, &p, e);
	if (status == 0)
		status = create(o, &init, &p, &leaf, e);
	place_free(&p);
	return status;
}

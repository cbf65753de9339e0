/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-store init. */
#include "shared/cli/store_cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "shared/base/enc.h"
#include "shared/file/output.h"
#include "shared/model/adopt.h"
#include "shared/text/date.h"

#define NOTE_MAX_BYTES 65536

/* The checkpoint of the store that this one succeeds. */
static int
read_succeeds(const char *path, const char *reason, struct store_init *init,
    struct checkpoint *cp, char root[SHA256_HEX + 1], struct err *e)
{
	static const struct vkeys none = { .n = 0 };
	const struct vkey *by;
	struct str text;
	struct buf b;
	int status = -1;

	if (reason == NULL)
		return err_set(e, ERR_USAGE, "--succeeds needs --reason TEXT: "
		    "why a new store begins");
	buf_init(&b, NOTE_MAX_BYTES);
	if (file_read(path, &b, e) == 0) {
		if (note_open(buf_view(&b), &none, &text, &by) ==
		    NOTE_MALFORMED || checkpoint_parse(cp, text, e) == -1) {
			err_set(e, ERR_USAGE, "%s is not a checkpoint", path);
		} else {
			init->succeeds_origin = cp->origin;
			init->succeeds_reason = reason;
			init->succeeds_root = root;
			init->succeeds_size = cp->size;
			hex_format(root, cp->root.b, SHA256_BYTES);
			status = 0;
		}
	}
	buf_fini(&b);
	return status;
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
		status = read_succeeds(o->succeeds, o->reason, &init, &before,
		    root, e);
	/* Nothing of the user's is written over. */
	if (status == 0)
		status = check_outputs(o, &p, e);
	if (status == 0)
		status = create(o, &init, &p, &leaf, e);
	place_free(&p);
	return status;
}

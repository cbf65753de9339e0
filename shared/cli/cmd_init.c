/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-store init and adopt. */
#include "shared/cli/store_cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "shared/base/date.h"
#include "shared/base/enc.h"
#include "shared/base/num.h"
#include "shared/model/adopt.h"

#define NOTE_MAX_BYTES 65536

/* NAME=VALUE of --set. */
static int
apply_sets(struct standard *s, const struct opt_list *set, struct err *e)
{
	for (size_t i = 0; i < set->n; i++) {
		struct str text = str_of(set->item[i]);
		size_t eq = str_find(text, '=', 0);
		uint64_t v;

		if (eq == text.n || eq + 1 == text.n)
			return err_set(e, ERR_USAGE, "--set \"%s\" is not "
			    "NAME=VALUE", set->item[i]);
		if (!num_parse_u64(str_range(text.p + eq + 1,
		    text.p + text.n), 100000, &v))
			return err_set(e, ERR_USAGE, "--set \"%s\": the value "
			    "is a whole number up to 100000", set->item[i]);
		if (standard_set(s, (struct str){ text.p, eq },
		    (int64_t)v, e) == -1)
			return -1;
	}
	return 0;
}

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

static int
load_folder(struct standard *s, const char *dir, const struct opt_list *set,
    struct err *e)
{
	char *found = NULL;
	int status;

	if (dir == NULL)
		dir = found = standard_shipped();
	if (dir == NULL)
		return err_set(e, ERR_USAGE, "name the folder of the standard "
		    "with --standard DIR");
	status = standard_load_dir(s, dir, e);
	if (status == 0 && apply_sets(s, set, e) == -1) {
		standard_free(s);
		status = -1;
	}
	free(found);
	return status;
}

static int
create(const struct store_opts *o, struct store_init *init,
    struct place *p, struct leaf_standard *leaf, struct err *e)
{
	struct arena a = { 0 };
	char now[TIME_TEXT];
	struct standard s;
	struct buf said;
	int status;

	if (load_folder(&s, o->standard, &o->set, e) == -1)
		return -1;
	time_format(now, init->now_s);
	adopt_leaf(&s, now, leaf, &init->file_bytes, &a);
	init->standard = leaf;
	buf_init(&said, 65536);
	status = store_create(init, &said, e);
	if (status == 0 && !o->quiet) {
		fputs(buf_cstr(&said), stderr);
		printf("made store %s of %s\n", p->store, o->origin);
		printf("adopted %s:%s, %zu files\n", s.name, s.edition,
		    s.nfiles);
		printf("Back up three things, apart from one another: the "
		    "store %s, the key %s,\nand the signer's state "
		    "%s.state.\n", p->store, p->key, p->key);
	}
	buf_fini(&said);
	standard_free(&s);
	arena_fini(&a);
	return status;
}

int
cli_init(const struct store_opts *o, struct err *e)
{
	char root[SHA256_HEX + 1];
	struct leaf_standard leaf;
	struct checkpoint before;
	struct store_init init;
	struct place p;
	int status = 0;

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
	if (o->succeeds != NULL)
		status = read_succeeds(o->succeeds, o->reason, &init, &before,
		    root, e);
	if (status == 0)
		status = create(o, &init, &p, &leaf, e);
	place_free(&p);
	return status;
}

static int
put_standard(struct store_txn *t, const struct leaf_standard *l,
    const struct str *bytes, struct err *e)
{
	struct leaf leaf = { .type = LEAF_STANDARD };
	char sha256[SHA256_HEX + 1];

	for (size_t i = 0; i < l->nfiles; i++)
		if (store_txn_blob(t, bytes[i], sha256, e) == -1)
			return -1;
	leaf.u.standard = *l;
	if (store_txn_leaf(t, &leaf, e) == -1)
		return -1;
	return store_commit(t, e);
}

int
cli_adopt(const struct store_opts *o, const char *dir, struct err *e)
{
	const struct leaf_standard *now_in_force;
	const struct str *bytes;
	struct leaf_standard leaf;
	struct arena a = { 0 };
	struct place p;
	struct store_txn t;
	char now[TIME_TEXT];
	struct standard s;
	struct buf said;
	uint64_t index;
	int status = -1;

	if (load_folder(&s, dir, &o->set, e) == -1)
		return -1;
	time_format(now, (int64_t)time(NULL));
	adopt_leaf(&s, now, &leaf, &bytes, &a);
	buf_init(&said, 65536);
	if (place_find(&p, &o->place, e) == 0 && store_begin(&t, p.store, p.key,
	    p.passphrase_file, p.wait_ms, &said, e) == 0) {
		now_in_force = store_standard(&t.store, t.store.head.size,
		    &index);
		if (now_in_force != NULL && adopt_same(now_in_force, &leaf)) {
			status = 0;
			if (!o->quiet)
				puts("this standard with these parameters is "
				    "in force already; nothing was added");
		} else {
			index = store_txn_index(&t);
			status = put_standard(&t, &leaf, bytes, e);
			if (status == 0 && !o->quiet)
				printf("adopted %s:%s, %zu files, as record "
				    "%llu\n", s.name, s.edition, s.nfiles,
				    (unsigned long long)index);
		}
		store_end(&t);
	}
	fputs(buf_cstr(&said), stderr);
	buf_fini(&said);
	place_free(&p);
	standard_free(&s);
	arena_fini(&a);
	return status;
}

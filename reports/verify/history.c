/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Does the log extend what was kept of it: by the verifier (--checkpoint), and
 * by earlier checks (memory.h)? The hashes for it come from history.txt beside
 * the proof, from the store, or from what was kept.
 */
#include "reports/verify/internal.h"

#include <stdlib.h>

#include "reports/verify/kept/memory.h"

/* Where a checkpoint that is compared with the proof's comes from. */
enum source { SOURCE_PROOF, SOURCE_STORE, SOURCE_GIVEN, SOURCE_MEMORY };

/* All that is compared, and the files it was read from. */
struct comparison {
	const struct verify_request *q;
	const struct evidence *v;
	struct kept read[3];  /* history.txt, what was given, memory */
	struct kept all;      /* the proof first; of its log only */
	unsigned char *source; /* of each of `all` */
	size_t given;         /* of `all` from SOURCE_GIVEN */
	struct vkeys own;     /* the one key that signed the proof; n = 0: none */
};

static int
add(struct comparison *c, const struct kept_item *item, enum source source,
    struct err *e)
{
	size_t i = c->all.n;

	if (kept_add(&c->all, item, e) == -1)
		return -1;
	c->source = mem_realloc(c->source, i + 1, 1);
	c->source[i] = (unsigned char)source;
	c->given += source == SOURCE_GIVEN;
	return 0;
}

/*
 * With keys at hand nothing counts that they have not signed; another key than
 * that of the proof signs another log, whatever it is called.
 */
static bool
counts(const struct comparison *c, const struct kept_item *item)
{
	const struct vkeys *keys = c->own.n > 0 ? &c->own : c->q->keys;
	const struct vkey *by;

	return keys == NULL || keys->n == 0 ||
	    kept_signed(item, keys, &by) == NOTE_OK;
}

/* What was read of this log; a reason for what is of it and does not count. */
static int
add_all(struct comparison *c, const struct kept *from, enum source source,
    struct verify_answer *a, struct err *e)
{
	for (size_t i = 0; i < from->n; i++) {
		const struct kept_item *item = &from->item[i];

		if (strcmp(item->at.origin, c->v->at.origin) != 0)
			continue;
		if (counts(c, item)) {
			if (add(c, item, source, e) == -1)
				return -1;
			continue;
		}
		verify_why(a, VERIFY_MSG_KEPT_SIGNER, VALUES(item->file,
		    item->line));
	}
	return 0;
}

/*
 * history.txt beside the proof. It proves itself: its first hashes have the
 * root of the proof's checkpoint, or it says nothing.
 */
static void
read_beside(struct comparison *c, struct kept_item *proof,
    struct verify_answer *a)
{
	const char *beside = c->q->proof_path != NULL ? c->q->proof_path :
	    c->q->file;
	const char *path = arena_printf(&a->arena, "%.*shistory.txt",
	    (int)(path_base(beside) - beside), beside);
	struct kept *k = &c->read[0];
	struct merkle_hash root;
	struct err e = { 0 };

	if (file_exists(path, &e) != 1)
		return;
	if (kept_read(k, path, &e) == -1) {
		verify_why(a, VERIFY_MSG_HISTORY_UNREADABLE, VALUES(e.msg));
		return;
	}
	if (k->item[0].leaf == NULL || k->item[0].at.size < proof->at.size)
		return;
	merkle_root_of(k->item[0].leaf, proof->at.size, &root);
	if (merkle_same(&root, &proof->at.root))
		proof->leaf = k->item[0].leaf;
}

/* The proof's checkpoint, and the store's, each with the hashes at hand. */
static int
add_proof(struct comparison *c, struct verify_answer *a, struct err *e)
{
	const struct store *s = c->q->store;
	struct kept_item proof = { .at = c->v->at,
		.note = c->v->proof.checkpoint, .file = c->v->proof_name };
	const struct vkey *by;

	if (kept_signed(&proof, c->q->keys, &by) == NOTE_OK)
		c->own = (struct vkeys){ .n = 1, .key = { *by } };
	read_beside(c, &proof, a);
	if (add(c, &proof, SOURCE_PROOF, e) == -1)
		return -1;
	if (s == NULL || a->is.to[VERDICT_STORE] != VERDICT_STORE_OK)
		return 0;
	return add(c, &(struct kept_item){ .at = s->head,
	    .note = buf_view(&s->note), .file = c->q->store_path,
	    .leaf = s->hash }, SOURCE_STORE, e);
}

/* What earlier checks saw; it is believed only where it can be read. */
static int
add_memory(struct comparison *c, struct verify_answer *a, struct err *e)
{
	struct err why = { 0 };

	if (!c->q->memory || !verify_is_firm(a))
		return 0;
	if (memory_read(c->v->at.origin, &c->read[2], &why) == -1) {
		verify_why(a, VERIFY_MSG_MEMORY_UNREADABLE, VALUES(why.msg));
		return 0;
	}
	return add_all(c, &c->read[2], SOURCE_MEMORY, a, e);
}

/* The store must not be older than what was kept of it. */
static void
compare_sizes(const struct comparison *c, struct verify_answer *a)
{
	const struct store *s = c->q->store;

	if (a->is.to[VERDICT_STORE] != VERDICT_STORE_OK)
		return;
	for (size_t i = 0; i < c->all.n; i++)
		if (c->all.item[i].at.size > s->head.size) {
			a->is.to[VERDICT_STORE] = VERDICT_STORE_LACKS;
			verify_why(a, VERIFY_MSG_STORE_OLDER,
			    VALUES(c->q->store_path, s->head.size,
			    c->all.item[i].at.size));
			return;
		}
}

static void
tell_fork(const struct comparison *c, const struct kept_fork *pair,
    struct verify_answer *a)
{
	size_t kept = c->source[pair->a] < c->source[pair->b] ? pair->b :
	    pair->a;
	struct merkle_proof proof = { .n = 0 };
	struct fork f;

	a->is.to[VERDICT_HISTORY] = VERDICT_HISTORY_CONTRADICTED;
	verify_why(a, c->source[kept] == SOURCE_MEMORY ?
	    VERIFY_MSG_MEMORY_CONTRADICTED : VERIFY_MSG_KEPT_CONTRADICTED,
	    VALUES(c->all.item[kept].file));
	if (!verify_is_firm(a))
		return;
	kept_fork_of(&c->all, pair, &f, &proof);
	f.key = c->own.key[0];
	verify_fork(c->q, &f, a);
}

/* How far what is of the proof's history leads, against the proof itself. */
static void
tell_sizes(const struct comparison *c, uint64_t newest, struct verify_answer *a)
{
	uint64_t own = c->v->at.size;

	if (newest == own)
		verify_why(a, VERIFY_MSG_KEPT_SAME, VALUES(own));
	else
		verify_why(a, newest < own ? VERIFY_MSG_KEPT_OLDER :
		    VERIFY_MSG_KEPT_NEWER, VALUES(newest, own));
}

/* Nothing at hand joins this checkpoint and the proof's. */
static void
tell_open(const struct comparison *c, const struct kept_item *item,
    struct verify_answer *a)
{
	if (item->at.size > c->v->at.size)
		verify_why(a, VERIFY_MSG_KEPT_NEWER_OPEN, VALUES(item->file,
		    item->at.size, c->v->at.size));
	else
		verify_why(a, VERIFY_MSG_KEPT_NOT_COMPARED,
		    VALUES(item->file));
}

/*
 * Is all that was given of the proof's history? What earlier checks saw is
 * told where it is another checkpoint than the proof's own.
 */
static void
tell_given(const struct comparison *c, struct verify_answer *a)
{
	bool asked = c->q->checkpoint_path != NULL, all = true, told = false;
	uint64_t newest = 0;

	for (size_t i = 0; i < c->all.n; i++) {
		const struct kept_item *item = &c->all.item[i];
		bool same = item->history == c->all.item[0].history;
		bool given = c->source[i] == SOURCE_GIVEN;

		if (given && !same && all) {
			all = false;
			tell_open(c, item, a);
		}
		if (!same || (!given && (asked ||
		    c->source[i] != SOURCE_MEMORY)))
			continue;
		told = told || given || item->at.size != c->v->at.size;
		newest = item->at.size > newest ? item->at.size : newest;
	}
	if (asked && c->given == 0)
		verify_why(a, VERIFY_MSG_KEPT_OTHER_LOG,
		    VALUES(c->q->checkpoint_path, c->v->at.origin));
	if (!told || !all)
		return;
	a->is.to[VERDICT_HISTORY] = VERDICT_HISTORY_OK;
	tell_sizes(c, newest, a);
}

/* What this check has seen, for the next one. */
static void
remember(const struct comparison *c, struct verify_answer *a)
{
	struct err e = { 0 };

	if (c->q->memory && verify_is_firm(a) &&
	    memory_write(&c->all, 0, &e) == -1)
		verify_why(a, VERIFY_MSG_NOT_REMEMBERED, VALUES(e.msg));
}

static int
compare(struct comparison *c, struct verify_answer *a, struct err *e)
{
	struct kept_fork pair;

	if (add_proof(c, a, e) == -1 ||
	    add_all(c, &c->read[1], SOURCE_GIVEN, a, e) == -1 ||
	    add_memory(c, a, e) == -1)
		return -1;
	compare_sizes(c, a);
	if (kept_settle(&c->all, &pair)) {
		tell_fork(c, &pair, a);
	} else {
		tell_given(c, a);
		remember(c, a);
	}
	return 0;
}

int
verify_history(const struct verify_request *q, const struct evidence *v,
    struct verify_answer *a, struct err *e)
{
	struct comparison c = { .q = q, .v = v };
	int status = 0;

	/* Damage in what was given is said, whatever the proof is. */
	if (q->checkpoint_path != NULL)
		status = kept_read(&c.read[1], q->checkpoint_path, e);
	if (status == 0 && v->have_at &&
	    a->is.to[VERDICT_PROOF] == VERDICT_PROOF_OK)
		status = compare(&c, a, e);
	for (size_t i = 0; i < sizeof(c.read) / sizeof(c.read[0]); i++)
		kept_free(&c.read[i]);
	kept_free(&c.all);
	free(c.source);
	return status;
}

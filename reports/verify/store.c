/* SPDX-License-Identifier: Apache-2.0 */
/* Is the proof's log that of the store, and what does the store know? */
#include "reports/verify/internal.h"

#include "shared/store/anchor/anchor.h"

/* Did the key of the store's first record sign this note? */
static bool
signed_by_store(const struct store *s, struct str note)
{
	struct vkeys first = { .n = 1, .key = { s->keys.key[0] } };
	const struct vkey *by;

	return note_signed(note, s->head.origin, &first, &by) == NOTE_OK;
}

/* Compares the proof's checkpoint with the log of the store. */
static enum verdict_store
compare(const struct verify_request *q, const struct evidence *v,
    struct verify_answer *a)
{
	const struct store *s = q->store;
	struct merkle_hash root;

	if (!signed_by_store(s, v->proof.checkpoint)) {
		verify_why(a, VERIFY_MSG_STORE_SIGNER, VALUES(q->store_path));
		return VERDICT_STORE_CONTRADICTS;
	}
	if (v->at.size > s->head.size) {
		verify_why(a, VERIFY_MSG_STORE_OLDER, VALUES(q->store_path,
		    s->head.size, v->at.size));
		return VERDICT_STORE_LACKS;
	}
	store_root_at(s, v->at.size, &root);
	if (merkle_same(&root, &v->at.root))
		return VERDICT_STORE_OK;
	verify_why(a, VERIFY_MSG_STORE_DIFFERS, VALUES(q->store_path,
	    v->at.size));
	return VERDICT_STORE_CONTRADICTS;
}

/* Both checkpoints, and what shows that no log can have both. */
static void
write_fork(const struct verify_request *q, const struct evidence *v,
    struct verify_answer *a)
{
	const struct store *s = q->store;
	struct merkle_proof proof = { .n = 0 };
	struct fork f = { .key = s->keys.key[0],
		.older = { "the proof", v->at, v->proof.checkpoint },
		.newer = { "the store", s->head, buf_view(&s->note) },
		.proof = &proof };

	store_root_at(s, v->at.size, &f.root);
	merkle_prove_consistency(s->hash, s->head.size, v->at.size, &proof);
	verify_fork(q, &f, a);
}

/* A store of another log cannot answer for this one: that is no verdict. */
static int
check_same_log(const struct verify_request *q, const struct evidence *v,
    const struct verify_answer *a, struct err *e)
{
	const struct store *s = q->store;

	if (strcmp(v->at.origin, s->head.origin) != 0)
		return err_set(e, ERR_USAGE, "wrong store: %s is the store of "
		    "%s, and the proof is of %s", q->store_path,
		    s->head.origin, v->at.origin);
	if (a->is.to[VERDICT_SIGNATURE] == VERDICT_SIGNATURE_OK &&
	    !signed_by_store(s, v->proof.checkpoint))
		return err_set(e, ERR_USAGE, "wrong store: %s calls itself %s, "
		    "but has another key than the one that signed the proof",
		    q->store_path, s->head.origin);
	return 0;
}

/*
 * A report dated before the record before it, without a word why, was written
 * by another program than ours, or with its clock in another hand: its record
 * proves nothing of its time.
 */
static void
check_order(const struct store *s, const struct evidence *v,
    struct verify_answer *a)
{
	const struct leaf *l = &s->leaf[v->proof.index];
	uint64_t at;

	if (l->clock != NULL || !store_dated_back(s, v->proof.index, &at))
		return;
	a->is.to[VERDICT_PROOF] = VERDICT_PROOF_FAILED;
	verify_why(a, VERIFY_MSG_STORE_DATED_BACK, VALUES(
	    v->proof.index, leaf_when(l), at, leaf_when(&s->leaf[at])));
}

void
verify_anchored(const struct store *s, uint64_t index, int64_t now_s,
    struct verify_answer *a)
{
	struct anchor_span span;
	struct anchors anchors;

	anchors_read(&anchors, s, now_s);
	span = anchors_span(&anchors, index);
	anchors_free(&anchors);
	a->anchors_known = true;
	if (span.not_before != NULL)
		a->not_before = arena_memdup(&a->arena, span.not_before,
		    strlen(span.not_before));
	if (span.not_after != NULL)
		a->not_after = arena_memdup(&a->arena, span.not_after,
		    strlen(span.not_after));
}

int
verify_store(const struct verify_request *q, const struct evidence *v,
    struct verify_answer *a, struct err *e)
{
	/* What proves nothing cannot be compared with anything. */
	if (a->is.to[VERDICT_PROOF] != VERDICT_PROOF_OK ||
	    a->is.to[VERDICT_SIGNATURE] == VERDICT_SIGNATURE_FAILED)
		return 0;
	if (check_same_log(q, v, a, e) == -1)
		return -1;
	a->is.to[VERDICT_STORE] = (unsigned char)compare(q, v, a);
	if (a->is.to[VERDICT_STORE] == VERDICT_STORE_OK) {
		verify_since(q->store, v->proof.index, a);
		check_order(q->store, v, a);
		verify_anchored(q->store, v->proof.index, q->now_s, a);
	} else if (a->is.to[VERDICT_STORE] == VERDICT_STORE_CONTRADICTS &&
	    verify_is_firm(a))
		write_fork(q, v, a);
	return 0;
}

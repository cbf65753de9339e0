/* SPDX-License-Identifier: Apache-2.0 */
/* Each kind of companion against the record; see companion_check.h. */
#include "reports/verify/companion_text.h"

#include "shared/log/transport.h"
#include "shared/store/issued/derived.h"

/* Why it is not what it must be; NULL: it is. */
typedef const char *check_fn(struct companion_text *t);

/* Its hashes must have the proof's root, and its note the proof's signer. */
static const char *
history_fault(struct companion_text *t, const struct kept_item *item)
{
	const struct evidence *v = t->by->v;
	struct merkle_hash root;
	const struct vkey *by;

	if (strcmp(item->at.origin, v->at.origin) != 0)
		return "it is of another log";
	if (t->by->a->key[0] != '\0' &&
	    kept_signed(item, t->by->q->keys, &by) != NOTE_OK)
		return "your key has not signed its checkpoint";
	if (item->leaf == NULL)
		return "it holds no hashes";
	if (item->at.size < v->at.size) {
		t->other = true;
		return "it is older than the proof: it came with an earlier "
		    "report";
	}
	merkle_root_of(item->leaf, v->at.size, &root);
	return merkle_same(&root, &v->at.root) ? NULL :
	    "its hashes are not those of the log that was signed";
}

static const char *
check_history(struct companion_text *t)
{
	struct kept k = { .n = 0 };
	struct err e = { 0 };
	const char *fault;

	if (kept_text(&k, t->path, t->text, &e) == -1)
		fault = arena_printf(t->arena, "%s", e.msg);
	else
		fault = history_fault(t, &k.item[0]);
	kept_free(&k);
	return fault;
}

static const char *
check_sums(struct companion_text *t)
{
	struct buf b;
	bool same;

	buf_init(&b, TEXT_MAX_BYTES);
	derived_put_sums(evidence_report(t->by->v), &b);
	same = str_eq(buf_view(&b), t->text);
	buf_fini(&b);
	return same ? NULL : "it does not hold the hashes that the report's "
	    "record has";
}

const char *
companion_note(const struct companion_text *t, struct str note,
    struct kept_item *item)
{
	const struct evidence *v = t->by->v;
	const struct vkey *by;
	struct err e = { 0 };
	struct str text;

	*item = (struct kept_item){ .note = note };
	if (note_open(note, NULL, &text, &by) == NOTE_MALFORMED ||
	    checkpoint_parse(&item->at, text, &e) == -1 ||
	    strcmp(item->at.origin, v->at.origin) != 0)
		return "it holds no checkpoint of this log";
	if (t->by->a->key[0] != '\0' &&
	    kept_signed(item, t->by->q->keys, &by) != NOTE_OK)
		return "your key has not signed its checkpoint";
	return NULL;
}

const char *
companion_belongs(struct companion_text *t, const char *id)
{
	t->other = true;
	return arena_printf(t->arena, "it belongs to another report (%s); "
	    "what was kept of it is compared with --checkpoint", id);
}

/* Another proof than the one that was used: does it hold itself? */
static const char *
other_proof(struct companion_text *t)
{
	struct evidence v = { .have = true, .have_at = true };
	struct verify_answer a;
	struct kept_item item;
	struct err ignored = { 0 };
	const char *why = "it is another proof than the one that was used";

	verify_begin(t->by->q, &a);
	buf_init(&v.scratch, TEXT_MAX_BYTES);
	if (proof_file_parse(&v.proof, t->text, &v.scratch, &ignored) == 0 &&
	    leaf_parse(&v.leaf, v.proof.leaf, t->arena, &ignored) == 0 &&
	    v.leaf.type == LEAF_REPORT &&
	    companion_note(t, v.proof.checkpoint, &item) == NULL) {
		v.at = item.at;
		verify_record(&v, &a);
		if (a.is.to[VERDICT_PROOF] == VERDICT_PROOF_OK)
			why = companion_belongs(t, evidence_report(&v)->id);
	}
	buf_fini(&v.scratch);
	verify_answer_fini(&a);
	return why;
}

/* Of the proof in the folder the answers are there; another is another's. */
static const char *
check_proof(struct companion_text *t)
{
	const struct verify_answer *a = t->by->a;
	struct str proof = buf_view(&t->by->v->text);

	if (!str_eq(proof, t->text))
		return other_proof(t);
	if (a->is.to[VERDICT_PROOF] != VERDICT_PROOF_OK)
		return "it does not show that its report is a record of the "
		    "log";
	if (a->is.to[VERDICT_SIGNATURE] == VERDICT_SIGNATURE_FAILED)
		return "its signature fails";
	return NULL;
}

static check_fn *const checks[COMPANION__MAX] = {
	[COMPANION_PROOF] = check_proof,
	[COMPANION_RECEIPT] = companion_receipt,
	[COMPANION_HISTORY] = check_history,
	[COMPANION_SUMS] = check_sums,
};

/* The answer where there is a proof to hold it against. */
static void
check_text(struct companion_text *t, struct companion_answer *c)
{
	c->why = checks[c->is](t);
	c->state = c->why == NULL ? COMPANION_OK : t->other ?
	    COMPANION_NOT_CHECKED : COMPANION_DIFFERS;
	if (c->is == COMPANION_RECEIPT)
		companion_receipt_rest(t, c);
}

int
companion_check(const struct companion_by *by, struct companion_answer *c,
    struct arena *arena, struct err *e)
{
	struct companion_text t = { .by = by, .path = c->file,
		.arena = arena };
	struct buf b;
	int status;

	if (c->is == COMPANION_KEYS || c->is == COMPANION_PAGE) {
		c->state = COMPANION_NOT_USED;
		return 0;
	}
	c->state = COMPANION_NOT_CHECKED;
	if (checks[c->is] == NULL) {
		c->why = "nothing in the folder says what it must be";
		return 0;
	}
	/* What does not hold itself shows nothing of others, but that. */
	if (!by->v->have || !by->v->have_at ||
	    (c->is != COMPANION_PROOF &&
	    by->a->is.to[VERDICT_PROOF] != VERDICT_PROOF_OK)) {
		c->why = "there is no sound proof in the folder";
		return 0;
	}
	buf_init(&b, TEXT_MAX_BYTES);
	status = file_read(c->file, &b, e);
	if (status == 0) {
		transport_undo(&b);
		t.text = buf_view(&b);
		check_text(&t, c);
	}
	buf_fini(&b);
	return status;
}

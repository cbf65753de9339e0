/* SPDX-License-Identifier: Apache-2.0 */
/* The proof's checkpoint, and whether a key of the verifier's signed it. */
#include "reports/verify/internal.h"

void
verify_signature(const struct verify_request *q, struct evidence *v,
    struct verify_answer *a)
{
	static const struct vkeys none = { .n = 0 };
	const struct vkeys *keys = q->keys == NULL ? &none : q->keys;
	const struct vkey *by = NULL;
	enum note_answer answer;
	struct err e = { 0 };
	struct str text;

	/* Is it signed, by a key that was given? */
	answer = note_open(v->proof.checkpoint, keys, &text, &by);
	if (answer == NOTE_MALFORMED || answer == NOTE_BAD_SIGNATURE) {
		a->is.to[VERDICT_SIGNATURE] = VERDICT_SIGNATURE_FAILED;
		verify_why(a, VERIFY_MSG_BAD_SIGNATURE, MSG_NONE);
	}
	if (answer == NOTE_MALFORMED)
		return;
	/* What is signed, whoever signed it. */
	if (checkpoint_parse(&v->at, text, &e) == -1) {
		a->is.to[VERDICT_PROOF] = VERDICT_PROOF_FAILED;
		verify_why(a, VERIFY_MSG_CHECKPOINT_UNREADABLE, VALUES(e.msg));
		return;
	}
	v->have_at = true;
	a->origin = arena_memdup(&a->arena, v->at.origin,
	    strlen(v->at.origin));
	/* Who signed: a key that was given, of this very log. */
	if (answer == NOTE_BAD_SIGNATURE)
		return;
	a->is.to[VERDICT_SIGNATURE] = keys->n == 0 ?
	    VERDICT_SIGNATURE_NO_KEY : VERDICT_SIGNATURE_UNKNOWN_KEY;
	if (answer != NOTE_OK)
		return;
	if (note_signed(v->proof.checkpoint, v->at.origin, keys, &by) !=
	    NOTE_OK) {
		verify_why(a, VERIFY_MSG_KEY_OF_OTHER_LOG, VALUES(a->origin));
		return;
	}
	a->is.to[VERDICT_SIGNATURE] = VERDICT_SIGNATURE_OK;
	a->key_name = by->name;
	vkey_fingerprint(a->key, by);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Does the log extend the checkpoint that somebody kept? */
#include "reports/verify/internal.h"

#define CHECKPOINT_MAX_BYTES ((size_t)1 << 16)

/* The checkpoint of a note, whoever signed it; false when there is none. */
static bool
read_checkpoint(struct str note, struct checkpoint *c)
{
	const struct vkey *by;
	struct err e = { 0 };
	struct str text;

	return note_open(note, NULL, &text, &by) != NOTE_MALFORMED &&
	    checkpoint_parse(c, text, &e) == 0;
}

/* By the store where it answers for the proof, else by the proof alone. */
static enum verdict_history
compare(const struct verify_request *q, const struct evidence *v,
    const struct checkpoint *kept, struct verify_answer *a)
{
	struct merkle_hash root;

	if (a->is.to[VERDICT_PROOF] != VERDICT_PROOF_OK ||
	    strcmp(v->at.origin, kept->origin) != 0)
		return VERDICT_HISTORY_NOT_COMPARED;
	if (v->at.size == kept->size)
		return merkle_same(&v->at.root, &kept->root) ?
		    VERDICT_HISTORY_OK : VERDICT_HISTORY_CONTRADICTED;
	if (a->is.to[VERDICT_STORE] != VERDICT_STORE_OK)
		return VERDICT_HISTORY_NOT_COMPARED;
	if (kept->size > q->store->head.size) {
		a->is.to[VERDICT_STORE] = VERDICT_STORE_LACKS;
		verify_why(a, VERIFY_MSG_STORE_OLDER, MSG_ARGS(
		    MSG_TEXT(q->store_path), MSG_COUNT(q->store->head.size),
		    MSG_COUNT(kept->size)));
		return VERDICT_HISTORY_NOT_COMPARED;
	}
	store_root_at(q->store, kept->size, &root);
	return merkle_same(&root, &kept->root) ? VERDICT_HISTORY_OK :
	    VERDICT_HISTORY_CONTRADICTED;
}

int
verify_history(const struct verify_request *q, const struct evidence *v,
    struct verify_answer *a, struct err *e)
{
	enum verdict_history is;
	struct checkpoint kept;
	struct buf b;

	buf_init(&b, CHECKPOINT_MAX_BYTES);
	if (file_read(q->checkpoint_path, &b, e) == -1) {
		buf_fini(&b);
		return -1;
	}
	if (!read_checkpoint(buf_view(&b), &kept)) {
		buf_fini(&b);
		return err_set(e, ERR_USAGE, "%s is not a checkpoint",
		    q->checkpoint_path);
	}
	buf_fini(&b);
	is = compare(q, v, &kept, a);
	a->is.to[VERDICT_HISTORY] = (unsigned char)is;
	if (is != VERDICT_HISTORY_OK)
		verify_why(a, is == VERDICT_HISTORY_CONTRADICTED ?
		    VERIFY_MSG_KEPT_CONTRADICTED : VERIFY_MSG_KEPT_NOT_COMPARED,
		    MSG_ARGS(MSG_TEXT(q->checkpoint_path)));
	return 0;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Is the report a record of the log, and is the record what it must be? */
#include "reports/verify/internal.h"

#include "shared/base/enc.h"

/* Does the checkpoint commit to the record, at its place? */
static bool
is_included(const struct evidence *v)
{
	struct merkle_hash leaf;

	merkle_leaf_hash(&leaf, v->proof.leaf.p, v->proof.leaf.n);
	return v->proof.index < v->at.size && merkle_check_inclusion(&leaf,
	    v->proof.index, v->at.size, &v->proof.inclusion, &v->at.root);
}

/* Does it extend the data head that the report was made from? */
static bool
extends_data(const struct evidence *v)
{
	const struct leaf_report *l = evidence_report(v);
	struct merkle_hash head;

	return hex_parse(head.b, SHA256_BYTES, str_of(l->head_root)) &&
	    v->proof.head_size == l->head_size &&
	    merkle_check_consistency(l->head_size, &head, v->at.size,
	    &v->at.root, &v->proof.consistency, false);
}

void
verify_record(const struct evidence *v, struct verify_answer *a)
{
	struct err e;

	/* Without a checkpoint the signature has failed already. */
	if (!v->have_at)
		return;
	a->is.to[VERDICT_PROOF] = VERDICT_PROOF_FAILED;
	if (!is_included(v))
		verify_why(a, VERIFY_MSG_NOT_INCLUDED, VALUES(v->proof.index));
	else if (!extends_data(v))
		verify_why(a, VERIFY_MSG_NOT_EXTENDED,
		    VALUES(evidence_report(v)->head_size));
	else if (leaf_report_check(evidence_report(v), v->at.origin, &e) == -1)
		verify_why(a, VERIFY_MSG_RECORD, VALUES(v->proof.index,
		    e.msg));
	else
		a->is.to[VERDICT_PROOF] = VERDICT_PROOF_OK;
}

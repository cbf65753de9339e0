/* SPDX-License-Identifier: Apache-2.0 */
/* Checking one file: the steps in their order, and what they make together. */
#include "reports/verify/internal.h"

#define PROOF_MAX_BYTES ((size_t)1 << 20)

void
verify_why(struct verify_answer *a, enum verify_msg m,
    const struct value *arg, size_t n)
{
	if (a->why.n > 0)
		buf_puts(&a->why, "; ");
	message_put(&a->why, &verify_message[m], arg, n);
}

bool
verify_is_firm(const struct verify_answer *a)
{
	return a->is.to[VERDICT_PROOF] == VERDICT_PROOF_OK &&
	    a->is.to[VERDICT_SIGNATURE] == VERDICT_SIGNATURE_OK;
}

/* Maps and hashes the file, and looks what kind it is. */
static int
read_file(const struct verify_request *q, struct evidence *v,
    struct verify_answer *a, struct err *e)
{
	if (map_open(&v->map, q->file, e) == -1)
		return -1;
	sha256_hex(a->sha256, map_view(&v->map));
	v->is_zip = str_starts(map_view(&v->map), STR("PK\003\004"));
	v->companion = companion_of(map_view(&v->map));
	if (v->companion == COMPANION_NONE)
		v->says = verify_says(q->file, map_view(&v->map), v->is_zip,
		    &a->arena);
	/* What it is instead. */
	if (v->companion != COMPANION_NONE)
		verify_why(a, VERIFY_MSG_COMPANION,
		    VALUES(companion_words(v->companion)));
	else if (v->says == NULL &&
	    verify_says_draft(q->file, map_view(&v->map)))
		verify_why(a, VERIFY_MSG_DRAFT, MSG_NONE);
	return 0;
}

/* What of the record is told, whether it holds or not. */
static void
tell_record(const struct evidence *v, struct verify_answer *a)
{
	const struct leaf_report *l = evidence_report(v);

	a->report = l->id;
	a->as_of = l->as_of;
	a->issued = l->issued;
	a->forecast = v->have_at && leaf_report_is_forecast(l, v->at.origin);
	a->clock = v->leaf.clock;
	a->index = v->proof.index;
	a->size = v->at.size;
	a->has_record = v->have_at;
}

void
verify_begin(const struct verify_request *q, struct verify_answer *a)
{
	*a = (struct verify_answer){ .verdict = VERDICT_UNPROVEN,
		.status = 4 };
	buf_init(&a->why, WHY_MAX_BYTES);
	a->is.to[VERDICT_SIGNATURE] = VERDICT_SIGNATURE_NOT_LOOKED;
	if (q->keys_from_folder)
		verify_why(a, VERIFY_MSG_KEYS_FROM_FOLDER, MSG_NONE);
	if (q->checkpoint_path == NULL)
		a->is.to[VERDICT_HISTORY] = VERDICT_HISTORY_NOT_ASKED;
	if (q->store == NULL)
		a->is.to[VERDICT_STORE] = VERDICT_STORE_NOT_ASKED;
	if (!q->current)
		a->is.to[VERDICT_CURRENT] = VERDICT_CURRENT_NOT_ASKED;
}

int
verify_answer_all(const struct verify_request *q, struct evidence *v,
    struct verify_answer *a, struct err *e)
{
	*v = (struct evidence){ .have = false };
	verify_begin(q, a);
	buf_init(&v->text, PROOF_MAX_BYTES);
	buf_init(&v->scratch, PROOF_MAX_BYTES);
	buf_init(&v->content_fault, WHY_MAX_BYTES);
	if (read_file(q, v, a, e) == -1 ||
	    verify_find_proof(q, v, a, e) == -1)
		return -1;
	if (v->have) {
		verify_signature(q, v, a);
		verify_record(v, a);
		tell_record(v, a);
		verify_what_file(q, v, a);
	}
	if (q->store != NULL && verify_store(q, v, a, e) == -1)
		return -1;
	return verify_history(q, v, a, e);
}

void
evidence_fini(struct evidence *v)
{
	buf_fini(&v->text);
	buf_fini(&v->scratch);
	buf_fini(&v->content_fault);
	map_close(&v->map);
}

int
verify_file(const struct verify_request *q, struct verify_answer *a,
    struct err *e)
{
	const struct verdict_row *row;
	struct evidence v;
	int status = verify_answer_all(q, &v, a, e);

	if (status == 0 && q->current && a->is.to[VERDICT_SUPERSEDED] ==
	    VERDICT_SUPERSEDED_NOT_KNOWN)
		verify_why(a, VERIFY_MSG_CURRENT_NOT_KNOWN, MSG_NONE);
	row = verdict_of(&a->is);
	a->verdict = row->verdict;
	a->status = row->status;
	evidence_fini(&v);
	return status;
}

void
verify_answer_fini(struct verify_answer *a)
{
	buf_fini(&a->why);
	arena_fini(&a->arena);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* RECEIPT.txt of a folder: its words, and what of them cannot be told. */
#include "reports/verify/companion_text.h"

#include "shared/base/version.h"
#include "shared/store/issued/derived.h"

#define RECEIPT_REPORT "Report         "
#define RECEIPT_ANCHORED "Anchored       "

/* What stands behind a title of the receipt, in the arena; "" when nothing. */
static const char *
receipt_line(const struct companion_text *t, const char *title)
{
	struct str rest = t->text, line;
	size_t n = strlen(title);

	while (str_next(&rest, '\n', &line))
		if (str_starts(line, str_of(title)))
			return arena_memdup(t->arena, line.p + n, line.n - n);
	return "";
}

/* Is the receipt's note the checkpoint of the proof? */
static const char *
note_fault(const struct companion_text *t, struct str note)
{
	const struct evidence *v = t->by->v;
	struct kept_item item;
	const char *fault = companion_note(t, note, &item);

	if (fault != NULL)
		return fault;
	if (item.at.size != v->at.size)
		return "its checkpoint is not that of the proof; compare it "
		    "with --checkpoint";
	return merkle_same(&item.at.root, &v->at.root) ? NULL :
	    "its checkpoint is of another history than the proof's";
}

/*
 * The verdict by the folder's content.csv, in the arena; NULL where that is
 * not at hand as it was issued.
 */
static const char *
verdict_of_content(const struct companion_text *t)
{
	const char *path = arena_printf(t->arena, "%.*scontent.csv",
	    (int)(path_base(t->path) - t->path), t->path);
	const char *copy = NULL;
	struct err ignored;
	struct str verdict;
	struct map map;

	if (map_open(&map, path, &ignored) == -1)
		return NULL;
	if (derived_verdict(evidence_report(t->by->v), map_view(&map),
	    &verdict))
		copy = arena_memdup(t->arena, verdict.p, verdict.n);
	map_close(&map);
	return copy;
}

/* Does it name another report, with another signed checkpoint of this log? */
static bool
is_other_receipt(const struct companion_text *t, const char **id)
{
	struct kept k = { .n = 0 };
	struct err ignored = { 0 };
	struct kept_item item;
	bool is;

	*id = receipt_line(t, RECEIPT_REPORT);
	is = str_starts(str_of(*id), STR("R-")) &&
	    strcmp(*id, evidence_report(t->by->v)->id) != 0 &&
	    kept_text(&k, t->path, t->text, &ignored) == 0 && k.n == 1 &&
	    companion_note(t, k.item[0].note, &item) == NULL &&
	    item.at.size != t->by->v->at.size;
	kept_free(&k);
	return is;
}

/* What it says of a withdrawal, where the store does not say the same. */
static const char *
withdrawal_fault(const struct companion_text *t)
{
	unsigned is = t->by->a->is.to[VERDICT_WITHDRAWN];

	if (is == VERDICT_WITHDRAWN_YES ||
	    receipt_line(t, "Withdrawn      ")[0] == '\0')
		return NULL;
	return is == VERDICT_WITHDRAWN_NO ? "it says that the report was "
	    "WITHDRAWN, and in the store it stands" : "it says that the report "
	    "was WITHDRAWN, which only the store can confirm (--store)";
}

/* What it says of time stamps, where the store does not say the same. */
static const char *
anchored_fault(const struct companion_text *t)
{
	const struct companion_by *by = t->by;
	struct buf b;
	bool same;

	if (by->a->is.to[VERDICT_STORE] != VERDICT_STORE_OK)
		return NULL;
	buf_init(&b, TEXT_MAX_BYTES);
	derived_put_anchored(by->q->store, by->v->proof.index, by->v->at.size,
	    &b);
	same = str_eq(buf_view(&b), str_of(receipt_line(t, RECEIPT_ANCHORED)));
	buf_fini(&b);
	return same ? NULL : "what it says of time stamps is not what the "
	    "store's log has up to its checkpoint";
}

/* What it says of time stamps. */
static enum derived_anchored
anchored_as(const struct companion_text *t)
{
	return derived_anchored_read(str_of(receipt_line(t,
	    RECEIPT_ANCHORED)));
}

/*
 * What it says of a withdrawal and of time stamps only the store can tell. All
 * else follows from record, proof and content but two names: the
 * organisation's, which the store knows, and the key's, which the verifier
 * knows.
 */
const char *
companion_receipt(struct companion_text *t)
{
	const struct verify_answer *a = t->by->a;
	struct derived_receipt r = { .report = evidence_report(t->by->v),
		.index = t->by->v->proof.index, .origin = t->by->v->at.origin,
		.organisation = a->organisation != NULL ? a->organisation :
		receipt_line(t, "Organisation   "),
		.key = a->key[0] != '\0' ? a->key :
		receipt_line(t, "Store's key    ") };
	const char *verdict = verdict_of_content(t), *fault, *id;
	struct str note;
	struct buf b;
	bool same;

	t->has_verdict = verdict != NULL;
	r.verdict = verdict != NULL ? verdict :
	    receipt_line(t, "Verdict        ");
	r.withdrawn = receipt_line(t, "Withdrawn      ");
	r.anchored = receipt_line(t, RECEIPT_ANCHORED);
	note = derived_receipt_note(t->text);
	buf_init(&b, TEXT_MAX_BYTES);
	derived_put_receipt(&r, note, &b);
	same = str_eq(buf_view(&b), t->text) && anchored_as(t) != DERIVED_ANCHORED_OTHER;
	buf_fini(&b);
	if (!same && is_other_receipt(t, &id))
		return companion_belongs(t, id);
	if (!same)
		return "its words are not those of this report's receipt";
	fault = note_fault(t, note);
	return fault != NULL ? fault : anchored_fault(t);
}

/* The words of a receipt are the program's that wrote it. */
static void
excuse_words(const struct companion_text *t, struct companion_answer *c)
{
	const char *program = evidence_report(t->by->v)->program;

	if (c->state != COMPANION_DIFFERS ||
	    strcmp(program, PREAUDIT_PROGRAM) == 0)
		return;
	c->state = COMPANION_NOT_CHECKED;
	c->why = arena_printf(t->arena, "its words are of %s, this is "
	    PREAUDIT_PROGRAM, program);
}

void
companion_receipt_rest(const struct companion_text *t,
    struct companion_answer *c)
{
	const char *withdrawal;

	excuse_words(t, c);
	if (c->state != COMPANION_OK)
		return;
	withdrawal = withdrawal_fault(t);
	if (withdrawal != NULL) {
		c->state = COMPANION_NOT_CHECKED;
		c->why = withdrawal;
	} else if (!t->has_verdict) {
		c->state = COMPANION_NOT_CHECKED;
		c->why = "the verdict on it was not compared: content.csv, "
		    "which has it, is not at hand";
	} else if (t->by->a->organisation == NULL && anchored_as(t) == DERIVED_ANCHORED_STAMPS) {
		c->why = "the organisation's name and the time stamps on it "
		    "were not compared: only the store has them (--store)";
	} else if (t->by->a->organisation == NULL) {
		c->why = "the organisation's name on it is no part of the "
		    "record: the store has it (--store)";
	}
}

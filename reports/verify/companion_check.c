/* SPDX-License-Identifier: Apache-2.0 */
/* Each kind of companion against the record; see companion_check.h. */
#include "reports/verify/companion_check.h"

#include "shared/base/version.h"
#include "shared/log/kept.h"
#include "shared/log/transport.h"
#include "shared/store/issued/derived.h"

#define RECEIPT_REPORT "Report         "
#define TEXT_MAX_BYTES ((size_t)64 << 20)

/* A companion at hand, as text, without what mail did to it. */
struct companion_text {
	const struct companion_by *by;
	const char *path;
	struct str text;
	struct arena *arena;
	bool other; /* what is wrong is only that it is another report's */
};

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

	if (kept_read(&k, t->path, &e) == -1)
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

/* Is the note a checkpoint of the log, by the proof's signer? Reads it. */
static const char *
read_note(const struct companion_text *t, struct str note,
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

/* Is the receipt's note the checkpoint of the proof? */
static const char *
note_fault(const struct companion_text *t, struct str note)
{
	const struct evidence *v = t->by->v;
	struct kept_item item;
	const char *fault = read_note(t, note, &item);

	if (fault != NULL)
		return fault;
	if (item.at.size != v->at.size)
		return "its checkpoint is not that of the proof; compare it "
		    "with --checkpoint";
	return merkle_same(&item.at.root, &v->at.root) ? NULL :
	    "its checkpoint is of another history than the proof's";
}

/* Of another report, which is said, and no fault of this one. */
static const char *
belongs(struct companion_text *t, const char *id)
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
	    read_note(t, v.proof.checkpoint, &item) == NULL) {
		v.at = item.at;
		verify_record(&v, &a);
		if (a.is.to[VERDICT_PROOF] == VERDICT_PROOF_OK)
			why = belongs(t, evidence_report(&v)->id);
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
	    kept_read(&k, t->path, &ignored) == 0 && k.n == 1 &&
	    read_note(t, k.item[0].note, &item) == NULL &&
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

/*
 * What it says of a withdrawal only the store can tell. All of it follows from
 * record, proof and content but two names: the organisation's,
 * which the store knows, and the key's, which the verifier knows.
 */
static const char *
check_receipt(struct companion_text *t)
{
	const struct verify_answer *a = t->by->a;
	struct derived_receipt r = { .report = evidence_report(t->by->v),
		.index = t->by->v->proof.index, .origin = t->by->v->at.origin,
		.organisation = a->organisation != NULL ? a->organisation :
		receipt_line(t, "Organisation   "),
		.key = a->key[0] != '\0' ? a->key :
		receipt_line(t, "Store's key    ") };
	const char *verdict = verdict_of_content(t), *id;
	struct str note;
	struct buf b;
	bool same;

	r.verdict = verdict != NULL ? verdict :
	    receipt_line(t, "Verdict        ");
	r.withdrawn = receipt_line(t, "Withdrawn      ");
	note = derived_receipt_note(&r, t->text);
	buf_init(&b, TEXT_MAX_BYTES);
	derived_put_receipt(&r, note, &b);
	same = str_eq(buf_view(&b), t->text);
	buf_fini(&b);
	if (!same && is_other_receipt(t, &id))
		return belongs(t, id);
	if (!same)
		return "its words are not those of this report's receipt";
	return note_fault(t, note);
}

static check_fn *const checks[COMPANION__MAX] = {
	[COMPANION_PROOF] = check_proof,
	[COMPANION_RECEIPT] = check_receipt,
	[COMPANION_HISTORY] = check_history,
	[COMPANION_SUMS] = check_sums,
};

/* The answer where there is a proof to hold it against. */
static void
check_text(struct companion_text *t, struct companion_answer *c)
{
	const char *program = evidence_report(t->by->v)->program;

	c->why = checks[c->is](t);
	c->state = c->why == NULL ? COMPANION_OK : t->other ?
	    COMPANION_NOT_CHECKED : COMPANION_DIFFERS;
	if (c->state == COMPANION_OK && c->is == COMPANION_RECEIPT &&
	    t->by->a->organisation == NULL)
		c->why = "the organisation's name on it is no part of the "
		    "record: the store has it (--store)";
	if (c->state == COMPANION_OK && c->is == COMPANION_RECEIPT &&
	    verdict_of_content(t) == NULL)
		c->why = "the verdict on it was not compared: content.csv, "
		    "which has it, is not at hand";
	if (c->state == COMPANION_OK && c->is == COMPANION_RECEIPT &&
	    withdrawal_fault(t) != NULL) {
		c->state = COMPANION_NOT_CHECKED;
		c->why = withdrawal_fault(t);
	}
	/* The words of a receipt are the program's that wrote it. */
	if (c->state == COMPANION_DIFFERS && c->is == COMPANION_RECEIPT &&
	    strcmp(program, PREAUDIT_PROGRAM) != 0) {
		c->state = COMPANION_NOT_CHECKED;
		c->why = arena_printf(t->arena, "its words are of %s, this is "
		    PREAUDIT_PROGRAM, program);
	}
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

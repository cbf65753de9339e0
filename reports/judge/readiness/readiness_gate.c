/* SPDX-License-Identifier: Apache-2.0 */
/* Gates: what each asks, and the one sentence behind its state. */
#include "reports/judge/readiness/messages.h"
#include "reports/judge/readiness/readiness_internal.h"
#include "shared/rules/result/blame.h"
#include "shared/rules/run/reading.h"

/* A gate being judged: the parts of its sentence, one list a state. */
struct judging_gate {
	struct eval *v;
	struct readiness *out;
	const struct gate *g;
	struct buf failed, unknown, contains;
	bool passes, nothing;  /* some part of it does; there is none of it */
};

/* One more part of a sentence. */
static void
put_part(struct buf *b, enum judge_msg msg, const struct value *arg, size_t n)
{
	if (b->n > 0)
		buf_puts(b, "; ");
	message_put(b, &judge_message[msg], arg, n);
}

/* What a criterion comes to for a gate that asks for it. */
static void
ask_criterion(struct judging_gate *j, const struct criterion *c,
    enum gate_need how)
{
	bool met = how == NEED_MET;

	/* It fails: of what is asked, something is shown to be missing. */
	if (c->result == CRIT_NOT_MET && (met || c->grade == GRADE_MAJOR))
		put_part(&j->failed, met ? JUDGE_MSG_GATE_NOT_MET :
		    JUDGE_MSG_GATE_MAJOR, VALUES(c->id, c->failing, c->of));
	/* It cannot be told: nothing is known, or not of all of it. */
	else if (readiness_is_unshown(c))
		put_part(&j->unknown, JUDGE_MSG_GATE_UNSHOWN, VALUES(c->id,
		    c->why));
	else if (c->result == CRIT_NOT_MET && c->unknown > 0)
		put_part(&j->unknown, JUDGE_MSG_GATE_PARTLY, VALUES(c->id,
		    c->unknown, c->of));
	else if (met && c->result == CRIT_BY_DOCUMENT)
		put_part(&j->unknown, JUDGE_MSG_GATE_DOCUMENT, VALUES(c->id));
	else if (c->result == CRIT_NOTHING_TO_ASSESS && met)
		put_part(&j->unknown, JUDGE_MSG_GATE_NOTHING, VALUES(c->id));
	else if (c->result == CRIT_NOTHING_TO_ASSESS)
		j->nothing = true;
	else
		j->passes = true;
}

/* The values that leave the condition unknown. */
static void
ask_values(struct judging_gate *j)
{
	struct buf why;

	buf_init(&why, BUF_MAX_DEFAULT);
	if (j->g->when != NULL && blame_condition(j->v, j->g->when, &why))
		put_part(&j->unknown, JUDGE_MSG_GATE_BLAME, VALUES(
		    buf_view(&why)));
	else
		put_part(&j->unknown, JUDGE_MSG_GATE_VALUES, MSG_NONE);
	buf_fini(&why);
}

/* The names of registers that are asked and were never supplied. */
static void
ask_missing(struct judging_gate *j)
{
	const struct eval *v = j->v;
	struct buf names;
	uint64_t n = 0;

	buf_init(&names, BUF_MAX_DEFAULT);
	for (size_t r = 0; r < v->std->nregisters; r++)
		if (j->g->reads[r] && !v->supplied[r])
			buf_printf(&names, "%s%s", n++ == 0 ? "" : ", ",
			    v->std->reg[r].title);
	if (n > 0)
		put_part(&j->unknown, JUDGE_MSG_GATE_MISSING, VALUES(
		    buf_view(&names), n));
	else if (j->g->unknown.piece == NULL)
		ask_values(j);
	if (n == 0 && j->g->unknown.piece != NULL) {
		if (j->unknown.n > 0)
			buf_puts(&j->unknown, "; ");
		eval_message(j->v, &j->g->unknown, &j->unknown);
	}
	buf_fini(&names);
}

/* Is its condition taken for true? */
static bool
is_mended(const struct judging_gate *j)
{
	return repairs_have(j->v->repairs, &(struct repair){
	    .kind = REPAIR_GATE, .reg = "", .key = "", .gate = j->g->id });
}

static void
ask_condition(struct judging_gate *j)
{
	const struct gate *g = j->g;
	enum truth t = is_mended(j) ? TRUE_ :
	    reading_truth(j->v, g->when, g->assigned);

	if (t == TRUE_) {
		j->passes = true;
	} else if (t == UNKNOWN) {
		ask_missing(j);
	} else {
		if (j->failed.n > 0)
			buf_puts(&j->failed, "; ");
		eval_message(j->v, g->declared == NULL ||
		    eval_truth(j->v, g->declared) == TRUE_ ? &g->why :
		    &g->otherwise, &j->failed);
	}
}

/* How many violations of a grade the gate's criteria have, and how many of these. */
static void
put_contained(struct judging_gate *j, enum grade grade, enum judge_msg msg)
{
	uint64_t n = 0, criteria = 0;

	for (size_t i = 0; i < j->g->nneed; i++) {
		const struct criterion *c =
		    &j->out->criterion[j->g->need[i]];
		uint64_t before = n;

		for (size_t k = 0; k < c->nviolations; k++)
			n += c->violation[k].grade == grade;
		criteria += n > before;
	}
	if (n == 0)
		return;
	if (j->contains.n > 0)
		buf_puts(&j->contains, ", ");
	message_put(&j->contains, &judge_message[msg], VALUES(n, criteria));
}

/* The state of what was asked, and its sentence into b. */
static enum gate_state
conclude(struct judging_gate *j, struct buf *b)
{
	/* What is shown to fail weighs most, then what cannot be told. */
	if (j->failed.n > 0) {
		buf_str(b, buf_view(&j->failed));
		return GATE_FAILED;
	}
	if (j->unknown.n > 0) {
		message_put(b, &judge_message[JUDGE_MSG_GATE_UNKNOWN],
		    VALUES(buf_view(&j->unknown)));
		return GATE_NOT_SHOWN;
	}
	/* No gate passes by an empty set. */
	if (j->nothing && !j->passes)
		return GATE_NOTHING;
	/* A passed one says what is wrong all the same. */
	put_contained(j, GRADE_MAJOR, JUDGE_MSG_GATE_MAJORS);
	put_contained(j, GRADE_MINOR, JUDGE_MSG_GATE_MINORS);
	put_contained(j, GRADE_OBSERVATION, JUDGE_MSG_GATE_OBSERVATIONS);
	if (j->contains.n > 0)
		message_put(b, &judge_message[JUDGE_MSG_GATE_CONTAINS],
		    VALUES(buf_view(&j->contains)));
	return GATE_PASSED;
}

void
readiness_gate(struct eval *v, struct readiness *out, const struct gate *g,
    struct gate_result *r)
{
	struct judging_gate j = { .v = v, .out = out, .g = g };
	enum truth about = g->about == NULL ? TRUE_ : eval_truth(v, g->about);
	struct buf why;

	if (about == UNKNOWN && is_mended(&j))
		about = TRUE_;
	r->id = g->id;
	r->title = g->title;
	buf_init(&j.failed, BUF_MAX_DEFAULT);
	buf_init(&j.unknown, BUF_MAX_DEFAULT);
	buf_init(&j.contains, BUF_MAX_DEFAULT);
	buf_init(&why, BUF_MAX_DEFAULT);
	/* Each part of it is asked, if there is anything to ask about. */
	for (size_t i = 0; i < g->nneed && about != NOT_TRUE; i++)
		if (g->how[i] != NEED_BESIDE)
			ask_criterion(&j, &out->criterion[g->need[i]],
			    g->how[i]);
	if (g->when != NULL && about != NOT_TRUE)
		ask_condition(&j);
	if (about == UNKNOWN && j.unknown.n == 0)
		ask_missing(&j);
	j.nothing |= about == NOT_TRUE;
	/* What they come to. */
	r->state = conclude(&j, &why);
	r->why = readiness_keep(out, &why);
	buf_fini(&j.failed);
	buf_fini(&j.unknown);
	buf_fini(&j.contains);
}

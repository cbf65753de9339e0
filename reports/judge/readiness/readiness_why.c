/* SPDX-License-Identifier: Apache-2.0 */
/* The sentences behind a milestone's verdict and a clause's state. */
#include "reports/judge/readiness/messages.h"
#include "reports/judge/readiness/readiness_internal.h"

/* ---- milestones ---- */

/* A part of a sentence, behind what stands there; nothing for a count of 0. */
static void
put_counted(struct buf *b, enum judge_msg msg, uint64_t n)
{
	if (n == 0)
		return;
	if (b->n > 0)
		buf_puts(b, ", ");
	message_put(b, &judge_message[msg], VALUES(n));
}

/* The ids of a list: criteria, then findings by their keys; appended. */
static void
put_ids(struct buf *b, const struct readiness *q,
    const struct readiness_list *l)
{
	for (size_t i = 0; i < l->ncriteria; i++)
		buf_printf(b, "%s%s", i == 0 ? "" : ", ",
		    q->criterion[l->criterion[i]].id);
	for (size_t i = 0; i < l->nfindings; i++) {
		if (i + l->ncriteria > 0)
			buf_puts(b, ", ");
		message_put(b, &judge_message[JUDGE_MSG_FINDING],
		    VALUES(q->finding[l->finding[i]].key));
	}
}

/* A list that is said beside the reason, with all that is in it. */
static void
put_list(struct buf *b, const struct readiness *q,
    const struct readiness_list *l, enum judge_msg msg, const char *next)
{
	struct buf ids;

	if (l->ncriteria + l->nfindings == 0)
		return;
	buf_init(&ids, BUF_MAX_DEFAULT);
	put_ids(&ids, q, l);
	buf_puts(b, "; ");
	message_put(b, &judge_message[msg], VALUES(l->ncriteria +
	    l->nfindings, buf_view(&ids), next));
	buf_fini(&ids);
}

/* What the verdict rests on. */
static void
put_reason(struct buf *b, const struct milestone_result *m, uint64_t failed,
    uint64_t not_shown)
{
	char date[DATE_TEXT];

	switch (m->verdict) {
	case VERDICT_PASSED:
		date_format(date, m->passed_on);
		message_put(b, &judge_message[JUDGE_MSG_PASSED], VALUES(date));
		break;
	/* What stands against it. */
	case VERDICT_NOT_READY:
		put_counted(b, JUDGE_MSG_MAJORS, m->majors.ncriteria);
		put_counted(b, JUDGE_MSG_FINDINGS, m->majors.nfindings);
		put_counted(b, JUDGE_MSG_GATES_FAIL, failed);
		break;
	/* What is not known. */
	case VERDICT_NOT_DETERMINED:
		if (m->unshown.ncriteria > 0)
			message_put(b, &judge_message[JUDGE_MSG_NO_EVIDENCE],
			    VALUES(m->unshown.ncriteria, m->clauses_unshown,
			    m->clauses));
		put_counted(b, JUDGE_MSG_NO_RULE, m->clauses_no_rule);
		put_counted(b, JUDGE_MSG_GATES_OPEN, not_shown);
		break;
	/* What is left to do. */
	case VERDICT_READY_WITH_MINORS:
		message_put(b, &judge_message[JUDGE_MSG_MINORS],
		    VALUES(m->minors.ncriteria + m->minors.nfindings,
		    m->minors_with_action));
		break;
	case VERDICT_READY:
		message_put(b, &judge_message[JUDGE_MSG_READY], MSG_NONE);
		break;
	case VERDICT_NOT_YET:
	case VERDICT_KINDS:
		break;
	}
}

void
readiness_put_why(struct buf *b, const struct readiness *q,
    const struct milestone_result *m, const char *next, uint64_t failed,
    uint64_t not_shown)
{
	put_reason(b, m, failed, not_shown);
	if (m->verdict == VERDICT_PASSED)
		return;
	/* What stands beside it. */
	put_list(b, q, &m->later, JUDGE_MSG_LATER, next);
	if (m->verdict >= VERDICT_READY_WITH_MINORS)
		put_list(b, q, &m->nothing, JUDGE_MSG_CONFIRM, NULL);
	if (q->findings_unplaced > 0) {
		buf_puts(b, "; ");
		message_put(b, &judge_message[JUDGE_MSG_UNPLACED],
		    VALUES(q->findings_unplaced));
	}
}

/* ---- clauses ---- */

/* The findings whose grade is the clause's state, where no criterion's is. */
static void
put_findings(struct buf *b, const struct readiness *q,
    const struct clause_result *c)
{
	bool first = true;

	if (c->by_criteria <= c->state)
		return;
	for (size_t i = 0; i < c->findings_open; i++) {
		const struct recorded_finding *f = &q->finding[c->finding[i]];

		if (!f->counts || f->grade != c->state)
			continue;
		message_put(b, &judge_message[first ?
		    JUDGE_MSG_BY_FINDING : JUDGE_MSG_AND_FINDING],
		    VALUES(f->key, strcmp(f->clauses, c->clause->number) ==
		    0 ? "" : " on ", strcmp(f->clauses, c->clause->number) ==
		    0 ? "" : f->clauses));
		first = false;
	}
}

void
readiness_clause_words(struct readiness *q)
{
	for (size_t i = 0; i < q->nclauses; i++) {
		struct clause_result *c = &q->clause[i];
		uint64_t shown = c->met + c->by_document + c->not_met;
		struct buf b;

		buf_init(&b, BUF_MAX_DEFAULT);
		/* What was found, and what is not evidenced: both. */
		if (c->state == CLAUSE_NOT_EVIDENCED && shown > 0) {
			message_put(&b, &judge_message[JUDGE_MSG_PARTLY],
			    VALUES(c->not_evidenced, c->criteria));
		} else {
			buf_puts(&b, clause_state_words(c->state));
			put_findings(&b, q, c);
		}
		if (c->not_evidenced > 0 && c->state < CLAUSE_NOT_EVIDENCED)
			message_put(&b, &judge_message[JUDGE_MSG_ALSO],
			    VALUES(c->not_evidenced));
		if (c->own_not_met > 0)
			message_put(&b, &judge_message[JUDGE_MSG_OWN],
			    VALUES(c->own_not_met));
		c->words = readiness_keep(q, &b);
	}
}

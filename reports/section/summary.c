/* SPDX-License-Identifier: Apache-2.0 */
/* Sections "identification", "summary" and "method". */
#include "reports/section/section.h"

#include "reports/judge/concentration.h"
#include "shared/base/version.h"

#define URGENT_MAX 5

const struct leaf_report *
section_last_report(const struct report *r)
{
	for (uint64_t i = r->data_head.size; i-- > 0;) {
		const struct leaf *l = &r->store.leaf[i];

		if (l->type == LEAF_REPORT &&
		    report_same_series(&l->u.report, r->profile.name,
		    r->standard_text, PREAUDIT_LANG) &&
		    store_withdrawal(&r->store, i, r->data_head.size,
		    NULL) == NULL &&
		    !leaf_report_is_forecast(&l->u.report,
		    store_genesis(&r->store)->origin))
			return &l->u.report;
	}
	return NULL;
}

void
section_identification(const struct report *r, struct doc_section *s)
{
	const struct doc_identity *id = &s->doc->identity;
	const struct leaf_report *last = section_last_report(r);
	const struct standard *std = &r->standard;
	const struct whose *whose = rules_whose(r->rules);
	struct doc_table *t = doc_facts(s, "identification",
	    "What this report is");
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	doc_put(t, VALUES("Organisation", id->organisation));
	doc_put(t, VALUES("Report", id->id));
	doc_put(t, VALUES("Standard", arena_printf(&s->doc->arena,
	    "%s:%s%s%s", std->name, std->edition,
	    std->amendment[0] == '\0' ? "" : " with ", std->amendment)));
	whose_put(whose, &b);
	doc_put(t, VALUES(SECTION_RULES, buf_view(&b)));
	buf_fini(&b);
	doc_put(t, VALUES(SECTION_DIGEST, whose->digest));
	doc_put(t, VALUES("Dates judged as of", id->as_of));
	doc_put(t, VALUES("Records as known at log size",
	    id->head_size_text));
	doc_put(t, VALUES("Store", id->origin));
	doc_put(t, VALUES("Store's key", id->key_fingerprint));
	doc_put(t, VALUES("Report profile", id->profile));
	doc_put(t, VALUES("Program", id->program));
	doc_put(t, VALUES("Report before this one", last == NULL ? "none" :
	    arena_printf(&s->doc->arena, "%s, as of %s", last->id,
	    last->as_of)));
}

static void
milestones(const struct readiness *q, struct doc_section *s)
{
	struct doc_table *t = DOC_TABLE_OF(s, "milestones",
	    "Verdict per milestone", "t:Milestone|s:Verdict|t:Why");

	for (size_t i = 0; i < q->nmilestones; i++)
		doc_put(t, VALUES(q->milestone[i].title,
		    readiness_verdict_name(q->milestone[i].verdict),
		    q->milestone[i].why));
	t = DOC_TABLE_OF(s, "gates", "Gates",
	    "t:Milestone|t:Gate|s:State|t:Why",
	    .empty = "The adopted rules have no gates.");
	for (size_t i = 0; i < q->nmilestones; i++) {
		const struct milestone_result *m = &q->milestone[i];

		for (size_t k = 0; k < m->ngates; k++)
			doc_put(t, VALUES(m->title, m->gate[k].title,
			    gate_state_name(m->gate[k].state),
			    m->gate[k].why));
	}
}

/* The rows of a list, with a word for what they are. */
static void
put_list(const struct readiness *q, const struct readiness_list *l,
    const char *when, struct doc_table *t)
{
	for (size_t i = 0; i < l->ncriteria; i++) {
		const struct criterion *c = &q->criterion[l->criterion[i]];

		doc_put(t, VALUES(when, "criterion", c->id, c->clause,
		    c->title));
	}
	for (size_t i = 0; i < l->nfindings; i++) {
		const struct recorded_finding *f =
		    &q->finding[l->finding[i]];

		doc_put(t, VALUES(when, "recorded finding", f->key,
		    f->clauses, ""));
	}
}

/* What the numbers of the next milestone's verdict count, a row each. */
static void
weighed(const struct readiness *q, struct doc_section *s)
{
	static const char columns[] =
	    "t:Stands|t:What|i:Which|i:Clause|t:What it asks";
	static const struct doc_about tables[] = {
		{ "weighed", "What the next milestone's verdict counts",
		    columns, "No major and no minor.", false },
		{ "without_evidence", "Criteria without evidence that the "
		    "next milestone waits for", columns, "None.", true },
		{ "to_confirm", "Criteria with nothing to judge, to be "
		    "confirmed at the audit", columns, "None.", true },
	};
	const struct milestone_result *m = q->headline < 0 ? NULL :
	    &q->milestone[q->headline];
	struct doc_table *t;

	t = doc_table_of(s, &tables[0]);
	if (m != NULL) {
		put_list(q, &m->majors, "major", t);
		put_list(q, &m->later, "major of a later audit", t);
		put_list(q, &m->minors, "minor", t);
	}
	t = doc_table_of(s, &tables[1]);
	if (m != NULL)
		put_list(q, &m->unshown, "not evidenced", t);
	t = doc_table_of(s, &tables[2]);
	if (m != NULL)
		put_list(q, &m->nothing, "nothing to judge", t);
}

static void
coverage(const struct readiness *q, struct doc_section *s)
{
	struct doc_table *t = doc_facts(s, "coverage", "Coverage");
	const struct {
		const char *what;
		uint64_t n;
	} clauses[] = {
		{ "Clauses evidenced in this store", q->clauses_evidenced },
		{ "Clauses evidenced in part", q->clauses_partly },
		{ "Clauses without evidence", q->clauses_without },
		{ "Clauses with nothing to judge", q->clauses_nothing },
	};

	for (size_t i = 0; i < sizeof(clauses) / sizeof(clauses[0]); i++)
		doc_put(t, VALUES(clauses[i].what, doc_of(s->doc,
		    clauses[i].n, q->nassessed)));
	for (int k = 0; k < CRIT__MAX; k++)
		doc_put(t, VALUES(arena_printf(&s->doc->arena, "Criteria: %s",
		    crit_result_words(crit_result_name(
		    (enum crit_result)k))), doc_of(s->doc,
		    q->n_by_result[k], q->ncriteria - q->nown)));
	for (int k = 0; k < CRIT__MAX && q->nown > 0; k++)
		doc_put(t, VALUES(arena_printf(&s->doc->arena,
		    "The organisation's own criteria: %s", crit_result_words(
		    crit_result_name((enum crit_result)k))), doc_of(s->doc,
		    q->own_by_result[k], q->nown)));
}

static void
urgent(const struct readiness *q, struct doc_section *s)
{
	struct doc_table *t = DOC_TABLE_OF(s, "urgent",
	    "Potential nonconformities to deal with first",
	    "s:Suggested grade|i:Clause|i:Criterion|t:What it asks|t:Not met",
	    .empty = "No potential nonconformity was found in what was "
	    "supplied.");
	size_t n = 0;

	for (int g = GRADE_MAJOR; g >= GRADE_MINOR; g--)
		for (size_t i = 0; i < q->ncriteria; i++) {
			const struct criterion *c = &q->criterion[i];

			if (c->own || c->result != CRIT_NOT_MET ||
			    (int)c->grade != g ||
			    (g < GRADE_MAJOR && n >= URGENT_MAX))
				continue;
			n++;
			doc_put(t, VALUES(grade_name(c->grade), c->clause,
			    c->id, c->title,
			    doc_of(s->doc, c->failing, c->of)));
		}
}

void
section_summary(const struct report *r, struct doc_section *s)
{
	if (!r->readiness.anything_supplied)
		doc_note(s, "Nothing has been imported yet: there is "
		    "nothing to judge. See \"Supply next\".");
	milestones(&r->readiness, s);
	weighed(&r->readiness, s);
	coverage(&r->readiness, s);
	urgent(&r->readiness, s);
}

void
section_method(const struct report *r, struct doc_section *s)
{
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	/* How results come about. */
	doc_text(s, "Each criterion below is a rule over the registers "
	    "that were imported. A requirement is true, false or unknown for "
	    "each record. A register that was never supplied leaves it "
	    "unknown: it can hide a pass, never a violation. A criterion is "
	    "met when every record fulfils it, not met when one record does "
	    "not, and not evidenced when nothing contradicts it but something "
	    "needed to decide is missing.");
	/* How they become states, and what these are not. */
	doc_text(s, "A clause takes the worst state of its criteria and of "
	    "the findings people recorded against it, and says beside it how "
	    "many of its criteria have no evidence. A criterion whose "
	    "registers were supplied and hold no record that it speaks of has "
	    "nothing to judge: that is neither met nor a gap. Grades are suggested: "
	    "this report lists potential nonconformities, only an audit "
	    "raises findings. Percentages are never given without the "
	    "numbers behind them.");
	/* As of when. */
	report_put_days(r, &b);
	doc_text(s, "%s Windows of past records and the age of data end at "
	    "each register's extraction date.", buf_cstr(&b));
	buf_reset(&b);
	/* What no rule can show. */
	doc_text(s, "The rules test the records supplied. Whether they are "
	    "true, complete or put into practice is for interviews, "
	    "observation and sampling to show. The evidence of most clauses "
	    "is a dated record with a responsible person; declarations alone "
	    "are the weakest.");
	concentration_put(&r->readiness, r->rules, &b);
	if (b.n > 0)
		doc_text(s, "%s", buf_cstr(&b));
	buf_fini(&b);
	section_whose(r, s);
}

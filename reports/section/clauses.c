/* SPDX-License-Identifier: Apache-2.0 */
/* Sections "clauses", "gaps" and "supply_next". */
#include "reports/section/section.h"

static void
clause_row(struct doc *d, struct doc_table *t, const struct clause_result *c)
{
	doc_row(d, t, (struct str[]){ str_of(c->clause->number),
	    str_of(c->clause->title), str_of(clause_state_words(c->state)),
	    doc_u64(d, c->met), doc_u64(d, c->not_met),
	    doc_u64(d, c->not_evidenced),
	    c->findings_open == 0 ? STR("") : c->findings_counting == 0 ?
	    str_of(arena_printf(&d->arena, "%llu open, in hand",
	    (unsigned long long)c->findings_open)) :
	    str_of(arena_printf(&d->arena, "%llu open, %llu counting",
	    (unsigned long long)c->findings_open,
	    (unsigned long long)c->findings_counting)) });
}

int
section_clauses(struct report *r, const struct profile_section *ps,
    struct doc *d, struct doc_section *s, struct err *e)
{
	static const struct doc_column columns[] = {
		{ "Clause", CELL_ID },
		{ "Title", CELL_TEXT },
		{ "State", CELL_TEXT },
		{ "Criteria met", CELL_NUMBER },
		{ "Not met", CELL_NUMBER },
		{ "Not evidenced", CELL_NUMBER },
		{ "Recorded findings", CELL_TEXT },
	};
	static const struct {
		const char *id, *title, *empty;
		bool collapsed;
	} tables[] = {
		{ "clauses", "Clauses with evidence in this store",
		    "No clause has evidence yet.", false },
		{ "clauses_not_evidenced", "Clauses without evidence in this "
		    "store", "Every clause that has a rule has evidence.",
		    true },
		{ "clauses_no_rule", "Clauses that have no rule in this rule "
		    "set", "Every clause has a rule.", true },
	};
	const struct readiness *q = &r->readiness;

	(void)ps;
	(void)e;
	for (size_t k = 0; k < 3; k++) {
		struct doc_table *t = doc_table(d, s, tables[k].id,
		    tables[k].title, columns, 7);

		t->status_column = 2;
		t->collapsed = tables[k].collapsed;
		t->empty = tables[k].empty;
		for (size_t i = 0; i < q->nclauses; i++) {
			size_t in = q->clause[i].state == CLAUSE_NOT_EVIDENCED
			    ? 1 : q->clause[i].state == CLAUSE_NO_RULE ? 2 : 0;

			if (in == k)
				clause_row(d, t, &q->clause[i]);
		}
	}
	return 0;
}

/* The file and row a violation's record came from, "" when it has none. */
static struct str
source_of(struct report *r, struct doc *d, const struct violation *v)
{
	const struct leaf *l;

	if (v->row == 0 || v->batch >= r->store.head.size)
		return STR("");
	l = &r->store.leaf[v->batch];
	if (l->type != LEAF_BATCH)
		return STR("");
	return str_of(arena_printf(&d->arena, "%s, row %u",
	    l->u.batch.source.name, v->row));
}

static void
criteria_table(struct report *r, struct doc *d, struct doc_section *s)
{
	static const struct doc_column columns[] = {
		{ "Clause", CELL_ID },
		{ "Criterion", CELL_ID },
		{ "What it asks", CELL_TEXT },
		{ "Result", CELL_TEXT },
		{ "Suggested grade", CELL_TEXT },
		{ "Not met", CELL_NUMBER },
		{ "Unknown", CELL_NUMBER },
		{ "Of", CELL_NUMBER },
		{ "Why", CELL_TEXT },
	};
	const struct readiness *q = &r->readiness;
	struct doc_table *t = doc_table(d, s, "criteria",
	    "All criteria and their results", columns, 9);

	t->status_column = 3;
	t->collapsed = true;
	for (size_t i = 0; i < q->ncriteria; i++) {
		const struct criterion *c = &q->criterion[i];

		doc_row(d, t, (struct str[]){ str_of(c->clause), str_of(c->id),
		    str_of(c->title), str_of(crit_result_name(c->result)),
		    c->result == CRIT_NOT_MET ? str_of(grade_name(c->grade)) :
		    STR(""), doc_u64(d, c->failing), doc_u64(d, c->unknown),
		    doc_u64(d, c->of), str_of(c->why) });
	}
}

static void
rules_table(struct report *r, struct doc *d, struct doc_section *s)
{
	static const struct doc_column columns[] = {
		{ "Criterion", CELL_ID },
		{ "Rule", CELL_TEXT },
	};
	const struct readiness *q = &r->readiness;
	struct doc_table *t = doc_table(d, s, "rules",
	    "The rules behind the results", columns, 2);

	t->collapsed = true;
	for (size_t i = 0; i < q->ncriteria; i++)
		doc_row(d, t, (struct str[]){ str_of(q->criterion[i].id),
		    str_trim(q->criterion[i].source) });
}

int
section_gaps(struct report *r, const struct profile_section *ps,
    struct doc *d, struct doc_section *s, struct err *e)
{
	static const struct doc_column columns[] = {
		{ "Clause", CELL_ID },
		{ "Criterion", CELL_ID },
		{ "Suggested grade", CELL_TEXT },
		{ "What is wrong", CELL_TEXT },
		{ "Register", CELL_TEXT },
		{ "Record", CELL_ID },
		{ "From", CELL_TEXT },
	};
	const struct readiness *q = &r->readiness;
	struct doc_table *t;

	(void)ps;
	(void)e;
	t = doc_table(d, s, "gaps", "Potential nonconformities and "
	    "observations, with the records behind them", columns, 7);
	t->status_column = 2;
	t->empty = "None was found in what was supplied.";
	for (size_t i = 0; i < q->ncriteria; i++) {
		const struct criterion *c = &q->criterion[i];

		if (c->concerns_data)
			continue; /* the section on data defects has these */
		for (size_t k = 0; k < c->nviolations; k++) {
			const struct violation *v = &c->violation[k];

			doc_row(d, t, (struct str[]){ str_of(c->clause),
			    str_of(c->id), str_of(grade_name(v->grade)),
			    str_of(v->message), v->reg[0] == '\0' ? STR("") :
			    str_of(report_register_title(r, v->reg)), str_of(v->key),
			    source_of(r, d, v) });
		}
	}
	criteria_table(r, d, s);
	rules_table(r, d, s);
	return 0;
}

int
section_supply_next(struct report *r, const struct profile_section *ps,
    struct doc *d, struct doc_section *s, struct err *e)
{
	static const struct doc_column columns[] = {
		{ "Register", CELL_TEXT },
		{ "Name for import", CELL_ID },
		{ "What it is", CELL_TEXT },
		{ "Criteria that read it", CELL_NUMBER },
		{ "Criteria waiting for it", CELL_NUMBER },
	};
	const struct readiness *q = &r->readiness;
	struct doc_table *t = doc_table(d, s, "supply_next",
	    "Registers not supplied yet, the most useful first", columns, 5);

	(void)ps;
	(void)e;
	t->empty = "Every register that a criterion reads has been supplied.";
	for (size_t i = 0; i < q->nsupply; i++) {
		const struct supply_next *n = &q->supply[i];
		int reg = standard_register(&r->standard, str_of(n->reg));

		if (n->supplied)
			continue;
		doc_row(d, t, (struct str[]){ str_of(n->title),
		    str_of(n->reg), reg == -1 ? STR("") :
		    str_of(r->standard.reg[reg].purpose),
		    doc_u64(d, n->criteria), doc_u64(d, n->waiting) });
	}
	return 0;
}

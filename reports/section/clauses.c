/* SPDX-License-Identifier: Apache-2.0 */
/* Sections "clauses", "gaps" and "supply_next". */
#include "reports/section/messages.h"
#include "reports/section/section.h"

/* What people recorded against a clause and is open; "" for nothing. */
static const char *
findings_text(struct doc *d, const struct readiness *q,
    const struct clause_result *c)
{
	const char *text;
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	if (c->findings_open > 0)
		message_put(&b, &section_message[c->findings_counting == 0 ?
		    SECTION_MSG_IN_HAND : SECTION_MSG_COUNTING], VALUES(
		    c->findings_open, c->findings_counting));
	for (size_t i = 0; i < c->findings_open; i++) {
		const struct recorded_finding *f = &q->finding[c->finding[i]];
		bool elsewhere = strcmp(f->clauses, c->clause->number) != 0;

		message_put(&b, &section_message[elsewhere ?
		    SECTION_MSG_FINDING_ON : SECTION_MSG_FINDING], VALUES(
		    i == 0 ? ": " : ", ", f->key, f->clauses));
	}
	text = arena_memdup(&d->arena, buf_cstr(&b), b.n);
	buf_fini(&b);
	return text;
}

/* Is something known of it, though not all? */
static bool
is_in_part(const struct clause_result *c)
{
	return c->state == CLAUSE_NOT_EVIDENCED && c->met + c->by_document > 0;
}

/* What people recorded and is open, a row each. */
static void
findings_table(const struct report *r, struct doc_section *s)
{
	const struct readiness *q = &r->readiness;
	struct doc_table *t = DOC_TABLE_OF(s, "open_findings",
	    "Open findings that people recorded", "t:Register|i:Finding|"
	    "s:Grade|t:Clauses as written|n:Clauses of this standard|"
	    "y:Counts against them", .empty = "None is open.");

	for (size_t i = 0; i < q->nfindings; i++) {
		const struct recorded_finding *f = &q->finding[i];

		doc_put(t, VALUES(report_register_title(r, f->reg), f->key,
		    f->grade == CLAUSE__MAX ? "none" :
		    clause_state_name(f->grade), f->clauses, f->covers,
		    f->counts));
	}
}

void
section_clauses(const struct report *r, struct doc_section *s)
{
	static const char columns[] = "i:Clause|t:Title|s:State|t:In words|"
	    "n:Criteria met|n:By document|n:Not met|n:Not evidenced|"
	    "n:Nothing to judge|t:Recorded findings";
	static const struct doc_about tables[] = {
		{ "clauses", "Clauses with evidence in this store", columns,
		    "No clause has evidence yet.", false },
		{ "clauses_not_evidenced", "Clauses without evidence in this "
		    "store", columns,
		    "Every clause that has a rule has evidence.", true },
		{ "clauses_no_rule", "Clauses that have no rule in this rule "
		    "set", columns, "Every clause has a rule.", true },
	};
	struct doc_table *t[3];

	for (size_t k = 0; k < 3; k++)
		t[k] = doc_table_of(s, &tables[k]);
	for (size_t i = 0; i < r->readiness.nclauses; i++) {
		const struct clause_result *c = &r->readiness.clause[i];
		size_t in = is_in_part(c) ? 0 :
		    c->state == CLAUSE_NOT_EVIDENCED ? 1 :
		    c->state == CLAUSE_NO_RULE ? 2 : 0;

		doc_put(t[in], VALUES(c->clause->number, c->clause->title,
		    is_in_part(c) ? "In part without evidence" :
		    clause_state_words(c->state), c->words, c->met,
		    c->by_document, c->not_met, c->not_evidenced, c->nothing,
		    findings_text(s->doc, &r->readiness, c)));
	}
	findings_table(r, s);
}

/* The file and row a violation's record came from, "" when it has none. */
static const char *
source_of(const struct report *r, struct doc *d, const struct violation *v)
{
	const char *file = report_file(r, v->batch);

	return v->row == 0 || file[0] == '\0' ? "" :
	    arena_printf(&d->arena, "%s, row %u", file, v->row);
}

static void
gaps_table(const struct report *r, struct doc_section *s)
{
	struct doc_table *t = DOC_TABLE_OF(s, "gaps",
	    "Potential nonconformities and observations, with the records "
	    "behind them", "i:Clause|i:Criterion|s:Suggested grade|"
	    "t:What is wrong|t:Register|i:Record|t:From",
	    .empty = "None was found in what was supplied.");

	for (size_t i = 0; i < r->readiness.ncriteria; i++) {
		const struct criterion *c = &r->readiness.criterion[i];

		if (c->concerns_data)
			continue; /* the section on data defects has these */
		for (size_t k = 0; k < c->nviolations; k++) {
			const struct violation *v = &c->violation[k];

			doc_put(t, VALUES(c->clause, c->id,
			    grade_name(v->grade), v->message,
			    report_place(r, v).kind, report_place(r, v).which,
			    source_of(r, s->doc, v)));
		}
	}
}

void
section_gaps(const struct report *r, struct doc_section *s)
{
	const struct readiness *q = &r->readiness;
	struct doc_table *t;

	gaps_table(r, s);
	t = DOC_TABLE_OF(s, "criteria", "All criteria and their results",
	    "i:Clause|i:Criterion|t:What it asks|s:Result|t:Suggested grade|"
	    "n:Not met|n:Unknown|n:Of|t:Why", .collapsed = true);
	for (size_t i = 0; i < q->ncriteria; i++) {
		const struct criterion *c = &q->criterion[i];

		doc_put(t, VALUES(c->clause, c->id, c->title,
		    crit_result_words(crit_result_name(c->result)),
		    c->result == CRIT_NOT_MET ?
		    grade_name(c->grade) : "", c->failing, c->unknown, c->of,
		    c->why));
	}
	t = DOC_TABLE_OF(s, "rules", "The rules behind the results",
	    "i:Criterion|t:Rule", .collapsed = true);
	for (size_t i = 0; i < q->ncriteria; i++)
		doc_put(t, VALUES(q->criterion[i].id,
		    str_trim(q->criterion[i].source)));
}

void
section_supply_next(const struct report *r, struct doc_section *s)
{
	struct doc_table *t = DOC_TABLE_OF(s, "supply_next",
	    "Registers not supplied yet, the most useful first",
	    "t:Register|i:Name for import|t:What it is|"
	    "n:Criteria that read it|n:Criteria waiting for it", .empty =
	    "Every register that a criterion reads has been supplied.");

	for (size_t i = 0; i < r->readiness.nsupply; i++) {
		const struct supply_next *n = &r->readiness.supply[i];
		int reg = standard_register(&r->standard, str_of(n->reg));

		if (!n->supplied)
			doc_put(t, VALUES(n->title, n->reg, reg == -1 ? "" :
			    r->standard.reg[reg].purpose, n->criteria,
			    n->waiting));
	}
	t = DOC_TABLE_OF(s, "supply_columns",
	    "Columns that the files supplied do not have, and criteria wait "
	    "for", "t:Register|t:Column|i:Name for import|"
	    "n:Records without it|n:Of|n:Criteria waiting for it|t:Why",
	    .empty =
	    "No criterion waits for a column.");
	for (size_t i = 0; i < r->readiness.ncolumns; i++) {
		const struct supply_column *n = &r->readiness.column[i];

		doc_put(t, VALUES(n->reg->title, n->field->title,
		    n->field->name, n->records, n->of, n->waiting,
		    n->withdrawn ? "withdrawn" : "never supplied"));
	}
}

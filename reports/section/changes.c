/* SPDX-License-Identifier: Apache-2.0 */
/* Section "changes": what is new since the last report of this profile. */
#include "reports/section/section.h"

#include "reports/compare/changes.h"

static const char *
because_text(struct doc *d, unsigned mask)
{
	struct buf b;
	const char *text;

	buf_init(&b, 256);
	because_put(mask, &b);
	text = arena_memdup(&d->arena, buf_cstr(&b), b.n);
	buf_fini(&b);
	return text;
}

static void
put_shift(struct doc_table *t, const char *what, const struct shift *s,
    const char *change)
{
	doc_put(t, VALUES(what, s->id, s->title, change,
	    crit_result_words(s->was[0]),
	    crit_result_words(s->was[STATES - 1]), because_text(t->doc, s->because)));
}

static void
results_table(const struct changes *c, struct doc_section *s)
{
	struct doc_table *t = DOC_TABLE_OF(s, "changes_results",
	    "Results that changed, and because of what", "t:What|i:Which|"
	    "t:Title|t:Change|t:Before|t:Now|t:Because",
	    .empty = "No result changed.");

	for (size_t i = 0; i < c->nmilestones; i++)
		put_shift(t, "Milestone", &c->milestone[i],
		    shift_name(&c->milestone[i]));
	for (size_t i = 0; i < c->nclauses; i++)
		put_shift(t, "Clause", &c->clause[i],
		    shift_name(&c->clause[i]));
	for (size_t i = 0; i < c->ncriteria; i++)
		if (c->criterion[i].s.because != 0)
			put_shift(t, "Criterion", &c->criterion[i].s,
			    criterion_shift_name(&c->criterion[i]));
}

static void
records_table(const struct report *r, const struct changes *c,
    struct doc_section *s)
{
	struct doc_table *t = DOC_TABLE_OF(s, "changes_records",
	    "Records that break a rule now and did not, or the other way "
	    "round", "i:Criterion|t:Change|s:Suggested grade|t:Register|"
	    "i:Record|t:What is, or was, wrong|t:Because",
	    .empty = "None.", .collapsed = true);

	for (size_t i = 0; i < c->ncriteria; i++)
		for (size_t k = 0; k < c->criterion[i].nrecords; k++) {
			const struct violation_shift *x =
			    &c->criterion[i].record[k];

			doc_put(t, VALUES(c->criterion[i].s.id,
			    violation_move_name(x->move),
			    grade_name(x->v->grade),
			    report_place(r, x->v).kind,
			    report_place(r, x->v).which,
			    x->v->message, because_text(s->doc, x->because)));
		}
}

static void
registers_table(const struct changes *c, struct doc_section *s)
{
	struct doc_table *t = DOC_TABLE_OF(s, "changes_registers",
	    "Registers imported into since then",
	    "t:Register|n:New records|n:Changed|n:Withdrawn",
	    .empty = "None.");

	for (size_t i = 0; i < c->nregs; i++)
		doc_put(t, VALUES(c->reg[i].schema->title,
		    c->reg[i].n[RECORD_NEW], c->reg[i].n[RECORD_CHANGED],
		    c->reg[i].withdrawn));
}

static void
withdrawn_table(const struct report *r, const struct changes *c,
    struct doc_section *s)
{
	struct doc_table *t = DOC_TABLE_OF(s, "withdrawn",
	    "Records withdrawn since the last report",
	    "t:Register|i:Record|t:Then|n:Batch|t:File", .empty = "None.");
	struct buf state;

	buf_init(&state, BUF_MAX_DEFAULT);
	for (size_t i = 0; i < c->nwithdrawn; i++) {
		const struct withdrawn *w = &c->withdrawn[i];

		buf_reset(&state);
		withdrawn_state(&c->then, w->schema, w->record, r->profile.state_field,
		    r->profile.nstate_fields, &state);
		if (w->record == ROW_NONE)
			buf_puts(&state, "imported and withdrawn since");
		doc_put(t, VALUES(w->schema->title, w->key, buf_view(&state),
		    w->batch, w->file));
	}
	buf_fini(&state);
}

int
section_changes(const struct report *r, const struct profile_section *ps,
    struct doc_section *s, struct err *e)
{
	const struct leaf_report *last = section_last_report(r);
	struct moment to = { .size = r->data_head.size, .as_of = r->as_of,
		.forecast = r->data.forecast };
	struct moment from = { .as_of = DATE_NONE };
	struct changes c;

	(void)ps;
	/* Since which report. */
	if (last == NULL) {
		doc_note(s, "There is nothing to compare with: apart from "
		    "forecasts no report was issued before the newest of "
		    "these records.");
		return 0;
	}
	from.size = last->head_size;
	if (!date_parse_iso(str_of(last->as_of), &from.as_of))
		return err_set(e, ERR_INTEGRITY, "the report %s has \"%s\" "
		    "for a date", last->id, last->as_of);
	/* The comparison, and a table for each kind of change. */
	if (changes_make(&c, &r->store, from, to, e) == -1)
		return -1;
	doc_text(s, "Compared with %s, as of %s, at log size %llu. From it "
	    "to this report time passes first, then the records change, then "
	    "the rules; each change names the steps at which it moved.",
	    last->id, last->as_of, (unsigned long long)last->head_size);
	results_table(&c, s);
	records_table(r, &c, s);
	registers_table(&c, s);
	withdrawn_table(r, &c, s);
	changes_free(&c);
	return 0;
}

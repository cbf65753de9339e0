/* SPDX-License-Identifier: Apache-2.0 */
/* Section "changes": what is new since the last report of this profile. */
#include "reports/section/section.h"

#include "reports/compare/changes.h"

static struct str
because_text(struct doc *d, unsigned mask)
{
	struct buf b;
	struct str s;

	buf_init(&b, 256);
	because_put(mask, &b);
	s = (struct str){ arena_memdup(&d->arena, buf_cstr(&b), b.n), b.n };
	buf_fini(&b);
	return s;
}

static void
put_shift(struct doc *d, struct doc_table *t, const char *what,
    const struct shift *s, const char *change)
{
	doc_row(d, t, (struct str[]){ str_of(what), str_of(s->id),
	    str_of(s->title), str_of(change), str_of(s->was[0]),
	    str_of(s->was[STATES - 1]), because_text(d, s->because) });
}

static const char *
way(const struct shift *s)
{
	int w = s->rank[STATES - 1] - s->rank[0];

	return w < 0 ? "worse" : w > 0 ? "better" : "other";
}

static void
results_table(const struct changes *c, struct doc *d, struct doc_section *s)
{
	static const struct doc_column columns[] = {
		{ "What", CELL_TEXT },
		{ "Which", CELL_ID },
		{ "Title", CELL_TEXT },
		{ "Change", CELL_TEXT },
		{ "Before", CELL_TEXT },
		{ "Now", CELL_TEXT },
		{ "Because", CELL_TEXT },
	};
	struct doc_table *t = doc_table(d, s, "changes_results",
	    "Results that changed, and because of what", columns, 7);

	t->empty = "No result changed.";
	for (size_t i = 0; i < c->nmilestones; i++)
		put_shift(d, t, "Milestone", &c->milestone[i],
		    way(&c->milestone[i]));
	for (size_t i = 0; i < c->nclauses; i++)
		put_shift(d, t, "Clause", &c->clause[i], way(&c->clause[i]));
	for (size_t i = 0; i < c->ncriteria; i++)
		if (c->criterion[i].s.because != 0)
			put_shift(d, t, "Criterion", &c->criterion[i].s,
			    criterion_shift_name(&c->criterion[i]));
}

static void
records_table(const struct report *r, const struct changes *c, struct doc *d,
    struct doc_section *s)
{
	static const struct doc_column columns[] = {
		{ "Criterion", CELL_ID },
		{ "Change", CELL_TEXT },
		{ "Suggested grade", CELL_TEXT },
		{ "Register", CELL_TEXT },
		{ "Record", CELL_ID },
		{ "What is, or was, wrong", CELL_TEXT },
		{ "Because", CELL_TEXT },
	};
	static const char *const move[] = { "new", "worse", "milder",
		"resolved" };
	struct doc_table *t = doc_table(d, s, "changes_records",
	    "Records that break a rule now and did not, or the other way "
	    "round", columns, 7);

	t->collapsed = true;
	t->status_column = 2;
	t->empty = "None.";
	for (size_t i = 0; i < c->ncriteria; i++)
		for (size_t k = 0; k < c->criterion[i].nrecords; k++) {
			const struct violation_shift *v =
			    &c->criterion[i].record[k];

			doc_row(d, t, (struct str[]){
			    str_of(c->criterion[i].s.id),
			    str_of(move[v->move]),
			    str_of(grade_name(v->v->grade)),
			    str_of(report_register_title(r, v->v->reg)),
			    str_of(v->v->key), str_of(v->v->message),
			    because_text(d, v->because) });
		}
}

static void
registers_table(const struct changes *c, struct doc *d,
    struct doc_section *s)
{
	static const struct doc_column columns[] = {
		{ "Register", CELL_TEXT },
		{ "New records", CELL_NUMBER },
		{ "Changed", CELL_NUMBER },
		{ "Withdrawn", CELL_NUMBER },
	};
	struct doc_table *t = doc_table(d, s, "changes_registers",
	    "Registers imported into since then", columns, 4);

	t->empty = "None.";
	for (size_t i = 0; i < c->nregs; i++)
		doc_row(d, t, (struct str[]){
		    str_of(c->reg[i].schema->title),
		    doc_u64(d, c->reg[i].n[RECORD_NEW]),
		    doc_u64(d, c->reg[i].n[RECORD_CHANGED]),
		    doc_u64(d, c->reg[i].withdrawn) });
}

static void
withdrawn_table(const struct report *r, const struct changes *c,
    struct doc *d, struct doc_section *s)
{
	static const struct doc_column columns[] = {
		{ "Register", CELL_TEXT },
		{ "Record", CELL_ID },
		{ "Then", CELL_TEXT },
		{ "Batch", CELL_NUMBER },
		{ "File", CELL_TEXT },
	};
	struct doc_table *t = doc_table(d, s, "withdrawn",
	    "Records withdrawn since the last report", columns, 5);
	struct buf state;

	t->empty = "None.";
	buf_init(&state, 65536);
	for (size_t i = 0; i < c->nwithdrawn; i++) {
		const struct withdrawn *w = &c->withdrawn[i];

		buf_reset(&state);
		withdrawn_state(&c->then, w, r->profile.state_field,
		    r->profile.nstate_fields, &state);
		if (w->record == ROW_NONE)
			buf_puts(&state, "imported and withdrawn since");
		doc_row(d, t, (struct str[]){ str_of(w->schema->title),
		    str_of(w->key), buf_view(&state), doc_u64(d, w->batch),
		    str_of(w->file) });
	}
	buf_fini(&state);
}

int
section_changes(struct report *r, const struct profile_section *ps,
    struct doc *d, struct doc_section *s, struct err *e)
{
	const struct leaf_report *last = section_last_report(r);
	struct moment to = { .size = r->data_head.size, .as_of = r->as_of,
		.forecast = r->data.forecast };
	struct moment from = { .as_of = DATE_NONE };
	struct changes c;

	(void)ps;
	if (last == NULL) {
		doc_note(d, s, "There is nothing to compare with: apart from "
		    "forecasts no report was issued before the newest of "
		    "these records.");
		return 0;
	}
	from.size = last->head_size;
	if (!date_parse_iso(str_of(last->as_of), &from.as_of))
		return err_set(e, ERR_INTEGRITY, "the report %s has \"%s\" "
		    "for a date", last->id, last->as_of);
	if (changes_make(&c, &r->store, from, to, e) == -1)
		return -1;
	doc_text(d, s, "Compared with %s, as of %s, at log size %llu. From it "
	    "to this report time passes first, then the records change, then "
	    "the rules; each change names the steps at which it moved.",
	    last->id, last->as_of, (unsigned long long)last->head_size);
	results_table(&c, d, s);
	records_table(r, &c, d, s);
	registers_table(&c, d, s);
	withdrawn_table(r, &c, d, s);
	changes_free(&c);
	return 0;
}

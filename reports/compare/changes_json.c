/* SPDX-License-Identifier: Apache-2.0 */
/* changes/1 (docs/changes.md). Members may be added, never renamed. */
#include "reports/compare/changes.h"

#include "reports/judge/json_parts.h"

static void
put_moment(struct json_writer *w, const char *name, const struct moment *m)
{
	json_open(w, name, '{');
	json_head_members(w, m->size, &m->root);
	json_put(w, VALUES("as_of", DAY(m->as_of)));
	json_put_close(w, '}');
}

static void
put_because(struct json_writer *w, unsigned mask)
{
	json_open(w, "because", '[');
	for (unsigned i = 0; i < STEPS; i++)
		if ((mask & 1u << i) != 0)
			json_put_str(w, str_of(step_name(i)));
	json_put_close(w, ']');
}

/* The members that every shift has. */
static void
put_shift(struct json_writer *w, const struct shift *s)
{
	json_put(w, VALUES("title", s->title, "before", s->was[0],
	    "after", s->was[STATES - 1]));
	json_open(w, "steps", '[');
	for (int i = 0; i < STATES; i++)
		json_put_str(w, str_of(s->was[i]));
	json_put_close(w, ']');
	put_because(w, s->because);
}

static void
put_shifts(struct json_writer *w, const char *list, const char *id,
    const struct shift *s, size_t n)
{
	json_open(w, list, '[');
	for (size_t i = 0; i < n; i++) {
		json_put_open(w, '{');
		json_put(w, VALUES(id, s[i].id, "change", shift_name(&s[i])));
		put_shift(w, &s[i]);
		json_put_close(w, '}');
	}
	json_put_close(w, ']');
}

static void
put_violation(struct json_writer *w, const struct violation_shift *r)
{
	const struct violation *v = r->v;

	json_put_open(w, '{');
	json_put(w, VALUES("change", violation_move_name(r->move),
	    "register", v->reg, "key", v->key, "batch", v->batch,
	    "row", v->row, "grade", grade_name(v->grade),
	    "message", v->message));
	put_because(w, r->because);
	json_put_close(w, '}');
}

void
changes_criteria_json(const struct changes *c, struct json_writer *w)
{
	json_open(w, "criteria", '[');
	for (size_t i = 0; i < c->ncriteria; i++) {
		const struct criterion_shift *s = &c->criterion[i];

		json_put_open(w, '{');
		json_put(w, VALUES("id", s->s.id, "clause", s->clause,
		    "change", criterion_shift_name(s)));
		put_shift(w, &s->s);
		json_open(w, "records", '[');
		for (size_t k = 0; k < s->nrecords; k++)
			put_violation(w, &s->record[k]);
		json_put_close(w, ']');
		json_put_close(w, '}');
	}
	json_put_close(w, ']');
}

static void
put_record(struct json_writer *w, const struct record_shift *r)
{
	struct str rest = str_of(r->fields), name;

	json_put_open(w, '{');
	json_put(w, VALUES("change", record_move_name(r->move),
	    "key", r->key, "batch", r->batch, "row", r->row));
	if (r->move == RECORD_CHANGED) {
		json_open(w, "fields", '[');
		while (str_next(&rest, ',', &name))
			json_put_str(w, str_trim(name));
		json_put_close(w, ']');
	}
	json_put_close(w, '}');
}

static void
put_register(struct json_writer *w, const struct register_shift *r)
{
	json_put_open(w, '{');
	json_put(w, VALUES("register", r->schema->name,
	    "new", r->n[RECORD_NEW], "changed", r->n[RECORD_CHANGED],
	    "withdrawn", r->withdrawn));
	json_open(w, "records", '[');
	for (size_t k = 0; k < r->nrecords; k++)
		put_record(w, &r->record[k]);
	json_put_close(w, ']');
	json_put_close(w, '}');
}

static void
put_withdrawn(struct json_writer *w, const struct changes *c,
    const char *const *field, size_t nfields)
{
	struct buf state;

	buf_init(&state, BUF_MAX_DEFAULT);
	json_open(w, "withdrawn", '[');
	for (size_t i = 0; i < c->nwithdrawn; i++) {
		const struct withdrawn *x = &c->withdrawn[i];
		bool there = x->record != ROW_NONE;

		buf_reset(&state);
		withdrawn_state(&c->then, x, field, nfields, &state);
		json_record(w, VALUES("register", x->schema->name,
		    "key", x->key, "batch", x->batch, "file", x->file,
		    "was_there", there, "then", buf_cstr(&state)));
	}
	json_put_close(w, ']');
	buf_fini(&state);
}

void
changes_json(const struct changes *c, const char *const *field,
    size_t nfields, struct buf *b)
{
	struct json_writer w;

	json_begin(&w, b, "changes/1");
	put_moment(&w, "from", &c->from);
	put_moment(&w, "to", &c->to);
	json_put_key(&w, "moved");
	json_record(&w, VALUES("time", c->moved[STEP_TIME],
	    "data", c->moved[STEP_DATA], "rules", c->moved[STEP_RULES]));
	put_shifts(&w, "milestones", "id", c->milestone, c->nmilestones);
	put_shifts(&w, "clauses", "clause", c->clause, c->nclauses);
	changes_criteria_json(c, &w);
	json_open(&w, "registers", '[');
	for (size_t i = 0; i < c->nregs; i++)
		put_register(&w, &c->reg[i]);
	json_put_close(&w, ']');
	put_withdrawn(&w, c, field, nfields);
	json_end(&w);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* changes/1 (docs/changes.md). Members may be added, never renamed. */
#include "reports/compare/changes.h"

#include "reports/judge/json_parts.h"

static void
put_moment(struct jw *w, const char *name, const struct moment *m)
{
	jw_key(w, name);
	jw_open(w, '{');
	json_head_members(w, m->size, &m->root);
	json_day(w, "as_of", m->as_of);
	jw_close(w, '}');
}

static void
put_because(struct jw *w, unsigned mask)
{
	jw_key(w, "because");
	jw_open(w, '[');
	for (unsigned i = 0; i < STEPS; i++)
		if ((mask & 1u << i) != 0)
			jw_str(w, str_of(step_name(i)));
	jw_close(w, ']');
}

/* The members that every shift has. */
static void
put_shift(struct jw *w, const struct shift *s)
{
	jw_kcstr(w, "title", s->title);
	jw_kcstr(w, "before", s->was[0]);
	jw_kcstr(w, "after", s->was[STATES - 1]);
	jw_key(w, "steps");
	jw_open(w, '[');
	for (int i = 0; i < STATES; i++)
		jw_str(w, str_of(s->was[i]));
	jw_close(w, ']');
	put_because(w, s->because);
}

static void
put_shifts(struct jw *w, const char *list, const char *id,
    const struct shift *s, size_t n)
{
	jw_key(w, list);
	jw_open(w, '[');
	for (size_t i = 0; i < n; i++) {
		int way = s[i].rank[STATES - 1] - s[i].rank[0];

		jw_open(w, '{');
		jw_kcstr(w, id, s[i].id);
		jw_kcstr(w, "change", way < 0 ? "worse" : way > 0 ? "better" :
		    "other");
		put_shift(w, &s[i]);
		jw_close(w, '}');
	}
	jw_close(w, ']');
}

static void
put_violation(struct jw *w, const struct violation_shift *r)
{
	static const char *const move[] = { "new", "worse", "milder",
		"resolved" };

	jw_open(w, '{');
	jw_kcstr(w, "change", move[r->move]);
	jw_kcstr(w, "register", r->v->reg);
	jw_kcstr(w, "key", r->v->key);
	jw_kint(w, "batch", r->v->batch);
	jw_kint(w, "row", r->v->row);
	jw_kcstr(w, "grade", grade_name(r->v->grade));
	jw_kcstr(w, "message", r->v->message);
	put_because(w, r->because);
	jw_close(w, '}');
}

void
changes_criteria_json(const struct changes *c, struct jw *w)
{
	jw_key(w, "criteria");
	jw_open(w, '[');
	for (size_t i = 0; i < c->ncriteria; i++) {
		const struct criterion_shift *s = &c->criterion[i];

		jw_open(w, '{');
		jw_kcstr(w, "id", s->s.id);
		jw_kcstr(w, "clause", s->clause);
		jw_kcstr(w, "change", criterion_shift_name(s));
		put_shift(w, &s->s);
		jw_key(w, "records");
		jw_open(w, '[');
		for (size_t k = 0; k < s->nrecords; k++)
			put_violation(w, &s->record[k]);
		jw_close(w, ']');
		jw_close(w, '}');
	}
	jw_close(w, ']');
}

static void
put_record(struct jw *w, const struct record_shift *r)
{
	struct str rest = str_of(r->fields), name;

	jw_open(w, '{');
	jw_kcstr(w, "change", r->move == RECORD_NEW ? "new" : "changed");
	jw_kcstr(w, "key", r->key);
	jw_kint(w, "batch", r->batch);
	jw_kint(w, "row", r->row);
	if (r->move == RECORD_CHANGED) {
		jw_key(w, "fields");
		jw_open(w, '[');
		while (str_next(&rest, ',', &name))
			jw_str(w, str_trim(name));
		jw_close(w, ']');
	}
	jw_close(w, '}');
}

static void
put_registers(struct jw *w, const struct changes *c)
{
	jw_key(w, "registers");
	jw_open(w, '[');
	for (size_t i = 0; i < c->nregs; i++) {
		const struct register_shift *r = &c->reg[i];

		jw_open(w, '{');
		jw_kcstr(w, "register", r->schema->name);
		jw_kint(w, "new", (int64_t)r->n[RECORD_NEW]);
		jw_kint(w, "changed", (int64_t)r->n[RECORD_CHANGED]);
		jw_kint(w, "withdrawn", (int64_t)r->withdrawn);
		jw_key(w, "records");
		jw_open(w, '[');
		for (size_t k = 0; k < r->nrecords; k++)
			put_record(w, &r->record[k]);
		jw_close(w, ']');
		jw_close(w, '}');
	}
	jw_close(w, ']');
}

static void
put_withdrawn(struct jw *w, const struct changes *c,
    const char *const *field, size_t nfields)
{
	struct buf state;

	buf_init(&state, 65536);
	jw_key(w, "withdrawn");
	jw_open(w, '[');
	for (size_t i = 0; i < c->nwithdrawn; i++) {
		const struct withdrawn *x = &c->withdrawn[i];

		buf_reset(&state);
		withdrawn_state(&c->then, x, field, nfields, &state);
		jw_open(w, '{');
		jw_kcstr(w, "register", x->schema->name);
		jw_kcstr(w, "key", x->key);
		jw_kint(w, "batch", (int64_t)x->batch);
		jw_kcstr(w, "file", x->file);
		jw_kbool(w, "was_there", x->record != ROW_NONE);
		jw_kstr(w, "then", buf_view(&state));
		jw_close(w, '}');
	}
	jw_close(w, ']');
	buf_fini(&state);
}

void
changes_json(const struct changes *c, const char *const *field,
    size_t nfields, struct buf *b)
{
	struct jw w;

	jw_init(&w, b, false);
	jw_open(&w, '{');
	jw_kcstr(&w, "preaudit", "changes/1");
	put_moment(&w, "from", &c->from);
	put_moment(&w, "to", &c->to);
	jw_key(&w, "moved");
	jw_open(&w, '{');
	jw_kbool(&w, "time", c->moved[STEP_TIME]);
	jw_kbool(&w, "data", c->moved[STEP_DATA]);
	jw_kbool(&w, "rules", c->moved[STEP_RULES]);
	jw_close(&w, '}');
	put_shifts(&w, "milestones", "id", c->milestone, c->nmilestones);
	put_shifts(&w, "clauses", "clause", c->clause, c->nclauses);
	changes_criteria_json(c, &w);
	put_registers(&w, c);
	put_withdrawn(&w, c, field, nfields);
	jw_close(&w, '}');
	buf_putc(b, '\n');
}

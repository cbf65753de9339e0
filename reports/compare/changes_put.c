/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What changed or will lapse, as text and as changes/1 (docs/changes.md) in one
 * walk. Members of JSON may be added, never renamed.
 */
#include "reports/compare/changes.h"

#include "reports/compare/messages.h"
#include "reports/compare/parts.h"
#include "reports/judge/report.h"

#define SHOWN 10 /* of a list, in text; JSON has all */

static const struct message *const m = compare_message;

/* That a list of n goes on behind those shown. */
static void
say_more(struct answer *a, size_t n)
{
	if (n > SHOWN)
		answer_say(a, &m[COMPARE_MSG_MORE], VALUES(n - SHOWN));
}

/* JSON: a list of the texts whose bit is set in the mask. */
static void
put_list(struct answer *a, const char *name, const char *const *text,
    unsigned mask)
{
	answer_open(a, name, '[');
	for (; mask != 0; mask >>= 1, text++)
		if ((mask & 1) != 0)
			answer_item(a, NULL, str_of(*text));
	answer_close(a, ']');
}

static void
put_because(struct answer *a, const struct message *line, unsigned mask)
{
	const char *const step[STEPS] = { step_name(0), step_name(1),
		step_name(2) };
	struct buf words;

	buf_init(&words, BUF_MAX_DEFAULT);
	because_put(mask, &words);
	put_list(a, "because", step, mask);
	answer_say(a, line, VALUES(buf_view(&words)));
	buf_fini(&words);
}

/* ---- from when to when ---- */

static void
put_moment(struct answer *a, const char *name, const struct moment *x)
{
	answer_open(a, name, '{');
	parts_put_head(a, NULL, x->size, &x->root);
	answer_put(a, NULL, VALUES("as_of", DAY(x->as_of)));
	answer_close(a, '}');
}

static void
put_moments(struct answer *a, const struct report *r, const struct changes *c)
{
	struct buf words;
	unsigned moved = 0;

	put_moment(a, "from", &c->from);
	put_moment(a, "to", &c->to);
	answer_open(a, "moved", '{');
	answer_put(a, NULL, VALUES("time", c->moved[STEP_TIME],
	    "data", c->moved[STEP_DATA], "rules", c->moved[STEP_RULES]));
	answer_close(a, '}');
	for (unsigned i = 0; i < STEPS; i++)
		moved |= c->moved[i] ? 1u << i : 0;
	buf_init(&words, BUF_MAX_DEFAULT);
	because_put(moved, &words);
	answer_say(a, &m[COMPARE_MSG_MOMENTS], VALUES(
	    store_genesis(&r->store)->organisation, c->from.size,
	    DAY(c->from.as_of), c->to.size, DAY(c->to.as_of)));
	if (moved != 0)
		answer_say(a, &m[COMPARE_MSG_MOVED], VALUES(buf_view(&words)));
	answer_say(a, &m[COMPARE_MSG_MOMENTS_END], MSG_NONE);
	buf_fini(&words);
}

/* ---- what moved ---- */

/* The members that every shift has, and its line. */
static void
put_shift(struct answer *a, const struct message *line, const struct shift *s)
{
	answer_put(a, line, VALUES("title", s->title,
	    NO_VALUE, crit_result_words(s->was[0]),
	    NO_VALUE, crit_result_words(s->was[STATES - 1])));
	answer_put(a, NULL, VALUES("before", s->was[0],
	    "after", s->was[STATES - 1]));
	put_list(a, "steps", s->was, (1u << STATES) - 1);
	if (a->json || s->because != 0)
		put_because(a, &m[COMPARE_MSG_BECAUSE], s->because);
}

/* `line`: with an id in text; NULL: without one. */
static void
put_shifts(struct answer *a, const char *list, const char *id,
    const struct message *line, const struct shift *s, size_t n)
{
	answer_open(a, list, '[');
	for (size_t i = 0; i < n; i++) {
		answer_open(a, NULL, '{');
		answer_put(a, line, VALUES(id, s[i].id,
		    "change", shift_name(&s[i])));
		put_shift(a, &m[COMPARE_MSG_SHIFT], &s[i]);
		answer_close(a, '}');
	}
	answer_close(a, ']');
}

static void
put_violation(struct answer *a, const struct report *r,
    const struct violation_shift *x)
{
	static const char *const move[] = { "now", "worse:", "milder:",
		"no longer" };
	const struct violation *v = x->v;

	answer_open(a, NULL, '{');
	answer_say(a, &m[COMPARE_MSG_MOVE], VALUES(move[x->move]));
	answer_put(a, NULL, VALUES("change", violation_move_name(x->move),
	    "register", v->reg, "key", v->key, "batch", v->batch,
	    "row", v->row, "grade", grade_name(v->grade),
	    "message", v->message));
	parts_say_violation(a, r, v);
	put_because(a, &m[COMPARE_MSG_BECAUSE], x->because);
	answer_close(a, '}');
}

static void
put_criterion(struct answer *a, const struct report *r,
    const struct criterion_shift *s)
{
	answer_open(a, NULL, '{');
	answer_put(a, &m[COMPARE_MSG_CRITERION_SHIFT], VALUES("id", s->s.id,
	    "clause", s->clause, "change", criterion_shift_name(s),
	    NO_VALUE, s->s.title));
	put_shift(a, &m[s->s.because == 0 ? COMPARE_MSG_STILL :
	    COMPARE_MSG_FROM_TO], &s->s);
	answer_open(a, "records", '[');
	for (size_t k = 0; k < s->nrecords && (a->json || k < SHOWN); k++)
		put_violation(a, r, &s->record[k]);
	answer_close(a, ']');
	say_more(a, s->nrecords);
	answer_close(a, '}');
}

static void
put_criteria(struct answer *a, const struct report *r,
    const struct changes *c)
{
	answer_open(a, "criteria", '[');
	for (size_t i = 0; i < c->ncriteria; i++)
		put_criterion(a, r, &c->criterion[i]);
	answer_close(a, ']');
}

/* ---- records ---- */

/* The names of fields, with ", " between, as their titles; appended. */
static void
put_titles(struct buf *b, const struct schema *s, const char *fields)
{
	struct str rest = str_of(fields), name;

	while (str_next(&rest, ',', &name)) {
		int f = schema_field(s, str_trim(name));

		buf_puts(b, b->n > 0 ? ", " : "");
		if (f >= 0)
			buf_puts(b, s->field[f].title);
		else
			buf_str(b, str_trim(name));
	}
}

static void
put_record(struct answer *a, const struct schema *s,
    const struct record_shift *x)
{
	struct str rest = str_of(x->fields), name;
	struct buf titles;

	buf_init(&titles, BUF_MAX_DEFAULT);
	put_titles(&titles, s, x->fields);
	answer_open(a, NULL, '{');
	answer_put(a, &m[COMPARE_MSG_CHANGED_RECORD], VALUES("change",
	    record_move_name(x->move), "key", x->key, "batch", x->batch,
	    "row", x->row, NO_VALUE, parts_colon(x->fields),
	    NO_VALUE, buf_view(&titles)));
	buf_fini(&titles);
	if (x->move == RECORD_CHANGED) {
		answer_open(a, "fields", '[');
		while (str_next(&rest, ',', &name))
			answer_item(a, NULL, str_trim(name));
		answer_close(a, ']');
	}
	answer_close(a, '}');
}

static void
put_registers(struct answer *a, const struct changes *c)
{
	answer_open(a, "registers", '[');
	for (size_t i = 0; i < c->nregs; i++) {
		const struct register_shift *x = &c->reg[i];

		answer_open(a, NULL, '{');
		answer_put(a, &m[COMPARE_MSG_REGISTER], VALUES(
		    "register", x->schema->name, "title", x->schema->title,
		    "new", x->n[RECORD_NEW], "changed", x->n[RECORD_CHANGED],
		    "withdrawn", x->withdrawn, "emptied", x->emptied));
		answer_open(a, "records", '[');
		for (size_t k = 0; k < x->nrecords && (a->json || k < SHOWN);
		    k++)
			put_record(a, x->schema, &x->record[k]);
		answer_close(a, ']');
		say_more(a, x->nrecords);
		answer_close(a, '}');
	}
	answer_close(a, ']');
}

static void
put_withdrawn(struct answer *a, const struct report *r,
    const struct changes *c)
{
	struct buf state;

	buf_init(&state, BUF_MAX_DEFAULT);
	answer_open(a, "withdrawn", '[');
	for (size_t i = 0; i < c->nwithdrawn; i++) {
		const struct withdrawn *x = &c->withdrawn[i];
		bool there = x->record != ROW_NONE;

		buf_reset(&state);
		withdrawn_state(&c->then, x->schema, x->record, r->profile.state_field,
		    r->profile.nstate_fields, &state);
		answer_row(a, NULL, VALUES("register", x->schema->name,
		    "key", x->key, "batch", x->batch, "file", x->file,
		    "was_there", there, "then", buf_cstr(&state)));
		answer_say(a, &m[COMPARE_MSG_WITHDRAWN_RECORD], VALUES(
		    x->schema->title, x->key, x->batch, x->file,
		    parts_colon(buf_cstr(&state)), buf_cstr(&state)));
	}
	answer_close(a, ']');
	buf_fini(&state);
}

/* The title of a list that is not empty. */
static void
say_title(struct answer *a, enum compare_msg title, size_t n)
{
	if (n > 0)
		answer_say(a, &m[title], MSG_NONE);
}

void
changes_put(const struct changes *c, const struct report *r, bool json,
    struct buf *b)
{
	struct answer a;

	answer_begin(&a, b, json, "changes/1");
	put_moments(&a, r, c);
	if (changes_is_empty(c))
		answer_say(&a, &m[COMPARE_MSG_UNCHANGED], MSG_NONE);
	say_title(&a, COMPARE_MSG_MILESTONES, c->nmilestones);
	put_shifts(&a, "milestones", "id", NULL, c->milestone,
	    c->nmilestones);
	say_title(&a, COMPARE_MSG_SHIFTED_CLAUSES, c->nclauses);
	put_shifts(&a, "clauses", "clause", &m[COMPARE_MSG_SHIFT_ID],
	    c->clause, c->nclauses);
	say_title(&a, COMPARE_MSG_CRITERIA, c->ncriteria);
	put_criteria(&a, r, c);
	say_title(&a, COMPARE_MSG_REGISTERS, c->nregs);
	put_registers(&a, c);
	say_title(&a, COMPARE_MSG_WITHDRAWN, c->nwithdrawn);
	put_withdrawn(&a, r, c);
	answer_say(&a, &m[COMPARE_MSG_TAIL], VALUES(r->standard.disclaimer));
	answer_end(&a);
}

/* ---- what lapses ---- */

static void
say_lapse(struct answer *a, const struct report *r,
    const struct criterion_shift *s)
{
	size_t n = 0;

	answer_say(a, &m[COMPARE_MSG_LAPSE], VALUES(s->s.id, s->s.title,
	    crit_result_words(s->s.was[0])));
	if (s->s.because != 0)
		answer_say(a, &m[COMPARE_MSG_LAPSE_TO],
		    VALUES(crit_result_words(s->s.was[STATES - 1])));
	answer_say(a, &m[COMPARE_MSG_LINE_END], MSG_NONE);
	for (size_t k = 0; k < s->nrecords; k++) {
		if (s->record[k].move > VIOLATION_WORSE || n++ >= SHOWN)
			continue;
		answer_say(a, &m[COMPARE_MSG_INDENT], MSG_NONE);
		parts_say_violation(a, r, s->record[k].v);
		answer_say(a, &m[COMPARE_MSG_LINE_END], MSG_NONE);
	}
	say_more(a, n);
}

static void
say_lapses(struct answer *a, const struct report *r,
    const struct changes *c)
{
	size_t n = 0;

	for (size_t i = 0; i < c->ncriteria; i++)
		if (changes_is_lapse(&c->criterion[i])) {
			say_lapse(a, r, &c->criterion[i]);
			n++;
		}
	if (n == 0)
		answer_say(a, &m[COMPARE_MSG_NO_LAPSE], MSG_NONE);
}

void
changes_put_lapses(struct answer *a, const struct report *r,
    const struct changes *lapses)
{
	if (!r->data.forecast)
		return;
	answer_open(a, "forecast", '{');
	answer_put(a, &m[COMPARE_MSG_LAPSES], VALUES(
	    "data_of", DAY(r->data.judged_on), NO_VALUE, DAY(r->as_of)));
	if (!a->json)
		say_lapses(a, r, lapses);
	else if (lapses != NULL)
		put_criteria(a, r, lapses);
	answer_close(a, '}');
}

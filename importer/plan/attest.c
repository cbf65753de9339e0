/* SPDX-License-Identifier: Apache-2.0 */
/* Attested counts against what was read; see attest.h. */
#include "importer/plan/attest.h"

#include "importer/plan/messages.h"
#include "importer/plan/statement.h"
#include "importer/rows/rows.h"
#include "shared/base/num.h"
#include "shared/text/csv.h"

struct attest {
	struct session *s;
	struct statement statement;
	unsigned about, count;
	int system;             /* -1: statements name none */
	struct state *state;
	struct buf text;
};

static bool
find_statement(const struct standard *std, struct attest *a)
{
	int about, count;

	if (!statement_find(std, "statement", &a->statement))
		return false;
	about = statement_field(&a->statement, "about");
	count = statement_field(&a->statement, "count");
	a->system = statement_field(&a->statement, "system");
	if (about < 0 || count < 0)
		return false;
	a->about = (unsigned)about;
	a->count = (unsigned)count;
	return true;
}

/* Field f of a canonical record, its text. */
static void
field_text(struct str fields, unsigned f, struct buf *out)
{
	struct buf side;

	for (; f > 0; f--)
		(void)state_next_field(&fields);
	buf_init(&side, BUF_MAX_DEFAULT);
	buf_str(out, csv_canon_text(state_next_field(&fields), &side));
	buf_fini(&side);
}

/* A value of a statement, in the store or in a file of this call. */
static struct str
value(struct attest *a, uint64_t place, unsigned f)
{
	struct str fields;

	buf_reset(&a->text);
	if ((place & ENTRY_SOURCE) == 0)
		state_text(a->state, place, f, &a->text);
	else if (rows_fields_at(a->s, place, &fields))
		field_text(fields, f, &a->text);
	return buf_view(&a->text);
}

static struct str
keep(struct attest *a, struct str t)
{
	return (struct str){ arena_memdup(&a->s->arena, t.p, t.n), t.n };
}

/* Records in the files of a register, were they all imported. */
static bool
count_read(const struct session *s, unsigned reg, uint64_t *read)
{
	bool any = false;

	*read = 0;
	for (size_t i = 0; i < s->njobs; i++) {
		const struct job *j = &s->job[i];

		if (j->reg != (int)reg || j->outcome != JOB_BATCH)
			continue;
		any = true;
		*read += j->counts.new + j->counts.changed +
		    j->counts.unchanged - j->repeats;
	}
	return any;
}

/* How well a statement fits the import: 0 not, 1 one names no system, 2. */
static unsigned
fit(struct attest *a, uint64_t place, struct str name)
{
	const char *system = a->s->o->system;
	struct str named;

	if (!str_eq(value(a, place, a->about), name) ||
	    value(a, place, a->count).n == 0)
		return 0;
	named = a->system < 0 ? STR("") : value(a, place, (unsigned)a->system);
	if (named.n == 0 || system == NULL)
		return named.n == 0 && system == NULL ? 2 : 1;
	return str_is(named, system) ? 2 : 0;
}

/*
 * Statements that fit well are added up (one a filter); one that only fits
 * somehow serves where it is alone.
 */
static bool
find_count(struct attest *a, unsigned reg, struct attested *to)
{
	struct str name = str_of(a->s->std.reg[reg].name);
	unsigned best = 0, n = 0;
	double sum = 0, v;
	struct buf b;

	/* Statements that fit best count; of several the sum. */
	for (size_t i = 0; i < a->state->n; i++) {
		uint64_t place = a->state->entry[i].place;
		unsigned k = (place & ENTRY_GONE) != 0 ? 0 :
		    fit(a, place, name);

		if (k == 0 || k < best ||
		    !num_parse_decimal(value(a, place, a->count), &v))
			continue;
		if (k > best) {
			best = k;
			n = 0;
			sum = 0;
			to->key = keep(a, value(a, place,
			    a->statement.schema->key));
			to->by = a->system < 0 ? STR("") : keep(a,
			    value(a, place, (unsigned)a->system));
		}
		n++;
		sum += v;
	}
	/* Two that say it only in general may mean the same records. */
	if (n == 0 || (best == 1 && n > 1))
		return false;
	/* What is attested, by whom, and whether it is what was read. */
	buf_init(&b, 64);
	num_format_decimal(&b, sum);
	to->count = keep(a, buf_view(&b));
	to->same = sum == (double)to->read;
	buf_fini(&b);
	if (to->by.n == 0)
		to->by = str_of(a->statement.schema->title);
	return true;
}

/* The last job of the register, and the rows that mapping files left out. */
static struct job *
last_job(struct session *s, unsigned reg, uint64_t *left_out)
{
	struct job *j = NULL;

	*left_out = 0;
	for (size_t i = 0; i < s->njobs; i++)
		if (s->job[i].reg == (int)reg &&
		    s->job[i].outcome == JOB_BATCH) {
			j = &s->job[i];
			*left_out += filter_left_out(&j->filter);
		}
	return j;
}

static void
tell(struct attest *a, const struct attested *x)
{
	struct session *s = a->s;
	uint64_t n;
	struct job *j = last_job(s, x->reg, &n);
	const struct value arg[] = { value_text(s->std.reg[x->reg].title),
		value_count(x->read), value_str(x->count), value_str(x->by),
		value_text(a->statement.schema->title), value_str(x->key),
		value_count(n) };
	struct finding f;

	if (x->same) {
		job_note(j, &plan_message[PLAN_NOTE_ATTESTED], arg + 2, 2);
		return;
	}
	f = job_finding(j);
	finding_add(&s->findings, &f, &plan_message[n > 0 ?
	    PLAN_MSG_COUNT_FILTERED : PLAN_MSG_COUNT_DIFFERS], arg,
	    n > 0 ? 7 : 6);
	j->warnings++;
	job_note(j, &plan_message[PLAN_NOTE_COUNT_DIFFERS], arg + 1, 3);
}

int
attest_compare(struct session *s, struct err *e)
{
	struct attest a = { .s = s };
	int status = 0;

	if (!find_statement(&s->std, &a))
		return 0;
	a.state = session_state(s, a.statement.reg, e);
	if (a.state == NULL)
		return -1;
	s->attested = ARENA_ARRAY(&s->arena, s->std.nregisters,
	    struct attested);
	buf_init(&a.text, BUF_MAX_DEFAULT);
	for (unsigned r = 0; r < s->std.nregisters; r++) {
		struct attested *x = &s->attested[s->nattested];

		*x = (struct attested){ .reg = r };
		if (!count_read(s, r, &x->read) || !find_count(&a, r, x))
			continue;
		tell(&a, x);
		s->nattested++;
	}
	buf_fini(&a.text);
	return status;
}

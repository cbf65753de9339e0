/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One file to one batch: rows against the register as it stands, retirements,
 * the data file, the original, the leaf. Which kind of data file: the first
 * one is the whole register; later ones hold what changed, until the changes
 * outgrow the register.
 */
#include "importer/plan/batch.h"

#include <stdlib.h>

#include "importer/plan/messages.h"
#include "importer/plan/retired.h"
#include "importer/plan/withdraw.h"
#include "importer/rows/rows.h"
#include "importer/rows/watch.h"
#include "shared/base/mem.h"
#include "shared/base/version.h"

static bool
is_referred_to(const struct session *s, unsigned reg)
{
	for (size_t i = 0; i < s->njobs; i++) {
		const struct schema *schema = s->job[i].schema;

		for (size_t f = 0; schema != NULL && f < schema->nfields; f++)
			if (schema->field[f].type == FIELD_REF &&
			    schema->field[f].ref_register == (int)reg)
				return true;
	}
	return false;
}

static int
load_target(struct session *s, unsigned reg, struct err *e)
{
	struct state *st;

	if (refs_is_loaded(s->refs, reg))
		return 0;
	st = session_state(s, reg, e);
	if (st == NULL)
		return -1;
	refs_load(s->refs, reg, st);
	return 0;
}

/* The registers that mapped columns refer to. */
static int
load_refs(struct session *s, const struct job *j, struct err *e)
{
	for (size_t f = 0; f < j->schema->nfields; f++) {
		const struct field *fd = &j->schema->field[f];

		if (fd->type == FIELD_REF && (j->map.field[f].n > 0 ||
		    j->map.field[f].set != NULL) &&
		    load_target(s, (unsigned)fd->ref_register, e) == -1)
			return -1;
	}
	return 0;
}

static int
make_rows(struct session *s, struct job *j, struct err *e)
{
	struct state *st;

	if (j->rows != NULL)
		return 0;
	st = session_state(s, (unsigned)j->reg, e);
	if (st == NULL)
		return -1;
	st->source_key = rows_source_key;
	st->source_ctx = s;
	j->rows = mem_calloc(1, sizeof(*j->rows));
	j->free_rows = rows_free;
	rows_init(j->rows, s, j, st);
	return 0;
}

static void
count_findings(struct session *s, struct job *j, uint64_t errors,
    uint64_t warnings)
{
	j->errors += s->findings.errors - errors;
	j->warnings += s->findings.warnings - warnings;
}

/*
 * Keys and names of a job's rows, for those that refer to them. What is found
 * wrong then is wrong with the table as a whole, and refuses it: the pass over
 * its rows would not say it again.
 */
static int
gather(struct session *s, struct job *j, struct err *e)
{
	uint64_t errors = s->findings.errors, warnings = s->findings.warnings;

	if (load_target(s, (unsigned)j->reg, e) == -1 ||
	    make_rows(s, j, e) == -1 || rows_gather(j->rows, e) == -1)
		return -1;
	if (s->findings.errors > errors)
		j->outcome = JOB_REFUSED;
	count_findings(s, j, errors, warnings);
	return 0;
}

int
batch_prepare(struct session *s, const unsigned *order, struct err *e)
{
	for (size_t i = 0; i < s->njobs; i++) {
		struct job *j = &s->job[order[i]];

		if (j->outcome == JOB_OPEN &&
		    is_referred_to(s, (unsigned)j->reg) &&
		    gather(s, j, e) == -1)
			return -1;
	}
	return 0;
}

static bool
same_system(const struct session *s, uint64_t batch)
{
	return batch < s->store->head.size &&
	    s->store->leaf[batch].type == LEAF_BATCH &&
	    cstr_same(s->store->leaf[batch].u.batch.source_system,
	    s->o->system);
}

/* In the store, in no file of this call, and from the same system. */
static bool
is_missing(const struct session *s, const struct state *st,
    const struct state_entry *x)
{
	return (x->place & (ENTRY_GONE | ENTRY_SEEN | ENTRY_SOURCE)) == 0 &&
	    same_system(s, state_batch(st, x->place));
}

/*
 * A file that lost its second half must not retire half of the register: more
 * than 20 % and more than 3 records need a word from the person who imports.
 */
static bool
guard(struct session *s, struct job *j, const struct state *st, uint64_t n)
{
	const struct finding f = job_finding(j);

	if (n <= 3 || n * 5 <= st->before ||
	    (s->o->has_retire && s->o->retire == n))
		return true;
	finding_add(&s->findings, &f, &plan_message[PLAN_MSG_RETIRE_GUARD],
	    VALUES(n, st->before, j->schema->title));
	return false;
}

static void
tell_retired(const struct session *s, const struct job *j,
    const struct state *st)
{
	for (size_t i = 0; i < st->n; i++)
		if (is_missing(s, st, &st->entry[i]))
			s->watch->on_retired(s->watch->ctx, j, st,
			    st->entry[i].place);
}

static int
retire(struct session *s, struct job *j, struct state *st, struct err *e)
{
	uint64_t n = 0, kept = 0;

	/* Records that no row of this call has named. */
	for (size_t i = 0; i < st->n; i++)
		if ((st->entry[i].place & (ENTRY_GONE | ENTRY_SEEN |
		    ENTRY_SOURCE)) == 0) {
			kept++;
			n += is_missing(s, st, &st->entry[i]);
		}
	j->kept = kept;
	/* They go only where the whole register was handed in. */
	if (!j->is_full || !j->is_last || n == 0)
		return 0;
	/* A row without its key may be one of them. */
	if (j->keyless > 0) {
		job_note(j, &plan_message[PLAN_NOTE_KEYLESS], MSG_NONE);
		return 0;
	}
	if (s->watch != NULL)
		tell_retired(s, j, st);
	/* So many that it looks like a mistake must be asked for. */
	if (!guard(s, j, st, n)) {
		j->outcome = JOB_REFUSED;
		return 0;
	}
	/* Each gets a line that retires it. */
	for (size_t i = 0; i < st->n; i++) {
		if (!is_missing(s, st, &st->entry[i]))
			continue;
		if (rows_retire(j->rows, st->entry[i].place, e) == -1)
			return -1;
		retired_add(s, j, st, st->entry[i].place);
		st->entry[i].place |= ENTRY_GONE;
	}
	j->counts.retired = n;
	j->kept = kept - n;
	return 0;
}

/* ---- the whole register in one file ---- */

static int
by_place(const void *a, const void *b)
{
	uint64_t x = PLACE_MAKE(PLACE_PART(*(const uint64_t *)a),
	    PLACE_OFFSET(*(const uint64_t *)a));
	uint64_t y = PLACE_MAKE(PLACE_PART(*(const uint64_t *)b),
	    PLACE_OFFSET(*(const uint64_t *)b));

	return x < y ? -1 : x > y;
}

int
batch_survivors(const struct state *st, struct store_data *to, struct err *e)
{
	uint64_t *place = mem_calloc(st->n, sizeof(*place));
	struct str line;
	size_t n = 0;
	int status = 0;

	for (size_t i = 0; i < st->n; i++)
		if ((st->entry[i].place & (ENTRY_GONE | ENTRY_SOURCE)) == 0)
			place[n++] = st->entry[i].place;
	if (n > 0)
		qsort(place, n, sizeof(*place), by_place);
	for (size_t i = 0; status == 0 && i < n; i++) {
		if (!state_line(st, place[i], &line))
			status = err_set(e, ERR_INTEGRITY, "%s: a line is not "
			    "canonical CSV", st->schema->name);
		else
			status = store_data_put(to, line, e);
	}
	free(place);
	return status;
}

/* The lines written so far, behind the header. */
static int
put_written(struct store_data *from, struct store_data *to, struct err *e)
{
	struct csv_canon c;
	struct str record, raw[256];
	struct map m;
	size_t n = 256;
	int got, status = 0;

	if (newfile_sync(&from->file, e) == -1 ||
	    map_open(&m, from->file.tmp, e) == -1)
		return -1;
	c = (struct csv_canon){ .rest = map_view(&m) };
	got = csv_canon_next(&c, &record, raw, &n);
	while (status == 0 && got == 1) {
		n = 256;
		got = csv_canon_next(&c, &record, raw, &n);
		if (got == 1)
			status = store_data_put(to, record, e);
	}
	if (got == -1)
		status = err_set(e, ERR_SYS, "%s cannot be read back",
		    from->file.tmp);
	map_close(&m);
	return status;
}

/*
 * Should the data file be the whole register? When the lines in changes since
 * the last whole one would outnumber the records.
 */
static bool
wants_state(const struct session *s, const struct job *j,
    const struct state *st)
{
	uint64_t lines = j->counts.new + j->counts.changed +
	    j->counts.retired;

	if (lines == 0 || st->any_other_header)
		return false;
	/* Lines of an earlier file of this call stand nowhere yet. */
	for (size_t i = 0; i < s->njobs; i++)
		if (&s->job[i] != j && s->job[i].reg == j->reg &&
		    s->job[i].outcome == JOB_BATCH)
			return false;
	return st->since_state + lines > st->live;
}

static int
make_state(struct session *s, struct job *j, struct state *st,
    struct store_data *d, struct err *e)
{
	struct store_data whole = { .begun = false };
	int status;

	status = store_data_begin(&s->txn, &whole, j->schema->name,
	    buf_view(&st->header), e);
	if (status == 0)
		status = batch_survivors(st, &whole, e);
	if (status == 0)
		status = put_written(d, &whole, e);
	store_data_abort(d);
	*d = whole;
	return status;
}

/* ---- finishing ---- */

/* A note about n cells of a field, or years, or times. */
static void
note_cells(struct job *j, enum plan_msg m, size_t f, uint64_t n)
{
	if (n > 0)
		job_note(j, &plan_message[m], VALUES(j->schema->field[f].title,
		    n));
}

static void
note_columns(struct job *j)
{
	for (size_t f = 0; f < j->schema->nfields; f++) {
		const struct convert_column *c =
		    &j->rows->line.convert.field[f];

		note_cells(j, PLAN_NOTE_NO_DATE, f, c->no_date);
		note_cells(j, PLAN_NOTE_TWO_DIGITS, f, c->two_digit_years);
		note_cells(j, PLAN_NOTE_TIMES_CUT, f, c->times_cut);
		note_cells(j, PLAN_NOTE_YESNO, f, c->unknown_yesno);
		note_cells(j, PLAN_NOTE_OTHER, f, c->other_standards);
		j->unresolved += c->unresolved;
	}
	filter_note(&j->filter, &j->notes);
	if (j->repeats > 0)
		job_note(j, &plan_message[PLAN_NOTE_REPEATS],
		    VALUES(j->repeats));
}

/* References into registers that nobody has supplied: said once for each. */
static void
add_unsupplied(struct session *s, struct job *j)
{
	const struct convert_column *c = j->rows->line.convert.field;
	const struct finding f = job_finding(j);

	for (size_t r = 0; r < s->std.nregisters; r++) {
		uint64_t n = 0;

		for (size_t i = 0; i < j->schema->nfields; i++)
			if (c[i].field->type == FIELD_REF && c[i].ref == (int)r)
				n += c[i].kept_refs;
		if (n > 0)
			finding_add(&s->findings, &f,
			    &plan_message[PLAN_MSG_UNSUPPLIED],
			    VALUES(s->std.reg[r].title, n));
	}
}

static int
run_rows(struct session *s, struct job *j, struct state *st,
    struct store_data *d, bool writes, struct err *e)
{
	int status;

	do {
		store_data_abort(d);
		if (writes && store_data_begin(&s->txn, d, j->schema->name,
		    buf_view(&st->header), e) == -1)
			return -1;
		j->rows->data = writes ? d : NULL;
		status = rows_run(j->rows, e);
	} while (status == 1);
	return status;
}

/* Rows, retirements and the kind of the data file; d holds the lines. */
static int
plan(struct session *s, struct job *j, struct state *st, struct store_data *d,
    bool writes, struct err *e)
{
	uint64_t errors = s->findings.errors, warnings = s->findings.warnings;
	bool first = st->nparts == 0 && st->n == 0;

	/* The rows, with all that their references can be found in. */
	if (load_refs(s, j, e) == -1)
		return -1;
	if (run_rows(s, j, st, d, writes, e) == -1)
		return -1;
	/* One row refused refuses the table, unless --partial. */
	if (s->findings.errors > errors && (!s->o->partial ||
	    j->counts.refused == 0))
		j->outcome = JOB_REFUSED;
	/* What the table lacks, and what is to be known of it. */
	if (j->outcome != JOB_REFUSED && retire(s, j, st, e) == -1)
		return -1;
	note_columns(j);
	add_unsupplied(s, j);
	withdraw_offer(s, j);
	count_findings(s, j, errors, warnings);
	if (j->outcome == JOB_REFUSED)
		return 0;
	/* Is its data file to state the register whole? */
	st->live += j->counts.new - j->counts.retired;
	j->is_state = first;
	if (!first && wants_state(s, j, st)) {
		j->is_state = true;
		if (writes && make_state(s, j, st, d, e) == -1)
			return -1;
	}
	st->since_state = j->is_state ? 0 : st->since_state + j->counts.new +
	    j->counts.changed + j->counts.retired;
	return 0;
}

int
batch_run(struct session *s, struct job *j, struct err *e)
{
	struct store_data d = { .begun = false };
	struct state *st;
	bool writes = !s->o->dry_run && s->findings.errors == 0;
	int status;

	/* With --partial, errors in rows of other files stop nothing. */
	if (s->o->partial && !s->o->dry_run) {
		writes = true;
		for (size_t i = 0; i < s->njobs; i++)
			writes = writes && s->job[i].outcome != JOB_REFUSED;
	}
	if (make_rows(s, j, e) == -1)
		return -1;
	st = j->rows->state;
	j->index = session_next_index(s);
	status = plan(s, j, st, &d, writes, e);
	if (status == 0 && j->outcome != JOB_REFUSED) {
		j->outcome = JOB_BATCH;
		if (writes)
			status = batch_finish(s, j, &d, e);
	}
	store_data_abort(&d);
	return status;
}

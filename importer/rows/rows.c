/* SPDX-License-Identifier: Apache-2.0 */
/* The pass over a file's rows; see rows.h. */
#include "importer/rows/rows_internal.h"

#include <stdlib.h>

#include "importer/job/messages.h"
#include "importer/rows/messages.h"
#include "importer/rows/rows_shape.h"
#include "importer/rows/watch.h"
#include "shared/base/enc.h"
#include "shared/base/hash.h"
#include "shared/base/mem.h"
#include "shared/base/utf8.h"
#include "shared/text/csv.h"

#define PROGRESS_ROWS 4096

/* About as many rows as the file's first lines promise. */
static size_t
guess_rows(struct str text)
{
	size_t n = text.n < 65536 ? text.n : 65536, lines = 1;

	for (size_t i = 0; i < n; i++)
		lines += text.p[i] == '\n';
	lines = n == 0 ? 1 : (size_t)((double)text.n / (double)n *
	    (double)lines) + 1;
	return lines < (size_t)1 << 26 ? lines : (size_t)1 << 26;
}

void
rows_init(struct rows *r, struct session *s, struct job *j,
    struct state *state)
{
	*r = (struct rows){ .s = s, .j = j, .state = state };
	rows_line_init(&r->line, s, j, state);
	rows_carry_init(r);
	r->unnamed_said = mem_calloc(j->map.n, sizeof(*r->unnamed_said));
	for (size_t i = 0; i < j->map.n; i++)
		r->any_unnamed = r->any_unnamed ||
		    j->map.column[i].header.n == 0;
}

void
rows_fini(struct rows *r)
{
	if (r->reread != NULL)
		rows_line_fini(r->reread);
	free(r->reread);
	rows_line_fini(&r->line);
	free(r->unnamed_said);
	free(r->carry);
	free(r->carried);
	free(r->conflict);
	free(r->undo);
}

void
rows_free(struct rows *r)
{
	rows_fini(r);
	free(r);
}

/* ---- what a row is ---- */

static void
put_salt(struct rows *r)
{
	struct buf *b = &r->line.text;

	if (r->salt_left < 16) {
		random_bytes(r->salt, sizeof(r->salt));
		r->salt_left = sizeof(r->salt);
	}
	if (!buf_reserve(b, SALT_CHARS))
		return;
	r->salt_left -= 16;
	base64url_16(b->p + b->n, r->salt + r->salt_left);
	b->n += SALT_CHARS;
}

static void
write_line(struct rows *r)
{
	struct rows_line *l = &r->line;

	if (r->data == NULL || r->stop_writing)
		return;
	if (r->j->schema->personal) {
		buf_putc(&l->text, ',');
		put_salt(r);
	}
	buf_put(&l->text, "\r\n", 2);
	if (store_data_put(r->data, buf_view(&l->text), &l->err) == -1)
		l->failed = true;
}

/* --partial may have to take the pass back. */
static void
remember(struct rows *r, const struct state_entry *x, uint64_t place)
{
	if (!r->s->o->partial)
		return;
	r->undo = mem_grow(r->undo, &r->cap_undo, r->nundo,
	    sizeof(*r->undo));
	r->undo[r->nundo++] = (struct rows_undo){
		(size_t)(x - r->state->entry), place };
}

static void
mark_seen(struct rows *r, struct state_entry *x)
{
	remember(r, x, x->place);
	x->place |= ENTRY_SEEN | ENTRY_SEEN_HERE;
}

static int
compare_hash(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

static bool
is_conflict(const struct rows *r, uint64_t hash)
{
	return r->knows_conflicts && bsearch(&hash, r->conflict, r->nconflict,
	    sizeof(hash), compare_hash) != NULL;
}

/* The record of a refused row, or NULL: it keeps standing as it is. */
static void
keep_record(struct rows *r, struct state_entry *x)
{
	if (x == NULL || (x->place & ENTRY_GONE) != 0)
		return;
	remember(r, x, x->place);
	x->place |= ENTRY_SEEN;
}

static void
refuse_row(struct rows *r)
{
	r->j->counts.refused++;
	if (!r->s->o->partial)
		r->stop_writing = true;
	if (r->line.key_n == 0)
		r->j->keyless++;
	else
		keep_record(r, state_find(r->state, rows_line_key(&r->line),
		    r->line.hash));
}

static void
on_conflict(struct rows *r, const struct state_entry *x, uint64_t hash)
{
	rows_add_conflict(r, x);
	r->conflicts++;
	r->conflict = mem_grow(r->conflict, &r->cap_conflict, r->nconflict,
	    sizeof(*r->conflict));
	r->conflict[r->nconflict++] = hash;
	r->j->counts.refused++;
	if (!r->s->o->partial)
		r->stop_writing = true;
}

/*
 * A new key that the register has with zeros before it: a spreadsheet made a
 * number of it, and what seems new is not.
 */
static bool
has_lost_zeros(struct rows *r)
{
	struct state_entry *x;
	struct finding f;
	struct buf padded;

	if (r->state->padded == 0)
		return false;
	buf_init(&padded, 64);
	x = state_find_padded(r->state, rows_line_key(&r->line), &padded);
	keep_record(r, x);
	if (x != NULL) {
		f = rows_line_finding(&r->line, rows_line_column(&r->line,
		    r->j->schema->key));
		f.value = rows_line_key(&r->line);
		finding_add(&r->s->findings, &f,
		    &rows_message[ROWS_MSG_ID_ZEROS],
		    VALUES(buf_view(&padded)));
	}
	buf_fini(&padded);
	return x != NULL;
}

static void
tell_changed(struct rows *r, uint64_t place)
{
	const struct watch *w = r->s->watch;

	if ((place & ENTRY_GONE) != 0)
		w->on_new(w->ctx, r);
	else
		w->on_changed(w->ctx, r, place);
}

static void
compare_row(struct rows *r)
{
	uint64_t hash = r->line.hash;
	uint64_t place = PLACE_MAKE(r->j->number, r->line.row->at -
	    r->j->source.text.p) | ENTRY_SOURCE | ENTRY_SEEN | ENTRY_SEEN_HERE;
	struct state_entry *x = state_find(r->state, rows_line_key(&r->line), hash);
	struct leaf_counts *n = &r->j->counts;

	if (r->ncarry > 0 && x != NULL)
		rows_carry(r, x);
	/* Rows of this file contradict each other: none is taken. */
	if (is_conflict(r, hash)) {
		struct finding f = rows_line_finding(&r->line, 0);

		f.value = rows_line_key(&r->line);
		finding_add(&r->s->findings, &f,
		    &rows_message[ROWS_MSG_CONTRADICTED], MSG_NONE);
		refuse_row(r);
	} else if (x == NULL && has_lost_zeros(r)) {
		refuse_row(r);
	} else if (x == NULL) {
		/* A record that the register did not have. */
		if (r->s->watch != NULL)
			r->s->watch->on_new(r->s->watch->ctx, r);
		x = state_add(r->state, hash, place);
		remember(r, x, place | ENTRY_GONE);
		n->new++;
		write_line(r);
	} else if ((x->place & ENTRY_SEEN_HERE) != 0) {
		/* A second row of the file for one record. */
		if (rows_is_same(r, x)) {
			r->j->repeats++;
			n->unchanged++;
		} else {
			on_conflict(r, x, hash);
		}
	} else if ((x->place & ENTRY_GONE) == 0 && rows_is_same(r, x)) {
		/* The register has it so already. */
		mark_seen(r, x);
		n->unchanged++;
	} else {
		/* Changed, or back after it was retired. */
		if ((x->place & ENTRY_GONE) != 0)
			n->new++;
		else
			n->changed++;
		if (r->s->watch != NULL)
			tell_changed(r, x->place);
		remember(r, x, x->place);
		if (r->ncarry > 0)
			rows_carry_from(r, x);
		x->place = place;
		write_line(r);
	}
}

/* For references of any row of the call: key and lookups of this one. */
static void
add_target(struct rows *r)
{
	const struct schema *s = r->j->schema;
	struct str fields = rows_line_fields(&r->line), value[4] = { { "", 0 } };
	struct str key = STR(""), raw;
	struct buf side;

	buf_init(&side, BUF_MAX_DEFAULT);
	(void)buf_reserve(&side, fields.n + 1);
	for (unsigned f = 0; f < s->nfields; f++) {
		raw = state_next_field(&fields);
		if (f == s->key)
			key = csv_canon_text(raw, &side);
		for (size_t i = 0; i < s->nlookup; i++)
			if (s->lookup[i] == f)
				value[i] = csv_canon_text(raw, &side);
	}
	refs_add(r->s->refs, (unsigned)r->j->reg, key, value, s->nlookup);
	buf_fini(&side);
}

/*
 * Does a mapping file take the row? False: it is left out and counts as not
 * read; or it is refused, because a cell that decides it has no value.
 */
static bool
is_taken(struct rows *r)
{
	const struct csv_row *row = r->line.row;
	const struct filter_column *by;
	struct finding f;

	switch (filter_count(&r->j->filter, row, source_row(&r->j->source,
	    row->row), &by)) {
	case FILTER_TAKES:
		return true;
	case FILTER_LEAVES:
		r->j->counts.read--;
		return false;
	case FILTER_UNKNOWN:
		break;
	}
	f = rows_line_finding(&r->line, by->column + 1);
	filter_add_unknown(&r->j->filter, &f, &r->s->findings);
	refuse_row(r);
	return false;
}

static bool
on_row(void *ctx, const struct csv_row *row)
{
	struct rows *r = ctx;

	if (row->row <= r->j->map.header_row ||
	    (str_trim(row->field[0]).n == 0 && rows_is_blank(row)))
		return true;
	r->line.row = row;
	r->line.key_n = 0;
	r->j->counts.read++;
	if (!rows_check_width(r)) {
		refuse_row(r);
		return true;
	}
	if (r->j->filter.n > 0 && !is_taken(r))
		return true;
	if (r->any_unnamed)
		rows_check_unnamed(r);
	rows_line_make(&r->line, row, false);
	if (r->line.bad)
		refuse_row(r);
	else
		compare_row(r);
	if ((r->j->counts.read & (PROGRESS_ROWS - 1)) == 0) {
		source_passed(&r->j->source, row->at);
		progress_step(&r->progress, r->j->counts.read,
		    (uint64_t)(row->at - r->j->source.text.p));
	}
	return !r->line.failed;
}

/* ---- passes ---- */

static bool
has_failed(const struct rows *r, struct err *e)
{
	if (r->line.failed)
		*e = r->line.err;
	return r->line.failed;
}

static int
pass(struct rows *r, struct err *e)
{
	struct err parse = { 0 };
	int status;

	if (r->j->filter.n > 0)
		filter_restart(&r->j->filter);
	rows_line_begin(&r->line, session_next_index(r->s));
	if (r->state->n == 0)
		state_expect(r->state, guess_rows(r->j->source.text));
	progress_start(&r->progress, "rows", r->j->source.text.n,
	    r->s->o->quiet);
	status = csv_read(r->j->source.text, r->j->source.delimiter, on_row, r,
	    &parse);
	progress_end(&r->progress);
	r->line.row = NULL;
	if (has_failed(r, e))
		return -1;
	if (status == -1 && parse.code != ERR_REFUSED) {
		*e = parse;
		return -1;
	}
	if (status == -1)
		job_refuse(r->j, &r->s->findings,
		    &job_message[JOB_MSG_CSV_BROKEN], VALUES(parse.msg));
	return 0;
}

static void
forget_here(struct rows *r)
{
	for (size_t i = 0; i < r->state->n; i++)
		r->state->entry[i].place &= ~ENTRY_SEEN_HERE;
}

/* Takes a pass back: entries, counts and findings as they were. */
static int
take_back(struct rows *r, struct finding_mark mark, struct err *e)
{
	if (r->s->watch != NULL)
		r->s->watch->on_again(r->s->watch->ctx, r->j);
	while (r->nundo > 0) {
		r->nundo--;
		r->state->entry[r->undo[r->nundo].entry].place =
		    r->undo[r->nundo].place & ~ENTRY_SEEN_HERE;
	}
	r->j->counts = (struct leaf_counts){ 0 };
	r->j->repeats = r->j->keyless = 0;
	memset(r->carried, 0, r->j->schema->nfields * sizeof(*r->carried));
	for (size_t f = 0; f < r->j->schema->nfields; f++) {
		struct convert_column *c = &r->line.convert.field[f];

		c->no_date = c->two_digit_years = c->times_cut = 0;
		c->kept_refs = c->unresolved = c->unknown_yesno = 0;
		c->other_standards = 0;
	}
	return finding_forget(&r->s->findings, mark, e);
}

int
rows_run(struct rows *r, struct err *e)
{
	struct finding_mark mark = finding_mark(&r->s->findings);

	if (pass(r, e) == -1)
		return -1;
	if (r->conflicts > 0 && r->s->o->partial && !r->knows_conflicts) {
		if (take_back(r, mark, e) == -1)
			return -1;
		qsort(r->conflict, r->nconflict, sizeof(*r->conflict),
		    compare_hash);
		r->knows_conflicts = true;
		return 1;
	}
	forget_here(r);
	return 0;
}

static bool
gather_row(void *ctx, const struct csv_row *row)
{
	struct rows *r = ctx;

	if (row->row <= r->j->map.header_row ||
	    (row->n != r->j->map.n && r->j->source.sheet == NULL) ||
	    rows_is_blank(row) || !filter_takes(&r->j->filter, row))
		return true;
	rows_line_make(&r->line, row, true);
	if (!r->line.bad)
		add_target(r);
	if ((row->row & (PROGRESS_ROWS - 1)) == 0)
		source_passed(&r->j->source, row->at);
	return !r->line.failed;
}

int
rows_gather(struct rows *r, struct err *e)
{
	struct err parse = { 0 };

	(void)csv_read(r->j->source.text, r->j->source.delimiter, gather_row, r,
	    &parse);
	r->line.row = NULL;
	refs_set_supplied(r->s->refs, (unsigned)r->j->reg);
	return has_failed(r, e) ? -1 : 0;
}

int
rows_retire(struct rows *r, uint64_t place, struct err *e)
{
	const struct schema *s = r->j->schema;
	struct buf *b = &r->line.text, *key = &r->line.value;

	buf_reset(b);
	buf_printf(b, "retire,%llu,,",
	    (unsigned long long)session_next_index(r->s));
	for (unsigned f = 0; f < s->nfields; f++) {
		if (f > 0)
			buf_putc(b, ',');
		if (f != s->key)
			continue;
		buf_reset(key);
		state_text(r->state, place, f, key);
		csv_put_field(b, buf_view(key));
	}
	write_line(r);
	return has_failed(r, e) ? -1 : 0;
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the log says of a batch, and the short-cut that compares it: the same
 * bytes, read the same way, change nothing.
 */
#include "importer/plan/batch.h"

#include <stdio.h>
#include <stdlib.h>

#include "importer/common/date_order.h"
#include "importer/common/delimiter.h"
#include "importer/common/problem_column.h"
#include "importer/state/prior.h"
#include "shared/base/mem.h"
#include "shared/base/version.h"
#include "shared/text/csv.h"

static const char *
dates_name(const struct job *j)
{
	return j->dates_mixed ? "mixed" : date_order_name(j->dates);
}

static const char *
keep(struct session *s, struct str t)
{
	return arena_memdup(&s->arena, t.p, t.n);
}

/* How the file was read. */
static void
fill_read_as(struct session *s, const struct job *j, struct leaf_batch *b)
{
	const struct mapping *m = &j->map;

	/* Columns by what was made of them. */
	b->ncolumns = b->nignored = b->nset = b->nwithdrawn = 0;
	b->column = ARENA_ARRAY(&s->arena, m->n, struct leaf_column);
	b->ignored = ARENA_ARRAY(&s->arena, m->n, const char *);
	b->set = ARENA_ARRAY(&s->arena, m->nfields, struct leaf_set);
	for (size_t i = 0; i < m->n; i++) {
		const struct map_column *c = &m->column[i];

		/* Our own marks in a copy that was handed in again. */
		if (problem_column_is_header(c->header))
			continue;
		if (c->ignored)
			b->ignored[b->nignored++] = keep(s, c->header);
		else if (c->field != FIELD_NOT)
			b->column[b->ncolumns++] = (struct leaf_column){
				j->schema->field[c->field].name,
				keep(s, c->header) };
	}
	/* Fields that had one value for all rows. */
	for (size_t f = 0; f < m->nfields; f++)
		if (m->field[f].set != NULL)
			b->set[b->nset++] = (struct leaf_set){
				j->schema->field[f].name, m->field[f].set };
	/* Fields that are no longer kept. */
	b->withdrawn = ARENA_ARRAY(&s->arena, m->nfields, const char *);
	for (size_t f = 0; j->withdrawn != NULL && f < m->nfields; f++)
		if (j->withdrawn[f])
			b->withdrawn[b->nwithdrawn++] =
			    j->schema->field[f].name;
	/* How the file itself was read. */
	b->header_row = m->header_at;
	b->dates = dates_name(j);
	b->delimiter = j->source.sheet == NULL ?
	    delimiter_name(j->source.delimiter) : NULL;
	b->encoding = j->source.sheet == NULL ? j->source.encoding :
	    input_kind(j->source.file);
}

/* What the log says of a batch and is known before its rows are read. */
static void
fill_before(struct session *s, const struct job *j, struct leaf_batch *b)
{
	b->is_full = j->is_full;
	b->program = PREAUDIT_PROGRAM;
	b->reg = j->schema->name;
	b->schema_sha256 = j->schema->sha256;
	b->source = (struct leaf_file){ j->source.name, j->source.sha256,
		j->source.bytes.n };
	b->source_sheet = j->source.sheet;
	b->source_system = s->o->system;
	b->by = s->o->by;
	b->extracted = s->o->extracted;
	b->mapping_sha256 = j->mapfile == NULL ? NULL : j->mapfile->sha256;
	fill_read_as(s, j, b);
}

/* Rows that the mapping file left out; NULL: none. */
static const char *
left_out_note(struct session *s, const struct filter *f)
{
	struct buf b;
	const char *note;

	if (filter_left_out(f) == 0)
		return NULL;
	buf_init(&b, 256);
	buf_puts(&b, "rows left out by the mapping file:");
	if (f->only > 0)
		buf_printf(&b, " %llu by \"only\"",
		    (unsigned long long)f->only);
	if (f->except > 0)
		buf_printf(&b, "%s %llu by \"except\"", f->only > 0 ? "," : "",
		    (unsigned long long)f->except);
	note = keep(s, buf_view(&b));
	buf_fini(&b);
	return note;
}

/* ---- findings that stay with the batch ---- */

struct export {
	const struct job *j;
	struct buf out;
	uint64_t rows;
};

static int
export_finding(void *ctx, const struct finding *f, struct err *e)
{
	struct export *x = ctx;
	struct str cell[5] = { f->field, f->header,
		str_of(finding_level_name(f->level)), str_of(f->code),
		/* Values of persons are not kept where they cannot be erased. */
		x->j->schema->personal ? STR("") : f->value };

	(void)e;
	if (f->job != x->j->number)
		return 0;
	if (f->row > 0)
		buf_u64(&x->out, f->row);
	for (int i = 0; i < 5; i++) {
		buf_putc(&x->out, ',');
		csv_put_field(&x->out, cell[i]);
	}
	buf_puts(&x->out, "\r\n");
	x->rows++;
	return 0;
}

static int
put_findings(struct session *s, struct job *j, struct leaf_batch *b,
    struct err *e)
{
	struct export x = { .j = j };
	char hex[SHA256_HEX + 1], *path = NULL;
	int status;

	buf_init(&x.out, BUF_MAX_DEFAULT);
	buf_puts(&x.out, "row,field,header,level,code,value\r\n");
	status = finding_each(&s->findings, export_finding, &x, e);
	if (status == 0 && x.rows > 0) {
		status = store_txn_findings(&s->txn, buf_view(&x.out), &path,
		    e);
		sha256_hex(hex, buf_view(&x.out));
		b->findings_sha256 = keep(s, str_of(hex));
		b->findings_bytes = x.out.n;
		b->findings_rows = x.rows;
		if (status == 0)
			b->findings_path = keep(s, str_of(path));
	}
	buf_fini(&x.out);
	free(path);
	return status;
}

static int
put_original(struct session *s, struct job *j, struct leaf_batch *b,
    struct err *e)
{
	char *path = NULL;

	/* The sheets of one workbook share it. */
	for (size_t i = 0; i < s->njobs; i++) {
		const struct job *other = &s->job[i];

		if (other->source.file != j->source.file)
			continue;
		if (other->schema != NULL && other->schema->personal &&
		    !s->o->keep_original)
			return 0;
		if (other->original != NULL)
			b->source_path = other->original;
	}
	if (b->source_path != NULL)
		return 0;
	if (store_txn_original(&s->txn, j->source.name, j->source.bytes,
	    j->source.file->map.n > 0 ? &j->source.file->map : NULL, &path,
	    e) == -1)
		return -1;
	j->original = b->source_path = keep(s, str_of(path));
	free(path);
	return 0;
}

int
batch_finish(struct session *s, struct job *j, struct store_data *d,
    struct err *e)
{
	struct leaf l = { .type = LEAF_BATCH };
	struct leaf_batch *b = &l.u.batch;
	char imported[TIME_TEXT], hex[SHA256_HEX + 1];

	time_format(imported, s->now_s);
	fill_before(s, j, b);
	b->counts = j->counts;
	b->imported = imported;
	b->is_state = j->is_state;
	b->unresolved = j->unresolved;
	b->note = left_out_note(s, &j->filter);
	if ((j->mapfile != NULL && store_txn_blob(&s->txn,
	    buf_view(&j->mapfile->bytes), hex, e) == -1) ||
	    put_original(s, j, b, e) == -1 || put_findings(s, j, b, e) == -1 ||
	    store_data_end(&s->txn, d, b, &s->arena, e) == -1)
		return -1;
	return store_txn_leaf(&s->txn, &l, e);
}

/* ---- the short-cut ---- */

/* Could references read otherwise now? Only when their registers changed. */
static bool
refs_may_differ(const struct session *s, const struct job *j, uint64_t index)
{
	for (size_t f = 0; f < j->schema->nfields; f++) {
		int ref = j->schema->field[f].ref_register;

		if (j->schema->field[f].type != FIELD_REF || ref == j->reg)
			continue;
		for (uint64_t i = index + 1; i < s->store->head.size; i++)
			if (prior_is_of(s->store, i, s->std.reg[ref].name))
				return true;
		for (size_t i = 0; i < s->njobs; i++)
			if (s->job[i].reg == ref &&
			    s->job[i].outcome == JOB_OPEN)
				return true;
	}
	return false;
}

/* Would the log say of the file what it says of a batch? */
static bool
is_same(struct session *s, const struct job *j, uint64_t index)
{
	const struct leaf *was = &s->store->leaf[index];
	struct leaf now = *was;
	struct leaf_batch *b = &now.u.batch;
	struct buf text[2];
	struct err e = { 0 };
	bool same;

	fill_before(s, j, b);
	/* The name, who imports, and what only the rows decide, may differ. */
	b->source.name = was->u.batch.source.name;
	b->by = was->u.batch.by;
	b->dates = s->o->dates != NULL ? s->o->dates : was->u.batch.dates;
	if (s->o->extracted == NULL)
		b->extracted = was->u.batch.extracted;
	buf_init(&text[0], BUF_MAX_DEFAULT);
	buf_init(&text[1], BUF_MAX_DEFAULT);
	same = b->counts.refused == 0 &&
	    leaf_format(&text[0], was, &e) == 0 &&
	    leaf_format(&text[1], &now, &e) == 0 &&
	    str_eq(buf_view(&text[0]), buf_view(&text[1])) &&
	    (b->unresolved == 0 || !refs_may_differ(s, j, index));
	buf_fini(&text[0]);
	buf_fini(&text[1]);
	return same;
}

/* The newest batch of a register below an index; false when there is none. */
static bool
newest(const struct store *st, const char *reg, uint64_t *index)
{
	while (*index > 0)
		if (prior_is_of(st, --*index, reg))
			return true;
	return false;
}

/* Was a head signed between two records? Then they are of two calls. */
static bool
signed_between(const struct store *st, uint64_t a, uint64_t b)
{
	struct err ignored = { 0 };
	char name[48];
	bool found = false;

	for (uint64_t size = a + 1; size <= b && !found; size++) {
		char *path;

		snprintf(name, sizeof(name), "checkpoints/%llu",
		    (unsigned long long)size);
		path = path_join(st->dir, name);
		found = file_exists(path, &ignored) == 1;
		free(path);
	}
	return found;
}

/*
 * Nothing is to be done only where the store still holds what was done: the
 * original of the batch, and every file that the register is read from.
 */
static int
check_stored(const struct session *s, const char *reg, uint64_t index,
    struct err *e)
{
	struct store_part *part;
	size_t n;

	if (store_original_check(s->store, index, e) == -1 ||
	    store_parts(s->store, reg, s->store->head.size, &part, &n, e) ==
	    -1)
		return -1;
	store_parts_free(part, n);
	return 0;
}

/*
 * All open jobs of one register against as many of its newest batches, which
 * must be all of one call.
 */
static int
mark_register(struct session *s, int reg, struct err *e)
{
	uint64_t index = s->store->head.size, first;
	const char *name = s->std.reg[reg].name, *imported = NULL;
	bool same = true;

	for (size_t i = s->njobs; i-- > 0 && same;)
		if (s->job[i].reg == reg && s->job[i].outcome == JOB_OPEN) {
			same = newest(s->store, name, &index) &&
			    is_same(s, &s->job[i], index);
			if (same && check_stored(s, name, index, e) == -1)
				return -1;
			imported = s->store->leaf[index].u.batch.imported;
		}
	/* Files of one call are judged together: none of them may be missing. */
	first = index;
	if (same && newest(s->store, name, &index) && strcmp(imported,
	    s->store->leaf[index].u.batch.imported) == 0 &&
	    !signed_between(s->store, index, first))
		same = false;
	for (size_t i = 0; i < s->njobs && same; i++)
		if (s->job[i].reg == reg && s->job[i].outcome == JOB_OPEN) {
			s->job[i].outcome = JOB_SAME;
			s->job[i].kept = 0;
		}
	return 0;
}

int
batch_mark_same(struct session *s, const unsigned *order, struct err *e)
{
	for (size_t i = 0; i < s->njobs; i++) {
		const struct job *j = &s->job[order[i]];

		if (j->outcome == JOB_OPEN &&
		    mark_register(s, j->reg, e) == -1)
			return -1;
	}
	return 0;
}

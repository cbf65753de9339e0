/* SPDX-License-Identifier: Apache-2.0 */
/* All registers of a store at a log size, and the batches they came with. */
#include <stdlib.h>

#include "shared/model/table/supply.h"
#include "shared/model/table/table_internal.h"

/* Which fields of each register are read: those wanted, and what they need. */
struct wanted {
	bool *flag;
	size_t *first; /* per register: its first flag */
};

static void
wanted_init(struct wanted *w, const struct standard *std,
    const struct dataset_want *want)
{
	size_t n = 0;

	/* A flag for each field of each register. */
	w->first = mem_calloc(std->nregisters, sizeof(*w->first));
	for (size_t i = 0; i < std->nregisters; i++) {
		w->first[i] = n;
		n += std->reg[i].nfields;
	}
	/* What was asked for, and the keys. */
	w->flag = mem_calloc(n, sizeof(*w->flag));
	for (size_t i = 0; i < std->nregisters; i++) {
		const struct schema *s = &std->reg[i];
		bool *flag = w->flag + w->first[i];

		for (size_t k = 0; k < s->nfields; k++)
			flag[k] = k == s->key || want == NULL ||
			    (want->field[i] != NULL && want->field[i][k]);
	}
	/* Whose records they are. */
	for (size_t i = 0; i < std->nregisters; i++) {
		const struct schema *s = &std->reg[i];
		bool divides = schema_divides(s);

		for (size_t k = 0; divides && k < s->nfields; k++)
			w->flag[w->first[i] + k] |=
			    s->field[k].type == FIELD_STANDARD ||
			    s->field[k].type == FIELD_CLAUSE;
	}
	/* A reference is resolved by the other fields of its register too. */
	for (size_t i = 0; i < std->nregisters; i++)
		for (size_t k = 0; k < std->reg[i].nfields; k++) {
			const struct field *f = &std->reg[i].field[k];
			const struct schema *to;

			if (f->type != FIELD_REF || !w->flag[w->first[i] + k])
				continue;
			to = &std->reg[f->ref_register];
			for (size_t m = 0; m < to->nlookup; m++)
				w->flag[w->first[f->ref_register] +
				    to->lookup[m]] = true;
		}
}

static void
wanted_fini(struct wanted *w)
{
	free(w->flag);
	free(w->first);
}

/* ---- batches ---- */

/* "YYYY-MM-DDTHH:MM:SSZ" as seconds since the epoch. */
static bool
parse_time(const char *z, int64_t *at_s)
{
	struct str s = str_of(z);
	int64_t part[3];
	int32_t day;

	if (s.n != TIME_TEXT - 1 || s.p[10] != 'T' || s.p[13] != ':' ||
	    s.p[16] != ':' || s.p[19] != 'Z' ||
	    !date_parse_iso((struct str){ s.p, 10 }, &day))
		return false;
	for (int i = 0; i < 3; i++) {
		const char *p = s.p + 11 + (size_t)i * 3;

		if (!ascii_is_digit(p[0]) || !ascii_is_digit(p[1]))
			return false;
		part[i] = (p[0] - '0') * 10 + p[1] - '0';
	}
	if (part[0] > 23 || part[1] > 59 || part[2] > 59)
		return false;
	*at_s = (int64_t)day * 86400 + part[0] * 3600 + part[1] * 60 + part[2];
	return true;
}

int
dataset_batch_days(struct batch_info *b, const char *zone, struct err *e)
{
	int64_t at_s;

	if (!parse_time(b->leaf->imported, &at_s))
		return err_set(e, ERR_INTEGRITY, "record %llu: \"%.40s\" is no "
		    "time", (unsigned long long)b->index, b->leaf->imported);
	if (time_day_in_zone(at_s, zone, &b->imported, e) == -1)
		return -1;
	b->extracted = b->imported;
	if (b->leaf->extracted != NULL &&
	    !date_parse_iso(str_of(b->leaf->extracted), &b->extracted))
		return err_set(e, ERR_INTEGRITY, "record %llu: \"%.40s\" is no "
		    "date", (unsigned long long)b->index, b->leaf->extracted);
	return 0;
}

int
dataset_batches(struct dataset *d, const struct store *s, struct err *e)
{
	const char *zone = store_genesis(s)->timezone;
	uint64_t *undone = store_undone(s, d->size, STORE_NOT_UNDONE);
	size_t n = 0;
	int status = 0;

	for (uint64_t i = 0; i < d->size; i++)
		n += s->leaf[i].type == LEAF_BATCH &&
		    undone[i] == STORE_NOT_UNDONE;
	d->batch = ARENA_ARRAY(&d->mem, n, struct batch_info);
	for (uint64_t i = 0; i < d->size && status == 0; i++) {
		struct batch_info *b = &d->batch[d->nbatches];

		if (s->leaf[i].type != LEAF_BATCH ||
		    undone[i] != STORE_NOT_UNDONE)
			continue;
		*b = (struct batch_info){ .index = i,
			.leaf = &s->leaf[i].u.batch };
		status = dataset_batch_days(b, zone, e);
		d->nbatches++;
	}
	free(undone);
	return status;
}

/*
 * How fresh a register is, and whether it was supplied: an import that was
 * undone did not happen. Batches behind a whole import say nothing any more;
 * a batch that hands nothing in is no new evidence, nor is one whose rows were
 * all refused.
 */
static void
set_freshness(const struct dataset *d, struct table *t)
{
	bool newest = true;

	t->extracted = DATE_NONE;
	for (size_t i = d->nbatches; i-- > 0;) {
		const struct batch_info *b = &d->batch[i];

		if (!store_is_import(b->leaf) ||
		    strcmp(b->leaf->reg, t->schema->name) != 0)
			continue;
		if (newest)
			t->refused = b->leaf->counts.refused;
		newest = false;
		if (store_took_nothing(b->leaf))
			continue;
		t->supplied = true;
		if (t->extracted == DATE_NONE || b->extracted > t->extracted)
			t->extracted = b->extracted;
		if (b->leaf->is_full)
			return;
	}
}

/* ---- tables ---- */

static void
table_free(struct table *t)
{
	for (size_t i = 0; t->column != NULL && i < t->schema->nfields; i++) {
		struct column *c = &t->column[i];

		free(c->text);
		free(c->date);
		free(c->number);
		free(c->yesno);
		free(c->word);
		free(c->ref);
		free(c->start);
		free(c->item);
	}
	free(t->batch);
	free(t->row);
	free(t->arena);
	free(t->key_slot);
	free(t->by_key);
	free(t->apart);
}

static int
load_table(struct dataset *d, struct table *t, const struct store *s,
    const bool *want, struct err *e)
{
	struct loading l = { .t = t, .standard = d->standard, .want = want,
		.size = d->size, .e = e };
	struct store_part *part = NULL;
	size_t n = 0;
	int status;

	t->arena = mem_calloc(1, 1);
	t->arena_n = 1;
	t->column = ARENA_ARRAY(&d->mem, t->schema->nfields, struct column);
	if (store_parts(s, t->schema->name, d->size, &part, &n, e) == -1)
		return -1;
	l.raw = mem_calloc(CSV_MAX_COLUMNS, sizeof(*l.raw));
	buf_init(&l.scratch, BUF_MAX_DEFAULT);
	status = n == 0 ? 0 : table_keys(&l, part, n);
	if (status == 0 && t->n > 0)
		status = table_fill(&l);
	if (status == 0) {
		table_divide(t);
		table_order(t);
		supply_mark(d, t);
	}
	for (size_t i = 0; i < l.nviews; i++)
		free(l.view[i].field);
	free(l.view);
	free(l.live);
	free(l.raw);
	buf_fini(&l.scratch);
	store_parts_free(part, n);
	return status;
}

int
dataset_load(struct dataset *d, const struct store *s,
    const struct standard *std, uint64_t size, const struct dataset_want *want,
    struct err *e)
{
	struct wanted w;
	int status;

	*d = (struct dataset){ .standard = std, .size = size };
	if (size > s->head.size)
		return err_set(e, ERR_USAGE, "there is no log size %llu; the "
		    "store has %llu records", (unsigned long long)size,
		    (unsigned long long)s->head.size);
	d->table = ARENA_ARRAY(&d->mem, std->nregisters, struct table);
	for (size_t i = 0; i < std->nregisters; i++)
		d->table[i].schema = &std->reg[i];
	wanted_init(&w, std, want);
	status = dataset_batches(d, s, e);
	for (size_t i = 0; i < std->nregisters && status == 0; i++) {
		set_freshness(d, &d->table[i]);
		status = load_table(d, &d->table[i], s, w.flag + w.first[i],
		    e);
	}
	wanted_fini(&w);
	if (status == 0)
		table_refs(d);
	else
		dataset_free(d);
	return status;
}

void
dataset_free(struct dataset *d)
{
	for (size_t i = 0; d->table != NULL && i < d->standard->nregisters; i++)
		table_free(&d->table[i]);
	for (size_t i = 0; d->lookup != NULL && i < d->standard->nregisters;
	    i++)
		resolver_free(d->lookup[i]);
	free(d->lookup);
	arena_fini(&d->mem);
	*d = (struct dataset){ .standard = NULL };
}

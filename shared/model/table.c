/* SPDX-License-Identifier: Apache-2.0 */
/* The dataset: all registers at a log size; see table.h. */
#include "shared/model/table_internal.h"

#include <stdlib.h>

#include "shared/base/csv.h"
#include "shared/base/hash.h"
#include "shared/base/num.h"

/* ---- keys ---- */

struct str
table_key(const struct table *t, uint32_t record)
{
	const struct column *c = &t->column[t->schema->key];

	return str_of(c->text == NULL ? "" :
	    table_text(t, c->text[record]));
}

static size_t
key_slot(const struct table *t, struct str key)
{
	size_t i = str_hash(key) & (t->key_slots - 1);

	while (t->key_slot[i] != 0 &&
	    !str_eq(table_key(t, t->key_slot[i] - 1), key))
		i = (i + 1) & (t->key_slots - 1);
	return i;
}

uint32_t
table_find(const struct table *t, struct str key)
{
	size_t i;

	if (t->key_slots == 0)
		return ROW_NONE;
	i = key_slot(t, key);
	return t->key_slot[i] == 0 ? ROW_NONE : t->key_slot[i] - 1;
}

/* Eight first bytes as a number, so that most comparisons need no text. */
struct sort_key {
	uint64_t prefix;
	uint32_t record;
};

static int
by_key(const void *a, const void *b, void *ctx)
{
	const struct sort_key *x = a, *y = b;
	const struct table *t = ctx;

	if (x->prefix != y->prefix)
		return x->prefix < y->prefix ? -1 : 1;
	return str_cmp(table_key(t, x->record), table_key(t, y->record));
}

static uint64_t
prefix_of(struct str s)
{
	uint64_t v = 0;

	for (size_t i = 0; i < 8; i++)
		v = v << 8 | (i < s.n ? (unsigned char)s.p[i] : 0);
	return v;
}

static bool
in_order(const struct table *t)
{
	for (uint32_t i = 1; i < t->n; i++)
		if (str_cmp(table_key(t, i - 1), table_key(t, i)) > 0)
			return false;
	return true;
}

void
table_index(struct table *t)
{
	struct sort_key *key;

	for (t->key_slots = 16; t->key_slots < 2 * (size_t)t->n;)
		t->key_slots *= 2;
	t->key_slot = mem_calloc(t->key_slots, sizeof(*t->key_slot));
	for (uint32_t i = 0; i < t->n; i++)
		t->key_slot[key_slot(t, table_key(t, i))] = i + 1;
	if (in_order(t))
		return; /* by_key stays NULL: records are in key order */
	key = mem_calloc(t->n, sizeof(*key));
	for (uint32_t i = 0; i < t->n; i++)
		key[i] = (struct sort_key){ prefix_of(table_key(t, i)), i };
	qsort_r(key, t->n, sizeof(*key), by_key, t);
	t->by_key = mem_calloc(t->n, sizeof(*t->by_key));
	for (uint32_t i = 0; i < t->n; i++)
		t->by_key[i] = key[i].record;
	free(key);
}

/* ---- references ---- */

static struct resolver *
make_resolver(const struct table *t)
{
	struct resolver *r = resolver_new();

	for (uint32_t i = 0; i < t->n; i++)
		resolver_add_key(r, table_key(t, i), i);
	for (size_t k = 0; k < t->schema->nlookup; k++) {
		const uint32_t *text = t->column[t->schema->lookup[k]].text;

		for (uint32_t i = 0; text != NULL && i < t->n; i++)
			resolver_add_lookup(r, str_of(table_text(t, text[i])),
			    i);
	}
	return r;
}

static void
resolve(struct resolver *r, const struct table *t, uint32_t *ref)
{
	uint32_t record;

	if (*ref == ROW_NONE || !(*ref & REF_TEXT))
		return;
	if (resolver_find(r, str_of(table_text(t, *ref & ~REF_TEXT)),
	    &record) == RESOLVED)
		*ref = record;
}

void
tables_resolve(struct dataset *d)
{
	size_t n = d->standard->nregisters;
	struct resolver **made = mem_calloc(n, sizeof(*made));

	for (size_t i = 0; i < n; i++) {
		struct table *t = &d->table[i];

		for (size_t k = 0; t->supplied && k < t->schema->nfields;
		    k++) {
			int to = t->schema->field[k].ref_register;
			struct column *c = &t->column[k];
			size_t items = c->start == NULL ? 0 : c->start[t->n];

			if (t->schema->field[k].type != FIELD_REF || to == -1 ||
			    !d->table[to].supplied ||
			    (c->ref == NULL && c->start == NULL))
				continue;
			if (made[to] == NULL)
				made[to] = make_resolver(&d->table[to]);
			for (uint32_t r = 0; c->ref != NULL && r < t->n; r++)
				resolve(made[to], t, &c->ref[r]);
			for (size_t r = 0; r < items; r++)
				resolve(made[to], t, &c->item[r]);
		}
	}
	for (size_t i = 0; i < n; i++)
		resolver_free(made[i]);
	free(made);
}

/* ---- loading ---- */

static int64_t
seconds_of(const char *time)
{
	struct str s = str_of(time);
	uint64_t h, m;
	int32_t day;

	/* Written by us: YYYY-MM-DDTHH:MM:SSZ. */
	if (s.n != 20 || !date_parse_iso((struct str){ s.p, 10 }, &day))
		return 0;
	h = (uint64_t)(s.p[11] - '0') * 10 + (uint64_t)(s.p[12] - '0');
	m = (uint64_t)(s.p[14] - '0') * 10 + (uint64_t)(s.p[15] - '0');
	return (int64_t)day * 86400 + (int64_t)(h * 3600 + m * 60);
}

static bool
is_undone(const struct store *s, uint64_t index, uint64_t size)
{
	for (uint64_t i = index + 1; i < size; i++)
		if (s->leaf[i].type == LEAF_BATCH &&
		    s->leaf[i].u.batch.has_undoes &&
		    s->leaf[i].u.batch.undoes == index)
			return true;
	return false;
}

static int
load_batches(struct dataset *d, const struct store *s, struct err *e)
{
	const char *zone = store_genesis(s)->timezone;

	d->batch = ARENA_ARRAY(&d->mem, d->size, struct batch_info);
	for (uint64_t i = 0; i < d->size; i++) {
		const struct leaf_batch *l = &s->leaf[i].u.batch;
		struct batch_info *b = &d->batch[d->nbatches];

		if (s->leaf[i].type != LEAF_BATCH || is_undone(s, i, d->size))
			continue;
		*b = (struct batch_info){ .index = i, .leaf = l };
		if (time_day_in_zone(seconds_of(l->imported), zone,
		    &b->imported, e) == -1)
			return -1;
		if (l->extracted == NULL || !date_parse_iso(
		    str_of(l->extracted), &b->extracted))
			b->extracted = b->imported;
		d->nbatches++;
	}
	return 0;
}

static int
load_table(struct dataset *d, const struct store *s, size_t reg,
    const bool *want, struct err *e)
{
	struct table *t = &d->table[reg];
	struct store_part *part;
	struct lines lines;
	size_t n;
	int status;

	t->schema = &d->standard->reg[reg];
	t->extracted = DATE_NONE;
	if (store_parts(s, t->schema->name, d->size, &part, &n, e) == -1)
		return -1;
	t->supplied = n > 0;
	for (size_t i = 0; i < d->nbatches; i++)
		if (strcmp(d->batch[i].leaf->reg, t->schema->name) == 0) {
			t->extracted = d->batch[i].extracted;
			t->refused = d->batch[i].leaf->counts.refused;
		}
	status = lines_collect(&lines, t->schema, part, n, e);
	if (status == 0) {
		status = table_fill(t, &lines, want, e);
		lines_free(&lines);
	}
	store_parts_free(part, n);
	if (status == 0)
		table_index(t);
	return status;
}

/* References are found by lookup fields too: load those of their targets. */
static void
widen(const struct standard *std, struct dataset_want *want, struct arena *a)
{
	for (size_t i = 0; i < std->nregisters; i++)
		for (size_t k = 0; want->field[i] != NULL &&
		    k < std->reg[i].nfields; k++) {
			int to = std->reg[i].field[k].ref_register;
			const struct schema *target;

			if (!want->field[i][k] || to == -1)
				continue;
			target = &std->reg[to];
			if (want->field[to] == NULL)
				want->field[to] = ARENA_ARRAY(a,
				    target->nfields, bool);
			for (size_t l = 0; l < target->nlookup; l++)
				want->field[to][target->lookup[l]] = true;
		}
}

int
dataset_load(struct dataset *d, const struct store *s,
    const struct standard *std, uint64_t size, const struct dataset_want *want,
    struct err *e)
{
	static const bool nothing[256];
	struct dataset_want wide = { { NULL } };

	*d = (struct dataset){ .standard = std, .size = size };
	d->table = mem_calloc(std->nregisters, sizeof(*d->table));
	for (size_t i = 0; i < std->nregisters; i++)
		d->table[i].schema = &std->reg[i];
	if (want != NULL) {
		/* A copy that can be widened without changing the caller's. */
		for (size_t i = 0; i < std->nregisters; i++)
			if (want->field[i] != NULL) {
				wide.field[i] = ARENA_ARRAY(&d->mem,
				    std->reg[i].nfields, bool);
				memcpy(wide.field[i], want->field[i],
				    std->reg[i].nfields);
			}
		widen(std, &wide, &d->mem);
	}
	if (load_batches(d, s, e) == -1)
		goto fail;
	for (size_t i = 0; i < std->nregisters; i++)
		if (load_table(d, s, i, want == NULL ? NULL :
		    wide.field[i] == NULL ? nothing : wide.field[i], e) == -1)
			goto fail;
	tables_resolve(d);
	return 0;
fail:
	dataset_free(d);
	return -1;
}

void
dataset_free(struct dataset *d)
{
	for (size_t i = 0; d->table != NULL &&
	    i < d->standard->nregisters; i++)
		table_fini(&d->table[i]);
	free(d->table);
	arena_fini(&d->mem);
	*d = (struct dataset){ .standard = NULL };
}

/* ---- cells as text ---- */

static struct str
ref_text(const struct dataset *d, const struct table *t,
    const struct field *f, uint32_t ref)
{
	if (ref == ROW_NONE)
		return STR("");
	if (ref & REF_TEXT)
		return str_of(table_text(t, ref & ~REF_TEXT));
	return table_key(&d->table[f->ref_register], ref);
}

static struct str
item_text(const struct dataset *d, const struct table *t,
    const struct field *f, uint32_t item)
{
	if (f->type == FIELD_WORD)
		return str_of(f->word[item].word);
	if (f->type == FIELD_REF)
		return ref_text(d, t, f, item);
	return str_of(table_text(t, item));
}

void
table_cell(const struct dataset *d, const struct table *t, uint32_t record,
    unsigned field, struct buf *out)
{
	const struct field *f = &t->schema->field[field];
	const struct column *c = &t->column[field];
	char day[DATE_TEXT];

	if (c->start != NULL) {
		for (uint32_t i = c->start[record]; i < c->start[record + 1];
		    i++)
			csv_list_put(out, item_text(d, t, f, c->item[i]),
			    i == c->start[record]);
	} else if (c->date != NULL) {
		date_format(day, c->date[record]);
		buf_puts(out, day);
	} else if (c->number != NULL) {
		if (c->number[record] == c->number[record])
			num_format_decimal(out, c->number[record]);
	} else if (c->yesno != NULL) {
		buf_puts(out, c->yesno[record] == YESNO_YES ? "yes" :
		    c->yesno[record] == YESNO_NO ? "no" : "");
	} else if (c->word != NULL) {
		if (c->word[record] != WORD_NONE)
			buf_puts(out, f->word[c->word[record]].word);
	} else if (c->ref != NULL) {
		buf_str(out, ref_text(d, t, f, c->ref[record]));
	} else if (c->text != NULL) {
		buf_puts(out, table_text(t, c->text[record]));
	}
}

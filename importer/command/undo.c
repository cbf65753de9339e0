/* SPDX-License-Identifier: Apache-2.0 */
/* What undoing a batch has to do; see undo.h. */
#include "importer/command/undo_internal.h"

#include <stdlib.h>

#include "shared/base/mem.h"
#include "shared/text/csv.h"

/* ---- which batch ---- */

static int
check_index(const struct undo *u, struct err *e)
{
	const struct store *st = u->s->store;
	unsigned long long index = u->index;

	if (u->index >= st->head.size)
		return err_set(e, ERR_NOT_FOUND, "there is no record %llu, the "
		    "log has %llu (preaudit store log lists them)", index,
		    (unsigned long long)st->head.size);
	if (st->leaf[u->index].type != LEAF_BATCH)
		return err_set(e, ERR_USAGE, "record %llu is a %s record, not "
		    "an imported batch (preaudit store log lists them)", index,
		    leaf_type_name(&st->leaf[u->index]));
	if (store_is_rewrite(&st->leaf[u->index].u.batch))
		return err_set(e, ERR_USAGE, "batch %llu wrote its register "
		    "whole and changed nothing: there is nothing to undo",
		    index);
	if (u->undone[u->index] != STORE_NOT_UNDONE)
		return err_set(e, ERR_REFUSED, "batch %llu was undone already "
		    "by batch %llu; to have it back, undo that one", index,
		    (unsigned long long)u->undone[u->index]);
	return 0;
}

static int
find_register(struct undo *u, struct err *e)
{
	const struct leaf_batch *b = &u->s->store->leaf[u->index].u.batch;
	int reg = standard_register(&u->s->std, str_of(b->reg));

	if (reg < 0)
		return err_set(e, ERR_CONFIG, "batch %llu is of the register "
		    "%s, which the adopted rules do not have",
		    (unsigned long long)u->index, b->reg);
	u->schema = &u->s->std.reg[reg];
	u->now = session_state(u->s, (unsigned)reg, e);
	return u->now == NULL ? -1 : 0;
}

/*
 * An undone undo makes its batch count again, and so on down to the import
 * whose records are meant.
 */
static void
find_root(struct undo *u)
{
	const struct store *st = u->s->store;
	const struct leaf_batch *b;

	free(u->undone);
	u->undone = store_undone(st, st->head.size, u->index);
	u->root = u->index;
	for (b = &st->leaf[u->root].u.batch; b->has_undoes &&
	    b->undoes < u->root; b = &st->leaf[u->root].u.batch)
		u->root = b->undoes;
}

/* ---- its records ---- */

static size_t
find_slot(const struct undo *u, struct str key, uint64_t hash)
{
	size_t i = hash & (u->nslots - 1);

	for (; u->slot[i] != 0; i = (i + 1) & (u->nslots - 1)) {
		const struct undo_item *x = &u->item[u->slot[i] - 1];

		if (x->hash == hash && str_eq(x->key, key))
			break;
	}
	return i;
}

static void
make_slots(struct undo *u, uint64_t n)
{
	for (u->nslots = 16; u->nslots < 2 * n; u->nslots *= 2)
		;
	u->slot = mem_calloc(u->nslots, sizeof(*u->slot));
}

static void
add_item(struct undo *u, struct str key)
{
	uint64_t hash = state_hash(u->now, key);
	size_t at = find_slot(u, key, hash);

	if (u->slot[at] != 0)
		return;
	u->item = mem_grow(u->item, &u->cap, u->n, sizeof(*u->item));
	u->item[u->n] = (struct undo_item){ .key = key, .hash = hash };
	u->slot[at] = (uint32_t)++u->n;
}

static int
list_records(struct undo *u, struct err *e)
{
	const struct store *st = u->s->store;
	struct prior_line l;
	int got;

	u->of_root = mem_calloc(1, sizeof(*u->of_root));
	if (prior_open(u->of_root, st, u->root, u->schema, e) == -1)
		return -1;
	make_slots(u, u->of_root->part.batch->rows);
	while ((got = prior_next(u->of_root, &l, e)) == 1)
		if (u->n < u->nslots / 2)
			add_item(u, l.key);
	return got;
}

/* ---- what they should be ---- */

/* The records whose newest line stands in this file; how many. */
static int64_t
find_newest(struct undo *u, struct prior *p, uint64_t index, struct err *e)
{
	struct prior_line l;
	int64_t n = 0;
	int got;

	while ((got = prior_next(p, &l, e)) == 1) {
		size_t at = find_slot(u, l.key, state_hash(u->now, l.key));
		struct undo_item *x;

		if (u->slot[at] == 0)
			continue;
		x = &u->item[u->slot[at] - 1];
		/* A newer batch has spoken; the last line of this one counts. */
		if (x->found && x->by != index)
			continue;
		n += !x->found;
		x->found = true;
		x->gone = l.retires;
		x->by = index;
		x->past = p;
		x->line = l.record;
	}
	return got == -1 ? -1 : n;
}

static bool
counts(const struct undo *u, uint64_t index)
{
	return prior_is_of(u->s->store, index, u->schema->name) &&
	    !u->s->store->leaf[index].u.batch.has_undoes &&
	    u->undone[index] == STORE_NOT_UNDONE;
}

/* From the newest import to the oldest, until every record is found. */
static int
find_lines(struct undo *u, struct err *e)
{
	uint64_t left = u->n;

	for (uint64_t i = u->s->store->head.size; i-- > 0 && left > 0;) {
		struct prior *p;
		int64_t n;

		if (!counts(u, i))
			continue;
		p = mem_calloc(1, sizeof(*p));
		u->held = mem_grow(u->held, &u->cap_held, u->nheld,
		    sizeof(*u->held));
		u->held[u->nheld++] = p;
		if (prior_open(p, u->s->store, i, u->schema, e) == -1)
			return -1;
		n = find_newest(u, p, i, e);
		if (n == -1)
			return -1;
		if (n == 0) {
			prior_close(p);
			free(p);
			u->nheld--;
		}
		left -= (uint64_t)n;
	}
	return 0;
}

void
undo_fields(const struct undo *u, const struct undo_item *x, struct buf *out)
{
	struct csv_canon c = { x->line, 0 };
	struct str record, raw[STATE_COLUMNS];
	size_t n = STATE_COLUMNS;

	if (csv_canon_next(&c, &record, raw, &n) != 1)
		return;
	for (size_t f = 0; f < u->schema->nfields; f++) {
		int column = prior_column(x->past,
		    str_of(u->schema->field[f].name));

		buf_putc(out, ',');
		if (column >= 0 && (size_t)column < n)
			buf_str(out, raw[column]);
	}
}

/* "put,BATCH,ROW" of a line. */
static struct str
lead(struct str line)
{
	const char *end = line.p + line.n;
	const char *p = state_skip_lead(line.p, end);

	return str_range(line.p, p == NULL ? end : p);
}

/* Does the register hold the very line, or what it says in today's layout? */
static bool
is_there(const struct undo *u, const struct undo_item *x, uint64_t place)
{
	struct buf fields;
	struct str line;
	bool same;

	if (!state_line(u->now, place, &line))
		return false;
	if (str_eq(line, x->line))
		return true;
	if (!str_eq(lead(line), lead(x->line)))
		return false;
	buf_init(&fields, BUF_MAX_DEFAULT);
	undo_fields(u, x, &fields);
	same = state_same(u->now, place, str_range(fields.p + 1,
	    fields.p + fields.n));
	buf_fini(&fields);
	return same;
}

static void
decide(struct undo *u, struct undo_item *x)
{
	struct state_entry *now = state_find(u->now, x->key, x->hash);
	bool there = now != NULL && (now->place & ENTRY_GONE) == 0;
	bool wanted = x->found && !x->gone;

	if (x->found && x->by > u->root) {
		u->counts.kept++;
		u->kept_by[x->by]++;
	} else if (wanted && !(there && is_there(u, x, now->place))) {
		x->action = UNDO_PUT;
		u->counts.changed += there;
		u->counts.returned += !there;
	} else if (!wanted && there) {
		x->action = UNDO_RETIRE;
		u->counts.retired++;
	} else {
		u->counts.same++;
	}
}

/* As for an import: when changes outnumber the register, it is stated whole. */
static bool
wants_state(const struct undo *u)
{
	const struct undo_counts *c = &u->counts;
	uint64_t lines = c->retired + c->changed + c->returned;

	return lines > 0 && !u->now->any_other_header &&
	    u->now->since_state + lines > u->now->live + c->returned -
	    c->retired;
}

int
undo_plan(struct undo *u, struct session *s, uint64_t index, struct err *e)
{
	*u = (struct undo){ .s = s, .index = index,
		.new_index = session_next_index(s) };
	u->undone = store_undone(s->store, s->store->head.size,
	    STORE_NOT_UNDONE);
	if (check_index(u, e) == -1 || find_register(u, e) == -1)
		return -1;
	u->kept_by = mem_calloc(s->store->head.size, sizeof(*u->kept_by));
	find_root(u);
	if (list_records(u, e) == -1 || find_lines(u, e) == -1)
		return -1;
	for (size_t i = 0; i < u->n; i++)
		decide(u, &u->item[i]);
	u->is_state = wants_state(u);
	return 0;
}

void
undo_free(struct undo *u)
{
	for (size_t i = 0; i < u->nheld; i++) {
		prior_close(u->held[i]);
		free(u->held[i]);
	}
	if (u->of_root != NULL)
		prior_close(u->of_root);
	free(u->of_root);
	free(u->held);
	free(u->item);
	free(u->slot);
	free(u->undone);
	free(u->kept_by);
	*u = (struct undo){ .s = NULL };
}

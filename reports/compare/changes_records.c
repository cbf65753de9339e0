/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What changed in the registers. Only those with a batch between can have
 * changed; of them every field is loaded, of the others the key alone.
 */
#include "reports/compare/changes.h"

#include <stdlib.h>

struct comparing {
	struct changes *c;
	const struct table *then, *now;
	struct register_shift *out;
	struct buf a, b, names;
};

/* The names of the fields that differ, into names. */
static void
compare_fields(struct comparing *p, uint32_t then, uint32_t now)
{
	const struct schema *s = p->now->schema;

	buf_reset(&p->names);
	for (unsigned f = 0; f < s->nfields; f++) {
		buf_reset(&p->a);
		buf_reset(&p->b);
		table_cell(&p->c->then, p->then, then, f, &p->a);
		table_cell(&p->c->now, p->now, now, f, &p->b);
		p->out->emptied += p->a.n > 0 && p->b.n == 0;
		if (!str_eq(buf_view(&p->a), buf_view(&p->b)))
			buf_printf(&p->names, "%s%s", p->names.n > 0 ? ", " :
			    "", s->field[f].name);
	}
}

static void
add(struct comparing *p, uint32_t now, enum record_move move)
{
	struct register_shift *r = p->out;
	struct str key = table_key(p->now, now);

	r->n[move]++;
	r->record = mem_grow(r->record, &r->cap, r->nrecords,
	    sizeof(*r->record));
	r->record[r->nrecords++] = (struct record_shift){ .move = move,
		.key = arena_memdup(&p->c->arena, key.p, key.n),
		.batch = p->now->batch[now], .row = p->now->row[now],
		.fields = move == RECORD_NEW ? "" : arena_memdup(
		    &p->c->arena, buf_cstr(&p->names), p->names.n) };
}

static void
compare_register(struct comparing *p)
{
	uint64_t kept = 0;

	for (uint32_t i = 0; i < p->now->n; i++) {
		uint32_t now = p->now->by_key == NULL ? i : p->now->by_key[i];
		uint32_t then = table_find(p->then, table_key(p->now, now));

		if (then == ROW_NONE) {
			add(p, now, RECORD_NEW);
			continue;
		}
		kept++;
		/* A line stands once: the same place is the same value. */
		if (p->then->batch[then] == p->now->batch[now] &&
		    p->then->row[then] == p->now->row[now])
			continue;
		compare_fields(p, then, now);
		if (p->names.n > 0)
			add(p, now, RECORD_CHANGED);
	}
	p->out->withdrawn = p->then->n - kept;
}

/* Flags for all fields of the registers that got a batch between. */
static void
want_touched(const struct changes *c, const struct store *s,
    const struct standard *std, struct dataset_want *want, struct arena *a)
{
	for (uint64_t i = c->from.size; i < c->to.size; i++) {
		const struct leaf *l = &s->leaf[i];
		int r = l->type != LEAF_BATCH ? -1 :
		    standard_register(std, str_of(l->u.batch.reg));

		if (r == -1 || want->field[r] != NULL)
			continue;
		want->field[r] = ARENA_ARRAY(a, std->reg[r].nfields, bool);
		memset(want->field[r], true, std->reg[r].nfields);
	}
}

int
changes_records(struct changes *c, const struct store *s, struct err *e)
{
	const struct standard *std = c->moved[STEP_RULES] ?
	    &c->view[STEP_RULES].standard : &c->view[0].standard;
	struct dataset_want want = { { NULL } };
	struct comparing p = { .c = c };

	/* Both states of the registers, with the fields that the rules read. */
	if (!c->moved[STEP_DATA])
		return 0;
	want_touched(c, s, std, &want, &c->arena);
	if (dataset_load(&c->then, s, std, c->from.size, &want, e) == -1 ||
	    dataset_load(&c->now, s, std, c->to.size, &want, e) == -1)
		return -1;
	/* Register by register, key by key. */
	c->reg = ARENA_ARRAY(&c->arena, std->nregisters,
	    struct register_shift);
	buf_init(&p.a, BUF_MAX_DEFAULT);
	buf_init(&p.b, BUF_MAX_DEFAULT);
	buf_init(&p.names, 65536);
	for (size_t r = 0; r < std->nregisters; r++) {
		if (want.field[r] == NULL)
			continue;
		p.then = &c->then.table[r];
		p.now = &c->now.table[r];
		p.out = &c->reg[c->nregs++];
		p.out->schema = p.now->schema;
		compare_register(&p);
	}
	buf_fini(&p.a);
	buf_fini(&p.b);
	buf_fini(&p.names);
	/* What later undoing and retiring took away. */
	return withdrawn_list(&(struct withdrawn_between){ s, &c->then,
	    &c->now, c->from.size }, &c->arena, &c->withdrawn,
	    &c->nwithdrawn, e);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The undoing batch: its lines and its record in the log; see undo.h. */
#include "importer/command/undo_internal.h"

#include "importer/plan/batch.h"
#include "shared/base/enc.h"
#include "shared/base/hash.h"
#include "shared/base/version.h"
#include "shared/text/csv.h"

static void
end_line(const struct undo *u, struct buf *b)
{
	uint8_t random[16];
	char salt[SALT_CHARS];

	if (u->schema->personal) {
		random_bytes(random, sizeof(random));
		base64url_16(salt, random);
		buf_putc(b, ',');
		buf_put(b, salt, sizeof(salt));
	}
	buf_puts(b, "\r\n");
}

/*
 * A line in the layout of today goes as it stands. An older one is laid out
 * anew: other bytes, so another salt, but the same origin.
 */
static void
put_line(const struct undo *u, const struct undo_item *x, struct buf *b)
{
	struct str rest = x->line, item;

	if (str_eq(x->past->header, buf_view(&u->now->header))) {
		buf_str(b, x->line);
		return;
	}
	for (int i = 0; i < STATE_LEAD && str_next(&rest, ',', &item); i++) {
		if (i > 0)
			buf_putc(b, ',');
		buf_str(b, item);
	}
	undo_fields(u, x, b);
	end_line(u, b);
}

static void
retire_line(const struct undo *u, const struct undo_item *x, struct buf *b)
{
	buf_printf(b, "retire,%llu,", (unsigned long long)u->new_index);
	for (size_t f = 0; f < u->schema->nfields; f++) {
		buf_putc(b, ',');
		if (f == u->schema->key)
			buf_str(b, x->key);
	}
	end_line(u, b);
}

static int
write_lines(struct undo *u, struct store_data *d, struct err *e)
{
	struct buf b;
	int status = 0;

	buf_init(&b, BUF_MAX_DEFAULT);
	for (size_t i = 0; status == 0 && i < u->n; i++) {
		const struct undo_item *x = &u->item[i];

		if (x->action == UNDO_NOTHING)
			continue;
		buf_reset(&b);
		if (x->action == UNDO_PUT)
			put_line(u, x, &b);
		else
			retire_line(u, x, &b);
		status = store_data_put(d, buf_view(&b), e);
	}
	buf_fini(&b);
	return status;
}

/* The records that this batch speaks of are not among those repeated. */
static void
leave_out(struct undo *u)
{
	for (size_t i = 0; i < u->n; i++) {
		struct state_entry *x;

		if (u->item[i].action == UNDO_NOTHING)
			continue;
		x = state_find(u->now, u->item[i].key, u->item[i].hash);
		if (x != NULL)
			x->place |= ENTRY_GONE;
	}
}

static void
fill_leaf(struct undo *u, struct leaf_batch *b, const char *imported)
{
	struct session *s = u->s;
	const struct leaf_batch *was = &s->store->leaf[u->index].u.batch;
	const struct undo_counts *c = &u->counts;

	b->counts = (struct leaf_counts){ .new = c->returned,
		.changed = c->changed, .unchanged = c->kept + c->same,
		.retired = c->retired };
	b->counts.read = b->counts.new + b->counts.changed +
	    b->counts.unchanged;
	b->imported = imported;
	b->is_state = u->is_state;
	b->program = PREAUDIT_PROGRAM;
	b->header_row = 1;
	b->reg = u->schema->name;
	b->schema_sha256 = u->schema->sha256;
	b->source = (struct leaf_file){ arena_printf(&s->arena,
	    "undo of record %llu", (unsigned long long)u->index), was->sha256,
		was->bytes };
	b->by = s->o->by;
	b->note = s->o->reason;
	b->has_undoes = true;
	b->undoes = u->index;
}

int
undo_write(struct undo *u, struct err *e)
{
	struct store_txn *t = &u->s->txn;
	struct leaf l = { .type = LEAF_BATCH };
	struct store_data d = { .begun = false };
	char imported[TIME_TEXT];
	int status = -1;

	time_format(imported, u->s->now_s);
	fill_leaf(u, &l.u.batch, imported);
	if (u->is_state)
		leave_out(u);
	if (store_data_begin(t, &d, u->schema->name,
	    buf_view(&u->now->header), e) == 0 &&
	    (!u->is_state || batch_survivors(u->now, &d, e) == 0) &&
	    write_lines(u, &d, e) == 0 &&
	    store_data_end(t, &d, &l.u.batch, &u->s->arena, e) == 0)
		status = store_txn_leaf(t, &l, e);
	store_data_abort(&d);
	return status;
}

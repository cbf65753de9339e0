/* SPDX-License-Identifier: Apache-2.0 */
/* What undoing a batch does, for people and programs; see undo.h. */
#include "importer/command/undo.h"

#include "importer/command/call.h"
#include "importer/command/shell.h"
#include "importer/state/prior.h"
#include "shared/base/num.h"
#include "shared/text/json.h"

/*
 * Imports behind the batch that found rows unchanged: what these rows repeat of
 * it leaves no line of its own, and goes with it.
 */
static bool
repeats(const struct undo *u, uint64_t index)
{
	const struct store *st = u->s->store;
	const struct leaf_batch *b = &st->leaf[index].u.batch;

	return u->undone[u->root] != STORE_NOT_UNDONE &&
	    prior_is_of(st, index, u->schema->name) && !b->has_undoes &&
	    u->undone[index] == STORE_NOT_UNDONE && b->counts.unchanged > 0 &&
	    u->counts.changed + u->counts.retired + u->counts.returned > 0;
}

static void
put_n(struct buf *out, uint64_t n, const char *one, const char *many)
{
	buf_puts(out, "  ");
	buf_u64(out, n);
	buf_puts(out, n == 1 ? one : many);
	buf_putc(out, '\n');
}

static void
put_head(const struct undo *u, struct buf *out)
{
	const struct leaf_batch *b = &u->s->store->leaf[u->root].u.batch;

	buf_printf(out, "%s: ", u->schema->title);
	if (u->s->o->dry_run)
		buf_printf(out, "undoing batch %llu",
		    (unsigned long long)u->index);
	else
		buf_printf(out, "batch %llu undoes batch %llu",
		    (unsigned long long)u->new_index,
		    (unsigned long long)u->index);
	if (u->root != u->index)
		buf_printf(out, ", so that batch %llu %s",
		    (unsigned long long)u->root,
		    u->undone[u->root] == STORE_NOT_UNDONE ? "counts again" :
		    "is undone still or again");
	buf_printf(out, " (%s, imported %s)\n", b->source.name, b->imported);
}

void
undo_text(const struct undo *u, int argc, char **argv, struct buf *out)
{
	const struct undo_counts *c = &u->counts;
	uint64_t size = u->s->store->head.size;
	bool again = u->undone[u->root] == STORE_NOT_UNDONE;

	put_head(u, out);
	put_n(out, c->retired, " record retired", " records retired");
	put_n(out, c->changed, " record back to another line",
	    " records back to other lines");
	put_n(out, c->returned, again ? " record put again" :
	    " retired record returned", again ? " records put again" :
	    " retired records returned");
	for (uint64_t i = 0; i < size; i++)
		if (u->kept_by[i] > 0)
			buf_printf(out, "  %llu kept: changed later by batch "
			    "%llu\n", (unsigned long long)u->kept_by[i],
			    (unsigned long long)i);
	for (uint64_t i = u->root + 1; i < size; i++)
		if (repeats(u, i))
			buf_printf(out, "  batch %llu found %llu rows "
			    "unchanged; if they repeat what is undone here, "
			    "import %s again\n", (unsigned long long)i,
			    (unsigned long long)u->s->store->leaf[i]
			    .u.batch.counts.unchanged,
			    u->s->store->leaf[i].u.batch.source.name);
	if (!u->s->o->dry_run)
		return;
	buf_puts(out, "Nothing was written (dry run). To apply: "
	    "preaudit-import");
	shell_put_call(out, argc, argv, "--dry-run");
	buf_putc(out, '\n');
}

void
undo_json(const struct undo *u, struct buf *out)
{
	const struct undo_counts *c = &u->counts;
	const struct store *st = u->s->store;
	struct jw w;

	jw_init(&w, out, false);
	jw_open(&w, '{');
	jw_kcstr(&w, "preaudit", "undo/1");
	jw_kbool(&w, "dry_run", u->s->o->dry_run);
	jw_kcstr(&w, "register", u->schema->name);
	jw_kint(&w, "undoes", (int64_t)u->index);
	jw_kint(&w, "import", (int64_t)u->root);
	jw_kbool(&w, "import_counts", u->undone[u->root] == STORE_NOT_UNDONE);
	jw_key(&w, "index");
	if (u->s->o->dry_run)
		jw_null(&w);
	else
		jw_int(&w, (int64_t)u->new_index);
	jw_key(&w, "records");
	jw_open(&w, '{');
	jw_kint(&w, "retired", (int64_t)c->retired);
	jw_kint(&w, "changed", (int64_t)c->changed);
	jw_kint(&w, "returned", (int64_t)c->returned);
	jw_kint(&w, "kept", (int64_t)c->kept);
	jw_kint(&w, "unchanged", (int64_t)c->same);
	jw_close(&w, '}');
	jw_key(&w, "kept");
	jw_open(&w, '[');
	for (uint64_t i = 0; i < st->head.size; i++) {
		if (u->kept_by[i] == 0)
			continue;
		jw_open(&w, '{');
		jw_kint(&w, "batch", (int64_t)i);
		jw_kint(&w, "records", (int64_t)u->kept_by[i]);
		jw_close(&w, '}');
	}
	jw_close(&w, ']');
	jw_key(&w, "import_again");
	jw_open(&w, '[');
	for (uint64_t i = u->root + 1; i < st->head.size; i++) {
		if (!repeats(u, i))
			continue;
		jw_open(&w, '{');
		jw_kint(&w, "batch", (int64_t)i);
		jw_kcstr(&w, "file", st->leaf[i].u.batch.source.name);
		jw_kint(&w, "unchanged",
		    (int64_t)st->leaf[i].u.batch.counts.unchanged);
		jw_close(&w, '}');
	}
	jw_close(&w, ']');
	jw_close(&w, '}');
	buf_putc(out, '\n');
}

int
import_undo(void *values, struct err *e)
{
	struct import_call *c = values;
	struct session *s = &c->s;
	struct undo u = { .s = NULL };
	uint64_t batch;
	int status;

	if (c->o.args.n != 1 || !num_parse_u64(str_of(c->o.args.item[0]),
	    INT64_MAX, &batch))
		return err_set(e, ERR_USAGE, "undo takes the number of one "
		    "batch (preaudit store log lists them): preaudit-import "
		    "undo BATCH --dry-run");
	status = session_open(s, &c->o, e);
	if (status == 0)
		status = undo_plan(&u, s, batch, e);
	if (status == 0 && !c->o.dry_run && (status = undo_write(&u, e)) == 0)
		status = store_commit(&s->txn, e);
	if (!c->o.quiet)
		call_tell(&s->said);
	if (status == 0 && c->o.json)
		undo_json(&u, &c->out);
	else if (status == 0 && !c->o.quiet)
		undo_text(&u, c->argc, c->argv, &c->out);
	undo_free(&u);
	return call_print(c, status, e);
}

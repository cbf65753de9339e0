/* SPDX-License-Identifier: Apache-2.0 */
/* `undo`: what undoing a batch does or did, for people and programs. */
#include "importer/command/answer/messages.h"
#include "importer/command/call.h"
#include "importer/command/undo.h"
#include "importer/state/prior.h"
#include "shared/base/num.h"
#include "shared/text/shell.h"

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

/* Which batch; `again`: the import at its root counts again. */
static void
put_head(struct answer *a, const struct undo *u, bool again)
{
	const struct leaf_batch *b = &u->s->store->leaf[u->root].u.batch;
	bool dry = u->s->o->dry_run;

	answer_put(a, NULL, ANSWER_FIELDS(ANSWER_BOOL("dry_run", dry),
	    ANSWER_TEXT("register", u->schema->name),
	    ANSWER_COUNT("undoes", u->index), ANSWER_COUNT("import", u->root),
	    ANSWER_BOOL("import_counts", again),
	    ANSWER_COUNT_OR_NULL("index", !dry, u->new_index)));
	if (dry)
		command_say(a, COMMAND_MSG_UNDO_PLANNED,
		    VALUES(u->schema->title, u->index));
	else
		command_say(a, COMMAND_MSG_UNDO_DONE, VALUES(u->schema->title,
		    u->index, u->new_index));
	if (u->root != u->index)
		command_say(a, again ? COMMAND_MSG_UNDO_COUNTS_AGAIN :
		    COMMAND_MSG_UNDO_STILL, VALUES(u->root));
	command_say(a, COMMAND_MSG_UNDO_IMPORT, VALUES(b->source.name,
	    b->imported));
}

/* Later batches that keep records, and those to be imported again. */
static void
put_later(struct answer *a, const struct undo *u)
{
	const struct store *st = u->s->store;

	answer_open(a, "kept", '[');
	for (uint64_t i = 0; i < st->head.size; i++)
		if (u->kept_by[i] > 0)
			answer_row(a, &command_message[COMMAND_MSG_UNDO_KEPT],
			    ANSWER_FIELDS(ANSWER_COUNT("batch", i),
			    ANSWER_COUNT("records", u->kept_by[i])));
	answer_close(a, ']');
	answer_open(a, "import_again", '[');
	for (uint64_t i = u->root + 1; i < st->head.size; i++) {
		const struct leaf_batch *b = &st->leaf[i].u.batch;

		if (repeats(u, i))
			answer_row(a,
			    &command_message[COMMAND_MSG_UNDO_REPEATS],
			    ANSWER_FIELDS(ANSWER_COUNT("batch", i),
			    ANSWER_TEXT("file", b->source.name),
			    ANSWER_COUNT("unchanged", b->counts.unchanged)));
	}
	answer_close(a, ']');
}

static void
put_undo(struct import_call *c, const struct undo *u)
{
	const struct undo_counts *n = &u->counts;
	bool again = u->undone[u->root] == STORE_NOT_UNDONE;
	struct answer a;

	answer_begin(&a, &c->out, c->o.json, "undo/1");
	put_head(&a, u, again);
	answer_open(&a, "records", '{');
	answer_put(&a, &command_message[again ?
	    COMMAND_MSG_UNDO_RECORDS_AGAIN : COMMAND_MSG_UNDO_RECORDS],
	    ANSWER_FIELDS(ANSWER_COUNT("retired", n->retired),
	    ANSWER_COUNT("changed", n->changed),
	    ANSWER_COUNT("returned", n->returned),
	    ANSWER_COUNT("kept", n->kept),
	    ANSWER_COUNT("unchanged", n->same)));
	answer_close(&a, '}');
	put_later(&a, u);
	if (c->o.dry_run && !a.json) {
		command_say(&a, COMMAND_MSG_DRY_RUN, MSG_NONE);
		command_say(&a, COMMAND_MSG_TO_APPLY, MSG_NONE);
		shell_put_call(&c->out, c->argc, c->argv, "--dry-run");
		buf_putc(&c->out, '\n');
	}
	answer_end(&a);
}

int
import_undo(void *values, struct err *e)
{
	struct import_call *c = values;
	struct session *s = &c->s;
	struct undo u = { .s = NULL };
	bool written; /* records were signed */
	uint64_t batch;
	int status;

	if (c->o.args.n != 1 || !num_parse_u64(str_of(c->o.args.item[0]),
	    INT64_MAX, &batch))
		return err_set(e, ERR_USAGE, "undo takes the number of one "
		    "batch (preaudit store log lists them): preaudit-import "
		    "undo BATCH --dry-run");
	/* Plan, and write unless it is a dry run. */
	status = session_open(s, &c->o, e);
	if (status == 0)
		status = undo_plan(&u, s, batch, e);
	if (!c->o.quiet)
		call_notice(&s->notices);
	if (status == 0 && !c->o.dry_run && (status = undo_write(&u, e)) == 0)
		status = store_commit(&s->txn, e);
	written = status == 0 && !c->o.dry_run;
	/* Answer. */
	if (status == 0 && (c->o.json || !c->o.quiet))
		put_undo(c, &u);
	undo_free(&u);
	status = call_print(c, status, e);
	if (status == -1 && written)
		err_ctx(e, "the undo is done, and its records are signed; but "
		    "what was to be said of it is not");
	return status;
}

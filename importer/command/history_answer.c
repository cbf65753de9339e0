/* SPDX-License-Identifier: Apache-2.0 */
/* `history`: every value that a record had, for people and programs. */
#include "importer/command/answer/messages.h"
#include "importer/command/answer/show.h"
#include "importer/command/call.h"
#include "importer/command/history.h"
#include "shared/base/utf8.h"
#include "shared/text/csv.h"

static struct str
text_of(const struct prior_line *l, int column, struct buf *scratch)
{
	buf_reset(scratch);
	return l == NULL || column < 0 ? STR("") :
	    csv_canon_text(l->raw[column], scratch);
}

static bool
is_salt(struct str name)
{
	return str_is(name, "salt");
}

static bool
same_value(const struct history *h, struct str name, struct str a,
    struct str b)
{
	int f = schema_field(h->schema, name);

	return f >= 0 ? state_same_text(&h->schema->field[f], a, b) :
	    str_eq(a, b);
}

/* One value that differs; field is its name in the data file. */
static void
put_change(struct answer *a, bool is_new, struct str field, struct str old,
    struct str new)
{
	struct buf *out = a->out;

	if (a->json) {
		answer_row(a, NULL, ANSWER_FIELDS(ANSWER_STR("field", field),
		    ANSWER_STR("old", old), ANSWER_STR("new", new)));
		return;
	}
	buf_printf(out, "          %.*s: ", STR_ARG(field));
	if (!is_new) {
		show_value(out, old);
		buf_puts(out, " -> ");
	}
	show_value(out, new);
	buf_putc(out, '\n');
}

/* Columns of the new line, then those that only the old one had. */
static void
put_changes(struct answer *a, const struct history *h,
    const struct history_event *x)
{
	const struct prior *was = x->before_past;
	bool is_new = x->before == NULL;
	struct buf sa, sb;

	/* A record that is retired has no values. */
	if (x->line->retires)
		return;
	buf_init(&sa, BUF_MAX_DEFAULT);
	buf_init(&sb, BUF_MAX_DEFAULT);
	/* Fields that it has now. */
	for (size_t i = STATE_LEAD; i < x->past->ncolumns; i++) {
		struct str name = x->past->name[i], old, new;

		if (is_salt(name))
			continue;
		old = text_of(x->before, was == NULL ? -1 : prior_column(was,
		    name), &sa);
		new = text_of(x->line, (int)i, &sb);
		if (!same_value(h, name, old, new))
			put_change(a, is_new, name, old, new);
	}
	/* Fields that it had, and today's file no longer has. */
	for (size_t i = STATE_LEAD; was != NULL && i < was->ncolumns; i++) {
		struct str name = was->name[i], old;

		if (is_salt(name) || prior_column(x->past, name) != -1)
			continue;
		old = text_of(x->before, (int)i, &sa);
		if (old.n > 0)
			put_change(a, is_new, name, old, STR(""));
	}
	buf_fini(&sa);
	buf_fini(&sb);
}

static const char *
what_name(enum history_what w)
{
	static const char *const name[] = {
		[HISTORY_NEW] = "new", [HISTORY_CHANGED] = "changed",
		[HISTORY_RETIRED] = "retired",
		[HISTORY_RETURNED] = "returned",
	};

	return name[w];
}

/* The batch whose file the present value came from. */
static const struct leaf_batch *
origin(const struct history *h, const struct history_event *x)
{
	uint64_t from = x->line->retires ? x->index : x->from;

	if (!prior_is_of(h->s->store, from, h->schema->name))
		from = x->index;
	return &h->s->store->leaf[from].u.batch;
}

/* The line of text for an event, whose value came from the file of `from`. */
static void
say_event(struct answer *a, const struct history *h,
    const struct history_event *x, const struct leaf_batch *from)
{
	const struct leaf_batch *b = &h->s->store->leaf[x->index].u.batch;

	if (a->json)
		return;
	buf_printf(a->out, "%6llu  %s  ", (unsigned long long)x->index,
	    b->imported);
	if (b->has_undoes)
		command_say(a, COMMAND_MSG_HISTORY_UNDOES, VALUES(b->undoes));
	buf_puts(a->out, what_name(x->what));
	if (from == b || !b->has_undoes || x->line->retires)
		buf_printf(a->out, ", %s", b->source.name);
	else
		command_say(a, COMMAND_MSG_HISTORY_AS_IN, VALUES(x->from,
		    from->source.name));
	if (from->source_sheet != NULL)
		command_say(a, COMMAND_MSG_HISTORY_SHEET,
		    VALUES(from->source_sheet));
	if (!x->line->retires)
		command_say(a, COMMAND_MSG_HISTORY_ROW, VALUES(x->row));
	if (h->undone[x->index] != STORE_NOT_UNDONE)
		command_say(a, COMMAND_MSG_HISTORY_UNDONE,
		    VALUES(h->undone[x->index]));
	buf_putc(a->out, '\n');
}

void
history_put_event(struct answer *a, const struct history *h,
    const struct history_event *x)
{
	const struct leaf_batch *b = &h->s->store->leaf[x->index].u.batch;
	const struct leaf_batch *from = origin(h, x);
	uint64_t undone = h->undone[x->index];
	bool is_put = !x->line->retires;

	answer_open(a, NULL, '{');
	answer_put(a, NULL, ANSWER_FIELDS(ANSWER_COUNT("index", x->index),
	    ANSWER_TEXT("imported", b->imported),
	    ANSWER_TEXT("event", b->has_undoes ? "undone" :
	    what_name(x->what)), ANSWER_TEXT("effect", what_name(x->what)),
	    ANSWER_COUNT_OR_NULL("undoes", b->has_undoes, b->undoes),
	    ANSWER_COUNT_OR_NULL("undone_by", undone != STORE_NOT_UNDONE,
	    undone), ANSWER_COUNT_OR_NULL("from", is_put, x->from),
	    ANSWER_TEXT("file", from->source.name),
	    ANSWER_TEXT_OR_NULL("sheet", from->source_sheet),
	    ANSWER_COUNT_OR_NULL("row", is_put, x->row)));
	say_event(a, h, x, from);
	answer_open(a, "changes", '[');
	put_changes(a, h, x);
	answer_close(a, ']');
	answer_close(a, '}');
}

/* The history of the record with this key; ERR_NOT_FOUND as history_unknown. */
static int
put_history(struct import_call *c, unsigned reg, struct str key,
    struct err *e)
{
	struct history h;
	struct answer a;
	int status;

	history_init(&h, &c->s, reg, key);
	answer_begin(&a, &c->out, c->o.json, "history/1");
	answer_put(&a, NULL, ANSWER_FIELDS(
	    ANSWER_TEXT("register", h.schema->name),
	    ANSWER_STR("key", utf8_valid(key) == key.n ? key : STR(""))));
	if (!a.json) {
		buf_printf(a.out, "%s, ", h.schema->title);
		show_value(a.out, key);
		buf_putc(a.out, '\n');
	}
	answer_open(&a, "events", '[');
	status = history_walk(&h, &a, e);
	answer_close(&a, ']');
	answer_put(&a, NULL, ANSWER_FIELDS(ANSWER_BOOL("present",
	    h.present)));
	command_say(&a, h.present ? COMMAND_MSG_HISTORY_PRESENT :
	    COMMAND_MSG_HISTORY_ABSENT, MSG_NONE);
	answer_end(&a);
	if (status == 0 && h.n == 0)
		status = history_unknown(&h, key, e);
	history_fini(&h);
	return status;
}

int
import_history(void *values, struct err *e)
{
	struct import_call *c = values;
	int reg;

	if (c->o.args.n != 2)
		return err_set(e, ERR_USAGE, "history takes a register and a "
		    "key, a key of several fields in quotes: preaudit-import "
		    "history REGISTER 'A|B|C'");
	c->o.dry_run = true;
	if (session_open(&c->s, &c->o, e) == -1)
		return -1;
	reg = session_register(&c->s, c->o.args.item[0], e);
	if (reg == -1)
		return -1;
	return call_print(c, put_history(c, (unsigned)reg,
	    str_of(c->o.args.item[1]), e), e);
}

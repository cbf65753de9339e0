/* SPDX-License-Identifier: Apache-2.0 */
/* A record's history as text and as history/1; see history.h. */
#include "importer/command/history_internal.h"

#include "importer/command/call.h"
#include "importer/command/show.h"
#include "shared/base/utf8.h"
#include "shared/text/csv.h"
#include "shared/text/json.h"

/* One value that differs; field is its name in the data file. */
typedef void change_fn(void *ctx, struct str field, struct str old,
    struct str new);

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

/* Columns of the new line, then those that only the old one had. */
static void
each_change(const struct history *h, const struct history_event *x,
    change_fn *fn, void *ctx)
{
	const struct prior *was = x->before_past;
	struct buf sa, sb;

	if (x->line->retires)
		return;
	buf_init(&sa, BUF_MAX_DEFAULT);
	buf_init(&sb, BUF_MAX_DEFAULT);
	for (size_t i = STATE_LEAD; i < x->past->ncolumns; i++) {
		struct str name = x->past->name[i], old, new;

		if (is_salt(name))
			continue;
		old = text_of(x->before, was == NULL ? -1 : prior_column(was,
		    name), &sa);
		new = text_of(x->line, (int)i, &sb);
		if (!same_value(h, name, old, new))
			fn(ctx, name, old, new);
	}
	for (size_t i = STATE_LEAD; was != NULL && i < was->ncolumns; i++) {
		struct str name = was->name[i], old;

		if (is_salt(name) || prior_column(x->past, name) != -1)
			continue;
		old = text_of(x->before, (int)i, &sa);
		if (old.n > 0)
			fn(ctx, name, old, STR(""));
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

/* ---- text ---- */

struct texter {
	struct buf *out;
	bool is_new;
};

static void
text_change(void *ctx, struct str field, struct str old, struct str new)
{
	struct texter *t = ctx;

	buf_puts(t->out, "          ");
	buf_str(t->out, field);
	buf_puts(t->out, ": ");
	if (!t->is_new) {
		show_value(t->out, old);
		buf_puts(t->out, " -> ");
	}
	show_value(t->out, new);
	buf_putc(t->out, '\n');
}

static void
text_event(void *ctx, const struct history *h, const struct history_event *x)
{
	const struct leaf_batch *b = &h->s->store->leaf[x->index].u.batch;
	const struct leaf_batch *from = origin(h, x);
	struct texter t = { ctx, x->before == NULL };

	buf_printf(t.out, "%6llu  %s  ", (unsigned long long)x->index,
	    b->imported);
	if (b->has_undoes)
		buf_printf(t.out, "undone (batch %llu): ",
		    (unsigned long long)b->undoes);
	buf_puts(t.out, what_name(x->what));
	if (from == b || !b->has_undoes || x->line->retires)
		buf_printf(t.out, ", %s", b->source.name);
	else
		buf_printf(t.out, ", as in batch %llu, %s",
		    (unsigned long long)x->from, from->source.name);
	if (from->source_sheet != NULL)
		buf_printf(t.out, ", sheet %s", from->source_sheet);
	if (!x->line->retires)
		buf_printf(t.out, ", row %llu", (unsigned long long)x->row);
	if (h->undone[x->index] != STORE_NOT_UNDONE)
		buf_printf(t.out, "; undone by batch %llu",
		    (unsigned long long)h->undone[x->index]);
	buf_putc(t.out, '\n');
	each_change(h, x, text_change, &t);
}

/* ---- JSON ---- */

static void
json_change(void *ctx, struct str field, struct str old, struct str new)
{
	struct jw *w = ctx;

	jw_open(w, '{');
	jw_kstr(w, "field", field);
	jw_kstr(w, "old", old);
	jw_kstr(w, "new", new);
	jw_close(w, '}');
}

static void
json_index(struct jw *w, const char *name, bool is_set, uint64_t v)
{
	jw_key(w, name);
	if (is_set)
		jw_int(w, (int64_t)v);
	else
		jw_null(w);
}

static void
json_event(void *ctx, const struct history *h, const struct history_event *x)
{
	const struct leaf_batch *b = &h->s->store->leaf[x->index].u.batch;
	const struct leaf_batch *from = origin(h, x);
	struct jw *w = ctx;

	jw_open(w, '{');
	jw_kint(w, "index", (int64_t)x->index);
	jw_kcstr(w, "imported", b->imported);
	jw_kcstr(w, "event", b->has_undoes ? "undone" : what_name(x->what));
	jw_kcstr(w, "effect", what_name(x->what));
	json_index(w, "undoes", b->has_undoes, b->undoes);
	json_index(w, "undone_by", h->undone[x->index] != STORE_NOT_UNDONE,
	    h->undone[x->index]);
	json_index(w, "from", !x->line->retires, x->from);
	jw_kcstr(w, "file", from->source.name);
	jw_key(w, "sheet");
	if (from->source_sheet != NULL)
		jw_str(w, str_of(from->source_sheet));
	else
		jw_null(w);
	json_index(w, "row", !x->line->retires, x->row);
	jw_key(w, "changes");
	jw_open(w, '[');
	each_change(h, x, json_change, w);
	jw_close(w, ']');
	jw_close(w, '}');
}

int
history_show(struct session *s, unsigned reg, struct str key, bool json,
    struct buf *out, struct err *e)
{
	struct history h;
	struct jw w;
	int status;

	history_init(&h, s, reg, key);
	if (json) {
		jw_init(&w, out, false);
		jw_open(&w, '{');
		jw_kcstr(&w, "preaudit", "history/1");
		jw_kcstr(&w, "register", h.schema->name);
		jw_key(&w, "key");
		jw_str(&w, utf8_valid(key) == key.n ? key : STR(""));
		jw_key(&w, "events");
		jw_open(&w, '[');
		status = history_walk(&h, json_event, &w, e);
		jw_close(&w, ']');
		jw_kbool(&w, "present", h.present);
		jw_close(&w, '}');
		buf_putc(out, '\n');
	} else {
		buf_printf(out, "%s, ", h.schema->title);
		show_value(out, key);
		buf_putc(out, '\n');
		status = history_walk(&h, text_event, out, e);
		buf_puts(out, h.present ? "The register has it now.\n" :
		    "The register does not have it now.\n");
	}
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
	return call_print(c, history_show(&c->s, (unsigned)reg,
	    str_of(c->o.args.item[1]), c->o.json, &c->out, e), e);
}

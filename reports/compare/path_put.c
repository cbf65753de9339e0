/* SPDX-License-Identifier: Apache-2.0 */
/* The path by owner, each change with what it turns; see path_put.h. */
#include "reports/compare/path_put.h"

#include <stdlib.h>

#include "reports/compare/messages.h"

static const struct message *const m = compare_message;

/* ---- who answers for it ---- */

/* Whom the rows of a query name for one record, or for one clause. */
struct asking {
	const char *key, *clause; /* one of them, the other NULL */
	struct arena *arena;
	const char *owner;
};

static bool
owner_row(void *ctx, const struct str *cell, size_t n)
{
	struct asking *a = ctx;
	struct str rest = cell[0], item;
	bool fits = a->key != NULL && str_is(cell[0], a->key);

	(void)n;
	while (a->clause != NULL && !fits && str_next(&rest, ';', &item))
		fits = clause_covers(item, str_of(a->clause)) ||
		    clause_covers(str_of(a->clause), item);
	if (!fits || cell[1].n == 0)
		return true;
	a->owner = arena_memdup(a->arena, cell[1].p, cell[1].n);
	return false;
}

/* Of the record, where its register says it; else of its clause. */
static int
find_owner(const struct path_change *x, const struct report *r,
    struct asking *a, struct err *e)
{
	const struct profile *p = &r->profile;

	a->owner = "";
	a->key = x->what.key[0] == '\0' ? NULL : x->what.key;
	for (size_t i = 0; a->key != NULL && i < p->nowners; i++)
		if (strcmp(p->owner[i].reg, x->what.reg) == 0 &&
		    query_run(p->owner[i].query, &r->data, r->as_of,
		    owner_row, a, e) == -1)
			return -1;
	a->key = NULL;
	a->clause = x->clause;
	if (a->owner[0] == '\0' && p->clause_owner != NULL &&
	    x->clause[0] != '\0' && query_run(p->clause_owner, &r->data,
	    r->as_of, owner_row, a, e) == -1)
		return -1;
	a->clause = NULL;
	return 0;
}

/* Ascending by owner, nobody last, then as the path has them. */
static int
by_owner(const void *a, const void *b)
{
	const struct path_owned *x = a, *y = b;
	int way = strcmp(x->owner, y->owner);

	if (way != 0 && (x->owner[0] == '\0' || y->owner[0] == '\0'))
		return x->owner[0] == '\0' ? 1 : -1;
	return way != 0 ? way : (x->change > y->change) - (x->change <
	    y->change);
}

int
path_owners(const struct path *p, const struct report *r,
    struct path_owned **owned, struct arena *a, struct err *e)
{
	struct asking asking = { .arena = a };

	*owned = ARENA_ARRAY(a, p->nchanges, struct path_owned);
	for (size_t i = 0; i < p->nchanges; i++) {
		if (find_owner(&p->change[i], r, &asking, e) == -1)
			return -1;
		(*owned)[i] = (struct path_owned){ &p->change[i],
			asking.owner };
	}
	if (p->nchanges > 1)
		qsort(*owned, p->nchanges, sizeof(**owned), by_owner);
	return 0;
}

/* ---- what is to be done ---- */

static const char *
kind_name(enum repair_kind k)
{
	static const char *const name[] = {
		[REPAIR_RECORD] = "mend",
		[REPAIR_EVIDENCE] = "show",
		[REPAIR_FINDING] = "close",
		[REPAIR_GATE] = "gate",
	};

	return name[k];
}

void
path_put_task(const struct path_change *x, const struct report *r,
    struct buf *b)
{
	const struct violation at = { .reg = x->what.reg, .key = x->what.key,
		.row = x->row };
	struct report_place place = report_place(r, &at);
	const struct criterion *c =
	    &r->readiness.criterion[x->what.criterion];

	switch (x->what.kind) {
	case REPAIR_RECORD:
		if (place.kind[0] == '\0')
			message_put(b, &m[COMPARE_MSG_TASK_ALONE],
			    VALUES(x->now));
		else
			message_put(b, &m[COMPARE_MSG_TASK_RECORD],
			    VALUES(x->now, place.kind, place.which));
		break;
	case REPAIR_EVIDENCE:
		message_put(b, &m[COMPARE_MSG_TASK_SHOW], VALUES(c->id,
		    c->title, x->now));
		break;
	case REPAIR_FINDING:
		message_put(b, &m[COMPARE_MSG_TASK_CLOSE], VALUES(place.kind,
		    x->what.key, x->now));
		break;
	case REPAIR_GATE:
		message_put(b, &m[COMPARE_MSG_TASK_GATE], VALUES(x->now));
		break;
	}
}

/* ---- the answer ---- */

static void
put_effects(struct answer *a, const struct path_change *x)
{
	static const char *const turns[] = {
		[PATH_TURNS_CRITERION] = "criterion",
		[PATH_TURNS_GATE] = "gate",
		[PATH_TURNS_VERDICT] = "verdict",
	};

	answer_open(a, "effect", '[');
	for (size_t i = 0; i < x->neffects; i++) {
		const struct path_effect *f = &x->effect[i];

		answer_row(a, &m[COMPARE_MSG_EFFECT], VALUES(
		    "turns", turns[f->turns],
		    "id", f->id, "title", f->title, "without", f->was,
		    "with", f->is, NO_VALUE, f->turns ==
		    PATH_TURNS_CRITERION ? f->id : turns[f->turns]));
	}
	answer_close(a, ']');
}

static void
put_change(struct answer *a, const struct path_owned *o,
    const struct report *r, size_t number)
{
	const struct path_change *x = o->change;
	bool of_criterion = x->what.kind <= REPAIR_EVIDENCE;
	const char *file = report_file(r, x->batch);
	struct buf task;

	buf_init(&task, BUF_MAX_DEFAULT);
	path_put_task(x, r, &task);
	answer_open(a, NULL, '{');
	answer_put(a, &m[COMPARE_MSG_CHANGE], VALUES("number", (uint64_t)number,
	    "task", buf_view(&task), "kind", kind_name(x->what.kind),
	    "owner", o->owner[0] == '\0' ? NULL : o->owner,
	    "criterion", of_criterion ? r->readiness.criterion[
	    x->what.criterion].id : NULL));
	answer_put(a, NULL, VALUES("register", x->what.reg,
	    "key", x->what.key, "gate", x->what.gate[0] == '\0' ? NULL :
	    x->what.gate, "now", x->now));
	if (x->row != 0)
		answer_put(a, file[0] == '\0' ? NULL : &m[COMPARE_MSG_PLACE],
		    VALUES(file[0] == '\0' ? NO_VALUE : value_text("file"),
		    file, "row", x->row));
	answer_say(a, &m[COMPARE_MSG_LINE_END], MSG_NONE);
	put_effects(a, x);
	answer_close(a, '}');
	buf_fini(&task);
}

static const char *
answer_name(enum path_answer p)
{
	static const char *const name[] = {
		[PATH_FOUND] = "path",
		[PATH_ALREADY] = "already reached",
		[PATH_NOT_REACHED] = "not reachable",
	};

	return name[p];
}

/* The sentence above the changes. */
static void
put_head(struct answer *a, const struct path *p)
{
	static const enum compare_msg head[] = {
		[PATH_FOUND] = COMPARE_MSG_PATH,
		[PATH_ALREADY] = COMPARE_MSG_PATH_ALREADY,
		[PATH_NOT_REACHED] = COMPARE_MSG_PATH_NONE,
	};

	answer_put(a, &m[head[p->answer]], VALUES("title", p->title,
	    "reached", readiness_verdict_name(p->reached),
	    "changes", (uint64_t)p->nchanges,
	    "why", p->answer == PATH_NOT_REACHED ? p->why : NULL));
	answer_put(a, NULL, VALUES("milestone", p->id, "answer", answer_name(p->answer),
	    "verdict", readiness_verdict_name(p->verdict),
	    "considered", (uint64_t)p->considered));
}

int
path_put(const struct path *p, const struct report *r, bool json,
    struct buf *b, struct err *e)
{
	struct path_owned *owned;
	struct arena arena = { 0 };
	struct answer a;

	if (path_owners(p, r, &owned, &arena, e) == -1) {
		arena_fini(&arena);
		return -1;
	}
	answer_begin(&a, b, json, "path/1");
	answer_put(&a, NULL, VALUES("as_of", DAY(r->as_of),
	    "forecast", r->data.forecast));
	put_head(&a, p);
	answer_open(&a, "path", '[');
	for (size_t i = 0; i < p->nchanges; i++) {
		if (i == 0 || strcmp(owned[i].owner, owned[i - 1].owner) != 0)
			answer_say(&a, &m[COMPARE_MSG_OWNER], VALUES(
			    owned[i].owner[0] == '\0' ?
			    "Nobody is named for" : owned[i].owner));
		put_change(&a, &owned[i], r, i + 1);
	}
	answer_close(&a, ']');
	if (p->answer == PATH_FOUND)
		answer_say(&a, &m[COMPARE_MSG_PATH_MEANS], MSG_NONE);
	answer_end(&a);
	arena_fini(&arena);
	return 0;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* A pinned baseline: written and compared; see baseline.h. */
#include "reports/compare/baseline.h"

#include <inttypes.h>
#include <stdlib.h>

#include "reports/judge/rank.h"
#include "shared/base/enc.h"
#include "shared/text/json.h"

/* ---- writing ---- */

static int
by_id(const void *a, const void *b)
{
	const struct criterion *x = *(const struct criterion *const *)a;
	const struct criterion *y = *(const struct criterion *const *)b;

	return strcmp(x->id, y->id);
}

static void
put_criteria(const struct readiness *q, struct buf *b)
{
	const struct criterion **c = mem_calloc(q->ncriteria + 1, sizeof(*c));

	for (size_t i = 0; i < q->ncriteria; i++)
		c[i] = &q->criterion[i];
	qsort(c, q->ncriteria, sizeof(*c), by_id);
	buf_puts(b, " \"criteria\": {");
	for (size_t i = 0; i < q->ncriteria; i++) {
		buf_puts(b, i == 0 ? "\n  " : ",\n  ");
		json_quote(b, str_of(c[i]->id));
		buf_puts(b, ": {\"result\": ");
		json_quote(b, str_of(rank_words(c[i])));
		buf_printf(b, ", \"failing\": %" PRIu64 "}", c[i]->failing);
	}
	buf_puts(b, "\n }");
	free(c);
}

void
baseline_put(const struct report *r, struct buf *b)
{
	const struct readiness *q = &r->readiness;
	char root[SHA256_HEX + 1], as_of[DATE_TEXT];

	hex_format(root, r->data_head.root.b, SHA256_BYTES);
	date_format(as_of, r->as_of);
	buf_printf(b, "{\n \"preaudit\": \"baseline/1\",\n \"head\": "
	    "{\"size\": %" PRIu64 ", \"root\": \"%s\"},\n \"as_of\": \"%s\",\n",
	    r->data_head.size, root, as_of);
	put_criteria(q, b);
	buf_puts(b, ",\n \"clauses\": {");
	for (size_t i = 0; i < q->nclauses; i++) {
		buf_puts(b, i == 0 ? "\n  " : ",\n  ");
		json_quote(b, str_of(q->clause[i].clause->number));
		buf_puts(b, ": ");
		json_quote(b, str_of(clause_state_name(q->clause[i].state)));
	}
	buf_puts(b, "\n }\n}\n");
}

/* ---- comparing ---- */

/* The rank of a result by its words; -1 when they are none. */
static int
rank_of_words(struct str words)
{
	struct criterion c = { .result = CRIT_MET };

	if (str_is(words, rank_words(NULL)))
		return rank_criterion(NULL);
	for (int r = 0; r < CRIT__MAX; r++)
		for (int g = GRADE_OBSERVATION; g <= GRADE_MAJOR; g++) {
			c.result = (enum crit_result)r;
			c.grade = (enum grade)g;
			if (str_is(words, rank_words(&c)))
				return rank_criterion(&c);
		}
	return -1;
}

static int
rank_of_state(struct str words)
{
	for (int i = 0; i < CLAUSE__MAX; i++)
		if (str_is(words, clause_state_name((enum clause_state)i)))
			return rank_clause((enum clause_state)i);
	return -1;
}

struct comparing {
	const struct readiness *q;
	const char *label;
	struct buf *worse;
	int64_t n;
	struct err *e;
};

static int
compare_criterion(struct comparing *p, const char *id, const struct json *j)
{
	const struct criterion *c = readiness_criterion(p->q, id);
	struct str was = json_str(json_get(j, "result"));
	int64_t failing = json_int(json_get(j, "failing"), 0);
	int before = rank_of_words(was), now = rank_criterion(c);
	bool more = now == before && c != NULL &&
	    c->result == CRIT_NOT_MET && failing >= 0 &&
	    c->failing > (uint64_t)failing;

	if (before == -1)
		return err_set(p->e, ERR_CONFIG, "%s: criterion %s: \"%.*s\" "
		    "is no result", p->label, id, STR_ARG(was));
	if (rank_way(before, now) >= 0 && !more)
		return 0;
	p->n++;
	buf_printf(p->worse, "criterion %s: %.*s -> %s", id, STR_ARG(was),
	    rank_words(c));
	if (more)
		buf_printf(p->worse, ", %" PRId64 " -> %" PRIu64 " records",
		    failing, c->failing);
	buf_printf(p->worse, "%s%s\n", c == NULL ? "" : "  ",
	    c == NULL ? "" : c->title);
	return 0;
}

static int
compare_clause(struct comparing *p, const char *number, const struct json *j)
{
	const struct clause_result *now = readiness_clause(p->q, number);
	enum clause_state state = now == NULL ? CLAUSE_NO_RULE : now->state;
	int before = rank_of_state(json_str(j));

	if (before == -1)
		return err_set(p->e, ERR_CONFIG, "%s: clause %s: \"%s\" is no "
		    "state", p->label, number, json_cstr(j));
	if (rank_way(before, rank_clause(state)) >= 0)
		return 0;
	p->n++;
	buf_printf(p->worse, "clause %s: %s -> %s\n", number, json_cstr(j),
	    clause_state_name(state));
	return 0;
}

typedef int member_fn(struct comparing *p, const char *name,
    const struct json *j);

static int
each(struct comparing *p, const struct json *list, member_fn *fn)
{
	const struct json *j;
	const char *name;

	for (size_t i = 0; json_member(list, i, &name, &j); i++)
		if (fn(p, name, j) == -1)
			return -1;
	return 0;
}

int64_t
baseline_compare(const struct report *r, struct str text, const char *label,
    struct buf *worse, struct err *e)
{
	struct comparing p = { &r->readiness, label, worse, 0, e };
	struct json *j = json_parse(text, label, e);
	const struct json *criteria = json_get(j, "criteria");
	const struct json *clauses = json_get(j, "clauses");
	int status = -1;

	if (j == NULL)
		return -1;
	if (strcmp(json_cstr(json_get(j, "preaudit")), "baseline/1") != 0 ||
	    !json_is_object(criteria) || !json_is_object(clauses))
		err_set(e, ERR_CONFIG, "%s is no baseline; write one with: "
		    "preaudit report status --write-baseline FILE", label);
	else if (each(&p, criteria, compare_criterion) == 0 &&
	    each(&p, clauses, compare_clause) == 0)
		status = 0;
	json_free(j);
	return status == -1 ? -1 : p.n;
}

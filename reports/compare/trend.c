/* SPDX-License-Identifier: Apache-2.0 */
/* Verdicts and counts over time; see trend.h. */
#include "reports/compare/trend.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- which heads ---- */

/* Every state that was once signed: what lies between was never the store's. */
static int
was_signed(const struct store *s, uint64_t size, struct err *e)
{
	char name[48];
	char *path;
	int found;

	if (size == s->head.size)
		return 1;
	snprintf(name, sizeof(name), "checkpoints/%llu",
	    (unsigned long long)size);
	path = path_join(s->dir, name);
	found = file_exists(path, e);
	free(path);
	return found;
}

static int
period(int32_t day, enum trend_by by)
{
	int y, m, d;

	date_split(day, &y, &m, &d);
	return by == TREND_YEAR ? y : by == TREND_MONTH ? y * 12 + m - 1 :
	    y * 4 + (m - 1) / 3;
}

/*
 * Sizes behind which data or rules had changed. Of one period the newest
 * stays; what was known before anything was imported says nothing.
 */
static int
find_heads(struct trend *t, const struct store *s, uint64_t size,
    enum trend_by by, struct err *e)
{
	int32_t *day;
	uint64_t at;
	int is = 0;

	if (view_head_days(s, size, &day, e) == -1)
		return -1;
	for (uint64_t i = 0; i < size && is != -1; i++) {
		enum leaf_type type = s->leaf[i].type;

		if (day[i] == DATE_NONE || (type != LEAF_BATCH &&
		    type != LEAF_STANDARD) ||
		    (s->chosen != NULL &&
		    store_standard(s, i + 1, &at) == NULL))
			continue;
		is = by == TREND_HEAD ? was_signed(s, i + 1, e) : 1;
		if (is != 1)
			continue;
		if (by != TREND_HEAD && t->n > 0 &&
		    period(t->point[t->n - 1].as_of, by) ==
		    period(day[i], by))
			t->n--;
		t->point = mem_grow(t->point, &t->cap, t->n,
		    sizeof(*t->point));
		t->point[t->n++] = (struct trend_point){ .size = i + 1,
			.as_of = day[i] };
	}
	free(day);
	return is == -1 ? -1 : 0;
}

/* ---- the points ---- */

/* The sum of what readiness says, as one point. */
static void
trend_point_of(struct trend_point *p, const struct view *v,
    const struct readiness *q)
{
	for (size_t i = 0; i < q->nmilestones && i < TREND_MILESTONES; i++) {
		struct trend_verdict *t = &p->milestone[p->nmilestones++];

		snprintf(t->id, sizeof(t->id), "%s", q->milestone[i].id);
		t->verdict = q->milestone[i].verdict;
	}
	p->clauses_evidenced = q->clauses_evidenced;
	p->clauses = q->nassessed;
	for (int k = 0; k < CRIT__MAX; k++)
		p->by_result[k] = q->n_by_result[k];
	for (size_t i = 0; i < q->ncriteria; i++) {
		const struct criterion *c = &q->criterion[i];

		if (c->result != CRIT_NOT_MET || c->own)
			continue;
		p->majors += c->grade == GRADE_MAJOR;
		p->minors += c->grade == GRADE_MINOR;
	}
	for (size_t i = 0; i < q->nfindings; i++) {
		const struct recorded_finding *f = &q->finding[i];

		p->finding_majors += f->counts && f->grade == CLAUSE_MAJOR;
		p->finding_minors += f->counts && f->grade == CLAUSE_MINOR;
	}
	for (size_t i = 0; i < v->standard.nregisters; i++)
		p->records += v->data.table[i].n;
}

/* Fills a point of which size and day are known. */
static int
make_point(struct trend_point *p, const struct store *s, const char *cache,
    struct err *e)
{
	struct readiness q;
	struct view v;
	int status;

	store_root_at(s, p->size, &p->root);
	if (cache != NULL && trend_cache_get(cache, s, p))
		return 0;
	if (view_load(&v, s, p->size, p->size, e) == -1)
		return -1;
	status = readiness_evaluate(&q, v.rules, &v.data, p->as_of, e);
	if (status == 0) {
		trend_point_of(p, &v, &q);
		readiness_free(&q);
		if (cache != NULL)
			trend_cache_put(cache, s, p);
	}
	view_free(&v);
	return status;
}

int
trend_make(struct trend *t, const struct store *s,
    const struct trend_request *q, struct err *e)
{
	int status;

	*t = (struct trend){ .n = 0 };
	status = find_heads(t, s, q->size, q->by, e);
	if (q->most > 0 && t->n > q->most) {
		memmove(t->point, t->point + (t->n - q->most),
		    q->most * sizeof(*t->point));
		t->n = q->most;
	}
	for (size_t i = 0; i < t->n && status == 0; i++) {
		if (q->as_of != DATE_NONE)
			t->point[i].as_of = q->as_of;
		status = make_point(&t->point[i], s, q->cache, e);
	}
	if (status == -1)
		trend_free(t);
	return status;
}

void
trend_free(struct trend *t)
{
	free(t->point);
	*t = (struct trend){ .n = 0 };
}

const char *
trend_verdict(const struct trend_point *p, const char *id)
{
	for (size_t i = 0; i < p->nmilestones; i++)
		if (strcmp(p->milestone[i].id, id) == 0)
			return readiness_verdict_name(p->milestone[i].verdict);
	return "";
}

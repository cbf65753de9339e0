/* SPDX-License-Identifier: Apache-2.0 */
/* The plain judge; see naive_crit.h. */
#include "tests/lib/naive_crit.h"

#include <inttypes.h>
#include <stdlib.h>

#include "shared/rules/run/reading.h"
#include "tests/lib/naive.h"

/* A member, by the name of its population and its key. */
struct subject {
	char *name;
	bool failing, unknown, hurt, doubted;
};

struct line {
	char *name, *text;
	size_t number;
};

struct judge {
	struct eval *v;
	const struct part *part;
	struct subject *subject;
	size_t nsubjects;
	struct line *line;
	size_t nlines;
	enum truth first, both;   /* of the `where`s */
	enum grade worst;
	uint64_t of, failing, unknown;
	enum truth alone[64];     /* of stand-alone requirements */
	size_t nalone;
	bool missing;
};

static char *
name_of(struct judge *j)
{
	struct buf b;
	char *name;

	buf_init(&b, BUF_MAX_DEFAULT);
	buf_printf(&b, "%s\t", pop_name(j->v, &j->part->pop[0],
	    &j->v->slot[0]));
	pop_key(j->v, &j->part->pop[0], &j->v->slot[0], &b);
	name = strdup(buf_cstr(&b));
	buf_fini(&b);
	return name;
}

static struct subject *
subject_at_hand(struct judge *j)
{
	char *name = name_of(j);

	for (size_t i = 0; i < j->nsubjects; i++)
		if (strcmp(j->subject[i].name, name) == 0) {
			free(name);
			return &j->subject[i];
		}
	j->subject = realloc(j->subject, (j->nsubjects + 1) *
	    sizeof(*j->subject));
	j->subject[j->nsubjects] = (struct subject){ .name = name };
	return &j->subject[j->nsubjects++];
}

/* Only what the organisation declared gives more than an observation. */
static enum grade
blame(struct judge *j, const struct req *q)
{
	bool declared = q->declared == NULL ||
	    naive_truth(j->v, q->declared) == TRUE_;
	enum grade g = declared ? q->grade : GRADE_OBSERVATION;
	struct line l = { .number = j->nlines };
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	l.name = j->part->npops == 0 ? strdup("\t") : name_of(j);
	buf_printf(&b, "%s\t%s\t", l.name, grade_name(g));
	eval_message(j->v, declared ? &q->message : &q->otherwise, &b);
	l.text = strdup(buf_cstr(&b));
	buf_fini(&b);
	j->line = realloc(j->line, (j->nlines + 1) * sizeof(*j->line));
	j->line[j->nlines++] = l;
	j->worst = g > j->worst ? g : j->worst;
	return g;
}

static void
ask(struct judge *j)
{
	struct subject *m = subject_at_hand(j);

	for (const struct req *q = j->part->req; q != NULL; q = q->next) {
		enum truth t = naive_truth(j->v, q->expr);

		/* What is perhaps no member violates nothing. */
		if (t == NOT_TRUE && j->both == TRUE_) {
			m->failing = true;
			m->hurt |= blame(j, q) >= GRADE_MINOR;
		} else if (t != TRUE_) {
			m->unknown = true;
		}
	}
}

static bool
see_second(void *ctx, uint32_t ordinal)
{
	struct judge *j = ctx;
	enum truth t = j->part->where[1] == NULL ? TRUE_ :
	    naive_truth(j->v, j->part->where[1]);

	(void)ordinal;
	j->both = t == TRUE_ ? j->first : t;
	if (t != NOT_TRUE)
		ask(j);
	return true;
}

static bool
see_first(void *ctx, uint32_t ordinal)
{
	struct judge *j = ctx;

	(void)ordinal;
	j->first = j->part->where[0] == NULL ? TRUE_ :
	    naive_truth(j->v, j->part->where[0]);
	j->both = j->first;
	if (j->first == NOT_TRUE)
		return true;
	if (j->part->npops == 1)
		ask(j);
	else if (!pop_walk(j->v, &j->part->pop[1], 1, see_second, j))
		subject_at_hand(j)->unknown = true;
	return true;
}

static void
ask_alone(struct judge *j)
{
	for (const struct req *q = j->part->req; q != NULL; q = q->next) {
		enum truth t = naive_truth(j->v, q->expr);

		j->alone[j->nalone++] = t;
		if (t == NOT_TRUE)
			blame(j, q);
	}
}

/* ---- the result ---- */

static bool
none_is_said(const struct eval *v, const struct crit *k)
{
	for (const struct part *p = k->part; p != NULL; p = p->next)
		if (p->npops > 0 && !v->nil[p->pop[0].reg])
			return false;
	return true;
}

static int
by_name(const void *a, const void *b)
{
	const struct line *x = a, *y = b;
	int way = strcmp(x->name, y->name);

	return way != 0 ? way : x->number < y->number ? -1 : 1;
}

static enum crit_result
result_of(const struct judge *j, const struct crit *k, bool all_doubted)
{
	if (j->failing > 0)
		return CRIT_NOT_MET;
	if (j->missing)
		return CRIT_NOT_EVIDENCED;
	if (j->unknown > 0)
		return all_doubted ? CRIT_NOT_ASSESSABLE :
		    CRIT_NOT_EVIDENCED;
	if (j->of > 0 && !(k->needs_members && j->nsubjects == 0))
		return CRIT_MET;
	return !k->needs_members || none_is_said(j->v, k) ||
	    (k->needs_where != NULL &&
	    naive_truth(j->v, k->needs_where) == NOT_TRUE) ?
	    CRIT_NOTHING_TO_ASSESS : CRIT_NOT_EVIDENCED;
}

static void
put_head(enum crit_result r, enum grade g, uint64_t of, uint64_t failing,
    uint64_t unknown, struct buf *out)
{
	buf_printf(out, "%s, %s: %" PRIu64 " of %" PRIu64 " fail, %" PRIu64
	    " unknown\n", crit_result_name(r), g == GRADE_NONE ? "no grade" :
	    grade_name(g), failing, of, unknown);
}

static void
finish(struct judge *j, const struct crit *k, struct buf *out)
{
	bool all_hurt = j->nsubjects > 0, all_doubted = j->nsubjects > 0;

	for (size_t i = 0; i < j->nsubjects; i++) {
		const struct subject *m = &j->subject[i];

		j->of++;
		j->failing += m->failing;
		j->unknown += m->unknown && !m->failing;
		all_hurt &= m->hurt;
		all_doubted &= m->doubted;
	}
	for (size_t i = 0; i < j->nalone; i++) {
		j->of++;
		j->failing += j->alone[i] == NOT_TRUE;
		j->unknown += j->alone[i] == UNKNOWN;
	}
	if (j->worst == GRADE_MINOR && !k->no_breadth && all_hurt &&
	    (double)j->nsubjects >= j->v->r->breadth)
		j->worst = GRADE_MAJOR;
	if (j->nlines > 1)
		qsort(j->line, j->nlines, sizeof(*j->line), by_name);
	put_head(result_of(j, k, all_doubted), j->worst, j->of, j->failing,
	    j->unknown, out);
	for (size_t i = 0; i < j->nlines; i++)
		buf_printf(out, "%s\n", j->line[i].text);
}

static void
end(struct judge *j)
{
	for (size_t i = 0; i < j->nsubjects; i++)
		free(j->subject[i].name);
	for (size_t i = 0; i < j->nlines; i++) {
		free(j->line[i].name);
		free(j->line[i].text);
	}
	free(j->subject);
	free(j->line);
}

static void
ask_all(struct judge *j, const struct crit *k)
{
	for (j->part = k->part; j->part != NULL; j->part = j->part->next) {
		if (j->part->npops == 0)
			ask_alone(j);
		else if (!pop_walk(j->v, &j->part->pop[0], 0, see_first, j))
			j->missing = true;
	}
}

/* The subject of that name, which it gets. */
static struct subject *
subject_called(struct judge *j, const char *name)
{
	for (size_t i = 0; i < j->nsubjects; i++)
		if (strcmp(j->subject[i].name, name) == 0)
			return &j->subject[i];
	j->subject = realloc(j->subject, (j->nsubjects + 1) *
	    sizeof(*j->subject));
	j->subject[j->nsubjects] = (struct subject){ .name = strdup(name) };
	return &j->subject[j->nsubjects++];
}

static bool
is_settled(const struct judge *j, const char *name)
{
	for (size_t i = 0; i < j->nsubjects; i++)
		if (strcmp(j->subject[i].name, name) == 0)
			return j->subject[i].failing || j->subject[i].unknown;
	return false;
}

/* What another reading does not find true as well becomes unknown. */
static bool
doubt(struct judge *j, const struct judge *other, bool keep)
{
	bool any = other->missing && !j->missing;

	for (size_t i = 0; i < other->nsubjects; i++) {
		const struct subject *o = &other->subject[i];
		struct subject *m;

		if ((!o->failing && !o->unknown) || is_settled(j, o->name))
			continue;
		any = true;
		if (!keep)
			continue;
		m = subject_called(j, o->name);
		m->unknown = m->doubted = true;
	}
	for (size_t i = 0; i < j->nalone; i++)
		if (j->alone[i] == TRUE_ && other->alone[i] != TRUE_) {
			any = true;
			if (keep)
				j->alone[i] = UNKNOWN;
		}
	if (keep)
		j->missing |= other->missing;
	return any;
}

void
naive_judge(struct eval *v, const struct crit *k, struct buf *out)
{
	struct judge j = { .v = v };
	bool whose = false;

	ask_all(&j, k);
	for (int r = READ_VOID; v->judging && r < READINGS; r++) {
		struct judge other = { .v = reading_of(v, (enum reading)r) };
		bool differs;

		ask_all(&other, k);
		differs = doubt(&j, &other, r == READ_VOID);
		whose |= differs && r == READ_WHOSE;
		end(&other);
	}
	j.of += whose;
	j.unknown += whose;
	finish(&j, k, out);
	end(&j);
}

void
naive_text(const struct criterion *c, struct buf *out)
{
	put_head(c->result, c->grade, c->of, c->failing, c->unknown, out);
	for (size_t i = 0; i < c->nviolations; i++) {
		const struct violation *x = &c->violation[i];

		buf_printf(out, "%s\t%s\t%s\t%s\n", x->reg, x->key,
		    grade_name(x->grade), x->message);
	}
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Fields that are no longer kept; see withdraw.h. */
#include "importer/plan/withdraw.h"

#include "importer/common/fold.h"
#include "importer/plan/job_map.h"
#include "importer/plan/messages.h"
#include "importer/rows/rows.h"

/* The field of that name, or of that title as headers are compared; -1. */
static int
find_field(const struct schema *s, const char *name)
{
	int f = schema_field(s, str_of(name));
	struct buf want, have;

	if (f >= 0)
		return f;
	buf_init(&want, 256);
	buf_init(&have, 256);
	fold_header(&want, str_of(name));
	for (size_t i = 0; i < s->nfields && f < 0; i++) {
		buf_reset(&have);
		fold_header(&have, str_of(s->field[i].title));
		if (str_eq(buf_view(&want), buf_view(&have)))
			f = (int)i;
	}
	buf_fini(&want);
	buf_fini(&have);
	return f;
}

/* Has some open file of the call, of the same register, the field? */
static bool
is_in_call(const struct session *s, const struct job *j, unsigned f)
{
	for (size_t i = 0; i < s->njobs; i++)
		if (s->job[i].reg == j->reg && s->job[i].has_map &&
		    s->job[i].outcome != JOB_PASSED &&
		    map_gives(&s->job[i].map, f))
			return true;
	return false;
}

/* 1: the job withdraws it; 0: it has no such field. */
static int
mark(struct session *s, struct job *j, const char *name, struct err *e)
{
	int f = find_field(j->schema, name);
	bool *flags;

	if (f < 0 || (unsigned)f == j->schema->key)
		return 0;
	if (is_in_call(s, j, (unsigned)f))
		return err_set(e, ERR_USAGE, "--withdraw %s: %s has it", name,
		    j->source.name);
	if (!j->is_full)
		return err_set(e, ERR_USAGE, "--withdraw %s: %s only adds and "
		    "changes records of %s; a field is withdrawn by a file that "
		    "is the whole register (--full)", name, j->source.name,
		    j->schema->title);
	if (!session_has_supplied(s, (unsigned)j->reg, (unsigned)f))
		return err_set(e, ERR_USAGE, "--withdraw %s: %s never had it%s"
		    "%s", name, j->schema->title, s->o->system == NULL ? "" :
		    " from the system ", s->o->system == NULL ? "" :
		    s->o->system);
	flags = ARENA_ARRAY(&s->arena, j->schema->nfields, bool);
	for (size_t i = 0; j->withdrawn != NULL && i < j->schema->nfields; i++)
		flags[i] = j->withdrawn[i];
	flags[f] = true;
	j->withdrawn = flags;
	return 1;
}

int
withdraw_mark(struct session *s, struct err *e)
{
	for (size_t i = 0; i < s->o->withdraw.n; i++) {
		const char *name = s->o->withdraw.item[i];
		bool found = false;

		for (size_t k = 0; k < s->njobs; k++) {
			int got = s->job[k].outcome != JOB_OPEN ? 0 :
			    mark(s, &s->job[k], name, e);

			if (got == -1)
				return -1;
			found = found || got == 1;
		}
		if (!found)
			return err_set(e, ERR_USAGE, "--withdraw %s: no "
			    "register of this call has such a field", name);
	}
	return 0;
}

/* Did a row take over a value of the field from its record as it was? */
static bool
is_carried(const struct rows *r, unsigned field)
{
	for (size_t i = 0; i < r->ncarry; i++)
		if (r->carry[i] == field)
			return r->carried[i] > 0;
	return false;
}

void
withdraw_offer(struct session *s, struct job *j)
{
	const struct rows *r = j->rows;
	struct finding f = job_finding(j);

	for (size_t i = 0; j->is_full && i < r->ncarry; i++) {
		const struct field *x = &j->schema->field[r->carry[i]];

		if (r->carried[i] == 0 || is_in_call(s, j, r->carry[i]) ||
		    !session_has_supplied(s, (unsigned)j->reg, r->carry[i]))
			continue;
		f.field = str_of(x->name);
		finding_add(&s->findings, &f,
		    &plan_message[PLAN_MSG_COLUMN_GONE],
		    VALUES(x->title, x->name, r->carried[i]));
	}
	/* Where nothing stays, the new records stand without it. */
	for (unsigned x = 0; j->counts.new > 0 && x < j->schema->nfields; x++)
		if (job_lacks(j, x) &&
		    session_has_supplied(s, (unsigned)j->reg, x) &&
		    !is_in_call(s, j, x) && !is_carried(r, x))
			job_no_column(s, j, x);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-report path: the least repair before a milestone. */
#include "reports/cli/cli.h"

#include "reports/compare/path_put.h"

/* The milestone of --to, or the next one. */
static const char *
milestone_of(const struct report_opts *o, const struct readiness *q,
    struct err *e)
{
	if (o->to != NULL) {
		if (readiness_milestone(q, o->to) != NULL)
			return o->to;
		cli_no_milestone("--to", o->to, q, e);
		return NULL;
	}
	if (q->headline >= 0)
		return q->milestone[q->headline].id;
	cli_refuse(e, CLI_MSG_NO_NEXT, MSG_NONE);
	return NULL;
}

static int
put_path(struct cli_run *c, const struct report_opts *o, struct err *e)
{
	const struct report *r = &c->report;
	const char *id = milestone_of(o, &r->readiness, e);
	struct path p;
	int status;

	if (id == NULL || path_find(&p, &r->readiness, id, o->no_minors ?
	    VERDICT_READY : VERDICT_READY_WITH_MINORS, r->rules, &r->data,
	    r->as_of, e) == -1)
		return -1;
	if (!o->json)
		cli_put_head(r, &c->out);
	status = path_put(&p, r, o->json, &c->out, e);
	if (status == 0 && p.answer == PATH_NOT_REACHED)
		status = CLI_REFUSED;
	path_free(&p);
	return status;
}

int
cli_path(void *values, struct err *e)
{
	return cli_answer(values, report_load, put_path, e);
}

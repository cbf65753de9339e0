/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-report gaps and explain: criteria with the records behind them. */
#include "reports/cli/cli.h"

#include "reports/compare/status.h"

static int
put_gaps(struct cli_run *c, const struct report_opts *o, struct err *e)
{
	(void)e;
	if (o->json) {
		status_put(&c->report, &c->lapses, true, &c->out);
	} else {
		cli_put_head(&c->report, &c->out);
		status_put_gaps(&c->report, &c->lapses, &c->out);
	}
	return c->report.readiness.anything_supplied ? 0 : CLI_REFUSED;
}

int
cli_gaps(void *values, struct err *e)
{
	const struct report_opts *o = values;

	return o->as != NULL ? cli_actions(o, e) :
	    cli_answer(o, report_load, put_gaps, e);
}

static const char *
criterion_name(const void *ctx, size_t i)
{
	const struct readiness *q = ctx;

	return i < q->ncriteria ? q->criterion[i].id : NULL;
}

/* A clause, or a heading: what is known of each clause below, and why. */
static bool
explain_clause(struct cli_run *run, struct answer *a, const char *number)
{
	const struct readiness *q = &run->report.readiness;
	bool found = false;

	for (size_t i = 0; i < q->nclauses; i++) {
		const struct clause_result *c = &q->clause[i];

		if (strcmp(c->clause->number, number) != 0 &&
		    !clause_covers(str_of(number), str_of(c->clause->number)))
			continue;
		if (!found)
			cli_put_head(&run->report, &run->out);
		found = true;
		status_say_clause(a, &run->report, c);
	}
	return found;
}

static int
explain(struct cli_run *run, const struct report_opts *o, struct err *e)
{
	const struct readiness *q = &run->report.readiness;
	const char *id = o->args.item[0];
	const struct criterion *c = readiness_criterion(q, id);
	struct answer a;

	answer_begin(&a, &run->out, false, NULL);
	if (c == NULL && explain_clause(run, &a, id))
		return 0;
	if (c == NULL)
		return cli_refuse(e, CLI_MSG_NO_CRITERION, VALUES(id,
		    str_near(str_of(id), criterion_name, q, NEAR_PLAIN).text));
	cli_put_head(&run->report, &run->out);
	status_put_criterion(&a, &run->report, c);
	answer_say(&a, &cli_message[CLI_MSG_RULE],
	    VALUES(str_trim(c->source)));
	return 0;
}

int
cli_explain(void *values, struct err *e)
{
	return cli_answer(values, report_load, explain, e);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-report gaps and explain: criteria with the records behind them. */
#include "reports/cli/cli.h"

#include <inttypes.h>

#include "reports/compare/status_json.h"

static void
put_violations(const struct report *r, const struct criterion *c,
    struct buf *b)
{
	for (size_t i = 0; i < c->nviolations; i++) {
		const struct violation *v = &c->violation[i];
		const char *file = report_file(r, v->batch);

		buf_printf(b, "    %-11s ", grade_name(v->grade));
		cli_put_violation(v, b);
		if (v->row != 0 && file[0] != '\0')
			buf_printf(b, " (%s, row %u)", file, v->row);
		buf_putc(b, '\n');
	}
}

static void
put_criterion(const struct report *r, const struct criterion *c,
    struct buf *b)
{
	buf_printf(b, "\n%s  %s\n  %s", c->id, c->title,
	    crit_result_name(c->result));
	if (c->result == CRIT_NOT_MET)
		buf_printf(b, " (%" PRIu64 " of %" PRIu64 "), suggested grade "
		    "%s", c->failing, c->of, grade_name(c->grade));
	else if (c->result == CRIT_MET)
		buf_printf(b, " (%" PRIu64 " of %" PRIu64 ")",
		    c->of - c->failing, c->of);
	if (c->unknown > 0)
		buf_printf(b, ", %" PRIu64 " unknown", c->unknown);
	buf_putc(b, '\n');
	if (c->why[0] != '\0')
		buf_printf(b, "  %s\n", c->why);
	put_violations(r, c, b);
}

static void
put_gaps(const struct report *r, const struct changes *lapses, struct buf *b)
{
	const struct readiness *q = &r->readiness;
	size_t n = 0;

	cli_put_head(r, b);
	cli_put_lapses(r, lapses, b);
	for (size_t i = 0; i < q->ncriteria; i++)
		if (q->criterion[i].nviolations > 0) {
			put_criterion(r, &q->criterion[i], b);
			n++;
		}
	if (n == 0)
		buf_puts(b, q->anything_supplied ?
		    "\nNo gap was found in what was supplied.\n" :
		    "\nNothing has been imported yet.\n");
}

int
cli_gaps(void *values, struct err *e)
{
	const struct report_opts *o = values;
	struct cli_run c;
	int status;

	if (o->as != NULL)
		return cli_actions(o, e);
	if (cli_begin(&c, o, report_load, e) == -1)
		return -1;
	if (o->json)
		status_json(&c.report, &c.lapses, &c.out);
	else
		put_gaps(&c.report, &c.lapses, &c.out);
	status = out_write(&c.out, e);
	if (status == 0 && !c.report.readiness.anything_supplied)
		status = CLI_REFUSED;
	return cli_end(&c, status);
}

static const char *
criterion_name(const void *ctx, size_t i)
{
	const struct readiness *q = ctx;

	return i < q->ncriteria ? q->criterion[i].id : NULL;
}

static int
explain(const struct report *r, const char *id, struct buf *b, struct err *e)
{
	const struct readiness *q = &r->readiness;
	const struct criterion *c = readiness_criterion(q, id);

	if (c != NULL) {
		cli_put_head(r, b);
		put_criterion(r, c, b);
		buf_puts(b, "\nThe rule\n\n");
		buf_str(b, str_trim(c->source));
		buf_putc(b, '\n');
		return 0;
	}
	return err_set(e, ERR_NOT_FOUND, "the adopted rules have no criterion "
	    "\"%s\"%s; preaudit report status --json lists all", id,
	    str_near(str_of(id), criterion_name, q, NEAR_PLAIN).text);
}

int
cli_explain(void *values, struct err *e)
{
	const struct report_opts *o = values;
	struct cli_run c;
	int status;

	if (cli_begin(&c, o, report_load, e) == -1)
		return -1;
	status = explain(&c.report, o->args.item[0], &c.out, e);
	if (status == 0)
		status = out_write(&c.out, e);
	return cli_end(&c, status);
}

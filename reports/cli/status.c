/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-report status: verdicts, clauses, what to supply next. */
#include "reports/cli/cli.h"

#include <inttypes.h>

#include "reports/compare/status_json.h"
#include "reports/judge/concentration.h"

#define SUPPLY_SHOWN 5

static void
put_milestones(const struct readiness *q, struct buf *b)
{
	static const char *const mark[] = {
		[GATE_PASSED] = "passed   ",
		[GATE_FAILED] = "FAILED   ",
		[GATE_NOT_SHOWN] = "not shown",
	};

	for (size_t i = 0; i < q->nmilestones; i++) {
		const struct milestone_result *m = &q->milestone[i];

		buf_printf(b, "\n%s %s: %s\n", (int)i == q->headline ? "->" :
		    "  ", m->title, readiness_verdict_name(m->verdict));
		if (m->why[0] != '\0')
			buf_printf(b, "     %s\n", m->why);
		if ((int)i != q->headline)
			continue;
		for (size_t k = 0; k < m->ngates; k++)
			buf_printf(b, "     %s  %s%s%s\n",
			    mark[m->gate[k].state], m->gate[k].title,
			    m->gate[k].why[0] == '\0' ? "" : ": ",
			    m->gate[k].why);
	}
}

static void
put_clauses(const struct readiness *q, struct buf *b)
{
	uint64_t none = 0, norule = 0;

	buf_puts(b, "\nClauses\n");
	for (size_t i = 0; i < q->nclauses; i++) {
		const struct clause_result *c = &q->clause[i];

		if (c->state == CLAUSE_NOT_EVIDENCED) {
			none++;
		} else if (c->state == CLAUSE_NO_RULE) {
			norule++;
		} else {
			buf_printf(b, "  %-8s %-14s %s\n", c->clause->number,
			    clause_state_words(c->state), c->clause->title);
		}
	}
	buf_printf(b, "  %" PRIu64 " without evidence in this store, %" PRIu64
	    " without a rule in this rule set\n", none, norule);
}

/* Only what is pointed out; that nothing is stands in the report. */
static void
put_concentration(const struct report *r, struct buf *b)
{
	if (concentration_count(&r->readiness, r->rules) == 0)
		return;
	buf_putc(b, '\n');
	concentration_put(&r->readiness, r->rules, b);
	buf_putc(b, '\n');
}

static void
put_supply(const struct readiness *q, struct buf *b)
{
	size_t n = 0;

	for (size_t i = 0; i < q->nsupply && n < SUPPLY_SHOWN; i++) {
		const struct supply_next *s = &q->supply[i];

		if (s->supplied || s->waiting == 0)
			continue;
		if (n++ == 0)
			buf_puts(b, "\nSupply next\n");
		buf_printf(b, "  %-20s opens %" PRIu64 " criteria\n", s->reg,
		    s->waiting);
	}
}

static void
put_text(const struct report *r, const struct changes *lapses, struct buf *b)
{
	const struct readiness *q = &r->readiness;

	cli_put_head(r, b);
	if (!q->anything_supplied)
		buf_puts(b, "Nothing has been imported yet: there is nothing "
		    "to judge.\n");
	put_milestones(q, b);
	cli_put_lapses(r, lapses, b);
	buf_printf(b, "\nEvidence in this store for %" PRIu64 " of %zu "
	    "clauses; criteria met %" PRIu64 ", by document %" PRIu64 ", not "
	    "met %" PRIu64 ", not evidenced %" PRIu64 ".\n",
	    q->clauses_evidenced, q->nassessed, q->n_by_result[CRIT_MET],
	    q->n_by_result[CRIT_BY_DOCUMENT], q->n_by_result[CRIT_NOT_MET],
	    q->n_by_result[CRIT_NOT_EVIDENCED]);
	if (q->anything_supplied)
		put_clauses(q, b);
	put_concentration(r, b);
	put_supply(q, b);
	buf_printf(b, "\n%s\n", r->standard.disclaimer);
}

int
cli_status(void *values, struct err *e)
{
	const struct report_opts *o = values;
	struct cli_run c;
	bool failed;
	int status;

	if (cli_check_file(o, "--write-baseline", o->write_baseline, e) ==
	    -1 || cli_begin(&c, o, report_load, e) == -1)
		return -1;
	if (o->json)
		status_json(&c.report, &c.lapses, &c.out);
	else
		put_text(&c.report, &c.lapses, &c.out);
	status = out_write(&c.out, e);
	if (status == 0)
		status = cli_gate(o, &c.report, &failed, e);
	if (status == 0 && (failed || !c.report.readiness.anything_supplied))
		status = CLI_REFUSED;
	return cli_end(&c, status);
}

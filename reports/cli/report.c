/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-report status, gaps, explain: text and JSON on standard output. */
#include "reports/cli/cli.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "reports/compare/status_json.h"
#include "reports/judge/concentration.h"
#include "shared/base/num.h"

#define EXIT_REFUSED 3

int
cli_request(const struct report_opts *o, const struct place *place,
    struct report_request *q, struct err *e)
{
	*q = (struct report_request){ .store_dir = place->store,
		.profile = o->profile, .as_of = DATE_NONE, .at = UINT64_MAX,
		.now_s = (int64_t)time(NULL) };
	if (o->as_of != NULL && !date_parse_iso(str_of(o->as_of), &q->as_of))
		return err_set(e, ERR_USAGE, "--as-of \"%s\" %s", o->as_of,
		    date_fault_text(date_iso_fault(str_of(o->as_of))));
	if (o->on != NULL && o->as_of != NULL)
		return err_set(e, ERR_USAGE, "--on and --as-of both name the "
		    "day dates are judged at; give one of them");
	q->on = o->on;
	if (o->at != NULL && !num_parse_u64(str_of(o->at), UINT64_MAX - 1,
	    &q->at))
		return err_set(e, ERR_USAGE, "--at \"%s\" is not a log size; "
		    "give a whole number, see: preaudit store log", o->at);
	return 0;
}

static int
open_with(const struct report_opts *o, struct report *r,
    int open(struct report *, const struct report_request *, struct err *),
    struct err *e)
{
	struct report_request q;
	struct place place;
	int status = -1;

	if (place_find(&place, &o->place, e) == -1)
		return -1;
	if (cli_request(o, &place, &q, e) == 0)
		status = open(r, &q, e);
	place_free(&place);
	return status;
}

int
cli_open(const struct report_opts *o, struct report *r, struct err *e)
{
	return open_with(o, r, report_open, e);
}

int
cli_load(const struct report_opts *o, struct report *r, struct err *e)
{
	return open_with(o, r, report_load, e);
}

void
cli_put_head(const struct report *r, struct buf *b)
{
	char as_of[DATE_TEXT], of[DATE_TEXT];

	date_format(as_of, r->as_of);
	buf_printf(b, "%s\n", store_genesis(&r->store)->organisation);
	if (!r->data.forecast) {
		report_put_days(r, b);
		buf_putc(b, '\n');
		return;
	}
	date_format(of, r->data.judged_on);
	buf_printf(b, "Forecast for %s from data of %s (log size %llu): what "
	    "lapses or falls due by then, if nothing else is recorded. "
	    "Windows of past records and the age of the data end where the "
	    "data ends.\n", as_of, of, (unsigned long long)r->data_head.size);
}

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
		    "  ", m->title, verdict_name(m->verdict));
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

	for (size_t i = 0; i < q->nsupply && n < 5; i++) {
		const struct supply_next *s = &q->supply[i];

		if (s->supplied || s->waiting == 0)
			continue;
		if (n++ == 0)
			buf_puts(b, "\nSupply next\n");
		buf_printf(b, "  %-20s opens %" PRIu64 " criteria\n", s->reg,
		    s->waiting);
	}
}

int
cli_status(void *values, struct err *e)
{
	const struct report_opts *o = values;
	struct changes lapses;
	struct report r;
	struct buf b;
	bool failed;
	int status;

	if (cli_check_file(o, "--write-baseline", o->write_baseline, e) ==
	    -1 || cli_load(o, &r, e) == -1)
		return -1;
	if (cli_lapses(&r, &lapses, e) == -1) {
		report_free(&r);
		return -1;
	}
	buf_init(&b, BUF_MAX_DEFAULT);
	if (o->json) {
		status_json(&r, &lapses, &b);
	} else {
		const struct readiness *q = &r.readiness;

		cli_put_head(&r, &b);
		if (!q->anything_supplied)
			buf_puts(&b, "Nothing has been imported yet: there is "
			    "nothing to judge.\n");
		put_milestones(q, &b);
		cli_put_lapses(&r, &lapses, &b);
		buf_printf(&b, "\nEvidence in this store for %" PRIu64 " of "
		    "%zu clauses; criteria met %" PRIu64 ", by document %"
		    PRIu64 ", not met %" PRIu64 ", not evidenced %" PRIu64
		    ".\n", q->clauses_evidenced, q->nassessed,
		    q->n_by_result[CRIT_MET], q->n_by_result[CRIT_BY_DOCUMENT],
		    q->n_by_result[CRIT_NOT_MET],
		    q->n_by_result[CRIT_NOT_EVIDENCED]);
		if (q->anything_supplied)
			put_clauses(q, &b);
		put_concentration(&r, &b);
		put_supply(q, &b);
		buf_printf(&b, "\n%s\n", r.standard.disclaimer);
	}
	status = out_write(&b, e);
	if (status == 0)
		status = cli_gate(o, &r, &failed, e);
	if (status == 0 && (failed || !r.readiness.anything_supplied))
		status = EXIT_REFUSED;
	buf_fini(&b);
	changes_free(&lapses);
	report_free(&r);
	return status;
}

static void
put_violations(const struct report *r, const struct criterion *c,
    struct buf *b)
{
	for (size_t i = 0; i < c->nviolations; i++) {
		const struct violation *v = &c->violation[i];
		const struct leaf *l = &r->store.leaf[v->batch];

		buf_printf(b, "    %-11s ", grade_name(v->grade));
		if (v->reg[0] != '\0')
			buf_printf(b, "%s %s: ", v->reg, v->key);
		buf_puts(b, v->message);
		if (v->row != 0 && l->type == LEAF_BATCH)
			buf_printf(b, " (%s, row %u)", l->u.batch.source.name,
			    v->row);
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

int
cli_gaps(void *values, struct err *e)
{
	const struct report_opts *o = values;
	struct changes lapses;
	struct report r;
	struct buf b;
	size_t n = 0;
	int status;

	if (o->as != NULL)
		return cli_actions(o, e);
	if (cli_load(o, &r, e) == -1)
		return -1;
	if (cli_lapses(&r, &lapses, e) == -1) {
		report_free(&r);
		return -1;
	}
	buf_init(&b, BUF_MAX_DEFAULT);
	if (o->json) {
		status_json(&r, &lapses, &b);
	} else {
		cli_put_head(&r, &b);
		cli_put_lapses(&r, &lapses, &b);
		for (size_t i = 0; i < r.readiness.ncriteria; i++)
			if (r.readiness.criterion[i].nviolations > 0) {
				put_criterion(&r, &r.readiness.criterion[i],
				    &b);
				n++;
			}
		if (n == 0)
			buf_puts(&b, r.readiness.anything_supplied ?
			    "\nNo gap was found in what was supplied.\n" :
			    "\nNothing has been imported yet.\n");
	}
	status = out_write(&b, e);
	if (status == 0 && !r.readiness.anything_supplied)
		status = EXIT_REFUSED;
	buf_fini(&b);
	changes_free(&lapses);
	report_free(&r);
	return status;
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
	const char *near;

	for (size_t i = 0; i < q->ncriteria; i++) {
		const struct criterion *c = &q->criterion[i];

		if (strcmp(c->id, id) != 0)
			continue;
		cli_put_head(r, b);
		put_criterion(r, c, b);
		buf_puts(b, "\nThe rule\n\n");
		buf_str(b, str_trim(c->source));
		buf_putc(b, '\n');
		return 0;
	}
	near = str_suggest(str_of(id), criterion_name, q);
	return err_set(e, ERR_NOT_FOUND, "the adopted rules have no criterion "
	    "\"%s\"%s%s%s; preaudit report status --json lists all", id,
	    near == NULL ? "" : "; did you mean ", near == NULL ? "" : near,
	    near == NULL ? "" : "?");
}

int
cli_explain(void *values, struct err *e)
{
	const struct report_opts *o = values;
	struct report r;
	struct buf b;
	int status;

	if (cli_load(o, &r, e) == -1)
		return -1;
	buf_init(&b, BUF_MAX_DEFAULT);
	status = explain(&r, o->args.item[0], &b, e);
	if (status == 0)
		status = out_write(&b, e);
	buf_fini(&b);
	report_free(&r);
	return status;
}

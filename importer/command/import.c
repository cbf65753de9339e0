/* SPDX-License-Identifier: Apache-2.0 */
/* Files into the store, or what would change: the order of the stages. */
#include <stdlib.h>

#include "importer/command/answer/marked_copy.h"
#include "importer/command/answer/messages.h"
#include "importer/command/answer/summary.h"
#include "importer/command/call.h"
#include "importer/command/import_outputs.h"
#include "importer/command/no_rows.h"
#include "importer/common/opts_outputs.h"
#include "importer/plan/attest.h"
#include "importer/plan/batch.h"
#include "importer/plan/jobs.h"
#include "importer/plan/retired.h"
#include "importer/plan/withdraw.h"
#include "shared/base/mem.h"

#define DIFF_SHOWN 50 /* records of each register, where no limit is given */

static int
run_jobs(struct session *s, struct err *e)
{
	unsigned *order = mem_calloc(s->njobs, sizeof(*order));
	int status = 0;

	no_rows_find(s);
	jobs_order(s, order);
	status = withdraw_mark(s, e);
	if (status == 0)
		status = batch_mark_same(s, order, e);
	if (status == 0)
		status = batch_prepare(s, order, e);
	for (size_t i = 0; status == 0 && i < s->njobs; i++) {
		struct job *j = &s->job[order[i]];

		if (j->outcome == JOB_OPEN)
			status = batch_run(s, j, e);
	}
	free(order);
	return status;
}

/* Some file is refused as a whole, so the call is. */
static bool
is_refused(const struct session *s)
{
	for (size_t i = 0; i < s->njobs; i++)
		if (s->job[i].outcome == JOB_REFUSED ||
		    s->job[i].outcome == JOB_NO_ROWS)
			return true;
	return false;
}

/* Are there errors in a table that could be read? */
static bool
can_be_marked(const struct session *s)
{
	for (size_t i = 0; s->findings.errors > 0 && i < s->njobs; i++)
		if (s->job[i].has_map && s->job[i].source.file->map.n > 0)
			return true;
	return false;
}

/* Findings and marked copies, for people: on standard error. */
static int
report_findings(struct session *s, enum ending ending, struct err *e)
{
	const struct import_opts *o = s->o;
	struct buf text;
	int status;

	buf_init(&text, BUF_MAX_DEFAULT);
	buf_str(&text, buf_view(&s->notices));
	status = summary_findings(s, &text, e);
	if (status == 0 && o->findings != NULL)
		status = summary_write_findings(s, o->findings, e);
	if (status == 0 && o->marked != NULL)
		status = marked_copy_write(s, o->marked, &text, e);
	else if (status == 0 && can_be_marked(s))
		command_put(&text, COMMAND_MSG_MARKED_OFFER, MSG_NONE);
	/* Findings are there also when their marked copy failed. */
	if ((status == 0 || o->marked != NULL) && (!o->quiet ||
	    (ending == ENDING_REFUSED && !o->check)))
		call_notice(&text);
	buf_fini(&text);
	return status;
}

/* The answer itself, for standard output. */
static int
answer(struct import_call *c, enum ending ending, struct err *e)
{
	struct session *s = &c->s;
	int status = 0;

	if (c->diff != NULL)
		status = !c->o.quiet || c->o.json ? diff_show(c->diff, ending,
		    &c->out, e) : 0;
	else if (c->o.json)
		status = summary_json(s, ending, &c->out, e);
	else if (c->o.check && !c->o.quiet)
		summary_check(s, ending, &c->out);
	else if (!c->o.quiet)
		summary_text(s, ending, c->argc, c->argv, &c->out);
	return call_print(c, status, e);
}

int
call_import(struct import_call *c, struct err *e)
{
	struct session *s = &c->s;
	enum ending ending;
	bool written; /* records were signed */

	/* Read and decide. */
	if (import_outputs_check_files(s, e) == -1 || run_jobs(s, e) == -1)
		return -1;
	ending = is_refused(s) ? ENDING_REFUSED : ENDING_DONE;
	if (ending == ENDING_DONE && (attest_compare(s, e) == -1 ||
	    retired_tell(s, e) == -1))
		return -1;
	if (s->findings.err.code != ERR_NONE) {
		*e = s->findings.err;
		return -1;
	}
	/* Write, then answer. */
	written = ending == ENDING_DONE && s->has_txn &&
	    s->txn.nlines > 0;
	if (ending == ENDING_DONE && s->has_txn &&
	    store_commit(&s->txn, e) == -1)
		return -1;
	if (report_findings(s, ending, e) == -1) {
		struct err unheard;

		if (!written)
			return -1;
		/* What is signed is told, whatever could not be said of it. */
		(void)answer(c, ending, &unheard);
	} else if (answer(c, ending, e) == 0) {
		return ending == ENDING_DONE ? 0 :
		    err_exit_status(ERR_REFUSED);
	}
	if (written)
		err_ctx(e, "the import is done, and its records are signed; "
		    "but what was to be written besides is not");
	return -1;
}

/* Files are named; outputs are none of them; the store is open. */
static int
begin(struct import_call *c, struct err *e)
{
	if (c->o.args.n == 0)
		return err_set(e, ERR_USAGE, "which file or folder? "
		    "Example: preaudit-import --dry-run training.csv "
		    "(--help for more)");
	if (import_opts_check_outputs(&c->o, NULL, e) == -1)
		return -1;
	return session_open(&c->s, &c->o, e);
}

int
import_files(void *values, struct err *e)
{
	struct import_call *c = values;

	c->o.dry_run = c->o.dry_run || c->o.check;
	if (begin(c, e) == -1 || jobs_open(&c->s, e) == -1)
		return -1;
	return call_import(c, e);
}

int
import_diff(void *values, struct err *e)
{
	struct import_call *c = values;
	struct diff diff;
	int status = -1;

	c->o.dry_run = true;
	if (begin(c, e) == -1)
		return -1;
	diff_begin(&diff, &c->s, c->o.has_limit ? c->o.limit : c->o.json ? 0 :
	    DIFF_SHOWN, c->o.json);
	c->diff = &diff;
	if (jobs_open(&c->s, e) == 0)
		status = call_import(c, e);
	diff_end(&diff);
	return status;
}

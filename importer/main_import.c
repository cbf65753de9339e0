/* SPDX-License-Identifier: Apache-2.0 */
/*
 * preaudit-import: files into the store. The stages stand in their modules;
 * this is their order, and what the call answers.
 */
#include <stdio.h>
#include <stdlib.h>

#include "importer/command/diff.h"
#include "importer/command/history.h"
#include "importer/command/import_outputs.h"
#include "importer/command/map_suggest.h"
#include "importer/command/marked_copy.h"
#include "importer/command/nil_return.h"
#include "importer/command/peek.h"
#include "importer/command/summary.h"
#include "importer/command/undo.h"
#include "importer/common/opts_outputs.h"
#include "importer/describe/registers.h"
#include "importer/plan/attest.h"
#include "importer/plan/batch.h"
#include "importer/plan/jobs.h"
#include "importer/rows/rows_shape.h"
#include "importer/template/template.h"
#include "shared/base/mem.h"
#include "shared/file/sandbox.h"

#define PROGRAM "preaudit-import"
#define STATUS_REFUSED 3

struct call {
	struct import_opts o;
	int argc;
	char **argv;
	struct session s;
	struct diff diff;
	struct buf out;
};

static int
fail(const struct err *e)
{
	err_print(PROGRAM, e);
	return err_exit_status(e->code);
}

static int
print(const struct buf *b, FILE *f)
{
	if (b->n > 0 && fwrite(b->p, 1, b->n, f) != b->n)
		return -1;
	return fflush(f) == 0 ? 0 : -1;
}

/* A file without rows is a finding: "none" is said in another way. */
static void
say_no_rows(struct session *s)
{
	for (size_t i = 0; i < s->njobs; i++) {
		struct job *j = &s->job[i];
		struct finding f;
		struct buf b;

		if (j->outcome == JOB_BATCH && j->counts.read == 0)
			j->outcome = JOB_NO_ROWS;
		if (j->outcome != JOB_NO_ROWS)
			continue;
		buf_init(&b, 4096);
		f = job_finding(j);
		f.code = "no-rows";
		summary_no_rows(s, j, &b);
		f.message = buf_view(&b);
		finding_put(&s->findings, &f);
		buf_fini(&b);
	}
}

static bool
take_row(void *ctx, const struct csv_row *row)
{
	struct job *j = ctx;
	size_t beyond;

	if (row->row <= j->map.header_row || rows_is_blank(row))
		return true;
	/* What is amiss with its cells is said when it is read. */
	if (rows_is_fit(&j->source, row, j->map.n, &beyond) &&
	    filter_leaves(&j->filter, row, source_row(&j->source, row->row)))
		return true;
	j->counts.read = 1;
	return false;
}

/* A sheet without a row to take, beside others. */
static void
pass_empty(struct session *s, const struct job *j)
{
	struct buf why;

	buf_init(&why, 4096);
	if (filter_left_out(&j->filter) > 0) {
		buf_puts(&why, "all of its rows are left out, the first, ");
		filter_say_first(&j->filter, &why);
	} else {
		buf_puts(&why, "it has a header but no rows");
	}
	session_leave_out(s, j->source.name, j->source.sheet,
	    buf_cstr(&why));
	buf_fini(&why);
}

/* Looks for a first row, before anything is begun. */
static void
find_empty(struct session *s)
{
	for (size_t i = 0; i < s->njobs; i++) {
		struct job *j = &s->job[i];
		struct err ignored = { 0 };

		if (j->outcome != JOB_OPEN)
			continue;
		if (csv_read(j->source.text, j->source.delimiter, take_row, j,
		    &ignored) == 0 && j->counts.read == 0) {
			j->outcome = j->may_pass ? JOB_PASSED : JOB_NO_ROWS;
			if (j->may_pass)
				pass_empty(s, j);
		} else if (j->filter.n > 0) {
			filter_restart(&j->filter);
		}
		j->counts.read = 0;
	}
}

static int
run_jobs(struct session *s, struct err *e)
{
	unsigned *order = mem_calloc(s->njobs, sizeof(*order));
	int status = 0;

	find_empty(s);
	say_no_rows(s);
	jobs_order(s, order);
	batch_mark_same(s, order);
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

static int
answer(struct call *c, enum ending ending, struct err *e)
{
	struct session *s = &c->s;
	struct buf said;
	int status;

	buf_init(&said, BUF_MAX_DEFAULT);
	buf_str(&said, buf_view(&s->said));
	status = summary_findings(s, &said, e);
	if (status == 0 && s->o->findings != NULL)
		status = summary_write_findings(s, s->o->findings, e);
	if (status == 0 && s->o->marked != NULL)
		status = marked_copy_write(s, s->o->marked, &said, e);
	else if (status == 0 && can_be_marked(s))
		buf_puts(&said, "To get the files back with their problems "
		    "marked, add --marked FILE\n");
	/* Findings are told also when their marked copy failed. */
	if ((status == 0 || s->o->marked != NULL) && (!s->o->quiet ||
	    (ending == ENDING_REFUSED && !s->o->check)))
		(void)print(&said, stderr);
	buf_fini(&said);
	if (status == 0 && c->o.command == IMPORT_DIFF)
		status = !s->o->quiet || s->o->json ? diff_show(&c->diff,
		    ending, &c->out, e) : 0;
	else if (status == 0 && s->o->json)
		status = summary_json(s, ending, &c->out, e);
	else if (status == 0 && s->o->check && !s->o->quiet)
		summary_check(s, ending, &c->out);
	else if (status == 0 && !s->o->quiet)
		summary_text(s, ending, c->argc, c->argv, &c->out);
	if (status == 0 && print(&c->out, stdout) == -1)
		status = err_sys(e, "write", "standard output");
	return status;
}

/* The jobs are open: read, decide, write, answer. */
static int
import(struct call *c, struct err *e)
{
	struct session *s = &c->s;
	enum ending ending;

	if (import_outputs_check_files(s, e) == -1 || run_jobs(s, e) == -1)
		return fail(e);
	ending = is_refused(s) ? ENDING_REFUSED : ENDING_DONE;
	if (ending == ENDING_DONE && attest_compare(s, e) == -1)
		return fail(e);
	if (s->findings.err.code != ERR_NONE) {
		*e = s->findings.err;
		return fail(e);
	}
	if (ending == ENDING_DONE && s->has_txn &&
	    store_commit(&s->txn, e) == -1)
		return fail(e);
	if (answer(c, ending, e) == -1)
		return fail(e);
	return ending == ENDING_DONE ? 0 : STATUS_REFUSED;
}

static int
run_files(struct call *c, struct err *e)
{
	if (import_opts_check_outputs(&c->o, NULL, e) == -1 ||
	    session_open(&c->s, &c->o, e) == -1 || jobs_open(&c->s, e) == -1)
		return fail(e);
	return import(c, e);
}

#define DIFF_SHOWN 50

static int
run_diff(struct call *c, struct err *e)
{
	uint64_t limit = c->o.has_limit ? c->o.limit : c->o.json ? 0 :
	    DIFF_SHOWN;

	if (import_opts_check_outputs(&c->o, NULL, e) == -1 ||
	    session_open(&c->s, &c->o, e) == -1)
		return fail(e);
	diff_begin(&c->diff, &c->s, limit, c->o.json);
	return jobs_open(&c->s, e) == -1 ? fail(e) : import(c, e);
}

static int
print_out(struct call *c, struct err *e)
{
	if (print(&c->out, stdout) == 0)
		return 0;
	err_sys(e, "write", "standard output");
	return fail(e);
}

static int
run_undo(struct call *c, struct err *e)
{
	struct session *s = &c->s;
	struct undo u = { .s = NULL };
	int status = session_open(s, &c->o, e);

	if (status == 0)
		status = undo_plan(&u, s, c->o.batch, e);
	if (status == 0 && !c->o.dry_run && (status = undo_write(&u, e)) == 0)
		status = store_commit(&s->txn, e);
	if (s->said.n > 0 && !c->o.quiet)
		(void)print(&s->said, stderr);
	if (status == 0 && c->o.json)
		undo_json(&u, &c->out);
	else if (status == 0 && !c->o.quiet)
		undo_text(&u, c->argc, c->argv, &c->out);
	undo_free(&u);
	return status == -1 ? fail(e) : print_out(c, e);
}

static int
run_history(struct call *c, struct err *e)
{
	int reg;

	if (session_open(&c->s, &c->o, e) == -1)
		return fail(e);
	reg = session_register(&c->s, c->o.args.item[0], e);
	if (reg == -1 || history_show(&c->s, (unsigned)reg,
	    str_of(c->o.args.item[1]), c->o.json, &c->out, e) == -1)
		return fail(e);
	return print_out(c, e);
}

static int
run_nil(struct call *c, struct err *e)
{
	struct import_opts stated = c->o;
	char today[DATE_TEXT];
	const char *reg = NULL;
	struct buf csv;
	int covered, status = -1;

	/* Who states it goes into the record, not into the log line. */
	stated.by = NULL;
	if (session_open(&c->s, &stated, e) == -1)
		return fail(e);
	covered = session_register(&c->s, c->o.args.item[0], e);
	buf_init(&csv, BUF_MAX_DEFAULT);
	date_format(today, c->s.today);
	if (covered >= 0)
		reg = nil_return_record(&c->s.std, &c->o, c->s.std.reg[covered].name,
		    today, &csv, e);
	if (reg != NULL)
		status = jobs_add_text(&c->s, "nil.csv", &csv, reg, e);
	buf_fini(&csv);
	return status == -1 ? fail(e) : import(c, e);
}

static int
run_registers(struct call *c, struct err *e)
{
	int reg;

	if (session_load_rules(&c->s, &c->o, e) == -1)
		return fail(e);
	if (c->o.json)
		registers_json(&c->s.std, &c->out);
	else if (c->o.markdown)
		registers_markdown(&c->s.std, &c->out);
	else if (c->o.args.n == 0)
		registers_list(&c->s.std, &c->out);
	for (size_t i = 0; !c->o.json && !c->o.markdown && i < c->o.args.n;
	    i++) {
		reg = session_register(&c->s, c->o.args.item[i], e);
		if (reg == -1)
			return fail(e);
		registers_show(&c->s.std, (unsigned)reg, &c->out);
		buf_putc(&c->out, '\n');
	}
	return print_out(c, e);
}

/* The answer of a command that only looks. */
static int
print_answer(struct call *c, int status, struct err *e)
{
	if (status == 0 && print(&c->out, stdout) == -1)
		status = err_sys(e, "write", "standard output");
	return status == -1 ? fail(e) : 0;
}

/* Findings are told, and decide the status, as in an import. */
static int
answer_look(struct call *c, int status, struct err *e)
{
	struct buf said;

	buf_init(&said, BUF_MAX_DEFAULT);
	if (status == 0)
		status = summary_findings(&c->s, &said, e);
	if (status == 0)
		(void)print(&said, stderr);
	buf_fini(&said);
	status = print_answer(c, status, e);
	return status == 0 && c->s.findings.errors > 0 ? STATUS_REFUSED :
	    status;
}

static int
run_peek(struct call *c, struct err *e)
{
	int status;

	if (c->o.list)
		return print_answer(c, peek_list(&c->o, &c->out, e), e);
	if (c->o.raw)
		return print_answer(c, peek_raw(&c->o, &c->out, e), e);
	if (session_load_rules(&c->s, &c->o, e) == -1 ||
	    jobs_open(&c->s, e) == -1)
		return fail(e);
	status = c->o.json ? peek_json(&c->s, &c->out, e) :
	    peek_text(&c->s, &c->out, e);
	return answer_look(c, status, e);
}

static int
run_map(struct call *c, struct err *e)
{
	if (session_load_rules(&c->s, &c->o, e) == -1 ||
	    jobs_open(&c->s, e) == -1)
		return fail(e);
	return print_answer(c, map_suggest(&c->s, &c->out, e), e);
}

static int
run_template(struct call *c, struct err *e)
{
	struct buf said;
	int reg, status;

	if (session_load_rules(&c->s, &c->o, e) == -1)
		return fail(e);
	reg = session_register(&c->s, c->o.args.item[0], e);
	if (reg == -1)
		return fail(e);
	buf_init(&said, BUF_MAX_DEFAULT);
	status = template_make(&c->s.std, (unsigned)reg, &c->o, &c->out, &said,
	    e);
	status = print_answer(c, status, e);
	if (status == 0 && !c->o.quiet)
		(void)print(&said, stderr);
	buf_fini(&said);
	return status;
}

int
main(int argc, char **argv)
{
	static int (*const run[])(struct call *, struct err *) = {
		[IMPORT_FILES] = run_files,
		[IMPORT_REGISTERS] = run_registers,
		[IMPORT_NIL] = run_nil,
		[IMPORT_PEEK] = run_peek,
		[IMPORT_MAP] = run_map,
		[IMPORT_UNDO] = run_undo,
		[IMPORT_HISTORY] = run_history,
		[IMPORT_DIFF] = run_diff,
		[IMPORT_TEMPLATE] = run_template,
	};
	struct call c = { .argc = argc, .argv = argv };
	struct err e = { 0 };
	int status;

	c.s.findings.fd = -1;
	buf_init(&c.out, BUF_MAX_DEFAULT);
	sandbox_offline();
	status = import_opts_parse(&c.o, argc, argv, &c.out, &e);
	if (status == 1)
		status = print(&c.out, stdout) == 0 ? 0 : 1;
	else if (status == -1)
		status = fail(&e);
	else
		status = run[c.o.command](&c, &e);
	if (c.diff.s != NULL)
		diff_end(&c.diff);
	session_close(&c.s);
	import_opts_free(&c.o);
	buf_fini(&c.out);
	return status;
}

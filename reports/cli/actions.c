/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-report gaps --as NAME --out FILE: gaps to be filled in and imported. */
#include "reports/cli/cli.h"

#include "reports/cli/actions_out.h"
#include "shared/file/fileio.h"

static int
write_sheet(const struct report *r, const struct work_sheet *w,
    const char *name, const char *path, struct err *e)
{
	struct buf b;
	int status;

	if (str_ends(str_of(path), STR(".xlsx")))
		return work_xlsx(w, path, name, (int64_t)r->as_of * 86400, e);
	buf_init(&b, BUF_MAX_DEFAULT);
	work_csv(w, &b);
	status = output_write(path, buf_view(&b), NULL, e);
	buf_fini(&b);
	return status;
}

int
cli_actions(const struct report_opts *o, struct err *e)
{
	const struct profile_work *p;
	struct work_sheet w;
	struct cli_run c;
	const struct report *r = &c.report;
	int status = -1;

	/* The file first: nothing is judged for one that cannot be. */
	if (o->out == NULL || (!str_ends(str_of(o->out), STR(".xlsx")) &&
	    !str_ends(str_of(o->out), STR(".csv"))))
		return cli_refuse(e, CLI_MSG_AS_WHERE, MSG_NONE);
	if (cli_check_file(o, "--out", o->out, e) == -1 ||
	    cli_begin(&c, o, report_load, e) == -1)
		return -1;
	/* The gaps as rows of the register that they are to be put into. */
	p = work_find(&r->profile, o->as, e);
	if (p != NULL && work_make(&w, r, p, e) == 0) {
		const char *reg = r->standard.reg[p->reg].name;

		/* Written, and said what to do with it. */
		status = write_sheet(r, &w, reg, o->out, e);
		if (status == 0)
			cli_print(stdout, CLI_MSG_GAPS, VALUES(w.table->nrows,
			    o->out, reg));
		if (status == 0 && w.known > 0)
			cli_print(stdout, CLI_MSG_GAPS_KNOWN,
			    VALUES(w.known, reg));
		work_free(&w);
	}
	return cli_end(&c, status);
}

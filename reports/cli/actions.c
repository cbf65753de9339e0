/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-report gaps --as NAME --out FILE: gaps to be filled in and imported. */
#include "reports/cli/cli.h"

#include <inttypes.h>
#include <stdio.h>

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

	if (o->out == NULL || (!str_ends(str_of(o->out), STR(".xlsx")) &&
	    !str_ends(str_of(o->out), STR(".csv"))))
		return err_set(e, ERR_USAGE, "gaps --as needs a file to "
		    "write: --out FILE.xlsx or --out FILE.csv");
	if (cli_check_file(o, "--out", o->out, e) == -1 ||
	    cli_begin(&c, o, report_load, e) == -1)
		return -1;
	p = work_find(&r->profile, o->as, e);
	if (p != NULL && work_make(&w, r, p, e) == 0) {
		const char *reg = r->standard.reg[p->reg].name;

		status = write_sheet(r, &w, reg, o->out, e);
		if (status == 0)
			printf("%zu gaps in %s; fill in what is empty, then: "
			    "preaudit import --register %s %s\n", w.table->nrows,
			    o->out, reg, o->out);
		if (status == 0 && w.known > 0)
			printf("%" PRIu64 " more are records of %s already "
			    "and are left out\n", w.known, reg);
		work_free(&w);
	}
	return cli_end(&c, status);
}

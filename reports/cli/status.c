/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-report status: how it stands, and what is demanded of that. */
#include "reports/cli/cli.h"

#include "reports/compare/status.h"

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
	if (!o->json)
		cli_put_head(&c.report, &c.out);
	status_put(&c.report, &c.lapses, o->json, &c.out);
	status = out_write(&c.out, e);
	if (status == 0)
		status = cli_gate(o, &c.report, &failed, e);
	if (status == 0 && (failed || !c.report.readiness.anything_supplied))
		status = CLI_REFUSED;
	return cli_end(&c, status);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-report: says how ready a system is, and issues signed reports. */
#include "reports/cli/cli.h"

int
main(int argc, char **argv)
{
	struct report_opts o = { 0 };

	return opts_run(&report_program, argc, argv, &o);
}

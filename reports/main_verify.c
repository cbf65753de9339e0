/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-verify: is a file the report that was issued, and by whom? */
#include "reports/cli/verify.h"

int
main(int argc, char **argv)
{
	struct verify_opts o = { 0 };

	return opts_run(&verify_program, argc, argv, &o);
}

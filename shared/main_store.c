/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-store: makes, shows, checks and proves the signed store. */
#include "shared/cli/store_cli.h"

int
main(int argc, char **argv)
{
	struct store_opts o = { 0 };

	return opts_run(&store_program, argc, argv, &o);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-import: brings registers into the signed store. */
#include "importer/command/call.h"
#include "shared/file/sandbox.h"

int
main(int argc, char **argv)
{
	struct import_call c;
	int status;

	sandbox_offline();
	call_init(&c, argc, argv);
	status = opts_run(&import_program, argc, argv, &c);
	call_fini(&c);
	return status;
}

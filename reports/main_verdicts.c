/* SPDX-License-Identifier: Apache-2.0 */
/* Prints the table of verdicts as JSON; run when building, not installed. */
#include "reports/verify/verdict/verdict.h"
#include "shared/file/fileio.h"

int
main(void)
{
	struct err e;
	struct buf b;
	int status;

	buf_init(&b, BUF_MAX_DEFAULT);
	verdict_json(&b);
	status = out_write(&b, &e);
	buf_fini(&b);
	if (status == -1)
		err_print("verdicts", &e);
	return status == -1;
}

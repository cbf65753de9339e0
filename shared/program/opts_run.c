/* SPDX-License-Identifier: Apache-2.0 */
/* The main of a program with an option table; see opts.h. */
#include <unistd.h>

#include "shared/file/fileio.h"
#include "shared/program/opts.h"

int
opts_run(const struct opt_program *p, int argc, char **argv, void *values,
    opts_run_fn *fn)
{
	const struct opt_command *command;
	struct opt_list args = { 0 };
	struct err e = { 0 };
	struct buf text;
	int status;

	buf_init(&text, BUF_MAX_DEFAULT);
	status = opts_parse(p, argc, argv, values, &command, &args, &text,
	    &e);
	if (status == 1)
		status = out_write(&text, &e);
	else if (status == 0)
		status = fn(command, values, &args, &e);
	if (status == -1) {
		err_print(p->name, &e);
		status = err_exit_status(e.code);
	}
	buf_fini(&text);
	opts_free(p, values, &args);
	return status;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The main of a program with an option table; see opts.h. */
#include "shared/file/fileio.h"
#include "shared/program/opts.h"

static int
run(const struct opt_program *p, const struct opt_command *command,
    void *values, struct err *e)
{
	int status;

	if (p->check != NULL && p->check(command, values, e) == -1)
		return -1;
	status = command->run(values, e);
	if (status == -1 && p->failed != NULL)
		p->failed(values, e);
	return status;
}

int
opts_run(const struct opt_program *p, int argc, char **argv, void *values)
{
	struct opt_list *args = (void *)((char *)values + p->args);
	const struct opt_command *command;
	struct err e = { 0 };
	struct buf text;
	int status;

	buf_init(&text, BUF_MAX_DEFAULT);
	status = opts_parse(p, argc, argv, values, &command, args, &text, &e);
	if (status == 1)
		status = out_write(&text, &e);
	else if (status == 0)
		status = run(p, command, values, &e);
	if (status == -1) {
		err_print(p->name, &e);
		status = err_exit_status(e.code);
	}
	buf_fini(&text);
	opts_free(p, values, args);
	return status;
}

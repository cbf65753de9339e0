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
	struct buf text;
	struct opts_line l = { .argc = argc, .argv = argv, .values = values,
		.args = (void *)((char *)values + p->args), .text = &text };
	struct err e = { 0 };
	int status;

	buf_init(&text, BUF_MAX_DEFAULT);
	status = opts_parse(p, &l, &e);
	if (status == 1)
		status = out_write(&text, &e);
	else if (status == 0)
		status = run(p, l.command, values, &e);
	if (status == -1) {
		err_print(p->name, &e);
		status = err_exit_status(e.code);
	}
	buf_fini(&text);
	opts_free(p, values, l.args);
	return status;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* What every command of the importer begins and ends with; see call.h. */
#include "importer/command/call.h"

#include <stdio.h>

void
call_init(struct import_call *c, int argc, char **argv)
{
	*c = (struct import_call){ .argc = argc, .argv = argv,
		.o = IMPORT_OPTS_INIT };
	c->s.findings.fd = -1;
	buf_init(&c->out, BUF_MAX_DEFAULT);
}

void
call_fini(struct import_call *c)
{
	session_close(&c->s);
	buf_fini(&c->out);
}

int
call_print(struct import_call *c, int status, struct err *e)
{
	return status == 0 ? out_write(&c->out, e) : -1;
}

void
call_notice(const struct buf *text)
{
	(void)!fwrite(text->p, 1, text->n, stderr);
}

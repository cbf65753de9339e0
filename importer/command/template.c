/* SPDX-License-Identifier: Apache-2.0 */
/* `template`: an empty form of a register, to be filled in and imported. */
#include "importer/command/call.h"
#include "importer/template/template.h"

int
import_template(void *values, struct err *e)
{
	struct import_call *c = values;
	struct buf notice;
	int reg, status;

	if (c->o.args.n != 1)
		return err_set(e, ERR_USAGE, "template takes one register: "
		    "preaudit-import template REGISTER (preaudit-import "
		    "registers lists them)");
	if (session_load_rules(&c->s, &c->o, e) == -1)
		return -1;
	reg = session_register(&c->s, c->o.args.item[0], e);
	if (reg == -1)
		return -1;
	buf_init(&notice, BUF_MAX_DEFAULT);
	status = call_print(c, template_make(&c->s.std, (unsigned)reg, &c->o,
	    &c->out, &notice, e), e);
	if (status == 0 && !c->o.quiet)
		call_notice(&notice);
	buf_fini(&notice);
	return status;
}

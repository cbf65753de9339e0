/* SPDX-License-Identifier: Apache-2.0 */
/* `registers`: what each register holds and the columns it needs. */
#include "importer/command/call.h"
#include "importer/describe/registers.h"

static int
describe(struct import_call *c, const char *name, struct err *e)
{
	int reg = session_register(&c->s, name, e);

	if (reg == -1)
		return -1;
	registers_show(&c->s.std, (unsigned)reg, &c->out);
	buf_putc(&c->out, '\n');
	return 0;
}

int
import_registers(void *values, struct err *e)
{
	struct import_call *c = values;
	const struct standard *std = &c->s.std;
	int status = 0;

	if (session_load_rules(&c->s, &c->o, e) == -1)
		return -1;
	if (c->o.json)
		registers_json(std, &c->out);
	else if (c->o.markdown)
		registers_markdown(std, &c->out);
	else if (c->o.args.n == 0)
		registers_list(std, &c->out);
	else
		for (size_t i = 0; status == 0 && i < c->o.args.n; i++)
			status = describe(c, c->o.args.item[i], e);
	return call_print(c, status, e);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The help text, from the same table that parses; see opts.h. */
#include "shared/program/messages.h"
#include "shared/program/opts_internal.h"

bool
opts_uses(const struct opt_command *c, const char *name)
{
	for (size_t i = 0; c->uses != NULL && c->uses[i] != NULL; i++)
		if (strcmp(c->uses[i], name) == 0)
			return true;
	return false;
}

#define COLUMN 28

static void
pad(struct buf *out, size_t from)
{
	if (out->n - from >= COLUMN) {
		buf_putc(out, '\n');
		from = out->n;
	}
	while (out->n - from < COLUMN)
		buf_putc(out, ' ');
}

static void
put_synopsis(const struct opt_program *p, const struct opt_command *c,
    struct buf *out)
{
	program_put(out, PROGRAM_MSG_SYNOPSIS, VALUES(p->name,
	    opts_blank(c->name), c->name, opts_blank(c->args), c->args));
}

static void
put_option(const struct opt *o, struct buf *out)
{
	size_t from = out->n;

	buf_printf(out, "  --%s%s%s", o->name, opts_blank(o->arg),
	    o->arg == NULL ? "" : o->arg);
	pad(out, from);
	buf_printf(out, "%s\n", o->help);
}

void
opts_usage(const struct opt_program *p, const struct opt_command *c,
    struct buf *out)
{
	buf_printf(out, "%s\n\n", c == NULL ? p->about : c->help);
	if (c == NULL && p->examples != NULL)
		program_put(out, PROGRAM_MSG_EXAMPLES, VALUES(p->examples));
	program_put(out, PROGRAM_MSG_USAGE, MSG_NONE);
	for (const struct opt_command *k = p->commands; k->help != NULL; k++)
		if (c == NULL || k == c)
			put_synopsis(p, k, out);
	if (c == NULL && p->commands[0].help != NULL &&
	    (p->commands[0].name != NULL || p->commands[1].help != NULL)) {
		program_put(out, PROGRAM_MSG_COMMANDS, MSG_NONE);
		for (const struct opt_command *k = p->commands;
		    k->help != NULL; k++) {
			size_t from = out->n;

			buf_printf(out, "  %s", k->name == NULL ? "(none)" :
			    k->name);
			pad(out, from);
			buf_printf(out, "%s\n", k->help);
		}
	}
	program_put(out, PROGRAM_MSG_OPTIONS, MSG_NONE);
	for (const struct opt *o = p->opts; o->name != NULL; o++)
		if (c == NULL || opts_uses(c, o->name))
			put_option(o, out);
	program_put(out, PROGRAM_MSG_END, MSG_NONE);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The help text, from the same table that parses; see opts.h. */
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
	const char *args = c->args == NULL ? "" : c->args;

	buf_printf(out, "  %s%s%s [options]%s%s\n", p->name,
	    c->name == NULL ? "" : " ", c->name == NULL ? "" : c->name,
	    args[0] == '\0' ? "" : " ", args);
}

static void
put_option(const struct opt *o, struct buf *out)
{
	size_t from = out->n;

	buf_printf(out, "  --%s%s%s", o->name, o->arg == NULL ? "" : " ",
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
		buf_printf(out, "Examples\n%s\n", p->examples);
	buf_puts(out, "Usage\n");
	for (const struct opt_command *k = p->commands; k->help != NULL; k++)
		if (c == NULL || k == c)
			put_synopsis(p, k, out);
	if (c == NULL && p->commands[0].help != NULL &&
	    (p->commands[0].name != NULL || p->commands[1].help != NULL)) {
		buf_puts(out, "\nCommands\n");
		for (const struct opt_command *k = p->commands;
		    k->help != NULL; k++) {
			size_t from = out->n;

			buf_printf(out, "  %s", k->name == NULL ? "(none)" :
			    k->name);
			pad(out, from);
			buf_printf(out, "%s\n", k->help);
		}
	}
	buf_puts(out, "\nOptions\n");
	for (const struct opt *o = p->opts; o->name != NULL; o++)
		if (c == NULL || opts_uses(c, o->name))
			put_option(o, out);
	buf_puts(out, "  --help                    this text; with a command, "
	    "its own\n  --version                 name and version\n");
	buf_puts(out, "\nExit status\n  0 done; 1 could not be done (disk, "
	    "memory, lock); 2 usage or configuration;\n  3 refused; 4 "
	    "integrity: store or report is not what was signed\n");
}

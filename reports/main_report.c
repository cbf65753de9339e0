/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-report: readiness, gaps, reports. Options here, the work in cli_*.c. */
#include <stdio.h>
#include <stdlib.h>

#include "reports/cli.h"

#define PROGRAM "preaudit-report"

enum { CMD_ISSUE, CMD_STATUS, CMD_GAPS, CMD_EXPLAIN, CMD_LINT };

#define AT(member) offsetof(struct report_opts, member)
static const struct opt options[] = {
	PLACE_OPT_STORE(AT(place)),
	{ "as-of", "DATE", "the day dates are judged at (default: today)",
	    OPT_TEXT, AT(as_of) },
	{ "at", "SIZE", "the log size records are known at (default: all)",
	    OPT_TEXT, AT(at) },
	{ "profile", "NAME", "which report (default: readiness)", OPT_TEXT,
	    AT(profile) },
	{ "format", "LIST", "what --out receives: xlsx,html,csv", OPT_TEXT,
	    AT(format) },
	{ "out", "DIR", "the folder that receives the files", OPT_TEXT,
	    AT(out) },
	{ "issue", NULL, "log and sign the report", OPT_FLAG, AT(issue) },
	PLACE_OPT_KEY(AT(place)),
	PLACE_OPT_PASSPHRASE(AT(place)),
	PLACE_OPT_WAIT(AT(place)),
	{ "json", NULL, "print JSON", OPT_FLAG, AT(json) },
	{ "quiet", NULL, "print nothing but errors", OPT_FLAG, AT(quiet) },
	{ .name = NULL }
};

static const char *const issue_uses[] = { "store", "as-of", "at", "profile",
	"format", "out", "issue", "key", "passphrase-file", "wait", "json",
	"quiet", NULL };
static const char *const read_uses[] = { "store", "as-of", "at", "json",
	NULL };
static const char *const lint_uses[] = { "quiet", NULL };
static const struct opt_command commands[] = {
	{ NULL, "", "render the report into --out, or --issue it", issue_uses,
	    CMD_ISSUE },
	{ "status", "", "verdict per milestone, clauses, what to supply next",
	    read_uses, CMD_STATUS },
	{ "gaps", "", "what is not met, with the records behind it",
	    read_uses, CMD_GAPS },
	{ "explain", "CRITERION", "the rule, its result and its records",
	    read_uses, CMD_EXPLAIN },
	{ "lint", "DIR", "check a standard's folder before adopting it",
	    lint_uses, CMD_LINT },
	{ .help = NULL }
};

static const struct opt_program program = {
	.name = PROGRAM,
	.about = "Says how ready a service management system is, and issues "
	    "signed reports.",
	.opts = options,
	.commands = commands,
	.examples = "  preaudit report status\n"
	    "  preaudit report gaps --as-of 2026-09-30\n"
	    "  preaudit report --issue --out reports/2026-Q3\n",
};

static int
dispatch(const struct opt_command *c, void *values,
    const struct opt_list *args, struct err *e)
{
	const struct report_opts *o = values;
	bool one = c->id == CMD_EXPLAIN || c->id == CMD_LINT;

	if (one && args->n != 1)
		return err_set(e, ERR_USAGE, "%s takes one %s", c->name,
		    c->args);
	if (!one && args->n > 0)
		return err_set(e, ERR_USAGE, "there is nothing to do with "
		    "\"%s\"; see " PROGRAM " --help", args->item[0]);
	switch (c->id) {
	case CMD_STATUS:
		return cli_status(o, e);
	case CMD_GAPS:
		return cli_gaps(o, e);
	case CMD_EXPLAIN:
		return cli_explain(o, args->item[0], e);
	case CMD_LINT:
		return cli_lint(o, args->item[0], e);
	default:
		return cli_issue(o, e);
	}
}

int
main(int argc, char **argv)
{
	struct report_opts o = { 0 };

	return opts_run(&program, argc, argv, &o, dispatch);
}

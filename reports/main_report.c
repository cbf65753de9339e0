/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-report: readiness, gaps, reports. Options here, the work in cli_*.c. */
#include <stdio.h>
#include <stdlib.h>

#include "reports/cli/cli.h"

#define PROGRAM "preaudit-report"

enum { CMD_ISSUE, CMD_STATUS, CMD_GAPS, CMD_EXPLAIN, CMD_LINT,
	CMD_CHANGES, CMD_TREND, CMD_SAMPLE };

#define AT(member) offsetof(struct report_opts, member)
static const struct opt options[] = {
	PLACE_OPT_STORE(AT(place)),
	{ "as-of", "DATE", "the day dates are judged at (default: today)",
	    OPT_TEXT, AT(as_of) },
	{ "on", "DATE", "a forecast: what lapses or falls due by this day, or "
	    "by one the profile names", OPT_TEXT, AT(on) },
	{ "at", "SIZE", "the log size records are known at (default: all)",
	    OPT_TEXT, AT(at) },
	{ "profile", "NAME", "which report (default: readiness)", OPT_TEXT,
	    AT(profile) },
	{ "format", "LIST", "what --out receives: xlsx,html,csv", OPT_TEXT,
	    AT(format) },
	{ "out", "DIR", "the folder that receives the files; "
	    "of gaps --as the file", OPT_TEXT,
	    AT(out) },
	{ "since", "WHEN", "a log size, a date, or a name such as last-audit",
	    OPT_TEXT, AT(since) },
	{ "since-as-of", "DATE", "the day dates were judged at then (default: "
	    "the day the data was of)", OPT_TEXT, AT(since_as_of) },
	{ "require", "MILESTONE", "status 3 unless its verdict is ready, ready "
	    "with minors or passed", OPT_TEXT, AT(require) },
	{ "baseline", "FILE", "status 3 when a criterion or clause is worse "
	    "than there, or fails for more records", OPT_TEXT, AT(baseline) },
	{ "write-baseline", "FILE", "pin the results of now in a file",
	    OPT_TEXT, AT(write_baseline) },
	{ "as", "NAME", "write the gaps as records to be filled in (actions), "
	    "into --out FILE.xlsx or FILE.csv", OPT_TEXT, AT(as) },
	{ "by", "PERIOD", "head (default), month, quarter or year", OPT_TEXT,
	    AT(by) },
	{ "cache", "DIR", "where points are kept between runs (default: "
	    "$XDG_CACHE_HOME/preaudit)", OPT_TEXT, AT(cache) },
	{ "no-cache", NULL, "compute every point anew", OPT_FLAG,
	    AT(no_cache) },
	{ "register", "NAME", "the register to draw from", OPT_TEXT, AT(reg) },
	{ "where", "EXPR", "only records for which this is true; the record "
	    "is called r", OPT_TEXT, AT(where) },
	{ "size", "N", "how many to draw", OPT_COUNT, AT(size) },
	{ "seed", "TEXT", "what fixes the draw; let the auditor choose it",
	    OPT_TEXT, AT(seed) },
	{ "csv", NULL, "print CSV", OPT_FLAG, AT(csv) },
	{ "force", NULL, "replace files that are there: never the key or "
	    "anything of the store", OPT_FLAG, AT(force) },
	{ "issue", NULL, "log and sign the report", OPT_FLAG, AT(issue) },
	PLACE_OPT_KEY(AT(place)),
	PLACE_OPT_PASSPHRASE(AT(place)),
	PLACE_OPT_WAIT(AT(place)),
	{ "json", NULL, "print JSON", OPT_FLAG, AT(json) },
	{ "markdown", NULL, "print the page docs/criteria.md", OPT_FLAG,
	    AT(markdown) },
	{ "quiet", NULL, "print nothing but errors", OPT_FLAG, AT(quiet) },
	{ .name = NULL }
};

static const char *const issue_uses[] = { "store", "as-of", "on", "at", "profile",
	"format", "out", "force", "issue", "key", "passphrase-file", "wait", "json",
	"quiet", NULL };
static const char *const read_uses[] = { "store", "as-of", "on", "at",
	"json", NULL };
static const char *const gaps_uses[] = { "store", "as-of", "on", "at",
	"profile", "as", "out", "force", "json", NULL };
static const char *const status_uses[] = { "store", "as-of", "on", "at",
	"require", "baseline", "write-baseline", "force", "json", NULL };
static const char *const changes_uses[] = { "store", "as-of", "at", "since",
	"since-as-of", "profile", "json", NULL };
static const char *const trend_uses[] = { "store", "as-of", "at", "by",
	"cache", "no-cache", "format", "csv", "json", NULL };
static const char *const sample_uses[] = { "store", "as-of", "at", "register",
	"where", "size", "seed", "csv", "json", NULL };
static const char *const lint_uses[] = { "markdown", "quiet", NULL };
static const struct opt_command commands[] = {
	{ NULL, "", "render the report into --out, or --issue it", issue_uses,
	    CMD_ISSUE },
	{ "status", "", "verdict per milestone, clauses, what to supply next",
	    status_uses, CMD_STATUS },
	{ "gaps", "", "what is not met, with the records behind it",
	    gaps_uses, CMD_GAPS },
	{ "explain", "CRITERION", "the rule, its result and its records",
	    read_uses, CMD_EXPLAIN },
	{ "changes", "", "what changed since then, and because of what",
	    changes_uses, CMD_CHANGES },
	{ "trend", "", "verdicts and counts at every signed head, each on the "
	    "day it is of", trend_uses, CMD_TREND },
	{ "sample", "", "draw records anybody can draw again with sha256sum",
	    sample_uses, CMD_SAMPLE },
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
	    "  preaudit report status --on 2027-03-01\n"
	    "  preaudit report changes --since 2026-06-30\n"
	    "  preaudit report trend --by quarter\n"
	    "  preaudit report sample --register training --size 25 --seed "
	    "\"audit 7\"\n"
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
		return o->as != NULL ? cli_actions(o, e) : cli_gaps(o, e);
	case CMD_CHANGES:
		return cli_changes(o, e);
	case CMD_TREND:
		return cli_trend(o, e);
	case CMD_SAMPLE:
		return cli_sample(o, e);
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

/* SPDX-License-Identifier: Apache-2.0 */
/* The options and commands of preaudit-report, as tables. */
#include "reports/cli/cli.h"
#include "shared/store/store_fork.h"

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
	{ "standard", "NAME", "which one, of a store that holds several "
	    "(default: the one it adopted first)", OPT_TEXT, AT(standard) },
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
	{ "to", "MILESTONE", "the milestone to reach (default: the next)",
	    OPT_TEXT, AT(to) },
	{ "no-minors", NULL, "reach it without minors too", OPT_FLAG,
	    AT(no_minors) },
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
	{ "disclose", "DIR", "sign and log the draw, and write the records drawn "
	    "there with their proofs", OPT_TEXT, AT(disclose) },
	{ "csv", NULL, "print CSV", OPT_FLAG, AT(csv) },
	{ "reason", "TEXT", "why a report is withdrawn; the log keeps it for "
	    "ever, so name no person", OPT_TEXT, AT(reason) },
	{ "force", NULL, "replace files that are there: never the key or "
	    "anything of the store", OPT_FLAG, AT(force) },
	{ "issue", NULL, "log and sign the report", OPT_FLAG, AT(issue) },
	PLACE_OPT_KEY(AT(place)),
	PLACE_OPT_PASSPHRASE(AT(place)),
	PLACE_OPT_CLOCK(AT(place)),
	PLACE_OPT_WAIT(AT(place)),
	{ "json", NULL, "print JSON", OPT_FLAG, AT(json) },
	{ "markdown", NULL, "print the page docs/criteria.md", OPT_FLAG,
	    AT(markdown) },
	{ "quiet", NULL, "print nothing but errors", OPT_FLAG, AT(quiet) },
	{ .name = NULL }
};

static const char *const issue_uses[] = { "store", "as-of", "on", "at", "standard",
	"profile", "format", "out", "force", "issue", "key", "passphrase-file",
	"clock-was-wrong", "wait", "json", "quiet", NULL };
static const char *const read_uses[] = { "store", "as-of", "on", "at",
	"standard",
	"json", NULL };
static const char *const gaps_uses[] = { "store", "as-of", "on", "at",
	"standard",
	"profile", "as", "out", "force", "json", NULL };
static const char *const path_uses[] = { "store", "to", "no-minors", "as-of",
	"on", "at", "profile", "json", NULL };
static const char *const status_uses[] = { "store", "as-of", "on", "at",
	"standard",
	"require", "baseline", "write-baseline", "force", "json", NULL };
static const char *const changes_uses[] = { "store", "as-of", "at", "standard", "since",
	"since-as-of", "profile", "json", NULL };
static const char *const trend_uses[] = { "store", "as-of", "at", "standard", "by",
	"cache", "no-cache", "format", "csv", "json", NULL };
static const char *const sample_uses[] = { "store", "as-of", "at", "standard", "register",
	"where", "size", "seed", "disclose", "force", "key", "passphrase-file",
	"clock-was-wrong", "wait", "csv", "json", NULL };
static const char *const list_uses[] = { "store", "json", NULL };
static const char *const withdraw_uses[] = { "store", "reason", "key",
	"passphrase-file", "clock-was-wrong", "wait", "json", "quiet", NULL };
static const char *const lint_uses[] = { "store", "markdown", "quiet", NULL };
static const struct opt_command commands[] = {
	{ NULL, "", "render the report into --out, or --issue it", issue_uses,
	    cli_issue },
	{ "status", "", "verdict per milestone, clauses, what to supply next",
	    status_uses, cli_status },
	{ "gaps", "", "what is not met, with the records behind it",
	    gaps_uses, cli_gaps },
	{ "path", "", "the least that must change before a milestone is "
	    "reached, by owner", path_uses, cli_path },
	{ "explain", "CRITERION|CLAUSE",
	    "the rule, its result and its records; of a clause, all of them",
	    read_uses, cli_explain },
	{ "changes", "", "what changed since then, and because of what",
	    changes_uses, cli_changes },
	{ "trend", "", "verdicts and counts at every signed head, each on the "
	    "day it is of", trend_uses, cli_trend },
	{ "sample", "", "draw records anybody can draw again with sha256sum",
	    sample_uses, cli_sample },
	{ "list", "", "the issued reports, the newest first, and which of them "
	    "stand", list_uses, cli_list },
	{ "withdraw", "ID", "an issued report is no longer stood by; what it "
	    "superseded stands again", withdraw_uses, cli_withdraw },
	{ "lint", "DIR", "check a standard's folder before adopting it; with --store, "
	    "what its rules ask about no record",
	    lint_uses, cli_lint },
	{ .help = NULL }
};

/* Commands that say so take one operand, the others none. */
static int
check_operands(const struct opt_command *c, void *values, struct err *e)
{
	const struct report_opts *o = values;
	bool one = c->args[0] != '\0';

	if (one && o->args.n != 1)
		return cli_refuse(e, CLI_MSG_ONE_OPERAND,
		    VALUES(c->name, c->args));
	if (!one && o->args.n > 0)
		return cli_refuse(e, CLI_MSG_NO_OPERAND,
		    VALUES(o->args.item[0], report_program.name));
	return 0;
}

static void
failed(const void *values, struct err *e)
{
	const struct report_opts *o = values;

	store_fork_tell(&o->place, o->out, e);
}

const struct opt_program report_program = {
	.name = "preaudit-report",
	.about = "Says how ready a service management system is, and issues "
	    "signed reports.",
	.opts = options,
	.commands = commands,
	.examples = "  preaudit report status\n"
	    "  preaudit report gaps --as-of 2026-09-30\n"
	    "  preaudit report status --on 2027-03-01\n"
	    "  preaudit report path --to stage_2\n"
	    "  preaudit report changes --since 2026-06-30\n"
	    "  preaudit report trend --by quarter\n"
	    "  preaudit report sample --register training --size 25 --seed "
	    "\"audit 7\"\n"
	    "  preaudit report --out draft\n"
	    "  preaudit report --issue --out report-2026-Q3\n"
	    "  preaudit report withdraw R-... --reason \"made from the wrong "
	    "export\"\n",
	.args = offsetof(struct report_opts, args),
	.failed = failed,
	.check = check_operands,
};

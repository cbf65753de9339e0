/* SPDX-License-Identifier: Apache-2.0 */
/* The commands of preaudit-import, as a table. */
#include "importer/command/call.h"
#include "shared/store/store_fork.h"

static const char *const uses_files[] = { "store", "key", "passphrase-file",
	"register", "full", "changes", "dry-run", "check", "partial", "dates",
	"set", "withdraw", "ignore-column", "map", "sheet", "header-row", "encoding",
	"delimiter", "decimal", "system", "extracted", "by", "keep-original",
	"retire", "findings", "marked", "force", "clock-was-wrong", "wait", "json", "quiet", NULL };
static const char *const uses_diff[] = { "store", "key", "passphrase-file",
	"register", "full", "changes", "partial", "dates", "set",
	"withdraw", "ignore-column", "map", "sheet", "header-row", "encoding", "delimiter",
	"decimal", "system", "extracted", "by", "keep-original", "retire",
	"findings", "force", "clock-was-wrong", "wait", "limit", "json", "quiet", NULL };
static const char *const uses_undo[] = { "store", "key", "passphrase-file",
	"by", "reason", "dry-run", "clock-was-wrong", "wait", "json", "quiet",
	NULL };
static const char *const uses_history[] = { "store", "json", NULL };
static const char *const uses_registers[] = { "store", "standard", "markdown",
	"json", NULL };
static const char *const uses_nil[] = { "store", "key", "passphrase-file",
	"from", "to", "by", "reason", "subset", "dry-run", "clock-was-wrong",
	"wait", "json", "quiet", NULL };
static const char *const uses_template[] = { "store", "standard", "out",
	"lang", "force", "quiet", NULL };

static const char *const uses_peek[] = { "store", "standard", "register",
	"map", "sheet", "header-row", "encoding", "delimiter", "raw",
	"list", "json", NULL };
static const char *const uses_map[] = { "store", "standard", "register",
	"sheet", "header-row", "encoding", "delimiter", "suggest", NULL };

static const struct opt_command commands[] = {
	{ NULL, "FILE|FOLDER...", "import registers from spreadsheets and CSV",
	    uses_files, import_files },
	{ "registers", "[NAME...]", "what each register holds and the columns "
	    "it needs", uses_registers, import_registers },
	{ "nil", "REGISTER", "state that there was nothing to record",
	    uses_nil, import_nil },
	{ "peek", "FILE", "what the importer sees in a file", uses_peek,
	    import_peek },
	{ "map", "FILE", "suggest a mapping file for an export", uses_map,
	    import_map },
	{ "diff", "FILE|FOLDER...", "what an import would change, cell by "
	    "cell; writes nothing", uses_diff, import_diff },
	{ "history", "REGISTER KEY", "every value that a record had",
	    uses_history, import_history },
	{ "undo", "BATCH", "take a batch back, as if it had not been "
	    "imported", uses_undo, import_undo },
	{ "template", "REGISTER", "write an empty form, to be filled in and "
	    "imported", uses_template, import_template },
	{ NULL, NULL, NULL, NULL, 0 },
};

static int
check_options(const struct opt_command *command, void *values, struct err *e)
{
	struct import_call *c = values;

	(void)command;
	return import_opts_check(&c->o, e);
}

static void
failed(const void *values, struct err *e)
{
	const struct import_call *c = values;

	store_fork_tell(&c->o.place, NULL, e);
}

const struct opt_program import_program = {
	.name = "preaudit-import",
	.about = "Imports registers (spreadsheets and CSV) into the signed store.",
	.opts = import_options,
	.commands = commands,
	.examples =
	    "  preaudit-import training.xlsx             one file\n"
	    "  preaudit-import --dry-run exports/        a folder, only looking\n"
	    "  preaudit-import --register people --dates dmy staff.csv\n"
	    "  preaudit-import template training         training.xlsx, to be "
	    "filled in\n"
	    "  preaudit-import nil findings --from 2026-01-01 --to 2026-06-30 "
	    "\\\n      --by P-001 --reason \"no finding was raised\"\n"
	    "  preaudit-import --check --quiet exports/  for a scheduler: "
	    "only the status\n"
	    "  preaudit-import diff training.csv         what would change\n"
	    "  preaudit-import history training \\\n"
	    "      'P-001|C-01|2026-01-15'               a key of several "
	    "fields, in quotes\n"
	    "  preaudit-import undo 12 --reason \"wrong export\" --dry-run\n",
	.args = offsetof(struct import_opts, args),
	.check = check_options,
	.failed = failed,
};

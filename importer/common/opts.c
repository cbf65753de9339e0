/* SPDX-License-Identifier: Apache-2.0 */
/* The options of preaudit-import as a table, and what belongs together. */
#include "importer/common/opts.h"

#include <string.h>

#include "importer/common/date_order.h"
#include "importer/common/delimiter.h"
#include "shared/base/num.h"

#define AT(member) offsetof(struct import_opts, member)

static const struct opt opts[] = {
	PLACE_OPT_STORE(AT(place)),
	PLACE_OPT_KEY(AT(place)),
	PLACE_OPT_PASSPHRASE(AT(place)),
	{ "register", "NAME", "what the files hold; otherwise told by their "
	    "headers", OPT_TEXT, AT(reg) },
	{ "full", NULL, "the files are the whole register: what is missing is "
	    "retired", OPT_FLAG, AT(full) },
	{ "changes", NULL, "the files only add and change", OPT_FLAG,
	    AT(changes) },
	{ "dry-run", NULL, "do everything but write", OPT_FLAG, AT(dry_run) },
	{ "check", NULL, "only look, one line per file: status 0 it can be "
	    "imported or there is nothing to do, 3 refused, else 1 or 2",
	    OPT_FLAG, AT(check) },
	{ "partial", NULL, "import the good rows although others are refused",
	    OPT_FLAG, AT(partial) },
	{ "dates", "ORDER", "order of day and month: dmy, mdy or ymd",
	    OPT_TEXT, AT(dates) },
	{ "set", "FIELD=VALUE", "the value of a column that the file lacks",
	    OPT_LIST, AT(set) },
	{ "ignore-column", "NAME", "leave a column out", OPT_LIST,
	    AT(ignore_column) },
	{ "map", "FILE", "read the files as this mapping file says", OPT_LIST,
	    AT(map) },
	{ "sheet", "NAME", "only this sheet of a workbook, hidden or not: its name, or "
	    "number from 1",
	    OPT_LIST, AT(sheet) },
	{ "header-row", "N", "the row that holds the header", OPT_COUNT,
	    AT(header_row) },
	{ "encoding", "NAME", "of a text file, such as windows-1250",
	    OPT_TEXT, AT(encoding) },
	{ "delimiter", "NAME", "comma, semicolon, tab or bar", OPT_TEXT,
	    AT(delimiter) },
	{ "decimal", "MARK", "the decimal mark of numbers: . or ,", OPT_TEXT,
	    AT(decimal) },
	{ "system", "NAME", "the system the file was exported from", OPT_TEXT,
	    AT(system) },
	{ "extracted", "DATE", "the day it was exported (YYYY-MM-DD)",
	    OPT_TEXT, AT(extracted) },
	{ "by", "FUNCTION", "who imports: a function, not a person; it can "
	    "never be erased", OPT_TEXT, AT(by) },
	{ "keep-original", NULL, "keep the file itself also for registers "
	    "with personal data", OPT_FLAG, AT(keep_original) },
	{ "retire", "N", "confirm that N records are retired", OPT_COUNT,
	    AT(retire) },
	{ "marked", "FILE|FOLDER", "write a copy of each file with its problems "
	    "marked in it", OPT_TEXT, AT(marked) },
	{ "findings", "FILE", "write all findings there (.json, else CSV)",
	    OPT_TEXT, AT(findings) },
	PLACE_OPT_WAIT(AT(place)),
	{ "json", NULL, "the summary and all findings as JSON", OPT_FLAG,
	    AT(json) },
	{ "quiet", NULL, "say nothing but errors", OPT_FLAG, AT(quiet) },
	{ "markdown", NULL, "print the page docs/registers.md", OPT_FLAG,
	    AT(markdown) },
	{ "raw", NULL, "print the bare cells of one sheet as CSV", OPT_FLAG,
	    AT(raw) },
	{ "list", NULL, "only list the sheets: number, name, state, rows, "
	    "columns", OPT_FLAG, AT(list) },
	{ "suggest", NULL, "print a mapping file to edit", OPT_FLAG,
	    AT(suggest) },
	{ "standard", "DIR", "a standard folder, where there is no store yet",
	    OPT_TEXT, AT(standard) },
	{ "from", "DATE", "first day of the period in which there was none",
	    OPT_TEXT, AT(from) },
	{ "to", "DATE", "last day of that period", OPT_TEXT, AT(to) },
	{ "reason", "TEXT", "how it is known that there was none; why a batch "
	    "is undone", OPT_TEXT, AT(reason) },
	{ "limit", "N", "records shown of each register (50; 0: all; JSON: "
	    "all)", OPT_COUNT, AT(limit) },
	{ "subset", "FIELD=WORD", "only records of that kind", OPT_TEXT,
	    AT(subset) },
	{ "out", "FILE", "where the form goes: FILE.xlsx, FILE.csv, or - for "
	    "CSV here (default: REGISTER.xlsx)", OPT_TEXT, AT(out) },
	{ "lang", "LANGUAGE", "headers in this language (de, fr, es, pt) as "
	    "far as they are known", OPT_TEXT, AT(lang) },
	{ "force", NULL, "replace a file that is there: never an input, the "
	    "key or anything of the store", OPT_FLAG,
	    AT(force) },
	{ NULL, NULL, NULL, OPT_FLAG, 0 },
};

static const char *const uses_files[] = { "store", "key", "passphrase-file",
	"register", "full", "changes", "dry-run", "check", "partial", "dates",
	"set", "ignore-column", "map", "sheet", "header-row", "encoding",
	"delimiter", "decimal", "system", "extracted", "by", "keep-original",
	"retire", "findings", "marked", "force", "wait", "json", "quiet", NULL };
static const char *const uses_diff[] = { "store", "key", "passphrase-file",
	"register", "full", "changes", "partial", "dates", "set",
	"ignore-column", "map", "sheet", "header-row", "encoding", "delimiter",
	"decimal", "system", "extracted", "by", "keep-original", "retire",
	"findings", "force", "wait", "limit", "json", "quiet", NULL };
static const char *const uses_undo[] = { "store", "key", "passphrase-file",
	"by", "reason", "dry-run", "wait", "json", "quiet", NULL };
static const char *const uses_history[] = { "store", "json", NULL };
static const char *const uses_registers[] = { "store", "standard", "markdown",
	"json", NULL };
static const char *const uses_nil[] = { "store", "key", "passphrase-file",
	"from", "to", "by", "reason", "subset", "dry-run", "wait", "json",
	"quiet", NULL };
static const char *const uses_template[] = { "store", "standard", "out",
	"lang", "force", "quiet", NULL };

static const char *const uses_peek[] = { "store", "standard", "register",
	"map", "sheet", "header-row", "encoding", "delimiter", "raw",
	"list", "json", NULL };
static const char *const uses_map[] = { "store", "standard", "register",
	"sheet", "header-row", "encoding", "delimiter", "suggest", NULL };

static const struct opt_command commands[] = {
	{ NULL, "FILE|FOLDER...", "import registers from spreadsheets and CSV",
	    uses_files, IMPORT_FILES },
	{ "registers", "[NAME...]", "what each register holds and the columns "
	    "it needs", uses_registers, IMPORT_REGISTERS },
	{ "nil", "REGISTER", "state that there was nothing to record",
	    uses_nil, IMPORT_NIL },
	{ "peek", "FILE", "what the importer sees in a file", uses_peek,
	    IMPORT_PEEK },
	{ "map", "FILE", "suggest a mapping file for an export", uses_map,
	    IMPORT_MAP },
	{ "diff", "FILE|FOLDER...", "what an import would change, cell by "
	    "cell; writes nothing", uses_diff, IMPORT_DIFF },
	{ "history", "REGISTER KEY", "every value that a record had",
	    uses_history, IMPORT_HISTORY },
	{ "undo", "BATCH", "take a batch back, as if it had not been "
	    "imported", uses_undo, IMPORT_UNDO },
	{ "template", "REGISTER", "write an empty form, to be filled in and "
	    "imported", uses_template, IMPORT_TEMPLATE },
	{ NULL, NULL, NULL, NULL, 0 },
};

const struct opt_program import_opts_program = {
	.name = "preaudit-import",
	.about = "Imports registers (spreadsheets and CSV) into the signed store.",
	.opts = opts,
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
};

/* ---- what belongs together ---- */

#define WHICH_FILE "which file or folder? Example: preaudit-import " \
	"--dry-run training.csv (--help for more)"

/* How many operands a command takes, and what is said of another number. */
static const struct {
	size_t least, most;
	const char *remedy;
} operands[] = {
	[IMPORT_FILES] = { 1, SIZE_MAX, WHICH_FILE },
	[IMPORT_DIFF] = { 1, SIZE_MAX, WHICH_FILE },
	[IMPORT_REGISTERS] = { 0, SIZE_MAX, NULL },
	[IMPORT_NIL] = { 1, 1, "nil takes one register: preaudit-import nil "
	    "REGISTER --from DATE --to DATE --by PERSON --reason TEXT" },
	[IMPORT_PEEK] = { 1, 1, "name one file: preaudit-import peek FILE" },
	[IMPORT_MAP] = { 1, 1, "name one file: preaudit-import map FILE" },
	[IMPORT_UNDO] = { 1, 1, "undo takes the number of one batch "
	    "(preaudit store log lists them): preaudit-import undo BATCH "
	    "--dry-run" },
	[IMPORT_HISTORY] = { 2, 2, "history takes a register and a key, a key "
	    "of several fields in quotes: preaudit-import history REGISTER "
	    "'A|B|C'" },
	[IMPORT_TEMPLATE] = { 1, 1, "template takes one register: "
	    "preaudit-import template REGISTER (preaudit-import registers "
	    "lists them)" },
};

static int
check_operands(struct import_opts *o, struct err *e)
{
	size_t n = o->args.n;
	bool is_right = n >= operands[o->command].least &&
	    n <= operands[o->command].most;

	if (is_right && o->command == IMPORT_UNDO)
		is_right = num_parse_u64(str_of(o->args.item[0]), INT64_MAX,
		    &o->batch);
	return is_right ? 0 : err_set(e, ERR_USAGE, "%s",
	    operands[o->command].remedy);
}

static int
read_dates(struct import_opts *o, struct err *e)
{
	if (o->dates == NULL)
		return 0;
	o->date_order = date_order_of(o->dates);
	return o->date_order != DATE_ORDER_UNKNOWN ? 0 : err_set(e, ERR_USAGE,
	    "--dates %s: the order of day, month and year is dmy, mdy or ymd",
	    o->dates);
}

static int
read_marks(struct import_opts *o, struct err *e)
{
	if (o->delimiter != NULL) {
		o->delimiter_char = delimiter_of(o->delimiter);
		if (o->delimiter_char == '\0')
			return err_set(e, ERR_USAGE, "--delimiter %s: expected "
			    "comma, semicolon, tab or bar", o->delimiter);
	}
	if (o->decimal != NULL) {
		o->decimal_char = o->decimal[0];
		if (strcmp(o->decimal, ".") != 0 &&
		    strcmp(o->decimal, ",") != 0)
			return err_set(e, ERR_USAGE, "--decimal %s: expected . "
			    "or ,", o->decimal);
	}
	return 0;
}

static int
check_date(const char *option, const char *value, struct err *e)
{
	int32_t d;
	enum date_fault fault;

	if (value == NULL || date_parse_iso(str_of(value), &d))
		return 0;
	fault = date_iso_fault(str_of(value));
	if (fault != DATE_FAULT_FORM)
		return err_set(e, ERR_USAGE, "%s: %s %s", option, value,
		    date_fault_text(fault));
	return err_set(e, ERR_USAGE, "%s %s: expected a date as YYYY-MM-DD",
	    option, value);
}

static int
check_nil(const struct import_opts *o, struct err *e)
{
	if (o->from == NULL || o->to == NULL || o->by == NULL ||
	    o->reason == NULL)
		return err_set(e, ERR_USAGE, "nil needs --from, --to, --by "
		    "and --reason");
	if (strcmp(o->from, o->to) > 0)
		return err_set(e, ERR_USAGE, "--from %s is after --to %s",
		    o->from, o->to);
	return 0;
}

int
import_opts_check(struct import_opts *o, const struct opt_command *c,
    const struct opt_list *args, struct err *e)
{
	o->command = (enum import_command)c->id;
	o->args = *args;
	o->has_retire = o->retire != IMPORT_NOT_GIVEN;
	o->has_limit = o->limit != IMPORT_NOT_GIVEN;
	o->dry_run = o->dry_run || o->check || o->command == IMPORT_DIFF ||
	    o->command == IMPORT_HISTORY;
	if (o->full && o->changes)
		return err_set(e, ERR_USAGE, "--full and --changes exclude "
		    "each other");
	if (read_dates(o, e) == -1 || read_marks(o, e) == -1 ||
	    check_date("--extracted", o->extracted, e) == -1 ||
	    check_date("--from", o->from, e) == -1 ||
	    check_date("--to", o->to, e) == -1)
		return -1;
	for (size_t i = 0; i < o->set.n; i++)
		if (strchr(o->set.item[i], '=') == NULL)
			return err_set(e, ERR_USAGE, "--set %s: expected "
			    "FIELD=VALUE", o->set.item[i]);
	if (check_operands(o, e) == -1)
		return -1;
	return o->command == IMPORT_NIL ? check_nil(o, e) : 0;
}

int
import_opts_parse(struct import_opts *o, int argc, char **argv,
    struct buf *out, struct err *e)
{
	const struct opt_command *c = NULL;
	struct opt_list args = { 0 };
	int status;

	*o = (struct import_opts)IMPORT_OPTS_INIT;
	status = opts_parse(&import_opts_program, argc, argv, o, &c, &args,
	    out, e);
	return status != 0 ? status : import_opts_check(o, c, &args, e);
}

void
import_opts_free(struct import_opts *o)
{
	opts_free(&import_opts_program, o, &o->args);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The options of preaudit-import as a table, and what belongs together. */
#include "importer/common/opts.h"

#include <string.h>

#include "importer/common/date_order.h"
#include "importer/common/delimiter.h"

#define AT(member) offsetof(struct import_opts, member)

const struct opt import_options[] = {
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
	{ "withdraw", "FIELD", "the field is no longer kept: its values go, "
	    "and it counts as not supplied", OPT_LIST, AT(withdraw) },
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
	PLACE_OPT_CLOCK(AT(place)),
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

int
import_opts_check(struct import_opts *o, struct err *e)
{
	o->has_retire = o->retire != IMPORT_NOT_GIVEN;
	o->has_limit = o->limit != IMPORT_NOT_GIVEN;
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
	return 0;
}

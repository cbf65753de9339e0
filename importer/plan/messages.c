/* SPDX-License-Identifier: Apache-2.0 */
/* The texts about files, tables and batches; see messages.h. */
#include "importer/plan/messages.h"

#include "importer/common/finding.h"

#define NOTE NULL, LEVEL_WARNING
#define NO_COLUMN(kind) { "column-missing", LEVEL_WARNING, "ss", \
	"there is no column \"{1}\"; its records stand without it. Add the " \
	"column" kind ", or give all rows one value with --set {2}=VALUE" }

const struct message plan_message[PLAN_MSG__MAX] = {
	[PLAN_MSG_UNREADABLE] = { "file-unreadable", LEVEL_ERROR, "s", "{1}" },
	[PLAN_MSG_SHEETS_EMPTY] = { "file-unreadable", LEVEL_ERROR, "",
	    "no sheet that can be seen has anything in it" },
	[PLAN_MSG_SHEETS_HIDDEN] = { "file-unreadable", LEVEL_ERROR, "s",
	    "no sheet that can be seen has anything in it; name a hidden one "
	    "with --sheet: {1}" },
	[PLAN_MSG_SHEETS_OTHER] = { "file-unreadable", LEVEL_ERROR, "s",
	    "it has no sheet that --sheet names; its sheets: {1}" },
	[PLAN_MSG_FILE_UNKNOWN] = { "register-unknown", LEVEL_ERROR, "s",
	    "it is not clear what this file is: {1}" },
	[PLAN_MSG_SHEET_UNKNOWN] = { "register-unknown", LEVEL_ERROR, "s",
	    "it is not clear what this sheet is: {1}" },
	[PLAN_TEXT_ONE_CELL] = { NOTE, "s",
	    "its header is one cell, \"{1}\"; columns are parted by comma, "
	    "semicolon, tab or bar (--delimiter names it)" },
	[PLAN_TEXT_SHEET_EMPTY] = { NOTE, "", "it has no rows" },
	[PLAN_TEXT_SHEET_OTHER] = { NOTE, "",
	    "its columns are not those of the register" },
	[PLAN_TEXT_HIDDEN] = { NOTE, "",
	    "the sheet is hidden; if it is to be imported, name it with "
	    "--sheet" },
	[PLAN_TEXT_FOLDER] = { NOTE, "", "a folder in a folder" },
	[PLAN_TEXT_NO_TABLE] = { NOTE, "", "no spreadsheet and no CSV file" },
	[PLAN_MSG_NO_KEY] = { "key-missing", LEVEL_ERROR, "ss",
	    "there is no column for the key of {1}, \"{2}\"; add one that "
	    "names each record for good" },
	[PLAN_MSG_NO_COLUMN] = NO_COLUMN(""),
	[PLAN_MSG_NO_DATE] = NO_COLUMN(" (dates)"),
	[PLAN_MSG_NO_YESNO] = NO_COLUMN(" (yes/no)"),
	[PLAN_MSG_COLUMN_GONE] = { "column-gone", LEVEL_WARNING, "ssn",
	    "there is no column \"{1}\" any more: {3} {3?value|values} that "
	    "earlier files gave {3?stays|stay}. If it is no longer kept, say so "
	    "with --withdraw {2}" },
	[PLAN_NOTE_ABOVE] = { NOTE, "nns",
	    "header in row {1}; {2} {2?row|rows} above it left out "
	    "(\"{3}\")" },
	[PLAN_NOTE_TWO_ROWS] = { NOTE, "nn",
	    "header of two rows, {1} and {2}" },
	[PLAN_NOTE_ENCODING] = { NOTE, "s", "encoding {1}" },
	[PLAN_NOTE_TOTALS] = { NOTE, "s",
	    "the last row is a line of totals and left out (\"{1}\")" },
	[PLAN_NOTE_FORMULAS] = { NOTE, "n",
	    "{1} {1?cell has|cells have} formulas; their stored values are "
	    "taken" },
	[PLAN_NOTE_ROWS_HIDDEN] = { NOTE, "n",
	    "{1} {1?row is|rows are} hidden, and imported all the same" },
	[PLAN_NOTE_COLUMNS_HIDDEN] = { NOTE, "n",
	    "{1} {1?column is|columns are} hidden, and imported all the "
	    "same" },
	[PLAN_NOTE_SHEET_HIDDEN] = { NOTE, "", "the sheet is hidden" },
	[PLAN_NOTE_MACROS] = { NOTE, "",
	    "the workbook holds macros, which are not looked at" },
	[PLAN_MSG_RETIRE_GUARD] = { "retire-guard", LEVEL_ERROR, "nns",
	    "{1} of {2} records of {3} are not in the file and would be "
	    "retired; if that is right, say so with --retire {1}; if the file "
	    "holds only a part, use --changes" },
	[PLAN_MSG_RETIRED_NAMED] = { "retired-named", LEVEL_WARNING, "nsns",
	    "{1} retired {1?record|records} of {2} {1?is|are} named by {3} "
	    "{3?record|records}: {4}" },
	[PLAN_MSG_UNSUPPLIED] = { "register-unsupplied", LEVEL_WARNING, "sn",
	    "{1} was never supplied: {2} {2?reference|references} to it "
	    "{2?is|are} kept as written, and looked up again when it is" },
	[PLAN_NOTE_KEYLESS] = { NOTE, "",
	    "nothing is retired, because refused rows have no readable "
	    "key" },
	[PLAN_NOTE_NO_DATE] = { NOTE, "sn",
	    "{1}: {2} {2?cell says|cells say} never, none or the like; read "
	    "as no date" },
	[PLAN_NOTE_TWO_DIGITS] = { NOTE, "sn",
	    "{1}: {2} {2?year|years} of two digits; read as the year nearest "
	    "to today, at most 20 ahead" },
	[PLAN_NOTE_TIMES_CUT] = { NOTE, "sn",
	    "{1}: {2} {2?time|times} of day left out" },
	[PLAN_NOTE_YESNO] = { NOTE, "sn",
	    "{1}: {2} {2?cell says|cells say} not applicable or the like; "
	    "read as not known" },
	[PLAN_NOTE_OTHER] = { NOTE, "sn",
	    "{1}: {2} {2?entry is|entries are} of another standard; kept, and "
	    "not counted for this one" },
	[PLAN_NOTE_REPEATS] = { NOTE, "n",
	    "{1} {1?row repeats|rows repeat} an earlier row of the file" },
	[PLAN_NOTE_ATTESTED] = { NOTE, "ss",
	    "all {1} records that {2} attests" },
	[PLAN_NOTE_COUNT_DIFFERS] = { NOTE, "nss",
	    "{1} of {2} records that {3} attests" },
	[PLAN_MSG_COUNT_DIFFERS] = { "count-differs", LEVEL_WARNING, "snssss",
	    "{1}: {2} of {3} records that {4} attests ({5} {6}); export it "
	    "whole, or correct the count" },
	[PLAN_MSG_COUNT_FILTERED] = { "count-differs", LEVEL_WARNING,
	    "snssssn", "{1}: {2} of {3} records that {4} attests ({5} {6}); "
	    "{7} {7?row|rows} left out by the mapping file {7?counts|count} "
	    "as none; export it whole, or correct the count" },
};

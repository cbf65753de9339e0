/* SPDX-License-Identifier: Apache-2.0 */
/* The texts about rows; see messages.h. */
#include "importer/rows/messages.h"

#include "importer/common/finding.h"

const struct message rows_message[ROWS_MSG__MAX] = {
	[ROWS_MSG_SHORT] = { "row-short", LEVEL_ERROR, "nnsns",
	    "the row has {1} {1?cell|cells}, the header {2}: {3} {4?is|are} "
	    "missing. If {4?it is|they are} empty (Excel leaves out empty "
	    "last cells when it saves CSV), import the workbook itself, or "
	    "end the row with {4} more {5}{4?|s}; if not, the row is cut off "
	    "or no row of the table, or a quote is not closed" },
	[ROWS_MSG_LONG] = { "row-long", LEVEL_ERROR, "nns",
	    "the row has {1} cells, the header {2}; a value that holds the "
	    "delimiter ({3}) must stand in quotes" },
	[ROWS_MSG_LONG_SHEET] = { "row-long", LEVEL_ERROR, "",
	    "stands right of the header's last cell; give its column a "
	    "header, or clear it" },
	[ROWS_MSG_PADDED] = { "row-padded", LEVEL_WARNING, "nns",
	    "the row has {1} cells, the last empty, the header {2}; if one of "
	    "its values holds the delimiter ({3}) it must stand in quotes, "
	    "else the values behind it are shifted" },
	[ROWS_MSG_UNNAMED] = { "column-unnamed", LEVEL_ERROR, "s",
	    "column {1} holds values but has no header; give it one, or "
	    "remove it" },
	[ROWS_MSG_VALUE_MISSING] = { "value-missing", LEVEL_WARNING, "s",
	    "{1} is empty; every record should have one" },
	[ROWS_TEXT_COLUMN] = { NULL, LEVEL_ERROR, "ss",
	    "\"{1}\" (column {2})" },
	[ROWS_TEXT_COLUMN_BARE] = { NULL, LEVEL_ERROR, "s", "column {1}" },
	[ROWS_TEXT_BOTH] = { NULL, LEVEL_ERROR, "ss", "{1} and {2}" },
	[ROWS_TEXT_ALL] = { NULL, LEVEL_ERROR, "ss", "{1} to {2}" },
	[ROWS_MSG_KEY_EMPTY] = { "key-missing", LEVEL_ERROR, "s",
	    "{1} is empty, so the row has no key; give every record one" },
	[ROWS_MSG_KEY_UNMADE] = { "key-missing", LEVEL_ERROR, "ss",
	    "the row has no key: there is no {1}, and it cannot be made from "
	    "{2}, of which one is empty" },
	[ROWS_MSG_ID_ZEROS] = { "id-zeros", LEVEL_ERROR, "s",
	    "the register has {1}: a spreadsheet took the id for a number and "
	    "dropped its zeros; format the column as text and export again" },
	[ROWS_MSG_CONTRADICTED] = { "key-doubled", LEVEL_ERROR, "",
	    "rows with this key contradict each other; none of them is "
	    "imported" },
	[ROWS_MSG_DOUBLED_LINE] = { "key-doubled", LEVEL_ERROR, "nsss",
	    "the row in line {1} has the same key but another {2} (\"{3}\" "
	    "there, \"{4}\" here); give each record a key of its own, or "
	    "remove one of the rows" },
	[ROWS_MSG_DOUBLED] = { "key-doubled", LEVEL_ERROR, "sss",
	    "an earlier row has the same key but another {1} (\"{2}\" there, "
	    "\"{3}\" here); give each record a key of its own, or remove one "
	    "of the rows" },
	[ROWS_MSG_DOUBLED_OTHER] = { "key-doubled", LEVEL_ERROR, "",
	    "an earlier row has the same key but other values; give each "
	    "record a key of its own, or remove one of the rows" },
	[ROWS_MSG_DATES_MIXED] = { "date-order-mixed", LEVEL_ERROR, "ssnsn",
	    "column \"{1}\" has dates with the day first (\"{2}\" in row {3}) "
	    "and with the month first (\"{4}\" in row {5}); write all of them "
	    "one way, best as 2026-03-31" },
	[ROWS_MSG_DATES_OPEN] = { "date-order-open", LEVEL_ERROR, "sss",
	    "column \"{1}\": day and month cannot be told apart (\"{2}\" in "
	    "{3}, and no other cell decides); say which comes first with "
	    "--dates dmy or --dates mdy" },
	[ROWS_NOTE_DAY_FIRST] = { NULL, LEVEL_WARNING, "ssn",
	    "{1}: day first, as \"{2}\" in row {3} shows" },
	[ROWS_NOTE_MONTH_FIRST] = { NULL, LEVEL_WARNING, "ssn",
	    "{1}: month first, as \"{2}\" in row {3} shows" },
	[ROWS_NOTE_DAY_ALIKE] = { NULL, LEVEL_WARNING, "s",
	    "{1}: day first, like the other date columns" },
	[ROWS_NOTE_MONTH_ALIKE] = { NULL, LEVEL_WARNING, "s",
	    "{1}: month first, like the other date columns" },
	[ROWS_NOTE_POINT] = { NULL, LEVEL_WARNING, "s",
	    "{1}: the point is taken for the decimal mark, as in the other "
	    "numbers" },
	[ROWS_NOTE_COMMA] = { NULL, LEVEL_WARNING, "s",
	    "{1}: the comma is taken for the decimal mark, as in the other "
	    "numbers" },
	[ROWS_MSG_UNPIVOT_GONE] = { "mapping-column-missing", LEVEL_ERROR,
	    "ss", "{1} makes rows of the column \"{2}\" (\"unpivot\"), which "
	    "the header does not have; mend the mapping file, or export the "
	    "file with that column" },
	[ROWS_MSG_UNPIVOT_NEAR] = { "mapping-column-missing", LEVEL_ERROR,
	    "sss", "{1} makes rows of the column \"{2}\" (\"unpivot\"), which "
	    "the header does not have (did you mean \"{3}\"?); mend the "
	    "mapping file, or export the file with that column" },
	[ROWS_MSG_UNPIVOT_NONE] = { "mapping-column-missing", LEVEL_ERROR,
	    "s", "{1} makes rows of the columns that it does not name "
	    "(\"unpivot\"), and there is none; mend the mapping file" },
	[ROWS_MSG_UNPIVOT_LARGE] = { "file-unreadable", LEVEL_ERROR, "",
	    "it has more cells than can be made rows of" },
};

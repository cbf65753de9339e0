/* SPDX-License-Identifier: Apache-2.0 */
/* The texts about cells; see messages.h. */
#include "importer/convert/messages.h"

#include "importer/common/finding.h"

#define SUCH_DATE "expected a date such as 2026-03-31"

const struct message convert_message[CONVERT_MSG__MAX] = {
	[CONVERT_MSG_FORMULA_UNSET] = { "formula-unset", LEVEL_ERROR, "",
	    "is a formula whose value is not stored; open the workbook in a "
	    "spreadsheet program and save it again" },
	[CONVERT_MSG_CELL_ERROR] = { "cell-error", LEVEL_ERROR, "",
	    "is the error of a formula, not a value; mend the formula and "
	    "export again" },
	[CONVERT_MSG_ID_SPOILT] = { "id-spoilt", LEVEL_ERROR, "",
	    "is an id that a spreadsheet turned into a number, so that its "
	    "last digits are lost; format the column as text and export "
	    "again" },
	[CONVERT_MSG_NUMBER_LONG] = { "number-long", LEVEL_ERROR, "s",
	    "has more than 15 digits; expected {1}" },
	[CONVERT_MSG_NUMBER_AMBIGUOUS] = { "number-ambiguous", LEVEL_ERROR,
	    "", "the mark can stand for the decimals or for the thousands, "
	    "and the other numbers of the file do not say which; write 1234 "
	    "or 1.2340, or say it with --decimal . or --decimal ," },
	[CONVERT_MSG_NUMBER_UNREADABLE] = { "number-unreadable", LEVEL_ERROR,
	    "s", "expected {1}" },
	[CONVERT_MSG_DATE_YEAR] = { "date-impossible", LEVEL_ERROR, "nn",
	    "the year must be from {1} to {2}; " SUCH_DATE },
	[CONVERT_MSG_DATE_LEAP_1900] = { "date-impossible", LEVEL_ERROR, "",
	    "there is no such day: 1900 was no leap year, though Excel "
	    "counts it as one (a bare 60 in a date's format is shown so); "
	    SUCH_DATE },
	[CONVERT_MSG_DATE_IMPOSSIBLE] = { "date-impossible", LEVEL_ERROR, "",
	    "there is no such day; " SUCH_DATE },
	[CONVERT_MSG_DATE_PERIOD] = { "date-period", LEVEL_ERROR, "",
	    "is a period, not a day; write its first or last day, such as "
	    "2026-03-31" },
	[CONVERT_MSG_DATE_BARE_NUMBER] = { "date-unreadable", LEVEL_ERROR,
	    "s", "is a bare number, perhaps a spreadsheet's for {1}; format "
	    "the column as a date and export again" },
	[CONVERT_MSG_DATE_UNREADABLE] = { "date-unreadable", LEVEL_ERROR, "",
	    SUCH_DATE ", 31.03.2026 or 31 March 2026" },
	[CONVERT_MSG_DATE_NOT_YMD] = { "date-impossible", LEVEL_ERROR, "",
	    "does not begin with the year, as the order year first (ymd) "
	    "asks; " SUCH_DATE },
	[CONVERT_MSG_DATE_ORDER] = { "date-impossible", LEVEL_ERROR, "s",
	    "there is no such day when it is read {1}; " SUCH_DATE },
	[CONVERT_MSG_YESNO] = { "yes-no-unreadable", LEVEL_ERROR, "",
	    "expected yes or no (also true/false, 1/0, x; empty for not "
	    "known)" },
	[CONVERT_MSG_WORD_AMBIGUOUS] = { "word-ambiguous", LEVEL_ERROR, "ss",
	    "{1}can mean more than one of the known words; use one of: "
	    "{2}" },
	[CONVERT_MSG_WORD_NEAR] = { "word-unknown", LEVEL_ERROR, "sss",
	    "{1}is no known word; did you mean \"{2}\"? Known: {3}" },
	[CONVERT_MSG_WORD_UNKNOWN] = { "word-unknown", LEVEL_ERROR, "ss",
	    "{1}is no known word; use one of: {2}" },
	[CONVERT_MSG_REF_AMBIGUOUS] = { "reference-ambiguous", LEVEL_WARNING,
	    "sss", "{1}fits several records of {2}; kept as written; write "
	    "the {3}" },
	[CONVERT_MSG_REF_UNKNOWN] = { "reference-unknown", LEVEL_WARNING,
	    "ss", "{1}is no record of {2}; kept as written, and looked up "
	    "again on every reading" },
	[CONVERT_MSG_CLAUSE_UNKNOWN] = { "clause-unknown", LEVEL_WARNING,
	    "ss", "{1}names no clause of {2} that can be told; kept as "
	    "written, and covers none (expected such as 8.5, 8.5.1 a), "
	    "8.2-8.4 or all)" },
	[CONVERT_MSG_STANDARD_UNKNOWN] = { "standard-unknown", LEVEL_WARNING,
	    "ss", "{1}is no standard that is known; kept as written, and the "
	    "record counts for {2} (expected such as ISO 9001, several with ; "
	    "between them)" },
};

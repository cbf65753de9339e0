/* SPDX-License-Identifier: Apache-2.0 */
/* The faults of mapping files; see mapfile_messages.h. */
#include "importer/map/mapfile_messages.h"

#include "shared/base/err.h"

#define FAULT(args, text) { NULL, ERR_CONFIG, (args), text }

const struct message mapfile_message[MAPFILE_MSG__MAX] = {
	[MAPFILE_MSG_NO_OBJECT] = FAULT("", "expected an object"),
	[MAPFILE_MSG_NO_MEMBER] = FAULT("ss", "there is no member \"{1}\"{2}"),
	[MAPFILE_MSG_NO_TEXT] = FAULT("s", "\"{1}\" must be a text, and not "
	    "empty"),
	[MAPFILE_MSG_NO_TEXTS] = FAULT("s", "\"{1}\" must be a list of texts"),
	[MAPFILE_MSG_NO_FIELD] = FAULT("sss", "{1} has no field \"{2}\"{3}"),
	[MAPFILE_MSG_VALUES] = FAULT("", "\"values\" must be an object: what "
	    "the cell says, and what is meant"),
	[MAPFILE_MSG_VALUE] = FAULT("s", "the value of \"{1}\" must be a text "
	    "(\"\" for nothing)"),
	[MAPFILE_MSG_IS_HEADER] = FAULT("s", "{1} is the field of \"header\" "
	    "already"),
	[MAPFILE_MSG_IS_VALUE] = FAULT("s", "{1} is the field of \"value\" "
	    "already; what a cell means there is said in \"values\""),
	[MAPFILE_MSG_SET_TOO] = FAULT("sss", "it sets {1}, and {2} gives that "
	    "too; leave one of them out{3}"),
	[MAPFILE_MSG_SETS] = FAULT("", "expected an object: fields and their "
	    "values, such as {{\"FIELD\": \"VALUE\"}"),
	[MAPFILE_MSG_SET_VALUE] = FAULT("s", "the value of {1} must be a text "
	    "(\"\" for nothing)"),
	[MAPFILE_MSG_SET_TWICE] = FAULT("s", "it sets {1} twice"),
	[MAPFILE_MSG_EMPTY_WORD] = FAULT("", "an empty cell makes no record, "
	    "so that \"\" is no word"),
	[MAPFILE_MSG_WORD_STARS] = FAULT("", "a word has at most one '*', "
	    "which stands for any text"),
	[MAPFILE_MSG_WORD_TOO] = FAULT("ss", "\"{1}\" stands in \"{2}\" too; "
	    "leave one of them out"),
	[MAPFILE_MSG_WORDS] = FAULT("", "\"words\" must be an object: what a "
	    "cell says, and the fields that it sets"),
	[MAPFILE_MSG_OTHERWISE] = FAULT("", "\"otherwise\" is for the cells "
	    "that \"words\" does not name, and there are no words; what holds "
	    "for all records stands in \"set\""),
	[MAPFILE_MSG_GIVEN_TOO] = FAULT("sss", "\"{1}\" gives {2}, and so "
	    "does {3}; leave one of them out"),
	[MAPFILE_MSG_NO_FIELDS] = FAULT("", "\"header\" names the field that "
	    "the columns' headers are, \"value\" the field that their cells "
	    "are"),
	[MAPFILE_MSG_ONE_FIELD] = FAULT("", "\"header\" and \"value\" are one "
	    "field"),
	[MAPFILE_MSG_NO_COLUMN] = FAULT("", "it names \"column\" (one) or "
	    "\"columns\" (several that make one field)"),
	[MAPFILE_MSG_IGNORE] = FAULT("", "\"ignore\" must be true or false"),
	[MAPFILE_MSG_FIELD_OR_IGNORE] = FAULT("", "say which \"field\" it is, "
	    "or \"ignore\": true"),
	[MAPFILE_MSG_SPLIT] = FAULT("s", "\"split\": {1} is not a list"),
	[MAPFILE_MSG_COLUMN_TWICE] = FAULT("s", "\"columns\" names \"{1}\" "
	    "twice"),
	[MAPFILE_MSG_COLUMNS] = FAULT("", "\"columns\" must be a list"),
	[MAPFILE_MSG_FIELDS] = FAULT("n", "expected an object: fields and "
	    "their {1?patterns|values}"),
	[MAPFILE_MSG_FIELD_VALUE] = FAULT("s", "the value of {1} must be a "
	    "text"),
	[MAPFILE_MSG_PATTERN] = FAULT("s", "{1}: a pattern for the file's "
	    "name has one '*', such as \"completion-*.csv\""),
	[MAPFILE_MSG_NO_HEADER] = FAULT("", "it names a column, and its name "
	    "is empty"),
	[MAPFILE_MSG_NO_LIST] = FAULT("s", "\"{1}\" must be a list of what "
	    "its cells say, such as [\"1\", \"Level 2*\"]"),
	[MAPFILE_MSG_LIST_TEXTS] = FAULT("s", "\"{1}\" must be a list of "
	    "texts (\"1\", not 1; \"\" is an empty cell)"),
	[MAPFILE_MSG_LIST_STARS] = FAULT("s", "\"{1}\": a word has at most "
	    "one '*', which stands for any text"),
	[MAPFILE_MSG_FILTERS] = FAULT("", "expected an object: columns, and a "
	    "list of what their cells say"),
	[MAPFILE_MSG_NAMED_TWICE] = FAULT("s", "it names \"{1}\" twice"),
	[MAPFILE_MSG_STARS] = FAULT("s", "\"{1}\" has at most one '*'"),
	[MAPFILE_MSG_DELIMITER] = FAULT("", "\"delimiter\" is comma, "
	    "semicolon, tab or bar"),
	[MAPFILE_MSG_DATES] = FAULT("", "\"dates\" is dmy, mdy or ymd"),
	[MAPFILE_MSG_DECIMAL] = FAULT("", "\"decimal\" is \".\" or \",\""),
	[MAPFILE_MSG_HEADER_ROW] = FAULT("", "\"header_row\" is a row number, "
	    "from 1"),
	[MAPFILE_MSG_NO_MAPPING] = FAULT("", "it is no mapping file: the "
	    "member \"preaudit\" must be \"mapping/1\""),
	[MAPFILE_MSG_NO_REGISTER] = FAULT("", "\"register\" is missing: which "
	    "register the file is of"),
	[MAPFILE_MSG_REGISTER] = FAULT("ss", "there is no register "
	    "\"{1}\"{2}"),
};

/* SPDX-License-Identifier: Apache-2.0 */
/* The texts about a table's columns; see messages.h. */
#include "importer/map/messages.h"

#include "importer/common/finding.h"

#define LEAVE_OUT "leave it out with --ignore-column "

const struct message map_message[MAP_MSG__MAX] = {
	[MAP_MSG_REGISTER_UNKNOWN] = { NULL, LEVEL_ERROR, "",
	    "no register has these columns; name it with --register "
	    "(preaudit-import registers lists them and the columns they "
	    "need)" },
	[MAP_MSG_REGISTER_OPEN] = { NULL, LEVEL_ERROR, "s",
	    "its columns fit several registers ({1}); name it with "
	    "--register" },
	[MAP_MSG_UNKNOWN] = { "column-unknown", LEVEL_ERROR, "sss",
	    "column {1}, \"{2}\", is no column of {3}; rename it, or "
	    LEAVE_OUT "\"{2}\"" },
	[MAP_MSG_UNKNOWN_NEAR] = { "column-unknown", LEVEL_ERROR, "sssss",
	    "column {1}, \"{2}\", is no column of {3}; did you mean \"{4}\" "
	    "({5})? Rename it, or " LEAVE_OUT "\"{2}\"" },
	[MAP_MSG_WITHOUT_CONTEXT] = { "column-unknown", LEVEL_ERROR, "sss",
	    "column \"{1}\" means {2} only where there is a column {3} too; "
	    "rename it, or " LEAVE_OUT "\"{1}\"" },
	[MAP_MSG_AMBIGUOUS] = { "column-ambiguous", LEVEL_ERROR, "ss",
	    "column \"{1}\" can mean {2}; rename it to the one that is "
	    "meant, or " LEAVE_OUT "\"{1}\"" },
	[MAP_MSG_DOUBLED] = { "column-doubled", LEVEL_ERROR, "sssss",
	    "columns {1}, \"{2}\", and {3}, \"{4}\", are both {5}; leave one "
	    "out with --ignore-column \"{4}\"" },
	[MAP_MSG_DOUBLED_ALIKE] = { "column-doubled", LEVEL_ERROR, "ssss",
	    "columns {1} and {2} are both headed \"{3}\" ({4}); remove or "
	    "rename one" },
	[MAP_MSG_DOUBLED_UNPIVOT] = { "column-doubled", LEVEL_ERROR, "sss",
	    "column {1}, \"{2}\", is {3}, and the mapping file's \"unpivot\" "
	    "gives that too; leave one out: with --ignore-column \"{2}\", or "
	    "in the mapping file" },
	[MAP_MSG_LEFT_OUT] = { "column-left-out", LEVEL_WARNING, "sssss",
	    "column {1}, \"{2}\", is left out: column {3}, \"{4}\", is "
	    "{5}" },
	[MAP_MSG_LEFT_OUT_UNPIVOT] = { "column-left-out", LEVEL_WARNING,
	    "sss", "column {1}, \"{2}\", is left out: the mapping file's "
	    "\"unpivot\" gives {3}" },
	[MAP_MSG_LEFT_OUT_CONTEXT] = { "column-left-out", LEVEL_WARNING,
	    "sssss", "column {1}, \"{2}\", is left out: beside column {3}, "
	    "\"{4}\", it does not mean {5}" },
	[MAP_MSG_LEFT_OUT_UNUSED] = { "column-left-out", LEVEL_WARNING, "sns",
	    "left out, because no column of {1} holds what {2?it says|they "
	    "say}: {3}" },
	[MAP_MSG_MAPPED_MISSING] = { "mapping-column-missing", LEVEL_ERROR,
	    "ss", "{1} maps the column \"{2}\", which the header does not "
	    "have; mend the mapping file, or export the file with that "
	    "column" },
	[MAP_MSG_MAPPED_NEAR] = { "mapping-column-missing", LEVEL_ERROR,
	    "sss", "{1} maps the column \"{2}\", which the header does not "
	    "have (did you mean \"{3}\"?); mend the mapping file, or export "
	    "the file with that column" },
	[MAP_MSG_FILE_NAME] = { "file-name", LEVEL_ERROR, "sss",
	    "{1} takes {2} from the file's name, which must be like "
	    "\"{3}\"" },
	[MAP_MSG_SET_TWICE] = { "set-and-column", LEVEL_ERROR, "ss",
	    "the file has a column for {1}, and {2} gives a value too; leave "
	    "one of them out" },
	[MAP_MSG_SET_UNPIVOT] = { "set-and-column", LEVEL_ERROR, "ss",
	    "the mapping file's \"unpivot\" gives {1}, and {2} gives a value "
	    "too; leave one of them out" },
};

/* SPDX-License-Identifier: Apache-2.0 */
/* The texts about command lines; see messages.h. */
#include "shared/program/messages.h"

#define USAGE(args, text) { NULL, ERR_USAGE, (args), text }
#define TEXT(args, text) { NULL, ERR_NONE, (args), text }

const struct message program_message[PROGRAM_MSG__MAX] = {
	[PROGRAM_MSG_NO_COMMAND] = USAGE("s",
	    "say what to do; see {1} --help"),
	[PROGRAM_MSG_UNKNOWN] = USAGE("nss",
	    "there is no {1?option|command} \"{2}\"; see {3} --help"),
	[PROGRAM_MSG_UNKNOWN_NEAR] = USAGE("sss",
	    "there is no command \"{1}\"; did you mean \"{2}{3}\"?"),
	[PROGRAM_MSG_NO_OPTION] = USAGE("ss",
	    "there is no option --{1}; see {2} --help"),
	[PROGRAM_MSG_NO_OPTION_NEAR] = USAGE("ss",
	    "there is no option --{1}; did you mean --{2}?"),
	[PROGRAM_MSG_SHORT_OPTION] = USAGE("ss", "there is no option {1}; "
	    "options have long names, see {2} --help"),
	[PROGRAM_MSG_NO_NUMBER] = USAGE("ss",
	    "--{1} \"{2}\" is not a whole number"),
	[PROGRAM_MSG_TAKES_NO_VALUE] = USAGE("s", "--{1} takes no value"),
	[PROGRAM_MSG_NEEDS_VALUE] = USAGE("ss", "--{1} needs a value: {2}"),
	[PROGRAM_MSG_TWICE] = USAGE("s", "--{1} is given twice"),
	[PROGRAM_MSG_NOT_TAKEN] = USAGE("ssss",
	    "{1}{2}{3} does not take --{4}; see {1} --help"),
	[PROGRAM_MSG_EXAMPLES] = TEXT("s", "Examples\n{1}\n"),
	[PROGRAM_MSG_USAGE] = TEXT("", "Usage\n"),
	[PROGRAM_MSG_SYNOPSIS] = TEXT("sssss",
	    "  {1}{2}{3} [options]{4}{5}\n"),
	[PROGRAM_MSG_COMMANDS] = TEXT("", "\nCommands\n"),
	[PROGRAM_MSG_OPTIONS] = TEXT("", "\nOptions\n"),
	[PROGRAM_MSG_END] = TEXT("", "  --help                    this text; "
	    "with a command, its own\n"
	    "  --version                 name and version\n\nExit status\n"
	    "  0 done; 1 could not be done (disk, memory, lock); 2 usage or "
	    "configuration;\n  3 refused; 4 integrity: store or report is "
	    "not what was signed\n"),
	[PROGRAM_MSG_VERSION] = TEXT("ss", "{1} ({2})\n"),
	[PROGRAM_MSG_DISPATCH] = TEXT("ss", "{1}\n\nUsage\n  {2} COMMAND "
	    "[options] ...\n\nCommands\n"),
	[PROGRAM_MSG_DISPATCH_ROW] = TEXT("ss", "  {1<10}{2}\n"),
	[PROGRAM_MSG_DISPATCH_END] = TEXT("s", "\n\"{1} COMMAND --help\" says "
	    "what a command takes; \"{1} --version\"\nprints name and "
	    "version.\n"),
};

/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit: runs preaudit-COMMAND; knows the commands' names, not their work. */
#include <stddef.h>

#include "shared/program/dispatch.h"

static const struct dispatch_command commands[] = {
	{ "store", "make a store, look at it, check it, manage its key", NULL },
	{ "import", "bring registers in from CSV and spreadsheets", NULL },
	{ "report", "readiness for certification: status, gaps, reports", NULL },
	{ "verify", "check that a report is genuine", NULL },
	{ "compare", "are checkpoints, proofs and receipts of one history?",
	    "verify" },
	{ "fcgi", "the service behind nginx", NULL },
	{ .name = NULL }
};

static const struct dispatch program = {
	.name = "preaudit",
	.about = "Certification readiness for ISO/IEC 20000-1, from the "
	    "registers you keep.",
	.commands = commands,
};

int
main(int argc, char **argv)
{
	return dispatch_run(&program, argc, argv);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The texts of preaudit-report; see messages.h. */
#include "reports/cli/messages.h"

#define TEXT(args, text) { NULL, ERR_NONE, (args), text }
#define USAGE(args, text) { NULL, ERR_USAGE, (args), text }

const struct message cli_message[CLI_MSG__MAX] = {
	[CLI_MSG_ONE_OPERAND] = USAGE("ss", "{1} takes one {2}"),
	[CLI_MSG_NO_OPERAND] = USAGE("ss",
	    "there is nothing to do with \"{1}\"; see {2} --help"),
	[CLI_MSG_DAY] = USAGE("sss", "{1} \"{2}\" {3}"),
	[CLI_MSG_ON_AND_AS_OF] = USAGE("", "--on and --as-of both name the "
	    "day dates are judged at; give one of them"),
	[CLI_MSG_AT] = USAGE("s", "--at \"{1}\" is not a log size; give a "
	    "whole number, see: preaudit store log"),
	[CLI_MSG_SINCE] = USAGE("", "say since when: --since SIZE (of the "
	    "log), --since 2026-06-30, or a name such as last-audit"),
	[CLI_MSG_SINCE_SIZE] = USAGE("sn",
	    "--since {1}: the log has sizes 1 to {2}"),
	[CLI_MSG_SINCE_DAY] = { NULL, ERR_NOT_FOUND, "sn", "nothing had been "
	    "imported by {1}; --since SIZE compares with any earlier log size "
	    "(the first import is record {2}), --since-as-of DATE says which "
	    "day it is judged on" },
	[CLI_MSG_SINCE_DATA] = TEXT("sn", "nothing had been imported by {1}; "
	    "compared with log size {2}, the last whose data are of that day "
	    "or before\n"),
	[CLI_MSG_JSON_AND_CSV] = USAGE("", "give --json or --csv, not both"),
	[CLI_MSG_BY] = USAGE("s",
	    "--by \"{1}\": one of head, month, quarter, year"),
	[CLI_MSG_TREND_FORMAT] = USAGE("s", "--format \"{1}\": a trend is "
	    "printed as csv, with --json as JSON"),
	[CLI_MSG_FORMAT] = USAGE("s",
	    "--format \"{1}\": the formats are xlsx, html and csv"),
	[CLI_MSG_OUT_OR_ISSUE] = USAGE("", "say what to do with the report: "
	    "--out DIR renders it, --issue logs and signs it (status and gaps "
	    "only print)"),
	[CLI_MSG_FOLDER_ISSUED] = USAGE("sss", "--out: {1} holds {2} of "
	    "{3}, and a draft beside it would be taken for what was issued; "
	    "name another folder, or replace with --force what it holds of "
	    "that report (the store keeps it)"),
	[CLI_MSG_FOLDER_DRAFT] = USAGE("ss-", "--out: {1} holds a draft, "
	    "{2}, which would be taken for a part of what is issued; name "
	    "another folder, or remove the draft with --force"),
	[CLI_MSG_REASON] = USAGE("", "say why with --reason TEXT; it stands in "
	    "the log for ever"),
	[CLI_MSG_NO_CRITERION] = { NULL, ERR_NOT_FOUND, "ss", "the adopted "
	    "rules have no criterion \"{1}\"{2}, nor the standard such a "
	    "clause; preaudit report status --json lists all" },
	[CLI_MSG_NO_MILESTONE] = USAGE("sss", "{1} \"{2}\": the adopted "
	    "standard has no such milestone{3}"),
	[CLI_MSG_NO_NEXT] = USAGE("", "no milestone is ahead: name one with "
	    "--to MILESTONE"),
	[CLI_MSG_AS_WHERE] = USAGE("", "gaps --as needs a file to write: "
	    "--out FILE.xlsx or --out FILE.csv"),
	[CLI_MSG_AS] = USAGE("sss",
	    "--as \"{1}\": the profile {2} knows {3}"),
	[CLI_MSG_NO_NAME] = { NULL, ERR_CONFIG, "s", "the profile's text "
	    "\"{1}\" has a {{name} that is not known; there are key, "
	    "criterion, clause, title, grade, message, register, record, "
	    "file, as_of" },
	[CLI_MSG_MANY_GAPS] = { NULL, ERR_LIMIT, "n", "{1} gaps are more than "
	    "a sheet holds; write them to a .csv file" },
	[CLI_MSG_READ_BACK] = { NULL, ERR_SYS, "s",
	    "{1} does not read back as it was meant; is the disk full?" },
	[CLI_MSG_MISTAKES] = { NULL, ERR_CONFIG, "",
	    "the rules have these mistakes" },
	[CLI_MSG_RULE] = TEXT("s", "\nThe rule\n\n{1}\n"),
	[CLI_MSG_WHOSE] = TEXT("s", "{1}\n"),
	[CLI_MSG_FORECAST] = TEXT("ssn", "Forecast for {1} from data of {2} "
	    "(log size {3}): what lapses or falls due by then, if nothing "
	    "else is recorded. Windows of past records and the age of the "
	    "data end where the data ends.\n"),
	[CLI_MSG_REQUIRED] = TEXT("sss", "required: {1} is {2}: {3}\n"),
	[CLI_MSG_WORSE] = TEXT("s", "worse than {1}:\n"),
	[CLI_MSG_TREND] = TEXT("s", "{1}\n\n    size  as of       clauses  "
	    "met  not met  major  minor  not evidenced  findings  "
	    "records"),
	[CLI_MSG_TREND_POINT] = TEXT("nsnnnnnnn", "{1>8}  {2}  {3>3} of {4} "
	    "{5>4} {6>8} {7>6} {8>6} {9>14}"),
	[CLI_MSG_TREND_RECORDS] = TEXT("nn", "  {1>8} {2>8}"),
	[CLI_MSG_TREND_COLUMN] = TEXT("s", "  {1<18}"),
	[CLI_MSG_SAMPLE_HEAD] = TEXT("ns", "Head        {1}, root {2}\n"),
	[CLI_MSG_SAMPLE_REGISTER] = TEXT("-ss-s",
	    "Register    {2}{5}{3}\n"),
	[CLI_MSG_SAMPLE_FROM] = TEXT("ns", "Population  {1} "
	    "{1?record|records}, SHA-256 of their keys {2}\n"),
	[CLI_MSG_SAMPLE_UNKNOWN] = TEXT("n", "            {1} more for which "
	    "the condition cannot be decided {1?is|are} left out\n"),
	[CLI_MSG_SAMPLE_DRAWN] = TEXT("sn", "Seed        {1}\n"
	    "Drawn       {2}, the lowest tickets\n\n"),
	[CLI_MSG_SAMPLE_ROW] = TEXT("-s-nss",
	    "{6}  {2<24} {5}, row {4}\n"),
	[CLI_MSG_DISCLOSE_WHERE] = USAGE("", "--where does not go with "
	    "--disclose: whether a record that was left out meets a condition "
	    "cannot be checked without it"),
	[CLI_MSG_DISCLOSE_ALONE] = USAGE("", "--disclose draws from the newest "
	    "records and writes files; --at, --as-of and --csv do not go with "
	    "it"),
	[CLI_MSG_DISCLOSED] = TEXT("nsnn", "disclosed {1} {1?record|records} "
	    "of {2}, drawn from the {4} {4?line|lines} of record {3}\n"),
	[CLI_MSG_DISCLOSED_WHOLE] = TEXT("", "  the register was written "
	    "whole for it; nothing in it has changed\n"),
	[CLI_MSG_DISCLOSED_PASSED] = TEXT("n", "  {1} more {1?line|lines} "
	    "drawn {1?retires a record|retire records} and {1?is|are} passed "
	    "over\n"),
	[CLI_MSG_DISCLOSED_RECORD] = TEXT("nss", "  record {1} of the log, "
	    "digest {2}\n  written to {3}\n"),
	[CLI_MSG_GAPS] = TEXT("nss", "{1} {1?gap|gaps} in {2}; fill in what "
	    "is empty, then: preaudit import --register {3} {2}\n"),
	[CLI_MSG_GAPS_KNOWN] = TEXT("ns", "{1} more {1?is a record|are "
	    "records} of {2} already and {1?is|are} left out\n"),
	[CLI_MSG_ISSUED] = TEXT("ssnn", "issued {1}, as of {2}{3? (it had "
	    "been issued before; nothing was added)|}{4? again: it had been "
	    "withdrawn, and stands from now on|}\n"),
	[CLI_MSG_DRAFT] = TEXT("s", "rendered a DRAFT, as of {1}\n"),
	[CLI_MSG_ISSUED_RECORD] = TEXT("ns",
	    "  record {1} of the log, in {2}\n"),
	[CLI_MSG_ISSUED_FILE] = TEXT("ss", "  {1}  {2}\n"),
	[CLI_MSG_ISSUED_COPY] = TEXT("s", "  copied to {1}\n"),
	[CLI_MSG_NOT_ISSUED] = TEXT("",
	    "  not logged and not signed; issue it with --issue\n"),
	[CLI_MSG_WITHDRAWN] = TEXT("snns", "withdrawn {1}, issued as record "
	    "{2}\n  record {3} of the log says so: {4}\n"),
	[CLI_MSG_STANDS] = TEXT("s", "  {1} stands for that day\n"),
	[CLI_MSG_NONE_STANDS] = TEXT("", "  no report stands for that day\n"),
	[CLI_MSG_LIST_WITHDRAWN] = TEXT("nssssnss-", "{1>6}  {2}  {3}  {4}  "
	    "{5<12}  withdrawn by record {6} on {7}: {8}\n"),
	[CLI_MSG_LIST_SUPERSEDED] = TEXT("nssss---s", "{1>6}  {2}  {3}  {4}  "
	    "{5<12}  superseded by {9}\n"),
	[CLI_MSG_LIST_STANDS] = TEXT("nssss----", "{1>6}  {2}  {3}  {4}  "
	    "{5<12}  stands\n"),
	[CLI_MSG_LIST_EMPTY] = TEXT("", "no report was issued yet\n"),
	[CLI_MSG_RIGHT] = TEXT("sssnnn", "{1} is right: {2}:{3}, {4} "
	    "{4?register|registers}, {5} {5?criterion|criteria}, {6} report "
	    "{6?profile|profiles}\n"),
	[CLI_MSG_ALWAYS_TRUE] = TEXT("snns", "warning: {1}:{2}:{3}: this "
	    "requirement of {4} is never false, whatever the records say\n"),
	[CLI_MSG_IDLE] = TEXT("snnsns", "warning: {1}:{2}:{3}: {4} asks "
	    "nothing here: what stands before \"implies\" is false of the "
	    "{5} {5?record|records} of {6}; in a \"where\" it would say that "
	    "there is nothing to judge\n"),
};

void
cli_print(FILE *f, enum cli_msg m, const struct value *arg, size_t n)
{
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	message_put(&b, &cli_message[m], arg, n);
	fwrite(b.p, 1, b.n, f);
	buf_fini(&b);
}

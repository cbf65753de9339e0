/* SPDX-License-Identifier: Apache-2.0 */
/* The texts of preaudit-store; see messages.h. */
#include "shared/cli/messages.h"

#define TEXT(args, text) { NULL, 0, (args), text }

const struct message store_message[STORE_MSG__MAX] = {
	[STORE_MSG_DIFFERENCE] = TEXT("s", "{1}\n"),
	[STORE_MSG_UNFINISHED] = TEXT("s", "unfinished: {1}\n"),
	[STORE_MSG_NOTE] = TEXT("s", "note: {1}\n"),
	[STORE_MSG_CLEARED] = TEXT("s", "a run in {1} was not finished; the "
	    "next one that writes completes or clears what it left. Every "
	    "record, file and signature below the newest head is as it was "
	    "signed\n"),
	[STORE_MSG_DIFFERENCES] = TEXT("ns", "{1} "
	    "{1?difference|differences} found in {2}; the first is named "
	    "first"),
	[STORE_MSG_WHOLE] = TEXT("s", "{1} is whole: every record, file and "
	    "signature is as it was signed, and what lies beside reports "
	    "follows from it\nWhoever holds the key can sign another history: "
	    "only a checkpoint that somebody outside kept (a receipt) shows "
	    "that this one was not replaced\n"),
	[STORE_MSG_TAKEN] = TEXT("sn", "{1}  {2} {2?byte|bytes}\n"),
	[STORE_MSG_STAYS] = TEXT("sns", "{1}  {2} {2?byte|bytes}; stays: "
	    "{3}\n"),
	[STORE_MSG_TIDY] = TEXT("s", "nothing was taken out of {1}\n"),
	[STORE_MSG_MAY_GO] = TEXT("snn", "{2} {2?file|files} with {3} "
	    "{3?byte|bytes}, taken out of {1}; nothing that is signed needs "
	    "them. To remove them: preaudit store tidy --yes {2}\n"),
	[STORE_MSG_MUST_STAY] = TEXT("snn", "{2} {2?file|files} with {3} "
	    "{3?byte|bytes}, taken out of {1}; tidy removes none of them while "
	    "one must stay\n"),
	[STORE_MSG_REMOVED] = TEXT("snn", "removed: {2} {2?file|files} with "
	    "{3} {3?byte|bytes}, taken out of {1} before\n"),
	[STORE_MSG_STORE] = TEXT("sss", "Organisation   {1}\n"
	    "Store          {2}\nMade           {3}\n"),
	[STORE_MSG_SUCCEEDS] = TEXT("sns",
	    "Succeeds       {1} at {2} {2?record|records}: {3}\n"),
	[STORE_MSG_HEAD] = TEXT("ns",
	    "Head           {1} {1?record|records}, root {2}\n"),
	[STORE_MSG_KEY] = TEXT("s", "Key            {1}\n"),
	[STORE_MSG_STANDARD] = TEXT("ssn",
	    "Standard       {1}:{2}, record {3}\n"),
	[STORE_MSG_REPORTS] = TEXT("nn", "Reports        {1} issued, {2} "
	    "withdrawn\n"),
	[STORE_MSG_NO_REGISTERS] = TEXT("",
	    "Registers      none imported yet\n"),
	[STORE_MSG_QUERY] = TEXT("sn", "wrote {1}, the query for a time stamp "
	    "of the newest head ({2} {2?record|records}). Have an authority "
	    "answer it, bring the answer back, and say: preaudit store anchor "
	    "--response FILE --tsa-ca FILE\n"),
	[STORE_MSG_ANCHORED] = TEXT("nsn", "anchored the head of {1} "
	    "{1?record|records}: the authority saw it at {2}; record {3}\n"),
	[STORE_MSG_ANCHORED_UNASKED] = TEXT("nsn", "anchored the head of {1} "
	    "{1?record|records}: the authority saw it at {2}; record {3}. "
	    "Whether its certificate was revoked was not asked (--tsa-crl)\n"),
	[STORE_MSG_SPAN] = TEXT("ss", "recorded between {1} and {2}"),
	[STORE_MSG_SPAN_AFTER] = TEXT("s-", "recorded after {1}, no later anchor covers it yet"),
	[STORE_MSG_SPAN_BEFORE] = TEXT("-s", "recorded before {2}"),
	[STORE_MSG_NO_SPAN] = TEXT("--", "no anchor tells when it was recorded"),
	[STORE_MSG_GAP] = TEXT("nnn", "longest time from a record to its first "
	    "anchor: {1} {1?day|days} {2} {2?hour|hours} (record {3})\n"),
	[STORE_MSG_GAP_OPEN] = TEXT("nnn", "longest time from a record to its "
	    "first anchor: {1} {1?day|days} {2} {2?hour|hours} so far (record "
	    "{3} has none yet)\n"),
	[STORE_MSG_REGISTERS] = TEXT("", "\nRegister               "
	    "Newest batch  Imported               Rows read  Refused\n"),
};

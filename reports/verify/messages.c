/* SPDX-License-Identifier: Apache-2.0 */
/* Reasons of a verification; see messages.h. */
#include "reports/verify/messages.h"

#define TEXT(args, text) { NULL, 0, (args), text }

const struct message verify_message[VERIFY_MSG__MAX] = {
	[VERIFY_MSG_NO_PROOF] = TEXT("s", "there is no {1}; name the proof "
	    "with --proof, or the store with --store"),
	[VERIFY_MSG_NOT_IN_STORE] = TEXT("s", "no report in the store {1} has "
	    "these bytes"),
	[VERIFY_MSG_CONTENT_NOT_IN_STORE] = TEXT("s", "no report in the store "
	    "{1} has these bytes or this content"),
	[VERIFY_MSG_PROOF_UNREADABLE] = TEXT("ss", "the proof {1} cannot be "
	    "read: {2}"),
	[VERIFY_MSG_PROOF_OF_OTHER] = TEXT("n", "the proof is of record {1}, "
	    "which is not a report"),
	[VERIFY_MSG_PROOF_OF_LATER] = TEXT("ns", "the proof is of record {1} "
	    "({2}), which was made by a later version of preaudit; use that "
	    "version to check it"),
	[VERIFY_MSG_CHECKPOINT_UNREADABLE] = TEXT("s", "the checkpoint in the "
	    "proof cannot be read: {1}"),
	[VERIFY_MSG_NOT_INCLUDED] = TEXT("n", "the checkpoint does not contain "
	    "record {1} as the proof has it"),
	[VERIFY_MSG_NOT_EXTENDED] = TEXT("n", "the log does not extend the "
	    "state of {1} {1?record|records} that the report was made from"),
	[VERIFY_MSG_RECORD] = TEXT("ns", "the log has record {1} as a report, "
	    "but {2}"),
	[VERIFY_MSG_BAD_SIGNATURE] = TEXT("", "the checkpoint in the proof is "
	    "not signed by the key it names"),
	[VERIFY_MSG_KEY_OF_OTHER_LOG] = TEXT("s", "the key that signed this "
	    "checkpoint of {1} is the key of another log"),
	[VERIFY_MSG_WORKBOOK_UNREADABLE] = TEXT("s", "it cannot be read as the "
	    "workbook of a report: {1}"),
	[VERIFY_MSG_CONTENT_DIFFERS] = TEXT("s", "its figures are not those of "
	    "report {1}"),
	[VERIFY_MSG_VERIFY_SHEET] = TEXT("", "its Verify sheet does not say "
	    "what it must"),
	[VERIFY_MSG_SHOWN_OTHERWISE] = TEXT("ss", "{1}; the issued file has "
	    "SHA-256 {2}: ask for it by this hash, or take it from the store"),
	[VERIFY_MSG_HASH_DIFFERS] = TEXT("s", "its SHA-256 is none of those "
	    "recorded for report {1}"),
	[VERIFY_MSG_SAYS_OTHER] = TEXT("ss", "it says that it is report {1}; "
	    "the proof is of report {2}: check it beside its own proof"),
	[VERIFY_MSG_SAYS_NONE] = TEXT("s", "nothing in it says that it is "
	    "report {1}, whose proof this is; if it should be, it was changed "
	    "on the way"),
	[VERIFY_MSG_FILE_OF_OTHER] = TEXT("sss", "it is the {1} of report {2}; "
	    "the proof is of report {3}: check it beside its own proof"),
	[VERIFY_MSG_COMPANION] = TEXT("s", "it is not a report file: it is "
	    "{1}"),
	[VERIFY_MSG_DRAFT] = TEXT("", "it says that it is a draft: it was "
	    "rendered, and never issued"),
	[VERIFY_MSG_NAMED_OTHERWISE] = TEXT("ss", "it is the {1} of the report, "
	    "though its name ends in {2}"),
	[VERIFY_MSG_STORE_OLDER] = TEXT("snn", "the store {1} has {2} "
	    "{2?record|records}, and the log that was signed has {3}: it is an "
	    "older copy, or was set back"),
	[VERIFY_MSG_STORE_DIFFERS] = TEXT("sn", "the store {1} has other "
	    "records among its first {2} than the proof's checkpoint, under "
	    "the same name"),
	[VERIFY_MSG_STORE_DATED_BACK] = TEXT("nsns", "record {1} is dated {2}, "
	    "before record {3} ({4}), and does not say why: no program of ours "
	    "writes that"),
	[VERIFY_MSG_STORE_SIGNER] = TEXT("s", "the checkpoint in the proof is "
	    "not signed by the key of the store {1}"),
	[VERIFY_MSG_EVIDENCE] = TEXT("s", "both checkpoints are written to "
	    "{1}: keep it, and ask the organisation"),
	[VERIFY_MSG_NO_EVIDENCE] = TEXT("s", "the two checkpoints could not "
	    "be written out as evidence: {1}; name another folder with --out"),
	[VERIFY_MSG_KEPT_CONTRADICTED] = TEXT("s", "the log does not extend "
	    "the checkpoint kept in {1}"),
	[VERIFY_MSG_KEPT_SAME] = TEXT("n", "what you kept is this very "
	    "checkpoint, of {1} {1?record|records}: of what was before it, "
	    "only an earlier one can tell"),
	[VERIFY_MSG_KEPT_OLDER] = TEXT("nn", "the newest that you kept is of "
	    "{1} {1?record|records}, and this log of {2} begins with them"),
	[VERIFY_MSG_KEPT_NEWER] = TEXT("nn", "you have seen a newer one, of "
	    "{1} {1?record|records}, and it begins with the {2} of this log"),
	[VERIFY_MSG_KEPT_NEWER_OPEN] = TEXT("snn", "the checkpoint kept in {1} "
	    "is of {2} {2?record|records} and this log of {3}: give the "
	    "history.txt that came with what you kept, or its folder, to "
	    "compare them"),
	[VERIFY_MSG_KEPT_NOT_COMPARED] = TEXT("s", "nothing at hand shows "
	    "whether the log extends the checkpoint kept in {1}; history.txt "
	    "beside the proof does, or the store (--store)"),
	[VERIFY_MSG_KEPT_OTHER_LOG] = TEXT("ss", "{1} holds no checkpoint of "
	    "{2} that counts"),
	[VERIFY_MSG_KEPT_SIGNER] = TEXT("sn", "the checkpoint in {1}, line "
	    "{2}, is not signed by a key that you gave"),
	[VERIFY_MSG_HISTORY_UNREADABLE] = TEXT("s", "the history beside the "
	    "proof cannot be used: {1}"),
	[VERIFY_MSG_MEMORY_UNREADABLE] = TEXT("s", "what earlier checks saw "
	    "cannot be read: {1}"),
	[VERIFY_MSG_MEMORY_CONTRADICTED] = TEXT("s", "the log does not extend "
	    "what an earlier check of yours saw, kept in {1}"),
	[VERIFY_MSG_NOT_REMEMBERED] = TEXT("s", "what was seen is not "
	    "remembered: {1}"),
	[VERIFY_MSG_WITHDRAWAL] = TEXT("nss", "record {1} withdrew it on {2}: "
	    "{3}"),
	[VERIFY_MSG_ISSUED_AGAIN] = TEXT("n", "record {1} issued the same "
	    "report again"),
	[VERIFY_MSG_CURRENT_NOT_KNOWN] = TEXT("", "whether a newer report "
	    "stands in its place is not known without the store (--store)"),
	[VERIFY_MSG_KEYS_FROM_FOLDER] = TEXT("", "the key came from the "
	    "folder that is checked: it shows nothing about who signed; use "
	    "the one that you hold from elsewhere"),
	[VERIFY_MSG_DISCLOSURE_UNREADABLE] = TEXT("ss", "{1} is no disclosure "
	    "as it is written: {2}"),
	[VERIFY_MSG_DISCLOSURE_RECORD] = TEXT("ns", "record {1} is not what a "
	    "disclosure needs: {2}"),
	[VERIFY_MSG_DISCLOSURE_NOT_INCLUDED] = TEXT("nn", "the checkpoint does "
	    "not contain records {1} and {2} as the file has them"),
	[VERIFY_MSG_DISCLOSURE_LINES] = TEXT("n", "its lines do not lead to the "
	    "root over the register in record {1}: a line was changed, stands "
	    "at another place, or is missing"),
	[VERIFY_MSG_DISCLOSURE_SAYS] = TEXT("nn", "register, seed and size are "
	    "not those that records {1} and {2} state"),
	[VERIFY_MSG_DISCLOSURE_LACKS] = TEXT("n", "line {1} of the register is "
	    "drawn by the seed, and is not in it"),
	[VERIFY_MSG_DISCLOSURE_MORE] = TEXT("n", "line {1} of the register is "
	    "in it, and is not drawn by the seed"),
	[VERIFY_MSG_DISCLOSURE_OP] = TEXT("n", "line {1} of the register is no "
	    "record: it neither puts nor retires one"),
	[VERIFY_MSG_DISCLOSURE_COUNT] = TEXT("nn", "the log says that {1} "
	    "{1?record|records} {1?was|were} disclosed; the file has {2}"),
	[VERIFY_MSG_DISCLOSURE_DIGEST] = TEXT("n", "it is not what record {1} "
	    "says was handed out: its SHA-256 differs"),
	[VERIFY_MSG_DISCLOSURE_SEED] = TEXT("ss", "it was drawn with the seed "
	    "\"{1}\", not with \"{2}\" (--seed); ask for the draw with your own "
	    "seed"),
};

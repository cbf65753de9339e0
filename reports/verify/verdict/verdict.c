/* SPDX-License-Identifier: Apache-2.0 */
/* The table of verdicts: answers, rows and words; see verdict.h. */
#include "reports/verify/verdict/verdict.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define WORDS(text) { NULL, 0, "", text }

/* An answer: its name, and its words before and after proof and signature. */
struct answer_words {
	const char *name;
	struct message open, firm; /* firm.text NULL: the same */
};

static const struct answer_words file_answers[] = {
	[VERDICT_FILE_UNKNOWN] = { "unknown",
	    WORDS("unknown: nothing at hand names it"), { 0 } },
	[VERDICT_FILE_EXACT] = { "exact",
	    WORDS("these are bytes that the proof names"),
	    WORDS("exact: these are bytes that were issued") },
	[VERDICT_FILE_SHOWN] = { "content equal, shown as issued",
	    WORDS("other bytes (opened and saved again?) with the content "
	    "that the proof names"),
	    WORDS("other bytes (opened and saved again?) with the content "
	    "that was issued, and they show it as it was issued") },
	[VERDICT_FILE_OTHERWISE] = { "content equal, shown otherwise",
	    WORDS("other bytes with the content that the proof names, but "
	    "they SHOW SOMETHING ELSE"),
	    WORDS("other bytes with the content that was issued, but they "
	    "SHOW SOMETHING ELSE than what was issued") },
	[VERDICT_FILE_NOT_LOOKED] = { "content equal, look not checked",
	    WORDS("other bytes (opened and saved again?) with the content "
	    "that the proof names; what they show was not checked"),
	    WORDS("other bytes (opened and saved again?) with the content "
	    "that was issued; what they show was not checked") },
	[VERDICT_FILE_ALTERED] = { "altered",
	    WORDS("NOT what the proof names, though it says that it is this "
	    "report"),
	    WORDS("ALTERED: it says that it is this report, and is not what "
	    "was issued") },
	[VERDICT_FILE_OTHER] = { "not this report's file",
	    WORDS("not a file of this report: no record at hand names its "
	    "bytes"), { 0 } },
};

static const struct answer_words proof_answers[] = {
	[VERDICT_PROOF_MISSING] = { "missing", WORDS("none"), { 0 } },
	[VERDICT_PROOF_OK] = { "ok",
	    WORDS("ok: the report is a record of the log, and the log extends "
	    "the data that it was made from"), { 0 } },
	[VERDICT_PROOF_FAILED] = { "failed", WORDS("FAILED"), { 0 } },
};

static const struct answer_words signature_answers[] = {
	[VERDICT_SIGNATURE_NO_KEY] = { "no key given",
	    WORDS("not confirmed: give the key you hold with --keys"),
	    { 0 } },
	[VERDICT_SIGNATURE_OK] = { "ok",
	    { NULL, 0, "ss", "ok: by your key for {1}, {2}" }, { 0 } },
	[VERDICT_SIGNATURE_UNKNOWN_KEY] = { "unknown key",
	    WORDS("not confirmed: none of the keys you gave has signed this "
	    "log"), { 0 } },
	[VERDICT_SIGNATURE_FAILED] = { "failed", WORDS("FAILED"), { 0 } },
	[VERDICT_SIGNATURE_NOT_LOOKED] = { "not looked at",
	    WORDS("not looked at: no signed checkpoint could be read"),
	    { 0 } },
};

static const struct answer_words history_answers[] = {
	[VERDICT_HISTORY_NOT_COMPARED] = { "not compared",
	    WORDS("NOT COMPARED with what you kept"), { 0 } },
	[VERDICT_HISTORY_OK] = { "ok",
	    WORDS("ok: it and what you kept are of one history, in which no "
	    "record was replaced"), { 0 } },
	[VERDICT_HISTORY_CONTRADICTED] = { "contradicted",
	    WORDS("CONTRADICTED: it is not the history that you kept a "
	    "checkpoint of"), { 0 } },
	[VERDICT_HISTORY_NOT_ASKED] = { "not asked",
	    WORDS("not compared: only a checkpoint that was kept outside "
	    "shows that no record was replaced (--checkpoint)"), { 0 } },
};

static const struct answer_words store_answers[] = {
	[VERDICT_STORE_NOT_COMPARED] = { "not compared",
	    WORDS("NOT COMPARED with the store"), { 0 } },
	[VERDICT_STORE_OK] = { "ok",
	    WORDS("ok: the report is a record of this store"), { 0 } },
	[VERDICT_STORE_LACKS] = { "lacks it",
	    WORDS("this store LACKS what was signed"), { 0 } },
	[VERDICT_STORE_CONTRADICTS] = { "contradicts",
	    WORDS("CONTRADICTED: this store has another history"), { 0 } },
	[VERDICT_STORE_NOT_ASKED] = { "not asked",
	    WORDS("not asked (--store)"), { 0 } },
};

static const struct answer_words withdrawn_answers[] = {
	[VERDICT_WITHDRAWN_NOT_KNOWN] = { "not known",
	    WORDS("not known without the store's answer (--store)"), { 0 } },
	[VERDICT_WITHDRAWN_NO] = { "no", WORDS("no"), { 0 } },
	[VERDICT_WITHDRAWN_YES] = { "yes",
	    WORDS("YES: the organisation has withdrawn this report"),
	    { 0 } },
};

static const struct answer_words superseded_answers[] = {
	[VERDICT_SUPERSEDED_NOT_KNOWN] = { "not known",
	    WORDS("not known without the store's answer (--store)"), { 0 } },
	[VERDICT_SUPERSEDED_NO] = { "no", WORDS("no"), { 0 } },
	[VERDICT_SUPERSEDED_YES] = { "yes",
	    { NULL, 0, "s", "by {1}" }, { 0 } },
	[VERDICT_SUPERSEDED_LATER] = { "later",
	    { NULL, 0, "ss", "not for its day, but a report of {2}, {1}, "
	    "stands since" }, { 0 } },
};

static const struct answer_words current_answers[] = {
	[VERDICT_CURRENT_ASKED] = { "asked",
	    WORDS("it must be the newest (--current)"), { 0 } },
	[VERDICT_CURRENT_NOT_ASKED] = { "not asked",
	    WORDS("it need not be the newest"), { 0 } },
};

static const struct {
	const char *name;
	const struct answer_words *answer;
	size_t n;
} questions[VERDICT__QUESTIONS] = {
	[VERDICT_FILE] = { "file", file_answers, COUNT(file_answers) },
	[VERDICT_PROOF] = { "proof", proof_answers, COUNT(proof_answers) },
	[VERDICT_SIGNATURE] = { "signature", signature_answers,
	    COUNT(signature_answers) },
	[VERDICT_HISTORY] = { "history", history_answers,
	    COUNT(history_answers) },
	[VERDICT_STORE] = { "store", store_answers, COUNT(store_answers) },
	[VERDICT_WITHDRAWN] = { "withdrawn", withdrawn_answers,
	    COUNT(withdrawn_answers) },
	[VERDICT_SUPERSEDED] = { "superseded", superseded_answers,
	    COUNT(superseded_answers) },
	[VERDICT_CURRENT] = { "current", current_answers,
	    COUNT(current_answers) },
};

static const struct {
	const char *name, *words;
} verdicts[VERDICT__MAX] = {
	[VERDICT_GENUINE] = { "genuine",
	    "This is a file of the report as the organisation issued it." },
	[VERDICT_GENUINE_SUPERSEDED] = { "genuine and superseded",
	    "The report was issued so, and a newer one stands." },
	[VERDICT_EQUAL_SHOWN] = { "content equal and shown as issued",
	    "The file was saved again; it says and shows what the "
	    "organisation issued." },
	[VERDICT_EQUAL_OTHERWISE] = { "content equal, shown otherwise",
	    "The content is there, but a reader sees something else than what "
	    "was issued: ask for the issued file." },
	[VERDICT_EQUAL_NOT_LOOKED] = { "content equal, look not checked",
	    "The content is there; whether a reader sees it so was not "
	    "checked: ask for the issued file." },
	[VERDICT_REPORT_WITHDRAWN] = { "withdrawn",
	    "The report was issued, and the organisation has withdrawn it "
	    "since." },
	[VERDICT_HISTORY_NOT_CONFIRMED] = { "history not confirmed",
	    "Something was asked about the log that could not be told with "
	    "what is at hand." },
	[VERDICT_SIGNER_NOT_CONFIRMED] = { "signer not confirmed",
	    "Nothing shows whose log it is: no key that you hold has signed "
	    "it." },
	[VERDICT_NOT_THIS_FILE] = { "not this report's file",
	    "The proof is sound and of another file: it says nothing about "
	    "this one." },
	[VERDICT_ALTERED] = { "altered",
	    "The file says that it is this report, and is not what its record "
	    "names." },
	[VERDICT_UNPROVEN] = { "unproven",
	    "Nothing shows that the file was issued." },
	[VERDICT_FORKED] = { "forked",
	    "One key has signed two histories that cannot both be true: keep "
	    "both checkpoints, they are evidence." },
};

#define A(answer) (unsigned char)(1u << (answer))
/* What every row that passes, or all but passes, has in common. */
#define SOUND \
	[VERDICT_PROOF] = A(VERDICT_PROOF_OK), \
	[VERDICT_SIGNATURE] = A(VERDICT_SIGNATURE_OK)
#define HISTORY_STANDS \
	[VERDICT_HISTORY] = A(VERDICT_HISTORY_OK) | \
	    A(VERDICT_HISTORY_NOT_ASKED)
#define STORE_STANDS \
	[VERDICT_STORE] = A(VERDICT_STORE_OK) | A(VERDICT_STORE_NOT_ASKED)
#define STANDS \
	SOUND, HISTORY_STANDS, STORE_STANDS, \
	[VERDICT_WITHDRAWN] = A(VERDICT_WITHDRAWN_NO) | \
	    A(VERDICT_WITHDRAWN_NOT_KNOWN)
#define SAME_CONTENT \
	[VERDICT_FILE] = A(VERDICT_FILE_EXACT) | A(VERDICT_FILE_SHOWN)
#define NOT_SUPERSEDED \
	[VERDICT_SUPERSEDED] = A(VERDICT_SUPERSEDED_NO) | \
	    A(VERDICT_SUPERSEDED_NOT_KNOWN) | A(VERDICT_SUPERSEDED_LATER)

/* The first that fits decides. */
static const struct verdict_row rows[] = {
	/* What contradicts itself or its signature shows nothing. */
	{ VERDICT_UNPROVEN, 4,
	    { [VERDICT_PROOF] = A(VERDICT_PROOF_FAILED) } },
	{ VERDICT_UNPROVEN, 4,
	    { [VERDICT_SIGNATURE] = A(VERDICT_SIGNATURE_FAILED) } },
	/* Two histories: of one signer, or of nobody knows whom. */
	{ VERDICT_FORKED, 4,
	    { SOUND, [VERDICT_HISTORY] = A(VERDICT_HISTORY_CONTRADICTED) } },
	{ VERDICT_FORKED, 4,
	    { SOUND, [VERDICT_STORE] = A(VERDICT_STORE_CONTRADICTS) } },
	{ VERDICT_UNPROVEN, 4,
	    { [VERDICT_HISTORY] = A(VERDICT_HISTORY_CONTRADICTED) } },
	{ VERDICT_UNPROVEN, 4,
	    { [VERDICT_STORE] = A(VERDICT_STORE_CONTRADICTS) |
	    A(VERDICT_STORE_LACKS) } },
	{ VERDICT_ALTERED, 4,
	    { [VERDICT_FILE] = A(VERDICT_FILE_ALTERED) } },
	{ VERDICT_UNPROVEN, 4,
	    { [VERDICT_FILE] = A(VERDICT_FILE_UNKNOWN) } },
	{ VERDICT_UNPROVEN, 4,
	    { [VERDICT_PROOF] = A(VERDICT_PROOF_MISSING) } },
	/* Nothing is wrong, but not all is shown that was asked for. */
	{ VERDICT_NOT_THIS_FILE, 3,
	    { [VERDICT_FILE] = A(VERDICT_FILE_OTHER) } },
	{ VERDICT_SIGNER_NOT_CONFIRMED, 3,
	    { [VERDICT_SIGNATURE] = A(VERDICT_SIGNATURE_NO_KEY) |
	    A(VERDICT_SIGNATURE_UNKNOWN_KEY) |
	    A(VERDICT_SIGNATURE_NOT_LOOKED) } },
	{ VERDICT_HISTORY_NOT_CONFIRMED, 3,
	    { [VERDICT_HISTORY] = A(VERDICT_HISTORY_NOT_COMPARED) } },
	{ VERDICT_REPORT_WITHDRAWN, 3,
	    { [VERDICT_WITHDRAWN] = A(VERDICT_WITHDRAWN_YES) } },
	{ VERDICT_HISTORY_NOT_CONFIRMED, 3,
	    { [VERDICT_STORE] = A(VERDICT_STORE_NOT_COMPARED) } },
	{ VERDICT_HISTORY_NOT_CONFIRMED, 3,
	    { [VERDICT_STORE] = A(VERDICT_STORE_OK),
	    [VERDICT_WITHDRAWN] = A(VERDICT_WITHDRAWN_NOT_KNOWN) } },
	{ VERDICT_HISTORY_NOT_CONFIRMED, 3,
	    { [VERDICT_STORE] = A(VERDICT_STORE_OK),
	    [VERDICT_SUPERSEDED] = A(VERDICT_SUPERSEDED_NOT_KNOWN) } },
	{ VERDICT_HISTORY_NOT_CONFIRMED, 3,
	    { [VERDICT_CURRENT] = A(VERDICT_CURRENT_ASKED),
	    [VERDICT_SUPERSEDED] = A(VERDICT_SUPERSEDED_NOT_KNOWN) } },
	{ VERDICT_EQUAL_OTHERWISE, 3,
	    { [VERDICT_FILE] = A(VERDICT_FILE_OTHERWISE) } },
	{ VERDICT_EQUAL_NOT_LOOKED, 3,
	    { [VERDICT_FILE] = A(VERDICT_FILE_NOT_LOOKED) } },
	{ VERDICT_GENUINE_SUPERSEDED, 3,
	    { SAME_CONTENT, STANDS,
	    [VERDICT_CURRENT] = A(VERDICT_CURRENT_ASKED),
	    [VERDICT_SUPERSEDED] = A(VERDICT_SUPERSEDED_YES) |
	    A(VERDICT_SUPERSEDED_LATER) } },
	/* What passes names every answer that it needs. */
	{ VERDICT_GENUINE_SUPERSEDED, 0,
	    { SAME_CONTENT, STANDS,
	    [VERDICT_CURRENT] = A(VERDICT_CURRENT_NOT_ASKED),
	    [VERDICT_SUPERSEDED] = A(VERDICT_SUPERSEDED_YES) } },
	{ VERDICT_EQUAL_SHOWN, 0,
	    { [VERDICT_FILE] = A(VERDICT_FILE_SHOWN), STANDS,
	    NOT_SUPERSEDED } },
	{ VERDICT_GENUINE, 0,
	    { [VERDICT_FILE] = A(VERDICT_FILE_EXACT), STANDS,
	    NOT_SUPERSEDED } },
	{ VERDICT_UNPROVEN, 4, { 0 } },
};

static bool
row_fits(const struct verdict_row *r, const struct verdict_answers *a)
{
	for (size_t q = 0; q < VERDICT__QUESTIONS; q++)
		if (r->fits[q] != 0 && (a->to[q] >= questions[q].n ||
		    (r->fits[q] >> a->to[q] & 1) == 0))
			return false;
	return true;
}

const struct verdict_row *
verdict_of(const struct verdict_answers *a)
{
	const struct verdict_row *r = rows;

	/* The last row fits everything. */
	while (!row_fits(r, a))
		r++;
	return r;
}

const struct verdict_row *
verdict_row_at(size_t i)
{
	return i < COUNT(rows) ? &rows[i] : NULL;
}

const char *
verdict_name(enum verdict v)
{
	return verdicts[v].name;
}

const char *
verdict_words(enum verdict v)
{
	return verdicts[v].words;
}

const char *
verdict_words_of(const struct verdict_answers *a)
{
	enum verdict v = verdict_of(a)->verdict;

	if (v == VERDICT_UNPROVEN &&
	    a->to[VERDICT_PROOF] == VERDICT_PROOF_OK &&
	    a->to[VERDICT_SIGNATURE] == VERDICT_SIGNATURE_OK &&
	    a->to[VERDICT_STORE] == VERDICT_STORE_LACKS)
		return "Proof and signature hold, but the store at hand is "
		    "older than what was signed: it does not confirm the "
		    "report.";
	return verdict_words(v);
}

size_t
verdict_answer_count(enum verdict_question q)
{
	return questions[q].n;
}

const char *
verdict_question_name(enum verdict_question q)
{
	return questions[q].name;
}

const char *
verdict_answer_name(enum verdict_question q, unsigned answer)
{
	return answer < questions[q].n ? questions[q].answer[answer].name : "";
}

const struct message *
verdict_answer_words(enum verdict_question q, unsigned answer, bool firm)
{
	static const struct message none = WORDS("");
	const struct answer_words *w;

	if (answer >= questions[q].n)
		return &none;
	w = &questions[q].answer[answer];
	return firm && w->firm.text != NULL ? &w->firm : &w->open;
}

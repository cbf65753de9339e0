/* SPDX-License-Identifier: Apache-2.0 */
/* The files that accompany a report, by how they begin; see companion.h. */
#include "reports/verify/companion.h"

#include "shared/base/enc.h"

#define PAGE_HEAD 4096 /* bytes, before which the title of a page stands */

static const struct {
	const char *name, *words;
} companions[COMPANION__MAX] = {
	[COMPANION_NONE] = { "none", "none of the files that accompany a "
	    "report" },
	[COMPANION_PROOF] = { "proof", "the proof (proof.txt), which shows "
	    "that the report beside it is a record of the log" },
	[COMPANION_RECEIPT] = { "receipt", "the receipt (RECEIPT.txt), to be "
	    "kept for next year and given with --checkpoint then" },
	[COMPANION_HISTORY] = { "history", "the history (history.txt), with "
	    "which an earlier receipt is compared" },
	[COMPANION_SUMS] = { "sums", "the list of hashes (SHA256SUMS), for "
	    "sha256sum -c" },
	[COMPANION_KEYS] = { "keys", "a key, and one that arrives with a "
	    "report proves nothing: use the one you hold, with --keys" },
	[COMPANION_CHECKPOINT] = { "checkpoint", "a checkpoint of a log, to be "
	    "given with --checkpoint" },
	[COMPANION_PAGE] = { "page", "the page verify.html, and one that "
	    "arrives with a report proves nothing: get it from elsewhere" },
};

/* How each begins. */
static const struct {
	const char *start;
	enum companion is;
} starts[] = {
	{ "c2sp.org/tlog-proof@v1\n", COMPANION_PROOF },
	{ "c2sp.org/tlog-proof@v1\r\n", COMPANION_PROOF },
	{ "RECEIPT FOR THE AUDITOR", COMPANION_RECEIPT },
	{ "preaudit-history/", COMPANION_HISTORY },
	{ "log ", COMPANION_KEYS },
	{ "KEY CARD", COMPANION_KEYS },
};

/* A list of SHA-256 and names, as sha256sum writes and reads it. */
static bool
is_sums(struct str bytes)
{
	uint8_t digest[SHA256_BYTES];

	return bytes.n > SHA256_HEX + 2 && hex_parse(digest, SHA256_BYTES,
	    (struct str){ bytes.p, SHA256_HEX }) &&
	    memcmp(bytes.p + SHA256_HEX, "  ", 2) == 0;
}

static bool
is_checkpoint(struct str bytes)
{
	struct err ignored = { 0 };
	const struct vkey *by;
	struct checkpoint c;
	struct str text;

	return bytes.n < 65536 &&
	    note_open(bytes, NULL, &text, &by) != NOTE_MALFORMED &&
	    checkpoint_parse(&c, text, &ignored) == 0;
}

/* verify.html, by its title. */
static bool
is_page(struct str bytes)
{
	static const char title[] = "<title>Check a Preaudit report</title>";

	return memmem(bytes.p, bytes.n > PAGE_HEAD ? PAGE_HEAD : bytes.n,
	    title, sizeof(title) - 1) != NULL;
}

enum companion
companion_of(struct str bytes)
{
	/* A byte order mark is what an editor puts before a text. */
	if (str_starts(bytes, STR("\xef\xbb\xbf")))
		bytes = (struct str){ bytes.p + 3, bytes.n - 3 };
	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++)
		if (str_starts(bytes, str_of(starts[i].start)))
			return starts[i].is;
	if (is_sums(bytes))
		return COMPANION_SUMS;
	if (is_page(bytes))
		return COMPANION_PAGE;
	return is_checkpoint(bytes) ? COMPANION_CHECKPOINT : COMPANION_NONE;
}

const char *
companion_words(enum companion c)
{
	return companions[c].words;
}

const char *
companion_name(enum companion c)
{
	return companions[c].name;
}

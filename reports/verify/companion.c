/* SPDX-License-Identifier: Apache-2.0 */
/* The files that accompany a report, told from reports by how they begin. */
#include "reports/verify/internal.h"

#include "shared/base/enc.h"

static const struct {
	const char *start, *what;
} companions[] = {
	{ "c2sp.org/tlog-proof@v1\n", "a proof (proof.txt), which shows that "
	    "the report beside it is a record of the log" },
	{ "RECEIPT FOR THE AUDITOR", "the receipt (RECEIPT.txt), to be kept "
	    "for next year and given with --checkpoint then" },
	{ "preaudit-history/1\n", "the history (history.txt), with which an "
	    "earlier receipt is compared: --checkpoint" },
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

const char *
verify_companion(struct str bytes)
{
	for (size_t i = 0; i < sizeof(companions) / sizeof(companions[0]); i++)
		if (str_starts(bytes, str_of(companions[i].start)))
			return companions[i].what;
	return is_sums(bytes) ? "the list of hashes (SHA256SUMS), for "
	    "sha256sum -c" : NULL;
}

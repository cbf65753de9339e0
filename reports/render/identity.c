/* SPDX-License-Identifier: Apache-2.0 */
/* Lines of the Verify sheet and section; see identity.h. */
#include "reports/render/identity.h"

const char *const identity_advice[] = {
	"The seal is detached: proof.txt, which comes with this file, shows "
	"that the report is a record of the signed log. Check it with the "
	"key you hold, from the key card that came with the contract:",
	" preaudit verify --keys keys.txt --proof proof.txt FILE",
	"To compare only the file with the receipt: on Windows",
	" certutil -hashfile FILE SHA256",
	"and elsewhere",
	" sha256sum FILE",
	"A key that arrives together with a report proves nothing. The seal "
	"shows that the report was not altered since it was signed, not that "
	"the records behind it are true. The organisation holds the key: only "
	"a checkpoint that you or a witness kept earlier (RECEIPT.txt of "
	"another report) shows that they were not replaced before.",
	NULL
};

static const char *const draft_advice[] = {
	"This is a draft: it was rendered and not issued. It is no record of the "
	"signed log and has no proof. To issue it:",
	" preaudit report --issue --out FOLDER",
	NULL
};

const char *const *
identity_advice_of(const struct doc_identity *d)
{
	return d->draft ? draft_advice : identity_advice;
}

size_t
identity_lines(const struct doc_identity *d,
    struct identity_line line[IDENTITY_MAX])
{
	const struct identity_line all[] = {
		{ "Report", d->id },
		{ "Store", d->origin },
		{ "Dates judged as of", d->as_of },
		{ "Log size behind the data", d->head_size_text },
		{ "Root of the log", d->head_root },
		{ "Profile", d->profile },
		{ "SHA-256 of the profile", d->profile_sha256 },
		{ "Standard", d->standard },
		{ "Language", d->lang },
		{ "Program", d->program },
		{ "SHA-256 of the content", d->content_sha256 },
		{ "Store's key", d->key_fingerprint },
	};
	size_t n = sizeof(all) / sizeof(all[0]);

	memcpy(line, all, sizeof(all));
	return n;
}

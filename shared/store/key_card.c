/* SPDX-License-Identifier: Apache-2.0 */
/* The key card; see key_card.h. */
#include "shared/store/key_card.h"

#include <stdlib.h>

#include "shared/file/fileio.h"
#include "shared/text/date.h"

#define WHAT_FOR \
	"Give this card to your certification body with the contract, not " \
	"with a report. Whoever\nchecks a report names this card, and so " \
	"trusts this key and no other: a key that arrives\ntogether with a " \
	"report proves nothing. The key signs every head of the store's log; " \
	"the\ncard itself is not secret.\n\n" \
	"The key, as one line:\n\n"

#define HOW_TO \
	"\n\nTo check what was handed over, with a copy of this card as " \
	"key-card.txt:\n\n" \
	"  preaudit verify --keys key-card.txt readiness.xlsx\n\n" \
	"or paste this card into verify.html. What you kept of an earlier " \
	"report, its\nRECEIPT.txt, also shows whether history was only added " \
	"to:\n\n" \
	"  preaudit verify --keys key-card.txt --checkpoint RECEIPT.txt " \
	"readiness.xlsx\n\n" \
	"The fingerprint follows from the line of the key; it is the first 32 " \
	"digits of this:\n\n" \
	"  sed -n 's/^log //p' key-card.txt | tr -d '\\r\\n' | " \
	"openssl dgst -sha256\n\n" \
	"RECEIPT.txt has the commands that check a report with OpenSSL " \
	"alone.\n"

static void
put_text(struct buf *b, const char *organisation, const struct vkey *k,
    const char *day)
{
	char print[VKEY_FINGERPRINT_TEXT];

	vkey_fingerprint(print, k);
	buf_puts(b, "KEY CARD\n========\n\n");
	buf_printf(b, "Organisation   %s\nStore          %s\n"
	    "Key made       %s\nFingerprint    %s\n\n", organisation, k->name,
	    day, print);
	buf_puts(b, WHAT_FOR "log ");
	vkey_format(b, k);
	buf_puts(b, HOW_TO);
}

static void
put_escaped(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '<')
			buf_puts(b, "&lt;");
		else if (s.p[i] == '>')
			buf_puts(b, "&gt;");
		else if (s.p[i] == '&')
			buf_puts(b, "&amp;");
		else
			buf_putc(b, s.p[i]);
	}
}

static int
put_card(const char *key_path, const char *suffix, const struct buf *b,
    struct buf *notices, struct err *e)
{
	char *path = path_suffixed(key_path, suffix);
	int status = file_replace(path, buf_view(b), 0644, e);

	if (status == 0)
		buf_printf(notices, "wrote %s\n", path);
	free(path);
	return status;
}

int
key_card_write(const char *key_path, const char *organisation,
    const struct vkey *k, int64_t now_s, struct buf *notices, struct err *e)
{
	char now[TIME_TEXT];
	struct buf text, html;
	int status;

	time_format(now, now_s);
	now[DATE_TEXT - 1] = '\0';
	buf_init(&text, 65536);
	buf_init(&html, 65536);
	put_text(&text, organisation, k, now);
	buf_puts(&html, "<!DOCTYPE html>\n<html lang=\"en\"><meta charset="
	    "\"utf-8\"><title>Key card</title>\n<pre>\n");
	put_escaped(&html, buf_view(&text));
	buf_puts(&html, "</pre>\n</html>\n");
	status = put_card(key_path, ".card.txt", &text, notices, e);
	if (status == 0)
		status = put_card(key_path, ".card.html", &html, notices, e);
	buf_fini(&text);
	buf_fini(&html);
	return status;
}

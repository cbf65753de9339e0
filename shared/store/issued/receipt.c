/* SPDX-License-Identifier: Apache-2.0 */
/* RECEIPT.txt: what an auditor keeps of a report, in words; see derived.h. */
#include "shared/store/issued/derived.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>

#include "shared/store/issued/standing.h"

/* ---- what it says of the report ---- */

/* content.csv has the verdict in the first lines, as a plain word. */
#define VERDICT_ROW "report,head,"
#define VERDICT_CELL ",Verdict,"

bool
derived_verdict(const struct leaf_report *r, struct str content,
    struct str *verdict)
{
	char sha256[SHA256_HEX + 1];
	struct str rest = content, line;

	sha256_hex(sha256, content);
	if (strcmp(sha256, r->content_sha256) != 0)
		return false;
	*verdict = STR("none");
	while (str_next(&rest, '\n', &line) &&
	    str_starts(line, STR(VERDICT_ROW))) {
		const char *at = memmem(line.p, line.n, VERDICT_CELL,
		    sizeof(VERDICT_CELL) - 1);

		if (at != NULL)
			*verdict = str_trim(str_range(at +
			    sizeof(VERDICT_CELL) - 1, line.p + line.n));
	}
	return true;
}

static void
put_facts(const struct derived_receipt *r, struct buf *b)
{
	const struct leaf_report *l = r->report;

	buf_printf(b,
	    "RECEIPT FOR THE AUDITOR\n"
	    "=======================\n\n"
	    "Report         %s\n"
	    "Organisation   %s\n"
	    "Dates as of    %s%s\n"
	    "Verdict        %s\n"
	    "Profile        %s\n"
	    "Issued         %s by %s\n",
	    l->id, r->organisation, l->as_of, leaf_report_is_forecast(l,
	    r->origin) ? ", a forecast from what was known when it was issued" :
	    "", r->verdict, l->profile,
	    l->issued, l->program);
	if (r->withdrawn[0] != '\0')
		buf_printf(b, "Withdrawn      %s\n", r->withdrawn);
	buf_printf(b,
	    "Store          %s\n"
	    "Record number  %" PRIu64 " (the log had %" PRIu64 " records "
	    "behind the data)\n"
	    "Content        %s\n"
	    "Anchored       %s\n"
	    "Store's key    %s\n\n",
	    r->origin, r->index, l->head_size, l->content_sha256, r->anchored,
	    r->key);
	buf_puts(b, "SHA-256 of each file:\n\n");
	derived_put_sums(l, b);
}

/* ---- how to check ---- */

/* A command for each file. */
static void
put_for_each(const struct leaf_report *l, const char *before,
    const char *after, struct buf *b)
{
	char name[DERIVED_OUTPUT_NAME];

	for (size_t i = 0; i < l->noutputs; i++) {
		derived_output_name(name, l, i);
		buf_printf(b, "  %s%s%s\n", before, name, after);
	}
}

static void
put_file_checks(const struct leaf_report *l, struct buf *b)
{
	buf_puts(b, "\n1. Is a file one of these?\n\n"
	    "Linux:\n\n  sha256sum -c SHA256SUMS\n\n"
	    "macOS:\n\n  shasum -a 256 -c SHA256SUMS\n\n"
	    "With openssl, to be compared with the digits above:\n\n");
	put_for_each(l, "openssl dgst -sha256 ", "", b);
	buf_puts(b, "\nWindows, PowerShell; capital letters mean the same:"
	    "\n\n");
	put_for_each(l, "Get-FileHash -Algorithm SHA256 ", "", b);
	buf_puts(b, "\nWindows, command prompt:\n\n");
	put_for_each(l, "certutil -hashfile ", " SHA256", b);
}

static void
put_seal_checks(const struct leaf_report *l, struct buf *b)
{
	/* By the program. */
	buf_puts(b, "\n2. Is it a record of the log that the organisation "
	    "signed?\n\n"
	    "Lay a copy of the key card that came with the contract beside "
	    "the files, as\nkey-card.txt. A key that arrives together with "
	    "the report proves nothing. The same\nholds for verify.html, "
	    "which answers as this does:\n\n");
	put_for_each(l, "preaudit verify --keys key-card.txt ", "", b);
	/* Without it. */
	buf_puts(b, "\nWith OpenSSL 3 alone, the signature of the checkpoint "
	    "in proof.txt; what is made\non the way is put into a folder of "
	    "its own, $d:\n\n"
	    "  d=$(mktemp -d)\n"
	    "  tr -d '\\r' < proof.txt | sed '1,/^$/d' > $d/checkpoint\n"
	    "  sed '/^$/,$d' $d/checkpoint > $d/signed\n"
	    "  awk '/^$/ { f = 1 } f && NF == 3 { print $3; exit }' "
	    "$d/checkpoint > $d/signature\n"
	    "  openssl base64 -d -A -in $d/signature | tail -c 64 > "
	    "$d/signature.bin\n"
	    "  tr -d '\\r' < key-card.txt | "
	    "sed -n 's/^log [^+]*+[^+]*+//p' > $d/key\n"
	    "  openssl base64 -d -A -in $d/key | tail -c 32 > $d/key.bin\n"
	    "  printf '\\060\\052\\060\\005\\006\\003\\053\\145\\160\\003\\041"
	    "\\000' > $d/key.der\n"
	    "  cat $d/key.bin >> $d/key.der\n"
	    "  openssl pkeyutl -verify -pubin -keyform DER -inkey $d/key.der "
	    "-rawin -in $d/signed -sigfile $d/signature.bin\n\n"
	    "\"Signature Verified Successfully\" says that the key signed this "
	    "checkpoint. That\nthe report is a record below it, only the "
	    "checks before these show.\n");
}

/* Stands nowhere above: what comes from outside has no line end. */
static const char before_note[] = "\nstore's checkpoint:\n\n";

static void
put_next_year(struct buf *b)
{
	buf_puts(b, "\n3. Keep this page. Next year it shows whether history "
	    "was only added to: beside the\nfolder that you receive then, "
	    "here next-year,\n\n"
	    "  preaudit verify --keys key-card.txt --checkpoint RECEIPT.txt "
	    "next-year\n\n"
	    "or drop it on verify.html with that folder's files. What it "
	    "compares is this, the");
	buf_puts(b, before_note);
}

/* What stands behind the checkpoint. */
static const char page_end[] = "\nWhat this shows, and what it does not\n\n"
    "The report is a self-assessment computed from records the organisation "
    "supplied: no\nseal shows that they are true.\n"
    "The seal shows that it was not altered since it was signed. The "
    "organisation holds\nthe key: only a checkpoint that you or a witness "
    "kept earlier shows that the records\nbehind it were not replaced "
    "before.\n"
    "A time stamp that is named above is in the store: `preaudit store check` "
    "verifies it.\n"
    "Whether it was withdrawn later, only the store says. This page is not "
    "signed: it\nfollows from the record, content.csv and the checkpoint, "
    "and is checked against them.\n";

void
derived_put_receipt(const struct derived_receipt *r, struct str note,
    struct buf *b)
{
	put_facts(r, b);
	put_file_checks(r->report, b);
	put_seal_checks(r->report, b);
	put_next_year(b);
	buf_str(b, note);
	buf_puts(b, page_end);
}

struct str
derived_receipt_note(struct str file)
{
	size_t before = sizeof(before_note) - 1, end = sizeof(page_end) - 1;
	const char *at = memmem(file.p, file.n, before_note, before);
	struct str note = { NULL, 0 };

	if (at != NULL)
		note = str_range(at + before, file.p + file.n);
	if (note.n > end)
		note.n -= end;
	return note;
}

/* ---- of a store ---- */

void
derived_receipt_open(struct derived_receipt_of *of,
    const struct store *s, uint64_t index, uint64_t size)
{
	const struct leaf_report *l = &s->leaf[index].u.report;
	char *inside = path_join("reports", l->id);
	char *folder = path_join(s->dir, inside);
	char *path = path_join(folder, "content.csv");
	struct standing st;
	struct str verdict = STR("");
	size_t withdrawn_at, anchored_at;
	struct err why;
	struct map map;

	/* The verdict, where the content is what was issued. */
	*of = (struct derived_receipt_of){ .has_verdict = false };
	buf_init(&of->text, BUF_MAX_DEFAULT);
	if (map_open(&map, path, &why) == 0) {
		of->has_verdict = derived_verdict(l, map_view(&map), &verdict);
		buf_str(&of->text, verdict);
		map_close(&map);
	} else {
		of->unread = why.sys != ENOENT;
	}
	if (!of->has_verdict)
		buf_puts(&of->text, "not known: content.csv is not as it was "
		    "issued");
	buf_putc(&of->text, '\0');
	withdrawn_at = of->text.n;
	/* What was known of it under the checkpoint. */
	if (standing_of(s, l->id, size, &st) && st.is_withdrawn)
		buf_printf(&of->text, "by record %" PRIu64 " on %s: %s",
		    st.withdrawal_index, st.withdrawal->when,
		    st.withdrawal->reason);
	buf_putc(&of->text, '\0');
	anchored_at = of->text.n;
	derived_put_anchored(s, index, size, &of->text);
	vkey_fingerprint(of->print, &s->keys.key[0]);
	of->receipt = (struct derived_receipt){ .report = l, .index = index,
		.organisation = store_genesis(s)->organisation,
		.origin = store_genesis(s)->origin, .key = of->print,
		.verdict = buf_cstr(&of->text),
		.withdrawn = buf_cstr(&of->text) + withdrawn_at,
		.anchored = buf_cstr(&of->text) + anchored_at };
	free(path);
	free(folder);
	free(inside);
}

void
derived_receipt_close(struct derived_receipt_of *of)
{
	buf_fini(&of->text);
}

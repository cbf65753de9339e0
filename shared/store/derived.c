/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is derived from an issued report's leaf: proof.txt, history.txt,
 * SHA256SUMS and RECEIPT.txt; see derived.h.
 */
#include "shared/store/derived.h"
#include "shared/store/store_internal.h"

#include <stdio.h>

#include "shared/base/enc.h"
#include "shared/log/kept.h"

void
derived_output_name(char out[DERIVED_OUTPUT_NAME],
    const struct leaf_report *r, size_t i)
{
	if (strcmp(r->output[i].format, "csv") == 0)
		snprintf(out, DERIVED_OUTPUT_NAME, "content.csv");
	else
		snprintf(out, DERIVED_OUTPUT_NAME, "%.100s.%.20s", r->profile,
		    r->output[i].format);
}

struct derived_by
derived_by_head(const struct store *s)
{
	return (struct derived_by){ s->head.size, buf_view(&s->note) };
}

void
derived_put_proof(const struct store *s, uint64_t index,
    const struct derived_by *by, struct buf *b)
{
	const struct leaf *l = &s->leaf[index];
	struct proof_file p = {
		.leaf = s->line[index],
		.head_size = l->type == LEAF_REPORT ? l->u.report.head_size :
		    index,
		.index = index,
		.checkpoint = by->note,
	};

	if (p.head_size > 0 && p.head_size <= by->size)
		merkle_prove_consistency(s->hash, by->size, p.head_size,
		    &p.consistency);
	merkle_prove_inclusion(s->hash, by->size, index, &p.inclusion);
	proof_file_format(b, &p);
}

static void
put_history(const struct store *s, uint64_t index, const struct derived_by *by,
    struct buf *b)
{
	(void)index;
	history_file_format(b, s->hash, by->size, by->note);
}

void
derived_put_sums(const struct leaf_report *r, struct buf *b)
{
	char name[DERIVED_OUTPUT_NAME];

	for (size_t i = 0; i < r->noutputs; i++) {
		derived_output_name(name, r, i);
		buf_printf(b, "%s  %s\n", r->output[i].sha256, name);
	}
}

static void
put_sums(const struct store *s, uint64_t index, const struct derived_by *by,
    struct buf *b)
{
	(void)by;
	derived_put_sums(&s->leaf[index].u.report, b);
}

/* The page up to its checkpoint. */
static void
put_receipt_top(const struct derived_receipt *r, struct buf *b)
{
	const struct leaf_report *l = r->report;

	buf_printf(b,
	    "RECEIPT FOR THE AUDITOR\n"
	    "=======================\n\n"
	    "Report         %s\n"
	    "Organisation   %s\n"
	    "Dates as of    %s\n"
	    "Profile        %s\n"
	    "Issued         %s by %s\n"
	    "Store          %s\n"
	    "Record number  %llu (the log had %llu records behind the data)\n"
	    "Content        %s\n"
	    "Store's key    %s\n\n",
	    l->id, r->organisation, l->as_of, l->profile, l->issued,
	    l->program, r->origin, (unsigned long long)r->index,
	    (unsigned long long)l->head_size, l->content_sha256, r->key);
	buf_puts(b, "SHA-256 of each file:\n\n");
	derived_put_sums(l, b);
	buf_printf(b,
	    "\nTo compare a file with this page:\n\n"
	    "  Windows   certutil -hashfile %s.xlsx SHA256\n"
	    "  Linux     sha256sum -c SHA256SUMS\n"
	    "  macOS     shasum -a 256 -c SHA256SUMS\n\n"
	    "To check the seal as well, with keys you hold yourself:\n\n"
	    "  preaudit verify --keys keys.txt --proof proof.txt %s.xlsx\n\n"
	    "Compare the key's fingerprint above with the one on the key card "
	    "that came with\nthe contract. A key that arrives together with "
	    "the report proves nothing.\n\n"
	    "Keep this page and proof.txt: next year they show whether "
	    "anything up to record\n%llu was changed. The proof ends with the "
	    "store's checkpoint:\n\n", l->profile, l->profile,
	    (unsigned long long)r->index);
}

/* ... and behind it. */
static const char receipt_end[] = "\nThe report is a self-assessment computed "
    "from records the organisation supplied.\nThe seal shows that it was not "
    "altered, not that the records are true.\n";

void
derived_put_receipt(const struct derived_receipt *r, struct str note,
    struct buf *b)
{
	put_receipt_top(r, b);
	buf_str(b, note);
	buf_puts(b, receipt_end);
}

struct str
derived_receipt_note(const struct derived_receipt *r, struct str file)
{
	size_t end = sizeof(receipt_end) - 1;
	struct str note = { NULL, 0 };
	struct buf top;

	buf_init(&top, BUF_MAX_DEFAULT);
	put_receipt_top(r, &top);
	if (file.n > top.n + end)
		note = str_range(file.p + top.n, file.p + file.n - end);
	buf_fini(&top);
	return note;
}

/* Of a record of the store; the fingerprint is put into `print`. */
static struct derived_receipt
receipt_of(const struct store *s, uint64_t index,
    char print[VKEY_FINGERPRINT_TEXT])
{
	vkey_fingerprint(print, &s->keys.key[0]);
	return (struct derived_receipt){ .report = &s->leaf[index].u.report,
		.index = index, .organisation = store_genesis(s)->organisation,
		.origin = store_genesis(s)->origin, .key = print };
}

static void
put_receipt(const struct store *s, uint64_t index, const struct derived_by *by,
    struct buf *b)
{
	char print[VKEY_FINGERPRINT_TEXT];
	struct derived_receipt r = receipt_of(s, index, print);

	derived_put_receipt(&r, by->note, b);
}

/* What stands behind the first empty line. */
static struct str
last_part(const struct store *s, uint64_t index, struct str file)
{
	(void)s;
	(void)index;
	return store_proof_note(file);
}

static struct str
receipt_note(const struct store *s, uint64_t index, struct str file)
{
	char print[VKEY_FINGERPRINT_TEXT];
	struct derived_receipt r = receipt_of(s, index, print);

	return derived_receipt_note(&r, file);
}

static const struct {
	const char *name;
	void (*put)(const struct store *s, uint64_t index,
	    const struct derived_by *by, struct buf *b);
	/* where its checkpoint stands; NULL: it has none */
	struct str (*note)(const struct store *s, uint64_t index,
	    struct str file);
} derived[DERIVED__MAX] = {
	[DERIVED_PROOF] = { "proof.txt", derived_put_proof, last_part },
	[DERIVED_HISTORY] = { "history.txt", put_history, last_part },
	[DERIVED_SUMS] = { "SHA256SUMS", put_sums, NULL },
	[DERIVED_RECEIPT] = { "RECEIPT.txt", put_receipt, receipt_note },
};

const char *
derived_name(enum derived d)
{
	return derived[d].name;
}

void
derived_put(enum derived d, const struct store *s, uint64_t index,
    const struct derived_by *by, struct buf *b)
{
	derived[d].put(s, index, by, b);
}

bool
derived_has_note(enum derived d)
{
	return derived[d].note != NULL;
}

struct str
derived_note(enum derived d, const struct store *s, uint64_t index,
    struct str file)
{
	return derived[d].note(s, index, file);
}

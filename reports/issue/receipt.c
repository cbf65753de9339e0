/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is derived from an issued report's leaf: proof.txt, history.txt,
 * SHA256SUMS and RECEIPT.txt. They can be written again at any time.
 */
#include "reports/issue/issue.h"

#include <stdlib.h>

#include "shared/base/enc.h"
#include "shared/log/kept.h"

void
issue_proof(const struct store *s, uint64_t index, struct buf *b)
{
	const struct leaf *l = &s->leaf[index];
	struct proof_file p = {
		.leaf = s->line[index],
		.head_size = l->type == LEAF_REPORT ? l->u.report.head_size :
		    index,
		.index = index,
		.checkpoint = buf_view(&s->note),
	};

	if (p.head_size > 0 && p.head_size <= s->head.size)
		merkle_prove_consistency(s->hash, s->head.size, p.head_size,
		    &p.consistency);
	merkle_prove_inclusion(s->hash, s->head.size, index, &p.inclusion);
	proof_file_format(b, &p);
}

static enum rendered_format
format_of(const char *name)
{
	int f = 0;

	while (f < RENDERED__MAX - 1 &&
	    strcmp(name, rendered_format_name((enum rendered_format)f)) != 0)
		f++;
	return (enum rendered_format)f;
}

static void
put_sums(const struct store *s, uint64_t index, struct buf *b)
{
	const struct leaf_report *l = &s->leaf[index].u.report;

	for (size_t i = 0; i < l->noutputs; i++) {
		char name[128];

		rendered_file_name(name, l->profile,
		    format_of(l->output[i].format));
		buf_printf(b, "%s  %s\n", l->output[i].sha256, name);
	}
}

static void
put_receipt(const struct store *s, uint64_t index, struct buf *b)
{
	const struct leaf_report *l = &s->leaf[index].u.report;
	char print[VKEY_FINGERPRINT_TEXT];

	vkey_fingerprint(print, &s->keys.key[0]);
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
	    l->id, store_genesis(s)->organisation, l->as_of, l->profile,
	    l->issued, l->program, store_genesis(s)->origin,
	    (unsigned long long)index, (unsigned long long)l->head_size,
	    l->content_sha256, print);
	buf_puts(b, "SHA-256 of each file:\n\n");
	put_sums(s, index, b);
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
	    (unsigned long long)index);
	buf_str(b, buf_view(&s->note));
	buf_puts(b, "\nThe report is a self-assessment computed from records "
	    "the organisation supplied.\nThe seal shows that it was not "
	    "altered, not that the records are true.\n");
}

static void
put_history(const struct store *s, uint64_t index, struct buf *b)
{
	(void)index;
	history_file_format(b, s->hash, s->head.size, buf_view(&s->note));
}

static const struct {
	const char *name;
	void (*put)(const struct store *s, uint64_t index, struct buf *b);
} derived[] = {
	{ "proof.txt", issue_proof },
	{ "history.txt", put_history },
	{ "SHA256SUMS", put_sums },
	{ "RECEIPT.txt", put_receipt },
};

const char *
issue_derived_name(size_t i)
{
	return i < sizeof(derived) / sizeof(derived[0]) ? derived[i].name :
	    NULL;
}

/* One of them into the folder; 0 when it is there and may stay. */
static int
write_derived(const struct store *s, uint64_t index, const char *dir,
    size_t i, bool replace, struct err *e)
{
	char *path = path_join(dir, derived[i].name);
	int status = replace ? 0 : file_exists(path, e);
	struct buf b;

	if (status == 0) {
		buf_init(&b, BUF_MAX_DEFAULT);
		derived[i].put(s, index, &b);
		status = file_replace(path, buf_view(&b), 0444, e);
		buf_fini(&b);
	}
	free(path);
	return status == -1 ? -1 : 0;
}

int
issue_derived(const struct store *s, uint64_t index, bool all, struct err *e)
{
	char *reports = path_join(s->dir, "reports");
	char *dir = path_join(reports, s->leaf[index].u.report.id);
	int status = 0;

	for (size_t i = 0; status == 0 && issue_derived_name(i) != NULL; i++)
		status = write_derived(s, index, dir, i, all, e);
	free(dir);
	free(reports);
	return status;
}

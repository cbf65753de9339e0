/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is derived from an issued report's leaf: proof.txt, history.txt,
 * SHA256SUMS and RECEIPT.txt; see derived.h.
 */
#include "shared/store/issued/derived.h"
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

static void
put_receipt(const struct store *s, uint64_t index, const struct derived_by *by,
    struct buf *b)
{
	struct derived_receipt_of of;

	derived_receipt_open(&of, s, index, by->size);
	if (!of.unread)
		derived_put_receipt(&of.receipt, by->note, b);
	derived_receipt_close(&of);
}

static const struct {
	const char *name;
	void (*put)(const struct store *s, uint64_t index,
	    const struct derived_by *by, struct buf *b);
	/* where its checkpoint stands; NULL: it has none */
	struct str (*note)(struct str file);
} derived[DERIVED__MAX] = {
	[DERIVED_PROOF] = { "proof.txt", derived_put_proof, store_proof_note },
	[DERIVED_HISTORY] = { "history.txt", put_history, store_proof_note },
	[DERIVED_SUMS] = { "SHA256SUMS", put_sums, NULL },
	[DERIVED_RECEIPT] = { "RECEIPT.txt", put_receipt, derived_receipt_note },
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
derived_note(enum derived d, struct str file)
{
	return derived[d].note(file);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Sections "data" (what was received), "defects" and "integrity". */
#include "reports/section/section.h"

#include <stdlib.h>

#include "shared/base/enc.h"

static const char none_imported[] = "No file has been imported yet.";

static void
registers_table(const struct report *r, struct doc_section *s)
{
	struct doc_table *t = DOC_TABLE_OF(s, "registers",
	    "Registers supplied", "t:Register|n:Records|d:Data of|"
	    "n:Age in days|n:Rows refused in the newest file",
	    .empty = "No register has been supplied yet.");

	for (size_t i = 0; i < r->standard.nregisters; i++) {
		const struct table *x = &r->data.table[i];
		bool dated = x->extracted != DATE_NONE;

		if (x->supplied)
			doc_put(t, VALUES(x->schema->title, x->n,
			    DAY(x->extracted), dated ?
			    VALUE(r->as_of - x->extracted) : VALUE(""),
			    x->refused));
	}
}

static void
batches_table(const struct report *r, struct doc_section *s)
{
	struct doc_table *t = DOC_TABLE_OF(s, "batches", "Files imported",
	    "n:Batch|t:Register|t:File|t:System|d:Imported|d:Data of|n:Read|"
	    "n:New|n:Changed|n:Unchanged|n:Retired|n:Refused|y:Original kept|"
	    "i:SHA-256 of the file", .empty = none_imported);

	for (size_t i = 0; i < r->data.nbatches; i++) {
		const struct batch_info *b = &r->data.batch[i];
		const struct leaf_batch *l = b->leaf;
		const struct leaf_counts *n = &l->counts;

		doc_put(t, VALUES(b->index, report_register_title(r, l->reg),
		    l->source.name, l->source_system, DAY(b->imported),
		    DAY(b->extracted), n->read, n->new, n->changed,
		    n->unchanged, n->retired, n->refused,
		    (bool)(l->source_path != NULL), l->source.sha256));
	}
}

void
section_data(const struct report *r, struct doc_section *s)
{
	struct buf later;

	buf_init(&later, BUF_MAX_DEFAULT);
	report_put_later(r, &later);
	if (later.n > 0)
		doc_note(s, "%s", buf_cstr(&later));
	buf_fini(&later);
	doc_text(s, "Files refused as a whole leave no trace in the store "
	    "and are not listed. Of registers about persons only the name "
	    "and the SHA-256 of the file are kept, unless asked otherwise.");
	registers_table(r, s);
	batches_table(r, s);
}

/* Given references of one table into a register. */
static uint64_t
references_to(const struct table *t, int to)
{
	uint64_t n = 0;

	for (size_t k = 0; t->supplied && k < t->schema->nfields; k++) {
		const struct column *c = &t->column[k];

		if (t->schema->field[k].ref_register != to)
			continue;
		for (uint32_t i = 0; c->ref != NULL && i < t->n; i++)
			n += c->ref[i] != ROW_NONE;
		if (c->start != NULL)
			n += c->start[t->n];
	}
	return n;
}

/* References that could not be looked up, as their register was never supplied. */
static void
unsupplied_table(const struct report *r, struct doc_section *s)
{
	struct doc_table *t = DOC_TABLE_OF(s, "unsupplied",
	    "References into registers that were never supplied",
	    "t:Register that was never supplied|n:References kept as written",
	    .empty = "None.");

	for (size_t to = 0; to < r->standard.nregisters; to++) {
		uint64_t n = 0;

		if (r->data.table[to].supplied)
			continue;
		for (size_t i = 0; i < r->standard.nregisters; i++)
			n += references_to(&r->data.table[i], (int)to);
		if (n > 0)
			doc_put(t, VALUES(r->standard.reg[to].title, n));
	}
}

static void
defects_table(const struct report *r, struct doc_section *s)
{
	struct doc_table *t = DOC_TABLE_OF(s, "defects",
	    "Defects in the records",
	    "i:Check|t:What is wrong|t:Register|i:Record|n:Row",
	    .empty = "No defect was found.");

	for (size_t i = 0; i < r->readiness.ncriteria; i++) {
		const struct criterion *c = &r->readiness.criterion[i];

		for (size_t k = 0; c->concerns_data && k < c->nviolations;
		    k++) {
			const struct violation *v = &c->violation[k];

			doc_put(t, VALUES(c->id, v->message,
			    report_place(r, v).kind, report_place(r, v).which,
			    v->row == 0 ? VALUE("") : VALUE(v->row)));
		}
	}
}

static void
read_as_table(const struct report *r, struct doc_section *s)
{
	struct doc_table *t = DOC_TABLE_OF(s, "read_as",
	    "How the files were read", "n:Batch|t:Encoding|t:Delimiter|"
	    "t:Date order|n:Header row|t:Set for all rows|t:Columns left out",
	    .empty = none_imported, .collapsed = true);
	struct buf set, ignored;

	buf_init(&set, BUF_MAX_DEFAULT);
	buf_init(&ignored, BUF_MAX_DEFAULT);
	for (size_t i = 0; i < r->data.nbatches; i++) {
		const struct leaf_batch *l = r->data.batch[i].leaf;

		buf_reset(&set);
		buf_reset(&ignored);
		for (size_t k = 0; k < l->nset; k++)
			buf_printf(&set, "%s%s=%s", k == 0 ? "" : "; ",
			    l->set[k].field, l->set[k].value);
		for (size_t k = 0; k < l->nignored; k++)
			buf_printf(&ignored, "%s%s", k == 0 ? "" : "; ",
			    l->ignored[k]);
		doc_put(t, VALUES(r->data.batch[i].index, l->encoding,
		    l->delimiter, l->dates, l->header_row, buf_view(&set),
		    buf_view(&ignored)));
	}
	buf_fini(&set);
	buf_fini(&ignored);
}

void
section_defects(const struct report *r, struct doc_section *s)
{
	doc_text(s, "What rests on a reference that leads nowhere, or on a "
	    "date that cannot be, is not known; what the record violates as "
	    "it stands still counts.");
	defects_table(r, s);
	unsupplied_table(r, s);
	read_as_table(r, s);
}

void
section_integrity(const struct report *r, struct doc_section *s)
{
	struct doc_table *t = doc_facts(s, "head", "State of the store");

	doc_put(t, VALUES("Log size", r->data_head.size));
	doc_put(t, VALUES("Root of the log", s->doc->identity.head_root));
	doc_put(t, VALUES("Sealed by the store's key",
	    s->doc->identity.key_fingerprint));
	doc_text(s, "Every import, rule set and issued report is one line "
	    "of an append-only log, hashed as a Merkle tree (RFC 6962) whose "
	    "head is signed (Ed25519). sha256sum and openssl are enough to "
	    "check it. Integrity is not truth: a false row truthfully "
	    "imported stays a false row.");
	t = DOC_TABLE_OF(s, "data_files", "Data files", "n:Record|"
	    "t:Data file|n:Records|i:SHA-256|i:Merkle root of its records",
	    .empty = "No data file yet.", .collapsed = true);
	for (size_t i = 0; i < r->data.nbatches; i++) {
		const struct leaf_batch *l = r->data.batch[i].leaf;

		doc_put(t, VALUES(r->data.batch[i].index, l->path, l->rows,
		    l->sha256, l->rows_root));
	}
	t = DOC_TABLE_OF(s, "standard_files", "Rules and schemas in force",
	    "t:File of the standard folder|i:SHA-256", .collapsed = true);
	for (size_t i = 0; i < r->standard.nfiles; i++)
		doc_put(t, VALUES(r->standard.file[i].path,
		    r->standard.file[i].sha256));
}

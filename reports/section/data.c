/* SPDX-License-Identifier: Apache-2.0 */
/* Sections "data" (what was received), "defects" and "integrity". */
#include "reports/section/section.h"

#include <inttypes.h>
#include <stdlib.h>

#include "shared/base/enc.h"

static void
registers_table(struct report *r, struct doc *d, struct doc_section *s)
{
	static const struct doc_column columns[] = {
		{ "Register", CELL_TEXT },
		{ "Records", CELL_NUMBER },
		{ "Data of", CELL_DATE },
		{ "Age in days", CELL_NUMBER },
		{ "Rows refused in the newest file", CELL_NUMBER },
	};
	struct doc_table *t = doc_table(d, s, "registers",
	    "Registers supplied", columns, 5);

	t->empty = "No register has been supplied yet.";
	for (size_t i = 0; i < r->standard.nregisters; i++) {
		const struct table *x = &r->data.table[i];

		if (!x->supplied)
			continue;
		doc_row(d, t, (struct str[]){ str_of(x->schema->title),
		    doc_u64(d, x->n), doc_day(d, x->extracted),
		    x->extracted == DATE_NONE ? STR("") :
		    str_of(arena_printf(&d->arena, "%" PRId32,
		    r->as_of - x->extracted)), doc_u64(d, x->refused) });
	}
}

static void
batches_table(struct report *r, struct doc *d, struct doc_section *s)
{
	static const struct doc_column columns[] = {
		{ "Batch", CELL_NUMBER },
		{ "Register", CELL_TEXT },
		{ "File", CELL_TEXT },
		{ "System", CELL_TEXT },
		{ "Imported", CELL_DATE },
		{ "Data of", CELL_DATE },
		{ "Read", CELL_NUMBER },
		{ "New", CELL_NUMBER },
		{ "Changed", CELL_NUMBER },
		{ "Unchanged", CELL_NUMBER },
		{ "Retired", CELL_NUMBER },
		{ "Refused", CELL_NUMBER },
		{ "Original kept", CELL_YESNO },
		{ "SHA-256 of the file", CELL_ID },
	};
	struct doc_table *t = doc_table(d, s, "batches", "Files imported",
	    columns, 14);

	t->empty = "No file has been imported yet.";
	for (size_t i = 0; i < r->data.nbatches; i++) {
		const struct batch_info *b = &r->data.batch[i];
		const struct leaf_batch *l = b->leaf;
		const struct leaf_counts *n = &l->counts;

		doc_row(d, t, (struct str[]){ doc_u64(d, b->index),
		    str_of(report_register_title(r, l->reg)), str_of(l->source.name),
		    l->source_system == NULL ? STR("") :
		    str_of(l->source_system), doc_day(d, b->imported),
		    doc_day(d, b->extracted), doc_u64(d, n->read),
		    doc_u64(d, n->new), doc_u64(d, n->changed),
		    doc_u64(d, n->unchanged), doc_u64(d, n->retired),
		    doc_u64(d, n->refused),
		    l->source_path == NULL ? STR("no") : STR("yes"),
		    str_of(l->source.sha256) });
	}
}

int
section_data(struct report *r, const struct profile_section *ps,
    struct doc *d, struct doc_section *s, struct err *e)
{
	(void)ps;
	(void)e;
	for (size_t i = 0; i < r->standard.nregisters; i++) {
		const struct table *x = &r->data.table[i];

		if (x->supplied && x->extracted != DATE_NONE &&
		    r->as_of < x->extracted) {
			doc_note(d, s, "Some registers were extracted after "
			    "%s. They are shown as of their extraction, not "
			    "as of that date; use --at SIZE to see the store "
			    "as it was.", d->identity.as_of);
			break;
		}
	}
	doc_text(d, s, "Files refused as a whole leave no trace in the store "
	    "and are not listed. Of registers about persons only the name "
	    "and the SHA-256 of the file are kept, unless asked otherwise.");
	registers_table(r, d, s);
	batches_table(r, d, s);
	return 0;
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
unsupplied_table(struct report *r, struct doc *d, struct doc_section *s)
{
	static const struct doc_column columns[] = {
		{ "Register that was never supplied", CELL_TEXT },
		{ "References kept as written", CELL_NUMBER },
	};
	struct doc_table *t = doc_table(d, s, "unsupplied",
	    "References into registers that were never supplied", columns, 2);

	t->empty = "None.";
	for (size_t to = 0; to < r->standard.nregisters; to++) {
		uint64_t n = 0;

		if (r->data.table[to].supplied)
			continue;
		for (size_t i = 0; i < r->standard.nregisters; i++)
			n += references_to(&r->data.table[i], (int)to);
		if (n > 0)
			doc_row(d, t, (struct str[]){
			    str_of(r->standard.reg[to].title),
			    doc_u64(d, n) });
	}
}

int
section_defects(struct report *r, const struct profile_section *ps,
    struct doc *d, struct doc_section *s, struct err *e)
{
	static const struct doc_column columns[] = {
		{ "Check", CELL_ID },
		{ "What is wrong", CELL_TEXT },
		{ "Register", CELL_TEXT },
		{ "Record", CELL_ID },
		{ "Row", CELL_NUMBER },
	};
	static const struct doc_column read_columns[] = {
		{ "Batch", CELL_NUMBER },
		{ "Encoding", CELL_TEXT },
		{ "Delimiter", CELL_TEXT },
		{ "Date order", CELL_TEXT },
		{ "Header row", CELL_NUMBER },
		{ "Set for all rows", CELL_TEXT },
		{ "Columns left out", CELL_TEXT },
	};
	const struct readiness *q = &r->readiness;
	struct doc_table *t;

	(void)ps;
	(void)e;
	doc_text(d, s, "A record with a defect cannot serve as evidence, but "
	    "what it violates still counts.");
	t = doc_table(d, s, "defects", "Defects in the records", columns, 5);
	t->empty = "No defect was found.";
	for (size_t i = 0; i < q->ncriteria; i++) {
		const struct criterion *c = &q->criterion[i];

		for (size_t k = 0; c->concerns_data && k < c->nviolations;
		    k++) {
			const struct violation *v = &c->violation[k];

			doc_row(d, t, (struct str[]){ str_of(c->id),
			    str_of(v->message), v->reg[0] == '\0' ? STR("") :
			    str_of(report_register_title(r, v->reg)), str_of(v->key),
			    v->row == 0 ? STR("") : doc_u64(d, v->row) });
		}
	}
	unsupplied_table(r, d, s);
	t = doc_table(d, s, "read_as", "How the files were read",
	    read_columns, 7);
	t->collapsed = true;
	t->empty = "No file has been imported yet.";
	for (size_t i = 0; i < r->data.nbatches; i++) {
		const struct leaf_batch *l = r->data.batch[i].leaf;
		struct buf set, ignored;

		buf_init(&set, 65536);
		buf_init(&ignored, 65536);
		for (size_t k = 0; k < l->nset; k++)
			buf_printf(&set, "%s%s=%s", k == 0 ? "" : "; ",
			    l->set[k].field, l->set[k].value);
		for (size_t k = 0; k < l->nignored; k++)
			buf_printf(&ignored, "%s%s", k == 0 ? "" : "; ",
			    l->ignored[k]);
		doc_row(d, t, (struct str[]){
		    doc_u64(d, r->data.batch[i].index),
		    str_of(l->encoding == NULL ? "" : l->encoding),
		    str_of(l->delimiter == NULL ? "" : l->delimiter),
		    str_of(l->dates == NULL ? "" : l->dates),
		    doc_u64(d, l->header_row), buf_view(&set),
		    buf_view(&ignored) });
		buf_fini(&set);
		buf_fini(&ignored);
	}
	return 0;
}

int
section_integrity(struct report *r, const struct profile_section *ps,
    struct doc *d, struct doc_section *s, struct err *e)
{
	static const struct doc_column columns[] = {
		{ "File of the standard folder", CELL_TEXT },
		{ "SHA-256", CELL_ID },
	};
	static const struct doc_column data_columns[] = {
		{ "Record", CELL_NUMBER },
		{ "Data file", CELL_TEXT },
		{ "Records", CELL_NUMBER },
		{ "SHA-256", CELL_ID },
		{ "Merkle root of its records", CELL_ID },
	};
	struct doc_table *t = doc_facts(d, s, "head", "State of the store");
	char root[65];

	(void)ps;
	(void)e;
	hex_format(root, r->data_head.root.b, SHA256_BYTES);
	doc_fact(d, t, "Log size", doc_u64(d, r->data_head.size));
	doc_fact(d, t, "Root of the log", str_of(root));
	doc_fact(d, t, "Sealed by the store's key",
	    str_of(d->identity.key_fingerprint));
	doc_text(d, s, "Every import, rule set and issued report is one line "
	    "of an append-only log, hashed as a Merkle tree (RFC 6962) whose "
	    "head is signed (Ed25519). sha256sum and openssl are enough to "
	    "check it. Integrity is not truth: a false row truthfully "
	    "imported stays a false row.");
	t = doc_table(d, s, "data_files", "Data files", data_columns, 5);
	t->collapsed = true;
	t->empty = "No data file yet.";
	for (size_t i = 0; i < r->data.nbatches; i++) {
		const struct leaf_batch *l = r->data.batch[i].leaf;

		doc_row(d, t, (struct str[]){
		    doc_u64(d, r->data.batch[i].index), str_of(l->path),
		    doc_u64(d, l->rows), str_of(l->sha256),
		    str_of(l->rows_root) });
	}
	t = doc_table(d, s, "standard_files", "Rules and schemas in force",
	    columns, 2);
	t->collapsed = true;
	for (size_t i = 0; i < r->standard.nfiles; i++)
		doc_row(d, t, (struct str[]){
		    str_of(r->standard.file[i].path),
		    str_of(r->standard.file[i].sha256) });
	return 0;
}

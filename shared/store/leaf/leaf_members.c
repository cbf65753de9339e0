/* SPDX-License-Identifier: Apache-2.0 */
/* The tables of the members of log records; see leaf_members.h. */
#include "shared/store/leaf/leaf_members.h"

#define AT(type, member) .at = offsetof(struct leaf_##type, member)
#define ALSO(type, member) .also = offsetof(struct leaf_##type, member)
/* Pointer and number of the elements, in one structure. */
#define ELEMENTS(type, pointer, number) AT(type, pointer), ALSO(type, number)
#define END { .name = NULL }

static const struct leaf_member genesis_succeeds[] = {
	{ "origin", MEMBER_TEXT, AT(genesis, succeeds_origin) },
	{ "reason", MEMBER_TEXT, AT(genesis, succeeds_reason) },
	{ "root", MEMBER_HASH, AT(genesis, succeeds_root) },
	{ "size", MEMBER_COUNT, AT(genesis, succeeds_size) },
	END
};

static const struct leaf_member genesis[] = {
	{ "created", MEMBER_MOMENT, AT(genesis, created) },
	{ "format", MEMBER_FIXED, .word = { "preaudit/1" } },
	{ "log_key", MEMBER_TEXT, AT(genesis, log_key) },
	{ "organisation", MEMBER_TEXT, AT(genesis, organisation) },
	{ "origin", MEMBER_TEXT, AT(genesis, origin) },
	{ "succeeds", MEMBER_OBJECT, .optional = true,
	    AT(genesis, succeeds_origin), .members = genesis_succeeds },
	{ "timezone", MEMBER_TEXT, AT(genesis, timezone) },
	{ "type", MEMBER_FIXED, .word = { "genesis" } },
	END
};

static const struct leaf_member file[] = {
	{ "bytes", MEMBER_COUNT, AT(file, bytes) },
	{ "name", MEMBER_TEXT, AT(file, name) },
	{ "sha256", MEMBER_HASH, AT(file, sha256) },
	END
};

static const struct leaf_member standard[] = {
	{ "adopted", MEMBER_MOMENT, AT(standard, adopted) },
	{ "edition", MEMBER_TEXT, AT(standard, edition) },
	{ "files", MEMBER_LIST, ELEMENTS(standard, file, nfiles),
	    .size = sizeof(struct leaf_file), .members = file },
	{ "name", MEMBER_TEXT, AT(standard, name) },
	{ "parameters", MEMBER_NUMBERS,
	    ELEMENTS(standard, parameter, nparameters) },
	{ "type", MEMBER_FIXED, .word = { "standard" } },
	END
};

static const struct leaf_member batch_counts[] = {
	{ "changed", MEMBER_COUNT, AT(batch, counts.changed) },
	{ "new", MEMBER_COUNT, AT(batch, counts.new) },
	{ "read", MEMBER_COUNT, AT(batch, counts.read) },
	{ "refused", MEMBER_COUNT, AT(batch, counts.refused) },
	{ "retired", MEMBER_COUNT, AT(batch, counts.retired) },
	{ "unchanged", MEMBER_COUNT, AT(batch, counts.unchanged) },
	END
};

static const struct leaf_member batch_findings[] = {
	{ "bytes", MEMBER_COUNT, AT(batch, findings_bytes) },
	{ "path", MEMBER_PATH, AT(batch, findings_path),
	    .in = STORE_FINDINGS },
	{ "rows", MEMBER_COUNT, AT(batch, findings_rows) },
	{ "sha256", MEMBER_HASH, AT(batch, findings_sha256) },
	END
};

static const struct leaf_member column[] = {
	{ "field", MEMBER_TEXT, AT(column, field) },
	{ "header", MEMBER_TEXT, AT(column, header) },
	END
};

static const struct leaf_member set[] = {
	{ "field", MEMBER_TEXT, AT(set, field) },
	{ "value", MEMBER_TEXT, AT(set, value) },
	END
};

static const struct leaf_member batch_read_as[] = {
	{ "columns", MEMBER_LIST, ELEMENTS(batch, column, ncolumns),
	    .size = sizeof(struct leaf_column), .members = column },
	{ "dates", MEMBER_TEXT, .optional = true, AT(batch, dates) },
	{ "delimiter", MEMBER_TEXT, .optional = true, AT(batch, delimiter) },
	{ "encoding", MEMBER_TEXT, .optional = true, AT(batch, encoding) },
	{ "header_row", MEMBER_COUNT, AT(batch, header_row) },
	{ "ignored", MEMBER_LIST, .optional = true,
	    ELEMENTS(batch, ignored, nignored), .size = sizeof(const char *) },
	{ "set", MEMBER_LIST, .optional = true, ELEMENTS(batch, set, nset),
	    .size = sizeof(struct leaf_set), .members = set },
	END
};

static const struct leaf_member batch_source[] = {
	{ "bytes", MEMBER_COUNT, AT(batch, source.bytes) },
	{ "name", MEMBER_TEXT, AT(batch, source.name) },
	{ "path", MEMBER_PATH, .optional = true, AT(batch, source_path),
	    .in = STORE_ORIGINALS },
	{ "sha256", MEMBER_HASH, AT(batch, source.sha256) },
	{ "sheet", MEMBER_TEXT, .optional = true, AT(batch, source_sheet) },
	{ "system", MEMBER_TEXT, .optional = true, AT(batch, source_system) },
	END
};

static const struct leaf_member batch[] = {
	{ "by", MEMBER_TEXT, .optional = true, AT(batch, by) },
	{ "bytes", MEMBER_COUNT, AT(batch, bytes) },
	{ "counts", MEMBER_OBJECT, .members = batch_counts },
	{ "extracted", MEMBER_DAY, .optional = true, AT(batch, extracted) },
	{ "findings", MEMBER_OBJECT, .optional = true,
	    AT(batch, findings_path), .members = batch_findings },
	{ "imported", MEMBER_MOMENT, AT(batch, imported) },
	{ "kind", MEMBER_CHOICE, AT(batch, is_state),
	    .word = { "changes", "state" } },
	{ "mapping_sha256", MEMBER_HASH, .optional = true,
	    AT(batch, mapping_sha256) },
	{ "mode", MEMBER_CHOICE, AT(batch, is_full),
	    .word = { "changes", "full" } },
	{ "note", MEMBER_TEXT, .optional = true, AT(batch, note) },
	{ "path", MEMBER_PATH, AT(batch, path), .in = STORE_DATA },
	{ "program", MEMBER_TEXT, AT(batch, program) },
	{ "read_as", MEMBER_OBJECT, .members = batch_read_as },
	{ "register", MEMBER_WORD, AT(batch, reg) },
	{ "rows", MEMBER_COUNT, AT(batch, rows) },
	{ "rows_root", MEMBER_HASH, AT(batch, rows_root) },
	{ "schema_sha256", MEMBER_HASH, AT(batch, schema_sha256) },
	{ "sha256", MEMBER_HASH, AT(batch, sha256) },
	{ "source", MEMBER_OBJECT, .members = batch_source },
	{ "type", MEMBER_FIXED, .word = { "batch" } },
	{ "undoes", MEMBER_GIVEN, .optional = true, AT(batch, undoes),
	    ALSO(batch, has_undoes) },
	{ "unresolved", MEMBER_COUNT, .optional = true,
	    AT(batch, unresolved) },
	END
};

static const struct leaf_member report_head[] = {
	{ "root", MEMBER_HASH, AT(report, head_root) },
	{ "size", MEMBER_COUNT, AT(report, head_size) },
	END
};

static const struct leaf_member output[] = {
	{ "bytes", MEMBER_COUNT, AT(output, bytes) },
	{ "format", MEMBER_TEXT, AT(output, format) },
	{ "sha256", MEMBER_HASH, AT(output, sha256) },
	END
};

static const struct leaf_member report[] = {
	{ "as_of", MEMBER_DAY, AT(report, as_of) },
	{ "content_sha256", MEMBER_HASH, AT(report, content_sha256) },
	{ "head", MEMBER_OBJECT, .members = report_head },
	{ "id", MEMBER_REPORT_ID, AT(report, id) },
	{ "issued", MEMBER_MOMENT, AT(report, issued) },
	{ "outputs", MEMBER_LIST, ELEMENTS(report, output, noutputs),
	    .size = sizeof(struct leaf_output), .members = output },
	{ "profile", MEMBER_TEXT, AT(report, profile) },
	{ "profile_sha256", MEMBER_HASH, AT(report, profile_sha256) },
	{ "program", MEMBER_TEXT, AT(report, program) },
	{ "supersedes", MEMBER_TEXT, .optional = true,
	    AT(report, supersedes) },
	{ "type", MEMBER_FIXED, .word = { "report" } },
	END
};

static const struct leaf_member voided[] = {
	{ "index", MEMBER_COUNT, AT(void, index) },
	{ "reason", MEMBER_TEXT, AT(void, reason) },
	{ "type", MEMBER_FIXED, .word = { "void" } },
	{ "when", MEMBER_MOMENT, AT(void, when) },
	END
};

const struct leaf_shape leaf_shape[LEAF__MAX] = {
	[LEAF_GENESIS] = { "genesis", genesis },
	[LEAF_STANDARD] = { "standard", standard },
	[LEAF_BATCH] = { "batch", batch },
	[LEAF_REPORT] = { "report", report },
	[LEAF_VOID] = { "void", voided },
	[LEAF_KEY] = { "key", NULL },
	[LEAF_ANCHOR] = { "anchor", NULL },
	[LEAF_ERASURE] = { "erasure", NULL },
};

const char *
leaf_type_name(enum leaf_type t)
{
	return leaf_shape[t].name;
}

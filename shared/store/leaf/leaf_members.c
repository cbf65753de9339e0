/* SPDX-License-Identifier: Apache-2.0 */
/* The tables of the members of log records; see leaf_members.h. */
#include "shared/store/leaf/leaf_members.h"

/* Members of a record, and of an element of one of its lists. */
#define AT(type, member) .at = offsetof(struct leaf, u.type.member)
#define ALSO(type, member) .also = offsetof(struct leaf, u.type.member)
#define IN(element, member) .at = offsetof(struct leaf_##element, member)
/* Pointer and number of the elements, in one structure. */
#define ELEMENTS(type, pointer, number) AT(type, pointer), ALSO(type, number)
#define END { .name = NULL }
/* Any record may have it. */
#define CLOCK { "clock", MEMBER_TEXT, .optional = true, \
	.at = offsetof(struct leaf, clock) }
#define WORDS(...) (const char *const[]){ __VA_ARGS__, NULL }
#define TYPE(name) { "type", MEMBER_FIXED, .word = WORDS(name) }

static const struct leaf_member genesis_succeeds[] = {
	{ "origin", MEMBER_TEXT, AT(genesis, succeeds_origin) },
	{ "reason", MEMBER_TEXT, AT(genesis, succeeds_reason) },
	{ "root", MEMBER_HASH, AT(genesis, succeeds_root) },
	{ "size", MEMBER_COUNT, AT(genesis, succeeds_size) },
	END
};

static const struct leaf_member genesis[] = {
	CLOCK,
	{ "created", MEMBER_MOMENT, AT(genesis, created) },
	{ "format", MEMBER_FIXED, .word = WORDS("preaudit/1") },
	{ "log_key", MEMBER_TEXT, AT(genesis, log_key) },
	{ "organisation", MEMBER_TEXT, AT(genesis, organisation) },
	{ "origin", MEMBER_TEXT, AT(genesis, origin) },
	{ "succeeds", MEMBER_OBJECT, .optional = true,
	    AT(genesis, succeeds_origin), .members = genesis_succeeds },
	{ "timezone", MEMBER_TEXT, AT(genesis, timezone) },
	TYPE("genesis"),
	END
};

static const struct leaf_member file[] = {
	{ "bytes", MEMBER_COUNT, IN(file, bytes) },
	{ "name", MEMBER_TEXT, IN(file, name) },
	{ "sha256", MEMBER_HASH, IN(file, sha256) },
	END
};

static const struct leaf_member standard[] = {
	{ "adopted", MEMBER_MOMENT, AT(standard, adopted) },
	CLOCK,
	{ "edition", MEMBER_TEXT, AT(standard, edition) },
	{ "files", MEMBER_LIST, ELEMENTS(standard, file, nfiles),
	    .size = sizeof(struct leaf_file), .members = file },
	{ "name", MEMBER_TEXT, AT(standard, name) },
	{ "parameters", MEMBER_NUMBERS,
	    ELEMENTS(standard, parameter, nparameters) },
	TYPE("standard"),
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
	{ "field", MEMBER_TEXT, IN(column, field) },
	{ "header", MEMBER_TEXT, IN(column, header) },
	END
};

static const struct leaf_member set[] = {
	{ "field", MEMBER_TEXT, IN(set, field) },
	{ "value", MEMBER_TEXT, IN(set, value) },
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
	{ "withdrawn", MEMBER_LIST, .optional = true,
	    ELEMENTS(batch, withdrawn, nwithdrawn),
	    .size = sizeof(const char *) },
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
	CLOCK,
	{ "counts", MEMBER_OBJECT, .members = batch_counts },
	{ "extracted", MEMBER_DAY, .optional = true, AT(batch, extracted) },
	{ "findings", MEMBER_OBJECT, .optional = true,
	    AT(batch, findings_path), .members = batch_findings },
	{ "imported", MEMBER_MOMENT, AT(batch, imported) },
	{ "kind", MEMBER_CHOICE, AT(batch, is_state),
	    .word = WORDS("changes", "state") },
	{ "mapping_sha256", MEMBER_HASH, .optional = true,
	    AT(batch, mapping_sha256) },
	{ "mode", MEMBER_CHOICE, AT(batch, is_full),
	    .word = WORDS("changes", "full") },
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
	TYPE("batch"),
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
	{ "bytes", MEMBER_COUNT, IN(output, bytes) },
	{ "format", MEMBER_TEXT, IN(output, format) },
	{ "sha256", MEMBER_HASH, IN(output, sha256) },
	END
};

static const struct leaf_member report[] = {
	{ "as_of", MEMBER_DAY, AT(report, as_of) },
	CLOCK,
	{ "content_sha256", MEMBER_HASH, AT(report, content_sha256) },
	{ "head", MEMBER_OBJECT, .members = report_head },
	{ "id", MEMBER_REPORT_ID, AT(report, id) },
	{ "issued", MEMBER_MOMENT, AT(report, issued) },
	{ "lang", MEMBER_WORD, AT(report, lang) },
	{ "outputs", MEMBER_LIST, ELEMENTS(report, output, noutputs),
	    .size = sizeof(struct leaf_output), .members = output },
	{ "profile", MEMBER_TEXT, AT(report, profile) },
	{ "profile_sha256", MEMBER_HASH, AT(report, profile_sha256) },
	{ "program", MEMBER_TEXT, AT(report, program) },
	{ "standard", MEMBER_TEXT, AT(report, standard) },
	{ "supersedes", MEMBER_TEXT, .optional = true,
	    AT(report, supersedes) },
	TYPE("report"),
	END
};

static const struct leaf_member voided[] = {
	CLOCK,
	{ "index", MEMBER_COUNT, AT(voided, index) },
	{ "reason", MEMBER_TEXT, AT(voided, reason) },
	TYPE("void"),
	{ "when", MEMBER_MOMENT, AT(voided, when) },
	END
};

static const struct leaf_member key[] = {
	{ "action", MEMBER_ONE_OF, AT(key, action),
	    .word = WORDS("add", "retire", "revoke") },
	CLOCK,
	{ "key", MEMBER_KEY, AT(key, key) },
	{ "proof", MEMBER_TEXT, .optional = true, AT(key, proof) },
	{ "reason", MEMBER_TEXT, .optional = true, AT(key, reason) },
	{ "since_size", MEMBER_COUNT, .optional = true, AT(key, since_size) },
	TYPE("key"),
	{ "when", MEMBER_MOMENT, AT(key, when) },
	END
};

static const struct leaf_member anchor[] = {
	{ "ca_sha256", MEMBER_HASH, .optional = true, AT(anchor, ca_sha256) },
	CLOCK,
	{ "crl_sha256", MEMBER_HASH, .optional = true,
	    AT(anchor, crl_sha256) },
	{ "kind", MEMBER_ONE_OF, AT(anchor, kind),
	    .word = WORDS("rfc3161", "cosignature", "receipt") },
	{ "sha256", MEMBER_HASH, AT(anchor, sha256) },
	{ "size", MEMBER_COUNT, AT(anchor, size) },
	{ "time", MEMBER_MOMENT, AT(anchor, time) },
	TYPE("anchor"),
	END
};

static const struct leaf_member erasure[] = {
	CLOCK,
	{ "lines", MEMBER_COUNTS, ELEMENTS(erasure, line, nlines) },
	{ "path", MEMBER_ERASED, AT(erasure, path) },
	{ "reason", MEMBER_TEXT, AT(erasure, reason) },
	{ "sha256", MEMBER_HASH, AT(erasure, sha256) },
	TYPE("erasure"),
	{ "when", MEMBER_MOMENT, AT(erasure, when) },
	END
};

static const struct leaf_member recipe[] = {
	CLOCK,
	{ "name", MEMBER_TEXT, AT(recipe, name) },
	{ "path", MEMBER_PATH, AT(recipe, path), .in = STORE_STANDARD },
	{ "register", MEMBER_WORD, AT(recipe, reg) },
	{ "removed", MEMBER_FLAG, .optional = true, AT(recipe, removed),
	    .word = WORDS("yes") },
	{ "sha256", MEMBER_HASH, AT(recipe, sha256) },
	TYPE("recipe"),
	{ "when", MEMBER_MOMENT, AT(recipe, when) },
	END
};

static const struct leaf_member disclosure[] = {
	CLOCK,
	{ "count", MEMBER_COUNT, AT(disclosure, count) },
	{ "digest", MEMBER_HASH, AT(disclosure, digest) },
	{ "register", MEMBER_WORD, AT(disclosure, reg) },
	{ "seed", MEMBER_TEXT, AT(disclosure, seed) },
	{ "size", MEMBER_COUNT, AT(disclosure, size) },
	TYPE("disclosure"),
	{ "when", MEMBER_MOMENT, AT(disclosure, when) },
	END
};

static const struct leaf_member grant[] = {
	CLOCK,
	{ "report", MEMBER_REPORT_ID, AT(grant, report) },
	{ "revoked", MEMBER_FLAG, .optional = true, AT(grant, revoked),
	    .word = WORDS("yes") },
	{ "token_sha256", MEMBER_HASH, AT(grant, token_sha256) },
	TYPE("grant"),
	{ "until", MEMBER_MOMENT, AT(grant, until) },
	{ "when", MEMBER_MOMENT, AT(grant, when) },
	END
};

static const struct leaf_member tool[] = {
	CLOCK,
	{ "name", MEMBER_TEXT, AT(tool, name) },
	{ "sha256", MEMBER_HASH, AT(tool, sha256) },
	TYPE("tool"),
	{ "version", MEMBER_TEXT, AT(tool, version) },
	{ "when", MEMBER_MOMENT, AT(tool, when) },
	END
};

#define DATED(type, member) .when = offsetof(struct leaf, u.type.member)
const struct leaf_shape leaf_shape[LEAF__MAX] = {
	[LEAF_GENESIS] = { "genesis", genesis, DATED(genesis, created) },
	[LEAF_STANDARD] = { "standard", standard, DATED(standard, adopted) },
	[LEAF_BATCH] = { "batch", batch, DATED(batch, imported) },
	[LEAF_REPORT] = { "report", report, DATED(report, issued) },
	[LEAF_VOID] = { "void", voided, DATED(voided, when) },
	[LEAF_KEY] = { "key", key, DATED(key, when) },
	/* The time of an anchor is that of the evidence. */
	[LEAF_ANCHOR] = { "anchor", anchor },
	[LEAF_ERASURE] = { "erasure", erasure, DATED(erasure, when) },
	[LEAF_RECIPE] = { "recipe", recipe, DATED(recipe, when) },
	[LEAF_DISCLOSURE] = { "disclosure", disclosure,
	    DATED(disclosure, when) },
	[LEAF_GRANT] = { "grant", grant, DATED(grant, when) },
	[LEAF_TOOL] = { "tool", tool, DATED(tool, when) },
};

const char *
leaf_type_name(const struct leaf *l)
{
	return l->type == LEAF_LATER ? l->u.later.type :
	    leaf_shape[l->type].name;
}

const char *
leaf_when(const struct leaf *l)
{
	size_t at = leaf_shape[l->type].when;

	return at == 0 ? NULL :
	    *(const char *const *)(const void *)((const char *)l + at);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Log lines: written, read, and everything that is not exactly a log line. */
#include <check.h>
#include <stdlib.h>

#include "shared/store/leaf/leaf.h"
#include "tests/lib/unit.h"

#define H1 "1111111111111111111111111111111111111111111111111111111111111111"
#define H2 "22222222222222222222222222222222222222222222222222222222222222ab"

#define GENESIS "{\"created\":\"2026-01-02T03:04:05Z\",\"format\":" \
	"\"preaudit/1\",\"log_key\":\"example.org/s+00000001+AQID\"," \
	"\"organisation\":\"M\xc3\xbcller \\\"&\\\" Co\",\"origin\":" \
	"\"example.org/s\",\"succeeds\":{\"origin\":\"example.org/r\"," \
	"\"reason\":\"disk lost\",\"root\":\"" H1 "\",\"size\":12}," \
	"\"timezone\":\"Europe/Berlin\",\"type\":\"genesis\"}\n"
#define STANDARD "{\"adopted\":\"2026-01-02T03:04:05Z\",\"edition\":\"2018\"," \
	"\"files\":[{\"bytes\":10,\"name\":\"clauses.json\",\"sha256\":\"" H1 \
	"\"},{\"bytes\":0,\"name\":\"lists.json\",\"sha256\":\"" H2 "\"}]," \
	"\"name\":\"ISO/IEC 20000-1\",\"parameters\":{\"breadth\":5," \
	"\"review_interval\":12},\"type\":\"standard\"}\n"
#define BATCH "{\"by\":\"service desk\",\"bytes\":900,\"counts\":{" \
	"\"changed\":1,\"new\":2,\"read\":6,\"refused\":0,\"retired\":1," \
	"\"unchanged\":3},\"extracted\":\"2026-01-01\",\"findings\":{" \
	"\"bytes\":40,\"path\":\"findings/000002.csv\",\"rows\":" \
	"1,\"sha256\":\"" H2 "\"},\"imported\":\"2026-01-02T23:59:59Z\"," \
	"\"kind\":\"state\",\"mapping_sha256\":\"" H1 "\",\"mode\":\"full\"," \
	"\"note\":\"line\\nbreak\",\"path\":\"data/000002-training.csv\"," \
	"\"program\":\"preaudit 0.1.0\",\"read_as\":{\"columns\":[{\"field\":" \
	"\"person\",\"header\":\"Person\"}],\"dates\":\"dmy\",\"delimiter\":" \
	"\";\",\"encoding\":\"utf-8\",\"header_row\":3,\"ignored\":[\"Id\"]," \
	"\"set\":[{\"field\":\"status\",\"value\":\"completed\"}]," \
	"\"withdrawn\":[\"topics\"]}," \
	"\"register\":\"training\",\"rows\":4,\"rows_root\":\"" H1 "\"," \
	"\"schema_sha256\":\"" H1 "\",\"sha256\":\"" H2 "\",\"source\":{" \
	"\"bytes\":9007199254740991,\"name\":\"hr.csv\",\"path\":" \
	"\"orig/000002-hr.csv\",\"sha256\":\"" H1 "\",\"sheet\":\"Q3\"," \
	"\"system\":\"hr\"},\"type\":\"batch\",\"undoes\":1,\"unresolved\":7}\n"
#define BATCH_LEAST "{\"bytes\":900,\"counts\":{\"changed\":0,\"new\":0," \
	"\"read\":0,\"refused\":0,\"retired\":0,\"unchanged\":0}," \
	"\"imported\":\"2026-01-02T00:00:00Z\",\"kind\":\"changes\",\"mode\":" \
	"\"changes\",\"path\":\"data/000002-a.csv\",\"program\":\"p\"," \
	"\"read_as\":{\"columns\":[],\"header_row\":1},\"register\":\"a\"," \
	"\"rows\":0,\"rows_root\":\"" H1 "\",\"schema_sha256\":\"" H1 "\"," \
	"\"sha256\":\"" H2 "\",\"source\":{\"bytes\":1,\"name\":\"\"," \
	"\"sha256\":\"" H1 "\"},\"type\":\"batch\"}\n"
#define REPORT "{\"as_of\":\"2026-09-30\",\"content_sha256\":\"" H1 "\"," \
	"\"head\":{\"root\":\"" H2 "\",\"size\":5},\"id\":" \
	"\"R-0123456789abcdef0123456789abcdef\",\"issued\":" \
	"\"2026-10-01T10:00:00Z\",\"lang\":\"en\"," \
	"\"outputs\":[{\"bytes\":5,\"format\":\"csv\",\"sha256\":\"" H1 "\"}]," \
	"\"profile\":\"readiness\",\"profile_sha256\":\"" H2 "\",\"program\":" \
	"\"preaudit 0.1.0\",\"standard\":\"ISO/IEC 20000-1:2018\"," \
	"\"supersedes\":\"R-0123456789abcdef0123456789abcdee\"," \
	"\"type\":\"report\"}\n"
#define VOIDED "{\"index\":7,\"reason\":\"wrong file\",\"type\":\"void\"," \
	"\"when\":\"2026-01-02T03:04:05Z\"}\n"
#define CLOCK "{\"clock\":\"the machine's battery\",\"index\":7,\"reason\":" \
	"\"wrong file\",\"type\":\"void\",\"when\":\"2026-01-02T03:04:05Z\"}\n"
#define VKEY "PeterNeumann+c74f20a3+" \
	"ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
#define KEY "{\"action\":\"add\",\"key\":\"" VKEY "\",\"proof\":\"AQID\"," \
	"\"type\":\"key\",\"when\":\"2026-01-02T03:04:05Z\"}\n"
#define REVOKE "{\"action\":\"revoke\",\"clock\":\"c\",\"key\":\"" VKEY "\"," \
	"\"reason\":\"stolen\",\"since_size\":9,\"type\":\"key\",\"when\":" \
	"\"2026-01-02T03:04:05Z\"}\n"
#define ANCHOR "{\"kind\":\"rfc3161\",\"sha256\":\"" H1 "\",\"size\":4," \
	"\"time\":\"2026-01-02T03:04:05Z\",\"type\":\"anchor\"}\n"
#define ERASURE "{\"lines\":[2,5],\"path\":\"data/000002-people.csv\"," \
	"\"reason\":\"asked\",\"sha256\":\"" H1 "\",\"type\":\"erasure\"," \
	"\"when\":\"2026-01-02T03:04:05Z\"}\n"
#define RECIPE "{\"name\":\"hr export\",\"path\":\"standard/" H1 "\"," \
	"\"register\":\"people\",\"removed\":\"yes\",\"sha256\":\"" H1 "\"," \
	"\"type\":\"recipe\",\"when\":\"2026-01-02T03:04:05Z\"}\n"
#define DISCLOSURE "{\"count\":25,\"digest\":\"" H1 "\",\"register\":" \
	"\"training\",\"seed\":\"audit-7\",\"size\":40,\"type\":" \
	"\"disclosure\",\"when\":\"2026-01-02T03:04:05Z\"}\n"
#define GRANT "{\"report\":\"R-0123456789abcdef0123456789abcdef\"," \
	"\"revoked\":\"yes\",\"token_sha256\":\"" H1 "\",\"type\":\"grant\"," \
	"\"until\":\"2026-02-02T00:00:00Z\",\"when\":" \
	"\"2026-01-02T03:04:05Z\"}\n"
#define TOOL "{\"name\":\"verify.html\",\"sha256\":\"" H1 "\",\"type\":" \
	"\"tool\",\"version\":\"0.2.0\",\"when\":\"2026-01-02T03:04:05Z\"}\n"
#define LATER "{\"deep\":[{\"any\":1}],\"type\":\"attest\",\"when\":\"soon\"}\n"

static int
parse(struct leaf *l, struct arena *a, const char *z, size_t n,
    struct err *e)
{
	*e = (struct err){ 0 };
	return leaf_parse(l, (struct str){ z, n }, a, e);
}

static const struct {
	enum leaf_type type;
	const char *line;
} good[] = {
	{ LEAF_GENESIS, GENESIS }, { LEAF_STANDARD, STANDARD },
	{ LEAF_BATCH, BATCH }, { LEAF_BATCH, BATCH_LEAST },
	{ LEAF_REPORT, REPORT }, { LEAF_VOID, VOIDED },
	{ LEAF_VOID, CLOCK }, { LEAF_KEY, KEY }, { LEAF_KEY, REVOKE },
	{ LEAF_ANCHOR, ANCHOR }, { LEAF_ERASURE, ERASURE },
	{ LEAF_RECIPE, RECIPE }, { LEAF_DISCLOSURE, DISCLOSURE },
	{ LEAF_GRANT, GRANT }, { LEAF_TOOL, TOOL }, { LEAF_LATER, LATER },
};

START_TEST(reads_and_writes)
{
	const char *line = good[_i].line;
	struct arena a = { 0 };
	struct leaf l;
	struct buf b;
	struct err e;

	ck_assert_msg(parse(&l, &a, line, strlen(line), &e) == 0, "%s",
	    e.msg);
	ck_assert_int_eq(l.type, good[_i].type);
	if (l.type != LEAF_LATER) {
		buf_init(&b, LEAF_MAX_BYTES);
		ck_assert_int_eq(leaf_format(&b, &l, &e), 0);
		ck_assert_str_eq(buf_cstr(&b), line);
		buf_fini(&b);
	}
	arena_fini(&a);
}
END_TEST

/* Every member arrives where it belongs. */
START_TEST(takes_members)
{
	const struct leaf_batch *x;
	struct arena a = { 0 };
	struct leaf l;
	struct err e;

	ck_assert_int_eq(parse(&l, &a, BATCH, strlen(BATCH), &e), 0);
	x = &l.u.batch;
	ck_assert_str_eq(x->by, "service desk");
	ck_assert_uint_eq(x->counts.read, 6);
	ck_assert_uint_eq(x->counts.new, 2);
	ck_assert_uint_eq(x->counts.changed, 1);
	ck_assert_uint_eq(x->counts.unchanged, 3);
	ck_assert_uint_eq(x->counts.retired, 1);
	ck_assert(x->is_state && x->is_full && x->has_undoes);
	ck_assert_uint_eq(x->undoes, 1);
	ck_assert_uint_eq(x->unresolved, 7);
	ck_assert_str_eq(x->note, "line\nbreak");
	ck_assert_str_eq(x->column[0].header, "Person");
	ck_assert_str_eq(x->ignored[0], "Id");
	ck_assert_str_eq(x->set[0].value, "completed");
	ck_assert_uint_eq(x->nwithdrawn, 1);
	ck_assert_str_eq(x->withdrawn[0], "topics");
	ck_assert_str_eq(x->source_path, "orig/000002-hr.csv");
	ck_assert_uint_eq(x->source.bytes, 9007199254740991);
	ck_assert_uint_eq(x->findings_rows, 1);
	ck_assert_int_eq(parse(&l, &a, BATCH_LEAST, strlen(BATCH_LEAST), &e),
	    0);
	ck_assert(!x->is_state && !x->is_full && !x->has_undoes);
	ck_assert_ptr_null(x->by);
	ck_assert_ptr_null(x->source_path);
	ck_assert_int_eq(parse(&l, &a, GENESIS, strlen(GENESIS), &e), 0);
	ck_assert_str_eq(l.u.genesis.organisation, "M\xc3\xbcller \"&\" Co");
	ck_assert_uint_eq(l.u.genesis.succeeds_size, 12);
	ck_assert_int_eq(parse(&l, &a, STANDARD, strlen(STANDARD), &e), 0);
	ck_assert_uint_eq(l.u.standard.nfiles, 2);
	ck_assert_int_eq((int)l.u.standard.parameter[1].value, 12);
	arena_fini(&a);
}
END_TEST

/* The members of the rarer types, and the date of each type's record. */
START_TEST(takes_rare_members)
{
	static const struct {
		const char *line, *when;
	} dated[] = {
		{ GENESIS, "2026-01-02T03:04:05Z" },
		{ BATCH, "2026-01-02T23:59:59Z" },
		{ REPORT, "2026-10-01T10:00:00Z" },
		{ CLOCK, "2026-01-02T03:04:05Z" },
		{ GRANT, "2026-01-02T03:04:05Z" },
		{ ANCHOR, NULL }, { LATER, NULL },
	};
	struct arena a = { 0 };
	struct leaf l;
	struct err e;

	for (size_t i = 0; i < sizeof(dated) / sizeof(dated[0]); i++) {
		const char *line = dated[i].line, *when;

		ck_assert_int_eq(parse(&l, &a, line, strlen(line), &e), 0);
		when = leaf_when(&l);
		ck_assert((when == NULL) == (dated[i].when == NULL));
		if (when != NULL)
			ck_assert_str_eq(when, dated[i].when);
	}
	ck_assert_str_eq(leaf_type_name(&l), "attest");
	ck_assert(str_is(l.u.later.line, LATER));
	ck_assert_int_eq(parse(&l, &a, CLOCK, strlen(CLOCK), &e), 0);
	ck_assert_str_eq(l.clock, "the machine's battery");
	ck_assert_int_eq(parse(&l, &a, VOIDED, strlen(VOIDED), &e), 0);
	ck_assert_ptr_null(l.clock);
	ck_assert_int_eq(parse(&l, &a, ERASURE, strlen(ERASURE), &e), 0);
	ck_assert_uint_eq(l.u.erasure.nlines, 2);
	ck_assert_uint_eq(l.u.erasure.line[1], 5);
	ck_assert_int_eq(parse(&l, &a, REVOKE, strlen(REVOKE), &e), 0);
	ck_assert_str_eq(l.u.key.action, "revoke");
	ck_assert_uint_eq(l.u.key.since_size, 9);
	ck_assert_int_eq(parse(&l, &a, RECIPE, strlen(RECIPE), &e), 0);
	ck_assert(l.u.recipe.removed);
	ck_assert_int_eq(parse(&l, &a, DISCLOSURE, strlen(DISCLOSURE), &e), 0);
	ck_assert_uint_eq(l.u.disclosure.count, 25);
	arena_fini(&a);
}
END_TEST

/*
 * The id of one report, reckoned with sha256sum from docs/store-format.md 7,
 * and what its record may not say.
 */
static const struct {
	const char *id, *content, *format[2], *hash[2];
	size_t n;
	const char *says;
} reports[] = {
	{ "R-4f7efbe8ecf9dcd349da1ff70928e72a", H1, { "csv", "html" }, { H1, H2 }, 2,
	    NULL },
	{ "R-6c439b7226c17e5727f5d59ffc7f9790", H1, { "csv" }, { H1 }, 1, NULL },
	{ "R-0123456789abcdef0123456789abcdef", H1, { "csv" }, { H1 }, 1,
	    "its id R-0123456789abcdef0123456789abcdef is not" },
	{ "R-4f7efbe8ecf9dcd349da1ff70928e72a", H2, { "csv" }, { H1 }, 1,
	    "content_sha256" },
	{ "R-4f7efbe8ecf9dcd349da1ff70928e72a", H1, { "html" }, { H1 }, 1,
	    "content_sha256" },
	{ "R-4f7efbe8ecf9dcd349da1ff70928e72a", H1, { NULL }, { NULL }, 0,
	    "content_sha256" },
	{ "R-4f7efbe8ecf9dcd349da1ff70928e72a", H1, { "csv", "csv" }, { H1, H1 },
	    2, "one of each format" },
	{ "R-4f7efbe8ecf9dcd349da1ff70928e72a", H1, { "html", "csv" }, { H2, H1 },
	    2, "one of each format" },
};

START_TEST(report_derived)
{
	struct leaf_output output[2];
	struct leaf_report r = { .as_of = "2026-09-30",
		.content_sha256 = reports[_i].content, .id = reports[_i].id,
		.lang = "en", .profile_sha256 = H2, .head_root = H2,
		.head_size = 5, .program = "preaudit 0.1.0",
		.standard = "ISO/IEC 20000-1:2018", .output = output,
		.noutputs = reports[_i].n };
	struct err e = { 0 };
	int status;

	for (size_t i = 0; i < r.noutputs; i++)
		output[i] = (struct leaf_output){ reports[_i].format[i],
			reports[_i].hash[i], 5 };
	status = leaf_report_check(&r, "example.org/s", &e);
	ck_assert_msg((status == 0) == (reports[_i].says == NULL), "%s",
	    e.msg);
	if (reports[_i].says != NULL)
		ck_assert_msg(strstr(e.msg, reports[_i].says) != NULL, "\"%s\" "
		    "does not say \"%s\"", e.msg, reports[_i].says);
	/* Each input counts. */
	if (status == 0) {
		ck_assert_int_eq(leaf_report_check(&r, "example.org/t", &e),
		    -1);
		r.lang = "de";
		ck_assert_int_eq(leaf_report_check(&r, "example.org/s", &e),
		    -1);
	}
}
END_TEST

/* `from` in the line replaced by `to`: no line of ours any more. */
static const struct {
	const char *line, *from, *to, *says;
} bad[] = {
	/* form */
	{ VOIDED, "}\n", "}", "no line" },
	{ VOIDED, "}\n", "}\n\n", "canonical" },
	{ VOIDED, "}\n", "}\r\n", "canonical" },
	{ VOIDED, "}\n", " }\n", "canonical" },
	{ VOIDED, "{", " {", "canonical" },
	{ VOIDED, ",", ", ", "canonical" },
	{ VOIDED, "7", "07", NULL },
	{ VOIDED, "7", "7.0", NULL },
	{ VOIDED, "7", "7e0", NULL },
	{ VOIDED, "7", "-7", "canonical" },
	{ VOIDED, "7", "-0", "canonical" },
	{ VOIDED, "7", "9007199254740992", NULL },
	{ VOIDED, "7", "99999999999999999999", NULL },
	{ VOIDED, "7", "null", "canonical" },
	{ VOIDED, "7", "true", "canonical" },
	{ VOIDED, "7", "\"7\"", "index" },
	{ VOIDED, "\"index\":7,", "\"index\":7,\"index\":7,", NULL },
	{ VOIDED, "wrong", "\\u0077rong", "canonical" },
	{ VOIDED, "wrong", "wr\\/ong", "canonical" },
	{ VOIDED, "wrong", "\\ud800", NULL },
	{ VOIDED, "wrong", "\\u0000", NULL },
	{ VOIDED, "wrong", "\xff", NULL },
	{ VOIDED, "wrong", "\xed\xa0\x80", NULL },
	{ VOIDED, "wrong", "a\tb", NULL },
	{ VOIDED, VOIDED, "[]\n", "canonical" },
	{ VOIDED, VOIDED, "\"void\"\n", NULL },
	{ VOIDED, VOIDED, "{}\n", "type" },
	{ VOIDED, VOIDED, "\n", NULL },
	/* members */
	{ VOIDED, "\"index\":7,", "", "index" },
	{ VOIDED, "\"index\":7,", "\"extra\":1,\"index\":7,", "member" },
	{ VOIDED, "\"index\":7,\"reason\":\"wrong file\"",
	    "\"reason\":\"wrong file\",\"index\":7", "canonical" },
	{ VOIDED, "\"void\"", "\"Void\"", "type" },
	{ VOIDED, "\"void\"", "\"a void\"", "type" },
	{ VOIDED, "\"void\"", "\"\"", "type" },
	{ VOIDED, "\"void\"", "7", "type" },
	{ VOIDED, "\"index\"", "\"Index\"", NULL },
	{ VOIDED, "\"wrong file\"", "[\"wrong file\"]", "reason" },
	{ VOIDED, "T03:04:05Z", "T24:00:00Z", "time" },
	{ VOIDED, "T03:04:05Z", "T03:04:60Z", "time" },
	{ VOIDED, "T03:04:05Z", "T03:64:05Z", "time" },
	{ VOIDED, "T03:04:05Z", " 03:04:05Z", "time" },
	{ VOIDED, "T03:04:05Z", "T03:04:05", "time" },
	{ VOIDED, "T03:04:05Z", "T3:04:05Z", "time" },
	{ VOIDED, "2026-01-02", "2026-02-30", "time" },
	{ GENESIS, "preaudit/1", "preaudit/2", "member" },
	{ GENESIS, "\"size\":12", "\"size\":\"12\"", "size" },
	{ GENESIS, "{\"origin\":\"example.org/r\",\"reason\":\"disk lost\","
	    "\"root\":\"" H1 "\",\"size\":12}", "{}", "origin" },
	{ GENESIS, H1, "1111", "SHA-256" },
	{ GENESIS, "\"timezone\":\"Europe/Berlin\",", "", "timezone" },
	{ STANDARD, "\"breadth\":5,\"review_interval\":12",
	    "\"review_interval\":12,\"breadth\":5", "canonical" },
	{ STANDARD, "\"breadth\":5", "\"breadth\":\"5\"", "member" },
	{ STANDARD, "\"breadth\":5", "\"breadth\":-5", "canonical" },
	{ STANDARD, "\"breadth\"", "\"bre adth\"", "canonical" },
	{ STANDARD, "\"breadth\"", "\"\"", "canonical" },
	{ STANDARD, "\"breadth\"", "\"a1234567890123456789012345678901234567890"
	    "12345678901234567890\"", "canonical" },
	{ STANDARD, "[{\"bytes\":10", "[{},{\"bytes\":10", "bytes" },
	{ STANDARD, "\"bytes\":10", "\"bytes\":10,\"mode\":1", "member" },
	{ STANDARD, H2, "2222222222222222222222222222222222222222222222222222222"
	    "2222222AB", "SHA-256" },
	{ BATCH, "\"state\"", "\"State\"", "member" },
	{ BATCH, "\"full\"", "\"part\"", "member" },
	{ BATCH, "\"unresolved\":7", "\"unresolved\":0", "member" },
	{ BATCH, "\"training\"", "\"Training\"", "register" },
	{ BATCH, "\"training\"", "\"../x\"", "register" },
	{ BATCH, "\"training\"", "\"\"", "register" },
	{ BATCH, "\"2026-01-01\"", "\"2026-1-1\"", "date" },
	{ BATCH, "\"read\":6,", "", "read" },
	{ BATCH, "\"ignored\":[\"Id\"]", "\"ignored\":[1]", "member" },
	{ BATCH, "\"ignored\":[\"Id\"]", "\"ignored\":[]", "member" },
	{ BATCH, "\"Person\"", "null", "canonical" },
	{ BATCH, "\"source\":{\"bytes\":9007199254740991", "\"source\":{"
	    "\"bytes\":9007199254740992", NULL },
	{ REPORT, "R-0123456789abcdef0123456789abcdef", "R-0123456789abcdef0123456789abcde", "id" },
	{ REPORT, "R-0123456789abcdef0123456789abcdef", "R-0123456789ABCDEF0123456789abcdef", "id" },
	{ REPORT, "R-0123456789abcdef0123456789abcdef", "../../../../../../../../etc/passwd", "id" },
	{ REPORT, "\"size\":5", "\"size\":5,\"z\":5", "member" },
	{ REPORT, "\"2026-09-30\"", "\"2026-09-31\"", "date" },
	{ REPORT, "\"en\"", "\"EN\"", "lang" },
	{ REPORT, "\"standard\":\"ISO/IEC 20000-1:2018\",", "", "standard" },
	{ CLOCK, "\"the machine's battery\"", "7", "clock" },
	{ KEY, "\"add\"", "\"lose\"", "action" },
	{ KEY, "\"proof\":\"AQID\"", "\"proof\":1", "proof" },
	{ KEY, "c74f20a3", "c74f20a4", "key" },
	{ REVOKE, "\"since_size\":9", "\"since_size\":0", "member" },
	{ ANCHOR, ",\"size\"", ", \"size\"", "canonical" },
	{ ANCHOR, "rfc3161", "rumour", "kind" },
	{ ANCHOR, "\"size\":4,", "", "size" },
	{ ERASURE, "[2,5]", "[2,5.5]", NULL },
	{ ERASURE, "[2,5]", "[2,\"5\"]", "lines" },
	{ ERASURE, "[2,5]", "{}", "lines" },
	{ ERASURE, "\"lines\":[2,5],", "", "lines" },
	{ ERASURE, "data/000002", "standard/000002", "path" },
	{ RECIPE, "standard/", "data/", "path" },
	{ RECIPE, "\"yes\"", "\"no\"", "member" },
	{ RECIPE, "\"yes\"", "1", "member" },
	{ DISCLOSURE, "\"training\"", "\"Training\"", "register" },
	{ DISCLOSURE, "\"seed\":\"audit-7\",", "", "seed" },
	{ GRANT, "R-0123", "R-012", "report" },
	{ GRANT, "2026-02-02T00:00:00Z", "2026-02-02", "until" },
	{ TOOL, "\"version\":\"0.2.0\",", "", "version" },
	{ LATER, "\"soon\"", "null", "canonical" },
	{ LATER, "[{", "[ {", "canonical" },
	/* paths: each kind in its folder, /[a-z0-9][a-z0-9._-]{0,120}$ */
	{ BATCH, "data/000002-training.csv", "data/../checkpoint", "path" },
	{ BATCH, "data/000002-training.csv", "/etc/passwd", "path" },
	{ BATCH, "data/000002-training.csv", "log.jsonl", "path" },
	{ BATCH, "data/000002-training.csv", "reports/x", "path" },
	{ BATCH, "data/000002-training.csv", "data/", "path" },
	{ BATCH, "data/000002-training.csv", "data/A.csv", "path" },
	{ BATCH, "data/000002-training.csv", "data/.tmp-1", "path" },
	{ BATCH, "data/000002-training.csv", "data/-x", "path" },
	{ BATCH, "data/000002-training.csv", "data/a/b", "path" },
	{ BATCH, "data/000002-training.csv", "data/a b", "path" },
	{ BATCH, "data/000002-training.csv", "data/a\xc3\xa4", "path" },
	{ BATCH, "data/000002-training.csv", "data/"
	    "a1234567890123456789012345678901234567890123456789012345678901234"
	    "567890123456789012345678901234567890123456789012345678901",
	    "path" },
	{ BATCH, "orig/000002-hr.csv", "orig/..", "path" },
	{ BATCH, "findings/000002.csv", "findings", "path" },
	{ BATCH, "findings/000002.csv", "orig/000002.csv", "path" },
	{ BATCH, "orig/000002-hr.csv", "findings/000002.csv", "path" },
	{ BATCH, "data/000002-training.csv", "orig/000002-training.csv",
	    "path" },
};

static void
replaced(struct buf *b, const char *line, const char *from, const char *to)
{
	const char *at = strstr(line, from);

	ck_assert_msg(at != NULL, "the test's line has no %s", from);
	buf_put(b, line, (size_t)(at - line));
	buf_puts(b, to);
	buf_puts(b, at + strlen(from));
}

START_TEST(refuses)
{
	struct arena a = { 0 };
	struct leaf l;
	struct buf b;
	struct err e;

	buf_init(&b, 1 << 20);
	replaced(&b, bad[_i].line, bad[_i].from, bad[_i].to);
	ck_assert_msg(parse(&l, &a, b.p, b.n, &e) == -1, "accepted: %s",
	    buf_cstr(&b));
	ck_assert_int_eq(e.code, ERR_INTEGRITY);
	if (bad[_i].says != NULL)
		ck_assert_msg(strstr(e.msg, bad[_i].says) != NULL, "\"%s\" "
		    "does not say \"%s\"", e.msg, bad[_i].says);
	buf_fini(&b);
	arena_fini(&a);
}
END_TEST

/* One byte more or less anywhere, or another one, is never the same line. */
START_TEST(refuses_other_bytes)
{
	const char *line = good[_i].line;
	size_t n = strlen(line);
	char *copy = malloc(n);
	struct err e;

	for (size_t i = 0; i < n; i++) {
		struct arena a = { 0 };
		struct leaf l;
		struct buf b;

		memcpy(copy, line, n);
		copy[i] = (char)(copy[i] ^ 0x20);
		if (parse(&l, &a, copy, n, &e) == 0 &&
		    l.type != LEAF_LATER) {
			/* Another text is another line, but one of ours. */
			buf_init(&b, LEAF_MAX_BYTES);
			ck_assert_int_eq(leaf_format(&b, &l, &e), 0);
			ck_assert_mem_eq(b.p, copy, n);
			buf_fini(&b);
		}
		ck_assert_int_eq(parse(&l, &a, line, i, &e), -1);
		arena_fini(&a);
	}
	free(copy);
}
END_TEST

static struct leaf
void_of(const char *reason)
{
	struct leaf l = { .type = LEAF_VOID };

	l.u.voided.index = 1;
	l.u.voided.reason = reason;
	l.u.voided.when = "2026-01-02T03:04:05Z";
	return l;
}

/* 16384 bytes with the LF and not one more; what is refused leaves nothing. */
START_TEST(length)
{
	char reason[LEAF_MAX_BYTES + 1];
	struct arena a = { 0 };
	struct leaf l = void_of("");
	struct buf b;
	struct err e;
	size_t room;

	buf_init(&b, 1 << 20);
	ck_assert_int_eq(leaf_format(&b, &l, &e), 0);
	room = LEAF_MAX_BYTES - b.n;
	memset(reason, 'x', room + 1);
	reason[room] = '\0';
	l = void_of(reason);
	buf_reset(&b);
	ck_assert_int_eq(leaf_format(&b, &l, &e), 0);
	ck_assert_uint_eq(b.n, LEAF_MAX_BYTES);
	ck_assert_int_eq(parse(&l, &a, b.p, b.n, &e), 0);
	reason[room] = 'x';
	reason[room + 1] = '\0';
	l = void_of(reason);
	ck_assert_int_eq(leaf_format(&b, &l, &e), -1);
	ck_assert_int_eq(e.code, ERR_LIMIT);
	ck_assert_uint_eq(b.n, LEAF_MAX_BYTES);
	buf_reset(&b);
	replaced(&b, VOIDED, "wrong file", reason);
	ck_assert_int_eq(parse(&l, &a, b.p, b.n, &e), -1);
	buf_fini(&b);
	arena_fini(&a);
}
END_TEST

START_TEST(writes_only_utf8)
{
	struct leaf l = void_of("Gr\xfc\xdf" "e");
	struct buf b;
	struct err e;

	buf_init(&b, 1 << 20);
	buf_puts(&b, "before\n");
	ck_assert_int_eq(leaf_format(&b, &l, &e), -1);
	ck_assert_int_eq(e.code, ERR_USAGE);
	ck_assert_str_eq(buf_cstr(&b), "before\n");
	l.type = LEAF_LATER;
	ck_assert_int_eq(leaf_format(&b, &l, &e), -1);
	ck_assert_str_eq(buf_cstr(&b), "before\n");
	buf_fini(&b);
}
END_TEST

/* The rule set as shipped has 43 files; one of twice as many fits too. */
START_TEST(a_large_standard_fits)
{
	struct leaf l = { .type = LEAF_STANDARD };
	struct leaf_file file[90];
	struct leaf_parameter p = { "breadth", 5 };
	struct buf b;
	struct err e;

	for (size_t i = 0; i < 90; i++)
		file[i] = (struct leaf_file){
			"registers/corrective_actions.json", H1, 123456 };
	l.u.standard = (struct leaf_standard){ "2026-01-02T03:04:05Z", "2018",
		"ISO/IEC 20000-1", file, 90, &p, 1 };
	buf_init(&b, 1 << 20);
	ck_assert_int_eq(leaf_format(&b, &l, &e), 0);
	ck_assert_uint_le(b.n, LEAF_MAX_BYTES);
	buf_fini(&b);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("leaf");
	TCase *t = tcase_create("leaf");
	int ngood = sizeof(good) / sizeof(good[0]);

	tcase_add_loop_test(t, reads_and_writes, 0, ngood);
	tcase_add_test(t, takes_members);
	tcase_add_test(t, takes_rare_members);
	tcase_add_loop_test(t, report_derived, 0,
	    sizeof(reports) / sizeof(reports[0]));
	tcase_add_loop_test(t, refuses, 0, sizeof(bad) / sizeof(bad[0]));
	tcase_add_loop_test(t, refuses_other_bytes, 0, ngood);
	tcase_add_test(t, length);
	tcase_add_test(t, writes_only_utf8);
	tcase_add_test(t, a_large_standard_fits);
	suite_add_tcase(s, t);
	return unit_run(s);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Imports for unit tests; see unit_import.h. */
#include "tests/lib/unit_import.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "importer/plan/batch.h"
#include "importer/plan/jobs.h"
#include "shared/model/adopt.h"
#include "tests/lib/unit_store.h"

#define FIELD(name, title, type, own)                                          \
	"{\"name\":\"" name "\",\"title\":\"" title "\",\"type\":\"" type      \
	"\",\"preaudit\":{" own "}}"
#define TEXT(name, title, need)                                                \
	FIELD(name, title, "string", "\"type\":\"text\",\"need\":\"" need "\"")
#define REF(name, title, to)                                                   \
	FIELD(name, title, "string", "\"type\":\"ref\",\"ref\":\"" to          \
	"\",\"need\":\"optional\"")
#define KEY(name, title)                                                       \
	"{\"name\":\"" name "\",\"title\":\"" title "\",\"type\":\"string\","  \
	"\"constraints\":{\"required\":true,\"unique\":true},"                 \
	"\"preaudit\":{\"type\":\"id\",\"need\":\"required\"}}"
#define TO(field, reg, key)                                                    \
	"{\"fields\":[\"" field "\"],\"reference\":{\"resource\":\"" reg       \
	"\",\"fields\":[\"" key "\"]}}"
#define REGISTER(name, title, fields, key, foreign, own)                       \
	"{\"name\":\"" name "\",\"title\":\"" title "\",\"fields\":[" fields   \
	"],\"primaryKey\":[\"" key "\"],\"foreignKeys\":[" foreign "],"        \
	"\"preaudit\":{\"purpose\":\"Tests\"," own "}}"

static const char *const files[][2] = {
	{ "standard.json", "{\"name\":\"Test\",\"edition\":\"1\","
	    "\"disclaimer\":\"None.\",\"parameters\":{},\"milestones\":[]}" },
	{ "clauses.json", "[{\"number\":\"4\",\"title\":\"Four\","
	    "\"assessed\":true}]" },
	{ "lists.json", "{}" },
	{ "criteria/0.rules", "statement every s in claims about s.register "
	    "is s.claim_id system s.system count s.count\n" },
	{ "registers/claims.json", REGISTER("claims", "Claims",
	    KEY("claim_id", "Claim ID") ","
	    TEXT("register", "Register", "optional") ","
	    FIELD("count", "Count", "number", "\"type\":\"number\","
	    "\"need\":\"optional\",\"units\":{\"dozens\":12}") ","
	    "{\"name\":\"open\",\"title\":\"Open\",\"type\":\"boolean\","
	    "\"trueValues\":[\"yes\"],\"falseValues\":[\"no\"],\"preaudit\":"
	    "{\"type\":\"yes-no\",\"need\":\"optional\",\"reversed\":"
	    "{\"en\":[\"Closed\"]}}},"
	    TEXT("system", "System", "optional"), "claim_id", "",
	    "\"kind\":\"list\",\"personal\":false") },
	{ "registers/people.json", REGISTER("people", "People",
	    KEY("person_id", "Person ID") ","
	    TEXT("full_name", "Full name", "optional") ","
	    TEXT("email", "Email", "optional"), "person_id", "",
	    "\"kind\":\"list\",\"personal\":true,\"lookup\":[\"email\"]") },
	{ "registers/things.json", REGISTER("things", "Things",
	    KEY("thing_id", "Thing ID") ","
	    TEXT("name", "Name", "required") ","
	    "{\"name\":\"tags\",\"title\":\"Tags\",\"type\":\"list\","
	    "\"itemType\":\"string\",\"delimiter\":\";\",\"preaudit\":"
	    "{\"type\":\"text\",\"list\":true,\"need\":\"optional\"}},"
	    FIELD("bought_on", "Bought on", "date", "\"type\":\"date\","
	    "\"need\":\"optional\"") ","
	    FIELD("price", "Price", "number", "\"type\":\"number\","
	    "\"need\":\"optional\"") ","
	    REF("owner", "Owner", "people"), "thing_id",
	    TO("owner", "people", "person_id"),
	    "\"kind\":\"list\",\"personal\":false") },
	{ "registers/visits.json", REGISTER("visits", "Visits",
	    KEY("visit_id", "Visit ID") ","
	    TEXT("place", "Place", "required") ","
	    FIELD("visited_on", "Visited on", "date", "\"type\":\"date\","
	    "\"need\":\"optional\"") ","
	    REF("thing", "Thing", "things") ","
	    REF("after", "After", "visits"), "visit_id",
	    TO("thing", "things", "thing_id") ","
	    TO("after", "visits", "visit_id"),
	    "\"kind\":\"record\",\"personal\":false,"
	    "\"derive_key\":[[\"place\"],[\"visited_on\"]]") },
};

#define NFILES (sizeof(files) / sizeof(files[0]))

static int
read_file(void *ctx, const char *sha256, struct buf *b, struct err *e)
{
	char hex[SHA256_HEX + 1];

	(void)ctx;
	for (size_t i = 0; i < NFILES; i++) {
		sha256_hex(hex, str_of(files[i][1]));
		if (strcmp(hex, sha256) == 0) {
			buf_puts(b, files[i][1]);
			return 0;
		}
	}
	return err_set(e, ERR_NOT_FOUND, "no file %s", sha256);
}

void
unit_import_store(void)
{
	char hex[NFILES][SHA256_HEX + 1];
	struct standard_ref ref[NFILES];
	struct leaf_standard leaf;
	struct store_init o = { .dir = "s", .origin = "example.org/s",
		.organisation = "Example Ltd", .timezone = "UTC",
		.key_path = "s.key", .standard = &leaf, .now_s = UNIT_NOW };
	struct arena a = { 0 };
	struct standard std;
	struct buf notices;
	struct err e = { 0 };

	for (size_t i = 0; i < NFILES; i++) {
		sha256_hex(hex[i], str_of(files[i][1]));
		ref[i] = (struct standard_ref){ files[i][0], hex[i] };
	}
	ck_assert_msg(standard_load(&std, ref, NFILES, read_file, NULL,
	    &e) == 0, "%s", e.msg);
	adopt_leaf(&std, UNIT_WHEN, &leaf, &o.file_bytes, &a);
	buf_init(&notices, 65536);
	ck_assert_msg(store_create(&o, &notices, &e) == 0, "%s", e.msg);
	buf_fini(&notices);
	standard_free(&std);
	arena_fini(&a);
}

void
unit_import_file(const char *name, const char *text)
{
	struct err e = { 0 };

	ck_assert_msg(file_replace(name, str_of(text), 0644, &e) == 0, "%s",
	    e.msg);
}

static const char *const uses[] = { "store", "quiet", "register", "full",
	"changes", "dry-run", "partial", "dates", "set", "ignore-column",
	"map", "sheet", "header-row", "delimiter", "decimal", "system",
	"extracted", "by", "keep-original", "retire", NULL };
static const struct opt_command commands[] = {
	{ NULL, "FILE|FOLDER...", "imports", uses, NULL },
	{ NULL, NULL, NULL, NULL, NULL },
};
static const struct opt_program program = { .name = "preaudit-import",
	.about = "", .opts = import_options, .commands = commands };

int
unit_import_try(struct unit_import *u, const char *words, struct err *e)
{
	/* What the options point to lives as long as the test's process. */
	char *text = strdup(words), *rest = text, *argv[32] = {
		(char[]){ "preaudit-import" }, (char[]){ "--quiet" },
		(char[]){ "--store=s" } };
	struct opts_line line = { .argv = argv, .values = &u->o,
		.args = &u->o.args };
	struct buf out;
	int n = 3;

	while ((argv[n] = strsep(&rest, " ")) != NULL)
		n += argv[n][0] != '\0';
	ck_assert_int_lt(n, 31);
	*u = (struct unit_import){ .o = { .retire = IMPORT_NOT_GIVEN,
		.limit = IMPORT_NOT_GIVEN } };
	buf_init(&out, BUF_MAX_DEFAULT);
	line.argc = n;
	line.text = &out;
	ck_assert_msg(opts_parse(&program, &line, e) == 0 &&
	    import_opts_check(&u->o, e) == 0, "%s", e->msg);
	buf_fini(&out);
	if (session_open(&u->s, &u->o, e) == -1 || jobs_open(&u->s, e) == -1)
		return -1;
	ck_assert_uint_le(u->s.njobs, 16);
	return 0;
}

void
unit_import_open(struct unit_import *u, const char *words)
{
	struct err e = { 0 };

	ck_assert_msg(unit_import_try(u, words, &e) == 0, "%s", e.msg);
}

void
unit_import_run(struct unit_import *u)
{
	struct err e = { 0 };

	jobs_order(&u->s, u->order);
	ck_assert_int_eq(batch_mark_same(&u->s, u->order, &e), 0);
	ck_assert_msg(batch_prepare(&u->s, u->order, &e) == 0, "%s", e.msg);
	for (size_t i = 0; i < u->s.njobs; i++) {
		struct job *j = &u->s.job[u->order[i]];

		if (j->outcome == JOB_OPEN)
			ck_assert_msg(batch_run(&u->s, j, &e) == 0, "%s",
			    e.msg);
	}
}

void
unit_import_close(struct unit_import *u)
{
	bool refused = false;
	struct err e = { 0 };

	for (size_t i = 0; i < u->s.njobs; i++)
		refused = refused || u->s.job[i].outcome == JOB_REFUSED;
	if (u->s.has_txn && !refused)
		ck_assert_msg(store_commit(&u->s.txn, &e) == 0, "%s", e.msg);
	session_close(&u->s);
	opts_free(&program, &u->o, &u->o.args);
}

void
unit_import(const char *words, struct buf *told)
{
	struct unit_import u;

	unit_import_open(&u, words);
	unit_import_run(&u);
	if (told != NULL)
		unit_import_told(&u, told);
	unit_import_close(&u);
}

static void
put_count(struct buf *b, const char *name, uint64_t n)
{
	if (n > 0)
		buf_printf(b, ", %llu %s", (unsigned long long)n, name);
}

static void
put_job(struct unit_import *u, const struct job *j, struct buf *b)
{
	static const char *const outcome[] = { [JOB_OPEN] = "open",
		[JOB_BATCH] = "batch", [JOB_SAME] = "same",
		[JOB_NO_ROWS] = "no rows", [JOB_PASSED] = "passed",
		[JOB_REFUSED] = "refused" };
	struct str rest = str_trim(buf_view(&j->notes)), line;

	buf_printf(b, "%s: %s", j->source.name, outcome[j->outcome]);
	if (j->outcome == JOB_BATCH)
		buf_printf(b, " %llu %s%s", (unsigned long long)j->index,
		    u->s.has_txn ? "" : "dry ", j->is_state ? "state" :
		    "changes");
	put_count(b, "read", j->counts.read);
	put_count(b, "new", j->counts.new);
	put_count(b, "changed", j->counts.changed);
	put_count(b, "unchanged", j->counts.unchanged);
	put_count(b, "retired", j->counts.retired);
	put_count(b, "refused", j->counts.refused);
	put_count(b, "repeated", j->repeats);
	put_count(b, "kept", j->kept);
	put_count(b, "keyless", j->keyless);
	put_count(b, "unresolved", j->unresolved);
	put_count(b, "warnings", j->warnings);
	put_count(b, "errors", j->errors);
	buf_putc(b, '\n');
	while (rest.n > 0 && str_next(&rest, '\n', &line))
		buf_printf(b, "  %.*s\n", STR_ARG(line));
}

static int
put_finding(void *ctx, const struct finding *f, struct err *e)
{
	struct buf *b = ctx;

	(void)e;
	buf_printf(b, "%s %s %llu/%llu/%u", finding_level_name(f->level),
	    f->code, (unsigned long long)f->row, (unsigned long long)f->line,
	    f->column);
	if (f->field.n > 0 || f->value.n > 0)
		buf_printf(b, " %.*s '%.*s'", STR_ARG(f->field),
		    STR_ARG(f->value));
	buf_putc(b, '\n');
	return 0;
}

void
unit_import_told(struct unit_import *u, struct buf *told)
{
	struct err e = { 0 };

	for (size_t i = 0; i < u->s.njobs; i++)
		put_job(u, &u->s.job[i], told);
	ck_assert_int_eq(finding_each(&u->s.findings, put_finding, told, &e),
	    0);
}

/* The lines of a data file. */
static void
put_data(const char *name, struct buf *out)
{
	char path[80];
	struct err e = { 0 };
	struct buf text;
	struct str rest, line;
	bool salted;

	snprintf(path, sizeof(path), "s/data/00000%s.csv", name);
	buf_init(&text, BUF_MAX_DEFAULT);
	if (file_read(path, &text, &e) == -1) {
		buf_puts(out, "no data file\n");
		return;
	}
	rest = buf_view(&text);
	(void)str_next(&rest, '\n', &line);
	salted = str_ends(line, STR(",salt\r"));
	while (rest.n > 0 && str_next(&rest, '\n', &line)) {
		line.n -= salted ? SALT_CHARS + 2 : 1;
		buf_printf(out, "%.*s\n", STR_ARG(line));
	}
	buf_fini(&text);
}

static int
put_message(void *ctx, const struct finding *f, struct err *e)
{
	(void)e;
	buf_str(ctx, f->message);
	buf_putc(ctx, '\n');
	return 0;
}

/* The last call of a case. */
static void
run_last(const struct unit_import_case *c, const char *words,
    struct buf *told)
{
	struct unit_import u;
	struct err e = { 0 };
	struct buf says;

	buf_init(&says, BUF_MAX_DEFAULT);
	unit_import_open(&u, words);
	unit_import_run(&u);
	unit_import_told(&u, told);
	ck_assert_int_eq(finding_each(&u.s.findings, put_message, &says, &e),
	    0);
	unit_import_close(&u);
	if (c->says != NULL)
		ck_assert_msg(strstr(buf_cstr(&says), c->says) != NULL, "%s",
		    buf_cstr(&says));
	buf_fini(&says);
}

void
unit_import_case(const struct unit_import_case *c)
{
	struct buf told;
	size_t last = 0;

	buf_init(&told, BUF_MAX_DEFAULT);
	unit_import_store();
	for (size_t i = 0; i < 6 && c->file[i][0] != NULL; i++)
		unit_import_file(c->file[i][0], c->file[i][1]);
	while (last < 4 && c->call[last + 1] != NULL)
		unit_import(c->call[last++], NULL);
	run_last(c, c->call[last], &told);
	if (c->data != NULL)
		put_data(c->data, &told);
	ck_assert_str_eq(buf_cstr(&told), c->told);
	buf_fini(&told);
}

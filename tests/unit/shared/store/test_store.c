/* SPDX-License-Identifier: Apache-2.0 */
/* The store without importer and programs: create, transactions, batches, what readers get. */
#include <check.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <sys/resource.h>
#include <sys/stat.h>

#include "shared/base/enc.h"
#include "shared/store/check/store_check.h"
#include "shared/store/staging.h"
#include "shared/store/store.h"
#include "tests/lib/unit.h"
#include "tests/lib/unit_store.h"

#define HEADER STR("op,batch,row,key,name\r\n")

static const struct store_writer writer = { .dir = "s", .key_path = "s.key" };

static void
begin(struct store_txn *t, struct buf *said)
{
	struct err e;

	ck_assert_msg(store_begin(t, &writer, said, &e) == 0, "%s", e.msg);
}

/* A batch of one register with `n` new records, added to the transaction. */
static void
add_batch(struct store_txn *t, const char *reg, bool is_state, unsigned n)
{
	static const char hash[] = "11111111111111111111111111111111"
	    "11111111111111111111111111111111";
	struct leaf l = { .type = LEAF_BATCH };
	struct leaf_column column = { "key", "Key" };
	struct store_data d;
	struct arena a = { 0 };
	struct err e;

	l.u.batch = (struct leaf_batch){ .counts = { .read = n, .new = n },
		.imported = UNIT_WHEN, .is_state = is_state, .program = "test",
		.column = &column, .ncolumns = 1, .header_row = 1, .reg = reg,
		.schema_sha256 = hash, .source = { "x.csv", hash, 7 } };
	ck_assert_msg(store_data_begin(t, &d, reg, HEADER, &e) == 0, "%s",
	    e.msg);
	for (unsigned i = 0; i < n; i++) {
		char line[80];
		int len = snprintf(line, sizeof(line), "put,%u,%u,K-%u,\"a, "
		    "b\"\r\n", (unsigned)store_txn_index(t), i + 2, i);

		ck_assert_int_eq(store_data_put(&d, (struct str){ line,
		    (size_t)len }, &e), 0);
	}
	ck_assert_msg(store_data_end(t, &d, &l.u.batch, &a, &e) == 0, "%s",
	    e.msg);
	ck_assert_uint_eq(l.u.batch.rows, n);
	ck_assert_msg(store_txn_leaf(t, &l, &e) == 0, "%s", e.msg);
	arena_fini(&a);
}

static void
commit(struct store_txn *t)
{
	struct err e;

	ck_assert_msg(store_commit(t, &e) == 0, "%s", e.msg);
	store_end(t);
}

START_TEST(creates)
{
	struct merkle_hash root;
	struct store s;
	uint64_t index;

	unit_store("s", "example.org/s");
	unit_store_open(&s, "s");
	ck_assert_uint_eq(s.head.size, 2);
	ck_assert_str_eq(s.head.origin, "example.org/s");
	ck_assert_str_eq(store_genesis(&s)->organisation, "Example Ltd");
	ck_assert_str_eq(store_genesis(&s)->created, UNIT_WHEN);
	ck_assert_ptr_nonnull(store_standard(&s, 2, &index));
	ck_assert_uint_eq(index, 1);
	ck_assert_ptr_null(store_standard(&s, 1, &index));
	store_root_at(&s, 2, &root);
	ck_assert_mem_eq(&root, &s.head.root, sizeof(root));
	ck_assert_int_eq(unit_store_differences(), 0);
	store_close(&s);
}
END_TEST

/* Several leaves, one signature; the files and roots of each batch. */
START_TEST(batches)
{
	struct store_part *part;
	struct store_txn t;
	struct store s;
	struct merkle m;
	struct merkle_hash root;
	char hex[SHA256_HEX + 1];
	struct str rest, line;
	struct err e;
	size_t n;

	unit_store("s", "example.org/s");
	begin(&t, NULL);
	ck_assert_uint_eq(store_txn_index(&t), 2);
	add_batch(&t, "people", true, 3);
	ck_assert_uint_eq(store_txn_index(&t), 3);
	add_batch(&t, "training", false, 0);
	commit(&t);
	unit_store_open(&s, "s");
	ck_assert_uint_eq(s.head.size, 4);
	ck_assert_int_eq(access("s/checkpoints/4", F_OK), 0);
	ck_assert_int_eq(access("s/checkpoints/3", F_OK), -1);
	ck_assert_int_eq(store_parts(&s, "people", 4, &part, &n, &e), 0);
	ck_assert_uint_eq(n, 1);
	ck_assert_uint_eq(part[0].index, 2);
	ck_assert_str_eq(part[0].batch->path, "data/000002-people.csv");
	/* rows_root: header and each record with its CR LF are the leaves. */
	merkle_init(&m);
	rest = map_view(&part[0].map);
	while (str_next(&rest, '\n', &line))
		if (line.n > 0)
			merkle_add(&m, line.p, line.n + 1);
	ck_assert_uint_eq(m.n, 4);
	merkle_root(&m, &root);
	hex_format(hex, root.b, SHA256_BYTES);
	ck_assert_str_eq(hex, part[0].batch->rows_root);
	merkle_fini(&m);
	store_parts_free(part, n);
	store_close(&s);
	ck_assert_int_eq(unit_store_differences(), 0);
}
END_TEST

/* One batch's data file, as it was signed or not at all. */
START_TEST(part_opened)
{
	struct store_part part;
	struct store_txn t;
	struct store s;
	struct err e;

	unit_store("s", "example.org/s");
	begin(&t, NULL);
	add_batch(&t, "people", true, 1);
	commit(&t);
	unit_store_open(&s, "s");
	ck_assert_int_eq(store_part_open(&s, 2, &part, &e), 0);
	ck_assert_uint_eq(part.map.n, part.batch->bytes);
	store_part_close(&part);
	ck_assert_int_eq(truncate("s/data/000002-people.csv", 9), 0);
	ck_assert_int_eq(store_part_open(&s, 2, &part, &e), -1);
	ck_assert_int_eq(e.code, ERR_INTEGRITY);
	ck_assert_ptr_null(part.batch);
	store_close(&s);
}
END_TEST

/* A first record that is too long leaves no store. */
START_TEST(standard_too_long)
{
	static char name[LEAF_MAX_BYTES + 1];
	struct leaf_standard standard = { .adopted = UNIT_WHEN,
		.edition = "1", .name = name };
	struct store_init o = { .dir = "s", .origin = "example.org/s",
		.organisation = "Example Ltd", .timezone = "UTC",
		.key_path = "s.key", .standard = &standard,
		.now_s = UNIT_NOW };
	struct buf said;
	struct err e = { 0 };

	memset(name, 'x', LEAF_MAX_BYTES);
	buf_init(&said, 65536);
	ck_assert_int_eq(store_create(&o, &said, &e), -1);
	ck_assert_int_eq(e.code, ERR_LIMIT);
	ck_assert_int_eq(access("s", F_OK), -1);
	buf_fini(&said);
}
END_TEST

/* Oldest first from the last state on, at any size of the log. */
START_TEST(parts)
{
	static const bool is_state[] = { false, true, false, false, true };
	static const struct {
		uint64_t size;
		size_t n;
		uint64_t first;
	} want[] = {
		{ 2, 0, 0 }, { 3, 1, 2 }, { 4, 1, 3 }, { 5, 2, 3 },
		{ 6, 3, 3 }, { 7, 1, 6 }, { 8, 1, 6 },
	};
	struct store_part *part;
	struct store_txn t;
	struct store s;
	struct err e;
	size_t n;

	unit_store("s", "example.org/s");
	for (unsigned i = 0; i < 5; i++) {
		begin(&t, NULL);
		add_batch(&t, "people", is_state[i], i + 1);
		if (i == 4)
			add_batch(&t, "people_x", true, 1);
		commit(&t);
	}
	unit_store_open(&s, "s");
	for (size_t i = 0; i < sizeof(want) / sizeof(want[0]); i++) {
		ck_assert_int_eq(store_parts(&s, "people", want[i].size,
		    &part, &n, &e), 0);
		ck_assert_uint_eq(n, want[i].n);
		for (size_t k = 0; k < n; k++)
			ck_assert_uint_eq(part[k].index, want[i].first + k);
		store_parts_free(part, n);
	}
	ck_assert_int_eq(store_parts(&s, "nobody", 8, &part, &n, &e), 0);
	ck_assert_uint_eq(n, 0);
	store_parts_free(part, n);
	store_close(&s);
	ck_assert_int_eq(unit_store_differences(), 0);
}
END_TEST

static void
add_void(struct store_txn *t, uint64_t index)
{
	struct leaf l = { .type = LEAF_VOID };
	struct err e;

	l.u.voided.index = index;
	l.u.voided.reason = "wrong";
	l.u.voided.when = UNIT_WHEN;
	ck_assert_int_eq(store_txn_leaf(t, &l, &e), 0);
}

/* Reports and voids do not move the data head; batches and standards do. */
START_TEST(data_head_and_void)
{
	uint64_t at;
	struct leaf_output output = { "csv", NULL, 1 };
	struct leaf l = { .type = LEAF_REPORT };
	struct checkpoint head, other;
	char hex[SHA256_HEX + 1], csv[SHA256_HEX + 1], id[LEAF_REPORT_ID];
	char path[100];
	struct merkle_hash root;
	struct store_txn t;
	struct store s;
	struct err e;

	unit_store("s", "example.org/s");
	begin(&t, NULL);
	add_batch(&t, "people", true, 1);
	commit(&t);
	begin(&t, NULL);
	store_root_at(&t.store, 3, &root);
	hex_format(hex, root.b, SHA256_BYTES);
	sha256_hex(csv, STR("x"));
	output.sha256 = csv;
	l.u.report = (struct leaf_report){ .as_of = "2026-01-01",
		.content_sha256 = csv, .id = id, .issued = UNIT_WHEN,
		.profile = "p", .profile_sha256 = hex, .program = "test",
		.lang = "en", .standard = "Test:1", .head_root = hex,
		.head_size = 3, .output = &output, .noutputs = 1 };
	strcpy(id, "R-0123456789abcdef0123456789abcdef");
	ck_assert_int_eq(store_txn_leaf(&t, &l, &e), -1);
	ck_assert_ptr_nonnull(strstr(e.msg, "its id R-0123456789abcdef"));
	leaf_report_id(id, "example.org/s", &l.u.report, false);
	ck_assert_int_eq(store_txn_leaf(&t, &l, &e), 0);
	snprintf(path, sizeof(path), "s/reports/%s", id);
	ck_assert_int_eq(mkdir(path, 0755), 0);
	snprintf(path, sizeof(path), "s/reports/%s/content.csv", id);
	ck_assert_int_eq(file_replace(path, STR("x"), 0444, &e), 0);
	commit(&t);
	begin(&t, NULL);
	add_void(&t, 3);
	commit(&t);
	unit_store_open(&s, "s");
	ck_assert_uint_eq(s.head.size, 5);
	store_data_head(&s, 5, &head);
	ck_assert_uint_eq(head.size, 3);
	ck_assert_mem_eq(&head.root, &root, sizeof(root));
	store_data_head(&s, 4, &other);
	ck_assert_uint_eq(other.size, 3);
	store_data_head(&s, 2, &other);
	ck_assert_uint_eq(other.size, 2);
	ck_assert_ptr_nonnull(store_withdrawal(&s, 3, 5, &at));
	ck_assert_uint_eq(at, 4);
	ck_assert_ptr_null(store_withdrawal(&s, 3, 4, NULL));
	ck_assert_ptr_null(store_withdrawal(&s, 2, 5, NULL));
	store_close(&s);
	ck_assert_int_eq(unit_store_differences(), 0);
}
END_TEST

/* A transaction given up leaves nothing; one without leaves signs nothing. */
START_TEST(given_up)
{
	struct store_txn t;
	struct store s;
	struct buf said;
	char sha256[SHA256_HEX + 1], *path = NULL;
	struct err e;

	unit_store("s", "example.org/s");
	begin(&t, NULL);
	add_batch(&t, "people", true, 2);
	ck_assert_int_eq(store_txn_blob(&t, STR("map"), sha256, &e), 0);
	ck_assert_int_eq(store_txn_original(&t, "../Q3 Übersicht.CSV",
	    STR("bytes"), NULL, &path, &e), 0);
	ck_assert_str_eq(path, "orig/000003-q3-bersicht.csv");
	free(path);
	ck_assert_int_eq(access("s/data/000002-people.csv", F_OK), 0);
	store_end(&t);
	ck_assert_int_eq(access("s/data/000002-people.csv", F_OK), -1);
	ck_assert_int_eq(access("s/orig/000003-q3-bersicht.csv", F_OK), -1);
	ck_assert_int_eq(unit_store_differences(), 0);
	begin(&t, NULL);
	commit(&t);
	unit_store_open(&s, "s");
	ck_assert_uint_eq(s.head.size, 2);
	store_close(&s);
	/* What is left of a process that died is said when it is removed. */
	ck_assert_int_eq(file_replace("s/data/000002-x.csv", STR("x"), 0444,
	    &e), 0);
	ck_assert_int_ne(unit_store_differences(), 0);
	buf_init(&said, 65536);
	begin(&t, &said);
	store_end(&t);
	ck_assert_ptr_nonnull(strstr(buf_cstr(&said), "data/000002-x.csv"));
	buf_fini(&said);
	ck_assert_int_eq(unit_store_differences(), 0);
}
END_TEST

/* A leaf that could not be read again is refused before anything is signed. */
START_TEST(malformed_leaf)
{
	struct leaf l = { .type = LEAF_VOID };
	struct store_txn t;
	struct store s;
	struct err e;

	unit_store("s", "example.org/s");
	begin(&t, NULL);
	l.u.voided.reason = "wrong";
	l.u.voided.when = "yesterday";
	ck_assert_int_eq(store_txn_leaf(&t, &l, &e), -1);
	ck_assert_ptr_nonnull(strstr(e.msg, "when"));
	l.u.voided.when = UNIT_WHEN;
	l.u.voided.index = UINT64_MAX;
	ck_assert_int_eq(store_txn_leaf(&t, &l, &e), -1);
	l.u.voided.index = 0;
	l.u.voided.reason = "\xff";
	ck_assert_int_eq(store_txn_leaf(&t, &l, &e), -1);
	ck_assert_uint_eq(store_txn_index(&t), 2);
	add_batch(&t, "people", true, 1);
	commit(&t);
	unit_store_open(&s, "s");
	ck_assert_uint_eq(s.head.size, 3);
	store_close(&s);
	ck_assert_int_eq(unit_store_differences(), 0);
}
END_TEST

START_TEST(one_writer)
{
	struct store_txn t, other;
	struct store s;
	struct err e;

	unit_store("s", "example.org/s");
	begin(&t, NULL);
	add_batch(&t, "people", true, 1);
	ck_assert_int_eq(store_begin(&other, &writer, NULL, &e), -1);
	ck_assert_int_eq(e.code, ERR_LOCKED);
	unit_store_open(&s, "s");
	ck_assert_uint_eq(s.head.size, 2);
	commit(&t);
	/* A reader keeps what it opened. */
	ck_assert_uint_eq(s.head.size, 2);
	store_close(&s);
	unit_store_open(&s, "s");
	ck_assert_uint_eq(s.head.size, 3);
	store_close(&s);
	begin(&other, NULL);
	store_end(&other);
}
END_TEST

/* Nothing is done on the strength of a signer's state that cannot be read. */
START_TEST(state_unreadable)
{
	struct store_txn t;
	struct err e = { 0 };

	unit_store("s", "example.org/s");
	ck_assert_int_eq(truncate("s.key.state", 9), 0);
	ck_assert_int_eq(store_begin(&t, &writer, NULL, &e), -1);
	ck_assert_msg(strstr(e.msg, "s.key.state") != NULL, "%s", e.msg);
}
END_TEST

/* No room for the new lines: the log is as it was, and so is the store. */
START_TEST(log_full)
{
	struct store_txn t;
	struct stat st;
	struct err e = { 0 };

	unit_store("s", "example.org/s");
	begin(&t, NULL);
	add_batch(&t, "people", true, 1);
	ck_assert_int_eq(stat("s/log.jsonl", &st), 0);
	signal(SIGXFSZ, SIG_IGN);
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &(struct rlimit){
	    (rlim_t)st.st_size + 9, RLIM_INFINITY }), 0);
	ck_assert_int_eq(store_commit(&t, &e), -1);
	ck_assert_int_eq(e.sys, EFBIG);
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &(struct rlimit){
	    RLIM_INFINITY, RLIM_INFINITY }), 0);
	store_end(&t);
	ck_assert_int_eq(unit_store_differences(), 0);
}
END_TEST

/* Somebody writes to the log although it is locked: nothing is added behind it. */
START_TEST(log_written_to)
{
	struct store_txn t;
	struct err e = { 0 };
	FILE *f;

	unit_store("s", "example.org/s");
	begin(&t, NULL);
	add_batch(&t, "people", true, 1);
	f = fopen("s/log.jsonl", "ae");
	ck_assert(f != NULL && fputc('\n', f) == '\n' && fclose(f) == 0);
	ck_assert_int_eq(store_commit(&t, &e), -1);
	ck_assert_int_eq(e.code, ERR_INTEGRITY);
	ck_assert_ptr_nonnull(strstr(e.msg, "changed its size under the lock"));
	store_end(&t);
	ck_assert_int_eq(access("s/checkpoints/3", F_OK), -1);
}
END_TEST

/* Files that are not what the records say, each found and named by readers. */
START_TEST(changed_files)
{
	struct store_part *part;
	struct store_txn t;
	struct store s;
	struct buf b;
	struct err e;
	char sha256[SHA256_HEX + 1], path[100];
	size_t n;

	unit_store("s", "example.org/s");
	begin(&t, NULL);
	add_batch(&t, "people", true, 2);
	commit(&t);
	unit_store_open(&s, "s");
	ck_assert_int_eq(file_replace("s/data/000002-people.csv",
	    STR("op,batch,row,key,name\r\n"), 0444, &e), 0);
	ck_assert_int_eq(store_parts(&s, "people", 3, &part, &n, &e), -1);
	ck_assert_int_eq(e.code, ERR_INTEGRITY);
	ck_assert_ptr_nonnull(strstr(e.msg, "data/000002-people.csv"));
	ck_assert_int_eq(unlink("s/data/000002-people.csv"), 0);
	ck_assert_int_eq(store_parts(&s, "people", 3, &part, &n, &e), -1);
	ck_assert_int_eq(e.code, ERR_INTEGRITY);
	ck_assert_int_ge(unit_store_differences(), 1);
	buf_init(&b, 1000);
	snprintf(sha256, sizeof(sha256), "%s",
	    s.leaf[1].u.standard.file[0].sha256);
	ck_assert_int_eq(store_blob(&s, sha256, &b, &e), 0);
	ck_assert_uint_eq(b.n, 2);
	snprintf(path, sizeof(path), "s/standard/%s", sha256);
	ck_assert_int_eq(file_replace(path, STR("[]"), 0444, &e), 0);
	ck_assert_int_eq(store_blob(&s, sha256, &b, &e), -1);
	ck_assert_int_eq(e.code, ERR_INTEGRITY);
	store_close(&s);
	/* Nor is it taken for the file it is called when it is to be stored. */
	begin(&t, NULL);
	ck_assert_int_eq(store_txn_blob(&t, STR("{}"), sha256, &e), -1);
	ck_assert_int_eq(e.code, ERR_INTEGRITY);
	store_end(&t);
	buf_fini(&b);
}
END_TEST

/* A data file is right by its hash, but not in form: only check can tell. */
static const struct {
	const char *line, *says;
} form[] = {
	{ "put,2,2,K-1,\"a\"\r\n", "canonical" },
	{ "put,2,2,K-1,a\n", "canonical" },
	{ "put,2,2,K-1,a", "canonical" },
	{ "put,2,2,K-1\r\n", "fields" },
	{ "keep,2,2,K-1,a\r\n", "neither put nor retire" },
	{ "put,3,2,K-1,a\r\n", "names no batch" },
	{ "put,02,2,K-1,a\r\n", "names no batch" },
	{ "put,2,,K-1,a\r\n", "names no row" },
	{ "retire,2,2,K-1,\r\n", "retires" },
	{ "put,1,2,K-1,a\r\n", "lines of its own batch" },
};

static void
keep_first(void *ctx, enum store_check_kind kind, const char *what)
{
	char *first = ctx;

	if (first[0] == '\0' && kind == STORE_DIFFERENCE)
		snprintf(first, 300, "%s", what);
}

START_TEST(data_form)
{
	static const char hash[] = "11111111111111111111111111111111"
	    "11111111111111111111111111111111";
	struct leaf l = { .type = LEAF_BATCH };
	struct store_txn t;
	struct store_data d;
	struct arena a = { 0 };
	char first[300] = "";
	struct err e;

	unit_store("s", "example.org/s");
	begin(&t, NULL);
	l.u.batch = (struct leaf_batch){ .counts = { .read = 1, .new = 1 },
		.imported = UNIT_WHEN, .program = "test", .header_row = 1,
		.reg = "people", .schema_sha256 = hash,
		.source = { "x.csv", hash, 7 } };
	ck_assert_int_eq(store_data_begin(&t, &d, "people", HEADER, &e), 0);
	ck_assert_int_eq(store_data_put(&d, str_of(form[_i].line), &e), 0);
	ck_assert_int_eq(store_data_end(&t, &d, &l.u.batch, &a, &e), 0);
	ck_assert_int_eq(store_txn_leaf(&t, &l, &e), 0);
	commit(&t);
	ck_assert_int_ge(store_check("s", keep_first, first, &e), 1);
	ck_assert_msg(strstr(first, form[_i].says) != NULL &&
	    strstr(first, "data/000002-people.csv") != NULL,
	    "\"%s\" does not say \"%s\"", first, form[_i].says);
	arena_fini(&a);
}
END_TEST

/* A batch that undoes record 2 of one register, with these lines and counts. */
static void
add_undo(struct store_txn *t, const char *lines, bool is_state,
    struct leaf_counts counts, uint64_t undoes)
{
	static const char hash[] = "11111111111111111111111111111111"
	    "11111111111111111111111111111111";
	struct leaf l = { .type = LEAF_BATCH };
	struct str rest = str_of(lines), line;
	struct store_data d;
	struct arena a = { 0 };
	struct err e;

	counts.read = counts.new + counts.changed + counts.unchanged;
	l.u.batch = (struct leaf_batch){ .counts = counts,
		.imported = UNIT_WHEN, .program = "test", .header_row = 1,
		.is_state = is_state, .reg = "people", .schema_sha256 = hash,
		.source = { "undo", hash, 7 }, .has_undoes = true,
		.undoes = undoes };
	ck_assert_int_eq(store_data_begin(t, &d, "people", HEADER, &e), 0);
	while (str_next(&rest, '\n', &line))
		if (line.n > 0)
			ck_assert_int_eq(store_data_put(&d, (struct str){
			    line.p, line.n + 1 }, &e), 0);
	ck_assert_int_eq(store_data_end(t, &d, &l.u.batch, &a, &e), 0);
	ck_assert_int_eq(store_txn_leaf(t, &l, &e), 0);
	arena_fini(&a);
}

/* An undo repeats lines of other batches; only what it retires is its own. */
static const struct {
	const char *lines;
	bool is_state;
	struct leaf_counts counts;
	const char *says; /* NULL: it is whole */
} undo_form[] = {
	{ "put,2,3,K-1,a\r\nretire,3,,K-0,\r\n", false,
	    { .changed = 1, .retired = 1 }, NULL },
	{ "put,2,2,K-0,a\r\nput,2,3,K-1,a\r\nretire,3,,K-2,\r\n", true,
	    { .new = 1, .retired = 1 }, NULL },
	{ "", false, { .unchanged = 4 }, NULL },
	{ "put,2,3,K-1,a\r\n", false, { .changed = 2 }, "has 1 lines, record "
	    "3 says 2 new, changed and retired" },
	{ "put,2,3,K-1,a\r\nput,2,2,K-0,a\r\n", false, { .changed = 1 },
	    "has 2 lines, record 3 says 1" },
	{ "put,2,3,K-1,a\r\n", true, { .changed = 2 }, "has 1 lines" },
	{ "put,3,3,K-1,a\r\n", false, { .changed = 1 }, "has 1 lines of its "
	    "own batch, record 3 says 0 retired" },
	{ "retire,2,,K-1,\r\n", false, { .retired = 1 }, "has 0 lines of its "
	    "own batch, record 3 says 1 retired" },
};

START_TEST(undo_forms)
{
	struct store_txn t;
	char first[300] = "";
	struct err e;

	unit_store("s", "example.org/s");
	begin(&t, NULL);
	add_batch(&t, "people", true, 3);
	add_undo(&t, undo_form[_i].lines, undo_form[_i].is_state,
	    undo_form[_i].counts, 2);
	commit(&t);
	ck_assert_int_eq(store_check("s", keep_first, first, &e),
	    undo_form[_i].says != NULL);
	if (undo_form[_i].says != NULL)
		ck_assert_msg(strstr(first, undo_form[_i].says) != NULL,
		    "\"%s\" does not say \"%s\"", first,
		    undo_form[_i].says);
}
END_TEST

/* Which batches count, through undos of undos. */
START_TEST(undone)
{
	static const struct {
		uint64_t undoes, two, three, four, five;
		bool supplies;
	} step[] = {
#define NOT STORE_NOT_UNDONE
		{ 2, 4, NOT, NOT, NOT, true },   /* record 4 */
		{ 3, 4, 5, NOT, NOT, false },    /* 5 */
		{ 4, NOT, 5, 6, NOT, true },     /* 6: 2 counts again */
		{ 5, NOT, NOT, 6, 7, true },     /* 7: so does 3 */
		{ 2, 8, NOT, 6, 7, true },       /* 8: undone anew */
		{ 6, 4, NOT, NOT, 7, true },     /* 9: by 4 and 8 */
	};
	struct store_txn t;
	struct store s;
	uint64_t *u;

	unit_store("s", "example.org/s");
	begin(&t, NULL);
	add_batch(&t, "people", true, 1);
	add_batch(&t, "people", false, 1);
	for (size_t i = 0; i < sizeof(step) / sizeof(step[0]); i++)
		add_undo(&t, "", false, (struct leaf_counts){ 0 },
		    step[i].undoes);
	commit(&t);
	unit_store_open(&s, "s");
	for (size_t i = 0; i < sizeof(step) / sizeof(step[0]); i++)
		for (int as_plan = 0; as_plan < 2; as_plan++) {
			/* The batch is there, or is to be. */
			u = as_plan ? store_undone(&s, 4 + i, step[i].undoes) :
			    store_undone(&s, 5 + i, NOT);
			ck_assert_uint_eq(u[2], step[i].two);
			ck_assert_uint_eq(u[3], step[i].three);
			if (i > 0)
				ck_assert_uint_eq(u[4], step[i].four);
			if (i > 1)
				ck_assert_uint_eq(u[5], step[i].five);
			free(u);
			ck_assert(store_supplies(&s, "people", 5 + i) ==
			    step[i].supplies);
		}
	ck_assert(!store_supplies(&s, "people", 2));
	ck_assert(!store_supplies(&s, "services", 10));
	store_close(&s);
}
END_TEST

/* What a record says of others, each wrong by itself. */
START_TEST(claims)
{
	struct store_txn t;

	unit_store("s", "example.org/s");
	begin(&t, NULL);
	add_void(&t, _i == 0 ? 1 : _i == 1 ? 2 : 9);
	commit(&t);
	ck_assert_int_eq(unit_store_differences(), 1);
}
END_TEST

/* The data file of a transaction is aborted halfway: no temporary file stays. */
START_TEST(aborted_data)
{
	struct store_txn t;
	struct store_data d;
	struct err e;

	unit_store("s", "example.org/s");
	begin(&t, NULL);
	ck_assert_int_eq(store_data_begin(&t, &d, "people", HEADER, &e), 0);
	store_data_abort(&d);
	store_data_abort(&d);
	store_end(&t);
	ck_assert_int_eq(rmdir("s/data"), 0);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("store");
	TCase *t = tcase_create("store");

	tcase_add_checked_fixture(t, unit_enter, unit_leave);
	tcase_add_test(t, creates);
	tcase_add_loop_test(t, undo_forms, 0,
	    sizeof(undo_form) / sizeof(undo_form[0]));
	tcase_add_test(t, undone);
	tcase_add_test(t, batches);
	tcase_add_test(t, parts);
	tcase_add_test(t, part_opened);
	tcase_add_test(t, standard_too_long);
	tcase_add_test(t, data_head_and_void);
	tcase_add_test(t, given_up);
	tcase_add_test(t, malformed_leaf);
	tcase_add_test(t, one_writer);
	tcase_add_test(t, state_unreadable);
	tcase_add_test(t, log_full);
	tcase_add_test(t, log_written_to);
	tcase_add_test(t, changed_files);
	tcase_add_loop_test(t, data_form, 0, sizeof(form) / sizeof(form[0]));
	tcase_add_loop_test(t, claims, 0, 3);
	tcase_add_test(t, aborted_data);
	suite_add_tcase(s, t);
	return unit_run(s);
}

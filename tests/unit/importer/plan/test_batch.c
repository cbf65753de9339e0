/* SPDX-License-Identifier: Apache-2.0 */
/* From rows to a batch: the retire guard, the kind of the data file, the short-cut, attested counts. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "importer/plan/attest.h"
#include "importer/plan/batch.h"
#include "importer/plan/jobs.h"
#include "shared/store/leaf/leaf.h"
#include "shared/store/leaf/store_folder.h"
#include "tests/lib/unit.h"
#include "tests/lib/unit_import.h"

#define T "thing_id,name\n"

/* "thing_id,name", then things `from` to `to`, named `name`. */
static void
put_things(const char *file, unsigned from, unsigned to, const char *name)
{
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	buf_puts(&b, T);
	for (unsigned i = from; i <= to; i++)
		buf_printf(&b, "%u,%s\n", i, name);
	unit_import_file(file, buf_cstr(&b));
	buf_fini(&b);
}

/* ---- the retire guard: more than 20 in 100, and more than 3 ---- */

static const struct {
	unsigned had, missing;
	const char *options;
	bool retires;
} guards[] = {
	{ 4, 3, "", true }, { 5, 4, "", false }, { 20, 4, "", true },
	{ 19, 4, "", false }, { 25, 5, "", true }, { 24, 5, "", false },
	{ 4, 4, "", false }, { 30, 15, "", false },
	{ 30, 15, "--retire 15 ", true }, { 30, 15, "--retire 14 ", false },
	{ 30, 15, "--retire 16 ", false }, { 30, 15, "--retire 0 ", false },
	{ 30, 15, "--partial ", false }, { 30, 0, "--retire 4 ", true },
};

START_TEST(test_guards)
{
	struct unit_import u;
	char words[60];
	struct buf told;
	const struct job *j;

	unit_import_store();
	put_things("a.csv", 1, guards[_i].had, "x");
	put_things("b.csv", guards[_i].missing + 1, guards[_i].had + 1, "x");
	unit_import("a.csv", NULL);
	snprintf(words, sizeof(words), "%sb.csv", guards[_i].options);
	unit_import_open(&u, words);
	unit_import_run(&u);
	j = &u.s.job[0];
	ck_assert_int_eq(j->outcome == JOB_BATCH, guards[_i].retires);
	ck_assert_uint_eq(j->counts.retired, guards[_i].retires ?
	    guards[_i].missing : 0);
	ck_assert_uint_eq(j->errors, !guards[_i].retires);
	buf_init(&told, BUF_MAX_DEFAULT);
	unit_import_told(&u, &told);
	ck_assert(guards[_i].retires || strstr(buf_cstr(&told),
	    "error retire-guard 0/0/0") != NULL);
	buf_fini(&told);
	unit_import_close(&u);
}
END_TEST

/* ---- what is retired ---- */

static const struct unit_import_case retired[] = {
	/* Two files of one call are one register: their union stays. */
	{ { { "a.csv", T "1,a\n2,b\n3,c\n" }, { "b.csv", T "1,a\n" },
	    { "c.csv", T "2,b\n4,d\n" } }, { "a.csv", "b.csv c.csv" },
	    .told = "b.csv: batch 3 changes, 1 read, 1 unchanged, 2 kept\n"
	    "c.csv: batch 4 changes, 2 read, 1 new, 1 unchanged, 1 retired\n"
	    "put,4,3,4,d,,,,\n"
	    "retire,4,,3,,,,,\n",
	    .data = "4-things" },
	/* A record of another system is none of this file's. */
	{ { { "a.csv", T "1,a\n2,b\n" }, { "b.csv", T "3,c\n" },
	    { "c.csv", T "4,d\n" } },
	    { "--system x a.csv", "--system y b.csv", "--system x c.csv" },
	    .told = "c.csv: batch 4 state, 1 read, 1 new, 2 retired, 1 kept\n"
	    "put,3,2,3,c,,,,\n"
	    "put,4,2,4,d,,,,\n"
	    "retire,4,,1,,,,,\n"
	    "retire,4,,2,,,,,\n",
	    .data = "4-things" },
	{ { { "a.csv", T "1,a\n2,b\n" }, { "b.csv", T "3,c\n" } },
	    { "a.csv", "--system x b.csv" },
	    .told = "b.csv: batch 3 changes, 1 read, 1 new, 2 kept\n" },
	{ { { "a.csv", T "1,a\n2,b\n" }, { "b.csv", T "3,c\n" } },
	    { "--system x a.csv", "b.csv" },
	    .told = "b.csv: batch 3 changes, 1 read, 1 new, 2 kept\n" },
	/* Records of events are never the whole register, unless said. */
	{ { { "a.csv", "visit_id,place\n1,a\n2,b\n" },
	    { "b.csv", "visit_id,place\n3,c\n" } }, { "a.csv", "b.csv" },
	    .told = "b.csv: batch 3 changes, 1 read, 1 new, 2 kept\n" },
	{ { { "a.csv", "visit_id,place\n1,a\n2,b\n" },
	    { "b.csv", "visit_id,place\n3,c\n" } },
	    { "a.csv", "--full b.csv" },
	    .told = "b.csv: batch 3 state, 1 read, 1 new, 2 retired\n"
	    "put,3,2,3,c,,,\n"
	    "retire,3,,1,,,,\n"
	    "retire,3,,2,,,,\n",
	    .data = "3-visits" },
	/* What an earlier call has retired is not retired again. */
	{ { { "a.csv", T "1,a\n2,b\n3,c\n" }, { "b.csv", T "1,a\n2,b\n" },
	    { "c.csv", T "1,a\n" } }, { "a.csv", "b.csv", "c.csv" },
	    .told = "c.csv: batch 4 state, 1 read, 1 unchanged, 1 retired\n"
	    "put,2,2,1,a,,,,\n"
	    "retire,4,,2,,,,,\n",
	    .data = "4-things" },
	/* A file that is refused leaves the other one's batch unwritten. */
	{ { { "a.csv", "visit_id,place\n1,a\n" },
	    { "b.csv", T "1,a\n1,b\n" } }, { "a.csv b.csv" },
	    .told = "a.csv: batch 2 state, 1 read, 1 new\n"
	    "b.csv: refused, 2 read, 1 new, 1 refused, 1 errors\n"
	    "error key-doubled 3/3/1 thing_id '1'\n"
	    "no data file\n",
	    .data = "2-visits" },
};

/* ---- the kind of the data file ---- */

/* Per call how many things of four get another name; 's' or 'c' of each. */
static const struct {
	unsigned changed[8];
	const char *kinds;
} states[] = {
	/* 4 records: a fifth line in changes makes the next a whole one. */
	{ { 1, 1, 1, 1, 1, 1 }, "ccccsc" }, { { 4, 1, 4, 1 }, "cscs" },
	{ { 2, 2, 1, 2 }, "ccsc" }, { { 2, 3, 4 }, "csc" },
	{ { 3, 2, 3, 1, 1 }, "csccs" },
};

START_TEST(test_states)
{
	struct unit_import u;
	struct buf b;

	unit_import_store();
	put_things("a.csv", 1, 4, "x");
	unit_import("a.csv", NULL);
	buf_init(&b, BUF_MAX_DEFAULT);
	for (unsigned i = 0; states[_i].changed[i] > 0; i++) {
		buf_reset(&b);
		buf_puts(&b, T);
		for (unsigned k = 1; k <= states[_i].changed[i]; k++)
			buf_printf(&b, "%u,y%u\n", k, i);
		unit_import_file("b.csv", buf_cstr(&b));
		unit_import_open(&u, "--changes b.csv");
		unit_import_run(&u);
		ck_assert_int_eq(u.s.job[0].is_state ? 's' : 'c',
		    states[_i].kinds[i]);
		unit_import_close(&u);
	}
	buf_fini(&b);
}
END_TEST

static const struct unit_import_case kinds[] = {
	/* What was written behind what is repeated, in the order of the files. */
	{ { { "a.csv", T "1,a\n2,b\n3,c\n" },
	    { "b.csv", T "3,C\n1,A\n4,d\n" }, { "c.csv", T "5,e\n" } },
	    { "a.csv", "--changes b.csv", "--changes c.csv" },
	    .told = "c.csv: batch 4 changes, 1 read, 1 new, 4 kept\n"
	    "put,4,2,5,e,,,,\n",
	    .data = "4-things" },
	{ { { "a.csv", T "1,a\n2,b\n3,c\n4,d\n" },
	    { "b.csv", T "4,D\n2,B\n5,e\n" }, { "c.csv", T "1,A\n2,B\n" } },
	    { "a.csv", "--changes b.csv", "c.csv" },
	    .told = "c.csv: batch 4 state, 2 read, 1 changed, 1 unchanged, 3 "
	    "retired\n"
	    "put,3,3,2,B,,,,\n"
	    "put,4,2,1,A,,,,\n"
	    "retire,4,,3,,,,,\n"
	    "retire,4,,4,,,,,\n"
	    "retire,4,,5,,,,,\n",
	    .data = "4-things" },
	/* Nothing to write is no reason for a whole register. */
	{ { { "a.csv", T "1,a\n2,b\n" }, { "b.csv", T "1,x\n2,y\n" },
	    { "c.csv", T "1,x\n" } },
	    { "a.csv", "--changes b.csv", "--changes c.csv" },
	    .told = "c.csv: batch 4 changes, 1 read, 1 unchanged, 1 kept\n" },
	/* Nor is a second file of the same call. */
	{ { { "a.csv", T "1,a\n" }, { "b.csv", T "1,x\n" },
	    { "c.csv", T "1,y\n2,z\n" } },
	    { "a.csv", "--changes b.csv c.csv" },
	    .told = "b.csv: batch 3 changes, 1 read, 1 changed\n"
	    "c.csv: batch 4 changes, 2 read, 1 new, 1 changed\n" },
	/* Persons: repeated lines keep their salts. */
	{ { { "a.csv", "person_id,email\n1,a@x\n2,b@x\n" },
	    { "b.csv", "person_id,email\n1,c@x\n3,d@x\n4,e@x\n5,f@x\n" } },
	    { "a.csv", "--changes b.csv" },
	    .told = "b.csv: batch 3 changes, 4 read, 3 new, 1 changed, 1 kept\n"
	    "put,3,2,1,,c@x\n"
	    "put,3,3,3,,d@x\n"
	    "put,3,4,4,,e@x\n"
	    "put,3,5,5,,f@x\n",
	    .data = "3-people" },
};

/* ---- the short-cut: the same bytes, read the same way ---- */

static const struct unit_import_case same[] = {
	{ { { "a.csv", T "1,a\n2,b\n" } }, { "a.csv", "a.csv" },
	    .told = "a.csv: same\n" },
	{ { { "a.csv", T "1,a\n2,b\n" } }, { "a.csv", "--dry-run a.csv" },
	    .told = "a.csv: same\n" },
	/* Another name is the same file; other bytes are another one. */
	{ { { "a.csv", T "1,a\n2,b\n" }, { "b.csv", T "1,a\n2,b\n" } },
	    { "a.csv", "b.csv" },
	    .told = "b.csv: same\n" },
	{ { { "a.csv", T "1,a\n2,b\n" }, { "b.csv", T "2,b\n1,a\n" } },
	    { "a.csv", "b.csv" },
	    .told = "b.csv: batch 3 changes, 2 read, 2 unchanged\n" },
	/* Not the newest any more. */
	{ { { "a.csv", T "1,a\n2,b\n" }, { "b.csv", T "2,b\n1,a\n" } },
	    { "a.csv", "b.csv", "a.csv" },
	    .told = "a.csv: batch 4 changes, 2 read, 2 unchanged\n" },
	/* Another register's batch between them is nothing to it. */
	{ { { "a.csv", T "1,a\n2,b\n" }, { "b.csv", "visit_id,place\n1,x\n" } },
	    { "a.csv", "b.csv", "a.csv" },
	    .told = "a.csv: same\n" },
	/* Read in another way: mode, system, day, columns, values, dates. */
	{ { { "a.csv", T "1,a\n2,b\n" } }, { "a.csv", "--changes a.csv" },
	    .told = "a.csv: batch 3 changes, 2 read, 2 unchanged\n" },
	{ { { "a.csv", T "1,a\n2,b\n" } }, { "a.csv", "--system x a.csv" },
	    .told = "a.csv: batch 3 changes, 2 read, 2 unchanged\n" },
	{ { { "a.csv", T "1,a\n2,b\n" } },
	    { "--extracted 2026-01-01 a.csv", "a.csv" },
	    .told = "a.csv: same\n" },
	{ { { "a.csv", T "1,a\n2,b\n" } },
	    { "--extracted 2026-01-01 a.csv", "--extracted 2026-01-02 a.csv" },
	    .told = "a.csv: batch 3 changes, 2 read, 2 unchanged\n" },
	{ { { "a.csv", T "1,a\n2,b\n" } },
	    { "--ignore-column name a.csv", "a.csv" },
	    .told = "a.csv: batch 3 changes, 2 read, 2 changed\n" },
	{ { { "a.csv", T "1,a\n2,b\n" } },
	    { "--set tags=x a.csv", "--set tags=y a.csv" },
	    .told = "a.csv: batch 3 changes, 2 read, 2 changed\n" },
	{ { { "a.csv", "thing_id,name,bought_on\n1,a,03/04/2026\n" } },
	    { "--dates dmy a.csv", "--dates mdy a.csv" },
	    .told = "a.csv: batch 3 changes, 1 read, 1 changed\n" },
	{ { { "a.csv", "thing_id,name,bought_on\n1,a,03/04/2026\n" } },
	    { "--dates dmy a.csv", "--dates dmy a.csv" },
	    .told = "a.csv: same\n" },
	/* Rows that were refused may be taken now. */
	{ { { "a.csv", T "1,a\n2\n" } },
	    { "--partial a.csv", "--partial a.csv" },
	    .told = "a.csv: batch 3 changes, 2 read, 1 unchanged, 1 refused, 1 "
	    "keyless, 1 errors\n"
	    "error row-short 3/3/0\n" },
	/* References that were open may be found now, or not. */
	{ { { "a.csv", "thing_id,name,owner\n1,a,p1\n" },
	    { "b.csv", "person_id,email\np1,a@x\n" } },
	    { "a.csv", "b.csv", "a.csv" },
	    .told = "a.csv: batch 4 changes, 1 read, 1 unchanged\n" },
	{ { { "a.csv", "thing_id,name,owner\n1,a,p1\n" },
	    { "b.csv", "person_id,email\np1,a@x\n" } },
	    { "a.csv", "a.csv b.csv" },
	    .told = "a.csv: batch 4 changes, 1 read, 1 unchanged\n"
	    "b.csv: batch 3 state, 1 read, 1 new\n" },
	{ { { "a.csv", "thing_id,name,owner\n1,a,p1\n" } },
	    { "a.csv", "a.csv" },
	    .told = "a.csv: same\n" },
	/* Files of one call are judged together. */
	{ { { "a.csv", T "1,a\n" }, { "b.csv", T "2,b\n" } },
	    { "a.csv b.csv", "a.csv b.csv" },
	    .told = "a.csv: same\n"
	    "b.csv: same\n" },
	{ { { "a.csv", T "1,a\n" }, { "b.csv", T "2,b\n" } },
	    { "a.csv b.csv", "b.csv" },
	    .told = "b.csv: batch 4 state, 1 read, 1 unchanged, 1 retired\n" },
	{ { { "a.csv", T "1,a\n" }, { "b.csv", T "2,b\n" } },
	    { "a.csv b.csv", "b.csv a.csv" },
	    .told = "b.csv: batch 4 changes, 1 read, 1 unchanged, 1 kept\n"
	    "a.csv: batch 5 changes, 1 read, 1 unchanged\n" },
	{ { { "a.csv", T "1,a\n" }, { "b.csv", T "2,b\n" } },
	    { "a.csv", "--changes b.csv", "--changes b.csv" },
	    .told = "b.csv: same\n" },
};

/* One thing that the log says of the newest batch is otherwise. */
static void
change_leaf(struct leaf_batch *b, int what)
{
	static const char other[] = "0000000000000000000000000000000000000000"
	    "000000000000000000000000";

	switch (what) {
	case 0: b->source.sha256 = other; break;
	case 1: b->source_sheet = "Sheet1"; break;
	case 2: b->mapping_sha256 = other; break;
	case 3: b->is_full = !b->is_full; break;
	case 4: b->counts.refused = 1; break;
	case 5: b->source_system = "x"; break;
	case 6: b->schema_sha256 = other; break;
	case 7: b->program = "another"; break;
	case 8: b->ncolumns--; break;
	case 9: b->nignored--; break;
	case 10: b->nset--; break;
	case 11: b->header_row++; break;
	case 12: b->column[1].field = "tags"; break;
	case 13: b->column[1].header = "Name"; break;
	case 14: b->ignored[0] = "size"; break;
	case 15: b->set[0].field = "price"; break;
	case 16: b->set[0].value = "y"; break;
	default: break;
	}
}

START_TEST(test_conditions)
{
	static const char words[] = "--set tags=x --ignore-column colour a.csv";
	struct unit_import u;
	struct err e = { 0 };
	struct leaf *l;

	unit_import_store();
	unit_import_file("a.csv", "thing_id,name,colour\n1,a,red\n");
	unit_import(words, NULL);
	unit_import_open(&u, words);
	l = &u.s.txn.store.leaf[u.s.store->head.size - 1];
	ck_assert_uint_eq(l->u.batch.ncolumns, 2);
	ck_assert_uint_eq(l->u.batch.nignored, 1);
	ck_assert_uint_eq(l->u.batch.nset, 1);
	change_leaf(&l->u.batch, _i);
	jobs_order(&u.s, u.order);
	ck_assert_int_eq(batch_mark_same(&u.s, u.order, &e), 0);
	ck_assert_int_eq(u.s.job[0].outcome == JOB_SAME, _i == 17);
	unit_import_close(&u);
}
END_TEST

/* ---- counts that the organisation attests ---- */

#define C "claim_id,register,system,count\n"

static const struct {
	const char *claims, *words;
	const char *count;  /* as attested; NULL: none is compared */
	const char *by;
	bool same;
} claims[] = {
	{ C "c1,things,,2\n", "", "2", "Claims", true },
	{ C "c1,things,,3\n", "", "3", "Claims", false },
	{ C "c1,people,,2\n", "", NULL, NULL, false },
	{ C "c1,things,,\n", "", NULL, NULL, false },
	/* The system's own claim counts before one that names none. */
	{ C "c1,things,,5\nc2,things,x,2\n", "--system x ", "2", "x", true },
	{ C "c1,things,y,2\n", "--system x ", NULL, NULL, false },
	{ C "c1,things,,2\n", "--system x ", "2", "Claims", true },
	/* Several that fit are added up; that only may fit, are not. */
	{ C "c1,things,x,1\nc2,things,x,1\n", "--system x ", "2", "x", true },
	{ C "c1,things,,1\nc2,things,,1\n", "", "2", "Claims", true },
	{ C "c1,things,,1\nc2,things,,1\n", "--system x ", NULL, NULL, false },
	{ C "c1,things,x,2\n", "", "2", "x", true },
};

START_TEST(test_claims)
{
	struct unit_import u;
	char words[60];
	struct err e = { 0 };

	unit_import_store();
	unit_import_file("c.csv", claims[_i].claims);
	unit_import_file("a.csv", T "1,a\n2,b\n2,b\n");
	unit_import("c.csv", NULL);
	snprintf(words, sizeof(words), "%sa.csv", claims[_i].words);
	unit_import_open(&u, words);
	unit_import_run(&u);
	ck_assert_int_eq(attest_compare(&u.s, &e), 0);
	ck_assert_uint_eq(u.s.nattested, claims[_i].count != NULL);
	if (u.s.nattested > 0) {
		ck_assert(str_is(u.s.attested[0].count, claims[_i].count));
		ck_assert(str_is(u.s.attested[0].by, claims[_i].by));
		ck_assert_uint_eq(u.s.attested[0].read, 2);
		ck_assert_int_eq(u.s.attested[0].same, claims[_i].same);
	}
	ck_assert_uint_eq(u.s.job[0].warnings, claims[_i].count != NULL &&
	    !claims[_i].same);
	unit_import_close(&u);
}
END_TEST

/* Claims in a file of the same call count as well. */
START_TEST(test_claims_here)
{
	struct unit_import u;
	struct err e = { 0 };

	unit_import_store();
	unit_import_file("c.csv", C "\"c,1\",things,,2\n");
	unit_import_file("a.csv", T "1,a\n2,b\n");
	unit_import_open(&u, "a.csv c.csv");
	unit_import_run(&u);
	ck_assert_int_eq(attest_compare(&u.s, &e), 0);
	ck_assert_uint_eq(u.s.nattested, 1);
	ck_assert(str_is(u.s.attested[0].key, "c,1"));
	ck_assert(u.s.attested[0].same);
	unit_import_close(&u);
}
END_TEST

/* ---- what the log says of rows that a mapping file left out ---- */

static const struct {
	const char *rows, *note; /* NULL: nothing */
} left_out[] = {
	{ "1,a,on,x\n", NULL },
	{ "1,a,on,x\n2,b,off,x\n", "rows left out by the mapping file: 1 by "
	    "\"only\"" },
	{ "1,a,on,x\n2,b,on,y\n3,c,on,y\n", "rows left out by the mapping "
	    "file: 2 by \"except\"" },
	{ "1,a,on,x\n2,b,off,x\n3,c,on,y\n", "rows left out by the mapping "
	    "file: 1 by \"only\", 1 by \"except\"" },
};

START_TEST(test_left_out)
{
	struct unit_import u;
	struct store s;
	struct err e = { 0 };
	char text[100];
	const char *note;

	unit_import_store();
	unit_import_file("m.json", "{\"preaudit\":\"mapping/1\","
	    "\"register\":\"things\",\"columns\":[{\"column\":\"No\","
	    "\"field\":\"thing_id\"}],\"only\":{\"State\":[\"on\"]},"
	    "\"except\":{\"Kind\":[\"y\"]}}");
	snprintf(text, sizeof(text), "No,Name,State,Kind\n%s",
	    left_out[_i].rows);
	unit_import_file("a.csv", text);
	unit_import_open(&u, "--map m.json a.csv");
	unit_import_run(&u);
	unit_import_close(&u);
	ck_assert_msg(store_open(&s, "s", &e) == 0, "%s", e.msg);
	note = s.leaf[s.head.size - 1].u.batch.note;
	if (left_out[_i].note == NULL)
		ck_assert_ptr_null(note);
	else
		ck_assert_str_eq(note, left_out[_i].note);
	store_close(&s);
}
END_TEST

/* ---- a store whose data files are not what was signed ---- */

static const struct {
	unsigned batch;
	const char *reg, *words;
	bool prepares; /* it is found out when rows are read */
} damaged[] = {
	/* Its own register, one that it refers to, one that others do. */
	{ 3, "things", "--changes b.csv", true },
	{ 2, "people", "--changes b.csv", true },
	{ 3, "things", "--changes b.csv v.csv", false },
};

START_TEST(test_damaged)
{
	struct unit_import u;
	struct store_name at = store_name_data(damaged[_i].batch,
	    damaged[_i].reg);
	char *path = path_join("s", at.path);
	struct err e = { 0 };

	unit_import_store();
	unit_import_file("p.csv", "person_id,email\np1,a@x\n");
	unit_import_file("a.csv", "thing_id,name,owner\n1,a,p1\n");
	unit_import_file("b.csv", "thing_id,name,owner\n2,b,p1\n");
	unit_import_file("v.csv", "visit_id,place,thing\n1,x,2\n");
	unit_import("p.csv", NULL);
	unit_import("a.csv", NULL);
	unit_import_open(&u, damaged[_i].words);
	ck_assert_int_eq(truncate(path, 20), 0);
	jobs_order(&u.s, u.order);
	ck_assert_int_eq(batch_prepare(&u.s, u.order, &e), damaged[_i].prepares ?
	    0 : -1);
	if (damaged[_i].prepares)
		ck_assert_int_eq(batch_run(&u.s, &u.s.job[0], &e), -1);
	ck_assert_int_eq(e.code, ERR_INTEGRITY);
	ck_assert_msg(strstr(e.msg, at.path) != NULL, "%s", e.msg);
	session_close(&u.s);
	free(path);
}
END_TEST

UNIT_IMPORT_TEST(retired)
UNIT_IMPORT_TEST(kinds)
UNIT_IMPORT_TEST(same)

int
main(void)
{
	Suite *s = suite_create("batch");
	TCase *tc = tcase_create("all");

	tcase_add_checked_fixture(tc, unit_enter, unit_leave);
	UNIT_LOOP(tc, guards);
	UNIT_LOOP(tc, retired);
	UNIT_LOOP(tc, states);
	UNIT_LOOP(tc, kinds);
	UNIT_LOOP(tc, same);
	tcase_add_loop_test(tc, test_conditions, 0, 18);
	UNIT_LOOP(tc, claims);
	UNIT_LOOP(tc, left_out);
	UNIT_LOOP(tc, damaged);
	tcase_add_test(tc, test_claims_here);
	suite_add_tcase(s, tc);
	return unit_run(s);
}

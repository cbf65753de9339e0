/* SPDX-License-Identifier: Apache-2.0 */
/* A small standard in a temporary folder: right, and wrong in every way. */
#include <stdio.h>
#include <stdlib.h>

#include <check.h>

#include <sys/stat.h>

#include "shared/file/fileio.h"
#include "shared/model/standard.h"
#include "tests/lib/unit.h"

#define REG(name, key, more, keys)                                             \
	"{\"name\":\"" name "\",\"title\":\"T\",\"fields\":["                   \
	"{\"name\":\"" key "\",\"title\":\"Id\",\"type\":\"string\","           \
	"\"constraints\":{\"required\":true,\"unique\":true},"                 \
	"\"preaudit\":{\"type\":\"id\",\"need\":\"required\"}}" more "],"       \
	"\"primaryKey\":[\"" key "\"]" keys ",\"preaudit\":{\"purpose\":\"p\"," \
	"\"kind\":\"list\",\"personal\":false}}"

#define OWNER ",{\"name\":\"owner\",\"title\":\"Owner\",\"type\":\"string\","  \
	"\"preaudit\":{\"type\":\"ref\",\"ref\":\"people\","                    \
	"\"need\":\"optional\"}}"
#define OWNER_KEY ",\"foreignKeys\":[{\"fields\":[\"owner\"],\"reference\":{"  \
	"\"resource\":\"people\",\"fields\":[\"person_id\"]}}]"

#define MAIN "{\"name\":\"N\",\"edition\":\"2020\",\"disclaimer\":\"D\","      \
	"\"parameters\":{\"wait\":{\"days\":30,\"title\":\"Wait\"},"            \
	"\"age\":{\"months\":12,\"title\":\"Age\"}},"                           \
	"\"milestones\":[{\"id\":\"one\",\"title\":\"One\"},"                   \
	"{\"id\":\"two\",\"title\":\"Two\"}]}"
#define CLAUSES "[{\"number\":\"4\",\"title\":\"A\",\"assessed\":false},"      \
	"{\"number\":\"4.1\",\"title\":\"B\",\"assessed\":true}]"
#define LISTS "{\"duties\":{\"title\":\"Duties\",\"rows\":["                   \
	"{\"title\":\"First\",\"word\":\"first\",\"tags\":[\"a\",\"b\"],"       \
	"\"needed\":true},{\"word\":\"second\",\"title\":\"Second\","           \
	"\"tags\":[],\"needed\":false}]}}"

static char dir[UNIT_FOLDER_BYTES];

static void
put(const char *name, const char *text)
{
	char *path = path_join(dir, name), *slash = strrchr(path, '/');
	struct err e = { 0 };

	*slash = '\0';
	ck_assert_int_eq(dir_make(path, &e), 0);
	*slash = '/';
	ck_assert_msg(file_replace(path, str_of(text), 0644, &e) == 0, "%s",
	    e.msg);
	free(path);
}

static void
make(void)
{
	unit_folder(dir);
	put("standard.json", MAIN);
	put("clauses.json", CLAUSES);
	put("lists.json", LISTS);
	put("registers/services.json", REG("services", "service_id", OWNER,
	    OWNER_KEY));
	put("registers/people.json", REG("people", "person_id", "", ""));
	/* One name that begins like another: ascending all the same. */
	put("registers/people_old.json", REG("people_old", "old_id", "", ""));
	put("criteria/04-context.rules", "# rules\n");
	put("profiles/readiness.json", "{\"profile\":\"readiness\"}");
	put("example/anything.csv", "a,b\n");
	put(".hidden", "x");
}

static void
drop(void)
{
	struct err e;

	(void)dir_remove(dir, &e);
}

START_TEST(test_good)
{
	const struct parameter *p;
	struct err e = { 0 };
	struct standard s;

	ck_assert_msg(standard_load_dir(&s, dir, &e) == 0, "%s", e.msg);
	ck_assert_str_eq(s.name, "N");
	ck_assert_str_eq(s.amendment, "");
	ck_assert_uint_eq(s.nfiles, 8);
	ck_assert_str_eq(s.file[0].path, "clauses.json");
	ck_assert_uint_eq(strlen(s.file[7].sha256), 64);
	ck_assert_uint_eq(s.nregisters, 3);
	ck_assert_str_eq(s.reg[0].name, "people");
	ck_assert_str_eq(s.reg[1].name, "people_old");
	ck_assert_str_eq(s.reg[2].name, "services");
	ck_assert_int_eq(standard_register(&s, STR("services")), 2);
	ck_assert_int_eq(standard_register(&s, STR("service")), -1);
	ck_assert_int_eq(s.reg[2].field[1].ref_register, 0);
	ck_assert_uint_eq(s.nparameters, 2);
	ck_assert_str_eq(s.parameter[0].name, "age");
	p = standard_parameter(&s, STR("wait"));
	ck_assert(p != NULL && p->unit == UNIT_DAYS && p->value == 30);
	ck_assert_ptr_null(standard_parameter(&s, STR("w")));
	ck_assert_str_eq(s.milestone[1].id, "two");
	ck_assert_int_eq(standard_clause(&s, STR("4.1")), 1);
	ck_assert(!s.clause[0].assessed && s.clause[1].assessed);
	ck_assert_ptr_nonnull(standard_file(&s, "criteria/04-context.rules"));
	ck_assert_ptr_null(standard_file(&s, "example/anything.csv"));
	standard_free(&s);
}
END_TEST

START_TEST(test_lists)
{
	const struct coded_list *l;
	struct err e = { 0 };
	struct standard s;
	int i;

	ck_assert_int_eq(standard_load_dir(&s, dir, &e), 0);
	i = standard_list(&s, STR("duties"));
	ck_assert_int_eq(i, 0);
	l = &s.list[i];
	ck_assert_uint_eq(l->ncolumns, 4);
	ck_assert_uint_eq(l->nrows, 2);
	ck_assert_str_eq(l->column[0], "word");
	ck_assert_str_eq(l->column[1], "title");
	ck_assert(l->column_is_list[2] && !l->column_is_list[1]);
	ck_assert_str_eq(l->cell[0], "first");
	ck_assert_str_eq(l->cell[2], "a;b");
	ck_assert_str_eq(l->cell[3], "yes");
	ck_assert_str_eq(l->cell[4], "second");
	ck_assert_str_eq(l->cell[6], "");
	ck_assert_str_eq(l->cell[7], "no");
	standard_free(&s);
}
END_TEST

START_TEST(test_set)
{
	struct err e = { 0 };
	struct standard s;

	ck_assert_int_eq(standard_load_dir(&s, dir, &e), 0);
	ck_assert_int_eq(standard_set(&s, STR("wait"), 45, &e), 0);
	ck_assert_int_eq(standard_parameter(&s, STR("wait"))->value, 45);
	ck_assert_int_eq(standard_parameter(&s, STR("wait"))->given, 30);
	ck_assert_int_eq(standard_set(&s, STR("wiat"), 1, &e), -1);
	ck_assert_int_eq(e.code, ERR_USAGE);
	ck_assert_ptr_nonnull(strstr(e.msg, "is \"wait\" meant?"));
	ck_assert_int_eq(standard_set(&s, STR("wait"), -1, &e), -1);
	ck_assert_int_eq(e.code, ERR_USAGE);
	ck_assert_int_eq(standard_parameter(&s, STR("wait"))->value, 45);
	standard_free(&s);
}
END_TEST

/* Adopted files: name in a reference, bytes by hash from somewhere else. */
struct blobs {
	const struct standard *s;
};

static int
give(void *ctx, const char *sha256, struct buf *b, struct err *e)
{
	const struct standard *s = ((struct blobs *)ctx)->s;

	for (size_t i = 0; i < s->nfiles; i++)
		if (strcmp(s->file[i].sha256, sha256) == 0) {
			buf_str(b, s->file[i].text);
			return 0;
		}
	return err_set(e, ERR_INTEGRITY, "no blob %s", sha256);
}

START_TEST(test_adopted)
{
	struct standard_ref ref[8];
	struct standard s, again;
	struct blobs blobs = { &s };
	struct err e = { 0 };

	ck_assert_int_eq(standard_load_dir(&s, dir, &e), 0);
	/* In any order. */
	for (size_t i = 0; i < 8; i++)
		ref[i] = (struct standard_ref){ s.file[7 - i].path,
			s.file[7 - i].sha256 };
	ck_assert_msg(standard_load(&again, ref, 8, give, &blobs, &e) == 0,
	    "%s", e.msg);
	ck_assert_uint_eq(again.nregisters, 3);
	ck_assert_str_eq(again.file[0].path, "clauses.json");
	ck_assert_str_eq(again.file[0].sha256, s.file[0].sha256);
	standard_free(&again);
	ref[3].sha256 = "0";
	ck_assert_int_eq(standard_load(&again, ref, 8, give, &blobs, &e), -1);
	ck_assert_int_eq(e.code, ERR_INTEGRITY);
	ref[3] = ref[4];
	ck_assert_int_eq(standard_load(&again, ref, 8, give, &blobs, &e), -1);
	ck_assert_ptr_nonnull(strstr(e.msg, "is there twice"));
	standard_free(&s);
}
END_TEST

START_TEST(test_no_folder)
{
	struct err e = { 0 };
	struct standard s;

	ck_assert_int_eq(standard_load_dir(&s, "/nowhere/at/all", &e), -1);
	ck_assert_int_eq(e.code, ERR_NOT_FOUND);
}
END_TEST

static const struct {
	const char *file, *text; /* text NULL: the file is taken away */
	const char *say;
} bad[] = {
	{ "standard.json", NULL, "the standard has no standard.json" },
	{ "clauses.json", NULL, "the standard has no clauses.json" },
	{ "lists.json", NULL, "the standard has no lists.json" },
	{ "standard.json", "{", "standard.json line" },
	{ "standard.json", "[]", "standard.json: must be an object" },
	{ "standard.json", "{\"name\":\"N\",\"nmae\":1}",
	    "is \"name\" meant?" },
	{ "standard.json", "{\"name\":\"N\",\"edition\":\"1\","
	    "\"disclaimer\":\"D\",\"parameters\":{\"p\":{\"title\":\"T\"}},"
	    "\"milestones\":[]}", "parameters.p: needs exactly one" },
	{ "standard.json", "{\"name\":\"N\",\"edition\":\"1\","
	    "\"disclaimer\":\"D\",\"parameters\":{\"p\":{\"title\":\"T\","
	    "\"days\":1,\"months\":1}},\"milestones\":[]}",
	    "needs exactly one" },
	{ "standard.json", "{\"name\":\"N\",\"edition\":\"1\","
	    "\"disclaimer\":\"D\",\"parameters\":{\"p\":{\"title\":\"T\","
	    "\"days\":-1}},\"milestones\":[]}", "whole number from 0" },
	{ "standard.json", "{\"name\":\"N\",\"edition\":\"1\","
	    "\"disclaimer\":\"D\",\"parameters\":{\"p\":{\"title\":\"T\","
	    "\"days\":\"3\"}},\"milestones\":[]}", "whole number from 0" },
	{ "standard.json", "{\"name\":\"N\",\"edition\":\"1\","
	    "\"disclaimer\":\"D\",\"parameters\":{},\"milestones\":["
	    "{\"id\":\"a\",\"title\":\"A\"},{\"id\":\"a\",\"title\":\"B\"}]}",
	    "milestones[1]: \"a\" is doubled" },
	{ "clauses.json", "[]", "1 to" },
	{ "clauses.json", "[{\"number\":\"4\",\"title\":\"A\"}]",
	    "clauses.json: [0]: member \"assessed\" is missing" },
	{ "clauses.json", "[{\"number\":\"04\",\"title\":\"A\","
	    "\"assessed\":true}]", "is no clause number" },
	{ "clauses.json", "[{\"number\":\"4.\",\"title\":\"A\","
	    "\"assessed\":true}]", "is no clause number" },
	{ "clauses.json", "[{\"number\":\"4.1\",\"title\":\"A\","
	    "\"assessed\":true}]", "clause 4, to which it belongs" },
	{ "clauses.json", "[{\"number\":\"4\",\"title\":\"A\","
	    "\"assessed\":true},{\"number\":\"4\",\"title\":\"A\","
	    "\"assessed\":true}]", "is there twice" },
	{ "lists.json", "[]", "must be an object" },
	{ "lists.json", "{\"l\":{\"title\":\"T\",\"rows\":[]}}",
	    "\"rows\" is empty" },
	{ "lists.json", "{\"l\":{\"title\":\"T\",\"rows\":[{\"a\":\"b\"}]}}",
	    "a row is an object with \"word\"" },
	{ "lists.json", "{\"l\":{\"title\":\"T\",\"rows\":[{\"word\":\"a\"},"
	    "{\"word\":\"a\"}]}}", "the word \"a\" is doubled" },
	{ "lists.json", "{\"l\":{\"title\":\"T\",\"rows\":[{\"word\":\"a\"},"
	    "{\"word\":\"b\",\"x\":\"y\"}]}}",
	    "l.rows[1]: unknown member \"x\"" },
	{ "lists.json", "{\"l\":{\"title\":\"T\",\"rows\":[{\"word\":\"a\","
	    "\"x\":\"y\"},{\"word\":\"b\"}]}}",
	    "l.rows[1]: member \"x\" is missing" },
	{ "lists.json", "{\"l\":{\"title\":\"T\",\"rows\":[{\"word\":\"a\","
	    "\"x\":\"y\"},{\"word\":\"b\",\"x\":[]}]}}",
	    "l.rows[1].x: must not be an array" },
	{ "lists.json", "{\"l\":{\"title\":\"T\",\"rows\":[{\"word\":\"a\","
	    "\"x\":7}]}}", "must be text, true or false" },
	{ "lists.json", "{\"l\":{\"title\":\"T\",\"rows\":[{\"word\":\"a\","
	    "\"x\":[\"p\",\"p\"]}]}}", "\"p\" is doubled" },
	{ "lists.json", "{\"l\":{\"title\":\"T\",\"rows\":[{\"word\":\"A\"}]}}",
	    "cannot be a word" },
	{ "lists.json", "{\"L\":{\"title\":\"T\",\"rows\":[{\"word\":\"a\"}]}}",
	    "cannot be a list's name" },
	{ "registers/people.json", NULL,
	    "services.json: owner: there is no register \"people\"" },
	{ "registers/people.json", REG("persons", "person_id", "", ""),
	    "the register is called \"persons\"" },
	{ "registers/people.json", REG("people", "id", "", ""),
	    "the key of people is \"id\"" },
	{ "registers/people.json", "{\"name\":\"people\"}",
	    "registers/people.json: member" },
	{ "registers/People2.json", "{}", "does not belong into a standard" },
	{ "registers/people.json.bak", "{}",
	    "does not belong into a standard" },
	{ "notes.txt", "x", "notes.txt does not belong" },
	{ "criterion/x.rules", "x", "does not belong into a standard" },
	{ "criteria/deep/x.rules", "x", "does not belong into a standard" },
	{ "criteria/04.rules", "a\xff", "criteria/04.rules: byte 1 is not" },
	{ "profiles/other.json", "{\"profile\":\"readiness\"}",
	    "\"profile\" must be \"other\"" },
	{ "profiles/other.json", "{", "profiles/other.json line" },
};

START_TEST(test_bad)
{
	struct err e = { 0 };
	struct standard s;

	if (bad[_i].text == NULL) {
		char *path = path_join(dir, bad[_i].file);

		ck_assert_int_eq(remove(path), 0);
		free(path);
	} else if (strstr(bad[_i].file, "/deep/") != NULL) {
		char *path = path_join(dir, "criteria/deep");

		ck_assert_int_eq(mkdir(path, 0755), 0);
		free(path);
		put(bad[_i].file, bad[_i].text);
	} else {
		put(bad[_i].file, bad[_i].text);
	}
	ck_assert_msg(standard_load_dir(&s, dir, &e) == -1, "accepted: %s",
	    bad[_i].text);
	ck_assert_int_eq(e.code, ERR_CONFIG);
	ck_assert_msg(strstr(e.msg, bad[_i].say) != NULL, "\"%s\" lacks \"%s\"",
	    e.msg, bad[_i].say);
}
END_TEST

/* More registers than a dataset has room for. */
START_TEST(test_too_many)
{
	struct err e = { 0 };
	struct standard s;

	for (int i = 0; i < 62; i++) {
		char name[40], text[600];

		snprintf(name, sizeof(name), "registers/r%d.json", i);
		snprintf(text, sizeof(text), REG("r%d", "id", "", ""), i);
		put(name, text);
	}
	ck_assert_int_eq(standard_load_dir(&s, dir, &e), -1);
	ck_assert_ptr_nonnull(strstr(e.msg, "at most 64 registers"));
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("standard");
	TCase *t = tcase_create("all");

	tcase_add_checked_fixture(t, make, drop);
	tcase_add_test(t, test_good);
	tcase_add_test(t, test_lists);
	tcase_add_test(t, test_set);
	tcase_add_test(t, test_adopted);
	tcase_add_test(t, test_no_folder);
	tcase_add_loop_test(t, test_bad, 0, sizeof(bad) / sizeof(bad[0]));
	tcase_add_test(t, test_too_many);
	suite_add_tcase(s, t);
	return unit_run(s);
}

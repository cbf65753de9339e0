/* SPDX-License-Identifier: Apache-2.0 */
/* Reference resolution, alone. */
#include <stdio.h>
#include <stdlib.h>

#include <check.h>

#include "shared/model/table/table.h"
#include "tests/lib/unit.h"

static struct resolver *
people(void)
{
	struct resolver *r = resolver_new();

	resolver_add_key(r, STR("P1"), 0);
	resolver_add_key(r, STR("P2"), 1);
	resolver_add_key(r, STR("P3"), 2);
	resolver_add_lookup(r, STR("ada@example.org"), 0);
	resolver_add_lookup(r, STR("Ada M\xc3\xbcller"), 0);
	resolver_add_lookup(r, STR("Bo Berg"), 1);
	resolver_add_lookup(r, STR("BO  BERG"), 2);
	/* A name that is another record's key. */
	resolver_add_lookup(r, STR("P3"), 1);
	resolver_add_lookup(r, STR(""), 1);
	return r;
}

static const struct {
	const char *text;
	enum resolved answer;
	uint32_t record;
} find[] = {
	{ "P1", RESOLVED, 0 }, { "P2", RESOLVED, 1 },
	{ "p1", RESOLVE_UNKNOWN, 0 },       /* keys as they are */
	{ "P3", RESOLVED, 2 },              /* a key goes before a name */
	{ "ADA@Example.ORG", RESOLVED, 0 }, { "ada muller", RESOLVED, 0 },
	{ "  Ada   M\xc3\x9cLLER ", RESOLVED, 0 },
	{ "Bo Berg", RESOLVE_AMBIGUOUS, 0 },
	{ "p3", RESOLVED, 1 }, { "", RESOLVE_UNKNOWN, 0 },
	{ "Cy", RESOLVE_UNKNOWN, 0 },
};

START_TEST(test_find)
{
	struct resolver *r = people();
	uint32_t record = 77;
	enum resolved got = resolver_find(r, str_of(find[_i].text), &record);

	ck_assert_msg(got == find[_i].answer, "%s: %d", find[_i].text,
	    (int)got);
	if (got == RESOLVED)
		ck_assert_uint_eq(record, find[_i].record);
	resolver_free(r);
}
END_TEST

START_TEST(test_empty)
{
	struct resolver *r = resolver_new();
	uint32_t record;

	ck_assert_int_eq(resolver_find(r, STR("x"), &record),
	    RESOLVE_UNKNOWN);
	resolver_free(r);
	resolver_free(NULL);
}
END_TEST

/* The same record under one value twice (its name is its e-mail) is no doubt. */
START_TEST(test_same_record)
{
	struct resolver *r = resolver_new();
	uint32_t record;

	resolver_add_lookup(r, STR("x@example.org"), 4);
	resolver_add_lookup(r, STR("X@example.org"), 4);
	ck_assert_int_eq(resolver_find(r, STR("x@EXAMPLE.org"), &record),
	    RESOLVED);
	ck_assert_uint_eq(record, 4);
	resolver_free(r);
}
END_TEST

START_TEST(test_many)
{
	static char key[5000][12];
	struct resolver *r = resolver_new();
	uint32_t record;

	for (uint32_t i = 0; i < 5000; i++) {
		snprintf(key[i], sizeof(key[i]), "K%u", i);
		resolver_add_key(r, str_of(key[i]), i);
		snprintf(key[i], sizeof(key[i]), "N%u", i);
		resolver_add_lookup(r, str_of(key[i]), i);
		snprintf(key[i], sizeof(key[i]), "K%u", i);
	}
	for (uint32_t i = 0; i < 5000; i++) {
		char name[12];

		snprintf(name, sizeof(name), "n%u", i);
		ck_assert_int_eq(resolver_find(r, str_of(key[i]), &record),
		    RESOLVED);
		ck_assert_uint_eq(record, i);
		ck_assert_int_eq(resolver_find(r, str_of(name), &record),
		    RESOLVED);
		ck_assert_uint_eq(record, i);
	}
	resolver_free(r);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("resolver");
	TCase *t = tcase_create("all");

	tcase_add_loop_test(t, test_find, 0, sizeof(find) / sizeof(find[0]));
	tcase_add_test(t, test_empty);
	tcase_add_test(t, test_same_record);
	tcase_add_test(t, test_many);
	suite_add_tcase(s, t);
	return unit_run(s);
}

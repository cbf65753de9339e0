/* SPDX-License-Identifier: Apache-2.0 */
/* Spellings of a field's words, and how a message lists them. */
#include <stdio.h>

#include "importer/map/synonyms.h"
#include "tests/lib/registers.h"
#include "tests/lib/unit.h"

static struct field_word words[] = {
	{ .word = "live", .alias = (const char *[]){ "In use", "NCm" },
	    .naliases = 2 },
	{ .word = "planned", .alias = (const char *[]){ "In Use", "geplant",
	    "NCM", "Shared" }, .naliases = 4 },
	{ .word = "retired", .alias = (const char *[]){ "shared", "live.",
	    "Gel\xc3\xb6scht" }, .naliases = 3 },
};
static struct field field = { .name = "status", .title = "Status", .word = words,
	.nwords = 3 };

static const struct {
	const char *text;
	int word;
} finds[] = {
	{ "live", 0 }, { "LIVE", WORD_TWO }, { "planned", 1 },
	{ "Planned", 1 }, { "GEPLANT", 1 }, { "retired", 2 }, { "geloscht", 2 },
	/* To the letter first; what folds to two words is none of them. */
	{ "In use", 0 }, { "In Use", 1 }, { "in use", WORD_TWO },
	{ "NCm", 0 }, { "NCM", 1 }, { "ncm", WORD_TWO }, { "SHARED", WORD_TWO },
	{ "lived", WORD_UNKNOWN }, { "plan", WORD_UNKNOWN },
	{ "zz", WORD_UNKNOWN }, { "", WORD_UNKNOWN },
};

START_TEST(test_find)
{
	struct synonyms *w = synonyms_new(&field);

	ck_assert_int_eq(synonyms_find(w, str_of(finds[_i].text)),
	    finds[_i].word);
	synonyms_free(w);
	synonyms_free(NULL);
}
END_TEST

/* What it remembers, also of texts as long as each other, makes no difference. */
START_TEST(test_remembered)
{
	enum { N = sizeof(finds) / sizeof(*finds) };
	struct synonyms *w = synonyms_new(&field);
	char text[80];

	for (int round = 0; round < 3; round++)
		for (int i = 0; i < N; i++)
			for (int again = 0; again < 2; again++)
				ck_assert_int_eq(synonyms_find(w,
				    str_of(finds[i].text)), finds[i].word);
	/* More than it remembers, and longer ones. */
	for (int i = 0; i < 2000; i++) {
		snprintf(text, sizeof(text), "%0*d", 1 + i % 70, i);
		ck_assert_int_eq(synonyms_find(w, str_of(text)), WORD_UNKNOWN);
	}
	ck_assert_int_eq(synonyms_find(w, STR("geplant")), 1);
	synonyms_free(w);
}
END_TEST

START_TEST(test_suggest)
{
	struct synonyms *w = synonyms_new(&field);

	ck_assert_str_eq(synonyms_suggest(w, STR("Planed")), "planned");
	ck_assert_ptr_null(synonyms_suggest(w, STR("something else")));
	synonyms_free(w);
}
END_TEST

static const struct {
	size_t nwords;
	const char *list;
} lists[] = {
	{ 1, "w0" }, { 3, "w0, w1, w2" },
	{ 20, "w0, w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11, w12, w13, "
	    "w14, w15, w16, w17, w18, w19" },
	{ 21, "w0, w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11, w12, w13, "
	    "w14, w15, and 5 more (preaudit-import registers lists them)" },
};

START_TEST(test_list)
{
	struct field_word many[21];
	char name[21][4];
	struct field f = { .word = many, .nwords = lists[_i].nwords };
	struct buf b;

	for (size_t i = 0; i < f.nwords; i++) {
		snprintf(name[i], sizeof(name[i]), "w%zu", i);
		many[i] = (struct field_word){ .word = name[i] };
	}
	buf_init(&b, BUF_MAX_DEFAULT);
	synonyms_list(&f, &b);
	ck_assert_str_eq(buf_cstr(&b), lists[_i].list);
	buf_fini(&b);
}
END_TEST

#define LOOP(tc, test, table) \
	tcase_add_loop_test(tc, test, 0, (int)(sizeof(table) / sizeof(*table)))

int
main(void)
{
	Suite *s = suite_create("synonyms");
	TCase *tc = tcase_create("all");

	LOOP(tc, test_find, finds);
	LOOP(tc, test_list, lists);
	tcase_add_test(tc, test_remembered);
	tcase_add_test(tc, test_suggest);
	suite_add_tcase(s, tc);
	return unit_run(s);
}

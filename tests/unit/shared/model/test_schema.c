/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Register files: one that is right, and for every rule one that breaks it.
 * The broken ones are made from the right one by replacing a piece of text.
 */
#include <stdlib.h>

#include <check.h>

#include "shared/model/schema.h"
#include "tests/lib/unit.h"

static const char good[] =
    "{\"$schema\":\"https://datapackage.org/profiles/2.0/tableschema.json\",\n"
    "\"name\":\"training\",\"title\":\"Training\",\"fields\":[\n"
    "{\"name\":\"training_id\",\"title\":\"Id\",\"type\":\"string\","
    "\"constraints\":{\"required\":true,\"unique\":true},"
    "\"preaudit\":{\"type\":\"id\",\"need\":\"required\","
    "\"aliases\":{\"en\":[\"Record ID\",\"No.\"],\"de\":[\"Nr.\"]}}},\n"
    "{\"name\":\"person\",\"title\":\"Person\",\"type\":\"string\","
    "\"preaudit\":{\"type\":\"ref\",\"ref\":\"people\","
    "\"need\":\"required\",\"empty_means\":\"all\"}},\n"
    "{\"name\":\"topics\",\"title\":\"Topics\",\"type\":\"list\","
    "\"itemType\":\"string\",\"delimiter\":\";\","
    "\"preaudit\":{\"type\":\"word\",\"list\":true,\"need\":\"optional\","
    "\"words\":{\"policy\":[\"Policies\",\"Richtlinie\"],"
    "\"objectives\":[]}}},\n"
    "{\"name\":\"status\",\"title\":\"Status\",\"type\":\"string\","
    "\"constraints\":{\"enum\":[\"done\",\"open\"]},"
    "\"preaudit\":{\"type\":\"word\",\"need\":\"optional\","
    "\"words\":{\"done\":[\"Completed\"],\"open\":[]}}},\n"
    "{\"name\":\"score\",\"title\":\"Score\",\"type\":\"number\","
    "\"preaudit\":{\"type\":\"percent\",\"need\":\"optional\"}},\n"
    "{\"name\":\"passed\",\"title\":\"Passed\",\"type\":\"boolean\","
    "\"trueValues\":[\"yes\"],\"falseValues\":[\"no\"],"
    "\"preaudit\":{\"type\":\"yes-no\",\"need\":\"optional\"}},\n"
    "{\"name\":\"done_on\",\"title\":\"Done on\",\"type\":\"date\","
    "\"preaudit\":{\"type\":\"date\",\"need\":\"conditional\","
    "\"note\":\"when done\"}},\n"
    "{\"name\":\"title\",\"title\":\"Title\",\"type\":\"string\","
    "\"preaudit\":{\"type\":\"text\",\"need\":\"optional\"}}],\n"
    "\"primaryKey\":[\"training_id\"],\n"
    "\"foreignKeys\":[{\"fields\":[\"person\"],\"reference\":"
    "{\"resource\":\"people\",\"fields\":[\"person_id\"]}}],\n"
    "\"preaudit\":{\"purpose\":\"Who learnt what\",\"kind\":\"record\","
    "\"personal\":true,\"derive_key\":[[\"person\"],"
    "[\"title\",\"done_on\"]],\"lookup\":[\"title\"]}}";

/* The good text with the first `from` replaced. */
static char *
changed(const char *from, const char *to)
{
	const char *at = strstr(good, from);
	size_t n = sizeof(good) + strlen(to), k;
	char *z = malloc(n);

	ck_assert_msg(at != NULL, "not in the text: %s", from);
	ck_assert_ptr_nonnull(z);
	k = (size_t)(at - good);
	memcpy(z, good, k);
	memcpy(z + k, to, strlen(to));
	memcpy(z + k + strlen(to), at + strlen(from), strlen(at + strlen(from))
	    + 1);
	return z;
}

START_TEST(absence)
{
	struct arena a = { .head = NULL };
	struct err e = { 0 };
	struct schema s;
	char *z = changed("\"type\":\"percent\",", "\"type\":\"percent\","
	    "\"absent_beside\":[\"person\",\"topics\"],");

	ck_assert_msg(schema_parse(&s, str_of(z), "t.json", &a, &e) == 0, "%s",
	    e.msg);
	ck_assert(!s.field[4].absent_means_empty);
	ck_assert_uint_eq(s.field[4].nbeside, 2);
	ck_assert_uint_eq(s.field[4].beside[1], 2);
	free(z);
	z = changed("\"type\":\"percent\",", "\"type\":\"percent\","
	    "\"absent_means\":\"empty\",");
	ck_assert_int_eq(schema_parse(&s, str_of(z), "t.json", &a, &e), 0);
	ck_assert(s.field[4].absent_means_empty && s.field[4].nbeside == 0);
	ck_assert(!s.field[3].absent_means_empty);
	free(z);
	arena_fini(&a);
}
END_TEST

START_TEST(test_good)
{
	struct arena a = { .head = NULL };
	struct err e = { 0 };
	struct schema s;

	ck_assert_msg(schema_parse(&s, STR(good), "training.json", &a, &e) ==
	    0, "%s", e.msg);
	ck_assert_str_eq(s.name, "training");
	ck_assert_str_eq(s.purpose, "Who learnt what");
	ck_assert(!s.is_list && s.personal);
	ck_assert_uint_eq(s.nfields, 8);
	ck_assert_uint_eq(s.key, 0);
	ck_assert(s.field[0].is_key && !s.field[1].is_key);
	ck_assert_uint_eq(s.field[0].naliases, 3);
	ck_assert_str_eq(s.field[0].alias[2].lang, "de");
	ck_assert_str_eq(s.field[0].alias[2].header, "Nr.");
	ck_assert_str_eq(s.field[0].note, "");
	ck_assert_int_eq(s.field[1].type, FIELD_REF);
	ck_assert_str_eq(s.field[1].ref, "people");
	ck_assert_str_eq(s.field[1].ref_key, "person_id");
	ck_assert_int_eq(s.field[1].ref_register, -1);
	ck_assert(s.field[1].empty_means_all);
	ck_assert(s.field[2].list && s.field[2].type == FIELD_WORD);
	ck_assert_uint_eq(s.field[2].word[0].naliases, 2);
	ck_assert_str_eq(s.field[2].word[0].alias[1], "Richtlinie");
	ck_assert_int_eq(field_word_index(&s.field[2], STR("objectives")), 1);
	ck_assert_int_eq(field_word_index(&s.field[2], STR("Policies")), -1);
	ck_assert_int_eq(s.field[4].type, FIELD_PERCENT);
	ck_assert_int_eq(s.field[6].need, NEED_CONDITIONAL);
	ck_assert_str_eq(s.field[6].note, "when done");
	ck_assert_int_eq(schema_field(&s, STR("title")), 7);
	ck_assert_int_eq(schema_field(&s, STR("titl")), -1);
	ck_assert_uint_eq(s.nderive, 2);
	ck_assert_uint_eq(s.derive[1].n, 2);
	ck_assert_uint_eq(s.derive[1].field[1], 6);
	ck_assert_uint_eq(s.nlookup, 1);
	ck_assert_uint_eq(s.lookup[0], 7);
	ck_assert_uint_eq(strlen(s.sha256), 64);
	arena_fini(&a);
}
END_TEST

static const struct {
	const char *from, *to; /* what is changed */
	const char *say;       /* part of the message */
} bad[] = {
	{ "\"name\":\"training\",", "", "member \"name\" is missing" },
	{ "\"training\"", "\"Training\"", "cannot be a register name" },
	{ "\"title\":\"Training\"", "\"titel\":\"x\"", "is \"title\" meant?" },
	{ "\"title\":\"Training\"", "\"title\":\" \"", "\"title\" is empty" },
	{ "\"title\":\"Training\"", "\"title\":7", "must be text" },
	{ "{\"$schema\"", "[{\"$schema\"", "training.json" },
	{ "\"training_id\"", "\"Training_id\"", "cannot be a field name" },
	{ "\"name\":\"score\"", "\"name\":\"salt\"", "column \"salt\"" },
	{ "\"name\":\"score\"", "\"name\":\"batch\"", "column \"batch\"" },
	{ "\"name\":\"score\"", "\"name\":\"passed\"", "is there twice" },
	{ "\"type\":\"percent\"", "\"type\":\"percnt\"",
	    "is \"percent\" meant?" },
	{ "\"type\":\"percent\"", "\"type\":\"zzzzzz\"", "known are id" },
	{ "\"type\":\"percent\"", "\"type\":\"date\"",
	    "\"type\" must be \"date\"" },
	{ "\"preaudit\":{\"type\":\"percent\"",
	    "\"colour\":1,\"preaudit\":{\"type\":\"percent\"",
	    "unknown member \"colour\"" },
	{ "\"type\":\"percent\",", "\"type\":\"percent\",\"listt\":true,",
	    "is \"list\" meant?" },
	{ "\"type\":\"percent\",", "\"type\":\"percent\",\"ref\":\"people\",",
	    "\"ref\" is only for" },
	{ "\"type\":\"percent\",", "\"type\":\"percent\",\"words\":{\"a\":[]},",
	    "\"words\" is only for" },
	{ "\"type\":\"percent\",",
	    "\"type\":\"percent\",\"empty_means\":\"all\",",
	    "\"empty_means\" is only for" },
	{ "\"empty_means\":\"all\"", "\"empty_means\":\"none\"",
	    "can only be \"all\"" },
	{ "\"type\":\"percent\",",
	    "\"type\":\"percent\",\"absent_means\":\"no\",",
	    "\"absent_means\" can only be \"empty\"" },
	{ "\"type\":\"percent\",",
	    "\"type\":\"percent\",\"absent_beside\":[\"nobody\"],",
	    "nobody" },
	{ "\"type\":\"percent\",", "\"type\":\"percent\","
	    "\"absent_means\":\"empty\",\"absent_beside\":[\"person\"],",
	    "\"absent_beside\" names other fields" },
	{ "\"type\":\"percent\",", "\"type\":\"percent\",\"list\":true,",
	    "list of type percent" },
	{ "\"type\":\"percent\",", "\"type\":\"percent\",\"list\":\"yes\",",
	    "must be true or false" },
	{ "\"ref\":\"people\",", "", "a ref needs \"ref\"" },
	{ "\"need\":\"conditional\"", "\"need\":\"maybe\"",
	    "required, conditional or optional" },
	{ "\"need\":\"conditional\",", "", "member \"need\" is missing" },
	{ "\"words\":{\"done\":[\"Completed\"],\"open\":[]}", "\"note\":\"x\"",
	    "a word field needs \"words\"" },
	{ "{\"done\":[\"Completed\"],\"open\":[]}", "{}",
	    "must be an object with 1 to" },
	{ "\"done\":[\"Completed\"]", "\"Done\":[]", "cannot be a word" },
	{ "\"done\":[\"Completed\"]", "\"done\":\"Completed\"",
	    "needs an array of spellings" },
	{ "\"done\":[\"Completed\"]", "\"done\":[\"done\"]",
	    "doubled among its own" },
	{ "\"done\":[\"Completed\"]", "\"done\":[\"A\",\"A\"]",
	    "\"A\" is doubled" },
	{ "\"done\":[\"Completed\"]", "\"done\":[\"OPEN \"]",
	    "stands for both" },
	{ "\"open\":[]", "\"open\":[\"completed\"]",
	    "\"completed\" stands for both \"done\" and \"open\"" },
	{ "\"open\":[]", "\"open\":[],\"open\":[]", "training.json line" },
	{ "\"enum\":[\"done\",\"open\"]", "\"enum\":[\"done\"]",
	    "needs \"enum\"" },
	{ "\"enum\":[\"done\",\"open\"]", "\"enum\":[\"open\",\"done\"]",
	    "\"enum\" has \"open\" where" },
	{ "\"itemType\":\"string\",", "", "\"itemType\" must be" },
	{ "\"delimiter\":\";\"", "\"delimiter\":\",\"",
	    "\"delimiter\" must be" },
	{ "\"trueValues\":[\"yes\"]", "\"trueValues\":[\"true\"]",
	    "must be [\"yes\"]" },
	{ "\"falseValues\":[\"no\"],", "", "\"falseValues\" must be" },
	{ "\"title\":\"Score\",", "\"title\":\"Score\",\"delimiter\":\";\",",
	    "does not belong here" },
	{ "\"required\":true,", "", "come together" },
	{ "\"title\":\"Score\",", "\"title\":\"Score\",\"constraints\":"
	    "{\"required\":true,\"unique\":true},", "to no other field" },
	{ "\"en\":[\"Record ID\",\"No.\"]", "\"en\":[\"No.\",\"No.\"]",
	    "\"No.\" is doubled" },
	{ "\"aliases\":", "\"reversed\":{},\"aliases\":",
	    "\"reversed\" is only for" },
	{ "\"aliases\":", "\"joined\":{},\"aliases\":",
	    "\"joined\" is only for" },
	{ "\"aliases\":", "\"joined_with\":\": \",\"aliases\":",
	    "\"joined_with\" is only for" },
	{ "\"aliases\":", "\"choose\":\"last\",\"aliases\":",
	    "\"choose\" can only be" },
	{ "\"aliases\":", "\"units\":{\"h\":2},\"aliases\":",
	    "only for numbers" },
	{ "\"aliases\":", "\"context\":[{\"headers\":[\"No.\"]}],"
	    "\"aliases\":", "one of \"with\" and \"without\"" },
	{ "\"aliases\":", "\"context\":[{\"headers\":[],\"with\":[\"x\"]}],"
	    "\"aliases\":", "needs \"headers\"" },
	{ "\"aliases\":", "\"context\":[{\"headers\":[\"No.\"],"
	    "\"with\":[7]}],\"aliases\":", "element 1 is no text" },
	{ "\"empty_means\":\"all\"", "\"joined\":{\"en\":[\"Name\"]}",
	    "2 to 4 headers" },
	{ "\"empty_means\":\"all\"", "\"joined\":{\"en\":[\"A + \"]}",
	    "2 to 4 headers" },
	{ "\"type\":\"yes-no\",", "\"type\":\"yes-no\","
	    "\"words\":{\"maybe\":[]},", "are \"yes\" and \"no\"" },
	{ "\"lookup\":[\"title\"]",
	    "\"lookup\":[],\"unused\":[\"Phone\"]",
	    "\"unused\" must be an object" },
	{ "\"en\":[\"Record ID\",\"No.\"]", "\"english!\":[]",
	    "is no language" },
	{ "\"en\":[\"Record ID\",\"No.\"]", "\"en\":\"No.\"",
	    "must be an array of headers" },
	{ "\"en\":[\"Record ID\",\"No.\"]", "\"en\":[\"\"]",
	    "header 1 is no text" },
	{ "\"primaryKey\":[\"training_id\"]", "\"primaryKey\":[]",
	    "the one key field" },
	{ "\"primaryKey\":[\"training_id\"]", "\"primaryKey\":[\"training\"]",
	    "there is no field \"training\"" },
	{ "\"primaryKey\":[\"training_id\"]", "\"primaryKey\":[\"title\"]",
	    "must be of type id" },
	{ "\"foreignKeys\":[{\"fields\":[\"person\"]",
	    "\"foreignKeys\":[{\"fields\":[\"title\"]", "is no single ref" },
	{ "\"resource\":\"people\"", "\"resource\":\"services\"",
	    "points to \"people\"" },
	{ "\"resource\":\"people\",", "", "the resource is \"training\"" },
	{ "\"foreignKeys\":[{\"fields\":[\"person\"],\"reference\":"
	    "{\"resource\":\"people\",\"fields\":[\"person_id\"]}}],", "",
	    "the ref \"person\" is missing" },
	{ "\"kind\":\"record\"", "\"kind\":\"records\"", "list or record" },
	{ "\"personal\":true,", "", "member \"personal\" is missing" },
	{ "[[\"person\"]", "[[\"persn\"]", "is \"person\" meant?" },
	{ "[[\"person\"]", "[[\"training_id\"]", "the key itself" },
	{ "[[\"person\"]", "[[\"topics\"]", "a list" },
	{ "[[\"person\"]", "[[\"title\"]", "\"title\" is used twice" },
	{ "[[\"person\"]", "[[]", "1 to 4 fields" },
	{ "[[\"person\"]", "[\"person\"", "1 to 4 fields" },
	{ "\"lookup\":[\"title\"]", "\"lookup\":[\"titel\"]",
	    "is \"title\" meant?" },
	{ "\"lookup\":[\"title\"]", "\"lookup\":[\"score\"]",
	    "\"score\" cannot serve" },
	{ "\"lookup\":[\"title\"]", "\"lookup\":[\"title\",\"title\"]",
	    "is there twice" },
};

/* Every refusal names the file and is a matter of configuration. */
START_TEST(test_bad)
{
	char *z = changed(bad[_i].from, bad[_i].to);
	struct arena a = { .head = NULL };
	struct err e = { 0 };
	struct schema s;

	ck_assert_msg(schema_parse(&s, str_of(z), "training.json", &a, &e) ==
	    -1, "accepted: %s", bad[_i].to);
	ck_assert_int_eq(e.code, ERR_CONFIG);
	ck_assert_msg(strncmp(e.msg, "training.json", 13) == 0, "%s", e.msg);
	ck_assert_msg(strstr(e.msg, bad[_i].say) != NULL, "\"%s\" lacks \"%s\"",
	    e.msg, bad[_i].say);
	arena_fini(&a);
	free(z);
}
END_TEST

START_TEST(test_type_names)
{
	ck_assert_str_eq(field_type_name(FIELD_YESNO), "yes-no");
	ck_assert_str_eq(field_type_name(FIELD_CLAUSE), "clause");
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("schema");
	TCase *t = tcase_create("all");

	tcase_add_test(t, absence);
	tcase_add_test(t, test_good);
	tcase_add_loop_test(t, test_bad, 0, sizeof(bad) / sizeof(bad[0]));
	tcase_add_test(t, test_type_names);
	suite_add_tcase(s, t);
	return unit_run(s);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Tokens of the criteria language, with their places. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "shared/rules/syntax/ast.h"
#include "tests/lib/unit.h"

/* Tokens as "KIND:text@line:column", joined with blanks. */
static const char *
tokens(const char *text)
{
	static const char letter[] = { 'E', 'N', '#', 'D', 'S', 'P', '!' };
	static char out[4096];
	struct lexer l;
	struct token t;
	size_t n = 0;

	lex_init(&l, str_of(text), "f");
	do {
		t = lex_next(&l);
		n += (size_t)snprintf(out + n, sizeof(out) - n,
		    "%s%c:%.*s@%u:%u", n == 0 ? "" : " ", letter[t.kind],
		    STR_ARG(t.text), t.place.line, t.place.column);
	} while (t.kind != TOK_END && n < sizeof(out) - 100);
	return out;
}

static const struct {
	const char *text, *want;
} cases[] = {
	{ "", "E:@1:1" },
	{ "# only a comment", "E:@1:17" },
	{ "s.in_scope", "N:s@1:1 P:.@1:2 N:in_scope@1:3 E:@1:11" },
	{ "a>=2 b!=3<4", "N:a@1:1 P:>=@1:2 #:2@1:4 N:b@1:6 P:!=@1:7 #:3@1:9 "
	    "P:<@1:10 #:4@1:11 E:@1:12" },
	{ "2024-02-23", "D:2024-02-23@1:1 E:@1:11" },
	{ "2024-02-30", "!:2024@1:1 P:-@1:5 #:02@1:6 P:-@1:8 #:30@1:9 E:@1:11" },
	{ "2024 - 2", "#:2024@1:1 P:-@1:6 #:2@1:8 E:@1:9" },
	{ "8.5.1.2", "#:8.5.1.2@1:1 E:@1:8" },
	{ "3.", "#:3@1:1 P:.@1:2 E:@1:3" },
	{ "3x", "!:3@1:1 N:x@1:2 E:@1:3" },
	{ "\"a b\" c", "S:a b@1:1 N:c@1:7 E:@1:8" },
	{ "\"open\nx", "!:@1:1 N:x@2:1 E:@2:2" },
	{ "a\n\tb # c\r\n  d", "N:a@1:1 N:b@2:2 N:d@3:3 E:@3:4" },
	{ "\"\xc3\xa4\" x", "S:\xc3\xa4@1:1 N:x@1:5 E:@1:6" },
	{ "$ a", "!:$@1:1 N:a@1:3 E:@1:4" },
	{ "! a", "!:!@1:1 N:a@1:3 E:@1:4" },
	{ "f(x,{y})", "N:f@1:1 P:(@1:2 N:x@1:3 P:,@1:4 P:{@1:5 N:y@1:6 P:}@1:7 "
	    "P:)@1:8 E:@1:9" },
	{ "123456789012345678901", "!:123456789012345678901@1:1 E:@1:22" },
};

START_TEST(takes_tokens)
{
	ck_assert_str_eq(tokens(cases[_i].text), cases[_i].want);
}
END_TEST

START_TEST(takes_ids)
{
	static const struct {
		const char *text, *want;
	} ids[] = {
		{ "7.2-c \"x\"", "7.2-c" }, { "8.5.1.2", "8.5.1.2" },
		{ "S4-6.3 S2", "S4-6.3" }, { "C-a", "C-a" }, { "cycle", "cycle" },
	};
	struct lexer l;
	struct token t, id;

	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
		lex_init(&l, str_of(ids[i].text), "f");
		t = lex_next(&l);
		lex_next(&l);
		id = lex_again_as_id(&l, &t);
		ck_assert(str_is(id.text, ids[i].want));
		ck_assert_uint_eq(id.to, strlen(ids[i].want));
	}
}
END_TEST

START_TEST(refuses_long_names_and_texts)
{
	char text[1200];
	struct lexer l;

	memset(text, 'a', sizeof(text));
	text[64] = '\0';
	lex_init(&l, str_of(text), "f");
	ck_assert_int_eq(lex_next(&l).kind, TOK_BAD);
	lex_init(&l, (struct str){ text, 63 }, "f");
	ck_assert_int_eq(lex_next(&l).kind, TOK_NAME);
	memset(text, 'a', sizeof(text));
	text[0] = text[1002] = '"';
	lex_init(&l, (struct str){ text, 1003 }, "f");
	ck_assert_int_eq(lex_next(&l).kind, TOK_BAD);
	text[1001] = '"';
	lex_init(&l, (struct str){ text, 1002 }, "f");
	ck_assert_int_eq(lex_next(&l).kind, TOK_STRING);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("rules_lex");
	TCase *t = tcase_create("lex");

	tcase_add_loop_test(t, takes_tokens, 0,
	    sizeof(cases) / sizeof(cases[0]));
	tcase_add_test(t, takes_ids);
	tcase_add_test(t, refuses_long_names_and_texts);
	suite_add_tcase(s, t);
	return unit_run(s);
}

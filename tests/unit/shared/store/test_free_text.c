/* SPDX-License-Identifier: Apache-2.0 */
/* Which free texts seem to hold a person. */
#include <check.h>
#include <stdlib.h>

#include "shared/store/free_text.h"
#include "tests/lib/unit.h"

/* The part that is found; NULL: none. */
static const struct {
	const char *text, *found;
} cases[] = {
	{ "Erika Mustermann 1970-01-01 complained", "Erika Mustermann" },
	{ "asked by Erika Mustermann.", "Erika Mustermann" },
	{ "see J. Smith, please", "J. Smith" },
	{ "Jörg Müller-Lüdenscheidt", "Jörg Müller-Lüdenscheidt" },
	{ "said Łukasz Żak", "Łukasz Żak" },
	{ "от Иван Петров", "Иван Петров" },
	{ "complaint of Frau Müller", "Frau Müller" },
	{ "Dr. Who said so", "Dr. Who" },
	{ "write to e.m@example.org", "e.m@example.org" },
	{ "<erika@example.co.uk>, please", "erika@example.co.uk" },
	{ "wrong file", NULL },
	{ "Wrong file. The export was of May.", NULL },
	{ "Falsche Daten", NULL },
	{ "Falsche Datei. Neuer Export folgt", NULL },
	{ "Wrong Export", NULL },
	{ "Closed Before Corrective Action", NULL },
	{ "Closed Before Frau Müller Agreed", "Frau Müller" },
	{ "Falsche Daten von Erika Mustermann", "Erika Mustermann" },
	{ "Anna Maria Schmidt", "Anna Maria" },
	{ "Service Desk", NULL },
	{ "Change Manager", NULL },
	{ "Head of Operations", NULL },
	{ "by Example Ltd", NULL },
	{ "CMDB EXPORT of ITSM", NULL },
	{ "battery (Tuesday), Wednesday", NULL },
	{ "the machine's battery was empty", NULL },
	{ "row @ 5.3, a@b", NULL },
	{ "Mr", NULL },
	{ "A. B. C.", NULL },
	{ "  ,,  ", NULL },
	{ "", NULL },
};

START_TEST(finds)
{
	struct str got = free_text_person(str_of(cases[_i].text));

	ck_assert_msg(cases[_i].found == NULL ? got.n == 0 :
	    str_is(got, cases[_i].found), "\"%s\": found \"%.*s\"",
	    cases[_i].text, (int)got.n, got.n > 0 ? got.p : "");
}
END_TEST

START_TEST(notices)
{
	struct buf b;

	buf_init(&b, 4096);
	free_text_notice(&b, "--by", NULL);
	free_text_notice(&b, "--by", "Service desk");
	ck_assert_uint_eq(b.n, 0);
	free_text_notice(&b, "--reason", "Erika Mustermann asked");
	ck_assert_str_eq(buf_cstr(&b), "--reason: if \"Erika Mustermann\" "
	    "names a person, name a function instead: what stands in the log "
	    "can never be erased\n");
	buf_fini(&b);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("free_text");
	TCase *t = tcase_create("free_text");

	tcase_add_loop_test(t, finds, 0, sizeof(cases) / sizeof(cases[0]));
	tcase_add_test(t, notices);
	suite_add_tcase(s, t);
	return unit_run(s);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The section of defects: references into registers that nobody supplied. */
#include <check.h>

#include "reports/section/section.h"
#include "tests/lib/mkdata.h"
#include "tests/lib/unit.h"

static const char registers[] = "register none record\n\tid id\n"
    "register items record\n\tid id\n\tghost ref(none)\n"
    "\tghosts ref(none)[]\n\tself ref(items)\n";

static const struct {
	const char *data;
	const char *count; /* NULL: there is no row */
} cases[] = {
	/* An empty cell is no reference; a list has as many as items. */
	{ "@items\nid,ghost,ghosts,self\n1,g,,\n2,,,\n3,h,a;b,1\n", "4" },
	{ "@items\nid,ghost,ghosts,self\n1,,,1\n2,,a,\n", "1" },
	{ "@items\nid,ghost,ghosts,self\n1,,,9\n", NULL },
	{ "@none\nid\ng\n@items\nid,ghost,ghosts,self\n1,g,h,\n", NULL },
};

START_TEST(unsupplied)
{
	struct report r = { .as_of = 0 };
	const struct doc_table *t = NULL;
	struct doc_section *s;
	struct doc d;

	mk_standard(&r.standard, registers);
	mk_data(&r.data, &r.standard, cases[_i].data);
	doc_init(&d);
	s = doc_section(&d, "defects", "Defects");
	section_defects(&r, s);
	for (size_t i = 0; i < s->nblocks; i++)
		if (s->block[i].kind == DOC_TABLE &&
		    strcmp(s->block[i].table->id, "unsupplied") == 0)
			t = s->block[i].table;
	ck_assert_ptr_nonnull(t);
	ck_assert_uint_eq(t->nrows, cases[_i].count != NULL);
	if (t->nrows > 0)
		ck_assert(str_is(t->cell[1], cases[_i].count));
	doc_fini(&d);
	mk_free(&r.standard, &r.data);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("section_data");
	TCase *tc = tcase_create("all");

	tcase_add_loop_test(tc, unsupplied, 0,
	    (int)(sizeof(cases) / sizeof(cases[0])));
	suite_add_tcase(s, tc);
	return unit_run(s);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Where the header of a table stands: below titles, in one row or in two. */
#include <stdio.h>

#include "importer/map/header_row.h"
#include "shared/sheet/cell/cell.h"
#include "tests/lib/registers.h"
#include "tests/lib/unit.h"

static struct field fields[] = {
	{ .name = "thing_id", .title = "Thing ID", .type = FIELD_ID,
	    .is_key = true, .need = NEED_REQUIRED },
	{ .name = "name", .title = "Name", .type = FIELD_TEXT },
	{ .name = "place", .title = "Place", .type = FIELD_TEXT,
	    ALIASES({ "en", "Site" }) },
	{ .name = "owner", .title = "Owner", .type = FIELD_TEXT },
	{ .name = "price", .title = "Price", .type = FIELD_NUMBER },
	{ .name = "bought_on", .title = "Bought on", .type = FIELD_DATE },
	{ .name = "sold_on", .title = "Sold on", .type = FIELD_DATE,
	    ALIASES({ "en", "End date" }) },
};
static struct schema schemas[] = {
	{ .name = "things", .title = "Things", FIELDS(fields) },
};

/* Merged cells: B1 with C1, A1 with A2. */
static const struct sheet_merge right = { .row0 = 1, .row1 = 1, .column0 = 2,
	.column1 = 3 };
static const struct sheet_merge down = { .row0 = 1, .row1 = 2, .column0 = 1,
	.column1 = 1 };

static const struct {
	const char *text;
	uint64_t at;
	const char *header; /* joined by '|' */
	uint64_t row, above;
	const char *title;
	bool two;
	const struct sheet_merge *merge;
} cases[] = {
	{ "Thing ID,Name\n1,a\n", 0, "Thing ID|Name", 1, 0, "", false, NULL },
	/* A plain header, though a row below has more that is known. */
	{ "Ref,Label,Colour\nName,Place,Owner\n", 0, "Ref|Label|Colour", 1, 0,
	    "", false, NULL },
	/* It is none with two columns, a gap, a number, a text twice ... */
	{ "Ref,Label\nName,Place\n", 0, "Name|Place", 2, 1, "Ref", false,
	    NULL },
	{ "Ref,Label,\nName,Place,Owner\n", 0, "Name|Place|Owner", 2, 1, "Ref",
	    false, NULL },
	{ ",Label,Ref\nName,Place,Owner\n", 0, "Name|Place|Owner", 2, 1,
	    "Label", false, NULL },
	{ "Ref,Label,2026\nName,Place,Owner\n", 0, "Name|Place|Owner", 2, 1,
	    "Ref", false, NULL },
	{ "Ref,Label,Ref\nName,Place,Owner\n", 0, "Name|Place|Owner", 2, 1,
	    "Ref", false, NULL },
	/* ... or where the table is wider. */
	{ "Ref,Label,Colour\nName,Place,Owner,Price\n", 0,
	    "Name|Place|Owner|Price", 2, 1, "Ref", false, NULL },
	/* One known header is not enough to leave the first row. */
	{ "Ref,Label\nName,x\n", 0, "Ref|Label", 1, 0, "", false, NULL },
	/* The first that knows three quarters of the best: 3 of 4, not of 5. */
	{ "Name,Place,Owner,1\nThing ID,Name,Place,Owner\n", 0,
	    "Name|Place|Owner|1", 1, 0, "", false, NULL },
	{ "Name,Place,Owner,1,2\nThing ID,Name,Place,Owner,Price\n", 0,
	    "Thing ID|Name|Place|Owner|Price", 2, 1, "Name", false, NULL },
	{ "Name,Place,Name,Name,2\nThing ID,Name,Place,Owner,\n", 0,
	    "Thing ID|Name|Place|Owner|", 2, 1, "Name", false, NULL },
	/* The row that a person named; rows above it are not said. */
	{ "Thing ID,Name\nRef,Label\nThing ID,Owner\n", 2, "Ref|Label", 2, 0,
	    "", false, NULL },
	{ "Thing ID,Name\n\n,\nRef,Label\n", 2, "Ref|Label", 4, 0, "", false,
	    NULL },
	{ "Thing ID,Name\n", 2, "", 0, 0, "", false, NULL },
	{ "\n,\n", 0, "", 0, 0, "", false, NULL },
	/* Two rows that fill each other's gaps. */
	{ "Thing ID,Period,,Name\n,Bought on,Sold on,\n", 0,
	    "Thing ID|Bought on|Sold on|Name", 2, 0, "", true, NULL },
	{ "Title\nThing ID,End,,Name\n,Price,date,\n", 0,
	    "Thing ID|Price|End date|Name", 3, 1, "Title", true, NULL },
	{ "Thing ID,Bought,,Sold,,\n,on,by,on,by,Price\n", 0,
	    "Thing ID|Bought on|Bought by|Sold on|Sold by|Price", 2, 0, "",
	    true, NULL },
	/* Not with a row between them, or nothing known below. */
	{ "Thing ID,Period,,Name\n\n,Bought on,Sold on,\n", 0,
	    "Thing ID|Period||Name", 1, 0, "", false, NULL },
	{ "Thing ID,Place,,Name\n,from,to,\n", 0, "Thing ID|Place||Name", 1,
	    0, "", false, NULL },
	/* A sheet says how far its groups reach. */
	{ "Thing ID,End,,\n,Price,date,Name\n", 0,
	    "Thing ID|Price|End date|Name", 2, 0, "", true, &right },
	/* The group of a row above it is none of its own. */
	{ ",Title,,\nThing ID,End,,Name\n,Price,date,\n", 0,
	    "Thing ID|Price|date|Name", 3, 1, "Title", true, &right },
	{ "Thing ID,Name,Owner\n,Label,Colour\n", 0,
	    "Thing ID|Label|Colour", 2, 0, "", true, &down },
};

static void
check_case(int i, const struct header *h)
{
	struct buf got;

	buf_init(&got, BUF_MAX_DEFAULT);
	for (size_t k = 0; k < h->n; k++)
		buf_printf(&got, "%s%.*s", k == 0 ? "" : "|",
		    STR_ARG(h->text[k]));
	if (strcmp(buf_cstr(&got), cases[i].header) != 0)
		ck_abort_msg("%s: %s", cases[i].text, buf_cstr(&got));
	if (h->row != cases[i].row || h->above != cases[i].above ||
	    h->two_rows != cases[i].two || !str_is(h->title, cases[i].title))
		ck_abort_msg("%s: row %d, %d above, %d, %.*s", cases[i].text,
		    (int)h->row, (int)h->above, h->two_rows,
		    STR_ARG(h->title));
	buf_fini(&got);
}

START_TEST(test_find)
{
	const struct sheet_merge *merge = cases[_i].merge;
	struct sheet_facts facts = { .nmerge = merge != NULL };
	struct source s = { .text = str_of(cases[_i].text), .delimiter = ',',
		.facts = merge == NULL ? NULL : &facts };
	struct arena a = { 0 };
	struct standard std;
	struct headers *index;
	struct header h;
	struct err e = { 0 };

	if (merge != NULL)
		facts.merge[0] = *merge;
	registers_init(&std, schemas, 1);
	index = headers_new(&std);
	ck_assert_int_eq(header_find(&h, &s, &(struct header_known){
	    .headers = index, .reg = HEADERS_ALL }, cases[_i].at, &a, &e), 0);
	check_case(_i, &h);
	arena_fini(&a);
	headers_free(index);
	registers_fini(&std);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("header_row");
	TCase *tc = tcase_create("all");

	tcase_add_loop_test(tc, test_find, 0,
	    (int)(sizeof(cases) / sizeof(*cases)));
	suite_add_tcase(s, tc);
	return unit_run(s);
}

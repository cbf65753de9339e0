/* SPDX-License-Identifier: Apache-2.0 */
/* Cells to canonical text, by type; the order of dates in a column. */
#include <stdio.h>

#include "importer/convert/convert.h"
#include "importer/rows/dates.h"
#include "tests/lib/registers.h"
#include "tests/lib/unit.h"

static struct field other_fields[] = {
	{ .name = "other_id", .title = "Other ID", .type = FIELD_ID,
	    .is_key = true, .need = NEED_REQUIRED },
	{ .name = "name", .title = "Name", .type = FIELD_TEXT },
};
static struct field thing_fields[] = {
	{ .name = "id", .title = "ID", .type = FIELD_ID, .is_key = true,
	    .need = NEED_REQUIRED },
	{ .name = "text", .title = "Text", .type = FIELD_TEXT },
	{ .name = "number", .title = "Number", .type = FIELD_NUMBER },
	{ .name = "percent", .title = "Percent", .type = FIELD_PERCENT },
	{ .name = "day", .title = "Day", .type = FIELD_DATE },
	{ .name = "flag", .title = "Flag", .type = FIELD_YESNO,
	    WORDS({ "yes", SPELLINGS("Up", "Running") },
	    { "no", SPELLINGS("Down") }) },
	{ .name = "grade", .title = "Grade", .type = FIELD_WORD,
	    WORDS({ "major", SPELLINGS("NCM", "Hauptabweichung", "critical") },
	    { "minor", SPELLINGS("NCm", "Geringf\xc3\xbcgige Abweichung") },
	    { "not_set", NULL, 0 }) },
	{ .name = "other", .title = "Other", .type = FIELD_REF,
	    .ref = "others" },
	{ .name = "clause", .title = "Clause", .type = FIELD_CLAUSE },
	{ .name = "texts", .title = "Texts", .type = FIELD_TEXT,
	    .list = true },
	{ .name = "others", .title = "Others", .type = FIELD_REF,
	    .list = true, .ref = "others" },
	{ .name = "grades", .title = "Grades", .type = FIELD_WORD,
	    .list = true, WORDS({ "major", NULL, 0 }, { "minor", NULL, 0 },
	    { "not_set", NULL, 0 }) },
};
static struct schema schemas[] = {
	{ .name = "others", .title = "Others", FIELDS(other_fields),
	    .lookup = { 1 }, .nlookup = 1 },
	{ .name = "things", .title = "Things", FIELDS(thing_fields) },
};

enum { AS_ID, AS_TEXT, AS_NUMBER, AS_PERCENT, AS_DATE, AS_YESNO, AS_WORD,
	AS_REF, AS_CLAUSE, AS_TEXTS, AS_REFS, AS_WORDS };

#define WARN(code) ("w:" code)

static const struct {
	int field;
	const char *cell, *want; /* NULL: empty */
	const char *code;        /* of the error; "w:..." of a warning */
} cells[] = {
	{ AS_ID, " 0010 ", "0010", NULL }, { AS_ID, "-5", "-5", NULL },
	{ AS_ID, "1914310000010100016", "1914310000010100016", NULL },
	{ AS_ID, "1-2", "1-2", NULL }, { AS_ID, "=A1", "=A1", NULL },
	{ AS_ID, "1.2E+05", NULL, "id-spoilt" },
	{ AS_ID, "1,23457E+15", NULL, "id-spoilt" },
	{ AS_ID, "E+1", "E+1", NULL }, { AS_ID, "SRV1E+2", "SRV1E+2", NULL },
	{ AS_TEXT, "", NULL, NULL }, { AS_TEXT, " \t\r\n", NULL, NULL },
	{ AS_TEXT, "\xc2\xa0x\xc2\xa0", "x", NULL },
	{ AS_TEXT, "a\nb", "a\nb", NULL },
	/* e with a combining acute becomes one character */
	{ AS_TEXT, "Rene\xcc\x81", "Ren\xc3\xa9", NULL },
	{ AS_TEXT, "#N/A", NULL, "cell-error" },
	{ AS_TEXT, "#BEZUG!", NULL, "cell-error" },
	{ AS_TEXT, "#1", "#1", NULL },
	{ AS_NUMBER, "007", "7", NULL }, { AS_NUMBER, "1.50", "1.5", NULL },
	{ AS_NUMBER, "1,234", NULL, "number-ambiguous" },
	/* The workbook's own marks: a number with a point, an unset formula. */
	{ AS_NUMBER, "\x01" "1.234", "1.234", NULL },
	{ AS_TEXT, "\x01" "1.234", "1.234", NULL },
	{ AS_NUMBER, "\x02", NULL, "formula-unset" },
	{ AS_NUMBER, "12,5", "12.5", NULL },
	{ AS_NUMBER, "abc", NULL, "number-unreadable" },
	{ AS_NUMBER, "5 %", NULL, "number-unreadable" },
	{ AS_NUMBER, "1234567890123456", NULL, "number-long" },
	{ AS_PERCENT, "95 %", "95", NULL }, { AS_PERCENT, "95", "95", NULL },
	{ AS_PERCENT, "99,9%", "99.9", NULL },
	{ AS_DATE, "2026-03-09", "2026-03-09", NULL },
	{ AS_DATE, "31.03.2026", "2026-03-31", NULL },
	{ AS_DATE, "31.02.2026", NULL, "date-impossible" },
	{ AS_DATE, "12/31/2026", NULL, "date-impossible" },
	{ AS_DATE, "Q1 2026", NULL, "date-period" },
	{ AS_DATE, "someday", NULL, "date-unreadable" },
	{ AS_DATE, "never", NULL, NULL }, { AS_DATE, "Unbefristet", NULL,
	    NULL }, { AS_DATE, "\xe2\x80\x93", NULL, NULL },
	{ AS_DATE, "N\xc3\xa3o expira", NULL, NULL },
	{ AS_YESNO, "Yes", "yes", NULL }, { AS_YESNO, "FALSCH", "no", NULL },
	{ AS_YESNO, "n/a", NULL, NULL }, { AS_YESNO, "-", NULL, NULL },
	{ AS_YESNO, "RUNNING", "yes", NULL }, { AS_YESNO, "Down", "no", NULL },
	{ AS_DATE, "Fortlaufend", NULL, NULL },
	{ AS_YESNO, "o", NULL, "yes-no-unreadable" },
	{ AS_YESNO, "2", NULL, "yes-no-unreadable" },
	{ AS_WORD, "major", "major", NULL }, { AS_WORD, "Major ", "major",
	    NULL },
	{ AS_WORD, "Not set", "not_set", NULL },
	{ AS_WORD, "NOT-SET", "not_set", NULL },
	{ AS_WORD, "hauptabweichung", "major", NULL },
	{ AS_WORD, "GERINGFUGIGE ABWEICHUNG", "minor", NULL },
	/* Two spellings that differ only in case. */
	{ AS_WORD, "NCM", "major", NULL }, { AS_WORD, "NCm", "minor", NULL },
	{ AS_WORD, "ncm", NULL, "word-ambiguous" },
	{ AS_WORD, "mayor", NULL, "word-unknown" },
	{ AS_REF, "O1", "O1", NULL }, { AS_REF, "miller, jane", "O1", NULL },
	{ AS_REF, "Twin", "Twin", WARN("reference-ambiguous") },
	{ AS_REF, "Nobody", "Nobody", WARN("reference-unknown") },
	{ AS_CLAUSE, "8.5", "8.5", NULL },
	{ AS_CLAUSE, "8.15", "8.15", WARN("clause-unknown") },
	{ AS_TEXTS, "M\xc3\xbcller, Schmidt GmbH; Other|Third\n Fourth",
	    "M\xc3\xbcller, Schmidt GmbH;Other;Third;Fourth", NULL },
	{ AS_TEXTS, " ; ;", NULL, NULL },
	{ AS_TEXTS, "a\\b", "a\\\\b", NULL },
	{ AS_REFS, "O1, O2|O3", "O1;O2;O3", NULL },
	{ AS_REFS, "Miller, Jane", "O1", NULL },
	{ AS_REFS, "O1, Nobody", "O1;Nobody", WARN("reference-unknown") },
	{ AS_WORDS, "Major, minor", "major;minor", NULL },
	{ AS_WORDS, "major, mayor", NULL, "word-unknown" },
};

static struct standard std;
static struct refs *refs;
static struct convert conv;
static char said[64];

static void
keep_message(void *ctx, unsigned field, const struct message *m,
    const struct value *arg, size_t n)
{
	struct buf text;

	(void)ctx;
	(void)field;
	ck_assert_str_eq(said, "");
	/* The arguments are of the kinds that the row names. */
	buf_init(&text, BUF_MAX_DEFAULT);
	message_put(&text, m, arg, n);
	ck_assert_uint_gt(text.n, 10);
	buf_fini(&text);
	snprintf(said, sizeof(said), "%s%s", m->level == LEVEL_WARNING ?
	    "w:" : "", m->code);
}

static const struct convert_sink sink = { keep_message, NULL };

static void
setup(void)
{
	struct str jane = STR("Miller, Jane"), twin = STR("Twin");

	registers_init(&std, schemas, 2);
	refs = refs_new(&std);
	refs_set_supplied(refs, 0);
	refs_add(refs, 0, STR("O1"), &jane, 1);
	refs_add(refs, 0, STR("O2"), &twin, 1);
	refs_add(refs, 0, STR("O3"), &twin, 1);
	convert_init(&conv, &std, &std.reg[1], refs, date_of(2026, 10, 1));
	for (size_t i = 0; i < std.reg[1].nfields; i++) {
		conv.field[i].order = DATE_DMY;
		conv.field[i].decimal_failed = true;
	}
	said[0] = '\0';
}

static void
teardown(void)
{
	convert_fini(&conv);
	refs_free(refs);
	registers_fini(&std);
}

START_TEST(test_cell)
{
	struct buf b;
	enum convert_result got, want = CONVERT_OK;

	buf_init(&b, 4096);
	if (cells[_i].want == NULL)
		want = cells[_i].code == NULL ? CONVERT_EMPTY : CONVERT_BAD;
	got = convert_cell(&conv, sink, (unsigned)cells[_i].field,
	    str_of(cells[_i].cell), &b);
	if (got != want || (got == CONVERT_OK &&
	    !str_is(buf_view(&b), cells[_i].want)))
		ck_abort_msg("<%s> is %d <%.*s>, said %s", cells[_i].cell,
		    (int)got, (int)b.n, b.p, said);
	ck_assert_str_eq(said, cells[_i].code == NULL ? "" : cells[_i].code);
	buf_fini(&b);
}
END_TEST

START_TEST(test_order)
{
	struct buf b;

	buf_init(&b, 100);
	conv.field[AS_DATE].order = DATE_ORDER_UNKNOWN;
	ck_assert_int_eq(convert_cell(&conv, sink, AS_DATE, STR("03/04/2026"), &b),
	    CONVERT_NEED_ORDER);
	conv.field[AS_DATE].order = DATE_MDY;
	ck_assert_int_eq(convert_cell(&conv, sink, AS_DATE, STR("03/04/2026"), &b),
	    CONVERT_OK);
	ck_assert(str_is(buf_view(&b), "2026-03-04"));
	/* Said for the column already: no word per cell. */
	conv.field[AS_DATE].order_failed = true;
	ck_assert_int_eq(convert_cell(&conv, sink, AS_DATE, STR("03/04/2026"), &b),
	    CONVERT_BAD);
	ck_assert_str_eq(said, "");
	buf_fini(&b);
}
END_TEST

START_TEST(test_french)
{
	struct buf b;

	buf_init(&b, 100);
	conv.is_french = true;
	ck_assert_int_eq(convert_cell(&conv, sink, AS_YESNO, STR("O"), &b),
	    CONVERT_OK);
	ck_assert(str_is(buf_view(&b), "yes"));
	buf_fini(&b);
}
END_TEST

/* A column that says the contrary: yes and no change places, words do not. */
START_TEST(test_reversed)
{
	static const char *const cell[] = { "Y", "no", "Running", "n/a" };
	static const char *const want[] = { "no", "yes", "yes", "" };
	struct buf b;

	buf_init(&b, 100);
	conv.field[AS_YESNO].is_reversed = true;
	for (size_t i = 0; i < 4; i++) {
		buf_reset(&b);
		(void)convert_cell(&conv, sink, AS_YESNO, str_of(cell[i]), &b);
		ck_assert_str_eq(buf_cstr(&b), want[i]);
	}
	buf_fini(&b);
}
END_TEST

START_TEST(test_divisor)
{
	static const char *const cell[] = { "90", "95", "0", "-30", "6000",
		"1.5" };
	static const char *const want[] = { "1.5", "1.58", "0", "-0.5", "100",
		"0.03" };
	struct buf b;

	buf_init(&b, 100);
	conv.field[AS_NUMBER].divisor = 60;
	for (size_t i = 0; i < 6; i++) {
		buf_reset(&b);
		ck_assert_int_eq(convert_cell(&conv, sink, AS_NUMBER,
		    str_of(cell[i]), &b), CONVERT_OK);
		ck_assert_str_eq(buf_cstr(&b), want[i]);
	}
	buf_fini(&b);
}
END_TEST

START_TEST(test_counts)
{
	struct buf b;

	buf_init(&b, 4096);
	(void)convert_cell(&conv, sink, AS_DATE, STR("never"), &b);
	(void)convert_cell(&conv, sink, AS_DATE, STR("13.03.21 10:00"), &b);
	(void)convert_cell(&conv, sink, AS_YESNO, STR("N/A"), &b);
	(void)convert_cell(&conv, sink, AS_REF, STR("Nobody"), &b);
	ck_assert_uint_eq(conv.field[AS_DATE].no_date, 1);
	ck_assert_uint_eq(conv.field[AS_DATE].two_digit_years, 1);
	ck_assert_uint_eq(conv.field[AS_DATE].times_cut, 1);
	ck_assert_uint_eq(conv.field[AS_YESNO].unknown_yesno, 1);
	ck_assert_uint_eq(conv.field[AS_REF].unresolved, 1);
	ck_assert_uint_eq(conv.field[AS_REF].kept_refs, 0);
	buf_fini(&b);
}
END_TEST

static const struct {
	const char *cells[4];
	enum date_verdict verdict;
	enum date_order order;
} columns[] = {
	{ { NULL }, DATES_NONE, DATE_ORDER_UNKNOWN },
	{ { "2026-01-02", "3 March 2026", "" }, DATES_NONE,
	    DATE_ORDER_UNKNOWN },
	{ { "01/02/2026", "03/04/2026" }, DATES_OPEN, DATE_ORDER_UNKNOWN },
	{ { "01/02/2026", "13/04/2026" }, DATES_DECIDED, DATE_DMY },
	{ { "01.02.2026", "03.13.2026" }, DATES_DECIDED, DATE_MDY },
	{ { "13/04/2026", "04/13/2026" }, DATES_MIXED, DATE_ORDER_UNKNOWN },
	/* 31 February names no day either way: no evidence. */
	{ { "31/02/2026", "01/02/2026" }, DATES_OPEN, DATE_ORDER_UNKNOWN },
	/* 30 February cannot be month first either, 29 is a leap year's. */
	{ { "30.02.2026", "02.28.2026" }, DATES_DECIDED, DATE_MDY },
	{ { "nonsense", "13/04/2026" }, DATES_DECIDED, DATE_DMY },
};

START_TEST(test_evidence)
{
	struct date_evidence v = { 0 };
	enum date_order order;

	for (uint64_t i = 0; i < 4 && columns[_i].cells[i] != NULL; i++)
		date_evidence_add(&v, str_of(columns[_i].cells[i]),
		    date_of(2026, 10, 1), 3, i + 2);
	ck_assert_int_eq(date_evidence_verdict(&v, &order),
	    columns[_i].verdict);
	ck_assert_int_eq(order, columns[_i].order);
}
END_TEST

#define LOOP(tc, test, table) \
	tcase_add_loop_test(tc, test, 0, (int)(sizeof(table) / sizeof(*table)))

int
main(void)
{
	Suite *s = suite_create("convert");
	TCase *tc = tcase_create("all");

	tcase_add_checked_fixture(tc, setup, teardown);
	LOOP(tc, test_cell, cells);
	LOOP(tc, test_evidence, columns);
	tcase_add_test(tc, test_order);
	tcase_add_test(tc, test_french);
	tcase_add_test(tc, test_reversed);
	tcase_add_test(tc, test_divisor);
	tcase_add_test(tc, test_counts);
	suite_add_tcase(s, tc);
	return unit_run(s);
}

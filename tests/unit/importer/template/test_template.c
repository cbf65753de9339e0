/* SPDX-License-Identifier: Apache-2.0 */
/* Forms of registers: their headers, their workbook and what is refused. */
#include <stdio.h>
#include <unistd.h>

#include <sys/resource.h>
#include <sys/stat.h>

#include "importer/map/map.h"
#include "importer/template/form.h"
#include "importer/template/template.h"
#include "shared/file/fileio.h"
#include "tests/lib/registers.h"
#include "tests/lib/unit.h"

#define LONG_WORDS 300

static struct field_word long_word[LONG_WORDS];
static char long_text[LONG_WORDS][64];

static struct field asset_fields[] = {
	{ .name = "name", .title = "Name", .note = "", .type = FIELD_TEXT,
	    .need = NEED_REQUIRED, ALIASES({ "en", "Summary" },
	    { "de", "Name" }, { "fr", "Nom" }) },
	{ .name = "asset_id", .title = "Asset ID", .note = "As on the label",
	    .type = FIELD_ID, .is_key = true, .need = NEED_REQUIRED,
	    ALIASES({ "en", "ID" }, { "de", "Inventarnummer" },
	    { "de", "Inventar-Nr." }) },
	/* Two of its German headers are other fields' titles. */
	{ .name = "label", .title = "Label", .note = "", .type = FIELD_TEXT,
	    ALIASES({ "de", "Name" }, { "de", "Etikett" },
	    { "de", "Schild" }) },
	/* The same header for two fields, so for neither. */
	{ .name = "bought_on", .title = "Bought on", .note = "",
	    .type = FIELD_DATE, .need = NEED_CONDITIONAL,
	    ALIASES({ "de", "Datum" }) },
	{ .name = "sold_on", .title = "Sold on", .note = "",
	    .type = FIELD_DATE, ALIASES({ "de", "Datum" }) },
	{ .name = "tag", .title = "Etikett", .note = "", .type = FIELD_TEXT },
	{ .name = "kind", .title = "Kind", .note = "", .type = FIELD_WORD,
	    .word = long_word, .nwords = LONG_WORDS },
	{ .name = "uses", .title = "Uses", .note = "", .type = FIELD_WORD,
	    .list = true, WORDS({ "home", NULL, 0 }, { "office", NULL, 0 }) },
	{ .name = "in_use", .title = "In use", .note = "",
	    .type = FIELD_YESNO },
	{ .name = "insured", .title = "Insured", .note = "",
	    .type = FIELD_YESNO },
	{ .name = "price", .title = "Price", .note = "",
	    .type = FIELD_NUMBER },
	{ .name = "share", .title = "Share", .note = "",
	    .type = FIELD_PERCENT },
	{ .name = "part_of", .title = "Part of", .note = "",
	    .type = FIELD_REF, .ref = "assets", .list = true },
	{ .name = "clauses", .title = "Clauses", .note = "",
	    .type = FIELD_CLAUSE, .list = true },
};
static struct field plain_fields[] = {
	{ .name = "plain_id", .title = "Plain ID", .note = "",
	    .type = FIELD_ID, .is_key = true, .need = NEED_REQUIRED },
};
static struct schema schemas[] = {
	{ .name = "assets", .title = "Assets", .purpose = "What is owned",
	    .key = 1, .is_list = true, FIELDS(asset_fields) },
	{ .name = "lists", .title = "Lists", .purpose = "No list of words",
	    .personal = true, FIELDS(plain_fields) },
};

static struct standard std;

static void
setup(void)
{
	unit_enter();
	for (size_t i = 0; i < LONG_WORDS; i++) {
		snprintf(long_text[i], sizeof(long_text[i]), "größe_%03zu_äöüß"
		    "_äöüß_äöüß", i);
		long_word[i].word = long_text[i];
	}
	registers_init(&std, schemas, 2);
	std.edition = "2";
}

static void
teardown(void)
{
	registers_fini(&std);
	unit_leave();
}

/* ---- headers ---- */

static const struct {
	const char *lang, *header[6]; /* the key first */
} headers_of[] = {
	{ NULL, { "Asset ID", "Name", "Label", "Bought on", "Sold on",
	    "Etikett" } },
	{ "de", { "Inventarnummer", "Name", "Schild", "Bought on", "Sold on",
	    "Etikett" } },
	{ "fr", { "Asset ID", "Nom", "Label", "Bought on", "Sold on",
	    "Etikett" } },
};

START_TEST(headers_are_those_of_the_language)
{
	struct form f;

	form_init(&f, &std, 0, headers_of[_i].lang);
	for (size_t i = 0; i < 6; i++)
		ck_assert_msg(str_is(f.column[i].header,
		    headers_of[_i].header[i]), "%.*s", STR_ARG(
		    f.column[i].header));
	form_fini(&f);
}
END_TEST

/* What the importer makes of the form's header row. */
START_TEST(every_header_maps_to_its_field)
{
	struct headers *h = headers_new(&std);
	struct import_opts o = { .retire = 0 };
	struct finding place = { .code = "" };
	struct finding_list l;
	struct str field[32];
	struct mapping m;
	struct form f;

	finding_init(&l);
	form_init(&f, &std, 0, headers_of[_i].lang);
	for (size_t i = 0; i < f.ncolumns; i++)
		field[i] = f.column[i].header;
	map_init(&m, &(struct header){ .text = field, .n = f.ncolumns,
	    .row = 1, .line = 1 });
	map_columns(&m, &(struct mapper){ .headers = h, .schema = f.schema,
	    .o = &o, .place = place, .findings = &l });
	ck_assert_uint_eq(l.n, 0);
	for (size_t i = 0; i < f.ncolumns; i++)
		ck_assert_ptr_eq(&f.schema->field[m.column[i].field],
		    f.column[i].field);
	map_fini(&m);
	form_fini(&f);
	headers_free(h);
	finding_fini(&l);
}
END_TEST

/* Nor does the importer take another sheet of the form for a register. */
START_TEST(only_the_first_sheet_is_a_register)
{
	struct headers *h = headers_new(&std);
	struct str field[32];
	struct mapping m;
	struct form f;
	struct buf why;

	buf_init(&why, BUF_MAX_DEFAULT);
	form_init(&f, &std, 0, NULL);
	for (int s = 0; s < (int)form_sheets(&f); s++)
		for (size_t r = 0; r < form_rows(&f, (enum form_sheet)s); r++) {
			size_t n = form_width(&f, (enum form_sheet)s);

			for (size_t c = 0; c < n; c++)
				field[c] = form_cell(&f, (enum form_sheet)s, r,
				    c);
			map_init(&m, &(struct header){ .text = field, .n = n,
			    .row = r + 1, .line = r + 1 });
			ck_assert_int_eq(map_recognise(&m, h, &std, "x", &why),
			    s == FORM_SHEET_DATA ? 0 : -1);
			map_fini(&m);
		}
	form_fini(&f);
	headers_free(h);
	buf_fini(&why);
}
END_TEST

START_TEST(notes_say_it_in_words)
{
	static const char *const want[][2] = {
		{ "A", "Expected in every row: the key" },
		{ "A", "\nMeaning: As on the label" },
		{ "A", "\nColumn: Asset ID" },
		{ "D", "Expected in some rows" },
		{ "E", "Optional" },
		{ "G", "größe_023_äöüß_äöüß_äöüß and 276 more" },
		{ "H", "\nWords: home, office\nExample: home;office" },
		{ "M", "the Asset ID of a record of Assets; several with ;" },
		{ "N", "\nExample: 4.1;8.5" },
	};
	struct form f;

	form_init(&f, &std, 0, "de");
	for (size_t i = 0; i < sizeof(want) / sizeof(want[0]); i++) {
		struct str note = f.column[want[i][0][0] - 'A'].note;

		ck_assert_msg(strstr(note.p, want[i][1]) != NULL, "%s: %.*s",
		    want[i][1], STR_ARG(note));
	}
	form_fini(&f);
}
END_TEST

/* ---- the workbook ---- */

static void
bytes_of(const char *path, struct buf *b)
{
	struct err e;

	buf_init(b, BUF_MAX_DEFAULT);
	ck_assert_msg(file_read(path, b, &e) == 0, "%s", e.msg);
}

static size_t
files_here(void)
{
	char line[64] = "";
	FILE *p = popen("ls -A | wc -l", "r");
	size_t n = 0;

	ck_assert_ptr_nonnull(p);
	ck_assert_ptr_nonnull(fgets(line, sizeof(line), p));
	pclose(p);
	ck_assert_int_eq(sscanf(line, "%zu", &n), 1);
	return n;
}

START_TEST(the_same_form_is_the_same_bytes)
{
	struct buf one, two;
	struct form f;
	struct err e;

	form_init(&f, &std, (unsigned)_i, NULL);
	ck_assert_msg(form_write(&f, "a.xlsx", &e) == 0, "%s", e.msg);
	setenv("TZ", "Pacific/Auckland", 1);
	setenv("LC_ALL", "de_DE.UTF-8", 1);
	sleep(1);
	ck_assert_msg(form_write(&f, "b.xlsx", &e) == 0, "%s", e.msg);
	bytes_of("a.xlsx", &one);
	bytes_of("b.xlsx", &two);
	ck_assert(str_eq(buf_view(&one), buf_view(&two)));
	ck_assert_uint_eq(files_here(), 2);
	buf_fini(&one);
	buf_fini(&two);
	form_fini(&f);
}
END_TEST

/* Each changes one thing of the form that the workbook was not made of. */
static void
other_header(struct form *f)
{
	f->column[4].header = STR("Sold");
}

static void
other_note(struct form *f)
{
	f->column[13].note = STR("Expected");
}

static void
other_word(struct form *f)
{
	f->list[0].word[LONG_WORDS - 1] = STR("other");
}

static void
one_word_more(struct form *f)
{
	f->list[1].n--;
}

static void
other_list(struct form *f)
{
	f->column[9].list = 0;
}

static void
other_guide(struct form *f)
{
	f->row[f->nrows - 1].cell[5] = STR("4.1");
}

static void
row_less(struct form *f)
{
	f->nrows--;
}

static void
other_sheet(struct form *f)
{
	f->name[FORM_SHEET_DATA][0] = 'B';
}

static void (*const others[])(struct form *) = { other_header, other_note,
	other_word, one_word_more, other_list, other_guide, row_less,
	other_sheet };

START_TEST(what_differs_is_found_when_it_is_read_back)
{
	struct form f;
	struct err e = { .code = ERR_NONE };

	form_init(&f, &std, 0, NULL);
	ck_assert_msg(form_write(&f, "a.xlsx", &e) == 0, "%s", e.msg);
	ck_assert_int_eq(form_check(&f, "a.xlsx", &e), 0);
	others[_i](&f);
	ck_assert_int_eq(form_check(&f, "a.xlsx", &e), -1);
	ck_assert_int_eq(e.code, ERR_SYS);
	ck_assert_ptr_nonnull(strstr(e.msg, "does not read back"));
	form_fini(&f);
}
END_TEST

/* A file that is cut anywhere is no form; every tenth place stands for all. */
START_TEST(what_is_cut_is_found)
{
	struct buf b;
	struct form f;
	struct err e = { .code = ERR_NONE };

	form_init(&f, &std, 0, NULL);
	ck_assert_int_eq(form_write(&f, "a.xlsx", &e), 0);
	bytes_of("a.xlsx", &b);
	for (size_t n = b.n - 1; n > 0; n -= n < 997 ? n : 997) {
		ck_assert_int_eq(truncate("a.xlsx", (off_t)n), 0);
		ck_assert_int_eq(form_check(&f, "a.xlsx", &e), -1);
	}
	buf_fini(&b);
	form_fini(&f);
}
END_TEST

START_TEST(files_that_may_not_grow_leave_nothing)
{
	struct rlimit before, r;
	int status;
	struct form f;
	struct err e = { .code = ERR_NONE };
	struct stat st;

	form_init(&f, &std, 0, NULL);
	ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &before), 0);
	r = (struct rlimit){ (rlim_t)_i * 512, before.rlim_max };
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &r), 0);
	status = form_write(&f, "a.xlsx", &e);
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &before), 0);
	if (status == 0) {
		ck_assert_int_eq(form_check(&f, "a.xlsx", &e), 0);
		ck_assert_int_eq(stat("a.xlsx", &st), 0);
		ck_assert_int_le(st.st_size, (off_t)r.rlim_cur);
		ck_assert_uint_eq(files_here(), 1);
	} else {
		ck_assert_uint_eq(files_here(), 0);
	}
	/* The parts are larger than the packed file: no room for them. */
	ck_assert(_i > 8 || access("a.xlsx", F_OK) == -1);
	form_fini(&f);
}
END_TEST

/* Texts of a standard that no workbook can hold. */
static const struct {
	const char *title, *why;
} unfit[] = {
	{ "a\x01" "b", "control character" },
	{ "a\xff", "UTF-8" },
	{ "\xef\xbf\xbf", "no XML can hold" },
};

START_TEST(texts_that_no_workbook_holds_are_refused)
{
	const char *title = asset_fields[0].title;
	struct form f;
	struct err e = { .code = ERR_NONE };

	asset_fields[0].title = unfit[_i].title;
	asset_fields[0].name = unfit[_i].title;
	form_init(&f, &std, 0, NULL);
	ck_assert_int_eq(form_write(&f, "a.xlsx", &e), -1);
	ck_assert_msg(strstr(e.msg, unfit[_i].why) != NULL, "%s", e.msg);
	ck_assert_uint_eq(files_here(), 0);
	form_fini(&f);
	asset_fields[0].title = title;
	asset_fields[0].name = "name";
}
END_TEST

START_TEST(a_register_may_have_the_name_of_a_sheet)
{
	struct form f;
	struct err e = { .code = ERR_NONE };

	form_init(&f, &std, 1, NULL);
	ck_assert_str_eq(f.name[FORM_SHEET_DATA], "Lists 2");
	ck_assert_uint_eq(form_sheets(&f), 2);
	ck_assert_msg(form_write(&f, "a.xlsx", &e) == 0, "%s", e.msg);
	form_fini(&f);
}
END_TEST

/* ---- what is asked ---- */

static const struct {
	const char *out, *lang;
	bool force;
	enum err_code code;
	const char *why;
} asks[] = {
	{ NULL, NULL, false, ERR_NONE, "assets.xlsx: an empty form" },
	{ "new.xlsx", "de", false, ERR_NONE, "--register assets new.xlsx" },
	{ "new.xlsx", "fr", false, ERR_NONE, "headers in fr: 1; the others" },
	{ "new.CSV", "en", false, ERR_NONE, "new.CSV" },
	{ "-", NULL, false, ERR_NONE, "standard output" },
	{ "there.xlsx", NULL, false, ERR_USAGE, "--force" },
	{ "there.xlsx", NULL, true, ERR_NONE, "there.xlsx" },
	{ "there.csv", NULL, false, ERR_USAGE, "--force" },
	{ "there.csv", NULL, true, ERR_NONE, "there.csv" },
	{ "new.txt", NULL, false, ERR_USAGE, "FILE.xlsx" },
	{ ".xlsx", NULL, false, ERR_USAGE, "FILE.xlsx" },
	{ "folder.xlsx", NULL, true, ERR_USAGE, "is a folder" },
	{ "none/new.xlsx", NULL, false, ERR_USAGE, "none" },
	{ "none/new.csv", NULL, false, ERR_USAGE, "none" },
	{ "new.xlsx", "es", false, ERR_USAGE, "known in en, de, fr" },
};

START_TEST(what_is_asked_is_done_or_refused)
{
	struct import_opts o = { .out = asks[_i].out, .lang = asks[_i].lang,
		.force = asks[_i].force };
	struct err e = { .code = ERR_NONE };
	struct buf out, said;
	int status;

	ck_assert_int_eq(mkdir("folder.xlsx", 0755), 0);
	ck_assert_int_eq(file_replace("there.xlsx", STR("mine"), 0644, &e), 0);
	ck_assert_int_eq(file_replace("there.csv", STR("mine"), 0644, &e), 0);
	buf_init(&out, BUF_MAX_DEFAULT);
	buf_init(&said, BUF_MAX_DEFAULT);
	status = template_make(&std, 0, &o, &out, &said, &e);
	ck_assert_int_eq(status, asks[_i].code == ERR_NONE ? 0 : -1);
	ck_assert_int_eq(e.code, asks[_i].code);
	ck_assert_msg(strstr(status == 0 ? buf_cstr(&said) : e.msg,
	    asks[_i].why) != NULL, "%s%s", buf_cstr(&said), e.msg);
	/* Three files are there before; another only when all went well. */
	ck_assert_uint_eq(files_here(), status == 0 && !asks[_i].force &&
	    (o.out == NULL || strcmp(o.out, "-") != 0) ? 4 : 3);
	if (status == -1) {
		buf_reset(&out);
		ck_assert_int_eq(file_read("there.xlsx", &out, &e), 0);
		ck_assert_str_eq(buf_cstr(&out), "mine");
	}
	buf_fini(&out);
	buf_fini(&said);
}
END_TEST

START_TEST(csv_is_a_header_with_bom)
{
	struct import_opts o = { .out = "-" };
	struct buf out, said;
	struct err e;

	buf_init(&out, BUF_MAX_DEFAULT);
	buf_init(&said, BUF_MAX_DEFAULT);
	ck_assert_int_eq(template_make(&std, 1, &o, &out, &said, &e), 0);
	ck_assert_str_eq(buf_cstr(&out), "\xef\xbb\xbf" "Plain ID\r\n");
	buf_fini(&out);
	buf_fini(&said);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("template");
	TCase *t = tcase_create("template");
	const int langs = sizeof(headers_of) / sizeof(headers_of[0]);

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, headers_are_those_of_the_language, 0, langs);
	tcase_add_loop_test(t, every_header_maps_to_its_field, 0, langs);
	tcase_add_test(t, only_the_first_sheet_is_a_register);
	tcase_add_test(t, notes_say_it_in_words);
	tcase_add_loop_test(t, the_same_form_is_the_same_bytes, 0, 2);
	tcase_add_loop_test(t, what_differs_is_found_when_it_is_read_back, 0,
	    sizeof(others) / sizeof(others[0]));
	tcase_add_test(t, what_is_cut_is_found);
	tcase_add_loop_test(t, files_that_may_not_grow_leave_nothing, 1, 40);
	tcase_add_loop_test(t, texts_that_no_workbook_holds_are_refused, 0,
	    sizeof(unfit) / sizeof(unfit[0]));
	tcase_add_test(t, a_register_may_have_the_name_of_a_sheet);
	tcase_add_loop_test(t, what_is_asked_is_done_or_refused, 0,
	    sizeof(asks) / sizeof(asks[0]));
	tcase_add_test(t, csv_is_a_header_with_bom);
	suite_add_tcase(s, t);
	return unit_run(s);
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the other columns decide: context rules, the better of two columns,
 * values in several columns, columns that mean the contrary, other units.
 */
#include <stdio.h>

#include "importer/common/fold.h"
#include "importer/map/map.h"
#include "tests/lib/registers.h"
#include "tests/lib/unit.h"

#define TEXTS(...) (const char *[]){ __VA_ARGS__ }
#define RULES(...) .context = (struct field_context[]){ __VA_ARGS__ }, \
    .ncontexts = sizeof((struct field_context[]){ __VA_ARGS__ }) / \
    sizeof(struct field_context)

static struct field fields[] = {
	{ .name = "entry_id", .title = "Entry ID", .type = FIELD_ID,
	    .is_key = true, .need = NEED_REQUIRED, .choose_first = true,
	    ALIASES({ "en", "Number" }, { "en", "sys_id" }) },
	{ .name = "who", .title = "Who", .type = FIELD_TEXT,
	    .need = NEED_REQUIRED, .njoined = 2,
	    ALIASES({ "en", "Full name" }, { "en", "Name" },
	    { "en", "First name + Last name" }, { "en", "First name + Name" }),
	    /* Only the first header counts; the other stands behind the list. */
	    RULES({ TEXTS("Name", "Who"), NULL, TEXTS("Full name"), 1, 0, 1 }) },
	{ .name = "course", .title = "Course", .type = FIELD_TEXT,
	    ALIASES({ "en", "Training" }, { "en", "Title" },
	    { "en", "Topic" }),
	    RULES({ TEXTS("Title", "Topic"), NULL, TEXTS("course"), 2, 0,
	    1 }) },
	{ .name = "matter", .title = "Subject matter", .type = FIELD_TEXT,
	    ALIASES({ "en", "Topic" }),
	    RULES({ TEXTS("Topic"), TEXTS("course"), NULL, 1, 1, 0 }) },
	{ .name = "grade", .title = "Grade", .type = FIELD_TEXT,
	    ALIASES({ "en", "Level" }),
	    RULES({ TEXTS("Level"), TEXTS("Kind of exam"), NULL, 1, 1, 0 }) },
	{ .name = "active", .title = "Active", .type = FIELD_YESNO,
	    .nreversed = 1, ALIASES({ "en", "Enabled" },
	    { "en", "NotActive" }) },
	{ .name = "hours", .title = "Hours", .type = FIELD_NUMBER,
	    .unit = (struct field_unit[]){ { "minutes", 60 } }, .nunits = 1,
	    ALIASES({ "en", "Time" }) },
	{ .name = "exam", .title = "Exam", .type = FIELD_TEXT,
	    ALIASES({ "en", "Kind of exam" }) },
};
static struct field_alias unused[] = { { "en", "Phone" }, { "en", "VIP" } };
static struct schema schemas[] = {
	{ .name = "entries", .title = "Entries", FIELDS(fields),
	    .unused = unused, .nunused = 2 },
};

static struct standard std;
static struct headers *index_;

static void
setup(void)
{
	registers_init(&std, schemas, 1);
	index_ = headers_new(&std);
}

static void
teardown(void)
{
	headers_free(index_);
	registers_fini(&std);
}

static const struct {
	const char *headers;
	const char *fields; /* per column; "-" none, "!" left out */
	unsigned said;      /* how often; errors and warnings */
	const char *says;   /* part of what was said last, or NULL */
} maps[] = {
	/* The earlier alias counts, a name before all of them. */
	{ "sys_id|Number|Who", "!|entry_id|who", 1,
	    "column A, \"sys_id\", is left out: column B, \"Number\", is "
	    "Entry ID" },
	{ "Number|Entry ID|Who", "!|entry_id|who", 1, "is left out" },
	/* Columns of one value, unless a column has all of it. */
	{ "Number|Last name|First name", "entry_id|who|who", 0, NULL },
	{ "Number|Name|First name", "entry_id|who|who", 0, NULL },
	{ "Number|Name|First name|Full name", "entry_id|!|!|who", 2, NULL },
	{ "Number|Who|First name|Last name", "entry_id|who|!|!", 2,
	    "column D, \"Last name\", is left out: column B, \"Who\", is "
	    "Who" },
	/* One part alone is not the value. */
	{ "Number|Who|First name", "entry_id|who|-", 1, "\"First name\"" },
	/* A header that means nothing beside another column. */
	{ "Number|Who|Title", "entry_id|who|course", 0, NULL },
	{ "Number|Who|Title|Training", "entry_id|who|!|course", 1,
	    "column C, \"Title\", is left out: beside column D, "
	    "\"Training\", it does not mean Course" },
	{ "Number|Who|Name|Full name", "entry_id|who|!|who", 2,
	    "are both Who" },
	/* One that means two things. */
	{ "Number|Who|Topic", "entry_id|who|course", 0, NULL },
	{ "Number|Who|Topic|Course", "entry_id|who|matter|course", 0, NULL },
	/* One that needs another column: a field's, or one by its header. */
	{ "Number|Who|Level", "entry_id|who|-", 1, "means Grade only where "
	    "there is a column \"Kind of exam\" too" },
	{ "Number|Who|Level|Kind of exam", "entry_id|who|grade|exam", 0, NULL },
	/* Not used, and said once. */
	{ "Number|Who|Phone|VIP", "entry_id|who|!|!", 1,
	    "no column of Entries holds what they say: C \"Phone\", D "
	    "\"VIP\"" },
	{ "Number|Who|NotActive", "entry_id|who|active", 0, NULL },
	{ "Number|Who|Time (Minutes)", "entry_id|who|hours", 0, NULL },
};

struct last {
	uint64_t n;
	char message[600];
};

static int
keep_last(void *ctx, const struct finding *f, struct err *e)
{
	struct last *l = ctx;

	(void)e;
	l->n++;
	snprintf(l->message, sizeof(l->message), "%.*s", (int)f->message.n,
	    f->message.p);
	return 0;
}

/* Maps a row of headers separated by '|'. */
static void
map(struct mapping *m, const char *text, struct finding_list *l)
{
	struct str field[16], rest = str_of(text);
	struct header header = { .text = field, .row = 1, .line = 1 };
	struct import_opts o = { .retire = 0 };
	struct finding place = { .file = STR("f"), .reg = STR(""),
		.field = STR("") };

	while (str_next(&rest, '|', &field[header.n]))
		header.n++;
	map_init(m, &header);
	map_columns(m, &(struct mapper){ .headers = index_,
	    .schema = &std.reg[0], .o = &o, .place = place, .findings = l });
}

START_TEST(test_map)
{
	struct str rest = str_of(maps[_i].fields), want;
	struct finding_list l;
	struct last last = { 0 };
	struct mapping m;
	struct err e = { 0 };

	finding_init(&l);
	map(&m, maps[_i].headers, &l);
	for (size_t i = 0; i < m.n; i++) {
		const struct map_column *c = &m.column[i];
		const char *is = c->ignored ? "!" : c->field == FIELD_NOT ?
		    "-" : std.reg[0].field[c->field].name;

		ck_assert(str_next(&rest, '|', &want));
		if (!str_is(want, is))
			ck_abort_msg("%s: column %zu is %s", maps[_i].headers,
			    i, is);
	}
	ck_assert_int_eq(finding_each(&l, keep_last, &last, &e), 0);
	if (last.n != maps[_i].said || (maps[_i].says != NULL &&
	    strstr(last.message, maps[_i].says) == NULL))
		ck_abort_msg("%s: %llu said, last: %s", maps[_i].headers,
		    (unsigned long long)last.n, last.message);
	map_fini(&m);
	finding_fini(&l);
}
END_TEST

/* Parts stand in the order of the value, whatever that of the file. */
START_TEST(test_parts)
{
	struct finding_list l;
	struct mapping m;

	finding_init(&l);
	map(&m, "Last name|Number|First name", &l);
	ck_assert_uint_eq(m.field[1].n, 2);
	ck_assert_uint_eq(m.field[1].column[0], 2);
	ck_assert_uint_eq(m.field[1].column[1], 0);
	ck_assert_str_eq(m.field[1].join, " ");
	map_fini(&m);
	finding_fini(&l);
}
END_TEST

START_TEST(test_turned)
{
	struct finding_list l;
	struct mapping m;

	finding_init(&l);
	map(&m, "Number|Who|Not active|Time (minutes)", &l);
	ck_assert(m.field[5].is_reversed);
	ck_assert_uint_eq(m.field[6].divisor, 60);
	map_fini(&m);
	map(&m, "Number|Who|Enabled|Time (days)", &l);
	ck_assert(!m.field[5].is_reversed);
	ck_assert_uint_eq(m.field[6].divisor, 1);
	map_fini(&m);
	finding_fini(&l);
}
END_TEST

/* A part names no field by itself. */
START_TEST(test_find)
{
	ck_assert_int_eq(map_find_field(index_, 0, STR("First name")), -1);
	ck_assert_int_eq(map_find_field(index_, 0, STR("NotActive")), 5);
}
END_TEST

static const struct {
	const char *header, *forms;
} forms[] = {
	{ "Score (%)", "score%|score" }, { "Progress %", "progress%|progress" },
	{ "Custom field (Due date (UTC))",
	    "customfieldduedateutc|duedateutc|duedate" },
	{ "Risk #", "riskno" }, { "#", "no" }, { "NCR-No.", "ncrno" },
	{ "CompletedDate", "completeddate" }, { "due_on?", "dueon" },
	{ "Größe (m)", "grossem|grosse" }, { "(X)", "x" }, { "?", "?" },
	{ "", "" },
};

START_TEST(test_forms)
{
	struct buf b, want;

	buf_init(&b, BUF_MAX_DEFAULT);
	buf_init(&want, BUF_MAX_DEFAULT);
	fold_forms(&b, str_of(forms[_i].header));
	buf_puts(&want, forms[_i].forms);
	if (want.n > 0)
		buf_putc(&want, '\n');
	for (size_t i = 0; i < want.n; i++)
		if (want.p[i] == '|')
			want.p[i] = '\n';
	ck_assert_str_eq(buf_cstr(&b), buf_cstr(&want));
	buf_fini(&b);
	buf_fini(&want);
}
END_TEST

#define LOOP(tc, test, table) \
	tcase_add_loop_test(tc, test, 0, (int)(sizeof(table) / sizeof(*table)))

int
main(void)
{
	Suite *s = suite_create("map_context");
	TCase *tc = tcase_create("all");

	tcase_add_checked_fixture(tc, setup, teardown);
	LOOP(tc, test_map, maps);
	LOOP(tc, test_forms, forms);
	tcase_add_test(tc, test_parts);
	tcase_add_test(tc, test_turned);
	tcase_add_test(tc, test_find);
	suite_add_tcase(s, tc);
	return unit_run(s);
}

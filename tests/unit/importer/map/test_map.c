/* SPDX-License-Identifier: Apache-2.0 */
/* Headers to fields: folding, aliases, ambiguity, which register it is. */
#include <stdio.h>

#include "importer/map/map.h"
#include "tests/lib/registers.h"
#include "tests/lib/unit.h"

static struct field asset_fields[] = {
	{ .name = "asset_id", .title = "Asset ID", .type = FIELD_ID,
	    .is_key = true, .need = NEED_REQUIRED,
	    ALIASES({ "en", "ID" }, { "en", "Tag" }) },
	{ .name = "name", .title = "Name", .type = FIELD_TEXT,
	    .need = NEED_REQUIRED, ALIASES({ "en", "Summary" },
	    { "en", "Title" }, { "fr", "Nom" }) },
	{ .name = "note", .title = "Note", .type = FIELD_TEXT,
	    ALIASES({ "en", "Summary" }, { "en", "Comment" }) },
	{ .name = "labels", .title = "Labels", .type = FIELD_TEXT,
	    .list = true, ALIASES({ "en", "Label" }) },
	{ .name = "bought_on", .title = "Bought on", .type = FIELD_DATE,
	    ALIASES({ "en", "Purchase date" }, { "en", "Date" },
	    { "de", "Gekauft am" }, { "fr", "Achet\xc3\xa9 le" }) },
	{ .name = "sold_on", .title = "Sold on", .type = FIELD_DATE,
	    ALIASES({ "en", "Sale date" }, { "en", "Date" }) },
};
static struct field visit_fields[] = {
	{ .name = "visit_id", .title = "Visit ID", .type = FIELD_ID,
	    .is_key = true, .need = NEED_REQUIRED, ALIASES({ "en", "ID" }) },
	{ .name = "place", .title = "Place", .type = FIELD_TEXT,
	    .need = NEED_REQUIRED, ALIASES({ "en", "Name" },
	    { "en", "Site" }) },
	{ .name = "visited_on", .title = "Visited on", .type = FIELD_DATE,
	    .need = NEED_REQUIRED, ALIASES({ "en", "Date" }) },
	{ .name = "remark", .title = "Remark", .type = FIELD_TEXT,
	    ALIASES({ "en", "Tag (Y/N)" }) },
};
static struct field_alias not_assets[] = { { "en", "Weight" },
	{ "en", "Height" }, { "en", "Depth" } };
static struct field_alias not_visits[] = { { "en", "Weather" },
	{ "en", "Mood" }, { "en", "Wind" } };
static struct schema schemas[] = {
	{ .name = "assets", .title = "Assets", .is_list = true,
	    .unused = not_assets, .nunused = 3, FIELDS(asset_fields) },
	{ .name = "visits", .title = "Visits", .unused = not_visits,
	    .nunused = 3, FIELDS(visit_fields),
	    .derive = { { { 1 }, 1 }, { { 2 }, 1 } }, .nderive = 2 },
};

static struct standard std;
static struct headers *index_;

static void
setup(void)
{
	registers_init(&std, schemas, 2);
	index_ = headers_new(&std);
}

static void
teardown(void)
{
	headers_free(index_);
	headers_free(NULL);
	registers_fini(&std);
}

static const struct {
	const char *header, *field; /* of assets; NULL: none */
} names[] = {
	{ "asset_id", "asset_id" }, { "Asset ID", "asset_id" },
	{ "ASSET-ID", "asset_id" }, { "assetId", "asset_id" },
	{ "  Asset   Id ", "asset_id" }, { "asset.id", "asset_id" },
	{ "Asset #ID", "asset_id" }, { "Tag", "asset_id" },
	{ "Tag (inventory)", "asset_id" },
	/* Another register knows this one as a whole. */
	{ "Tag (Y/N)", "asset_id" }, { "Custom field (Tag)", "asset_id" },
	{ "custom Field (Labels)", "labels" }, { "Labels (Custom)", "labels" },
	{ "gekauft am", "bought_on" }, { "GEKAUFT AM:", "bought_on" },
	{ "Achete le", "bought_on" }, { "ACHETÉ LE", "bought_on" },
	{ "purchase_date", "bought_on" }, { "PurchaseDate?", "bought_on" },
	{ "Tags", NULL }, { "", NULL }, { "(Tag)", "asset_id" }, { "#", NULL },
	{ "Place", NULL },
};

START_TEST(test_name)
{
	int want = names[_i].field == NULL ? -1 :
	    schema_field(&std.reg[0], str_of(names[_i].field));

	ck_assert_int_eq(map_find_field(index_, 0, str_of(names[_i].header)),
	    want);
}
END_TEST

/* A row of headers separated by '|'. */
static size_t
split(const char *text, struct str *field)
{
	struct str rest = str_of(text);
	size_t n = 0;

	while (str_next(&rest, '|', &field[n]))
		n++;
	return n;
}

static const struct {
	const char *headers, *ignore;
	const char *fields; /* per column; "-" none, "!" ignored */
	const char *code;   /* of the one finding, or NULL */
	const char *says;
} maps[] = {
	{ "Tag|Name", NULL, "asset_id|name", NULL, NULL },
	/* Two meanings: what the other columns leave. */
	{ "Tag|Title|Summary", NULL, "asset_id|name|note", NULL, NULL },
	{ "Tag|Summary|Comment", NULL, "asset_id|name|note", NULL, NULL },
	{ "Tag|Name|Purchase date|Date", NULL,
	    "asset_id|name|bought_on|sold_on", NULL, NULL },
	/* Neither is left out, but one is expected in every record. */
	{ "Tag|Summary", NULL, "asset_id|name", NULL, NULL },
	{ "Tag|Name|Date", NULL, "asset_id|name|-", "column-ambiguous",
	    "can mean \"Bought on\" or \"Sold on\"" },
	/* An own name stands above aliases. */
	{ "Tag|Name|Note|Summary", "Summary", "asset_id|name|note|!", NULL,
	    NULL },
	{ "Tag|Name|Colour", NULL, "asset_id|name|-", "column-unknown",
	    "column C, \"Colour\", is no column of Assets" },
	{ "Tag|Name|Coment", NULL, "asset_id|name|-", "column-unknown",
	    "did you mean \"Comment\" (Note)?" },
	{ "Tag|Name|Colour", "colour", "asset_id|name|!", NULL, NULL },
	{ "Tag|Name|ID", NULL, "asset_id|name|asset_id", "column-doubled",
	    "columns A, \"Tag\", and C, \"ID\", are both Asset ID" },
	{ "Tag|Name|Name", NULL, "asset_id|name|name", "column-doubled",
	    "columns B and C are both headed \"Name\"" },
	{ "Tag|Name|Tag", "Tag", "!|name|!", NULL, NULL },
	/* Repeated columns of a list are its items. */
	{ "Tag|Name|Labels|Label|Labels", NULL,
	    "asset_id|name|labels|labels|labels", NULL, NULL },
	/* A column without header is not judged by its header. */
	{ "Tag|Name|", NULL, "asset_id|name|-", NULL, NULL },
};

struct last {
	uint64_t n;
	char code[64], message[600];
};

static int
keep_last(void *ctx, const struct finding *f, struct err *e)
{
	struct last *l = ctx;

	(void)e;
	l->n++;
	snprintf(l->code, sizeof(l->code), "%s", f->code);
	snprintf(l->message, sizeof(l->message), "%.*s", (int)f->message.n,
	    f->message.p);
	return 0;
}

START_TEST(test_map)
{
	struct str header[16], want[16];
	struct header row = { .text = header, .row = 1, .line = 1 };
	const char *ignore[1] = { maps[_i].ignore };
	struct import_opts o = { .ignore_column = { ignore,
	    maps[_i].ignore != NULL } };
	struct finding place = { .file = STR("f.csv"), .reg = STR("assets"),
		.field = STR("") };
	struct finding_list l;
	struct last last = { 0 };
	struct mapping m;
	struct err e = { 0 };

	row.n = split(maps[_i].headers, header);
	ck_assert_uint_eq(split(maps[_i].fields, want), row.n);
	finding_init(&l);
	map_init(&m, &row);
	map_columns(&m, &(struct mapper){ .headers = index_,
	    .schema = &std.reg[0], .o = &o, .place = place, .findings = &l });
	for (size_t i = 0; i < m.n; i++) {
		const struct map_column *c = &m.column[i];
		const char *is = c->ignored ? "!" : c->field == FIELD_NOT ?
		    "-" : std.reg[0].field[c->field].name;

		if (!str_is(want[i], is))
			ck_abort_msg("%s: column %zu is %s", maps[_i].headers,
			    i, is);
	}
	ck_assert_int_eq(finding_each(&l, keep_last, &last, &e), 0);
	ck_assert_uint_eq(last.n, maps[_i].code != NULL);
	if (maps[_i].code != NULL) {
		ck_assert_str_eq(last.code, maps[_i].code);
		if (strstr(last.message, maps[_i].says) == NULL)
			ck_abort_msg("%s", last.message);
	}
	map_fini(&m);
	finding_fini(&l);
}
END_TEST

START_TEST(test_columns_of_list)
{
	struct str header[4];
	struct header row = { .text = header, .row = 1, .line = 1 };
	struct import_opts o = { .retire = 0 };
	struct finding place = { .file = STR("f"), .reg = STR(""),
		.field = STR("") };
	struct finding_list l;
	struct mapping m;
	int f = schema_field(&std.reg[0], STR("labels"));

	row.n = split("Label|Tag|Name|Labels", header);
	finding_init(&l);
	map_init(&m, &row);
	map_columns(&m, &(struct mapper){ .headers = index_,
	    .schema = &std.reg[0], .o = &o, .place = place, .findings = &l });
	ck_assert_uint_eq(m.field[f].n, 2);
	ck_assert_uint_eq(m.field[f].column[0], 0);
	ck_assert_uint_eq(m.field[f].column[1], 3);
	map_fini(&m);
	finding_fini(&l);
}
END_TEST

static const struct {
	const char *headers, *file;
	int reg;
	const char *why;
} registers[] = {
	{ "Asset ID|Name|Purchase date", "x.csv", 0, NULL },
	{ "Visit ID|Site|Date", "x.csv", 1, NULL },
	/* Without an id, by what makes the key. */
	{ "Site|Visited on", "x.csv", 1, NULL },
	{ "Site", "x.csv", -1, "no register has these columns" },
	{ "Apples|Pears", "x.csv", -1, "no register has these columns" },
	{ "ID|Name|Date", "x.csv", -1, "several registers (assets, visits)" },
	{ "ID|Name|Date", "my-assets-2026.csv", 0, NULL },
	{ "ID|Name|Date", "Visits.csv", 1, NULL },
	{ "ID|Name|Date", "assets-and-visits.csv", -1, "--register" },
	/* Headers that exports of one have, though no field takes them. */
	{ "ID|Name|Date|Weight|Height|Depth", "x.csv", 0, NULL },
	{ "ID|Name|Date|Weather|Mood|Wind", "x.csv", 1, NULL },
	/* The name does not outvote the columns. */
	{ "Asset ID|Name|Purchase date", "visits.csv", 0, NULL },
};

START_TEST(test_recognise)
{
	struct str header[8];
	struct header row = { .text = header, .row = 1, .line = 1 };
	struct mapping m;
	struct buf why;

	buf_init(&why, 4096);
	row.n = split(registers[_i].headers, header);
	map_init(&m, &row);
	ck_assert_int_eq(map_recognise(&m, index_, &std, registers[_i].file,
	    &why), registers[_i].reg);
	if (registers[_i].why != NULL)
		ck_assert_ptr_nonnull(strstr(buf_cstr(&why),
		    registers[_i].why));
	map_fini(&m);
	buf_fini(&why);
}
END_TEST

#define LOOP(tc, test, table) \
	tcase_add_loop_test(tc, test, 0, (int)(sizeof(table) / sizeof(*table)))

int
main(void)
{
	Suite *s = suite_create("map");
	TCase *tc = tcase_create("all");

	tcase_add_checked_fixture(tc, setup, teardown);
	LOOP(tc, test_name, names);
	LOOP(tc, test_map, maps);
	LOOP(tc, test_recognise, registers);
	tcase_add_test(tc, test_columns_of_list);
	suite_add_tcase(s, tc);
	return unit_run(s);
}

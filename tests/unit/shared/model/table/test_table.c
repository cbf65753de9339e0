/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Registers loaded from real stores: which records are alive, their cells,
 * references in any order of imports, batches and freshness.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include <check.h>

#include "shared/model/adopt.h"
#include "shared/model/table/table.h"
#include "tests/lib/unit.h"

#define KEYED(name, key, fields, keys, more)                                   \
	"{\"name\":\"" name "\",\"title\":\"T\",\"fields\":["                   \
	"{\"name\":\"" key "\",\"title\":\"Id\",\"type\":\"string\","           \
	"\"constraints\":{\"required\":true,\"unique\":true},"                 \
	"\"preaudit\":{\"type\":\"id\",\"need\":\"required\"}}" fields "],"     \
	"\"primaryKey\":[\"" key "\"]" keys ",\"preaudit\":{\"purpose\":\"p\"," \
	"\"kind\":\"list\",\"personal\":false" more "}}"
#define FIELD(name, outside, inside)                                           \
	",{\"name\":\"" name "\",\"title\":\"T\"," outside ",\"preaudit\":{"    \
	inside ",\"need\":\"optional\"}}"
#define TEXT "\"type\":\"string\""
#define LIST "\"type\":\"list\",\"itemType\":\"string\",\"delimiter\":\";\""
#define FOREIGN(field, reg, key)                                               \
	"{\"fields\":[\"" field "\"],\"reference\":{\"resource\":\"" reg        \
	"\",\"fields\":[\"" key "\"]}}"

static const char people[] = KEYED("people", "person_id",
    FIELD("name", TEXT, "\"type\":\"text\"")
    FIELD("email", TEXT, "\"type\":\"id\""), "",
    ",\"lookup\":[\"email\",\"name\"]");
static const char ghosts[] = KEYED("ghosts", "ghost_id",
    FIELD("of", TEXT, "\"type\":\"ref\",\"ref\":\"people\""),
    ",\"foreignKeys\":[" FOREIGN("of", "people", "person_id") "]", "");
static const char work[] = KEYED("work", "work_id",
    FIELD("who", TEXT, "\"type\":\"ref\",\"ref\":\"people\"")
    FIELD("helpers", LIST, "\"type\":\"ref\",\"ref\":\"people\",\"list\":true")
    FIELD("ghost", TEXT, "\"type\":\"ref\",\"ref\":\"ghosts\"")
    FIELD("after", TEXT, "\"type\":\"ref\",\"ref\":\"work\"")
    FIELD("status", TEXT ",\"constraints\":{\"enum\":[\"open\",\"done\"]}",
	"\"type\":\"word\",\"words\":{\"open\":[],\"done\":[]}")
    FIELD("topics", LIST, "\"type\":\"word\",\"list\":true,"
	"\"words\":{\"policy\":[],\"scope\":[]}")
    FIELD("clauses", LIST, "\"type\":\"clause\",\"list\":true")
    FIELD("score", "\"type\":\"number\"", "\"type\":\"percent\"")
    FIELD("ok", "\"type\":\"boolean\",\"trueValues\":[\"yes\"],"
	"\"falseValues\":[\"no\"]", "\"type\":\"yes-no\"")
    FIELD("done_on", "\"type\":\"date\"", "\"type\":\"date\"")
    FIELD("note", TEXT, "\"type\":\"text\"")
    FIELD("never", TEXT, "\"type\":\"text\""),
    ",\"foreignKeys\":[" FOREIGN("who", "people", "person_id") ","
    FOREIGN("ghost", "ghosts", "ghost_id") ","
    "{\"fields\":[\"after\"],\"reference\":{\"fields\":[\"work_id\"]}}]", "");

enum { WHO = 1, HELPERS, GHOST, AFTER, STATUS, TOPICS, CLAUSES, SCORE, OK,
	DONE_ON, NOTE, NEVER };

static char dir[UNIT_FOLDER_BYTES], *store_dir, *key_path;
static struct store store;
static struct standard standard;
static struct dataset data;
static bool loaded;

static void
put(const char *name, const char *text)
{
	char *path = path_join(dir, name), *slash = strrchr(path, '/');
	struct err e = { 0 };

	*slash = '\0';
	ck_assert_int_eq(dir_make(path, &e), 0);
	*slash = '/';
	ck_assert_int_eq(file_replace(path, str_of(text), 0644, &e), 0);
	free(path);
}

static void
make(void)
{
	struct store_init o = { .origin = "example.org/t",
		.organisation = "Example", .timezone = "Europe/Berlin",
		.now_s = 1767222000 };
	struct arena a = { .head = NULL };
	struct leaf_standard adopted;
	struct err e = { 0 };
	struct buf said;
	char *std;

	unit_folder(dir);
	put("standard/standard.json", "{\"name\":\"N\",\"edition\":\"1\","
	    "\"disclaimer\":\"D\",\"parameters\":{},\"milestones\":[]}");
	put("standard/clauses.json", "[{\"number\":\"4\",\"title\":\"A\","
	    "\"assessed\":true},{\"number\":\"8\",\"title\":\"B\","
	    "\"assessed\":false},{\"number\":\"8.5\",\"title\":\"C\","
	    "\"assessed\":true},{\"number\":\"10\",\"title\":\"D\","
	    "\"assessed\":true}]");
	put("standard/lists.json", "{}");
	std = path_join(dir, "standard");
	put("standard/registers/people.json", people);
	put("standard/registers/ghosts.json", ghosts);
	put("standard/registers/work.json", work);
	store_dir = path_join(dir, "store");
	key_path = path_join(dir, "key");
	o.dir = store_dir;
	o.key_path = key_path;
	buf_init(&said, BUF_MAX_DEFAULT);
	ck_assert_msg(standard_load_dir(&standard, std, &e) == 0, "%s", e.msg);
	adopt_leaf(&standard, "2026-01-01T00:00:00Z", &adopted, &o.file_bytes,
	    &a);
	o.standard = &adopted;
	ck_assert_msg(store_create(&o, &said, &e) == 0, "%s", e.msg);
	buf_fini(&said);
	arena_fini(&a);
	free(std);
	loaded = false;
}

static void
unload(void)
{
	if (!loaded)
		return;
	dataset_free(&data);
	store_close(&store);
	loaded = false;
}

static void
drop(void)
{
	struct err e;

	unload();
	standard_free(&standard);
	(void)dir_remove(dir, &e);
	free(store_dir);
	free(key_path);
}

struct batch {
	const char *reg, *header;
	const char *lines;     /* each with its LF, written as CR LF */
	bool is_state, is_full;
	const char *imported, *extracted;
	uint64_t refused;
	int undoes;            /* 0: none */
};

/* Appends one batch; returns its index. */
static uint64_t
add(struct batch b)
{
	static const char zeros[] = "0000000000000000000000000000000000000000"
	    "000000000000000000000000";
	struct leaf leaf = { .type = LEAF_BATCH };
	struct leaf_batch *l = &leaf.u.batch;
	struct arena a = { .head = NULL };
	struct str rest = str_of(b.lines), line;
	struct store_data d;
	struct store_txn t;
	struct err e = { 0 };
	struct buf text;
	uint64_t index, rows = 0;

	buf_init(&text, BUF_MAX_DEFAULT);
	ck_assert_msg(store_begin(&t, &(struct store_writer){ store_dir,
	    key_path, NULL, 1000, NULL }, NULL, &e) == 0, "%s", e.msg);
	index = store_txn_index(&t);
	buf_printf(&text, "%s\r\n", b.header);
	ck_assert_int_eq(store_data_begin(&t, &d, b.reg, buf_view(&text), &e),
	    0);
	while (str_next(&rest, '\n', &line)) {
		if (line.n == 0)
			continue;
		buf_reset(&text);
		buf_str(&text, line);
		buf_puts(&text, "\r\n");
		ck_assert_int_eq(store_data_put(&d, buf_view(&text), &e), 0);
		l->counts.retired += str_starts(line, STR("retire"));
		rows += !str_starts(line, STR("retire"));
	}
	l->is_state = b.is_state;
	l->is_full = b.is_full;
	l->imported = b.imported == NULL ? "2026-01-10T10:00:00Z" : b.imported;
	l->extracted = b.extracted;
	l->program = "test";
	l->header_row = 1;
	l->reg = b.reg;
	l->schema_sha256 = zeros;
	l->source = (struct leaf_file){ "f.csv", zeros, 1 };
	l->counts.refused = b.refused;
	l->counts.read = b.refused + rows;
	l->has_undoes = b.undoes > 0;
	l->undoes = (uint64_t)b.undoes;
	ck_assert_msg(store_data_end(&t, &d, l, &a, &e) == 0, "%s", e.msg);
	ck_assert_msg(store_txn_leaf(&t, &leaf, &e) == 0, "%s", e.msg);
	ck_assert_msg(store_commit(&t, &e) == 0, "%s", e.msg);
	store_end(&t);
	arena_fini(&a);
	buf_fini(&text);
	return index;
}

static int
try(uint64_t size, const struct dataset_want *want, struct err *e)
{
	int status;

	unload();
	ck_assert_msg(store_open(&store, store_dir, e) == 0, "%s", e->msg);
	status = dataset_load(&data, &store, &standard, size == 0 ?
	    store.head.size : size, want, e);
	if (status == 0)
		loaded = true;
	else
		store_close(&store);
	return status;
}

static void
load(void)
{
	struct err e = { 0 };

	ck_assert_msg(try(0, NULL, &e) == 0, "%s", e.msg);
}

static const struct table *
table(const char *reg)
{
	return &data.table[standard_register(&standard, str_of(reg))];
}

/* A cell of a record as text. */
static const char *
cell(const char *reg, const char *key, unsigned field)
{
	static char text[200];
	const struct table *t = table(reg);
	uint32_t i = table_find(t, str_of(key));
	struct buf b;

	ck_assert_msg(i != ROW_NONE, "no record %s", key);
	buf_init(&b, sizeof(text) - 1);
	table_cell(&data, t, i, field, &b);
	snprintf(text, sizeof(text), "%s", buf_cstr(&b));
	buf_fini(&b);
	return text;
}

/* All keys in record order, each with a blank behind it. */
static const char *
keys(const char *reg)
{
	static char text[500];
	const struct table *t = table(reg);
	size_t n = 0;

	text[0] = '\0';
	for (uint32_t i = 0; i < t->n; i++)
		n += (size_t)snprintf(text + n, sizeof(text) - n, "%.*s ",
		    STR_ARG(table_key(t, i)));
	return text;
}

#define PEOPLE "op,batch,row,person_id,name,email"
#define WORK "op,batch,row,work_id,who,helpers,ghost,after,status,topics,"     \
	"clauses,score,ok,done_on,note,never"

START_TEST(test_nothing)
{
	const struct table *t;

	load();
	t = table("people");
	ck_assert(!t->supplied);
	ck_assert_uint_eq(t->n, 0);
	ck_assert_int_eq(t->extracted, DATE_NONE);
	ck_assert_uint_eq(table_find(t, STR("P1")), ROW_NONE);
	ck_assert_str_eq(table_text(t, 0), "");
	ck_assert_uint_eq(data.nbatches, 0);
}
END_TEST

START_TEST(test_cells)
{
	const struct table *t;

	add((struct batch){ .reg = "work", .header = WORK, .lines =
	    "put,2,5,W1,P9,a;b\\;c,,,done,policy;scope,8.5;4-10,95.5,yes,"
	    "2026-02-28,\"a \"\"b\"\", c\",\n"
	    "put,2,6,W2,,,,,open,,,0,no,,\" x\",\n"
	    "put,2,7,W3,,,,,,,,,,,,\n" });
	load();
	t = table("work");
	ck_assert_uint_eq(t->n, 3);
	ck_assert(t->supplied);
	ck_assert_str_eq(cell("work", "W1", 0), "W1");
	ck_assert_str_eq(cell("work", "W1", WHO), "P9");
	ck_assert_str_eq(cell("work", "W1", HELPERS), "a;b\\;c");
	ck_assert_str_eq(cell("work", "W1", STATUS), "done");
	ck_assert_str_eq(cell("work", "W1", TOPICS), "policy;scope");
	ck_assert_str_eq(cell("work", "W1", CLAUSES), "8.5;4-10");
	ck_assert_str_eq(cell("work", "W1", SCORE), "95.5");
	ck_assert_str_eq(cell("work", "W1", OK), "yes");
	ck_assert_str_eq(cell("work", "W1", DONE_ON), "2026-02-28");
	ck_assert_str_eq(cell("work", "W1", NOTE), "a \"b\", c");
	ck_assert_str_eq(cell("work", "W2", SCORE), "0");
	ck_assert_str_eq(cell("work", "W2", OK), "no");
	ck_assert_str_eq(cell("work", "W2", NOTE), " x");
	for (unsigned f = 1; f <= NEVER; f++)
		ck_assert_str_eq(cell("work", "W3", f), "");
	/* The forms behind the texts. */
	ck_assert_int_eq(t->column[DONE_ON].date[1], DATE_NONE);
	ck_assert(isnan(t->column[SCORE].number[2]));
	ck_assert_uint_eq(t->column[STATUS].word[2], WORD_NONE);
	ck_assert_uint_eq(t->column[OK].yesno[2], YESNO_EMPTY);
	ck_assert_uint_eq(t->column[WHO].ref[1], ROW_NONE);
	ck_assert_uint_eq(t->column[TOPICS].start[1], 2);
	ck_assert_uint_eq(t->column[TOPICS].start[3], 2);
	ck_assert_ptr_null(t->column[NEVER].text);
	ck_assert_ptr_null(t->column[GHOST].ref);
	/* Where they came from. */
	ck_assert_uint_eq(t->batch[1], 2);
	ck_assert_uint_eq(t->row[1], 6);
}
END_TEST

/* Changes, a whole state, and what is known at an earlier size. */
START_TEST(test_parts)
{
	struct err e = { 0 };
	uint64_t first, second;

	first = add((struct batch){ .reg = "people", .header = PEOPLE,
	    .lines = "put,2,2,P1,One,\nput,2,3,P2,Two,\nput,2,4,P3,Three,\n" });
	second = add((struct batch){ .reg = "people", .header = PEOPLE,
	    .lines = "put,3,2,P2,Second,\nretire,3,,P1,,\nput,3,5,P4,Four,\n"
	    "retire,3,,P99,,\n" });
	load();
	ck_assert_str_eq(keys("people"), "P2 P3 P4 ");
	ck_assert_str_eq(cell("people", "P2", 1), "Second");
	ck_assert_uint_eq(table("people")->batch[0], second);
	ck_assert_uint_eq(table("people")->batch[1], first);
	ck_assert_uint_eq(table_find(table("people"), STR("P1")), ROW_NONE);
	/* One that was retired comes back. */
	add((struct batch){ .reg = "people", .header = PEOPLE,
	    .lines = "put,4,2,P1,Again,\n" });
	load();
	ck_assert_str_eq(keys("people"), "P2 P3 P4 P1 ");
	ck_assert_str_eq(cell("people", "P1", 1), "Again");
	/* A state file stands for all before it, its own retirements too. */
	add((struct batch){ .reg = "people", .header = PEOPLE,
	    .is_state = true, .lines = "put,3,2,P2,Second,\n"
	    "retire,5,,P3,,\nput,5,9,P5,Five,\n" });
	load();
	ck_assert_str_eq(keys("people"), "P2 P5 ");
	ck_assert_int_eq(try(first + 1, NULL, &e), 0);
	ck_assert_str_eq(keys("people"), "P1 P2 P3 ");
	ck_assert_str_eq(cell("people", "P2", 1), "Two");
	ck_assert_uint_eq(data.size, first + 1);
	ck_assert_int_eq(try(first, NULL, &e), 0);
	ck_assert(!table("people")->supplied);
	ck_assert_int_eq(try(99, NULL, &e), -1);
	ck_assert_int_eq(e.code, ERR_USAGE);
}
END_TEST

/* An erased line is no record and takes none away. */
START_TEST(test_erased)
{
	add((struct batch){ .reg = "people", .header = PEOPLE,
	    .lines = "put,2,2,P1,One,\n#erased 00112233445566778899aabbccddeeff"
	    "00112233445566778899aabbccddeeff\nput,2,4,P3,Three,\n" });
	load();
	ck_assert_str_eq(keys("people"), "P1 P3 ");
}
END_TEST

/* Files of an older or newer standard: columns by name, in any order. */
START_TEST(test_columns)
{
	add((struct batch){ .reg = "people",
	    .header = "op,batch,row,email,gone,person_id,salt",
	    .lines = "put,2,2,a@x.org,g,P1,AAAAAAAAAAAAAAAAAAAAAA\n"
	    "put,2,3,,,P2,AAAAAAAAAAAAAAAAAAAAAA\n" });
	add((struct batch){ .reg = "people", .header = PEOPLE,
	    .lines = "put,3,2,P2,Two,b@x.org\n" });
	load();
	ck_assert_str_eq(cell("people", "P1", 2), "a@x.org");
	ck_assert_str_eq(cell("people", "P1", 1), "");
	ck_assert_str_eq(cell("people", "P2", 1), "Two");
	ck_assert_str_eq(cell("people", "P2", 2), "b@x.org");
}
END_TEST

/* What today's types cannot read is empty, as are words no longer known. */
START_TEST(test_old_values)
{
	const struct table *t;

	add((struct batch){ .reg = "work", .header = WORK, .lines =
	    "put,2,2,W1,,,,,begun,policy;risks,,many,maybe,soon,,\n"
	    "put,2,3,W2,,,,,done,risks,,1,yes,2026-01-01,,\n" });
	load();
	t = table("work");
	ck_assert_uint_eq(t->column[STATUS].word[0], WORD_NONE);
	ck_assert_str_eq(cell("work", "W1", TOPICS), "policy");
	ck_assert_str_eq(cell("work", "W2", TOPICS), "");
	ck_assert_str_eq(cell("work", "W1", SCORE), "");
	ck_assert_str_eq(cell("work", "W1", OK), "");
	ck_assert_str_eq(cell("work", "W1", DONE_ON), "");
	ck_assert_str_eq(cell("work", "W2", DONE_ON), "2026-01-01");
}
END_TEST

static void
add_people(void)
{
	add((struct batch){ .reg = "people", .header = PEOPLE, .lines =
	    "put,2,2,P1,Ada M\xc3\xbcller,ada@x.org\nput,2,3,P2,Bo Berg,\n"
	    "put,2,4,P3,bo  berg,bo3@x.org\nput,2,5,P4,P1,\n" });
}

static void
add_work(void)
{
	add((struct batch){ .reg = "work", .header = WORK, .lines =
	    "put,2,2,W1,P1,P2;ADA@X.ORG;Bo Berg,G1,W2,,,,,,,,\n"
	    "put,2,3,W2,ada muller,,G2,W1,,,,,,,,\n"
	    "put,2,4,W3,Bo Berg,,,W9,,,,,,,,\nput,2,5,W4,Nobody,,,,,,,,,,,\n"
	    "put,2,6,W5,BO3@x.org,,,,,,,,,,,\n" });
}

static bool
is_text(const struct table *t, unsigned field, const char *key)
{
	uint32_t r = t->column[field].ref[table_find(t, str_of(key))];

	return r != ROW_NONE && (r & REF_TEXT) != 0;
}

/* Which of the two registers came first makes no difference. */
START_TEST(test_references)
{
	const struct table *t, *p;

	if (_i == 0)
		add_people();
	add_work();
	if (_i == 1) {
		/* Until people are there, everything stays as written. */
		load();
		ck_assert(is_text(table("work"), WHO, "W1"));
		ck_assert_str_eq(cell("work", "W2", WHO), "ada muller");
		add_people();
	}
	load();
	t = table("work");
	p = table("people");
	ck_assert_uint_eq(t->column[WHO].ref[table_find(t, STR("W1"))],
	    table_find(p, STR("P1")));
	ck_assert_str_eq(cell("work", "W1", WHO), "P1");     /* not P4's name */
	ck_assert_str_eq(cell("work", "W2", WHO), "P1");     /* by name */
	ck_assert_str_eq(cell("work", "W5", WHO), "P3");     /* by e-mail */
	ck_assert(is_text(t, WHO, "W3"));                    /* two of them */
	ck_assert_str_eq(cell("work", "W3", WHO), "Bo Berg");
	ck_assert(is_text(t, WHO, "W4"));                    /* nobody */
	ck_assert_str_eq(cell("work", "W4", WHO), "Nobody");
	ck_assert_str_eq(cell("work", "W1", HELPERS), "P2;P1;Bo Berg");
	ck_assert_uint_eq(t->column[HELPERS].item[0],
	    table_find(p, STR("P2")));
	ck_assert_uint_eq(t->column[HELPERS].item[2] & REF_TEXT, REF_TEXT);
	/* A register never supplied, and the register itself. */
	ck_assert(is_text(t, GHOST, "W1") && is_text(t, GHOST, "W2"));
	ck_assert_str_eq(cell("work", "W1", GHOST), "G1");
	ck_assert_uint_eq(t->column[AFTER].ref[table_find(t, STR("W1"))],
	    table_find(t, STR("W2")));
	ck_assert(is_text(t, AFTER, "W3"));
}
END_TEST

/* A field of two registers with one text: each answer is of its register. */
START_TEST(test_same_text_two_targets)
{
	const struct table *t;

	add((struct batch){ .reg = "people", .header = PEOPLE,
	    .lines = "put,2,2,Z,,\nput,2,3,X,,\n" });
	add((struct batch){ .reg = "ghosts", .header = "op,batch,row,ghost_id",
	    .lines = "put,3,2,X\nput,3,3,Y\n" });
	add((struct batch){ .reg = "work", .header =
	    "op,batch,row,work_id,who,ghost", .lines = "put,4,2,W1,X,X\n" });
	load();
	t = table("work");
	ck_assert_uint_eq(t->column[WHO].ref[0], 1);
	ck_assert_uint_eq(t->column[GHOST].ref[0], 0);
}
END_TEST

/* Texts at one offset of two tables are two texts. */
START_TEST(test_same_offset_two_tables)
{
	const struct table *g, *w;

	add((struct batch){ .reg = "people", .header = PEOPLE,
	    .lines = "put,2,2,P1,,\nput,2,3,P2,,\n" });
	add((struct batch){ .reg = "ghosts", .header =
	    "op,batch,row,ghost_id,of", .lines = "put,3,2,G,P1\n" });
	add((struct batch){ .reg = "work", .header =
	    "op,batch,row,work_id,who", .lines = "put,4,2,W,P2\n" });
	load();
	g = table("ghosts");
	w = table("work");
	ck_assert_uint_eq(g->column[1].ref[0], 0);
	ck_assert_uint_eq(w->column[WHO].ref[0], 1);
}
END_TEST

/*
 * A text that is the beginning of one seen before is a text of its own, also
 * where both have the same place in a table of recent texts.
 */
START_TEST(test_beginnings)
{
	char lines[200], longer[32], shorter[32];
	unsigned i = 0;

	do {
		snprintf(shorter, sizeof(shorter), "N%u", i);
		snprintf(longer, sizeof(longer), "N%u-tail", i++);
		ck_assert_uint_lt(i, 10000000);
	} while ((str_hash(str_of(shorter)) & 0xffff) !=
	    (str_hash(str_of(longer)) & 0xffff));
	snprintf(lines, sizeof(lines), "put,2,2,P1,%s,\nput,2,3,P2,%s,\n",
	    longer, shorter);
	add((struct batch){ .reg = "people", .header = PEOPLE,
	    .lines = lines });
	load();
	ck_assert_str_eq(cell("people", "P1", 1), longer);
	ck_assert_str_eq(cell("people", "P2", 1), shorter);
}
END_TEST

/* Only what is wanted, the key, and what references are resolved by. */
START_TEST(test_want)
{
	bool flag[13] = { false };
	struct dataset_want want = { { NULL } };
	struct err e = { 0 };
	const struct table *t;

	add_people();
	add_work();
	flag[WHO] = true;
	want.field[standard_register(&standard, STR("work"))] = flag;
	ck_assert_msg(try(0, &want, &e) == 0, "%s", e.msg);
	t = table("work");
	ck_assert_ptr_nonnull(t->column[0].text);
	ck_assert_str_eq(cell("work", "W2", WHO), "P1");
	ck_assert_ptr_null(t->column[HELPERS].start);
	ck_assert_ptr_null(t->column[AFTER].ref);
	ck_assert(!flag[0]);
	flag[WHO] = false;
	ck_assert_int_eq(try(0, &want, &e), 0);
	ck_assert_ptr_null(table("people")->column[1].text);
	ck_assert_uint_eq(table("people")->n, 4);
}
END_TEST

START_TEST(test_order)
{
	const struct table *t;
	struct buf b;

	add((struct batch){ .reg = "ghosts", .header = "op,batch,row,ghost_id",
	    .lines = "put,2,1,a\nput,2,2,ab\nput,2,3,b\n" });
	load();
	ck_assert_ptr_null(table("ghosts")->by_key);
	/* Long beginnings alike, one the start of another, bytes over 127. */
	buf_init(&b, BUF_MAX_DEFAULT);
	for (unsigned i = 0; i < 2000; i++)
		buf_printf(&b, "put,3,1,pre-%u%s%u\n", i * 7919u % 2000 / 10,
		    i % 3 == 0 ? "" : "-the-same-long-middle-", i % 10 + i);
	buf_puts(&b, "put,3,1,pre-\nput,3,1,pre-\xc3\xa9\nput,3,1,pre-1\n");
	add((struct batch){ .reg = "ghosts", .header = "op,batch,row,ghost_id",
	    .is_state = true, .lines = buf_cstr(&b) });
	buf_fini(&b);
	load();
	t = table("ghosts");
	ck_assert_ptr_nonnull(t->by_key);
	ck_assert_uint_gt(t->n, 1900);
	for (uint32_t i = 1; i < t->n; i++)
		ck_assert_int_lt(str_cmp(table_key(t, t->by_key[i - 1]),
		    table_key(t, t->by_key[i])), 0);
	for (uint32_t i = 0; i < t->n; i++)
		ck_assert_uint_eq(table_find(t, table_key(t, i)), i);
}
END_TEST

/* Many records, some repeated, retired and back: the index holds. */
START_TEST(test_many)
{
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	for (int i = 0; i < 20000; i++)
		buf_printf(&b, "put,2,%d,P%d,Name %d,\n", i, i, i % 50);
	add((struct batch){ .reg = "people", .header = PEOPLE,
	    .lines = buf_cstr(&b) });
	buf_reset(&b);
	for (int i = 0; i < 20000; i += 2)
		buf_printf(&b, "retire,3,,P%d,,\n", i);
	add((struct batch){ .reg = "people", .header = PEOPLE,
	    .lines = buf_cstr(&b) });
	buf_fini(&b);
	load();
	ck_assert_uint_eq(table("people")->n, 10000);
	for (int i = 0; i < 20000; i++) {
		char key[16], want[24];
		uint32_t r;

		snprintf(key, sizeof(key), "P%d", i);
		r = table_find(table("people"), str_of(key));
		ck_assert_int_eq(r == ROW_NONE, i % 2 == 0);
		if (r == ROW_NONE)
			continue;
		snprintf(want, sizeof(want), "Name %d", i % 50);
		ck_assert_str_eq(cell("people", key, 1), want);
	}
	/* Fifty names, not ten thousand copies. */
	ck_assert_uint_lt(table("people")->arena_n, 10000 * 7 + 50 * 9);
}
END_TEST

/* Keys that canonical CSV must quote. */
START_TEST(test_quoted_keys)
{
	add((struct batch){ .reg = "people", .header = PEOPLE, .lines =
	    "put,2,2,\"a,b\",One,\nput,2,3,\"a,b\"\"\",Two,\n"
	    "put,2,4,a,Three,\nput,2,5,\"a,b\",Four,\n" });
	load();
	ck_assert_uint_eq(table("people")->n, 3);
	ck_assert_str_eq(cell("people", "a,b", 1), "Four");
	ck_assert_str_eq(cell("people", "a,b\"", 1), "Two");
	ck_assert_str_eq(cell("people", "a", 1), "Three");
}
END_TEST

static int32_t
day(const char *z)
{
	int32_t d;

	ck_assert(date_parse_iso(str_of(z), &d));
	return d;
}

START_TEST(test_batches)
{
	const struct table *t;
	uint64_t first, second, third;

	/* 23:30 in UTC is the next day in Berlin. */
	first = add((struct batch){ .reg = "people", .header = PEOPLE,
	    .lines = "put,2,2,P1,,\n", .imported = "2026-01-31T23:30:00Z",
	    .refused = 4 });
	load();
	ck_assert_uint_eq(data.nbatches, 1);
	ck_assert_uint_eq(data.batch[0].index, first);
	ck_assert_int_eq(data.batch[0].imported, day("2026-02-01"));
	ck_assert_int_eq(data.batch[0].extracted, day("2026-02-01"));
	ck_assert_uint_eq(table("people")->refused, 4);
	second = add((struct batch){ .reg = "people", .header = PEOPLE,
	    .lines = "put,3,2,P2,,\n", .imported = "2026-04-02T08:00:00Z",
	    .extracted = "2026-03-31" });
	load();
	t = table("people");
	ck_assert_int_eq(data.batch[1].extracted, day("2026-03-31"));
	ck_assert_int_eq(t->extracted, day("2026-03-31"));
	ck_assert_uint_eq(t->refused, 0);
	/* Older records brought in later do not make the register older. */
	third = add((struct batch){ .reg = "people", .header = PEOPLE,
	    .lines = "put,4,2,P3,,\n", .imported = "2026-04-03T08:00:00Z",
	    .extracted = "2025-12-31", .refused = 2 });
	load();
	ck_assert_int_eq(table("people")->extracted, day("2026-03-31"));
	ck_assert_uint_eq(table("people")->refused, 2);
	/* An undo: the batch is gone, the undoing one is no newer evidence. */
	add((struct batch){ .reg = "people", .header = PEOPLE,
	    .lines = "retire,5,,P2,,\n", .imported = "2026-05-01T08:00:00Z",
	    .undoes = (int)second });
	load();
	ck_assert_uint_eq(data.nbatches, 3);
	ck_assert_uint_eq(data.batch[1].index, third);
	ck_assert_uint_eq(data.batch[2].index, third + 1);
	ck_assert_int_eq(table("people")->extracted, day("2026-02-01"));
	ck_assert_uint_eq(table("people")->refused, 2);
	/* Undone itself, it undoes nothing. */
	add((struct batch){ .reg = "people", .header = PEOPLE,
	    .lines = "put,6,2,P2,,\n", .imported = "2026-05-02T08:00:00Z",
	    .undoes = (int)third + 1 });
	load();
	ck_assert_uint_eq(data.nbatches, 4);
	ck_assert_uint_eq(data.batch[1].index, second);
	ck_assert_int_eq(table("people")->extracted, day("2026-03-31"));
	/* A whole import stands for all before it. */
	add((struct batch){ .reg = "people", .header = PEOPLE,
	    .lines = "put,7,2,P2,,\n", .imported = "2026-05-03T08:00:00Z",
	    .is_full = true, .extracted = "2026-01-15" });
	load();
	ck_assert_int_eq(table("people")->extracted, day("2026-01-15"));
	/* None of this is any other register's business. */
	ck_assert_int_eq(table("ghosts")->extracted, DATE_NONE);
}
END_TEST

/* A batch whose rows were all refused says nothing of its register. */
START_TEST(refused_supply)
{
	const struct table *t;

	add((struct batch){ .reg = "people", .header = PEOPLE, .lines = "",
	    .is_state = true, .is_full = true, .refused = 2 });
	load();
	t = table("people");
	ck_assert_uint_eq(data.nbatches, 1);
	ck_assert(!t->supplied);
	ck_assert_uint_eq(t->refused, 2);
	ck_assert_int_eq(t->extracted, DATE_NONE);
	ck_assert(!store_supplies(&store, "people", store.head.size));
	/* One good row beside them is enough. */
	add((struct batch){ .reg = "people", .header = PEOPLE,
	    .lines = "put,3,2,P1,,\n", .is_full = true, .refused = 2,
	    .extracted = "2026-01-05" });
	load();
	t = table("people");
	ck_assert(t->supplied);
	ck_assert_int_eq(t->extracted, day("2026-01-05"));
	ck_assert(store_supplies(&store, "people", store.head.size));
	/* Refused again, the register is as old as it was. */
	add((struct batch){ .reg = "people", .header = PEOPLE, .lines = "",
	    .is_full = true, .refused = 3, .extracted = "2026-01-09" });
	load();
	t = table("people");
	ck_assert(t->supplied);
	ck_assert_uint_eq(t->n, 1);
	ck_assert_uint_eq(t->refused, 3);
	ck_assert_int_eq(t->extracted, day("2026-01-05"));
	/* What it withdraws it says. */
	add((struct batch){ .reg = "people", .header = PEOPLE,
	    .lines = "retire,5,,P1,,\n", .is_full = true, .refused = 1,
	    .extracted = "2026-01-10" });
	load();
	ck_assert_uint_eq(table("people")->n, 0);
	ck_assert_int_eq(table("people")->extracted, day("2026-01-10"));
}
END_TEST

/* A register whose only import was undone is as if never supplied. */
START_TEST(undone_supply)
{
	uint64_t first = add((struct batch){ .reg = "people",
	    .header = PEOPLE, .lines = "put,2,2,P1,,\n", .is_state = true });

	load();
	ck_assert(table("people")->supplied);
	add((struct batch){ .reg = "people", .header = PEOPLE,
	    .lines = "retire,3,,P1,,\n", .undoes = (int)first });
	load();
	ck_assert(!table("people")->supplied);
	ck_assert_uint_eq(table("people")->n, 0);
	ck_assert_int_eq(table("people")->extracted, DATE_NONE);
	add((struct batch){ .reg = "people", .header = PEOPLE,
	    .lines = "put,2,2,P1,,\n", .undoes = (int)first + 1 });
	load();
	ck_assert(table("people")->supplied);
	ck_assert_uint_eq(table("people")->batch[0], first);
}
END_TEST

static const struct {
	const char *header, *lines;
	enum err_code code;
	const char *say;
} broken[] = {
	{ "op,batch,row,name", "put,2,1,x\n", ERR_CONFIG,
	    "has no column \"person_id\"" },
	{ "op,row,batch,person_id", "put,2,1,x\n", ERR_INTEGRITY,
	    "does not begin with" },
	{ "op", "put\n", ERR_INTEGRITY, "there is no header" },
	{ "op,batch,row,person_id,person_id", "put,2,1,x,y\n", ERR_INTEGRITY,
	    "a column twice" },
	{ PEOPLE, "put,2,1,P1,a\n", ERR_INTEGRITY, "columns of the header" },
	{ PEOPLE, "put,2,1,P1,a,b,c\n", ERR_INTEGRITY, "not canonical" },
	{ PEOPLE, "put,2,1,,a,\n", ERR_INTEGRITY, "its key is empty" },
	{ PEOPLE, "drop,2,1,P1,a,\n", ERR_INTEGRITY, "neither put nor" },
	{ PEOPLE, ",2,1,P1,a,\n", ERR_INTEGRITY, "neither put nor" },
	{ PEOPLE, "put,2,1,P1,\"a\",\n", ERR_INTEGRITY, "not canonical" },
	{ PEOPLE, "put,x,1,P1,a,\n", ERR_INTEGRITY, "batch or row" },
	{ PEOPLE, "put,9,1,P1,a,\n", ERR_INTEGRITY, "batch or row" },
	{ PEOPLE, "put,2,01,P1,a,\n", ERR_INTEGRITY, "batch or row" },
	{ PEOPLE, "put,2,4294967296,P1,a,\n", ERR_INTEGRITY, "batch or row" },
};

/* Signed, but not what any program of ours writes. */
START_TEST(test_broken)
{
	struct err e = { 0 };

	add((struct batch){ .reg = "people", .header = broken[_i].header,
	    .lines = broken[_i].lines });
	ck_assert_int_eq(try(0, NULL, &e), -1);
	ck_assert_msg(e.code == broken[_i].code, "%s", e.msg);
	ck_assert_msg(strstr(e.msg, broken[_i].say) != NULL,
	    "\"%s\" lacks \"%s\"", e.msg, broken[_i].say);
	ck_assert_msg(strstr(e.msg, "data/000002-people.csv") != NULL, "%s",
	    e.msg);
}
END_TEST

START_TEST(test_altered)
{
	struct err e = { 0 };
	char *path;

	add_people();
	path = path_join(store_dir, "data/000002-people.csv");
	ck_assert_int_eq(file_replace(path, STR(PEOPLE "\r\n"
	    "put,2,2,P1,Eve,\r\n"), 0444, &e), 0);
	free(path);
	ck_assert_int_eq(try(0, NULL, &e), -1);
	ck_assert_int_eq(e.code, ERR_INTEGRITY);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("table");
	TCase *t = tcase_create("all");

	tcase_add_checked_fixture(t, make, drop);
	tcase_add_test(t, undone_supply);
	tcase_add_test(t, refused_supply);
	tcase_add_test(t, test_nothing);
	tcase_add_test(t, test_cells);
	tcase_add_test(t, test_parts);
	tcase_add_test(t, test_erased);
	tcase_add_test(t, test_columns);
	tcase_add_test(t, test_old_values);
	tcase_add_loop_test(t, test_references, 0, 2);
	tcase_add_test(t, test_same_text_two_targets);
	tcase_add_test(t, test_same_offset_two_tables);
	tcase_add_test(t, test_beginnings);
	tcase_add_test(t, test_want);
	tcase_add_test(t, test_order);
	tcase_add_test(t, test_many);
	tcase_add_test(t, test_quoted_keys);
	tcase_add_test(t, test_batches);
	tcase_add_loop_test(t, test_broken, 0,
	    sizeof(broken) / sizeof(broken[0]));
	tcase_add_test(t, test_altered);
	suite_add_tcase(s, t);
	return unit_run(s);
}

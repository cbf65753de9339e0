/* SPDX-License-Identifier: Apache-2.0 */
/* What the plan compares with: the index of a register's records. */
#include <stdio.h>
#include <unistd.h>

#include "importer/state/state.h"
#include "tests/lib/registers.h"
#include "tests/lib/unit.h"

static struct field fields[] = {
	{ .name = "id", .title = "ID", .type = FIELD_ID, .is_key = true,
	    .need = NEED_REQUIRED },
	{ .name = "text", .title = "Text", .type = FIELD_TEXT },
	{ .name = "tags", .title = "Tags", .type = FIELD_TEXT, .list = true },
};
static struct schema plain = { .name = "things", .title = "Things",
	FIELDS(fields) };
static struct schema personal = { .name = "things", .title = "Things",
	FIELDS(fields), .personal = true };

/* A store of data files, without a log to read them from. */
struct fake {
	char dir[64];
	struct store store;
	struct leaf leaf[8];
	char path[8][32], sha[8][SHA256_HEX + 1];
};

static void
fake_init(struct fake *f)
{
	struct err e = { 0 };
	char *data;

	*f = (struct fake){ .dir = "/tmp/preaudit-plan-XXXXXX" };
	ck_assert_ptr_nonnull(mkdtemp(f->dir));
	data = path_join(f->dir, "data");
	ck_assert_int_eq(dir_make(data, &e), 0);
	free(data);
	f->store.dir = f->dir;
	f->store.leaf = f->leaf;
}

static void
fake_fini(struct fake *f)
{
	struct err e = { 0 };

	ck_assert_int_eq(dir_remove(f->dir, &e), 0);
}

static void
fake_add(struct fake *f, bool is_state, uint64_t rows, const char *text)
{
	uint64_t i = f->store.head.size++;
	struct err e = { 0 };
	char *full;

	snprintf(f->path[i], sizeof(f->path[i]), "data/%06d-things.csv",
	    (int)i);
	sha256_hex(f->sha[i], str_of(text));
	f->leaf[i] = (struct leaf){ .type = LEAF_BATCH, .u.batch = {
		.reg = "things", .path = f->path[i], .sha256 = f->sha[i],
		.bytes = strlen(text), .rows = rows, .is_state = is_state } };
	full = path_join(f->dir, f->path[i]);
	ck_assert_int_eq(file_replace(full, str_of(text), 0644, &e), 0);
	free(full);
}

static struct state_entry *
find(struct state *s, const char *key)
{
	return state_find(s, str_of(key), state_hash(s, str_of(key)));
}

static bool
is_live(struct state *s, const char *key)
{
	struct state_entry *x = find(s, key);

	return x != NULL && (x->place & ENTRY_GONE) == 0;
}

#define HEAD "op,batch,row,id,text,tags\r\n"

START_TEST(test_history)
{
	struct fake f;
	struct state s;
	struct err e = { 0 };

	fake_init(&f);
	fake_add(&f, false, 1, HEAD "put,0,2,old,never read,\r\n");
	fake_add(&f, true, 4, HEAD "put,1,2,a,one,\r\nput,1,3,b,two,\r\n"
	    "put,1,4,\"c,d\",three,\r\nput,1,5,e,,\r\n");
	fake_add(&f, false, 3, HEAD "put,2,2,b,changed,\r\n"
	    "retire,2,,a,,\r\nput,2,4,f,new,\r\n");
	fake_add(&f, false, 2, HEAD "put,3,9,a,back,\r\nretire,3,,e,,\r\n");
	ck_assert_int_eq(state_load(&s, &f.store, &plain, &e), 0);
	ck_assert_uint_eq(s.nparts, 3);
	ck_assert_uint_eq(s.live, 4);
	ck_assert_uint_eq(s.since_state, 5);
	ck_assert(!s.any_other_header);
	ck_assert_ptr_null(find(&s, "old"));
	ck_assert_ptr_null(find(&s, "c"));
	ck_assert(is_live(&s, "a") && is_live(&s, "b") &&
	    is_live(&s, "\"c,d\"") && is_live(&s, "f"));
	ck_assert(!is_live(&s, "e"));
	ck_assert_uint_eq(state_batch(&s, find(&s, "a")->place), 3);
	ck_assert_uint_eq(state_batch(&s, find(&s, "b")->place), 2);
	ck_assert_uint_eq(state_batch(&s, find(&s, "\"c,d\"")->place), 1);
	ck_assert(state_same(&s, find(&s, "a")->place, STR("a,back,")));
	ck_assert(!state_same(&s, find(&s, "a")->place, STR("a,one,")));
	ck_assert(!state_same(&s, find(&s, "a")->place, STR("a,bac,")));
	ck_assert(!state_same(&s, find(&s, "a")->place, STR("a,back,x")));
	state_free(&s);
	fake_fini(&f);
}
END_TEST

START_TEST(test_empty)
{
	struct fake f;
	struct state s;
	struct err e = { 0 };

	fake_init(&f);
	ck_assert_int_eq(state_load(&s, &f.store, &plain, &e), 0);
	ck_assert_uint_eq(s.nparts, 0);
	ck_assert_ptr_null(find(&s, "a"));
	state_free(&s);
	fake_fini(&f);
}
END_TEST

/* Lists compare as sets, other fields as they stand. */
static const struct {
	const char *fields;
	bool same;
} lists[] = {
	{ "a,t,x;y;z", true }, { "a,t,z;y;x", true }, { "a,t,x;y;z;x", true },
	{ "a,t,x;y", false }, { "a,t,x;y;w", false }, { "a,t,", false },
	{ "a,T,x;y;z", false }, { "a,t,x\\;y;z", false },
};

START_TEST(test_lists)
{
	struct fake f;
	struct state s;
	struct err e = { 0 };

	fake_init(&f);
	fake_add(&f, true, 1, HEAD "put,0,2,a,t,x;y;z\r\n");
	ck_assert_int_eq(state_load(&s, &f.store, &plain, &e), 0);
	ck_assert_int_eq(state_same(&s, find(&s, "a")->place,
	    str_of(lists[_i].fields)), lists[_i].same);
	state_free(&s);
	fake_fini(&f);
}
END_TEST

#define SALT "AAAAAAAAAAAAAAAAAAAAAA"

/* Salts and erased lines. */
START_TEST(test_personal)
{
	struct fake f;
	struct state s;
	struct err e = { 0 };

	fake_init(&f);
	fake_add(&f, true, 3, "op,batch,row,id,text,tags,salt\r\n"
	    "put,0,2,a,one,," SALT "\r\n"
	    "#erased 0123456789abcdef0123456789abcdef"
	    "0123456789abcdef0123456789abcdef\r\n"
	    "put,0,4,b,\"two, three\",x;y," SALT "\r\n");
	ck_assert_int_eq(state_load(&s, &f.store, &personal, &e), 0);
	ck_assert_uint_eq(s.live, 2);
	ck_assert(state_same(&s, find(&s, "a")->place, STR("a,one,")));
	ck_assert(!state_same(&s, find(&s, "a")->place, STR("a,on,")));
	ck_assert(state_same(&s, find(&s, "b")->place,
	    STR("b,\"two, three\",y;x")));
	state_free(&s);
	fake_fini(&f);
}
END_TEST

/* Lines of an older schema: other columns, another order. */
START_TEST(test_older_schema)
{
	struct fake f;
	struct state s;
	struct err e = { 0 };
	struct buf b;

	fake_init(&f);
	fake_add(&f, true, 2, "op,batch,row,gone,text,id\r\n"
	    "put,0,2,x,one,a\r\nput,0,3,,two,b\r\n");
	ck_assert_int_eq(state_load(&s, &f.store, &plain, &e), 0);
	ck_assert(s.any_other_header);
	ck_assert(state_same(&s, find(&s, "a")->place, STR("a,one,")));
	ck_assert(!state_same(&s, find(&s, "a")->place, STR("a,one,tag")));
	ck_assert(!state_same(&s, find(&s, "b")->place, STR("b,one,")));
	buf_init(&b, 100);
	state_text(&s, find(&s, "b")->place, 1, &b);
	ck_assert(str_is(buf_view(&b), "two"));
	buf_reset(&b);
	state_text(&s, find(&s, "b")->place, 2, &b);
	ck_assert_uint_eq(b.n, 0);
	buf_fini(&b);
	state_free(&s);
	fake_fini(&f);
}
END_TEST

/* What is no data file of ours, although its hash is right. */
static const char *const broken[] = {
	"", "op,batch,row\r\n", "op,batch,row,text\r\nput,0,2,x\r\n",
	HEAD "put,0,2,a,one\r\n", HEAD "put,0,2,a,one,\n",
	HEAD "put,0,2,\"a\",one,\r\n", HEAD "put,0,2,a,one,",
};

START_TEST(test_broken)
{
	struct fake f;
	struct state s;
	struct err e = { 0 };

	fake_init(&f);
	fake_add(&f, true, 1, broken[_i]);
	ck_assert_int_eq(state_load(&s, &f.store, &plain, &e), -1);
	ck_assert(e.code == ERR_INTEGRITY || e.code == ERR_CONFIG);
	ck_assert_ptr_nonnull(strstr(e.msg, "data/000000-things.csv"));
	state_free(&s);
	fake_fini(&f);
}
END_TEST

/* Many records, added and found through every growth of the table. */
START_TEST(test_many)
{
	struct fake f;
	struct state s;
	struct err e = { 0 };
	struct buf b;

	fake_init(&f);
	buf_init(&b, BUF_MAX_DEFAULT);
	buf_puts(&b, HEAD);
	for (int i = 0; i < 5000; i++)
		buf_printf(&b, "put,0,%d,k%d,,\r\n", i + 2, i);
	fake_add(&f, true, 5000, buf_cstr(&b));
	/* Wrong on purpose: less room is expected than is needed. */
	f.leaf[0].u.batch.rows = 10;
	ck_assert_int_eq(state_load(&s, &f.store, &plain, &e), 0);
	ck_assert_uint_eq(s.live, 5000);
	for (int i = 0; i < 5000; i++) {
		char key[16];

		snprintf(key, sizeof(key), "k%d", i);
		ck_assert(is_live(&s, key));
		snprintf(key, sizeof(key), "n%d", i);
		ck_assert_ptr_null(find(&s, key));
	}
	buf_fini(&b);
	state_free(&s);
	fake_fini(&f);
}
END_TEST

#define LOOP(tc, test, table) \
	tcase_add_loop_test(tc, test, 0, (int)(sizeof(table) / sizeof(*table)))

int
main(void)
{
	Suite *s = suite_create("state");
	TCase *tc = tcase_create("all");

	tcase_add_test(tc, test_history);
	tcase_add_test(tc, test_empty);
	LOOP(tc, test_lists, lists);
	tcase_add_test(tc, test_personal);
	tcase_add_test(tc, test_older_schema);
	LOOP(tc, test_broken, broken);
	tcase_add_test(tc, test_many);
	suite_add_tcase(s, tc);
	return unit_run(s);
}

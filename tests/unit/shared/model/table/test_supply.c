/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which fields a register's systems supplied, from records of batches; which
 * records that leaves open, system by system.
 */
#include <check.h>

#include "shared/model/table/supply.h"
#include "tests/lib/mkdata.h"
#include "tests/lib/unit.h"

static const char standard_text[] =
    "register roles list\n\tid id\n\tholder text\n\tteam text\n\tended date\n"
    "\tcourse text[]\n";
enum { ID, HOLDER, TEAM, ENDED, COURSE };

static struct standard standard;
static struct dataset data;

static void
setup(void)
{
	struct schema *s;

	mk_standard(&standard, standard_text);
	s = &standard.reg[0];
	s->field[ENDED].absent_means_empty = true;
	s->field[TEAM].beside = ARENA_ARRAY(&standard.arena, 1, unsigned);
	s->field[TEAM].beside[0] = HOLDER;
	s->field[TEAM].nbeside = 1;
	mk_data(&data, &standard, "@roles\nid,holder\nA,x\nB,\nC,\n");
	data.nbatches = 0;
	data.batch = ARENA_ARRAY(&data.mem, 8, struct batch_info);
}

static void
teardown(void)
{
	mk_free(&standard, &data);
}

/* A batch with these columns, and a set value where `set` is one. */
static struct leaf_batch *
add(const char *system, const char *columns, const char *set)
{
	struct leaf_batch *b = ARENA_NEW(&data.mem, struct leaf_batch);
	struct batch_info *i = &data.batch[data.nbatches];
	struct str rest = str_of(columns), one;

	b->reg = "roles";
	b->source_system = system;
	b->counts.read = b->counts.new = 1;
	b->column = ARENA_ARRAY(&data.mem, 8, struct leaf_column);
	b->set = ARENA_ARRAY(&data.mem, 1, struct leaf_set);
	while (rest.n > 0 && str_next(&rest, ',', &one))
		b->column[b->ncolumns++].field = arena_memdup(&data.mem, one.p,
		    one.n);
	if (set != NULL)
		b->set[b->nset++].field = set;
	i->index = data.nbatches++ + 1;
	i->leaf = b;
	return b;
}

static struct suppliers
read_all(void)
{
	struct suppliers all;

	suppliers_read(&all, &standard.reg[0], data.batch, data.nbatches,
	    &data.mem);
	return all;
}

static bool
says(const char *system, unsigned f)
{
	struct suppliers all = read_all();
	const struct supplier *x = suppliers_find(&all, system);

	ck_assert_ptr_nonnull(x);
	return supply_says(x->field, &standard.reg[0], f);
}

START_TEST(a_column_and_a_value_supply)
{
	add(NULL, "id,holder", NULL);
	ck_assert(says(NULL, ID) && says(NULL, HOLDER));
	ck_assert(!says(NULL, COURSE));
	add(NULL, "id", "course");
	ck_assert(says(NULL, COURSE) && says(NULL, HOLDER));
}
END_TEST

START_TEST(some_absent_fields_are_empty)
{
	add(NULL, "id", NULL);
	ck_assert(says(NULL, ENDED));
	ck_assert(!says(NULL, TEAM) && !says(NULL, HOLDER));
	add(NULL, "id,holder", NULL);
	ck_assert(says(NULL, TEAM));
}
END_TEST

START_TEST(systems_are_judged_apart)
{
	struct suppliers all;

	add("HR", "id,holder", NULL);
	add("LMS", "id,course", NULL);
	ck_assert(says("HR", HOLDER) && !says("HR", COURSE));
	ck_assert(!says("LMS", HOLDER) && says("LMS", COURSE));
	all = read_all();
	ck_assert_ptr_null(suppliers_find(&all, NULL));
}
END_TEST

START_TEST(what_hands_nothing_in_says_nothing)
{
	struct suppliers all;

	/* Every row refused; an undo; another register. */
	add(NULL, "id,holder", NULL)->counts =
	    (struct leaf_counts){ .read = 2, .refused = 2 };
	add(NULL, "id,course", NULL)->has_undoes = true;
	add(NULL, "id,team", NULL)->reg = "people";
	all = read_all();
	ck_assert_uint_eq(all.n, 0);
	/* One without columns is of an older kind: it may have had all. */
	add(NULL, "", NULL);
	ck_assert(says(NULL, HOLDER) && says(NULL, COURSE));
}
END_TEST

START_TEST(records_are_marked_by_their_system)
{
	struct table *t = &data.table[0];

	add("HR", "id,holder", NULL);
	add("LMS", "id,course", NULL);
	t->batch[0] = 1;
	t->batch[1] = 2;
	t->batch[2] = 50; /* of no batch that counts */
	for (unsigned f = 0; f < 5; f++)
		t->column[f].unsaid = NULL;
	supply_mark(&data, t);
	ck_assert_ptr_null(t->column[ID].unsaid);
	ck_assert_ptr_null(t->column[ENDED].unsaid);
	ck_assert(!column_is_unsaid(&t->column[HOLDER], 0));
	ck_assert(column_is_unsaid(&t->column[HOLDER], 1));
	ck_assert(!column_is_unsaid(&t->column[HOLDER], 2));
	ck_assert(column_is_unsaid(&t->column[COURSE], 0));
	ck_assert(!column_is_unsaid(&t->column[COURSE], 1));
	/* What stands for another field does so in its own system alone. */
	ck_assert(!column_is_unsaid(&t->column[TEAM], 0));
	ck_assert(column_is_unsaid(&t->column[TEAM], 1));
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("supply");
	TCase *t = tcase_create("supply");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, a_column_and_a_value_supply);
	tcase_add_test(t, some_absent_fields_are_empty);
	tcase_add_test(t, systems_are_judged_apart);
	tcase_add_test(t, what_hands_nothing_in_says_nothing);
	tcase_add_test(t, records_are_marked_by_their_system);
	suite_add_tcase(s, t);
	return unit_run(s);
}

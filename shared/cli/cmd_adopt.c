/* SPDX-License-Identifier: Apache-2.0 */
/*
 * preaudit-store adopt, and what init shares with it: a standard's folder with
 * an organisation's own parameters and rules, checked before it is adopted.
 */
#include "shared/cli/store_cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "shared/base/num.h"
#include "shared/model/adopt.h"
#include "shared/rules/rules.h"
#include "shared/text/date.h"

/* NAME=VALUE of --set. */
static int
apply_sets(struct standard *s, const struct opt_list *set, struct err *e)
{
	for (size_t i = 0; i < set->n; i++) {
		struct str text = str_of(set->item[i]);
		size_t eq = str_find(text, '=', 0);
		uint64_t v;

		if (eq == text.n || eq + 1 == text.n)
			return err_set(e, ERR_USAGE, "--set \"%s\" is not "
			    "NAME=VALUE", set->item[i]);
		if (!num_parse_u64(str_range(text.p + eq + 1,
		    text.p + text.n), 100000, &v))
			return err_set(e, ERR_USAGE, "--set \"%s\": the value "
			    "is a whole number up to 100000", set->item[i]);
		if (standard_set(s, (struct str){ text.p, eq },
		    (int64_t)v, e) == -1)
			return -1;
	}
	return 0;
}

static int
add_rules(struct standard *s, const struct opt_list *add, struct err *e)
{
	for (size_t i = 0; i < add->n; i++)
		if (standard_add_rules(s, add->item[i], e) == -1)
			return -1;
	return 0;
}

/* Rules that do not fit the registers are not adopted. */
static int
check_rules(const struct standard *s, const char *dir, struct err *e)
{
	struct rules *rules = NULL;
	struct buf mistakes;
	int status;

	buf_init(&mistakes, BUF_MAX_DEFAULT);
	status = rules_load_all(&rules, s, &mistakes, e);
	rules_free(rules);
	if (status == -1 && str_find(buf_view(&mistakes), '\n', 0) + 1 <
	    mistakes.n) {
		fputs(buf_cstr(&mistakes), stderr);
		err_set(e, ERR_CONFIG, "the rules have these mistakes");
	}
	buf_fini(&mistakes);
	return status == -1 ? err_ctx(e, "%s", dir) : 0;
}

int
cmd_load_standard(struct standard *s, const struct store_opts *o,
    const char *dir, struct err *e)
{
	char *found = NULL;
	int status;

	if (dir == NULL)
		dir = found = standard_shipped();
	if (dir == NULL)
		return err_set(e, ERR_USAGE, "name the folder of the standard "
		    "with --standard DIR");
	status = standard_load_dir(s, dir, e);
	if (status == 0 && (add_rules(s, &o->add, e) == -1 ||
	    apply_sets(s, &o->set, e) == -1 || check_rules(s, dir, e) == -1)) {
		standard_free(s);
		status = -1;
	}
	free(found);
	return status;
}

static bool
is_criteria(const char *path)
{
	return str_starts(str_of(path), STR("criteria/"));
}

/* What an earlier adoption had of its own and this one has not. */
static void
print_returning(const struct standard *s, const struct leaf_standard *before)
{
	for (size_t i = 0; i < before->nparameters; i++) {
		const struct leaf_parameter *b = &before->parameter[i];
		const struct parameter *p = standard_parameter(s,
		    str_of(b->name));

		if (p == NULL)
			printf("%s (%lld) is no longer a parameter\n", b->name,
			    (long long)b->value);
		else if (p->value != b->value && p->value == p->given)
			printf("%s returns from %lld to %lld, as the folder "
			    "has it; keep it with --set %s=%lld\n", b->name,
			    (long long)b->value, (long long)p->value, b->name,
			    (long long)b->value);
	}
	for (size_t i = 0; i < before->nfiles; i++)
		if (is_criteria(before->file[i].name) &&
		    standard_file(s, before->file[i].name) == NULL)
			printf("%s is no longer in force; keep it with --add "
			    "FILE\n", before->file[i].name);
}

void
cmd_print_overridden(const struct standard *s)
{
	for (size_t i = 0; i < s->nparameters; i++)
		if (s->parameter[i].value != s->parameter[i].given)
			printf("%s is %lld here; the folder has %lld\n",
			    s->parameter[i].name,
			    (long long)s->parameter[i].value,
			    (long long)s->parameter[i].given);
}

static void
print_whose(const struct standard *s)
{
	struct err e = { 0 };
	struct whose w;
	struct buf b;

	/* They were parsed before, so this cannot fail. */
	if (whose_of(&w, s, &e) == -1)
		return;
	buf_init(&b, BUF_MAX_DEFAULT);
	whose_put(&w, &b);
	printf("%s\n", buf_cstr(&b));
	buf_fini(&b);
	whose_free(&w);
}

/* Is a register of one standard another in the other? Then its file's name. */
static const char *
differing_register(const struct leaf_standard *a, const struct leaf_standard *b)
{
	for (size_t i = 0; i < a->nfiles; i++)
		for (size_t k = 0; k < b->nfiles; k++)
			if (str_starts(str_of(a->file[i].name),
			    STR("registers/")) && strcmp(a->file[i].name,
			    b->file[k].name) == 0 && strcmp(a->file[i].sha256,
			    b->file[k].sha256) != 0)
				return a->file[i].name;
	return NULL;
}

/* One import serves several standards, where their registers are the same. */
static void
print_differing(const struct store *s, const struct leaf_standard *l)
{
	const struct leaf_standard *other;
	const char *file;
	uint64_t index;

	for (size_t n = 0; (other = store_standard_at(s, s->head.size, n)) !=
	    NULL; n++) {
		other = store_standard_named(s, s->head.size, other->name,
		    &index);
		file = differing_register(l, other);
		if (file != NULL && strcmp(other->name, l->name) != 0)
			printf("%s is not the same as that of %s; adopt both "
			    "from one release, so that one import serves "
			    "both\n", file, other->name);
	}
}

static void
print_adopted(const struct standard *s, uint64_t index)
{
	printf("adopted %s:%s, %zu files, as record %llu\n", s->name,
	    s->edition, s->nfiles, (unsigned long long)index);
	cmd_print_overridden(s);
	print_whose(s);
}

static int
put_standard(struct store_txn *t, const struct leaf_standard *l,
    const struct str *bytes, struct err *e)
{
	struct leaf leaf = { .type = LEAF_STANDARD };
	char sha256[SHA256_HEX + 1];

	for (size_t i = 0; i < l->nfiles; i++)
		if (store_txn_blob(t, bytes[i], sha256, e) == -1)
			return -1;
	leaf.u.standard = *l;
	if (store_txn_leaf(t, &leaf, e) == -1)
		return -1;
	return store_commit(t, e);
}

/* Nothing, where the same is in force; else says first what returns. */
static int
adopt(struct store_txn *t, const struct standard *s, bool quiet,
    struct err *e)
{
	const struct leaf_standard *in_force;
	int64_t now_s = (int64_t)time(NULL);
	struct leaf_standard leaf;
	const struct str *bytes;
	struct arena a = { 0 };
	char now[TIME_TEXT];
	uint64_t index;
	int status = 0;

	time_format(now, now_s);
	adopt_leaf(s, now, &leaf, &bytes, &a);
	in_force = store_standard_named(&t->store, t->store.head.size, s->name,
	    &index);
	if (in_force != NULL && adopt_same(in_force, &leaf)) {
		if (!quiet)
			puts("this standard with these parameters is in force "
			    "already; nothing was added");
		goto out;
	}
	if (in_force != NULL && !quiet)
		print_returning(s, in_force);
	index = store_txn_index(t);
	status = store_clock_check(&t->store, now_s, t->clock_was_wrong, e);
	if (status == 0)
		status = put_standard(t, &leaf, bytes, e);
	if (status == 0 && !quiet) {
		print_adopted(s, index);
		print_differing(&t->store, &leaf);
	}
out:
	arena_fini(&a);
	return status;
}

int
cmd_adopt(void *values, struct err *e)
{
	const struct store_opts *o = values;
	struct store_writer w;
	struct place p;
	struct store_txn t;
	struct standard s;
	struct buf notice;
	int status;

	/* Read and compiled before the store is touched. */
	if (cmd_load_standard(&s, o, o->args.item[0], e) == -1)
		return -1;
	buf_init(&notice, BUF_MAX_DEFAULT);
	/* One transaction. */
	status = place_find(&p, &o->place, e);
	w = place_writer(&p);
	if (status == 0)
		status = store_begin(&t, &w, &notice, e);
	if (status == 0) {
		status = adopt(&t, &s, o->quiet, e);
		store_end(&t);
	}
	/* What recovery did, whatever came of it. */
	fputs(buf_cstr(&notice), stderr);
	buf_fini(&notice);
	place_free(&p);
	standard_free(&s);
	return status;
}

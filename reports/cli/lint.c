/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-report lint DIR: a standard's folder, checked before it is adopted. */
#include "reports/cli/cli.h"

#include <stdio.h>
#include <time.h>

#include "reports/section/criteria_page.h"
#include "shared/model/standard.h"

/* Every profile of the folder: its sections, queries and their types. */
static int
check_profiles(const struct standard *s, struct rules *rules, size_t *n,
    struct err *e)
{
	struct str folder = STR("profiles/");

	*n = 0;
	for (size_t i = 0; i < s->nfiles; i++) {
		struct str path = str_of(s->file[i].path);
		char name[128];
		struct profile p = { .name = NULL };

		if (!str_starts(path, folder) || path.n < folder.n + 6)
			continue;
		snprintf(name, sizeof(name), "%.*s",
		    (int)(path.n - folder.n - 5), path.p + folder.n);
		if (profile_load(&p, s, rules, name, e) == -1)
			return -1;
		profile_free(&p);
		(*n)++;
	}
	return 0;
}

static void
print_page(const struct standard *s, const struct rules *rules)
{
	struct buf page;

	buf_init(&page, BUF_MAX_DEFAULT);
	criteria_page(&page, s, rules);
	fwrite(page.p, 1, page.n, stdout);
	buf_fini(&page);
}

/* ---- requirements that say nothing ---- */

static void
warn(void *ctx, const struct rule_doubt *d)
{
	(void)ctx;
	if (d->records == 0)
		cli_print(stderr, CLI_MSG_ALWAYS_TRUE, VALUES(d->file,
		    d->line, d->column, d->criterion));
	else
		cli_print(stderr, CLI_MSG_IDLE, VALUES(d->file, d->line,
		    d->column, d->criterion, d->records, d->population));
}

/* The same over the records of a store, as of today. */
static int
warn_of_records(const struct standard *s, const struct rules *rules,
    const struct store *store, struct err *e)
{
	struct dataset_want want = { { NULL } };
	struct arena a = { 0 };
	struct dataset d;
	int32_t today;
	int status;

	if (time_day_in_zone((int64_t)time(NULL),
	    store_genesis(store)->timezone, &today, e) == -1)
		return -1;
	rules_want(rules, &want, &a);
	status = dataset_load(&d, store, s, store->head.size, &want, e);
	arena_fini(&a);
	if (status == -1)
		return -1;
	status = rules_doubts(rules, &d, today, warn, NULL, e);
	dataset_free(&d);
	return status;
}

/* Without --store only what no record can change. */
static int
warn_of_doubts(const struct report_opts *o, const struct standard *s,
    const struct rules *rules, struct err *e)
{
	struct store store;
	int status;

	if (o->place.store == NULL)
		return rules_doubts(rules, NULL, 0, warn, NULL, e);
	if (store_open(&store, o->place.store, e) == -1)
		return -1;
	status = warn_of_records(s, rules, &store, e);
	store_close(&store);
	return status;
}

int
cli_lint(void *values, struct err *e)
{
	const struct report_opts *o = values;
	const char *dir = o->args.item[0];
	struct rules *rules = NULL;
	struct buf mistakes;
	struct standard s;
	size_t profiles;
	int status = -1;

	/* All files are read and compiled, so that every mistake is found. */
	if (standard_load_dir(&s, dir, e) == -1)
		return -1;
	buf_init(&mistakes, BUF_MAX_DEFAULT);
	if (rules_load_all(&rules, &s, &mistakes, e) == 0 &&
	    check_profiles(&s, rules, &profiles, e) == 0 &&
	    (o->markdown || warn_of_doubts(o, &s, rules, e) == 0))
		status = 0;
	/* Of several mistakes the error says only that they are there. */
	if (str_find(buf_view(&mistakes), '\n', 0) + 1 < mistakes.n) {
		fputs(buf_cstr(&mistakes), stderr);
		cli_refuse(e, CLI_MSG_MISTAKES, MSG_NONE);
	}
	buf_fini(&mistakes);
	/* The answer: the fault, the page, or that all is right. */
	if (status == -1)
		err_ctx(e, "%s", dir);
	else if (o->markdown)
		print_page(&s, rules);
	else if (!o->quiet)
		cli_print(stdout, CLI_MSG_RIGHT, VALUES(dir, s.name, s.edition,
		    s.nregisters, rules_count(rules), profiles));
	rules_free(rules);
	standard_free(&s);
	return status;
}

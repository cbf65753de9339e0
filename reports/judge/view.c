/* SPDX-License-Identifier: Apache-2.0 */
/* Data of one log size under the rules of another; see view.h. */
#include "reports/judge/view.h"

#include <stdlib.h>

#include "shared/model/adopt.h"

int
view_load(struct view *v, const struct store *s, uint64_t data,
    uint64_t rules, struct err *e)
{
	struct dataset_want want = { { NULL } };
	struct arena a = { 0 };
	int status;

	*v = (struct view){ .rules = NULL };
	if (adopted_load(&v->standard, s, rules, e) == -1)
		return -1;
	status = rules_load(&v->rules, &v->standard, e);
	if (status == 0) {
		rules_want(v->rules, &want, &a);
		status = dataset_load(&v->data, s, &v->standard, data, &want,
		    e);
	}
	arena_fini(&a);
	if (status == -1)
		view_free(v);
	return status;
}

void
view_free(struct view *v)
{
	dataset_free(&v->data);
	rules_free(v->rules);
	standard_free(&v->standard);
	*v = (struct view){ .rules = NULL };
}

/* The newest extraction day of a loaded dataset's batches; DATE_NONE: none. */
static int32_t
data_day(const struct dataset *d)
{
	int32_t day = DATE_NONE;

	for (size_t i = 0; i < d->nbatches; i++)
		if (store_is_import(d->batch[i].leaf) &&
		    d->batch[i].extracted > day)
			day = d->batch[i].extracted;
	return day;
}

/* The newest day below a size, by which batches are undone at that size. */
static int32_t
newest_day(const struct store *s, uint64_t size, const int32_t *extracted)
{
	uint64_t *undone = store_undone(s, size, STORE_NOT_UNDONE);
	int32_t day = DATE_NONE;

	for (uint64_t i = 0; i < size; i++)
		if (s->leaf[i].type == LEAF_BATCH &&
		    undone[i] == STORE_NOT_UNDONE &&
		    store_is_import(&s->leaf[i].u.batch) &&
		    extracted[i] > day)
			day = extracted[i];
	free(undone);
	return day;
}

int
view_head_days(const struct store *s, uint64_t size, int32_t **day,
    struct err *e)
{
	const char *zone = store_genesis(s)->timezone;
	int32_t *extracted = mem_calloc(size, sizeof(*extracted));
	int32_t newest = DATE_NONE;
	int status = 0;

	*day = mem_calloc(size, sizeof(**day));
	for (uint64_t i = 0; i < size && status == 0; i++) {
		const struct leaf_batch *l = &s->leaf[i].u.batch;
		struct batch_info b = { .index = i, .leaf = l };

		extracted[i] = DATE_NONE;
		if (s->leaf[i].type == LEAF_BATCH)
			status = dataset_batch_days(&b, zone, e);
		if (s->leaf[i].type == LEAF_BATCH && status == 0) {
			extracted[i] = b.extracted;
			if (l->has_undoes)
				newest = newest_day(s, i + 1, extracted);
			else if (store_is_import(l) && b.extracted > newest)
				newest = b.extracted;
		}
		(*day)[i] = newest;
	}
	free(extracted);
	if (status == -1)
		free(*day);
	return status;
}

int
view_head_day(const struct store *s, uint64_t size, int32_t *day, struct err *e)
{
	const struct leaf_standard *l;
	struct str adopted;
	uint64_t index;
	int32_t *all;

	if (view_head_days(s, size, &all, e) == -1)
		return -1;
	*day = all[size - 1];
	free(all);
	if (*day != DATE_NONE)
		return 0;
	l = store_standard(s, size, &index);
	adopted = str_of(l == NULL ? store_genesis(s)->created : l->adopted);
	if (adopted.n < 10 || !date_parse_iso((struct str){ adopted.p, 10 },
	    day))
		return err_set(e, ERR_INTEGRITY, "\"%.*s\" is no time",
		    STR_ARG(adopted));
	return 0;
}

void
view_forecast(struct dataset *d, int32_t as_of)
{
	d->judged_on = data_day(d);
	d->forecast = d->judged_on != DATE_NONE && as_of > d->judged_on;
}

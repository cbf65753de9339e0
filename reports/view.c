/* SPDX-License-Identifier: Apache-2.0 */
/* Data of one log size under the rules of another; see view.h. */
#include "reports/view.h"

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

int32_t
data_day(const struct dataset *d)
{
	int32_t day = DATE_NONE;

	for (size_t i = 0; i < d->nbatches; i++)
		if (d->batch[i].extracted > day)
			day = d->batch[i].extracted;
	return day;
}

int
head_day(const struct store *s, uint64_t size, int32_t *day, struct err *e)
{
	struct dataset d = { .size = size };
	const struct leaf_standard *l;
	struct str adopted;
	uint64_t index;
	int status = dataset_batches(&d, s, e);

	*day = data_day(&d);
	arena_fini(&d.mem);
	if (status == -1 || *day != DATE_NONE)
		return status;
	l = store_standard(s, size, &index);
	adopted = str_of(l == NULL ? store_genesis(s)->created : l->adopted);
	if (adopted.n < 10 || !date_parse_iso((struct str){ adopted.p, 10 },
	    day))
		return err_set(e, ERR_INTEGRITY, "\"%.*s\" is no time",
		    STR_ARG(adopted));
	return 0;
}

void
data_forecast(struct dataset *d, int32_t as_of)
{
	d->judged_on = data_day(d);
	d->forecast = d->judged_on != DATE_NONE && as_of > d->judged_on;
}

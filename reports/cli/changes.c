/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-report changes: what changed since then, and because of what. */
#include "reports/cli/cli.h"

#include <stdlib.h>

#include "shared/base/num.h"

/* The last log size whose newest data are of a day or before; 0: none. */
static int
size_of_day(const struct report *r, int32_t day, uint64_t *size,
    struct err *e)
{
	int32_t *of;

	*size = 0;
	if (view_head_days(&r->store, r->data_head.size, &of, e) == -1)
		return -1;
	for (uint64_t i = 0; i < r->data_head.size; i++)
		if (of[i] != DATE_NONE && of[i] <= day)
			*size = i + 1;
	free(of);
	return 0;
}

/* The last log size whose records had been taken in by the end of a day. */
static int
size_known_on(const struct report *r, int32_t day, uint64_t *size,
    struct err *e)
{
	struct dataset d = { .size = r->data_head.size };
	char text[DATE_TEXT];
	uint64_t first = 0;
	int status = dataset_batches(&d, &r->store, e);

	/* Taken in by then; of records that came later, those of data by then. */
	*size = 0;
	for (size_t i = 0; i < d.nbatches; i++) {
		if (d.batch[i].imported <= day)
			*size = d.batch[i].index + 1;
		else if (first == 0)
			first = d.batch[i].index;
	}
	date_format(text, day);
	if (status == 0 && *size == 0) {
		status = size_of_day(r, day, size, e);
		if (*size > 0)
			cli_print(stderr, CLI_MSG_SINCE_DATA, VALUES(text,
			    *size));
	}
	if (status == 0 && *size == 0)
		status = cli_refuse(e, CLI_MSG_SINCE_DAY, VALUES(text, first));
	arena_fini(&d.mem);
	return status;
}

static int
since(struct report *r, const struct report_opts *o, struct moment *from,
    struct err *e)
{
	int32_t day = DATE_NONE;

	if (o->since == NULL)
		return cli_refuse(e, CLI_MSG_SINCE, MSG_NONE);
	/* From where: a size of the log, or what was known on a day. */
	if (num_parse_u64(str_of(o->since), UINT64_MAX - 1, &from->size)) {
		if (from->size == 0 || from->size > r->at)
			return cli_refuse(e, CLI_MSG_SINCE_SIZE,
			    VALUES(o->since, r->at));
	} else if (report_data(r, e) == -1 ||
	    report_day(r, o->since, &day, e) == -1 ||
	    size_known_on(r, day, &from->size, e) == -1) {
		return err_ctx(e, "--since %s", o->since);
	}
	/* Judged on which day: as asked, else that of the size. */
	from->as_of = day;
	if (o->since_as_of != NULL) {
		if (cli_read_day("--since-as-of", o->since_as_of,
		    &from->as_of, e) == -1)
			return -1;
	} else if (day == DATE_NONE && view_head_day(&r->store, from->size,
	    &from->as_of, e) == -1) {
		return -1;
	}
	/* Time does not run backwards in a comparison. */
	if (from->as_of > r->as_of)
		from->as_of = r->as_of;
	return 0;
}

static int
compare(struct cli_run *run, const struct report_opts *o, struct err *e)
{
	struct report *r = &run->report;
	struct moment from;
	struct moment to = { .size = r->data_head.size, .as_of = r->as_of };
	struct changes c;

	if (since(r, o, &from, e) == -1 ||
	    changes_make(&c, &r->store, from, to, e) == -1)
		return -1;
	changes_put(&c, r, o->json, &run->out);
	changes_free(&c);
	return 0;
}

int
cli_changes(void *values, struct err *e)
{
	return cli_answer(values, report_open, compare, e);
}

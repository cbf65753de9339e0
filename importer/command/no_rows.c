/* SPDX-License-Identifier: Apache-2.0 */
/* Tables without a row to import, found before anything is begun. */
#include "importer/command/no_rows.h"

#include "importer/command/answer/messages.h"
#include "importer/command/nil_return.h"
#include "importer/job/job.h"
#include "importer/rows/rows_shape.h"

static bool
find_row(void *ctx, const struct csv_row *row)
{
	struct job *j = ctx;
	size_t beyond;

	if (row->row <= j->map.header_row || rows_is_blank(row))
		return true;
	/* What is amiss with its cells is found when it is read. */
	if (rows_is_fit(&j->source, row, j->map.n, &beyond) &&
	    filter_leaves(&j->filter, row, source_row(&j->source, row->row)))
		return true;
	j->counts.read = 1;
	return false;
}

/* A sheet without a row to take, beside others. */
static void
pass_empty(struct session *s, const struct job *j)
{
	struct buf why;

	buf_init(&why, BUF_MAX_DEFAULT);
	if (filter_left_out(&j->filter) > 0) {
		command_put(&why, COMMAND_MSG_PASSED_FILTER, MSG_NONE);
		filter_put_first(&j->filter, &why);
	} else {
		command_put(&why, COMMAND_MSG_PASSED, MSG_NONE);
	}
	session_leave_out(s, j->source.name, j->source.sheet,
	    buf_cstr(&why));
	buf_fini(&why);
}

/* Looks for a first row. */
static void
find_empty(struct session *s)
{
	for (size_t i = 0; i < s->njobs; i++) {
		struct job *j = &s->job[i];
		struct err ignored = { 0 };

		if (j->outcome != JOB_OPEN)
			continue;
		if (csv_read(j->source.text, j->source.delimiter, find_row, j,
		    &ignored) == 0 && j->counts.read == 0) {
			j->outcome = j->may_pass ? JOB_PASSED : JOB_NO_ROWS;
			if (j->may_pass)
				pass_empty(s, j);
		} else if (j->filter.n > 0) {
			filter_restart(&j->filter);
		}
		j->counts.read = 0;
	}
}

/* The mapping file leaves out all that there is. */
static void
put_none_taken(const struct filter *f, struct buf *out)
{
	uint64_t n = filter_left_out(f);

	if (n == 1)
		command_put(out, COMMAND_MSG_ONLY_ROW, MSG_NONE);
	else
		command_put(out, COMMAND_MSG_ALL_ROWS, VALUES(n));
	filter_put_first(f, out);
	command_put(out, COMMAND_MSG_MEND_FILTER, MSG_NONE);
}

/* What is amiss, and what to do. */
static void
put_remedy(const struct session *s, const struct job *j, struct buf *out)
{
	uint64_t header = s->o->header_row > 0 ? s->o->header_row :
	    j->mapfile != NULL ? j->mapfile->header_row : 0;

	if (header > 1 && !j->has_map) {
		command_put(out, COMMAND_MSG_NO_HEADER_ROW, VALUES(header));
		return;
	}
	if (filter_left_out(&j->filter) > 0)
		put_none_taken(&j->filter, out);
	else
		command_put(out, j->has_map ? COMMAND_MSG_HEADER_ONLY :
		    COMMAND_MSG_NO_ROWS, MSG_NONE);
	if (nil_return_exists(&s->std))
		command_put(out, COMMAND_MSG_SAY_NIL, VALUES(j->schema == NULL
		    ? "REGISTER" : j->schema->name));
	else
		command_put(out, COMMAND_MSG_EXPORT_AGAIN, MSG_NONE);
}

/* A finding for each: that there was nothing is stated in another way. */
static void
refuse(struct session *s)
{
	for (size_t i = 0; i < s->njobs; i++) {
		struct job *j = &s->job[i];
		struct finding f;
		struct buf b;

		if (j->outcome == JOB_BATCH && j->counts.read == 0)
			j->outcome = JOB_NO_ROWS;
		if (j->outcome != JOB_NO_ROWS)
			continue;
		buf_init(&b, BUF_MAX_DEFAULT);
		f = job_finding(j);
		f.code = "no-rows";
		put_remedy(s, j, &b);
		f.message = buf_view(&b);
		finding_put(&s->findings, &f);
		buf_fini(&b);
	}
}

void
no_rows_find(struct session *s)
{
	find_empty(s);
	refuse(s);
}

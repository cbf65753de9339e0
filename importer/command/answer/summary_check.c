/* SPDX-License-Identifier: Apache-2.0 */
/* One line per file, for those who watch a folder; see summary.h. */
#include "importer/command/answer/messages.h"
#include "importer/command/answer/summary.h"

static void
put_job(const struct job *j, bool refused, struct buf *out)
{
	const struct leaf_counts *n = &j->counts;
	bool is_batch = j->outcome == JOB_BATCH;

	summary_put_name(out, j->source.name, j->source.sheet);
	buf_printf(out, ": %s", is_batch && refused ?
	    "good, but another file is refused" :
	    summary_outcome[j->outcome].check);
	if (is_batch)
		command_put(out, COMMAND_MSG_CHECK_COUNTS,
		    VALUES(j->schema->name, n->read, n->new, n->changed,
		    n->unchanged, n->refused, n->retired));
	if (is_batch && filter_left_out(&j->filter) > 0)
		command_put(out, COMMAND_MSG_CHECK_LEFT_OUT,
		    VALUES(filter_left_out(&j->filter)));
	if (j->outcome == JOB_REFUSED && j->errors > 0)
		command_put(out, COMMAND_MSG_CHECK_ERRORS, VALUES(j->errors));
	buf_putc(out, '\n');
}

void
summary_check(const struct session *s, enum ending ending, struct buf *out)
{
	for (size_t i = 0; i < s->njobs; i++)
		if (s->job[i].outcome != JOB_PASSED)
			put_job(&s->job[i], ending == ENDING_REFUSED, out);
	for (size_t i = 0; i < s->nleft_out; i++) {
		const struct left_out *l = &s->left_out[i];

		summary_put_name(out, l->file, l->sheet);
		buf_printf(out, ": left out, %s\n", l->why);
	}
}

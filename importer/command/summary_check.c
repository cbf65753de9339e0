/* SPDX-License-Identifier: Apache-2.0 */
/* One line per file, for those who watch a folder; see summary.h. */
#include "importer/command/summary.h"

static void
put_counts(const struct job *j, struct buf *out)
{
	const struct leaf_counts *n = &j->counts;

	buf_printf(out, ": %s, %llu read: %llu new, %llu changed, %llu "
	    "unchanged, %llu refused; %llu retired", j->schema->name,
	    (unsigned long long)n->read, (unsigned long long)n->new,
	    (unsigned long long)n->changed, (unsigned long long)n->unchanged,
	    (unsigned long long)n->refused, (unsigned long long)n->retired);
	if (filter_left_out(&j->filter) > 0)
		buf_printf(out, "; %llu left out",
		    (unsigned long long)filter_left_out(&j->filter));
}

static const char *
say_outcome(const struct job *j, bool refused)
{
	switch (j->outcome) {
	case JOB_BATCH:
		return refused ? "good, but another file is refused" :
		    "can be imported";
	case JOB_SAME:
		return "nothing to do";
	case JOB_NO_ROWS:
		return "refused: no rows";
	case JOB_REFUSED:
		return "refused";
	case JOB_PASSED:
	case JOB_OPEN:
		break;
	}
	return "not read";
}

void
summary_check(const struct session *s, enum ending ending, struct buf *out)
{
	for (size_t i = 0; i < s->njobs; i++) {
		const struct job *j = &s->job[i];

		if (j->outcome == JOB_PASSED)
			continue;
		buf_puts(out, j->source.name);
		if (j->source.sheet != NULL)
			buf_printf(out, ", sheet %s", j->source.sheet);
		buf_printf(out, ": %s", say_outcome(j, ending ==
		    ENDING_REFUSED));
		if (j->outcome == JOB_BATCH)
			put_counts(j, out);
		else if (j->outcome == JOB_REFUSED && j->errors > 0)
			buf_printf(out, ": %llu error%s",
			    (unsigned long long)j->errors, j->errors == 1 ?
			    "" : "s");
		buf_putc(out, '\n');
	}
	for (size_t i = 0; i < s->nleft_out; i++)
		buf_printf(out, "%s%s%s: left out, %s\n",
		    s->left_out[i].file, s->left_out[i].sheet == NULL ? "" :
		    ", sheet ", s->left_out[i].sheet == NULL ? "" :
		    s->left_out[i].sheet, s->left_out[i].why);
}

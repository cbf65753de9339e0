/* SPDX-License-Identifier: Apache-2.0 */
/* The whole of a diff, for people and programs; see diff.h. */
#include "importer/command/answer/diff.h"

#include "importer/command/answer/messages.h"

static uint64_t
total(const struct diff_register *x)
{
	return x->n.new + x->n.changed + x->n.retired;
}

static bool
is_read(const struct session *s, size_t reg)
{
	for (size_t i = 0; i < s->njobs; i++)
		if (s->job[i].reg == (int)reg)
			return true;
	return false;
}

static void
put_register(struct answer *a, const struct diff_register *x,
    const struct schema *schema)
{
	uint64_t n = total(x);

	answer_open(a, NULL, '{');
	answer_put(a, NULL, ANSWER_FIELDS(ANSWER_TEXT("register",
	    schema->name)));
	answer_put(a, n == 0 ? NULL : &command_message[
	    COMMAND_MSG_DIFF_REGISTER], ANSWER_FIELDS(
	    ANSWER_TEXT(NULL, schema->title), ANSWER_COUNT("new", x->n.new),
	    ANSWER_COUNT("changed", x->n.changed),
	    ANSWER_COUNT("retired", x->n.retired),
	    ANSWER_COUNT("shown", x->n.shown)));
	answer_open(a, "records", '[');
	buf_str(a->out, buf_view(&x->out));
	answer_close(a, ']');
	answer_close(a, '}');
	if (x->n.shown < n)
		command_say(a, COMMAND_MSG_DIFF_MORE, VALUES(n - x->n.shown));
}

static void
put_registers(struct answer *a, const struct diff *d, enum ending ending)
{
	const struct session *s = d->s;
	uint64_t all = 0;

	for (size_t i = 0; i < s->njobs; i++)
		if (s->job[i].outcome == JOB_SAME)
			command_say(a, COMMAND_MSG_DIFF_SAME,
			    VALUES(s->job[i].source.name));
	answer_open(a, "registers", '[');
	for (size_t i = 0; i < s->std.nregisters; i++) {
		all += total(&d->reg[i]);
		if (is_read(s, i))
			put_register(a, &d->reg[i], &s->std.reg[i]);
	}
	answer_close(a, ']');
	if (ending == ENDING_REFUSED)
		command_say(a, COMMAND_MSG_DIFF_REFUSED, MSG_NONE);
	else if (all == 0)
		command_say(a, COMMAND_MSG_DIFF_NOTHING, MSG_NONE);
}

int
diff_show(struct diff *d, enum ending ending, struct buf *out, struct err *e)
{
	struct answer a;
	int status = 0;

	for (size_t i = 0; i < d->s->std.nregisters; i++)
		if (!buf_ok(&d->reg[i].out))
			return err_set(e, ERR_LIMIT, "the differences of %s "
			    "are more than %zu MiB; show fewer with --limit N",
			    d->s->std.reg[i].title, DIFF_MAX_BYTES >> 20);
	answer_begin(&a, out, d->json, "diff/1");
	answer_put(&a, NULL, ANSWER_FIELDS(ANSWER_BOOL("refused",
	    ending == ENDING_REFUSED)));
	put_registers(&a, d, ending);
	if (a.json)
		status = summary_members(d->s, ending, &a, e);
	answer_end(&a);
	return status;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* What became of each table and of the call, for people and programs. */
#include "importer/command/answer/summary.h"

#include "importer/command/answer/messages.h"
#include "importer/command/answer/show.h"
#include "importer/plan/attest.h"
#include "shared/text/shell.h"

#define GROUPED 32

const struct summary_outcome summary_outcome[] = {
	[JOB_OPEN] = { "not read", "not read", ", not read" },
	[JOB_BATCH] = { "batch", "can be imported", "" },
	[JOB_SAME] = { "same", "nothing to do",
	    ", the same bytes as last time: nothing to do" },
	[JOB_NO_ROWS] = { "no rows", "refused: no rows",
	    ", no rows: not imported" },
	[JOB_PASSED] = { "passed", "not read", "" },
	[JOB_REFUSED] = { "refused", "refused", ", refused" },
};

/* ---- one table ---- */

/* 1234567 as 1,234,567. */
static struct value
grouped(char out[GROUPED], uint64_t n)
{
	char *p = out + GROUPED - 1;

	*p = '\0';
	for (int digits = 0; n > 0 || digits == 0; digits++, n /= 10) {
		if (digits > 0 && digits % 3 == 0)
			*--p = ',';
		*--p = (char)('0' + n % 10);
	}
	return value_text(p);
}

/* Rows and records by what became of them. */
static void
put_counts(struct answer *a, const struct job *j, bool is_shown)
{
	const struct leaf_counts *n = &j->counts;
	char text[7][GROUPED];

	answer_open(a, "rows", '{');
	answer_put(a, NULL, ANSWER_FIELDS(ANSWER_COUNT("read", n->read),
	    ANSWER_COUNT("new", n->new), ANSWER_COUNT("changed", n->changed),
	    ANSWER_COUNT("unchanged", n->unchanged),
	    ANSWER_COUNT("retired", n->retired),
	    ANSWER_COUNT("refused", n->refused)));
	answer_close(a, '}');
	if (!is_shown || n->read == 0)
		return;
	command_say(a, COMMAND_MSG_ROWS, VALUES(grouped(text[0], n->read),
	    n->read, grouped(text[1], n->new), grouped(text[2], n->changed),
	    grouped(text[3], n->unchanged), grouped(text[4], n->refused)));
	command_say(a, COMMAND_MSG_RECORDS, VALUES(grouped(text[5],
	    n->retired), n->retired, grouped(text[6], j->warnings),
	    j->warnings));
}

void
summary_notes(const struct job *j, struct answer *a)
{
	struct str rest = buf_view(&j->notes), line;

	answer_open(a, "notes", '[');
	while (rest.n > 0 && str_next(&rest, '\n', &line))
		if (line.n > 0)
			answer_item(a, &command_message[COMMAND_MSG_NOTE],
			    line);
	answer_close(a, ']');
}

void
summary_put_name(struct buf *out, const char *file, const char *sheet)
{
	buf_puts(out, file);
	if (sheet != NULL) {
		buf_puts(out, ", sheet ");
		show_plain(out, str_of(sheet));
	}
}

/* The first line of text: which table, and what became of it. */
static void
say_outcome(struct answer *a, const struct session *s, const struct job *j,
    bool refused)
{
	if (a->json)
		return;
	summary_put_name(a->out, j->source.name, j->source.sheet);
	if (j->schema != NULL)
		buf_printf(a->out, ": %s (%s)", j->schema->title, j->is_full ?
		    "full" : "changes");
	buf_puts(a->out, summary_outcome[j->outcome].text);
	if (j->outcome == JOB_BATCH && refused)
		command_say(a, COMMAND_MSG_GOOD, MSG_NONE);
	else if (j->outcome == JOB_BATCH && !s->o->dry_run)
		command_say(a, COMMAND_MSG_RECORD, VALUES(j->index));
	buf_putc(a->out, '\n');
}

static void
put_job(struct answer *a, const struct session *s, const struct job *j,
    bool refused)
{
	bool is_batch = j->outcome == JOB_BATCH;
	/* In text the numbers are there of what was read only. */
	bool is_read = is_batch || j->outcome == JOB_REFUSED;
	uint64_t kept = j->is_last ? j->kept : 0;
	char text[GROUPED];

	/* Which table it is, and what became of it. */
	answer_open(a, NULL, '{');
	answer_put(a, NULL, ANSWER_FIELDS(ANSWER_TEXT("file", j->source.name),
	    ANSWER_TEXT_OR_NULL("sheet", j->source.sheet),
	    ANSWER_TEXT_OR_NULL("register", j->schema == NULL ? NULL :
	    j->schema->name), ANSWER_TEXT("mode", j->is_full ? "full" :
	    "changes"), ANSWER_COUNT_OR_NULL("index", is_batch && !refused &&
	    !s->o->dry_run, j->index),
	    ANSWER_TEXT("outcome", summary_outcome[j->outcome].name)));
	say_outcome(a, s, j, refused);
	/* Its records in numbers. */
	put_counts(a, j, is_read);
	answer_put(a, NULL, ANSWER_FIELDS(ANSWER_COUNT("left_out",
	    j->outcome == JOB_SAME ? 0 : filter_left_out(&j->filter)),
	    ANSWER_COUNT("kept", kept),
	    ANSWER_COUNT("unresolved", j->unresolved),
	    ANSWER_COUNT("warnings", j->warnings)));
	/* What is to be known of them. */
	if (a->json || is_read)
		summary_notes(j, a);
	if (is_batch && kept > 0)
		command_say(a, COMMAND_MSG_KEPT, VALUES(grouped(text, kept),
		    kept));
	answer_close(a, '}');
}

/* ---- the call ---- */

static void
put_attested(struct answer *a, const struct session *s)
{
	answer_open(a, "attested", '[');
	for (size_t i = 0; i < s->nattested; i++) {
		const struct attested *x = &s->attested[i];

		answer_row(a, NULL, ANSWER_FIELDS(
		    ANSWER_TEXT("register", s->std.reg[x->reg].name),
		    ANSWER_COUNT("read", x->read),
		    ANSWER_STR("attested", x->count),
		    ANSWER_BOOL("same", x->same), ANSWER_STR("by", x->by),
		    ANSWER_STR("statement", x->key)));
	}
	answer_close(a, ']');
}

static void
put_left_out(struct answer *a, const struct session *s)
{
	answer_open(a, "left_out", '[');
	for (size_t i = 0; i < s->nleft_out; i++) {
		const struct left_out *l = &s->left_out[i];

		if (!a->json)
			summary_put_name(a->out, l->file, l->sheet);
		command_say(a, COMMAND_MSG_LEFT_OUT, VALUES(l->why));
		answer_row(a, NULL, ANSWER_FIELDS(ANSWER_TEXT("file", l->file),
		    ANSWER_TEXT_OR_NULL("sheet", l->sheet),
		    ANSWER_TEXT("why", l->why)));
	}
	answer_close(a, ']');
}

int
summary_members(struct session *s, enum ending ending, struct answer *a,
    struct err *e)
{
	int status = 0;

	answer_open(a, "batches", '[');
	for (size_t i = 0; i < s->njobs; i++)
		if (s->job[i].outcome != JOB_PASSED)
			put_job(a, s, &s->job[i], ending == ENDING_REFUSED);
	answer_close(a, ']');
	/* In text the first findings are on standard error. */
	if (a->json)
		status = summary_put_findings(s, a, e);
	put_attested(a, s);
	put_left_out(a, s);
	return status;
}

int
summary_json(struct session *s, enum ending ending, struct buf *out,
    struct err *e)
{
	struct answer a;
	int status;

	answer_begin(&a, out, true, "import/1");
	answer_put(&a, NULL, ANSWER_FIELDS(
	    ANSWER_BOOL("dry_run", s->o->dry_run),
	    ANSWER_BOOL("refused", ending == ENDING_REFUSED)));
	status = summary_members(s, ending, &a, e);
	answer_end(&a);
	return status;
}

/* A dry run writes what its options ask for, and nothing else. */
static void
put_dry_run(const struct import_opts *o, int argc, char **argv,
    struct buf *out)
{
	bool writes = o->findings != NULL || o->marked != NULL;

	command_put(out, writes ? COMMAND_MSG_DRY_RUN_BUT :
	    COMMAND_MSG_DRY_RUN, MSG_NONE);
	if (o->findings != NULL)
		command_put(out, COMMAND_MSG_DRY_RUN_FINDINGS,
		    VALUES(o->findings));
	if (o->marked != NULL)
		command_put(out, COMMAND_MSG_DRY_RUN_MARKED,
		    VALUES(o->marked));
	command_put(out, COMMAND_MSG_TO_APPLY, MSG_NONE);
	shell_put_call(out, argc, argv, "--dry-run");
	/* What this run wrote is written again. */
	buf_puts(out, writes && !o->force ? " --force\n" : "\n");
}

void
summary_text(struct session *s, enum ending ending, int argc, char **argv,
    struct buf *out)
{
	struct err never;
	struct answer a;
	bool any = false;

	answer_begin(&a, out, false, NULL);
	(void)summary_members(s, ending, &a, &never);
	for (size_t i = 0; i < s->njobs; i++)
		any = any || s->job[i].outcome == JOB_BATCH;
	if (ending == ENDING_REFUSED)
		command_say(&a, COMMAND_MSG_REFUSED, MSG_NONE);
	else if (s->o->dry_run && any)
		put_dry_run(s->o, argc, argv, out);
}

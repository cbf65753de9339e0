/* SPDX-License-Identifier: Apache-2.0 */
/* What was found of a disclosure, as text and as disclosed/1. */
#include "reports/verify/disclosed/disclosed.h"

#include "reports/verify/internal.h"
#include "shared/text/answer.h"
#include "shared/text/csv.h"

#define COLUMNS 512
#define TEXT(args, text) { NULL, 0, (args), text }

/* The verdicts that a disclosure can have, in words of its own. */
static const struct {
	const char *name, *words;
} verdicts[VERDICT__MAX] = {
	[VERDICT_GENUINE] = { "genuine", "These are the records that the seed "
	    "draws from the register as the organisation signed it, all of "
	    "them and no other." },
	[VERDICT_HISTORY_NOT_CONFIRMED] = { "history not confirmed",
	    "The draw holds; how the log stands to what you kept could not be "
	    "told." },
	[VERDICT_SIGNER_NOT_CONFIRMED] = { "signer not confirmed",
	    "The draw holds in itself; nothing shows whose register it is: no "
	    "key that you hold has signed it." },
	[VERDICT_NOT_THIS_FILE] = { "drawn with another seed",
	    "The draw holds, and follows from another seed than yours." },
	[VERDICT_ALTERED] = { "altered",
	    "It is not what the organisation logged, or not what the seed "
	    "draws." },
	[VERDICT_UNPROVEN] = { "unproven",
	    "Nothing shows that these records stand in a register." },
	[VERDICT_FORKED] = { "forked",
	    "One key has signed two histories that cannot both be true: keep "
	    "both checkpoints, they are evidence." },
};

static const struct message verdict_line = TEXT("sss", "{1}: {2}\n  {3}\n");
static const struct message drawn_line = TEXT("snns",
    "  Register    {1}, {2} {2?line|lines}, record {3} of the log, of {4}\n");
static const struct message seed_line = TEXT("snn",
    "  Seed        {1}\n"
    "  Drawn       {2} {2?record|records} of {3} asked for");
static const struct message passed_line = TEXT("n",
    "; {1} more {1?line|lines} drawn {1?retires a record|retire records}, "
    "passed over");
static const struct message record_line = TEXT("nsns",
    "\n  Disclosed   {2}, record {1} of a log of {3}, {4}\n");
static const struct message answer_line = TEXT("ss", "  {1}{2}\n");
static const struct message why_line = TEXT("s", "  Why         {1}\n");
static const struct message header_row = TEXT("s", "\n    line  {1}\n");
static const struct message line_row = TEXT("ns", "{1>8}  {2}\n");

static const struct message proof_ok = TEXT("", "ok: the register as it was "
	"drawn from, and this draw, are records of the log");

/* A stranger's text, fit to be shown; in the arena. */
static const char *
fit(struct verify_disclosed *x, struct str s)
{
	struct buf b;
	const char *z;

	buf_init(&b, BUF_MAX_DEFAULT);
	verify_put_fit(&b, arena_memdup(&x->answer.arena, s.p, s.n), true);
	z = arena_memdup(&x->answer.arena, b.p, b.n);
	buf_fini(&b);
	return z;
}

/* A line without its CR LF. */
static struct str
bare(struct str line)
{
	return (struct str){ line.p, line.n < 2 ? 0 : line.n - 2 };
}

static void
put_what(struct verify_disclosed *x, struct answer *a)
{
	const struct leaf_batch *b = &x->batch.u.batch;
	const struct leaf_disclosure *l = &x->record.u.disclosure;

	answer_put(a, &drawn_line, VALUES("register", fit(x, x->d.reg),
	    "rows", b->rows, "batch", x->d.batch.index,
	    "imported", b->imported));
	answer_put(a, &seed_line, VALUES("seed", fit(x, x->d.seed),
	    "records", x->records, "asked", x->d.size));
	answer_put(a, x->passed > 0 ? &passed_line : NULL,
	    VALUES("passed_over", x->passed));
	answer_put(a, &record_line, VALUES("index", x->d.record.index,
	    "when", l->when, "size", x->answer.size,
	    "origin", fit(x, str_of(x->answer.origin))));
}

/* The answer to a question, in the words of the table of verdicts. */
static void
put_answer(const struct verify_disclosed *x, struct answer *a,
    const char *title, enum verdict_question q)
{
	const struct verify_answer *v = &x->answer;
	const struct message *words = verdict_answer_words(q, v->is.to[q],
	    false);
	const struct value key[] = { value_text(v->key_name),
		value_text(v->key) };
	struct buf b;

	if (q == VERDICT_PROOF && v->is.to[q] == VERDICT_PROOF_OK)
		words = &proof_ok;

	buf_init(&b, BUF_MAX_DEFAULT);
	message_put(&b, words, key, strlen(words->args));
	answer_say(a, &answer_line, VALUES(title, buf_view(&b)));
	buf_fini(&b);
	answer_put(a, NULL, VALUES(verdict_question_name(q),
	    verdict_answer_name(q, v->is.to[q])));
}

/* Its fields as texts, without quotes. */
static void
put_cells(struct answer *a, const char *name, struct str line)
{
	struct csv_canon c = { .rest = line };
	struct str record, raw[COLUMNS];
	struct buf scratch;
	size_t n = COLUMNS;

	buf_init(&scratch, BUF_MAX_DEFAULT);
	(void)buf_reserve(&scratch, line.n);
	answer_open(a, name, '[');
	if (csv_canon_next(&c, &record, raw, &n) == 1)
		for (size_t i = 0; i < n; i++)
			answer_item(a, NULL, csv_canon_text(raw[i], &scratch));
	answer_close(a, ']');
	buf_fini(&scratch);
}

/* The lines, where they are proven: the register's own, whatever else fails. */
static void
put_lines(struct verify_disclosed *x, struct answer *a)
{
	const struct disclosure_line *l = x->d.line;

	if (!x->proven)
		return;
	put_cells(a, "columns", l[0].line);
	answer_say(a, &header_row, VALUES(fit(x, bare(l[0].line))));
	answer_open(a, "lines", '[');
	for (size_t i = 1; i < x->d.nlines; i++) {
		answer_open(a, NULL, '{');
		answer_put(a, NULL, VALUES("line", l[i].position));
		put_cells(a, "cells", l[i].line);
		answer_say(a, &line_row, VALUES(l[i].position,
		    fit(x, bare(l[i].line))));
		answer_close(a, '}');
	}
	answer_close(a, ']');
}

void
verify_disclosed_put(struct verify_disclosed *x, bool json, struct buf *b)
{
	struct verify_answer *v = &x->answer;
	struct answer a;

	/* The verdict, and what was drawn from what. */
	answer_begin(&a, b, json, "disclosed/1");
	answer_put(&a, &verdict_line, VALUES("file", fit(x, str_of(x->file)),
	    "verdict", verdicts[v->verdict].name,
	    "words", verdicts[v->verdict].words, "status", v->status));
	if (x->have_batch)
		put_what(x, &a);
	/* Each question with its answer. */
	answer_say(&a, &answer_line, VALUES("Draw        ",
	    v->is.to[VERDICT_FILE] == VERDICT_FILE_EXACT ? "ok: the seed draws "
	    "these lines, and no other" : v->is.to[VERDICT_FILE] ==
	    VERDICT_FILE_OTHER ? "ok, of another seed than yours" :
	    "does not hold"));
	answer_put(&a, NULL, VALUES("draw",
	    v->is.to[VERDICT_FILE] == VERDICT_FILE_EXACT ? "ok" :
	    v->is.to[VERDICT_FILE] == VERDICT_FILE_OTHER ? "other seed" :
	    v->is.to[VERDICT_FILE] == VERDICT_FILE_ALTERED ? "failed" :
	    "unknown"));
	put_answer(x, &a, "Proof       ", VERDICT_PROOF);
	put_answer(x, &a, "Signature   ", VERDICT_SIGNATURE);
	put_answer(x, &a, "History     ", VERDICT_HISTORY);
	answer_put(&a, NULL, VALUES("key", v->key[0] == '\0' ? NULL : v->key,
	    "evidence", v->evidence));
	answer_put(&a, v->why.n > 0 ? &why_line : NULL, VALUES("why",
	    fit(x, buf_view(&v->why))));
	put_lines(x, &a);
	answer_end(&a);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The table of verdicts as JSON, for checkers in other languages. */
#include "reports/verify/verdict/verdict.h"

#include "shared/text/json.h"

/* Every question with its answers, in the order of their numbers. */
static void
put_questions(struct json_writer *w)
{
	json_add_open(w, "questions", '[');
	for (int q = 0; q < VERDICT__QUESTIONS; q++) {
		enum verdict_question of = (enum verdict_question)q;

		json_put_open(w, '{');
		json_add_cstr(w, "name", verdict_question_name(of));
		json_add_open(w, "answers", '[');
		for (unsigned a = 0; a < verdict_answer_count(of); a++) {
			json_put_open(w, '{');
			json_add_values(w, VALUES(
			    "name", verdict_answer_name(of, a), "words",
			    verdict_answer_words(of, a, true)->text,
			    "words_unproven",
			    verdict_answer_words(of, a, false)->text));
			json_put_close(w, '}');
		}
		json_put_close(w, ']');
		json_put_close(w, '}');
	}
	json_put_close(w, ']');
}

static void
put_verdicts(struct json_writer *w)
{
	json_add_open(w, "verdicts", '[');
	for (int v = 0; v < VERDICT__MAX; v++) {
		json_put_open(w, '{');
		json_add_values(w, VALUES(
		    "name", verdict_name((enum verdict)v),
		    "words", verdict_words((enum verdict)v)));
		json_put_close(w, '}');
	}
	json_put_close(w, ']');
}

/* Per row the answers that fit, by question; a question not named: any fits. */
static void
put_row(struct json_writer *w, const struct verdict_row *r)
{
	json_put_open(w, '{');
	json_add_values(w, VALUES("verdict", verdict_name(r->verdict),
	    "status", r->status));
	json_add_open(w, "fits", '{');
	for (int q = 0; q < VERDICT__QUESTIONS; q++) {
		enum verdict_question of = (enum verdict_question)q;

		if (r->fits[q] == 0)
			continue;
		json_add_open(w, verdict_question_name(of), '[');
		for (unsigned a = 0; a < verdict_answer_count(of); a++)
			if ((r->fits[q] >> a & 1) != 0)
				json_put_str(w, str_of(verdict_answer_name(of, a)));
		json_put_close(w, ']');
	}
	json_put_close(w, '}');
	json_put_close(w, '}');
}

void
verdict_json(struct buf *b)
{
	struct json_writer w;

	json_writer_init(&w, b, false);
	json_put_open(&w, '{');
	json_add_cstr(&w, "preaudit", "verdicts/1");
	put_questions(&w);
	put_verdicts(&w);
	json_add_open(&w, "rows", '[');
	for (size_t i = 0; verdict_row_at(i) != NULL; i++)
		put_row(&w, verdict_row_at(i));
	json_put_close(&w, ']');
	json_put_close(&w, '}');
	buf_putc(b, '\n');
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The table of verdicts against the rules stated once more, over every
 * combination of answers; that nothing becomes better by giving less; and that
 * its words and its JSON are whole.
 */
#include <stdio.h>
#include <stdlib.h>

#include <check.h>

#include "reports/verify/messages.h"
#include "reports/verify/verdict/verdict.h"
#include "shared/text/json.h"
#include "tests/lib/unit.h"

#define IS(a, question, answer) \
	((a)->to[VERDICT_##question] == VERDICT_##question##_##answer)

/* The next combination; false behind the last. */
static bool
next(struct verdict_answers *a)
{
	for (size_t q = 0; q < VERDICT__QUESTIONS; q++) {
		if (++a->to[q] < verdict_answer_count(
		    (enum verdict_question)q))
			return true;
		a->to[q] = 0;
	}
	return false;
}

static const char *
shown(const struct verdict_answers *a)
{
	static char text[600];
	size_t n = 0;

	for (size_t q = 0; q < VERDICT__QUESTIONS; q++) {
		enum verdict_question of = (enum verdict_question)q;

		n += (size_t)snprintf(text + n, sizeof(text) - n, "%s: %s; ",
		    verdict_question_name(of),
		    verdict_answer_name(of, a->to[q]));
	}
	return text;
}

/* ---- the rules, stated without the table ---- */

static bool
is_sound(const struct verdict_answers *a)
{
	return IS(a, PROOF, OK) && IS(a, SIGNATURE, OK);
}

static bool
is_contradicted(const struct verdict_answers *a)
{
	return IS(a, HISTORY, CONTRADICTED) || IS(a, STORE, CONTRADICTS);
}

/* It is not what was signed, or nothing shows that it is. */
static bool
is_broken(const struct verdict_answers *a)
{
	return !IS(a, PROOF, OK) || IS(a, SIGNATURE, FAILED) ||
	    is_contradicted(a) || IS(a, STORE, LACKS) ||
	    IS(a, FILE, ALTERED) || IS(a, FILE, UNKNOWN);
}

/* Asked, and there is no answer. */
static bool
is_open(const struct verdict_answers *a)
{
	return IS(a, HISTORY, NOT_COMPARED) || IS(a, STORE, NOT_COMPARED) ||
	    (IS(a, STORE, OK) && (IS(a, WITHDRAWN, NOT_KNOWN) ||
	    IS(a, SUPERSEDED, NOT_KNOWN))) ||
	    (IS(a, CURRENT, ASKED) && IS(a, SUPERSEDED, NOT_KNOWN));
}

/* Nothing is broken, and it is not what a reader may rely on. */
static bool
is_not_confirmed(const struct verdict_answers *a)
{
	return is_open(a) || !IS(a, SIGNATURE, OK) ||
	    IS(a, WITHDRAWN, YES) || IS(a, FILE, OTHER) ||
	    IS(a, FILE, OTHERWISE) || IS(a, FILE, NOT_LOOKED) ||
	    (IS(a, CURRENT, ASKED) && (IS(a, SUPERSEDED, YES) ||
	    IS(a, SUPERSEDED, LATER)));
}

static int
status_by_rule(const struct verdict_answers *a)
{
	if (is_broken(a))
		return 4;
	return is_not_confirmed(a) ? 3 : 0;
}

static enum verdict
broken_by_rule(const struct verdict_answers *a)
{
	if (is_sound(a) && is_contradicted(a))
		return VERDICT_FORKED;
	if (IS(a, FILE, ALTERED) && !IS(a, PROOF, FAILED) &&
	    !IS(a, SIGNATURE, FAILED) && !is_contradicted(a) &&
	    !IS(a, STORE, LACKS))
		return VERDICT_ALTERED;
	return VERDICT_UNPROVEN;
}

static enum verdict
not_confirmed_by_rule(const struct verdict_answers *a)
{
	if (IS(a, FILE, OTHER))
		return VERDICT_NOT_THIS_FILE;
	if (!IS(a, SIGNATURE, OK))
		return VERDICT_SIGNER_NOT_CONFIRMED;
	if (IS(a, WITHDRAWN, YES) && !IS(a, HISTORY, NOT_COMPARED))
		return VERDICT_REPORT_WITHDRAWN;
	if (is_open(a))
		return VERDICT_HISTORY_NOT_CONFIRMED;
	if (IS(a, FILE, OTHERWISE))
		return VERDICT_EQUAL_OTHERWISE;
	if (IS(a, FILE, NOT_LOOKED))
		return VERDICT_EQUAL_NOT_LOOKED;
	return VERDICT_GENUINE_SUPERSEDED;
}

static enum verdict
verdict_by_rule(const struct verdict_answers *a)
{
	if (is_broken(a))
		return broken_by_rule(a);
	if (is_not_confirmed(a))
		return not_confirmed_by_rule(a);
	if (IS(a, SUPERSEDED, YES))
		return VERDICT_GENUINE_SUPERSEDED;
	return IS(a, FILE, EXACT) ? VERDICT_GENUINE : VERDICT_EQUAL_SHOWN;
}

START_TEST(every_combination_has_its_verdict)
{
	struct verdict_answers a = { 0 };
	size_t n = 0, all = 1;

	for (size_t q = 0; q < VERDICT__QUESTIONS; q++)
		all *= verdict_answer_count((enum verdict_question)q);
	do {
		const struct verdict_row *r = verdict_of(&a);

		ck_assert_msg(r->verdict == verdict_by_rule(&a) &&
		    r->status == status_by_rule(&a), "%s%s (%d), by the rules "
		    "%s (%d)", shown(&a), verdict_name(r->verdict), r->status,
		    verdict_name(verdict_by_rule(&a)), status_by_rule(&a));
		n++;
	} while (next(&a));
	printf("combinations of answers: %zu of %zu\n", n, all);
	ck_assert_uint_eq(n, all);
	ck_assert_uint_gt(n, 20000);
}
END_TEST

/* Rows that no combination reaches say nothing, and mislead who reads them. */
START_TEST(every_row_decides_something)
{
	struct verdict_answers a = { 0 };
	bool seen[64] = { false };
	size_t rows = 0;

	do {
		const struct verdict_row *r = verdict_of(&a);

		seen[r - verdict_row_at(0)] = true;
	} while (next(&a));
	for (; verdict_row_at(rows + 1) != NULL; rows++)
		ck_assert_msg(seen[rows], "row %zu", rows);
	/* The last fits all, for answers that are none: and needs no other. */
	ck_assert(!seen[rows]);
	ck_assert_int_eq(verdict_row_at(rows)->status, 4);
	printf("rows: %zu of %zu\n", rows, rows);
}
END_TEST

/* ---- giving less ---- */

static int
status_of(struct verdict_answers a)
{
	return verdict_of(&a)->status;
}

/* Each input, what is answered without it, and what it can say at best. */
static const struct {
	const char *input;
	struct {
		enum verdict_question question;
		unsigned char without, best;
	} answer[3];
	size_t n;
} inputs[] = {
	{ "the proof", { { VERDICT_PROOF, VERDICT_PROOF_MISSING,
	    VERDICT_PROOF_OK }, { VERDICT_FILE, VERDICT_FILE_UNKNOWN,
	    VERDICT_FILE_EXACT } }, 2 },
	{ "the key", { { VERDICT_SIGNATURE, VERDICT_SIGNATURE_NO_KEY,
	    VERDICT_SIGNATURE_OK } }, 1 },
	{ "another key", { { VERDICT_SIGNATURE, VERDICT_SIGNATURE_UNKNOWN_KEY,
	    VERDICT_SIGNATURE_OK } }, 1 },
	{ "what was kept", { { VERDICT_HISTORY, VERDICT_HISTORY_NOT_ASKED,
	    VERDICT_HISTORY_OK } }, 1 },
	{ "what compares it", { { VERDICT_HISTORY,
	    VERDICT_HISTORY_NOT_COMPARED, VERDICT_HISTORY_OK } }, 1 },
	{ "the store", { { VERDICT_STORE, VERDICT_STORE_NOT_ASKED,
	    VERDICT_STORE_OK },
	    { VERDICT_WITHDRAWN, VERDICT_WITHDRAWN_NOT_KNOWN,
	    VERDICT_WITHDRAWN_NO },
	    { VERDICT_SUPERSEDED, VERDICT_SUPERSEDED_NOT_KNOWN,
	    VERDICT_SUPERSEDED_NO } }, 3 },
	{ "the look", { { VERDICT_FILE, VERDICT_FILE_NOT_LOOKED,
	    VERDICT_FILE_SHOWN } }, 1 },
};

/*
 * Whatever an input said, its absence never gives a better status than the best
 * that it could have said.
 */
START_TEST(less_is_never_better)
{
	struct verdict_answers a = { 0 };
	size_t n = 0;

	do {
		for (size_t i = 0; i < sizeof(inputs) / sizeof(inputs[0]);
		    i++) {
			struct verdict_answers without = a, best = a;

			for (size_t k = 0; k < inputs[i].n; k++) {
				without.to[inputs[i].answer[k].question] =
				    inputs[i].answer[k].without;
				best.to[inputs[i].answer[k].question] =
				    inputs[i].answer[k].best;
			}
			ck_assert_msg(status_of(without) >= status_of(best),
			    "%swithout %s", shown(&a), inputs[i].input);
			n++;
		}
	} while (next(&a));
	printf("inputs left out: %zu times, never better\n", n);
}
END_TEST

/* What is not answered, or is no answer, passes nowhere. */
START_TEST(unknown_is_never_a_pass)
{
	static const enum verdict_question asked[] = { VERDICT_FILE,
		VERDICT_PROOF, VERDICT_SIGNATURE, VERDICT_HISTORY,
		VERDICT_STORE };
	struct verdict_answers a = { 0 };

	ck_assert_int_eq(status_of(a), 4);
	do {
		for (size_t i = 0; i < sizeof(asked) / sizeof(asked[0]); i++) {
			struct verdict_answers b = a;

			b.to[asked[i]] = 0;
			ck_assert_msg(status_of(b) != 0, "%s", shown(&b));
		}
		for (size_t q = 0; q < VERDICT__QUESTIONS; q++) {
			struct verdict_answers b = a;

			b.to[q] = 200;
			ck_assert_msg(q == VERDICT_CURRENT ||
			    status_of(b) != 0, "%s", shown(&b));
		}
	} while (next(&a));
}
END_TEST

/* ---- words ---- */

START_TEST(every_answer_has_words)
{
	for (int q = 0; q < VERDICT__QUESTIONS; q++) {
		enum verdict_question of = (enum verdict_question)q;

		for (unsigned i = 0; i < verdict_answer_count(of); i++) {
			const char *name = verdict_answer_name(of, i);

			ck_assert_str_ne(name, "");
			for (unsigned k = 0; k < i; k++)
				ck_assert_str_ne(name,
				    verdict_answer_name(of, k));
			for (int firm = 0; firm < 2; firm++) {
				const struct message *m =
				    verdict_answer_words(of, i, firm);

				ck_assert_msg(message_fault(m) == NULL,
				    "%s: %s", name, message_fault(m));
				ck_assert_str_ne(m->text, "");
			}
		}
		ck_assert_str_eq(verdict_answer_name(of, 200), "");
	}
	for (int v = 0; v < VERDICT__MAX; v++)
		ck_assert_str_ne(verdict_words((enum verdict)v), "");
	for (int m = 0; m < VERIFY_MSG__MAX; m++)
		ck_assert_msg(message_fault(&verify_message[m]) == NULL,
		    "%d: %s", m, message_fault(&verify_message[m]));
}
END_TEST

/* Before proof and signature nothing is said of what was issued. */
START_TEST(words_are_earned)
{
	static const char *const claims[] = { "exact", "issued", "ALTERED" };

	for (unsigned i = 0; i < verdict_answer_count(VERDICT_FILE); i++)
		for (size_t k = 0; k < sizeof(claims) / sizeof(claims[0]); k++)
			ck_assert_ptr_null(strstr(verdict_answer_words(
			    VERDICT_FILE, i, false)->text, claims[k]));
}
END_TEST

/* The row of the JSON that these answers fit first, as a reader of it finds it. */
static const struct json *
first_fit(const struct json *rows, const struct verdict_answers *a)
{
	for (size_t i = 0; i < json_len(rows); i++) {
		const struct json *fits = json_get(json_at(rows, i), "fits");
		bool all = true;

		for (int q = 0; q < VERDICT__QUESTIONS && all; q++) {
			enum verdict_question of = (enum verdict_question)q;
			const struct json *list = json_get(fits,
			    verdict_question_name(of));
			bool any = list == NULL;

			for (size_t k = 0; k < json_len(list); k++)
				any = any || str_is(json_str(json_at(list, k)),
				    verdict_answer_name(of, a->to[q]));
			all = any;
		}
		if (all)
			return json_at(rows, i);
	}
	return NULL;
}

/* Who decides by the JSON alone decides the same. */
START_TEST(the_json_is_the_table)
{
	struct verdict_answers a = { 0 };
	const struct json *rows;
	struct json *j;
	struct err e = { 0 };
	struct buf b;
	size_t n = 0;

	buf_init(&b, BUF_MAX_DEFAULT);
	verdict_json(&b);
	j = json_parse(buf_view(&b), "table", &e);
	ck_assert_msg(j != NULL, "%s", e.msg);
	ck_assert_str_eq(json_cstr(json_get(j, "preaudit")), "verdicts/1");
	ck_assert_uint_eq(json_len(json_get(j, "questions")),
	    VERDICT__QUESTIONS);
	ck_assert_uint_eq(json_len(json_get(j, "verdicts")), VERDICT__MAX);
	rows = json_get(j, "rows");
	do {
		const struct json *r;

		if (n++ % 7 != 0)
			continue;
		r = first_fit(rows, &a);
		ck_assert_str_eq(json_cstr(json_get(r, "verdict")),
		    verdict_name(verdict_of(&a)->verdict));
		ck_assert_int_eq(json_int(json_get(r, "status"), -1),
		    verdict_of(&a)->status);
	} while (next(&a));
	json_free(j);
	buf_fini(&b);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("verdict");
	TCase *tc = tcase_create("verdict");

	tcase_add_test(tc, every_combination_has_its_verdict);
	tcase_add_test(tc, every_row_decides_something);
	tcase_add_test(tc, less_is_never_better);
	tcase_add_test(tc, unknown_is_never_a_pass);
	tcase_add_test(tc, every_answer_has_words);
	tcase_add_test(tc, words_are_earned);
	tcase_add_test(tc, the_json_is_the_table);
	suite_add_tcase(s, tc);
	return unit_run(s);
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Fuzzing the criteria language: tokens must tile the text in order; a rule
 * file that loads over a small standard must evaluate over a small dataset,
 * with and without indexes, to the same results; a query likewise.
 */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

#include "reports/judge/readiness/readiness_internal.h"
#include "tests/lib/mkdata.h"

static const char standard_text[] =
    "heading 4 Context\nclause 4.3 Scope\nclause 7.2 Competence\n"
    "parameter review months 12\nparameter members number 5\n"
    "milestone stage_2 Stage 2\n"
    "list duties word,basis,roles[]\n\tpolicy,standard,a;b\n\tother,guide,\n"
    "register services list\n\tid id\n\tin_scope yesno\n\tname text\n"
    "\tstatus word(planned|live)\n\towner ref(people)\n\tday date\n"
    "\tcost number\n\tdepends_on ref(services)[] all\n\tclauses clause[]\n"
    "register people list\n\tid id\n\tactive yesno\n\tleft date\n"
    "register training record\n\tid id\n\tperson ref(people)\n"
    "\ttopics word(policy|live)[]\n\tday date\n\tcode id\n";

static const char data_text[] =
    "@services\nid,in_scope,name,status,owner,day,cost,depends_on,clauses\n"
    "S1,yes,A,live,P1,2026-01-01,3,S2;S9,4\nS2,,B,planned,P9,,-1.5,,4.3\n"
    "S3,no,,,,2026-09-30,,S1,\n"
    "@people\nid,active,left\nP1,yes,\nP2,no,2026-02-03\n"
    "@training\nid,person,topics,day,code\nT1,P1,policy;live,2026-01-01,S1\n"
    "T2,,,,\nT3,P3,live,2025-01-31,S2\n";

static void
check_tokens(struct str text)
{
	struct lexer l;
	struct token t;
	size_t at = 0;

	lex_init(&l, text, "f");
	do {
		t = lex_next(&l);
		assert(t.from >= at && t.to >= t.from && t.to <= text.n);
		assert(t.kind == TOK_END || t.to > t.from);
		at = t.to;
	} while (t.kind != TOK_END);
	assert(at <= text.n);
}

static bool
count_row(void *ctx, const struct str *cell, size_t n)
{
	size_t *rows = ctx;

	for (size_t i = 0; i < n; i++)
		assert(cell[i].p != NULL);
	return ++*rows < 1000;
}

static void
check_query(struct rules *r, struct dataset *d, struct str text)
{
	struct query *q;
	struct err e = { 0 };
	size_t rows = 0;
	struct str every, expr = text;

	str_next(&expr, '\n', &every);
	if (expr.p != NULL && query_compile(&q, r, &(struct query_text){
	    "query", every, &expr, 1 }, &e) == 0)
		query_run(q, d, 20726, count_row, &rows, &e);
}

static void
check_rules(struct str text)
{
	struct standard s;
	struct dataset d;
	struct rules *r;
	struct readiness a, b;
	struct err e = { 0 };

	mk_standard(&s, standard_text);
	mk_rules(&s, "criteria/1.rules", "");
	s.file[0].text = text;
	if (rules_load(&r, &s, &e) != 0) {
		assert(e.code == ERR_CONFIG && e.msg[0] != '\0');
		s.file[0].text = STR("");
		assert(rules_load(&r, &s, &e) == 0);
	}
	mk_data(&d, &s, data_text);
	assert(readiness_evaluate(&a, r, &d, 20726, &e) == 0);
	r->index_entries = 0;
	assert(readiness_evaluate(&b, r, &d, 20726, &e) == 0);
	assert(a.ncriteria == b.ncriteria);
	for (size_t i = 0; i < a.ncriteria; i++)
		assert(a.criterion[i].failing == b.criterion[i].failing &&
		    a.criterion[i].unknown == b.criterion[i].unknown &&
		    a.criterion[i].of == b.criterion[i].of);
	readiness_free(&a);
	readiness_free(&b);
	check_query(r, &d, text);
	rules_free(r);
	mk_free(&s, &d);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	char *copy = malloc(n + 1);
	struct str text = { copy, n };

	if (n > 4000 || copy == NULL) {
		free(copy);
		return 0;
	}
	memcpy(copy, data, n);
	check_tokens(text);
	check_rules(text);
	free(copy);
	return 0;
}

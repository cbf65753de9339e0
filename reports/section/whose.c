/* SPDX-License-Identifier: Apache-2.0 */
/* Of the method: whose rules, and the numbers that the standard leaves open. */
#include "reports/section/section.h"

static const char *
unit_word(enum parameter_unit u)
{
	static const char *const word[] = {
		[UNIT_NUMBER] = "",
		[UNIT_DAYS] = "days",
		[UNIT_MONTHS] = "months",
		[UNIT_PERCENT] = "%",
	};

	return word[u];
}

/* Each thing that is not as published, but the parameters. */
static void
departures(const struct whose *w, struct doc_section *s)
{
	struct doc_table *t = DOC_TABLE_OF(s, "rules_changed",
	    "Rules beside those published", "t:What|t:How",
	    .empty = "None.");

	for (size_t i = 0; i < w->ncriteria; i++)
		doc_put(t, VALUES(w->criterion[i].name,
		    whose_way_name(w->criterion[i].way)));
	for (size_t i = 0; i < w->nother; i++)
		doc_put(t, VALUES(w->other[i].name,
		    whose_way_name(w->other[i].way)));
	for (size_t i = 0; i < w->nown; i++)
		doc_put(t, VALUES(w->own[i], "the organisation's own"));
}

/* How a parameter stands to what was published; "" where it is the same. */
static const char *
against(const struct whose *w, const struct parameter *p, struct arena *a)
{
	for (size_t i = 0; i < w->nparameters; i++)
		if (strcmp(w->parameter[i].name, p->name) == 0)
			return arena_printf(a, "%s: published as %lld",
			    whose_way_name(w->parameter[i].way),
			    (long long)w->parameter[i].given);
	return "";
}

void
section_whose(const struct report *r, struct doc_section *s)
{
	const struct whose *w = rules_whose(r->rules);
	struct arena *a = &s->doc->arena;
	struct doc_table *t;
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	whose_put(w, &b);
	doc_text(s, "Judged by %s. Digest of the rules: %s, the SHA-256 of the "
	    "hashes and names of their files; parameters and own criteria are "
	    "left out. A thing is called milder only where a grade was "
	    "lowered, a requirement taken out, or a parameter moved in its "
	    "lenient direction.", buf_cstr(&b), w->digest);
	buf_fini(&b);
	departures(w, s);
	t = DOC_TABLE_OF(s, "parameters", "Parameters used",
	    "t:Parameter|n:Value|t:Unit|t:Set by|t:Against what was published");
	for (size_t i = 0; i < r->standard.nparameters; i++) {
		const struct parameter *p = &r->standard.parameter[i];

		doc_put(t, VALUES(p->title, p->value, unit_word(p->unit),
		    p->value == p->given ? "standard folder" : "this store",
		    against(w, p, a)));
	}
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A report's document: who says it and of what, the headline, then the sections
 * in the order of the profile; see compose.h.
 */
#include "reports/section/compose.h"

#include "reports/section/section.h"
#include "shared/base/enc.h"
#include "shared/base/version.h"

/* The time of the newest leaf that the content depends on. */
static int64_t
head_time(const struct report *r)
{
	const struct leaf *l = &r->store.leaf[r->data_head.size - 1];
	struct str s = str_of(leaf_when(l));
	int32_t day;

	/* The day is enough: it dates the workbook's properties. */
	if (s.n < 10 || !date_parse_iso((struct str){ s.p, 10 }, &day))
		return 0;
	return (int64_t)day * 86400;
}

static void
identify(const struct report *r, bool draft, struct doc *d)
{
	const struct leaf_genesis *g = store_genesis(&r->store);
	char root[SHA256_HEX + 1], as_of[DATE_TEXT],
	    print[VKEY_FINGERPRINT_TEXT];
	struct arena *a = &d->arena;

	hex_format(root, r->data_head.root.b, SHA256_BYTES);
	date_format(as_of, r->as_of);
	vkey_fingerprint(print, &r->key);
	d->identity = (struct doc_identity){
		.id = draft ? "DRAFT, not issued" : r->id, .draft = draft,
		.origin = g->origin,
		.organisation = g->organisation,
		.as_of = arena_memdup(a, as_of, strlen(as_of)),
		.profile = r->profile.name,
		.profile_sha256 = r->profile.sha256,
		.standard = r->standard_text, .lang = PREAUDIT_LANG,
		.program = PREAUDIT_PROGRAM,
		.head_size_text = arena_printf(a, "%llu",
		    (unsigned long long)r->data_head.size),
		.head_root = arena_memdup(a, root, SHA256_HEX),
		.content_sha256 = "",
		.key_fingerprint = arena_memdup(a, print, strlen(print)),
		.head_time_s = head_time(r),
	};
}

/* A forecast says first that it is one. */
static const char *
forecast_words(const struct report *r, struct doc *d)
{
	char of[DATE_TEXT];

	if (!r->data.forecast)
		return "";
	date_format(of, r->data.judged_on);
	return arena_printf(&d->arena, "Forecast for %s from data of %s, if "
	    "nothing else is recorded. ", d->identity.as_of, of);
}

static void
headline(const struct report *r, struct doc *d)
{
	const struct readiness *q = &r->readiness;
	const struct milestone_result *m = q->headline < 0 ? NULL :
	    &q->milestone[q->headline];
	const char *forecast = forecast_words(r, d);

	d->headline_state = readiness_verdict_name(m != NULL ? m->verdict :
	    q->nmilestones > 0 ? VERDICT_PASSED : VERDICT_NOT_DETERMINED);
	if (m == NULL)
		d->headline = arena_printf(&d->arena, "%s%s", forecast,
		    q->nmilestones == 0 ?
		    "The adopted rules name no milestone." :
		    "Every milestone of the road has been passed.");
	else
		d->headline = arena_printf(&d->arena, "%s%s: %s. %s", forecast,
		    m->title, d->headline_state, m->why);
}

/* What makes a section: one function of the two kinds. */
static const struct {
	section_fn *put;
	section_query_fn *query;
} sections[] = {
	[BUILTIN_NONE] = { .query = section_query },
	[BUILTIN_IDENTIFICATION] = { section_identification, NULL },
	[BUILTIN_SUMMARY] = { section_summary, NULL },
	[BUILTIN_METHOD] = { section_method, NULL },
	[BUILTIN_DATA] = { section_data, NULL },
	[BUILTIN_CLAUSES] = { section_clauses, NULL },
	[BUILTIN_GAPS] = { section_gaps, NULL },
	[BUILTIN_SUPPLY_NEXT] = { section_supply_next, NULL },
	[BUILTIN_DEFECTS] = { section_defects, NULL },
	[BUILTIN_INTEGRITY] = { section_integrity, NULL },
	[BUILTIN_OTHERS] = { section_others, NULL },
	[BUILTIN_CHANGES] = { .query = section_changes },
	[BUILTIN_TREND] = { .query = section_trend },
	[BUILTIN_FORECAST] = { .query = section_forecast },
	[BUILTIN_WATCHED] = { .query = section_watched },
	[BUILTIN_PATH] = { .query = section_path },
};
_Static_assert(sizeof(sections) / sizeof(sections[0]) == BUILTIN__MAX,
    "every section has a function");

static int
put_section(const struct report *r, const struct profile_section *ps,
    struct doc *d, struct err *e)
{
	struct doc_section *s = doc_section(d, ps->id, ps->title);

	if (sections[ps->builtin].put == NULL)
		return sections[ps->builtin].query(r, ps, s, e);
	sections[ps->builtin].put(r, s);
	return 0;
}

int
compose_report(const struct report *r, bool draft, struct doc *d,
    struct err *e)
{
	doc_init(d);
	identify(r, draft, d);
	d->title = !draft ? r->profile.title : arena_printf(&d->arena,
	    "DRAFT: %s", r->profile.title);
	d->disclaimer = r->standard.disclaimer;
	headline(r, d);
	for (size_t i = 0; i < r->profile.nsections; i++)
		if (put_section(r, &r->profile.section[i], d, e) == -1) {
			err_ctx(e, "section %s", r->profile.section[i].id);
			doc_fini(d);
			return -1;
		}
	return 0;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Heads, days and coverage as JSON; see json_parts.h. */
#include "reports/judge/json_parts.h"

#include "shared/base/enc.h"
#include "shared/base/hash.h"
#include "shared/text/date.h"

void
json_head_members(struct jw *w, uint64_t size, const struct merkle_hash *root)
{
	char hex[SHA256_HEX + 1];

	hex_format(hex, root->b, SHA256_BYTES);
	jw_kint(w, "size", (int64_t)size);
	jw_kcstr(w, "root", hex);
}

void
json_day(struct jw *w, const char *name, int32_t day)
{
	char text[DATE_TEXT];

	date_format(text, day);
	jw_kcstr(w, name, text);
}

const char *
json_result_name(enum crit_result r)
{
	static const char *const name[] = {
		[CRIT_MET] = "met",
		[CRIT_BY_DOCUMENT] = "by_document",
		[CRIT_NOT_MET] = "not_met",
		[CRIT_NOTHING_TO_ASSESS] = "nothing_to_assess",
		[CRIT_NOT_EVIDENCED] = "not_evidenced",
		[CRIT_NOT_ASSESSABLE] = "not_assessable",
	};

	_Static_assert(sizeof(name) / sizeof(name[0]) == CRIT__MAX,
	    "every result has its member");
	return name[r];
}

void
json_coverage_members(struct jw *w, uint64_t evidenced, uint64_t clauses,
    const uint64_t by_result[CRIT__MAX])
{
	jw_key(w, "clauses");
	jw_open(w, '{');
	jw_kint(w, "n", (int64_t)evidenced);
	jw_kint(w, "of", (int64_t)clauses);
	jw_close(w, '}');
	jw_key(w, "criteria");
	jw_open(w, '{');
	for (int k = 0; k < CRIT__MAX; k++)
		jw_kint(w, json_result_name((enum crit_result)k),
		    (int64_t)by_result[k]);
	jw_close(w, '}');
}

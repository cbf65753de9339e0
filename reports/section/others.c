/* SPDX-License-Identifier: Apache-2.0 */
/* Section "others": records of the store that belong to another standard. */
#include "reports/section/section.h"

void
section_others(const struct report *r, struct doc_section *s)
{
	struct doc_table *t;

	doc_text(s, "A record belongs to the standards that it names, and where "
	    "it names none, to the one that the store adopted first. These "
	    "records are kept; no result of this report looks at them.");
	t = DOC_TABLE_OF(s, "other_standards", "Records of other standards",
	    "t:Register|i:Record|t:Standard", .collapsed = true,
	    .empty = "No record names another standard.");
	for (size_t i = 0; i < r->standard.nregisters; i++) {
		const struct table *of = &r->data.table[i];

		for (uint32_t k = 0; k < of->napart; k++)
			doc_put(t, VALUES(of->schema->title, table_key(of,
			    of->apart[k].record), of->apart[k].standard));
	}
}

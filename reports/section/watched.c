/* SPDX-License-Identifier: Apache-2.0 */
/* Section "watched": records that a changed cell made count less. */
#include "reports/section/section.h"

int
section_watched(const struct report *r, const struct profile_section *ps,
    struct doc_section *s, struct err *e)
{
	struct doc_table *t;
	struct buf state, before, then;

	(void)e;
	for (size_t i = 0; i < ps->ntexts; i++)
		doc_text(s, "%s", ps->text[i]);
	t = DOC_TABLE_OF(s, "watched", "Records that were changed so",
	    "t:What was done|t:Register|i:Record|t:Field|t:Before|t:Then|"
	    "n:How often|n:Log record|t:File|t:Now", .empty = "None.");
	buf_init(&state, BUF_MAX_DEFAULT);
	buf_init(&before, BUF_MAX_DEFAULT);
	buf_init(&then, BUF_MAX_DEFAULT);
	for (size_t i = 0; i < r->nwatched; i++) {
		const struct watched *w = &r->watched[i];
		const struct schema *reg = &r->standard.reg[w->watch->reg];

		buf_reset(&state);
		buf_reset(&before);
		buf_reset(&then);
		withdrawn_word(&before, w->before, "new");
		withdrawn_word(&then, w->changed_to, "empty");
		withdrawn_state(&r->data, reg, w->record,
		    r->profile.state_field, r->profile.nstate_fields, &state);
		doc_put(t, VALUES(w->watch->title, reg->title, w->key,
		    reg->field[w->watch->field].title,
		    buf_view(&before), buf_view(&then), w->times, w->batch, report_file(r, w->batch),
		    buf_view(&state)));
	}
	buf_fini(&state);
	buf_fini(&before);
	buf_fini(&then);
	return 0;
}

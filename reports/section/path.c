/* SPDX-License-Identifier: Apache-2.0 */
/* Section "path": the least that must change before the next milestone. */
#include "reports/compare/path_put.h"
#include "reports/section/section.h"

/* What a change turns, a line each. */
static void
put_effects(const struct path_change *x, struct buf *b)
{
	for (size_t i = 0; i < x->neffects; i++) {
		const struct path_effect *f = &x->effect[i];

		buf_printf(b, "%s%s: %s -> %s", i == 0 ? "" : "\n",
		    f->turns == PATH_TURNS_CRITERION ? f->id : f->title,
		    f->was, f->is);
	}
}

static int
put_changes(const struct report *r, const struct path *p,
    struct doc_section *s, struct err *e)
{
	struct doc_table *t = DOC_TABLE_OF(s, "path", "Changes, by owner",
	    "n:Number|t:Owner|t:What is to be done|t:What it turns|t:File|"
	    "n:Row", .empty = "None.");
	struct path_owned *owned;
	struct buf task, effects;

	if (path_owners(p, r, &owned, &s->doc->arena, e) == -1)
		return -1;
	buf_init(&task, BUF_MAX_DEFAULT);
	buf_init(&effects, BUF_MAX_DEFAULT);
	for (size_t i = 0; i < p->nchanges; i++) {
		const struct path_change *x = owned[i].change;

		buf_reset(&task);
		buf_reset(&effects);
		path_put_task(x, r, &task);
		put_effects(x, &effects);
		doc_put(t, VALUES((uint64_t)i + 1, owned[i].owner[0] == '\0' ?
		    "nobody is named" : owned[i].owner, buf_view(&task),
		    buf_view(&effects), x->row == 0 ? "" : report_file(r,
		    x->batch), x->row == 0 ? VALUE("") : VALUE(x->row)));
	}
	buf_fini(&task);
	buf_fini(&effects);
	return 0;
}

int
section_path(const struct report *r, const struct profile_section *ps,
    struct doc_section *s, struct err *e)
{
	const struct readiness *q = &r->readiness;
	struct path p;
	int status;

	(void)ps;
	if (q->headline < 0) {
		doc_text(s, "No milestone is ahead.");
		return 0;
	}
	if (path_find(&p, q, q->milestone[q->headline].id,
	    VERDICT_READY_WITH_MINORS, r->rules, &r->data, r->as_of, e) == -1)
		return -1;
	switch (p.answer) {
	case PATH_FOUND:
		doc_text(s, "%s: %s when all of these are changed, and not "
		    "when one of them is left out. It is judged again with "
		    "each taken for made, as far as its criterion or gate "
		    "asks. Another set may be as good.", p.title,
		    readiness_verdict_name(p.reached));
		break;
	case PATH_ALREADY:
		doc_text(s, "%s: already %s; nothing needs to be changed for "
		    "it.", p.title, readiness_verdict_name(p.reached));
		break;
	case PATH_NOT_REACHED:
		doc_text(s, "%s: not reachable from these records: %s.",
		    p.title, p.why);
		break;
	}
	status = put_changes(r, &p, s, e);
	path_free(&p);
	return status;
}

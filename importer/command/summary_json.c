/* SPDX-License-Identifier: Apache-2.0 */
/* The summary as JSON, shape import/1. */
#include "importer/command/summary.h"

#include "importer/plan/attest.h"
#include "shared/text/json.h"

static void
put_sheet(struct jw *w, struct str sheet)
{
	jw_key(w, "sheet");
	if (sheet.n > 0)
		jw_str(w, sheet);
	else
		jw_null(w);
}

static void
put_batch(struct jw *w, const struct session *s, const struct job *j,
    bool written)
{
	static const char *const outcome[] = { [JOB_OPEN] = "not read",
		[JOB_BATCH] = "batch", [JOB_SAME] = "same",
		[JOB_NO_ROWS] = "no rows", [JOB_PASSED] = "passed",
		[JOB_REFUSED] = "refused" };
	const struct leaf_counts *c = &j->counts;

	jw_open(w, '{');
	jw_kcstr(w, "file", j->source.name);
	put_sheet(w, j->source.sheet == NULL ? STR("") :
	    str_of(j->source.sheet));
	jw_key(w, "register");
	if (j->schema != NULL)
		jw_str(w, str_of(j->schema->name));
	else
		jw_null(w);
	jw_kcstr(w, "mode", j->is_full ? "full" : "changes");
	jw_key(w, "index");
	if (written && j->outcome == JOB_BATCH)
		jw_int(w, (int64_t)j->index);
	else
		jw_null(w);
	jw_kcstr(w, "outcome", outcome[j->outcome]);
	jw_key(w, "rows");
	jw_open(w, '{');
	jw_kint(w, "read", (int64_t)c->read);
	jw_kint(w, "new", (int64_t)c->new);
	jw_kint(w, "changed", (int64_t)c->changed);
	jw_kint(w, "unchanged", (int64_t)c->unchanged);
	jw_kint(w, "retired", (int64_t)c->retired);
	jw_kint(w, "refused", (int64_t)c->refused);
	jw_close(w, '}');
	jw_kint(w, "left_out", j->outcome == JOB_SAME ? 0 :
	    (int64_t)filter_left_out(&j->filter));
	jw_kint(w, "kept", (int64_t)(j->is_last ? j->kept : 0));
	jw_kint(w, "unresolved", (int64_t)j->unresolved);
	jw_kint(w, "warnings", (int64_t)j->warnings);
	jw_key(w, "notes");
	jw_open(w, '[');
	{
		struct str rest = buf_view(&j->notes), line;

		while (rest.n > 0 && str_next(&rest, '\n', &line))
			if (line.n > 0)
				jw_str(w, line);
	}
	jw_close(w, ']');
	jw_close(w, '}');
	(void)s;
}

static int
put_finding(void *ctx, const struct finding *f, struct err *e)
{
	struct jw *w = ctx;
	char cell[CELL_NAME];

	(void)e;
	jw_open(w, '{');
	jw_kstr(w, "file", f->file);
	put_sheet(w, f->sheet);
	jw_key(w, "cell");
	if (f->row > 0 && f->column > 0) {
		cell_name(cell, f->column, f->row);
		jw_str(w, str_of(cell));
	} else {
		jw_null(w);
	}
	jw_key(w, "row");
	if (f->row > 0)
		jw_int(w, (int64_t)f->row);
	else
		jw_null(w);
	if (f->line > 0)
		jw_kint(w, "line", (int64_t)f->line);
	if (f->field.n > 0)
		jw_kstr(w, "field", f->field);
	jw_kstr(w, "header", f->header);
	jw_kstr(w, "value", f->value);
	jw_kcstr(w, "level", finding_level_name(f->level));
	jw_kcstr(w, "code", f->code);
	jw_kstr(w, "message", f->message);
	jw_close(w, '}');
	return 0;
}

static void
put_attested(struct jw *w, const struct session *s)
{
	jw_key(w, "attested");
	jw_open(w, '[');
	for (size_t i = 0; i < s->nattested; i++) {
		const struct attested *x = &s->attested[i];

		jw_open(w, '{');
		jw_kcstr(w, "register", s->std.reg[x->reg].name);
		jw_kint(w, "read", (int64_t)x->read);
		jw_kstr(w, "attested", x->count);
		jw_kbool(w, "same", x->same);
		jw_kstr(w, "by", x->by);
		jw_kstr(w, "statement", x->key);
		jw_close(w, '}');
	}
	jw_close(w, ']');
}

static void
put_left_out(struct jw *w, const struct session *s)
{
	jw_key(w, "left_out");
	jw_open(w, '[');
	for (size_t i = 0; i < s->nleft_out; i++) {
		const struct left_out *l = &s->left_out[i];

		jw_open(w, '{');
		jw_kcstr(w, "file", l->file);
		put_sheet(w, l->sheet == NULL ? STR("") : str_of(l->sheet));
		jw_kcstr(w, "why", l->why);
		jw_close(w, '}');
	}
	jw_close(w, ']');
}

int
summary_json_members(struct session *s, enum ending ending, struct jw *w,
    struct err *e)
{
	bool written = ending == ENDING_DONE && !s->o->dry_run;
	int status;

	jw_key(w, "batches");
	jw_open(w, '[');
	for (size_t i = 0; i < s->njobs; i++)
		if (s->job[i].outcome != JOB_PASSED)
			put_batch(w, s, &s->job[i], written);
	jw_close(w, ']');
	jw_key(w, "findings");
	jw_open(w, '[');
	status = finding_each(&s->findings, put_finding, w, e);
	jw_close(w, ']');
	put_attested(w, s);
	put_left_out(w, s);
	return status;
}

int
summary_json(struct session *s, enum ending ending, struct buf *out,
    struct err *e)
{
	struct jw w;
	int status;

	jw_init(&w, out, false);
	jw_open(&w, '{');
	jw_kcstr(&w, "preaudit", "import/1");
	jw_kbool(&w, "dry_run", s->o->dry_run);
	jw_kbool(&w, "refused", ending == ENDING_REFUSED);
	status = summary_json_members(s, ending, &w, e);
	jw_close(&w, '}');
	buf_putc(out, '\n');
	return status;
}

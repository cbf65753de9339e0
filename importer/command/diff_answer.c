/* SPDX-License-Identifier: Apache-2.0 */
/* The whole of a diff; see diff.h. */
#include "importer/command/diff.h"

#include "shared/text/json.h"

static uint64_t
total(const struct diff_register *x)
{
	return x->n.new + x->n.changed + x->n.retired;
}

static bool
is_read(const struct session *s, size_t reg)
{
	for (size_t i = 0; i < s->njobs; i++)
		if (s->job[i].reg == (int)reg)
			return true;
	return false;
}

static void
show_text(struct diff *d, enum ending ending, struct buf *out)
{
	const struct session *s = d->s;
	uint64_t all = 0;

	for (size_t i = 0; i < s->njobs; i++)
		if (s->job[i].outcome == JOB_SAME)
			buf_printf(out, "%s: the same bytes as last time: "
			    "nothing to do\n", s->job[i].source.name);
	for (size_t i = 0; i < s->std.nregisters; i++) {
		const struct diff_register *x = &d->reg[i];

		all += total(x);
		if (total(x) == 0)
			continue;
		buf_printf(out, "%s: %llu new, %llu changed, %llu retired\n",
		    s->std.reg[i].title, (unsigned long long)x->n.new,
		    (unsigned long long)x->n.changed,
		    (unsigned long long)x->n.retired);
		buf_str(out, buf_view(&x->out));
		if (x->n.shown < total(x))
			buf_printf(out, "  and %llu more (--limit 0 shows "
			    "all)\n", (unsigned long long)(total(x) -
			    x->n.shown));
	}
	if (ending == ENDING_REFUSED)
		buf_puts(out, "This import would be refused.\n");
	else if (all == 0)
		buf_puts(out, "Nothing would change.\n");
}

static int
show_json(struct diff *d, enum ending ending, struct buf *out, struct err *e)
{
	const struct session *s = d->s;
	struct jw w;
	int status;

	jw_init(&w, out, false);
	jw_open(&w, '{');
	jw_kcstr(&w, "preaudit", "diff/1");
	jw_kbool(&w, "refused", ending == ENDING_REFUSED);
	jw_key(&w, "registers");
	jw_open(&w, '[');
	for (size_t i = 0; i < s->std.nregisters; i++) {
		const struct diff_register *x = &d->reg[i];

		if (!is_read(s, i))
			continue;
		jw_open(&w, '{');
		jw_kcstr(&w, "register", s->std.reg[i].name);
		jw_kint(&w, "new", (int64_t)x->n.new);
		jw_kint(&w, "changed", (int64_t)x->n.changed);
		jw_kint(&w, "retired", (int64_t)x->n.retired);
		jw_kint(&w, "shown", (int64_t)x->n.shown);
		jw_key(&w, "records");
		jw_open(&w, '[');
		buf_str(out, buf_view(&x->out));
		jw_close(&w, ']');
		jw_close(&w, '}');
	}
	jw_close(&w, ']');
	status = summary_json_members(d->s, ending, &w, e);
	jw_close(&w, '}');
	buf_putc(out, '\n');
	return status;
}

int
diff_show(struct diff *d, enum ending ending, struct buf *out, struct err *e)
{
	for (size_t i = 0; i < d->s->std.nregisters; i++)
		if (!buf_ok(&d->reg[i].out))
			return err_set(e, ERR_LIMIT, "the differences of %s "
			    "are more than %zu MiB; show fewer with --limit N",
			    d->s->std.reg[i].title, DIFF_MAX_BYTES >> 20);
	if (d->json)
		return show_json(d, ending, out, e);
	show_text(d, ending, out);
	return 0;
}

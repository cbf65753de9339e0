/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-report changes: what changed since then, and because of what. */
#include "reports/cli/cli.h"

#include <inttypes.h>

#include "shared/base/num.h"

/* ---- since when ---- */

/* The last log size whose records had been taken in by the end of a day. */
static int
size_known_on(const struct report *r, int32_t day, uint64_t *size,
    struct err *e)
{
	struct dataset d = { .size = r->data_head.size };
	char text[DATE_TEXT];
	uint64_t first = 0;
	int status = dataset_batches(&d, &r->store, e);

	*size = 0;
	for (size_t i = 0; i < d.nbatches; i++) {
		if (d.batch[i].imported <= day)
			*size = d.batch[i].index + 1;
		else if (first == 0)
			first = d.batch[i].index;
	}
	if (status == 0 && *size == 0) {
		date_format(text, day);
		status = err_set(e, ERR_NOT_FOUND, "nothing had been imported "
		    "by %s; --since SIZE compares with any earlier log size "
		    "(the first import is record %" PRIu64 "), --since-as-of "
		    "DATE says which day it is judged on", text, first);
	}
	arena_fini(&d.mem);
	return status;
}

static int
since(struct report *r, const struct report_opts *o, struct moment *from,
    struct err *e)
{
	int32_t day = DATE_NONE;

	if (o->since == NULL)
		return err_set(e, ERR_USAGE, "say since when: --since SIZE "
		    "(of the log), --since 2026-06-30, or a name such as "
		    "last-audit");
	if (num_parse_u64(str_of(o->since), UINT64_MAX - 1, &from->size)) {
		if (from->size == 0 || from->size > r->at)
			return err_set(e, ERR_USAGE, "--since %s: the log has "
			    "sizes 1 to %llu", o->since,
			    (unsigned long long)r->at);
	} else if (report_data(r, e) == -1 ||
	    report_day(r, o->since, &day, e) == -1 ||
	    size_known_on(r, day, &from->size, e) == -1) {
		return err_ctx(e, "--since %s", o->since);
	}
	from->as_of = day;
	if (o->since_as_of != NULL) {
		if (!date_parse_iso(str_of(o->since_as_of), &from->as_of))
			return err_set(e, ERR_USAGE, "--since-as-of \"%s\" "
			    "%s", o->since_as_of, date_fault_text(
			    date_iso_fault(str_of(o->since_as_of))));
	} else if (day == DATE_NONE && view_head_day(&r->store, from->size,
	    &from->as_of, e) == -1) {
		return -1;
	}
	if (from->as_of > r->as_of)
		from->as_of = r->as_of;
	return 0;
}

/* ---- text ---- */

static void
put_moments(const struct report *r, const struct changes *c, struct buf *b)
{
	char from[DATE_TEXT], to[DATE_TEXT];
	unsigned moved = 0;

	date_format(from, c->from.as_of);
	date_format(to, c->to.as_of);
	for (unsigned i = 0; i < STEPS; i++)
		moved |= c->moved[i] ? 1u << i : 0;
	buf_printf(b, "%s\nFrom log size %" PRIu64 ", judged as of %s, to log "
	    "size %" PRIu64 ", judged as of %s", store_genesis(&r->store)->
	    organisation, c->from.size, from, c->to.size, to);
	if (moved != 0) {
		buf_puts(b, ": ");
		because_put(moved, b);
	}
	buf_puts(b, ".\n");
}

static void
put_because(unsigned mask, struct buf *b)
{
	buf_puts(b, "  [");
	because_put(mask, b);
	buf_puts(b, "]\n");
}

static void
put_shifts(const char *title, const struct shift *s, size_t n, bool ids,
    struct buf *b)
{
	if (n > 0)
		buf_printf(b, "\n%s\n", title);
	for (size_t i = 0; i < n; i++) {
		if (ids)
			buf_printf(b, "  %-8s", s[i].id);
		buf_printf(b, "  %s: %s -> %s", s[i].title, s[i].was[0],
		    s[i].was[STATES - 1]);
		put_because(s[i].because, b);
	}
}

static void
put_violations(const struct criterion_shift *c, struct buf *b)
{
	static const char *const move[] = { "now", "worse:", "milder:",
		"no longer" };

	for (size_t k = 0; k < c->nrecords && k < CLI_SHOWN; k++) {
		const struct violation_shift *r = &c->record[k];

		buf_printf(b, "      %s ", move[r->move]);
		cli_put_violation(r->v, b);
		put_because(r->because, b);
	}
	cli_put_more(c->nrecords, b);
}

static void
put_criteria(const struct changes *c, struct buf *b)
{
	if (c->ncriteria > 0)
		buf_puts(b, "\nCriteria\n");
	for (size_t i = 0; i < c->ncriteria; i++) {
		const struct criterion_shift *s = &c->criterion[i];

		buf_printf(b, "  %-8s  %s\n    %s", s->s.id, s->s.title,
		    criterion_shift_name(s));
		if (s->s.because == 0) {
			buf_printf(b, " only: still %s\n", s->s.was[0]);
		} else {
			buf_printf(b, ": %s -> %s", s->s.was[0],
			    s->s.was[STATES - 1]);
			put_because(s->s.because, b);
		}
		put_violations(s, b);
	}
}

static void
put_registers(const struct changes *c, struct buf *b)
{
	if (c->nregs > 0)
		buf_puts(b, "\nRegisters that were imported into\n");
	for (size_t i = 0; i < c->nregs; i++) {
		const struct register_shift *r = &c->reg[i];

		buf_printf(b, "  %-22s %" PRIu64 " new, %" PRIu64 " changed, %"
		    PRIu64 " withdrawn\n", r->schema->name,
		    r->n[RECORD_NEW], r->n[RECORD_CHANGED], r->withdrawn);
		for (size_t k = 0; k < r->nrecords && k < CLI_SHOWN; k++)
			buf_printf(b, "      %s %s (record %u of the log, row "
			    "%u)%s%s\n", record_move_name(r->record[k].move),
			    r->record[k].key,
			    r->record[k].batch, r->record[k].row,
			    r->record[k].fields[0] == '\0' ? "" : ": ",
			    r->record[k].fields);
		cli_put_more(r->nrecords, b);
	}
}

static void
put_withdrawn(const struct report *r, const struct changes *c, struct buf *b)
{
	if (c->nwithdrawn > 0)
		buf_puts(b, "\nRecords withdrawn\n");
	for (size_t i = 0; i < c->nwithdrawn; i++) {
		const struct withdrawn *w = &c->withdrawn[i];
		size_t from;

		buf_printf(b, "  %s %s (record %" PRIu64 " of the log, %s)",
		    w->schema->name, w->key, w->batch, w->file);
		from = b->n;
		buf_puts(b, ": ");
		withdrawn_state(&c->then, w, r->profile.state_field,
		    r->profile.nstate_fields, b);
		if (b->n == from + 2)
			b->n = from;
		buf_putc(b, '\n');
	}
}

static void
put_text(const struct report *r, const struct changes *c, struct buf *b)
{
	put_moments(r, c, b);
	if (changes_is_empty(c))
		buf_puts(b, "\nNothing changed.\n");
	put_shifts("Milestones", c->milestone, c->nmilestones, false, b);
	put_shifts("Clauses", c->clause, c->nclauses, true, b);
	put_criteria(c, b);
	put_registers(c, b);
	put_withdrawn(r, c, b);
	buf_printf(b, "\n%s\n", r->standard.disclaimer);
}

int
cli_changes(void *values, struct err *e)
{
	const struct report_opts *o = values;
	struct moment from, to;
	struct changes c;
	struct cli_run run;
	struct report *r = &run.report;
	int status = -1;

	if (cli_begin(&run, o, report_open, e) == -1)
		return -1;
	to = (struct moment){ .size = r->data_head.size, .as_of = r->as_of };
	if (since(r, o, &from, e) == 0 &&
	    changes_make(&c, &r->store, from, to, e) == 0) {
		if (o->json)
			changes_json(&c, r->profile.state_field,
			    r->profile.nstate_fields, &run.out);
		else
			put_text(r, &c, &run.out);
		status = out_write(&run.out, e);
		changes_free(&c);
	}
	return cli_end(&run, status);
}

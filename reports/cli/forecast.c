/* SPDX-License-Identifier: Apache-2.0 */
/* What a forecast adds to status and gaps: what lapses by then, and why. */
#include "reports/cli/cli.h"

void
cli_put_violation(const struct violation *v, struct buf *b)
{
	if (v->reg[0] != '\0')
		buf_printf(b, "%s %s: ", v->reg, v->key);
	buf_puts(b, v->message);
}

void
cli_put_more(size_t n, struct buf *b)
{
	if (n > CLI_SHOWN)
		buf_printf(b, "      and %zu more; --json lists all\n",
		    n - CLI_SHOWN);
}

static void
put_records(const struct criterion_shift *s, struct buf *b)
{
	size_t n = 0;

	for (size_t k = 0; k < s->nrecords; k++) {
		if (s->record[k].move > VIOLATION_WORSE || n++ >= CLI_SHOWN)
			continue;
		buf_puts(b, "      ");
		cli_put_violation(s->record[k].v, b);
		buf_putc(b, '\n');
	}
	cli_put_more(n, b);
}

void
cli_put_lapses(const struct report *r, const struct changes *c,
    struct buf *b)
{
	char from[DATE_TEXT], until[DATE_TEXT];
	size_t n = 0;

	if (!r->data.forecast)
		return;
	date_format(from, r->data.judged_on);
	date_format(until, r->as_of);
	buf_printf(b, "\nWhat lapses or falls due from %s to %s\n", from,
	    until);
	for (size_t i = 0; i < c->ncriteria; i++) {
		const struct criterion_shift *s = &c->criterion[i];

		if (!changes_is_lapse(s))
			continue;
		n++;
		buf_printf(b, "  %-8s  %s: %s", s->s.id, s->s.title,
		    s->s.was[0]);
		if (s->s.because != 0)
			buf_printf(b, " -> %s", s->s.was[STATES - 1]);
		buf_putc(b, '\n');
		put_records(s, b);
	}
	if (n == 0)
		buf_puts(b, "  Nothing.\n");
}

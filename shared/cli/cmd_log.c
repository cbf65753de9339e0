/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-store log: every record of the log, a line each. */
#include "shared/cli/store_cli.h"

#include <inttypes.h>

/* A record as text, behind its number and type: its time, and what it is. */
static void
put_record(const struct leaf *l, struct buf *b)
{
	const struct leaf_batch *x = &l->u.batch;
	const struct leaf_counts *n = &x->counts;

	if (l->type == LEAF_GENESIS)
		buf_printf(b, "%s  %s of %s", l->u.genesis.created,
		    l->u.genesis.origin, l->u.genesis.organisation);
	else if (l->type == LEAF_STANDARD)
		buf_printf(b, "%s  %s:%s, %zu files", l->u.standard.adopted,
		    l->u.standard.name, l->u.standard.edition,
		    l->u.standard.nfiles);
	else if (l->type == LEAF_BATCH)
		buf_printf(b, "%s  %s %s %s: %" PRIu64 " read, %" PRIu64
		    " new, %" PRIu64 " changed, %" PRIu64 " unchanged, %"
		    PRIu64 " retired, %" PRIu64 " refused", x->imported,
		    x->reg, x->has_undoes ? "by" : "from", x->source.name,
		    n->read, n->new, n->changed, n->unchanged, n->retired,
		    n->refused);
	else if (l->type == LEAF_REPORT)
		buf_printf(b, "%s  %s, %s, as of %s", l->u.report.issued,
		    l->u.report.id, l->u.report.profile, l->u.report.as_of);
	else if (l->type == LEAF_VOID)
		buf_printf(b, "%s  withdraws record %" PRIu64 ": %s",
		    l->u.voided.when, l->u.voided.index, l->u.voided.reason);
}

/* JSON: the records are JSON themselves: an array of them, byte for byte. */
static int
put_log(const struct store *s, const struct store_opts *o, struct buf *b,
    struct err *e)
{
	(void)e;
	if (o->json)
		buf_puts(b, "{\"preaudit\":\"log/1\",\"records\":[\n");
	for (uint64_t i = 0; i < s->head.size; i++) {
		if (o->json) {
			buf_put(b, s->line[i].p, s->line[i].n - 1);
			buf_puts(b, i + 1 < s->head.size ? ",\n" : "\n");
			continue;
		}
		buf_printf(b, "%6" PRIu64 "  %-8s  ", i,
		    leaf_type_name(s->leaf[i].type));
		put_record(&s->leaf[i], b);
		buf_putc(b, '\n');
	}
	if (o->json)
		buf_puts(b, "]}\n");
	return 0;
}

int
cmd_log(void *values, struct err *e)
{
	return cmd_show(values, put_log, e);
}

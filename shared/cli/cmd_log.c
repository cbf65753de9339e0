/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-store log: every record of the log, a line each. */
#include "shared/cli/store_cli.h"

#include <inttypes.h>

static void
log_line(const struct store *s, uint64_t i, struct buf *b)
{
	const struct leaf *l = &s->leaf[i];

	buf_printf(b, "%6" PRIu64 "  %-8s  ", i, leaf_type_name(l->type));
	switch (l->type) {
	case LEAF_GENESIS:
		buf_printf(b, "%s  %s of %s", l->u.genesis.created,
		    l->u.genesis.origin, l->u.genesis.organisation);
		break;
	case LEAF_STANDARD:
		buf_printf(b, "%s  %s:%s, %zu files", l->u.standard.adopted,
		    l->u.standard.name, l->u.standard.edition,
		    l->u.standard.nfiles);
		break;
	case LEAF_BATCH: {
		const struct leaf_batch *x = &l->u.batch;

		buf_printf(b, "%s  %s %s %s: %" PRIu64 " read, %" PRIu64
		    " new, %" PRIu64 " changed, %" PRIu64 " unchanged, %"
		    PRIu64 " retired, %" PRIu64 " refused", x->imported,
		    x->reg, x->has_undoes ? "by" : "from", x->source.name,
		    x->counts.read, x->counts.new,
		    x->counts.changed, x->counts.unchanged,
		    x->counts.retired, x->counts.refused);
		break;
	}
	case LEAF_REPORT:
		buf_printf(b, "%s  %s, %s, as of %s", l->u.report.issued,
		    l->u.report.id, l->u.report.profile, l->u.report.as_of);
		break;
	case LEAF_VOID:
		buf_printf(b, "%s  withdraws record %" PRIu64 ": %s",
		    l->u.voided.when, l->u.voided.index, l->u.voided.reason);
		break;
	default:
		break;
	}
	buf_putc(b, '\n');
}

static void
log_text(const struct store *s, struct buf *b)
{
	for (uint64_t i = 0; i < s->head.size; i++)
		log_line(s, i, b);
}

/* The records themselves are JSON: an array of them, byte for byte. */
static void
log_json(const struct store *s, struct buf *b)
{
	buf_puts(b, "{\"preaudit\":\"log/1\",\"records\":[\n");
	for (uint64_t i = 0; i < s->head.size; i++) {
		buf_put(b, s->line[i].p, s->line[i].n - 1);
		buf_puts(b, i + 1 < s->head.size ? ",\n" : "\n");
	}
	buf_puts(b, "]}\n");
}

int
cmd_log(void *values, struct err *e)
{
	return cmd_show(values, log_text, log_json, e);
}

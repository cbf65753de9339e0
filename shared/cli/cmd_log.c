/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-store log: every record of the log, a line each. */
#include "shared/cli/messages.h"
#include "shared/cli/store_cli.h"

#include <inttypes.h>
#include <time.h>

#include "shared/store/anchor/anchor.h"

static void
put_batch(struct buf *b, const struct leaf_batch *x)
{
	const struct leaf_counts *n = &x->counts;

	buf_printf(b, "%s %s %s: %" PRIu64 " read, %" PRIu64 " new, %" PRIu64
	    " changed, %" PRIu64 " unchanged, %" PRIu64 " retired, %" PRIu64
	    " refused", x->reg, x->has_undoes ? "by" : "from", x->source.name,
	    n->read, n->new, n->changed, n->unchanged, n->retired, n->refused);
}

static void
put_key(struct buf *b, const struct leaf_key *k)
{
	char print[VKEY_FINGERPRINT_TEXT];
	struct vkey key;
	struct err ignored;

	/* Parsed when the record was read. */
	(void)vkey_parse(&key, str_of(k->key), &ignored);
	vkey_fingerprint(print, &key);
	buf_printf(b, "%s of key %s", k->action, print);
	if (k->since_size > 0)
		buf_printf(b, " from size %" PRIu64 " on", k->since_size);
	if (k->reason != NULL)
		buf_printf(b, ": %s", k->reason);
}

/* Of records that are neither data nor reports. */
static void
put_other(struct buf *b, const struct leaf *l)
{
	/* Of each type what tells one record from another. */
	switch (l->type) {
	case LEAF_KEY:
		put_key(b, &l->u.key);
		break;
	case LEAF_ANCHOR:
		buf_printf(b, "%s says %s of the head of size %" PRIu64,
		    l->u.anchor.kind, l->u.anchor.time, l->u.anchor.size);
		break;
	case LEAF_ERASURE:
		buf_printf(b, "%s, lines erased: %zu: %s",
		    l->u.erasure.path, l->u.erasure.nlines,
		    l->u.erasure.reason);
		break;
	case LEAF_RECIPE:
		buf_printf(b, "%s for %s%s", l->u.recipe.name,
		    l->u.recipe.reg, l->u.recipe.removed ? ", removed" : "");
		break;
	case LEAF_DISCLOSURE:
		buf_printf(b, "%s: %" PRIu64 " drawn from the head of size %"
		    PRIu64 " with seed %s", l->u.disclosure.reg,
		    l->u.disclosure.count, l->u.disclosure.size,
		    l->u.disclosure.seed);
		break;
	case LEAF_GRANT:
		buf_printf(b, "%s until %s%s", l->u.grant.report,
		    l->u.grant.until, l->u.grant.revoked ? ", revoked" : "");
		break;
	case LEAF_TOOL:
		buf_printf(b, "%s %s, SHA-256 %s", l->u.tool.name,
		    l->u.tool.version, l->u.tool.sha256);
		break;
	default:
		buf_puts(b, "of a later version of preaudit, not read here");
	}
}

/* What a record says, behind its number, type and time. */
static void
put_record(struct buf *b, const struct leaf *l)
{
	switch (l->type) {
	case LEAF_GENESIS:
		buf_printf(b, "%s of %s", l->u.genesis.origin,
		    l->u.genesis.organisation);
		break;
	case LEAF_STANDARD:
		buf_printf(b, "%s:%s, %zu files", l->u.standard.name,
		    l->u.standard.edition, l->u.standard.nfiles);
		break;
	case LEAF_BATCH:
		put_batch(b, &l->u.batch);
		break;
	case LEAF_REPORT:
		buf_printf(b, "%s, %s, as of %s", l->u.report.id,
		    l->u.report.profile, l->u.report.as_of);
		break;
	case LEAF_VOID:
		buf_printf(b, "withdraws record %" PRIu64 ": %s",
		    l->u.voided.index, l->u.voided.reason);
		break;
	default:
		put_other(b, l);
	}
}

/* Anchors tell of what was supplied and of what was issued. */
static bool
has_span(const struct leaf *l)
{
	return l->type == LEAF_BATCH || l->type == LEAF_REPORT;
}

static void
put_span(struct buf *b, struct anchor_span span)
{
	enum store_msg m = span.not_before == NULL ? STORE_MSG_SPAN_BEFORE :
	    span.not_after == NULL ? STORE_MSG_SPAN_AFTER : STORE_MSG_SPAN;

	if (span.not_before == NULL && span.not_after == NULL)
		m = STORE_MSG_NO_SPAN;
	buf_puts(b, "; ");
	message_put(b, &store_message[m], VALUES(span.not_before,
	    span.not_after));
}

/* JSON: of each the two times, null where nothing tells. */
static void
put_spans(struct buf *b, const struct store *s, const struct anchors *a)
{
	struct json_writer w;

	json_writer_init(&w, b, false);
	json_put_open(&w, '[');
	for (uint64_t i = 0; i < s->head.size; i++) {
		struct anchor_span span = anchors_span(a, i);

		if (!has_span(&s->leaf[i]))
			continue;
		json_put_open(&w, '{');
		json_add_values(&w, VALUES("index", i,
		    "not_before", span.not_before,
		    "not_after", span.not_after));
		json_put_close(&w, '}');
	}
	json_put_close(&w, ']');
}

/* A record on a line of its own. */
static void
put_line(struct buf *b, const struct store *s, uint64_t index,
    const struct anchors *a)
{
	const struct leaf *l = &s->leaf[index];
	const char *when = leaf_when(l);
	uint64_t at;

	buf_printf(b, "%6" PRIu64 "  %-8s  ", index, leaf_type_name(l));
	if (when != NULL)
		buf_printf(b, "%s  ", when);
	put_record(b, l);
	if (store_withdrawal(s, index, s->head.size, &at) != NULL)
		buf_printf(b, ", withdrawn by record %" PRIu64, at);
	if (l->clock != NULL)
		buf_printf(b, " (dated before the record before it: %s)",
		    l->clock);
	/* Where the store has no anchor at all, that is said once elsewhere. */
	if (a->n > 0 && has_span(l))
		put_span(b, anchors_span(a, index));
	buf_putc(b, '\n');
}

/*
 * JSON: the records are JSON themselves: an array of them, byte for byte; then
 * what the anchors tell.
 */
static int
put_log(const struct store *s, const struct store_opts *o, struct buf *b,
    struct err *e)
{
	struct anchors a;

	(void)e;
	anchors_read(&a, s, (int64_t)time(NULL));
	if (o->json)
		buf_puts(b, "{\"preaudit\":\"log/1\",\"records\":[\n");
	for (uint64_t i = 0; i < s->head.size; i++) {
		if (o->json) {
			buf_put(b, s->line[i].p, s->line[i].n - 1);
			buf_puts(b, i + 1 < s->head.size ? ",\n" : "\n");
			continue;
		}
		put_line(b, s, i, &a);
	}
	if (o->json) {
		buf_puts(b, "],\"anchored\":");
		put_spans(b, s, &a);
		buf_puts(b, "}\n");
	}
	anchors_free(&a);
	return 0;
}

int
cmd_log(void *values, struct err *e)
{
	return cmd_show(values, put_log, e);
}

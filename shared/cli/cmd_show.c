/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-store status, log, check: what the store holds and whether it is whole. */
#include "shared/cli/store_cli.h"

#include <inttypes.h>
#include <stdio.h>

#include "shared/base/enc.h"
#include "shared/text/json.h"

/* The newest batch of each register, once. */
static bool
is_newest(const struct store *s, uint64_t index)
{
	for (uint64_t i = index + 1; i < s->head.size; i++)
		if (s->leaf[i].type == LEAF_BATCH && strcmp(
		    s->leaf[i].u.batch.reg, s->leaf[index].u.batch.reg) == 0)
			return false;
	return true;
}

static uint64_t
count_type(const struct store *s, enum leaf_type type)
{
	uint64_t n = 0;

	for (uint64_t i = 0; i < s->head.size; i++)
		n += s->leaf[i].type == type;
	return n;
}

static void
status_text(const struct store *s, struct buf *b)
{
	const struct leaf_genesis *g = store_genesis(s);
	char root[SHA256_HEX + 1], print[VKEY_FINGERPRINT_TEXT];
	const struct leaf_standard *l;
	uint64_t index;

	hex_format(root, s->head.root.b, SHA256_BYTES);
	vkey_fingerprint(print, &s->keys.key[0]);
	buf_printf(b, "Organisation   %s\nStore          %s\nMade           "
	    "%s\n", g->organisation, g->origin, g->created);
	if (g->succeeds_origin != NULL)
		buf_printf(b, "Succeeds       %s at %" PRIu64 " records: %s\n",
		    g->succeeds_origin, g->succeeds_size, g->succeeds_reason);
	buf_printf(b, "Head           %" PRIu64 " records, root %s\n"
	    "Key            %s\n", s->head.size, root, print);
	l = store_standard(s, s->head.size, &index);
	if (l != NULL)
		buf_printf(b, "Standard       %s:%s, record %" PRIu64 "\n",
		    l->name, l->edition, index);
	buf_printf(b, "Reports        %" PRIu64 " issued\n",
	    count_type(s, LEAF_REPORT));
	if (count_type(s, LEAF_BATCH) == 0)
		buf_puts(b, "Registers      none imported yet\n");
	else
		buf_puts(b, "\nRegister               Newest batch  Imported  "
		    "             Rows read  Refused\n");
	for (uint64_t i = 0; i < s->head.size; i++) {
		const struct leaf_batch *x = &s->leaf[i].u.batch;

		if (s->leaf[i].type == LEAF_BATCH && is_newest(s, i))
			buf_printf(b, "%-22s %12" PRIu64 "  %-20s %11" PRIu64
			    " %8" PRIu64 "\n", x->reg, i, x->imported,
			    x->counts.read, x->counts.refused);
	}
}

static void
status_json(const struct store *s, struct buf *b)
{
	char root[SHA256_HEX + 1], print[VKEY_FINGERPRINT_TEXT];
	const struct leaf_standard *l;
	uint64_t index;
	struct jw w;

	hex_format(root, s->head.root.b, SHA256_BYTES);
	vkey_fingerprint(print, &s->keys.key[0]);
	jw_init(&w, b, false);
	jw_open(&w, '{');
	jw_kcstr(&w, "preaudit", "store/1");
	jw_kcstr(&w, "organisation", store_genesis(s)->organisation);
	jw_kcstr(&w, "origin", store_genesis(s)->origin);
	jw_key(&w, "head");
	jw_open(&w, '{');
	jw_kint(&w, "size", (int64_t)s->head.size);
	jw_kcstr(&w, "root", root);
	jw_close(&w, '}');
	jw_kcstr(&w, "key", print);
	l = store_standard(s, s->head.size, &index);
	if (l != NULL) {
		jw_key(&w, "standard");
		jw_open(&w, '{');
		jw_kcstr(&w, "name", l->name);
		jw_kcstr(&w, "edition", l->edition);
		jw_kint(&w, "index", (int64_t)index);
		jw_close(&w, '}');
	}
	jw_kint(&w, "reports", (int64_t)count_type(s, LEAF_REPORT));
	jw_key(&w, "registers");
	jw_open(&w, '[');
	for (uint64_t i = 0; i < s->head.size; i++) {
		const struct leaf_batch *x = &s->leaf[i].u.batch;

		if (s->leaf[i].type != LEAF_BATCH || !is_newest(s, i))
			continue;
		jw_open(&w, '{');
		jw_kcstr(&w, "register", x->reg);
		jw_kint(&w, "index", (int64_t)i);
		jw_kcstr(&w, "imported", x->imported);
		jw_kint(&w, "read", (int64_t)x->counts.read);
		jw_kint(&w, "refused", (int64_t)x->counts.refused);
		jw_close(&w, '}');
	}
	jw_close(&w, ']');
	jw_close(&w, '}');
	buf_putc(b, '\n');
}

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

int
cmd_show(const struct store_opts *o, void (*text)(const struct store *,
    struct buf *), void (*json)(const struct store *, struct buf *),
    struct err *e)
{
	struct place p;
	struct store s;
	struct buf b;
	int status = -1;

	if (place_find(&p, &o->place, e) == -1)
		return -1;
	buf_init(&b, BUF_MAX_DEFAULT);
	if (store_open(&s, p.store, e) == 0) {
		(o->json ? json : text)(&s, &b);
		store_close(&s);
		status = out_write(&b, e);
	}
	buf_fini(&b);
	place_free(&p);
	return status;
}

int
cmd_status(const struct store_opts *o, struct err *e)
{
	return cmd_show(o, status_text, status_json, e);
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
cmd_log(const struct store_opts *o, struct err *e)
{
	return cmd_show(o, log_text, log_json, e);
}

/* ---- check ---- */

struct told {
	struct buf *b;
	bool json;
	uint64_t n;
};

static void
tell(void *ctx, const char *what)
{
	struct told *t = ctx;

	if (t->json) {
		if (t->n++ > 0)
			buf_putc(t->b, ',');
		json_quote(t->b, str_of(what));
	} else {
		t->n++;
		buf_printf(t->b, "%s\n", what);
	}
}

int
cmd_check(const struct store_opts *o, struct err *e)
{
	struct place p;
	struct buf b;
	struct told t = { &b, o->json, 0 };
	int64_t n;
	int status = -1;

	if (place_find(&p, &o->place, e) == -1)
		return -1;
	buf_init(&b, BUF_MAX_DEFAULT);
	if (o->json)
		buf_puts(&b, "{\"preaudit\":\"check/1\",\"differences\":[");
	n = store_check(p.store, tell, &t, e);
	if (o->json)
		buf_puts(&b, "]}\n");
	else if (n == 0 && !o->quiet)
		buf_printf(&b, "%s is whole: every record, file and signature "
		    "is as it was signed\n", p.store);
	if (n == -1) {
		/* What was found before something could not be read. */
		struct err ignored;

		if (t.n > 0)
			(void)out_write(&b, &ignored);
	} else {
		status = o->quiet && n == 0 ? 0 : out_write(&b, e);
	}
	if (status == 0 && n > 0)
		status = err_set(e, ERR_INTEGRITY, "%" PRId64 " difference%s "
		    "found in %s; the first is named first", n,
		    n == 1 ? "" : "s", p.store);
	buf_fini(&b);
	place_free(&p);
	return status;
}

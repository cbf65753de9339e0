/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-store status: head, key, registers and reports of a store. */
#include "shared/cli/store_cli.h"

#include <inttypes.h>

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

int
cmd_status(void *values, struct err *e)
{
	return cmd_show(values, status_text, status_json, e);
}

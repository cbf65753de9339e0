/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-store status: head, key, registers and reports of a store. */
#include <inttypes.h>

#include "shared/base/enc.h"
#include "shared/cli/messages.h"
#include "shared/cli/store_cli.h"

/* The newest batch of each register, once. */
static bool
is_newest(const struct store *s, uint64_t index)
{
	for (uint64_t i = index + 1; i < s->head.size; i++)
		if (s->leaf[i].type == LEAF_BATCH &&
		    !store_is_rewrite(&s->leaf[i].u.batch) && strcmp(
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
put_register(struct answer *a, const struct leaf_batch *x, uint64_t index)
{
	answer_row(a, NULL, ANSWER_FIELDS(ANSWER_TEXT("register", x->reg),
	    ANSWER_COUNT("index", index),
	    ANSWER_TEXT("imported", x->imported),
	    ANSWER_COUNT("read", x->counts.read),
	    ANSWER_COUNT("refused", x->counts.refused)));
	if (!a->json)
		buf_printf(a->out, "%-22s %12" PRIu64 "  %-20s %11" PRIu64
		    " %8" PRIu64 "\n", x->reg, index, x->imported,
		    x->counts.read, x->counts.refused);
}

/* Whose store it is, and what it was signed with. */
static void
put_head(struct answer *a, const struct store *s)
{
	const struct message *m = store_message;
	const struct leaf_genesis *g = store_genesis(s);
	char root[SHA256_HEX + 1], print[VKEY_FINGERPRINT_TEXT];

	hex_format(root, s->head.root.b, SHA256_BYTES);
	vkey_fingerprint(print, &s->keys.key[0]);
	answer_put(a, &m[STORE_MSG_STORE], ANSWER_FIELDS(
	    ANSWER_TEXT("organisation", g->organisation),
	    ANSWER_TEXT("origin", g->origin), ANSWER_TEXT(NULL, g->created)));
	if (g->succeeds_origin != NULL)
		answer_say(a, &m[STORE_MSG_SUCCEEDS],
		    VALUES(g->succeeds_origin, g->succeeds_size,
		    g->succeeds_reason));
	answer_open(a, "head", '{');
	answer_put(a, &m[STORE_MSG_HEAD], ANSWER_FIELDS(
	    ANSWER_COUNT("size", s->head.size), ANSWER_TEXT("root", root)));
	answer_close(a, '}');
	answer_put(a, &m[STORE_MSG_KEY], ANSWER_FIELDS(
	    ANSWER_TEXT("key", print)));
}

static void
put_standard(struct answer *a, const struct leaf_standard *l, uint64_t index)
{
	answer_put(a, &store_message[STORE_MSG_STANDARD], ANSWER_FIELDS(
	    ANSWER_TEXT("name", l->name), ANSWER_TEXT("edition", l->edition),
	    ANSWER_COUNT("index", index)));
}

static void
put_status(struct answer *a, const struct store *s)
{
	const struct message *m = store_message;
	const struct leaf_standard *l;
	uint64_t index;

	put_head(a, s);
	l = store_standard(s, s->head.size, &index);
	if (l != NULL) {
		answer_open(a, "standard", '{');
		put_standard(a, l, index);
		answer_close(a, '}');
	}
	/* Those adopted beside it. */
	answer_open(a, "other_standards", '[');
	for (size_t n = 1; (l = store_standard_at(s, s->head.size, n)) != NULL;
	    n++) {
		l = store_standard_named(s, s->head.size, l->name, &index);
		answer_open(a, NULL, '{');
		put_standard(a, l, index);
		answer_close(a, '}');
	}
	answer_close(a, ']');
	answer_put(a, &m[STORE_MSG_REPORTS], ANSWER_FIELDS(
	    ANSWER_COUNT("reports", count_type(s, LEAF_REPORT)),
	    ANSWER_COUNT("withdrawn", count_type(s, LEAF_VOID))));
	answer_say(a, &m[count_type(s, LEAF_BATCH) == 0 ?
	    STORE_MSG_NO_REGISTERS : STORE_MSG_REGISTERS], MSG_NONE);
	answer_open(a, "registers", '[');
	for (uint64_t i = 0; i < s->head.size; i++)
		if (s->leaf[i].type == LEAF_BATCH &&
		    !store_is_rewrite(&s->leaf[i].u.batch) && is_newest(s, i))
			put_register(a, &s->leaf[i].u.batch, i);
	answer_close(a, ']');
}

static int
put_answer(const struct store *s, const struct store_opts *o, struct buf *b,
    struct err *e)
{
	struct answer a;

	(void)e;
	answer_begin(&a, b, o->json, "store/1");
	put_status(&a, s);
	answer_end(&a);
	return 0;
}

int
cmd_status(void *values, struct err *e)
{
	return cmd_show(values, put_answer, e);
}

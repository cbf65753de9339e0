/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-store prove and consistency: proofs about the log's records. */
#include "shared/cli/store_cli.h"

#include <inttypes.h>

#include "shared/base/num.h"

/* The one operand: a whole number from low to high. */
static int
read_number(const struct store_opts *o, uint64_t low, uint64_t high,
    const char *what, uint64_t *n, struct err *e)
{
	const char *text = o->args.item[0];

	if (num_parse_u64(str_of(text), high, n) && *n >= low)
		return 0;
	return err_set(e, ERR_USAGE, "\"%s\" is not %s: a whole number from %"
	    PRIu64 " to %" PRIu64, text, what, low, high);
}

static int
put_proof(const struct store *s, const struct store_opts *o, struct buf *b,
    struct err *e)
{
	struct proof_file f = { .checkpoint = buf_view(&s->note) };
	uint64_t i;

	if (read_number(o, 0, s->head.size - 1, "the index of a record", &i,
	    e) == -1)
		return -1;
	f.leaf = s->line[i];
	f.index = i;
	f.head_size = s->leaf[i].type == LEAF_REPORT ?
	    s->leaf[i].u.report.head_size : i;
	if (f.head_size > 0)
		merkle_prove_consistency(s->hash, s->head.size, f.head_size,
		    &f.consistency);
	merkle_prove_inclusion(s->hash, s->head.size, i, &f.inclusion);
	proof_file_format(b, &f);
	return 0;
}

static int
put_consistency(const struct store *s, const struct store_opts *o,
    struct buf *b, struct err *e)
{
	struct merkle_proof p;
	uint64_t old;

	if (read_number(o, 1, s->head.size, "an earlier size of the log",
	    &old, e) == -1)
		return -1;
	merkle_prove_consistency(s->hash, s->head.size, old, &p);
	consistency_file_format(b, old, &p, buf_view(&s->note));
	return 0;
}

int
cmd_prove(void *values, struct err *e)
{
	return cmd_show(values, put_proof, e);
}

int
cmd_consistency(void *values, struct err *e)
{
	return cmd_show(values, put_consistency, e);
}

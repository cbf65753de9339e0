/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-store prove and consistency: proofs about the log's records. */
#include "shared/cli/store_cli.h"

#include <inttypes.h>

#include "shared/base/num.h"

static void
put_proof(const struct store *s, uint64_t index, struct buf *b)
{
	struct proof_file f = { .leaf = s->line[index], .head_size = index,
		.index = index, .checkpoint = buf_view(&s->note) };

	if (s->leaf[index].type == LEAF_REPORT)
		f.head_size = s->leaf[index].u.report.head_size;
	if (f.head_size > 0)
		merkle_prove_consistency(s->hash, s->head.size, f.head_size,
		    &f.consistency);
	merkle_prove_inclusion(s->hash, s->head.size, index, &f.inclusion);
	proof_file_format(b, &f);
}

static void
put_consistency(const struct store *s, uint64_t old, struct buf *b)
{
	struct merkle_proof p;

	merkle_prove_consistency(s->hash, s->head.size, old, &p);
	consistency_file_format(b, old, &p, buf_view(&s->note));
}

/* One number from low up to the head (less `above`), then what it asks for. */
static int
by_number(const struct store_opts *o, uint64_t low, uint64_t above,
    const char *what, void (*put)(const struct store *, uint64_t,
    struct buf *), struct err *e)
{
	const char *text = o->args.item[0];
	struct place p;
	struct store s;
	struct buf b;
	uint64_t n;
	int status = -1;

	if (place_find(&p, &o->place, e) == -1)
		return -1;
	buf_init(&b, BUF_MAX_DEFAULT);
	if (store_open(&s, p.store, e) == 0) {
		uint64_t max = s.head.size - above;

		if (!num_parse_u64(str_of(text), max, &n) || n < low) {
			err_set(e, ERR_USAGE, "\"%s\" is not %s: a whole "
			    "number from %" PRIu64 " to %" PRIu64, text, what,
			    low, max);
		} else {
			put(&s, n, &b);
			status = out_write(&b, e);
		}
		store_close(&s);
	}
	buf_fini(&b);
	place_free(&p);
	return status;
}

int
cmd_prove(void *values, struct err *e)
{
	return by_number(values, 0, 1, "the index of a record", put_proof, e);
}

int
cmd_consistency(void *values, struct err *e)
{
	return by_number(values, 1, 0, "an earlier size of the log",
	    put_consistency, e);
}

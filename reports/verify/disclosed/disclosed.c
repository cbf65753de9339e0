/* SPDX-License-Identifier: Apache-2.0 */
/* Is a disclosure what the register and the seed give? See disclosed.h. */
#include "reports/verify/disclosed/disclosed.h"

#include <stdlib.h>

#include "reports/disclose/draw.h"
#include "reports/verify/internal.h"
#include "shared/base/enc.h"
#include "shared/log/transport.h"

/* Nothing but the signature and the records decides of the proof. */
static bool
fail_proof(struct verify_disclosed *x, enum verify_msg m,
    const struct value *arg, size_t n)
{
	x->answer.is.to[VERDICT_PROOF] = VERDICT_PROOF_FAILED;
	verify_why(&x->answer, m, arg, n);
	return false;
}

/* What was handed out is not what the records speak of. */
static bool
altered(struct verify_disclosed *x, enum verify_msg m,
    const struct value *arg, size_t n)
{
	x->answer.is.to[VERDICT_FILE] = VERDICT_FILE_ALTERED;
	verify_why(&x->answer, m, arg, n);
	return false;
}

/* The text, as it was before mail had it. */
static int
read_text(struct verify_disclosed *x, const char *path, struct err *e)
{
	x->file = path_is_dir(path) ? arena_printf(&x->answer.arena, "%s/%s",
	    path, DISCLOSURE_FILE) : path;
	if (file_read(x->file, &x->text, e) == -1)
		return -1;
	transport_undo(&x->text);
	return 0;
}

static void
parse(struct verify_disclosed *x)
{
	struct err e = { 0 };

	x->have_text = disclosure_parse(&x->d, buf_view(&x->text), &e) == 0;
	if (!x->have_text)
		fail_proof(x, VERIFY_MSG_DISCLOSURE_UNREADABLE,
		    VALUES(x->file, e.msg));
}

/* A record as it must be to speak of a draw. */
static bool
read_record(struct verify_disclosed *x, const struct disclosure_record *r,
    enum leaf_type type, struct leaf *l)
{
	struct err e = { 0 };

	if (leaf_parse(l, r->line, &x->answer.arena, &e) == -1)
		return fail_proof(x, VERIFY_MSG_DISCLOSURE_RECORD,
		    VALUES(r->index, e.msg));
	if (l->type != type)
		return fail_proof(x, VERIFY_MSG_DISCLOSURE_RECORD, VALUES(
		    r->index, type == LEAF_BATCH ? "it is no batch" :
		    "it is no disclosure"));
	return true;
}

/* Are both records in the log of the checkpoint? */
static bool
check_log(struct verify_disclosed *x, const struct checkpoint *at)
{
	const struct disclosure_record *r[2] = { &x->d.batch, &x->d.record };
	struct merkle_hash leaf[2];
	uint64_t index[2];

	for (int i = 0; i < 2; i++) {
		index[i] = r[i]->index;
		merkle_leaf_hash(&leaf[i], r[i]->line.p, r[i]->line.n);
	}
	if (!merkle_check_many(&x->d.log, leaf, index, 2, at->size, &at->root))
		return fail_proof(x, VERIFY_MSG_DISCLOSURE_NOT_INCLUDED,
		    VALUES(index[0], index[1]));
	x->have_batch = read_record(x, &x->d.batch, LEAF_BATCH, &x->batch) &&
	    read_record(x, &x->d.record, LEAF_DISCLOSURE, &x->record);
	if (x->have_batch)
		x->answer.is.to[VERDICT_PROOF] = VERDICT_PROOF_OK;
	return x->have_batch;
}

/* Do both records speak of this register and this draw? */
static bool
check_says(struct verify_disclosed *x)
{
	const struct leaf_disclosure *l = &x->record.u.disclosure;

	if (!str_is(x->d.reg, l->reg) || !str_is(x->d.seed, l->seed) ||
	    !str_is(x->d.reg, x->batch.u.batch.reg) ||
	    !x->batch.u.batch.is_state || l->size != x->d.record.index)
		return altered(x, VERIFY_MSG_DISCLOSURE_SAYS,
		    VALUES(x->d.batch.index, x->d.record.index));
	return true;
}

/* Do the lines stand in the register, each at its place? */
static bool
check_lines(struct verify_disclosed *x)
{
	const struct leaf_batch *b = &x->batch.u.batch;
	size_t n = x->d.nlines;
	uint64_t *index = mem_calloc(n, sizeof(*index));
	struct merkle_hash *leaf = mem_calloc(n, sizeof(*leaf)), root;
	bool holds;

	for (size_t i = 0; i < n; i++) {
		const struct disclosure_line *l = &x->d.line[i];

		index[i] = l->position;
		merkle_leaf_hash(&leaf[i], l->line.p, l->line.n);
	}
	holds = b->rows < UINT64_MAX &&
	    hex_parse(root.b, SHA256_BYTES, str_of(b->rows_root)) &&
	    merkle_check_many(&x->d.rows, leaf, index, n, b->rows + 1, &root);
	free(index);
	free(leaf);
	x->proven = holds;
	return holds || altered(x, VERIFY_MSG_DISCLOSURE_LINES,
	    VALUES(x->d.batch.index));
}

/* The line at a position; nlines: it was not handed out. */
static size_t
line_at(const struct disclosure *d, uint64_t position)
{
	size_t low = 0, high = d->nlines;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (d->line[mid].position < position)
			low = mid + 1;
		else
			high = mid;
	}
	return low < d->nlines && d->line[low].position == position ? low :
	    d->nlines;
}

/* Draws again; each line drawn must be there, and nothing else. */
static bool
check_draw(struct verify_disclosed *x)
{
	const struct leaf_batch *b = &x->batch.u.batch;
	bool *drawn = mem_calloc(x->d.nlines, sizeof(*drawn)), fits = true;
	const char *seed = arena_memdup(&x->answer.arena, x->d.seed.p,
	    x->d.seed.n);
	struct draw d;

	draw_begin(&d, seed, b->rows_root, b->rows);
	while (fits && x->records < x->d.size &&
	    x->records + x->passed < b->rows) {
		uint64_t position = draw_next(&d);
		size_t i = line_at(&x->d, position);

		if (i == x->d.nlines) {
			fits = altered(x, VERIFY_MSG_DISCLOSURE_LACKS,
			    VALUES(position));
		} else if (!drawn[i]) {
			drawn[i] = true;
			if (str_starts(x->d.line[i].line, STR("put,")))
				x->records++;
			else if (str_starts(x->d.line[i].line, STR("retire,")))
				x->passed++;
			else
				fits = altered(x, VERIFY_MSG_DISCLOSURE_OP,
				    VALUES(position));
		}
	}
	draw_end(&d);
	for (size_t i = 1; fits && i < x->d.nlines; i++)
		if (!drawn[i])
			fits = altered(x, VERIFY_MSG_DISCLOSURE_MORE,
			    VALUES(x->d.line[i].position));
	free(drawn);
	if (fits && x->records != x->record.u.disclosure.count)
		fits = altered(x, VERIFY_MSG_DISCLOSURE_COUNT, VALUES(
		    x->record.u.disclosure.count, x->records));
	return fits;
}

/* Is it, to the last byte, what was logged as handed out? */
static bool
check_digest(struct verify_disclosed *x)
{
	char digest[SHA256_HEX + 1];

	sha256_hex(digest, x->d.handed);
	return strcmp(digest, x->record.u.disclosure.digest) == 0 ||
	    altered(x, VERIFY_MSG_DISCLOSURE_DIGEST, VALUES(x->d.record.index));
}

/* All of it; the first that does not hold is said. */
static void
check(struct verify_disclosed *x, const struct checkpoint *at,
    const char *seed)
{
	if (!check_log(x, at) || !check_lines(x) || !check_says(x) ||
	    !check_draw(x) || !check_digest(x))
		return;
	x->answer.is.to[VERDICT_FILE] = VERDICT_FILE_EXACT;
	if (seed == NULL || str_is(x->d.seed, seed))
		return;
	x->answer.is.to[VERDICT_FILE] = VERDICT_FILE_OTHER;
	verify_why(&x->answer, VERIFY_MSG_DISCLOSURE_SEED, VALUES(x->d.seed,
	    seed));
}

int
verify_disclosed(const struct verify_request *q, const char *path,
    const char *seed, struct verify_disclosed *x, struct err *e)
{
	struct verify_request asked = *q;
	struct evidence v = { .have = false };
	struct verify_answer *a = &x->answer;
	const struct verdict_row *row;
	int status;

	/* What it says. */
	*x = (struct verify_disclosed){ .proven = false };
	verify_begin(q, a);
	buf_init(&x->text, DISCLOSURE_MAX_BYTES);
	if (read_text(x, path, e) == -1)
		return -1;
	asked.file = v.proof_name = x->file;
	asked.proof_path = NULL;
	parse(x);
	/* Who signed it, and what the signature covers. */
	if (x->have_text) {
		v.proof.checkpoint = x->d.checkpoint;
		verify_signature(&asked, &v, a);
		if (v.have_at) {
			a->has_record = true;
			a->size = v.at.size;
			check(x, &v.at, seed);
		}
	}
	status = verify_history(&asked, &v, a, e);
	row = verdict_of(&a->is);
	a->verdict = row->verdict;
	a->status = row->status;
	return status;
}

void
verify_disclosed_free(struct verify_disclosed *x)
{
	disclosure_free(&x->d);
	buf_fini(&x->text);
	verify_answer_fini(&x->answer);
}

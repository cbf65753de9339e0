/* SPDX-License-Identifier: Apache-2.0 */
/* A sample drawn, logged and handed out; see disclose.h. */
#include "reports/disclose/disclose.h"

#include <stdlib.h>
#include <time.h>

#include "reports/disclose/disclosure.h"
#include "reports/disclose/draw.h"
#include "reports/disclose/whole.h"
#include "shared/base/enc.h"
#include "shared/log/kept.h"
#include "shared/text/csv.h"
#include "shared/text/date.h"

#define COLUMNS 512

/* What is drawn from. */
struct source {
	uint64_t index;              /* of the batch's record */
	const struct leaf_batch *batch;
	struct leaf_batch own;       /* where it was written for this */
	struct store_part part;      /* where it was there */
	struct map map;
	struct str *line;            /* rows + 1, the header first */
	struct merkle_hash *hash;    /* of each */
	struct arena mem;
};

/* The data file as it stands in the store, or as it will. */
static int
open_source(struct store_txn *t, const struct disclose_request *q,
    const char *now, struct source *s, struct err *e)
{
	char *path;
	int status;

	s->index = whole_find(&t->store, q->schema->name);
	if (s->index != WHOLE_NONE) {
		s->batch = &t->store.leaf[s->index].u.batch;
		if (store_part_open(&t->store, s->index, &s->part, e) == -1)
			return -1;
		s->map = s->part.map;
		return 0;
	}
	s->index = store_txn_index(t);
	s->batch = &s->own;
	if (whole_write(t, q->schema, now, &s->own, &s->mem, e) == -1)
		return -1;
	path = path_join(t->store.dir, s->own.path);
	status = map_open(&s->map, path, e);
	free(path);
	return status;
}

static int
not_signed(const struct source *s, struct err *e)
{
	return err_set(e, ERR_INTEGRITY, "%s is not what record %llu says of "
	    "it", s->batch->path, (unsigned long long)s->index);
}

/* Of a line that was erased nothing is left but the hash that it had. */
static bool
was_erased(struct str first, struct merkle_hash *hash)
{
	struct str mark = STR("#erased ");

	return str_starts(first, mark) && hex_parse(hash->b, SHA256_BYTES,
	    str_range(first.p + mark.n, first.p + first.n));
}

/* Each line and its hash, once. */
static int
read_lines(struct source *s, struct err *e)
{
	struct csv_canon c = { .rest = map_view(&s->map) };
	struct str raw[COLUMNS];
	struct merkle m;
	size_t n = COLUMNS;
	uint64_t i = 0;

	s->line = mem_calloc(s->batch->rows + 1, sizeof(*s->line));
	s->hash = mem_calloc(s->batch->rows + 1, sizeof(*s->hash));
	merkle_init(&m);
	for (; i <= s->batch->rows && csv_canon_next(&c, &s->line[i], raw,
	    &n) == 1; n = COLUMNS, i++)
		if (!was_erased(raw[0], &s->hash[i]))
			merkle_hash_leaf(&m, &s->hash[i], s->line[i].p,
			    s->line[i].n);
	merkle_fini(&m);
	return i == s->batch->rows + 1 && c.rest.n == 0 ? 0 :
	    not_signed(s, e);
}

static void
free_source(struct source *s)
{
	if (s->part.batch != NULL)
		store_part_close(&s->part);
	else
		map_close(&s->map);
	free(s->line);
	free(s->hash);
	arena_fini(&s->mem);
}

/* Positions until so many records are drawn, or all lines; marks each. */
static int
draw(const struct source *s, const struct disclose_request *q, bool *drawn,
    struct disclosed *out, struct err *e)
{
	struct draw d;
	int status = 0;

	draw_begin(&d, q->seed, s->batch->rows_root, s->batch->rows);
	while (status == 0 && out->records < q->size &&
	    out->records + out->passed < s->batch->rows) {
		uint64_t at = draw_next(&d);

		if (drawn[at])
			continue;
		drawn[at] = true;
		if (str_starts(s->line[at], STR("put,")))
			out->records++;
		else if (str_starts(s->line[at], STR("retire,")))
			out->passed++;
		else
			status = err_set(e, ERR_REFUSED, "line %llu of %s was "
			    "erased; what was erased cannot be disclosed",
			    (unsigned long long)at + 1, s->batch->path);
		if (out->records + out->passed > DISCLOSURE_MAX_LINES)
			status = err_set(e, ERR_LIMIT, "a disclosure holds at "
			    "most %d lines; give a smaller --size",
			    DISCLOSURE_MAX_LINES);
	}
	draw_end(&d);
	return status;
}

/* The lines that were drawn, and their proof; it must lead to rows_root. */
static int
prove_lines(const struct source *s, const bool *drawn, uint64_t n,
    struct disclosure *d, struct err *e)
{
	uint64_t *index = mem_calloc(n, sizeof(*index));
	struct merkle_hash *leaf = mem_calloc(n, sizeof(*leaf)), root;
	bool holds;

	d->line = mem_calloc(n, sizeof(*d->line));
	for (uint64_t i = 0; i <= s->batch->rows; i++) {
		if (!drawn[i])
			continue;
		index[d->nlines] = i;
		leaf[d->nlines] = s->hash[i];
		d->line[d->nlines++] = (struct disclosure_line){ i,
			s->line[i] };
	}
	merkle_prove_many(&d->rows, s->hash, s->batch->rows + 1, index, n);
	holds = hex_parse(root.b, SHA256_BYTES, str_of(s->batch->rows_root)) &&
	    merkle_check_many(&d->rows, leaf, index, n, s->batch->rows + 1,
	    &root);
	free(index);
	free(leaf);
	return holds ? 0 : not_signed(s, e);
}

static int
draw_lines(struct source *s, const struct disclose_request *q,
    struct disclosure *d, struct disclosed *out, struct err *e)
{
	bool *drawn = mem_calloc(s->batch->rows + 1, sizeof(*drawn));
	int status;

	/* The header says what the columns are, and is always shown. */
	drawn[0] = true;
	status = draw(s, q, drawn, out, e);
	if (status == 0)
		status = prove_lines(s, drawn, 1 + out->records + out->passed,
		    d, e);
	free(drawn);
	return status;
}

/* What was handed out, as a record of the log; signed. */
static int
log_it(struct store_txn *t, const struct disclose_request *q,
    const struct disclosed *out, const char *now, struct err *e)
{
	const struct leaf l = { .type = LEAF_DISCLOSURE, .u.disclosure = {
		.count = out->records, .digest = out->digest,
		.reg = q->schema->name, .seed = q->seed,
		.size = store_txn_index(t), .when = now } };

	return store_txn_leaf(t, &l, e) == -1 ? -1 : store_commit(t, e);
}

/* One file of the folder. */
static int
put_file(const char *dir, const char *name, const struct buf *b, struct err *e)
{
	char *path = path_join(dir, name);
	int status = buf_ok(b) ? file_replace(path, buf_view(b), 0644, e) :
	    err_set(e, ERR_LIMIT, "%s would be larger than %zu MiB; give a "
	    "smaller --size", name, DISCLOSURE_MAX_BYTES >> 20);

	free(path);
	return status;
}

/* The files, with what the newest checkpoint says of both records. */
static int
write_files(const struct disclose_request *q, const struct disclosed *out,
    struct disclosure *d, struct buf *text, struct err *e)
{
	uint64_t index[2] = { out->batch, out->index };
	struct buf history;
	struct store s;
	int status;

	if (store_open(&s, q->writer.dir, e) == -1)
		return -1;
	/* Both records, and the checkpoint over them. */
	d->batch = (struct disclosure_record){ index[0], s.line[index[0]] };
	d->record = (struct disclosure_record){ index[1], s.line[index[1]] };
	merkle_prove_many(&d->log, s.hash, s.head.size, index, 2);
	d->checkpoint = buf_view(&s.note);
	disclosure_put_records(text, d);
	/* Any earlier checkpoint can be compared with this one. */
	buf_init(&history, BUF_MAX_DEFAULT);
	history_file_format(&history, s.hash, s.head.size, buf_view(&s.note));
	status = dir_make(q->dir, e);
	if (status == 0)
		status = put_file(q->dir, DISCLOSURE_FILE, text, e);
	if (status == 0)
		status = put_file(q->dir, "history.txt", &history, e);
	buf_fini(&history);
	store_close(&s);
	return status;
}

static int
disclose_locked(struct store_txn *t, const struct disclose_request *q,
    struct disclosed *out, struct source *s, struct err *e)
{
	struct disclosure d = { .reg = str_of(q->schema->name),
		.seed = str_of(q->seed), .size = q->size };
	char now[TIME_TEXT];
	struct buf text;
	int status;

	/* What is drawn from, and the draw. */
	time_format(now, (int64_t)time(NULL));
	buf_init(&text, DISCLOSURE_MAX_BYTES);
	status = open_source(t, q, now, s, e);
	if (status == 0)
		status = read_lines(s, e);
	if (status == 0)
		status = draw_lines(s, q, &d, out, e);
	out->batch = s->index;
	out->rows = s->batch == NULL ? 0 : s->batch->rows;
	out->wrote_batch = s->batch == &s->own;
	/* Logged and signed, then handed out. */
	if (status == 0) {
		disclosure_put_lines(&text, &d);
		if (!buf_ok(&text))
			status = err_set(e, ERR_LIMIT, "what was drawn is "
			    "larger than %zu MiB; give a smaller --size",
			    DISCLOSURE_MAX_BYTES >> 20);
	}
	if (status == 0) {
		sha256_hex(out->digest, buf_view(&text));
		out->index = store_txn_index(t);
		status = log_it(t, q, out, now, e);
	}
	if (status == 0 && write_files(q, out, &d, &text, e) == -1)
		status = err_ctx(e, "the disclosure is logged as record %llu, "
		    "and was not written; draw it again with the same seed",
		    (unsigned long long)out->index);
	buf_fini(&text);
	disclosure_free(&d);
	return status;
}

int
disclose(const struct disclose_request *q, struct disclosed *out,
    struct err *e)
{
	struct source s = { .batch = NULL };
	struct store_txn t;
	int status;

	*out = (struct disclosed){ .records = 0 };
	if (store_begin(&t, &q->writer, q->notices, e) == -1)
		return -1;
	status = disclose_locked(&t, q, out, &s, e);
	free_source(&s);
	store_end(&t);
	return status;
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One batch: its data file in canonical form, the counts of its record, the
 * root over its lines; see check_internal.h.
 */
#include "shared/store/check/check_internal.h"

#include <inttypes.h>
#include <stdio.h>

#include "shared/base/enc.h"
#include "shared/base/num.h"
#include "shared/text/csv.h"

#define MAX_FIELDS 512

/* What one walk over a data file has seen. */
struct walk {
	const char *path;
	uint64_t index;    /* of the batch's record */
	size_t columns;
	uint64_t own;      /* lines that this batch wrote */
	uint64_t erased;
};

static bool
is_header(const struct str *field, size_t n)
{
	return n >= 4 && str_is(field[0], "op") && str_is(field[1], "batch") &&
	    str_is(field[2], "row");
}

#define ERASED "#erased "

/* What is left of an erased line: the leaf hash that it had. */
static bool
is_erased(const struct str *field, size_t n, struct merkle_hash *was)
{
	size_t at = sizeof(ERASED) - 1;

	return n == 1 && str_starts(field[0], STR(ERASED)) &&
	    hex_parse(was->b, SHA256_BYTES, (struct str){ field[0].p + at,
	    field[0].n - at });
}

/* op, batch and row of a record. */
static const char *
line_fault(struct walk *w, const struct str *field, size_t n)
{
	bool is_put = str_is(field[0], "put");
	uint64_t from, row;

	if (n != w->columns)
		return "has not as many fields as the header";
	if (!is_put && !str_is(field[0], "retire"))
		return "is neither put nor retire";
	if (!num_parse_u64(field[1], UINT64_MAX, &from) || from > w->index)
		return "names no batch up to its own";
	if (is_put ? !num_parse_u64(field[2], UINT64_MAX, &row) :
	    field[2].n > 0)
		return is_put ? "names no row" : "names a row, though it "
		    "retires a record";
	w->own += from == w->index;
	return NULL;
}

/* Lines one by one; true when the file is canonical to its end. */
static bool
walk_lines(struct check *c, struct walk *w, struct str text, uint64_t *rows,
    struct merkle_hash *root)
{
	struct csv_canon walk = { text, 0 };
	struct str record, field[MAX_FIELDS];
	size_t n = MAX_FIELDS;
	struct merkle_hash was;
	struct merkle m;
	int more;

	merkle_init(&m);
	/* Each record: its hash, and its form. */
	while ((more = csv_canon_next(&walk, &record, field, &n)) == 1) {
		const char *fault;

		if (is_erased(field, n, &was)) {
			merkle_add_hash(&m, &was);
			w->erased++;
			n = MAX_FIELDS;
			continue;
		}
		merkle_add(&m, record.p, record.n);
		if (walk.record == 1) {
			w->columns = n;
			fault = is_header(field, n) ? NULL :
			    "is no header of op, batch, row and fields";
		} else {
			fault = line_fault(w, field, n);
		}
		if (fault != NULL)
			check_say(c, "%s line %" PRIu64 " %s", w->path,
			    walk.record, fault);
		n = MAX_FIELDS;
	}
	/* Behind a fault nothing more is known. */
	if (more == -1)
		check_say(c, "%s is not canonical CSV behind line %" PRIu64,
		    w->path, walk.record);
	merkle_root(&m, root);
	merkle_fini(&m);
	*rows = walk.record == 0 ? 0 : walk.record - 1;
	return more == 0;
}

static void
check_rows(struct check *c, uint64_t index, const struct leaf_batch *b,
    struct str text)
{
	const struct leaf_counts *n = &b->counts;
	struct walk w = { .path = b->path, .index = index };
	uint64_t rows, wrote = n->new + n->changed + n->retired;
	/* What an undo brings back keeps the batch that it came from. */
	uint64_t own = b->has_undoes ? n->retired : wrote;
	char hex[SHA256_HEX + 1];
	struct merkle_hash root;

	/* Its lines, one by one. */
	if (!walk_lines(c, &w, text, &rows, &root))
		return;
	/* What the record says of them all. */
	hex_format(hex, root.b, SHA256_BYTES);
	if (rows != b->rows)
		check_say(c, "%s has %" PRIu64 " lines below its header, "
		    "record %" PRIu64 " says %" PRIu64, b->path, rows, index,
		    b->rows);
	if (strcmp(hex, b->rows_root) != 0)
		check_say(c, "%s: the root over its lines is not the one in "
		    "record %" PRIu64, b->path, index);
	/* What it says of those that are of this very batch. */
	if (b->has_undoes && (b->is_state ? rows < wrote : rows != wrote))
		check_say(c, "%s has %" PRIu64 " lines, record %" PRIu64
		    " says %" PRIu64 " new, changed and retired", b->path,
		    rows, index, wrote);
	if (w.erased == 0 && w.own != own)
		check_say(c, "%s has %" PRIu64 " lines of its own batch, "
		    "record %" PRIu64 " says %" PRIu64 " %s", b->path, w.own,
		    index, own, b->has_undoes ? "retired" : "new, changed and "
		    "retired");
}

static void
check_findings(struct check *c, uint64_t index, const struct leaf_batch *b)
{
	struct map m = { "", 0 };
	struct csv_canon walk;
	struct str record, field[MAX_FIELDS];
	size_t n = MAX_FIELDS;
	int more;

	if (check_hash(c, index, b->findings_path, b->findings_bytes,
	    b->findings_sha256, &m)) {
		walk = (struct csv_canon){ map_view(&m), 0 };
		while ((more = csv_canon_next(&walk, &record, field, &n)) == 1)
			n = MAX_FIELDS;
		if (more == -1 || walk.record != b->findings_rows + 1)
			check_say(c, "%s is not a table of %" PRIu64
			    " findings, as record %" PRIu64 " says",
			    b->findings_path, b->findings_rows, index);
	}
	map_close(&m);
}

/* What the record names is where the file of that kind has to be. */
static void
check_name(struct check *c, uint64_t index, const char *named,
    struct store_name want)
{
	if (strcmp(want.path, named) != 0)
		check_say(c, "record %" PRIu64 " names %s, its file is %s",
		    index, named, want.path);
}

/* A mapping file is known by its hash alone. */
static void
check_mapping(struct check *c, const char *sha256)
{
	struct store_name name = store_name_blob(sha256);
	struct buf b;
	struct err e;

	buf_init(&b, BUF_MAX_DEFAULT);
	if (store_blob(c->store, sha256, &b, &e) == -1)
		check_unread(c, &e, name.path);
	check_mode(c, name.path);
	buf_fini(&b);
}

void
check_recipe(struct check *c, uint64_t index, const struct leaf_recipe *r)
{
	check_name(c, index, r->path, store_name_blob(r->sha256));
	check_mapping(c, r->sha256);
}

void
check_batch(struct check *c, uint64_t index, const struct leaf_batch *b)
{
	const struct leaf_counts *n = &b->counts;
	struct map m = { "", 0 };

	check_name(c, index, b->path, store_name_data(index, b->reg));
	if (check_hash(c, index, b->path, b->bytes, b->sha256, &m))
		check_rows(c, index, b, map_view(&m));
	map_close(&m);
	if (n->read != n->new + n->changed + n->unchanged + n->refused)
		check_say(c, "record %" PRIu64 ": rows read are not the sum of "
		    "new, changed, unchanged and refused", index);
	if (b->has_undoes && (b->undoes >= index ||
	    c->store->leaf[b->undoes].type != LEAF_BATCH ||
	    strcmp(c->store->leaf[b->undoes].u.batch.reg, b->reg) != 0))
		check_say(c, "record %" PRIu64 " undoes record %" PRIu64
		    ", which is no earlier batch of %s", index, b->undoes,
		    b->reg);
	if (b->mapping_sha256 != NULL)
		check_mapping(c, b->mapping_sha256);
	if (b->source_path != NULL)
		check_one(c, index, b->source_path, b->source.bytes,
		    b->source.sha256);
	if (b->findings_path != NULL) {
		check_name(c, index, b->findings_path,
		    store_name_findings(index));
		check_findings(c, index, b);
	}
}

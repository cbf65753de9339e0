/* SPDX-License-Identifier: Apache-2.0 */
/* The batch that states a register whole; see whole.h. */
#include "reports/disclose/whole.h"

#include <stdlib.h>

#include "shared/base/enc.h"
#include "shared/base/hash.h"
#include "shared/base/version.h"
#include "shared/text/csv.h"

#define COLUMNS 256 /* of a data file, as those who write it have it */
#define LEAD 3      /* op, batch, row */
#define SALT 22     /* characters of a salt */

uint64_t
whole_find(const struct store *s, const char *reg)
{
	for (uint64_t i = s->head.size; i-- > 0;) {
		const struct leaf_batch *b = &s->leaf[i].u.batch;

		if (s->leaf[i].type != LEAF_BATCH || strcmp(b->reg, reg) != 0)
			continue;
		if (b->is_state)
			return b->rows > 0 ? i : WHOLE_NONE;
		if (b->rows > 0)
			return WHOLE_NONE;
	}
	return WHOLE_NONE;
}

/* A line of the register, and whether a later one took its place. */
struct old_line {
	struct str line, key; /* with its CR LF; raw */
	unsigned part;
	bool gone;
};

/* All lines that make up a register, by their order and by their keys. */
struct old_lines {
	const struct schema *schema;
	struct store_part *part;
	size_t nparts;
	struct str *header; /* of each part */
	struct old_line *line;
	size_t n, cap;
	uint32_t *slot;     /* of the newest line of a key, plus one; 0: free */
	size_t nslots;      /* a power of two */
	uint8_t secret[16]; /* of the hash: keys come from outside */
};

static uint32_t *
slot_of(struct old_lines *o, struct str key)
{
	size_t i = keyed_hash(o->secret, key) & (o->nslots - 1);

	while (o->slot[i] != 0 && !str_eq(o->line[o->slot[i] - 1].key, key))
		i = (i + 1) & (o->nslots - 1);
	return &o->slot[i];
}

/* The newest line of its key stands; a retirement never does. */
static void
add_line(struct old_lines *o, const struct old_line *x)
{
	uint32_t *slot = slot_of(o, x->key);

	if (*slot != 0)
		o->line[*slot - 1].gone = true;
	o->line[o->n++] = *x;
	*slot = (uint32_t)o->n;
}

static int
not_canonical(const struct store_part *p, struct err *e)
{
	return err_set(e, ERR_INTEGRITY, "%s is not canonical CSV with the "
	    "key of its register", p->batch->path);
}

/* The column of a field, by its name in a header; n: there is none. */
static size_t
column_of(const struct str *name, size_t n, const char *field)
{
	size_t i = LEAD;

	while (i < n && !str_is(name[i], field))
		i++;
	return i;
}

static int
read_part(struct old_lines *o, size_t i, struct err *e)
{
	const struct store_part *p = &o->part[i];
	struct csv_canon c = { .rest = map_view(&p->map) };
	struct old_line x = { .part = (unsigned)i };
	struct str raw[COLUMNS];
	size_t n = COLUMNS, columns, key;
	int got = csv_canon_next(&c, &o->header[i], raw, &n);

	columns = n;
	key = column_of(raw, n, o->schema->field[o->schema->key].name);
	if (got != 1 || key >= columns)
		return not_canonical(p, e);
	for (n = COLUMNS; (got = csv_canon_next(&c, &x.line, raw, &n)) == 1;
	    n = COLUMNS) {
		bool erased = n == 1 && str_starts(raw[0], STR("#erased "));

		if ((n != columns && !erased) ||
		    o->n == p->batch->rows + o->cap)
			return not_canonical(p, e);
		if (erased) {
			o->line[o->n++] = (struct old_line){ .gone = true };
			continue;
		}
		x.key = raw[key];
		x.gone = str_is(raw[0], "retire");
		add_line(o, &x);
	}
	if (got == -1 || o->n != o->cap + p->batch->rows)
		return not_canonical(p, e);
	o->cap = o->n;
	return 0;
}

/* All lines of all parts; o->cap counts those of the parts read whole. */
static int
read_all(struct old_lines *o, struct err *e)
{
	uint64_t rows = 0;

	for (size_t i = 0; i < o->nparts; i++)
		rows += o->part[i].batch->rows;
	if (rows > UINT32_MAX / 4)
		return err_set(e, ERR_LIMIT, "%s has more lines than can be "
		    "written whole", o->schema->name);
	for (o->nslots = 64; o->nslots < 2 * rows; o->nslots *= 2)
		;
	random_bytes(o->secret, sizeof(o->secret));
	o->slot = mem_calloc(o->nslots, sizeof(*o->slot));
	o->line = mem_calloc(rows + 1, sizeof(*o->line));
	o->header = mem_calloc(o->nparts + 1, sizeof(*o->header));
	for (size_t i = 0; i < o->nparts; i++)
		if (read_part(o, i, e) == -1)
			return -1;
	return 0;
}

/* The header of today's schema. */
static void
put_header(const struct schema *schema, struct buf *b)
{
	buf_puts(b, "op,batch,row");
	for (size_t i = 0; i < schema->nfields; i++)
		buf_printf(b, ",%s", schema->field[i].name);
	buf_puts(b, schema->personal ? ",salt\r\n" : "\r\n");
}

/* The line in the columns of today: other bytes, so another salt. */
static void
put_anew(const struct old_lines *o, const struct old_line *x, struct buf *b)
{
	struct csv_canon h = { .rest = o->header[x->part] };
	struct csv_canon l = { .rest = x->line };
	struct str record, name[COLUMNS], raw[COLUMNS];
	size_t n = COLUMNS, same = COLUMNS;
	uint8_t random[16];
	char salt[SALT];

	(void)csv_canon_next(&h, &record, name, &n);
	(void)csv_canon_next(&l, &record, raw, &same);
	for (size_t i = 0; i < LEAD; i++) {
		buf_puts(b, i == 0 ? "" : ",");
		buf_str(b, raw[i]);
	}
	for (size_t f = 0; f < o->schema->nfields; f++) {
		size_t i = column_of(name, n, o->schema->field[f].name);

		buf_putc(b, ',');
		if (i < n)
			buf_str(b, raw[i]);
	}
	if (o->schema->personal) {
		random_bytes(random, sizeof(random));
		base64url_16(salt, random);
		buf_putc(b, ',');
		buf_put(b, salt, sizeof(salt));
	}
	buf_puts(b, "\r\n");
}

static int
write_lines(struct store_txn *t, struct old_lines *o, struct store_data *d,
    struct err *e)
{
	struct str header = o->header[0];
	struct buf own, line;
	bool same = true;
	int status;

	buf_init(&own, BUF_MAX_DEFAULT);
	buf_init(&line, BUF_MAX_DEFAULT);
	for (size_t i = 1; i < o->nparts; i++)
		same = same && str_eq(o->header[i], header);
	if (!same) {
		put_header(o->schema, &own);
		header = buf_view(&own);
	}
	status = store_data_begin(t, d, o->schema->name, header, e);
	for (size_t i = 0; status == 0 && i < o->n; i++) {
		const struct old_line *x = &o->line[i];
		bool as_is = str_eq(o->header[x->part], header);

		if (x->gone)
			continue;
		buf_reset(&line);
		if (!as_is)
			put_anew(o, x, &line);
		status = store_data_put(d, as_is ? x->line : buf_view(&line),
		    e);
	}
	buf_fini(&own);
	buf_fini(&line);
	return status;
}

/* What it was made of stands for what was handed in: nothing was. */
static void
fill_leaf(const struct old_lines *o, struct leaf_batch *b, struct arena *a)
{
	const struct store_part *last = &o->part[o->nparts - 1];

	b->is_state = true;
	b->program = PREAUDIT_PROGRAM;
	b->header_row = 1;
	b->reg = o->schema->name;
	b->schema_sha256 = o->schema->sha256;
	b->source = (struct leaf_file){ arena_printf(a, "%s as of record %llu",
	    o->schema->name, (unsigned long long)last->index),
		last->batch->sha256, last->batch->bytes };
	b->note = "the register written whole; nothing in it has changed";
}

static int
write_batch(struct store_txn *t, struct old_lines *o, struct leaf_batch *b,
    struct arena *a, struct err *e)
{
	struct leaf l = { .type = LEAF_BATCH };
	struct store_data d = { .begun = false };
	int status = write_lines(t, o, &d, e);

	if (status == 0 && d.rows == 0)
		status = err_set(e, ERR_NOT_FOUND, "the register %s has no "
		    "records to draw from", o->schema->name);
	if (status == 0)
		status = store_data_end(t, &d, b, a, e);
	store_data_abort(&d);
	if (status == -1)
		return -1;
	l.u.batch = *b;
	return store_txn_leaf(t, &l, e);
}

int
whole_write(struct store_txn *t, const struct schema *schema,
    const char *imported, struct leaf_batch *b, struct arena *a,
    struct err *e)
{
	struct old_lines o = { .schema = schema };
	int status;

	*b = (struct leaf_batch){ .imported = imported };
	if (store_parts(&t->store, schema->name, t->store.head.size, &o.part,
	    &o.nparts, e) == -1)
		return -1;
	if (o.nparts == 0)
		return err_set(e, ERR_NOT_FOUND, "the register %s has not "
		    "been supplied", schema->name);
	status = read_all(&o, e);
	if (status == 0) {
		fill_leaf(&o, b, a);
		status = write_batch(t, &o, b, a, e);
	}
	store_parts_free(o.part, o.nparts);
	free(o.header);
	free(o.line);
	free(o.slot);
	return status;
}

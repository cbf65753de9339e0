/* SPDX-License-Identifier: Apache-2.0 */
/* The records of a diff, one by one as rows are compared; see diff.h. */
#include "importer/command/answer/diff.h"

#include <stdlib.h>

#include "importer/command/answer/show.h"
#include "importer/rows/rows.h"
#include "shared/base/mem.h"
#include "shared/text/answer.h"
#include "shared/text/csv.h"

/* A record on its way out. */
struct diff_record {
	struct diff *d;
	struct diff_register *to;
	struct answer a;
	bool first;
};

static struct diff_register *
register_of(struct diff *d, const struct job *j)
{
	struct diff_register *x = &d->reg[j->reg];

	if (x->job != j) {
		x->job = j;
		x->n_before = x->n;
		x->out_before = x->out.n;
	}
	return x;
}

/* False when it is beyond those shown. */
static bool
begin(struct diff_record *t, struct diff *d, const struct job *j,
    const char *change, struct str key, uint64_t row)
{
	*t = (struct diff_record){ .d = d, .to = register_of(d, j),
		.first = true };
	if (d->limit > 0 && t->to->n.shown >= d->limit)
		return false;
	if (t->to->n.shown++ > 0 && d->json)
		buf_putc(&t->to->out, ',');
	t->a = (struct answer){ .out = &t->to->out, .json = d->json };
	json_writer_init(&t->a.w, t->a.out, false);
	answer_open(&t->a, NULL, '{');
	answer_put(&t->a, NULL, ANSWER_FIELDS(ANSWER_TEXT("change", change),
	    ANSWER_STR("key", key), ANSWER_TEXT("file", j->source.name),
	    ANSWER_TEXT_OR_NULL("sheet", j->source.sheet),
	    ANSWER_COUNT_OR_NULL("row", row > 0, row)));
	if (!d->json) {
		buf_printf(t->a.out, "  %-8s ", change);
		show_value(t->a.out, key);
	}
	answer_open(&t->a, "values", '[');
	return true;
}

static void
end(struct diff_record *t)
{
	answer_close(&t->a, ']');
	answer_close(&t->a, '}');
	if (!t->d->json)
		buf_putc(t->a.out, '\n');
}

/* The cell that a field's value is read from; empty when it is no cell. */
static void
find_cell(char out[CELL_NAME], const struct rows *r, unsigned f)
{
	const struct map_field *m = &r->j->map.field[f];

	out[0] = '\0';
	if (m->n > 0)
		cell_name(out, source_column(&r->j->source, r->line.row->row,
		    m->column[0] + 1), source_row(&r->j->source,
		    r->line.row->row));
}

static void
value(struct diff_record *t, const struct rows *r, unsigned f, bool has_old,
    struct str old, struct str new)
{
	const struct field *fd = &r->j->schema->field[f];
	struct buf *out = t->a.out;
	char cell[CELL_NAME];

	find_cell(cell, r, f);
	if (t->d->json) {
		answer_row(&t->a, NULL, ANSWER_FIELDS(
		    ANSWER_TEXT("field", fd->name),
		    ANSWER_TEXT_OR_NULL("cell", cell[0] == '\0' ? NULL : cell),
		    ANSWER_STR(has_old ? "old" : NULL, old),
		    ANSWER_STR("new", new)));
		return;
	}
	buf_printf(out, "%s%s: ", t->first ? "  " : "; ", fd->title);
	t->first = false;
	if (has_old) {
		show_value(out, old);
		buf_puts(out, " -> ");
	}
	show_value(out, new);
	if (has_old && cell[0] != '\0')
		buf_printf(out, " (%s)", cell);
}

/* Takes the next raw field off and gives its text. */
static struct str
next_text(struct str *fields, struct buf *scratch)
{
	buf_reset(scratch);
	return csv_canon_text(state_next_field(fields), scratch);
}

static void
text_of_key(const struct rows *r, struct buf *out)
{
	struct buf side;

	buf_init(&side, BUF_MAX_DEFAULT);
	buf_reset(out);
	buf_str(out, csv_canon_text(rows_line_key(&r->line), &side));
	buf_fini(&side);
}

/* Of the file that was handed in. */
static uint64_t
row_of(const struct rows *r)
{
	return source_row(&r->j->source, r->line.row->row);
}

static void
on_new(void *ctx, struct rows *r)
{
	struct diff *d = ctx;
	struct str fields = rows_line_fields(&r->line);
	struct diff_record t;

	text_of_key(r, &d->new);
	if (begin(&t, d, r->j, "new", buf_view(&d->new), row_of(r))) {
		for (unsigned f = 0; f < r->j->schema->nfields; f++) {
			struct str v = next_text(&fields, &d->new);

			if (v.n > 0 && f != r->j->schema->key)
				value(&t, r, f, false, STR(""), v);
		}
		end(&t);
	}
	t.to->n.new++;
}

/* What a field was, in the store or in an earlier file of the call. */
static struct str
old_text(struct rows *r, uint64_t place, unsigned f, struct str *earlier,
    struct buf *out)
{
	if ((place & ENTRY_SOURCE) != 0)
		return next_text(earlier, out);
	buf_reset(out);
	state_text(r->state, place, f, out);
	return buf_view(out);
}

static void
on_changed(void *ctx, struct rows *r, uint64_t place)
{
	struct diff *d = ctx;
	struct str fields = rows_line_fields(&r->line), earlier = STR("");
	struct diff_record t;

	if ((place & ENTRY_SOURCE) != 0 &&
	    !rows_fields_at(r->s, place, &earlier))
		earlier = STR("");
	text_of_key(r, &d->new);
	if (begin(&t, d, r->j, "changed", buf_view(&d->new), row_of(r))) {
		for (unsigned f = 0; f < r->j->schema->nfields; f++) {
			struct str new = next_text(&fields, &d->new);
			struct str old = old_text(r, place, f, &earlier,
			    &d->old);

			if (!state_same_text(&r->j->schema->field[f], old,
			    new))
				value(&t, r, f, true, old, new);
		}
		end(&t);
	}
	t.to->n.changed++;
}

static void
on_retired(void *ctx, const struct job *j, const struct state *st,
    uint64_t place)
{
	struct diff *d = ctx;
	struct diff_record t;

	buf_reset(&d->old);
	state_text(st, place, j->schema->key, &d->old);
	if (begin(&t, d, j, "retired", buf_view(&d->old), 0))
		end(&t);
	t.to->n.retired++;
}

static void
on_again(void *ctx, const struct job *j)
{
	struct diff *d = ctx;
	struct diff_register *x = register_of(d, j);

	x->n = x->n_before;
	x->out.n = x->out_before;
}

void
diff_begin(struct diff *d, struct session *s, uint64_t limit, bool json)
{
	*d = (struct diff){ .s = s, .limit = limit, .json = json };
	d->watch = (struct watch){ d, on_new, on_changed, on_retired,
		on_again };
	d->reg = mem_calloc(s->std.nregisters, sizeof(*d->reg));
	for (size_t i = 0; i < s->std.nregisters; i++)
		buf_init(&d->reg[i].out, DIFF_MAX_BYTES);
	buf_init(&d->old, BUF_MAX_DEFAULT);
	buf_init(&d->new, BUF_MAX_DEFAULT);
	s->watch = &d->watch;
}

void
diff_end(struct diff *d)
{
	for (size_t i = 0; d->reg != NULL && i < d->s->std.nregisters; i++)
		buf_fini(&d->reg[i].out);
	free(d->reg);
	buf_fini(&d->old);
	buf_fini(&d->new);
	*d = (struct diff){ .s = NULL };
}

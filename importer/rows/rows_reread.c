/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rows read a second time: the index holds no values, so what an earlier row
 * of the call said is looked up where it stands in its file.
 */
#include "importer/rows/rows_internal.h"

#include "importer/rows/messages.h"
#include "shared/base/mem.h"
#include "shared/base/utf8.h"
#include "shared/text/csv.h"

#define LINES_COUNTED 1000 /* conflicts that name the earlier row's line */

/* The row that starts at an offset, with its quoted line ends. */
static struct str
row_text(struct str text, uint64_t offset)
{
	const char *p = text.p + offset, *end = text.p + text.n;
	bool quoted = false;

	for (; p < end; p++) {
		if (*p == '"')
			quoted = !quoted;
		else if (!quoted && (*p == '\n' || *p == '\r'))
			break;
	}
	return str_range(text.p + offset, p);
}

/* What the cells of the columns have decided for those who read them first. */
static void
settle_as(struct rows_line *l, const struct rows_line *as)
{
	for (size_t f = 0; f < l->j->schema->nfields; f++) {
		struct convert_column *to = &l->convert.field[f];
		const struct convert_column *from = &as->convert.field[f];

		to->order = from->order;
		to->order_failed = from->order_failed;
		to->decimal = from->decimal;
		to->decimal_failed = from->decimal_failed;
	}
}

static bool
on_row(void *ctx, const struct csv_row *row)
{
	rows_line_make(ctx, row, true);
	return false;
}

/*
 * A row of a file of this call once more, with the dates and decimal marks that
 * its columns were settled to have; texts live in that file's rows.
 */
static bool
read_earlier(struct session *s, uint64_t place, struct str *fields,
    struct str *key)
{
	struct rows *r = s->job[PLACE_PART(place)].rows;
	const struct source *src = &r->j->source;
	struct rows_line *l = r->reread;
	struct err e = { 0 };
	bool found;

	if (l == NULL) {
		l = r->reread = mem_calloc(1, sizeof(*l));
		rows_line_init(l, s, r->j, r->state);
	}
	settle_as(l, &r->line);
	l->row = NULL;
	found = csv_read(row_text(src->text, PLACE_OFFSET(place)),
	    src->delimiter, on_row, l, &e) == 0 && l->row != NULL;
	/* It lived in the reader. */
	l->row = NULL;
	if (found) {
		*fields = rows_line_fields(l);
		*key = rows_line_key(l);
	}
	return found;
}

bool
rows_source_key(void *ctx, uint64_t place, struct str key)
{
	struct session *s = ctx;
	struct str fields, other;

	return read_earlier(s, place, &fields, &other) && str_eq(key, other);
}

bool
rows_fields_at(struct session *s, uint64_t place, struct str *fields)
{
	struct str key;

	return read_earlier(s, place, fields, &key);
}

bool
rows_is_same(struct rows *r, const struct state_entry *x)
{
	struct str fields, key;

	if ((x->place & ENTRY_SOURCE) == 0)
		return state_same(r->state, x->place,
		    rows_line_fields(&r->line));
	return read_earlier(r->s, x->place, &fields, &key) &&
	    str_eq(fields, rows_line_fields(&r->line));
}

/* First field in which two records differ, with both values in canonical form. */
static bool
first_difference(const struct schema *s, struct str a, struct str b,
    unsigned *field, struct str *va, struct str *vb)
{
	for (*field = 0; *field < s->nfields; (*field)++) {
		*va = state_next_field(&a);
		*vb = state_next_field(&b);
		if (!str_eq(*va, *vb))
			return true;
	}
	return false;
}

static uint64_t
line_of(const struct job *j, uint64_t place)
{
	const char *p = j->source.text.p, *end = p + PLACE_OFFSET(place);
	uint64_t n = 1 + j->source.line0;

	while (p < end && (p = memchr(p, '\n', (size_t)(end - p))) != NULL) {
		n++;
		p++;
	}
	return n;
}

void
rows_add_conflict(struct rows *r, const struct state_entry *x)
{
	const struct schema *s = r->j->schema;
	struct finding_list *l = &r->s->findings;
	unsigned column = rows_line_column(&r->line, s->key), field;
	struct finding f = rows_line_finding(&r->line, column);
	struct str fields, key, here, there;

	/* Where it is: at the key. */
	f.field = str_of(s->field[s->key].name);
	if (column == 0)
		f.value = rows_line_key(&r->line);
	/* Without the other row at hand that is all there is to say. */
	if ((x->place & ENTRY_SOURCE) == 0 ||
	    !read_earlier(r->s, x->place, &fields, &key) ||
	    !first_difference(s, rows_line_fields(&r->line), fields, &field,
	    &here, &there)) {
		finding_add(l, &f, &rows_message[ROWS_MSG_DOUBLED_OTHER],
		    MSG_NONE);
		return;
	}
	/* The first field that differs, as either row has it. */
	here = utf8_cut(here, 60);
	there = utf8_cut(there, 60);
	/* It may be one of an earlier file, which a row of this one repeats. */
	if (PLACE_PART(x->place) == r->j->number &&
	    r->conflicts < LINES_COUNTED)
		finding_add(l, &f, &rows_message[ROWS_MSG_DOUBLED_LINE],
		    VALUES(line_of(r->j, x->place), s->field[field].title,
		    there, here));
	else
		finding_add(l, &f, &rows_message[ROWS_MSG_DOUBLED],
		    VALUES(s->field[field].title, there, here));
}

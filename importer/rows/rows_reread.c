/* SPDX-License-Identifier: Apache-2.0 */
/* Rows read a second time; see rows_reread.h. */
#include "importer/rows/rows_reread.h"

#include <stdlib.h>

#include "shared/base/mem.h"
#include "shared/text/csv.h"

struct rows_reread *
rows_reread_new(struct session *s, struct job *j, const struct state *state)
{
	struct rows_reread *g = mem_calloc(1, sizeof(*g));

	rows_line_init(&g->line, s, j, state);
	return g;
}

void
rows_reread_free(struct rows_reread *g)
{
	if (g != NULL)
		rows_line_fini(&g->line);
	free(g);
}

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
		struct conv_field *to = &l->convert.field[f];
		const struct conv_field *from = &as->convert.field[f];

		to->order = from->order;
		to->order_failed = from->order_failed;
		to->decimal = from->decimal;
		to->decimal_failed = from->decimal_failed;
	}
}

static bool
take_row(void *ctx, const struct csv_row *row)
{
	rows_line_make(ctx, row, true);
	return false;
}

bool
rows_reread_at(struct rows_reread *g, const struct rows_line *as,
    uint64_t place, struct str *fields, struct str *key)
{
	struct rows_line *l = &g->line;
	const struct source *src = &l->j->source;
	struct err e = { 0 };
	bool found;

	settle_as(l, as);
	l->row = NULL;
	found = csv_read(row_text(src->text, PLACE_OFFSET(place)),
	    src->delimiter, take_row, l, &e) == 0 && l->row != NULL;
	/* It lived in the reader. */
	l->row = NULL;
	if (found) {
		*fields = rows_line_fields(l);
		*key = rows_line_key(l);
	}
	return found;
}

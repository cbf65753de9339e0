/* SPDX-License-Identifier: Apache-2.0 */
/* The neutral document; see doc.h. */
#include "reports/doc.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void
doc_init(struct doc *d)
{
	*d = (struct doc){ .title = "" };
}

void
doc_fini(struct doc *d)
{
	for (size_t i = 0; i < d->nsections; i++) {
		struct doc_section *s = &d->section[i];

		for (size_t k = 0; k < s->nblocks; k++)
			if (s->block[k].kind == DOC_TABLE)
				free(s->block[k].table->cell);
		free(s->block);
	}
	free(d->section);
	arena_fini(&d->arena);
	*d = (struct doc){ .title = "" };
}

/*
 * Sections move when their array grows: a pointer to one is good until the
 * next section is made.
 */
struct doc_section *
doc_section(struct doc *d, const char *id, const char *title)
{
	d->section = mem_grow(d->section, &d->cap_sections, d->nsections,
	    sizeof(*d->section));
	d->section[d->nsections] = (struct doc_section){
		.id = arena_memdup(&d->arena, id, strlen(id)),
		.title = arena_memdup(&d->arena, title, strlen(title)) };
	return &d->section[d->nsections++];
}

static struct doc_block *
new_block(struct doc_section *s)
{
	s->block = mem_grow(s->block, &s->cap_blocks, s->nblocks,
	    sizeof(*s->block));
	return &s->block[s->nblocks++];
}

static const char *
format(struct doc *d, const char *fmt, va_list ap)
{
	va_list again;
	char *p;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	assert(n >= 0);
	p = arena_alloc(&d->arena, (size_t)n + 1, 1);
	vsnprintf(p, (size_t)n + 1, fmt, ap);
	return p;
}

void
doc_text(struct doc *d, struct doc_section *s, const char *fmt, ...)
{
	struct doc_block *b = new_block(s);
	va_list ap;

	va_start(ap, fmt);
	*b = (struct doc_block){ .kind = DOC_TEXT,
		.text = format(d, fmt, ap) };
	va_end(ap);
}

void
doc_note(struct doc *d, struct doc_section *s, const char *fmt, ...)
{
	struct doc_block *b = new_block(s);
	va_list ap;

	va_start(ap, fmt);
	*b = (struct doc_block){ .kind = DOC_NOTE,
		.text = format(d, fmt, ap) };
	va_end(ap);
}

struct doc_table *
doc_table(struct doc *d, struct doc_section *s, const char *id,
    const char *title, const struct doc_column *column, size_t n)
{
	struct doc_table *t = ARENA_NEW(&d->arena, struct doc_table);

	t->id = arena_memdup(&d->arena, id, strlen(id));
	t->title = arena_memdup(&d->arena, title, strlen(title));
	t->column = ARENA_ARRAY(&d->arena, n, struct doc_column);
	for (size_t i = 0; i < n; i++)
		t->column[i] = (struct doc_column){
			arena_memdup(&d->arena, column[i].title,
			    strlen(column[i].title)), column[i].type };
	t->ncolumns = n;
	t->empty = "";
	t->status_column = -1;
	*new_block(s) = (struct doc_block){ .kind = DOC_TABLE, .table = t };
	return t;
}

void
doc_row(struct doc *d, struct doc_table *t, const struct str *cell)
{
	size_t at = t->nrows * t->ncolumns;

	while (t->cell == NULL || at + t->ncolumns > t->cap_rows) {
		/* cap_rows counts cells: the array is one of cells. */
		t->cap_rows = t->cap_rows == 0 ? 16 * t->ncolumns :
		    t->cap_rows * 2;
		t->cell = mem_realloc(t->cell, t->cap_rows,
		    sizeof(*t->cell));
	}
	for (size_t i = 0; i < t->ncolumns; i++)
		t->cell[at + i] = (struct str){ arena_memdup(&d->arena,
		    cell[i].n == 0 ? "" : cell[i].p, cell[i].n), cell[i].n };
	t->nrows++;
}

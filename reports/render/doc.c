/* SPDX-License-Identifier: Apache-2.0 */
/* The neutral document; see doc.h. */
#include "reports/render/doc.h"

#include <assert.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define COLUMNS_MAX 32 /* of a table that is described here */

static const char replacement[] = "\xef\xbf\xbd";

/* Bytes at s.p[i] that no XML can carry, or a CR: how many; 0 when fit. */
static size_t
unfit(struct str s, size_t i)
{
	unsigned char c = (unsigned char)s.p[i];

	if (c < 0x20)
		return c == '\t' || c == '\n' ? 0 : 1;
	if (c == 0x7f)
		return 1;
	/* U+FFFE and U+FFFF */
	return c == 0xef && s.n - i >= 3 &&
	    (unsigned char)s.p[i + 1] == 0xbf &&
	    (unsigned char)s.p[i + 2] >= 0xbe ? 3 : 0;
}

/* A copy in the arena, with a NUL behind it. */
static struct str
fit(struct arena *a, struct str s)
{
	size_t i = 0, n = 0, skip;
	char *out;

	while (i < s.n && unfit(s, i) == 0)
		i++;
	if (i == s.n)
		return (struct str){ arena_memdup(a, s.n == 0 ? "" : s.p,
		    s.n), s.n };
	out = arena_alloc(a, s.n * 3 + 1, 1);
	for (i = 0; i < s.n; i += skip == 0 ? 1 : skip) {
		skip = unfit(s, i);
		if (skip == 0) {
			out[n++] = s.p[i];
		} else if (s.p[i] != '\r') {
			memcpy(out + n, replacement, 3);
			n += 3;
		} else if (i + 1 == s.n || s.p[i + 1] != '\n') {
			out[n++] = '\n';
		}
	}
	return (struct str){ out, n };
}

static const char *
fit_cstr(struct arena *a, const char *z)
{
	return fit(a, str_of(z)).p;
}

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

struct doc_section *
doc_section(struct doc *d, const char *id, const char *title)
{
	d->section = mem_grow(d->section, &d->cap_sections, d->nsections,
	    sizeof(*d->section));
	d->section[d->nsections] = (struct doc_section){ .doc = d,
		.id = arena_memdup(&d->arena, id, strlen(id)),
		.title = fit_cstr(&d->arena, title) };
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
	for (size_t i = 0; i < (size_t)n; i++)
		if (unfit((struct str){ p, (size_t)n }, i) > 0)
			return fit_cstr(&d->arena, p);
	return p;
}

void
doc_text(struct doc_section *s, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	*new_block(s) = (struct doc_block){ .kind = DOC_TEXT,
		.text = format(s->doc, fmt, ap) };
	va_end(ap);
}

void
doc_note(struct doc_section *s, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	*new_block(s) = (struct doc_block){ .kind = DOC_NOTE,
		.text = format(s->doc, fmt, ap) };
	va_end(ap);
}

struct doc_table *
doc_table(struct doc_section *s, const char *id, const char *title,
    const struct doc_column *column, size_t n)
{
	struct arena *a = &s->doc->arena;
	struct doc_table *t = ARENA_NEW(a, struct doc_table);

	t->doc = s->doc;
	t->id = arena_memdup(a, id, strlen(id));
	t->title = fit_cstr(a, title);
	t->column = ARENA_ARRAY(a, n, struct doc_column);
	for (size_t i = 0; i < n; i++)
		t->column[i] = (struct doc_column){
			fit_cstr(a, column[i].title), column[i].type };
	t->ncolumns = n;
	t->empty = "";
	t->status_column = -1;
	*new_block(s) = (struct doc_block){ .kind = DOC_TABLE, .table = t };
	return t;
}

struct doc_table *
doc_table_of(struct doc_section *s, const struct doc_about *about)
{
	static const enum cell_type type[] = { ['t'] = CELL_TEXT,
		['s'] = CELL_TEXT, ['i'] = CELL_ID, ['n'] = CELL_NUMBER,
		['d'] = CELL_DATE, ['y'] = CELL_YESNO };
	struct str rest = str_of(about->columns), c;
	struct doc_column column[COLUMNS_MAX];
	struct doc_table *t;
	int status_column = -1;
	size_t n = 0;

	while (str_next(&rest, '|', &c)) {
		assert(n < COLUMNS_MAX && c.n > 2 && c.p[1] == ':');
		if (c.p[0] == 's')
			status_column = (int)n;
		column[n++] = (struct doc_column){ arena_memdup(&s->doc->arena,
		    c.p + 2, c.n - 2), type[(unsigned char)c.p[0]] };
	}
	t = doc_table(s, about->id, about->title, column, n);
	t->status_column = status_column;
	t->collapsed = about->collapsed;
	if (about->empty != NULL)
		t->empty = about->empty;
	return t;
}

struct doc_table *
doc_facts(struct doc_section *s, const char *id, const char *title)
{
	return DOC_TABLE_OF(s, id, title, "t:Fact|t:Value");
}

void
doc_row(struct doc_table *t, const struct str *cell)
{
	size_t at = t->nrows * t->ncolumns;

	while (t->cell == NULL || at + t->ncolumns > t->cap_cells) {
		t->cap_cells = t->cap_cells == 0 ? 16 * t->ncolumns :
		    t->cap_cells * 2;
		t->cell = mem_realloc(t->cell, t->cap_cells,
		    sizeof(*t->cell));
	}
	for (size_t i = 0; i < t->ncolumns; i++)
		t->cell[at + i] = fit(&t->doc->arena, cell[i]);
	t->nrows++;
}

/* A value as text in the document's arena. */
static struct str
value_cell(struct doc *d, const struct value *v)
{
	char day[DATE_TEXT] = "";

	switch (v->kind) {
	case VALUE_INT:
		return str_of(arena_printf(&d->arena, "%" PRId64, v->n));
	case VALUE_FLAG:
		return v->n != 0 ? STR("yes") : STR("no");
	case VALUE_DAY:
		if (v->n != DATE_NONE)
			date_format(day, (int32_t)v->n);
		return str_of(arena_memdup(&d->arena, day, strlen(day)));
	default:
		return v->text;
	}
}

void
doc_put(struct doc_table *t, const struct value *v, size_t n)
{
	struct str cell[COLUMNS_MAX];

	assert(n == t->ncolumns && n <= COLUMNS_MAX);
	for (size_t i = 0; i < n; i++)
		cell[i] = value_cell(t->doc, &v[i]);
	doc_row(t, cell);
}

struct str
doc_of(struct doc *d, uint64_t n, uint64_t of)
{
	return str_of(arena_printf(&d->arena, "%" PRIu64 " of %" PRIu64, n,
	    of));
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The columns of a form; see form.h. */
#include "importer/template/form.h"

#include <stdlib.h>

#include "importer/describe/registers.h"
#include "importer/map/headers.h"

#define NOTE_WORDS 24 /* more are on the sheets beside */

/* ---- headers ---- */

/* Would the importer take the header for this field and no other? */
static bool
means(const struct headers *h, unsigned reg, const char *header, size_t field)
{
	const struct header_hit *hit;
	size_t n = headers_find(h, (int)reg, str_of(header), &hit);
	bool named = false, this = n > 0;

	/* A field's own name stands above another field's alias. */
	for (size_t i = 0; i < n; i++)
		named = named || hit[i].is_name;
	for (size_t i = 0; i < n; i++)
		if (hit[i].is_name == named && hit[i].field != field)
			this = false;
	return this;
}

static const char *
header_of(struct form *f, const struct headers *h, unsigned reg, size_t field)
{
	const struct field *fd = &f->schema->field[field];

	for (size_t i = 0; f->lang != NULL && i < fd->naliases; i++)
		if (strcmp(fd->alias[i].lang, f->lang) == 0 &&
		    means(h, reg, fd->alias[i].header, field)) {
			f->ntranslated++;
			return fd->alias[i].header;
		}
	return means(h, reg, fd->title, field) ? fd->title : fd->name;
}

/* ---- examples ---- */

/* "SL-001", "PEO-001": a register's initials, or how it begins, and a number. */
static void
put_id(struct buf *b, const char *reg, unsigned number)
{
	bool one = strchr(reg, '_') == NULL;

	for (size_t i = 0; reg[i] != '\0'; i++)
		if (ascii_is_alpha(reg[i]) && (one ? i < 3 : i == 0 ||
		    reg[i - 1] == '_'))
			buf_putc(b, (char)(ascii_lower(reg[i]) - 'a' + 'A'));
	buf_printf(b, "-%03u", number);
}

/* The number-th clause that is assessed. */
static void
put_clause(struct buf *b, const struct standard *std, unsigned number)
{
	unsigned found = 0;

	for (size_t i = 0; i < std->nclauses; i++)
		if (std->clause[i].assessed && ++found == number) {
			buf_puts(b, std->clause[i].number);
			return;
		}
	if (number == 1)
		buf_puts(b, "all");
}

/* "example name" */
static void
put_text_example(struct buf *b, const char *title)
{
	size_t from = b->n + sizeof("example ") - 1;

	buf_printf(b, "example %s", title);
	if (from < b->n)
		b->p[from] = ascii_lower(b->p[from]);
}

/* The number-th example of a column, from 1; nothing when there is none. */
static void
put_example(const struct form *f, const struct form_column *c,
    unsigned number, struct buf *b)
{
	const struct field *fd = c->field;

	if (fd->type == FIELD_ID && c->is_key)
		put_id(b, f->schema->name, number);
	else if (fd->type == FIELD_ID)
		buf_printf(b, "%05u", 122 + number);
	else if (fd->type == FIELD_NUMBER)
		buf_u64(b, 11 + number);
	else if (fd->type == FIELD_PERCENT)
		buf_u64(b, 94 + number);
	else if (fd->type == FIELD_DATE)
		buf_printf(b, "2026-03-%02u", 30 + number);
	else if (fd->type == FIELD_YESNO)
		buf_puts(b, "yes");
	else if (fd->type == FIELD_REF)
		put_id(b, fd->ref, number);
	else if (fd->type == FIELD_CLAUSE)
		put_clause(b, f->std, number);
	else if (fd->type == FIELD_STANDARD)
		buf_puts(b, f->std->name);
	else if (fd->type != FIELD_WORD)
		put_text_example(b, fd->title);
	else if (number <= fd->nwords)
		buf_puts(b, fd->word[number - 1].word);
}

static struct str
example_of(struct form *f, const struct form_column *c, struct buf *b)
{
	size_t first;

	put_example(f, c, 1, b);
	first = b->n;
	if (c->field->list && c->field->type != FIELD_TEXT) {
		buf_putc(b, ';');
		put_example(f, c, 2, b);
		if (b->n == first + 1)
			b->n = first;
	}
	return form_keep(f, b);
}

/* ---- notes ---- */

static struct str
note_of(struct form *f, const struct form_column *c, struct buf *b)
{
	const struct field *fd = c->field;

	form_need(f, c, b);
	b->p[0] = (char)(b->p[0] - 'a' + 'A');
	if (!str_is(c->header, fd->title))
		buf_printf(b, "\nColumn: %s", fd->title);
	if (fd->note != NULL && fd->note[0] != '\0')
		buf_printf(b, "\nMeaning: %s", fd->note);
	buf_puts(b, "\nForm: ");
	form_shape(f, fd, b);
	if (fd->type == FIELD_WORD) {
		buf_puts(b, "\nWords: ");
		form_words(fd, NOTE_WORDS, b);
	}
	buf_puts(b, "\nExample: ");
	buf_str(b, c->example);
	return form_keep(f, b);
}

/* ---- lists ---- */

static const struct field_word yes_and_no[] = { { .word = "yes" },
	{ .word = "no" } };

/* A list of the words a column takes; yes and no share one, *yesno. */
static void
make_list(struct form *f, struct form_column *c, int *yesno, struct buf *b)
{
	const struct field *fd = c->field;
	bool is_yesno = fd->type == FIELD_YESNO;
	const struct field_word *word = is_yesno ? yes_and_no : fd->word;
	struct form_list *l = &f->list[f->nlists];

	c->list = is_yesno ? *yesno : FORM_NO_LIST;
	if (c->list != FORM_NO_LIST || (!is_yesno &&
	    (fd->type != FIELD_WORD || fd->nwords == 0)))
		return;
	l->n = is_yesno ? 2 : fd->nwords;
	l->word = ARENA_ARRAY(&f->arena, l->n, struct str);
	for (size_t i = 0; i < l->n; i++)
		l->word[i] = str_of(word[i].word);
	c->list = (int)f->nlists++;
	if (is_yesno) {
		*yesno = c->list;
		l->title = STR("yes and no");
	} else {
		buf_printf(b, "%s: ", c->letters);
		buf_str(b, c->header);
		l->title = form_keep(f, b);
	}
}

bool
form_rule(const struct form *f, const struct form_column *c,
    struct xlsx_rule *r)
{
	static const struct xlsx_rule rules[FIELD__MAX] = {
		[FIELD_DATE] = { .kind = XLSX_RULE_DATE, .title = "Not a date",
		    .message = "A date is expected, such as 2026-03-31." },
		[FIELD_NUMBER] = { .kind = XLSX_RULE_NUMBER,
		    .title = "Not a number",
		    .message = "A number is expected." },
		[FIELD_PERCENT] = { .kind = XLSX_RULE_NUMBER,
		    .title = "Not a number",
		    .message = "A number is expected." },
	};

	if (c->list == FORM_NO_LIST) {
		*r = rules[c->field->type];
		return !c->field->list && r->title != NULL;
	}
	/* A cell that takes several is offered one. */
	*r = (struct xlsx_rule){ .kind = XLSX_RULE_LIST,
		.list_sheet = FORM_LISTS, .list_column = (uint16_t)c->list,
		.list_row = 1, .list_n = (uint32_t)f->list[c->list].n,
		.title = "Not in the list", .message = c->field->list ? NULL :
		"The list has the known words. Another spelling may be "
		"refused." };
	return true;
}

/* ---- the form ---- */

static void
make_columns(struct form *f, unsigned reg)
{
	const struct schema *s = f->schema;
	struct headers *h = headers_new(f->std);
	int yesno = FORM_NO_LIST;
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	f->ncolumns = s->nfields;
	f->column = ARENA_ARRAY(&f->arena, s->nfields, struct form_column);
	f->list = ARENA_ARRAY(&f->arena, s->nfields, struct form_list);
	for (size_t i = 0; i < s->nfields; i++) {
		struct form_column *c = &f->column[i];
		size_t field = i == 0 ? s->key : i <= s->key ? i - 1 : i;

		*c = (struct form_column){ .field = &s->field[field],
			.is_key = i == 0,
			.header = str_of(header_of(f, h, reg, field)) };
		column_name(c->letters, (uint32_t)i + 1);
		c->example = example_of(f, c, &b);
		c->note = note_of(f, c, &b);
		make_list(f, c, &yesno, &b);
	}
	headers_free(h);
	buf_fini(&b);
}

void
form_init(struct form *f, const struct standard *std, unsigned reg,
    const char *lang)
{
	static const char beside[2][SHEET_NAME_MAX + 1] = { FORM_HOWTO,
		FORM_LISTS };

	*f = (struct form){ .std = std, .schema = &std->reg[reg],
		.lang = lang };
	sheet_name(f->name[FORM_SHEET_DATA], f->schema->title, beside, 2);
	memcpy(f->name[FORM_SHEET_HOWTO], FORM_HOWTO, sizeof(FORM_HOWTO));
	memcpy(f->name[FORM_SHEET_LISTS], FORM_LISTS, sizeof(FORM_LISTS));
	make_columns(f, reg);
	form_howto(f);
}

void
form_fini(struct form *f)
{
	free(f->row);
	arena_fini(&f->arena);
}

/* ---- cells ---- */

size_t
form_sheets(const struct form *f)
{
	return f->nlists > 0 ? FORM_SHEET__MAX : FORM_SHEET_LISTS;
}

size_t
form_rows(const struct form *f, enum form_sheet s)
{
	size_t rows = 0;

	if (s == FORM_SHEET_DATA)
		return 1;
	if (s == FORM_SHEET_HOWTO)
		return f->nrows;
	for (size_t i = 0; i < f->nlists; i++)
		if (f->list[i].n + 1 > rows)
			rows = f->list[i].n + 1;
	return rows;
}

size_t
form_width(const struct form *f, enum form_sheet s)
{
	return s == FORM_SHEET_DATA ? f->ncolumns : s == FORM_SHEET_HOWTO ?
	    HOWTO_COLUMNS : f->nlists;
}

struct str
form_cell(const struct form *f, enum form_sheet s, size_t row, size_t column)
{
	const struct form_list *l;

	if (row >= form_rows(f, s) || column >= form_width(f, s))
		return STR("");
	if (s == FORM_SHEET_DATA)
		return f->column[column].header;
	if (s == FORM_SHEET_HOWTO)
		return f->row[row].cell[column];
	l = &f->list[column];
	return row == 0 ? l->title : row > l->n ? STR("") : l->word[row - 1];
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Cells to canonical text: marks, lists, values; see convert.h. */
#include "importer/convert/convert_internal.h"

#include <stdlib.h>

#include "shared/base/mem.h"
#include "shared/base/utf8.h"
#include "shared/sheet/cell/sheet_text.h"
#include "shared/text/csv.h"

void
convert_init(struct convert *c, const struct standard *std,
    const struct schema *schema, struct refs *refs, int32_t around)
{
	*c = (struct convert){ .std = std, .schema = schema, .refs = refs,
		.around = around };
	c->field = mem_calloc(schema->nfields, sizeof(*c->field));
	for (size_t i = 0; i < schema->nfields; i++) {
		struct convert_column *f = &c->field[i];

		f->field = &schema->field[i];
		f->ref = f->field->ref_register;
		if (f->field->nwords > 0)
			f->words = synonyms_new(f->field);
		if ((f->field->type == FIELD_CLAUSE ||
		    f->field->type == FIELD_STANDARD) && c->clauses == NULL)
			c->clauses = clause_reader_new(std);
	}
	buf_init(&c->nfc, BUF_MAX_DEFAULT);
	buf_init(&c->item, BUF_MAX_DEFAULT);
}

void
convert_fini(struct convert *c)
{
	for (size_t i = 0; c->field != NULL && i < c->schema->nfields; i++)
		synonyms_free(c->field[i].words);
	free(c->field);
	clause_reader_free(c->clauses);
	buf_fini(&c->nfc);
	buf_fini(&c->item);
	c->field = NULL;
}

/* A mark of the workbook's reader (sheet_text.h). */
static bool
is_number(struct str raw)
{
	struct str s = str_trim(raw);

	return s.n > 0 && s.p[0] == SHEET_MARK_NUMBER;
}

/* Blanks at the ends, no-break spaces included, and the form NFC. */
struct str
convert_plain(struct convert *c, struct str raw)
{
	struct str s = str_trim(raw);

	if (is_number(s))
		s = (struct str){ s.p + 1, s.n - 1 };
	while (s.n >= 2 && memcmp(s.p, "\xc2\xa0", 2) == 0)
		s = str_trim((struct str){ s.p + 2, s.n - 2 });
	while (s.n >= 2 && memcmp(s.p + s.n - 2, "\xc2\xa0", 2) == 0)
		s = str_trim((struct str){ s.p, s.n - 2 });
	if (utf8_is_plain(s))
		return s;
	buf_reset(&c->nfc);
	utf8_nfc(&c->nfc, s);
	return buf_view(&c->nfc);
}

bool
convert_is_error(struct str s)
{
	static const char *const values[] = { "#N/A", "#REF!", "#NAME?",
		"#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#NV", "#BEZUG!",
		"#WERT!", "#ZAHL!", "#NOMBRE?", "#VALOR!", "#NOME?",
		"#VALEUR!", "#NOM?", "#SPILL!", "#CALC!" };

	if (s.n < 3 || s.n > 8 || s.p[0] != '#')
		return false;
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		if (str_is(s, values[i]))
			return true;
	return false;
}

/* ---- lists ---- */

/* At a comma only where no item of the type can hold one. */
static bool
splits_at_comma(enum field_type t)
{
	return t == FIELD_ID || t == FIELD_REF || t == FIELD_WORD;
}

static size_t
item_end(struct str s, size_t from, bool comma)
{
	while (from < s.n && s.p[from] != '\n' && s.p[from] != '\r' &&
	    s.p[from] != ';' && s.p[from] != '|' &&
	    !(comma && s.p[from] == ','))
		from++;
	return from;
}

/*
 * "Miller, Jane" may be one person: a reference that resolves as it stands is
 * not split at commas.
 */
static bool
is_one_reference(const struct convert_cell *x, struct str s)
{
	struct refs *refs = x->c->refs;
	unsigned other = (unsigned)x->column->ref;
	struct str key;

	return x->column->field->type == FIELD_REF &&
	    memchr(s.p, ',', s.n) != NULL && refs_is_supplied(refs, other) &&
	    refs_find(refs, other, s, &key) == RESOLVED;
}

static enum convert_result
to_list(struct convert_cell *x, struct str s, struct buf *out)
{
	struct buf *converted = &x->c->item;
	bool comma = splits_at_comma(x->column->field->type) &&
	    !is_one_reference(x, s);
	bool first = true;

	for (size_t from = 0, to; from <= s.n; from = to + 1) {
		struct str item;
		enum convert_result got;

		to = item_end(s, from, comma);
		item = str_trim((struct str){ s.p + from, to - from });
		if (item.n == 0)
			continue;
		buf_reset(converted);
		x->is_item = item.n != s.n;
		got = convert_value(x, item, converted);
		if (got == CONVERT_EMPTY)
			continue;
		if (got != CONVERT_OK)
			return got;
		csv_list_put(out, buf_view(converted), first);
		first = false;
	}
	return first ? CONVERT_EMPTY : CONVERT_OK;
}

enum convert_result
convert_cell(struct convert *c, struct convert_sink to, unsigned f, struct str raw,
    struct buf *text)
{
	struct convert_cell x = { .c = c, .column = &c->field[f], .to = to,
		.is_number = is_number(raw) };
	struct str s = convert_plain(c, raw);

	if (s.n == 0)
		return CONVERT_EMPTY;
	if (s.p[0] == SHEET_MARK_UNSET) {
		convert_add(&x, CONVERT_MSG_FORMULA_UNSET, MSG_NONE);
		return CONVERT_BAD;
	}
	if (s.p[0] == SHEET_MARK_ERROR ||
	    (s.p[0] == '#' && convert_is_error(s))) {
		convert_add(&x, CONVERT_MSG_CELL_ERROR, MSG_NONE);
		return CONVERT_BAD;
	}
	if (x.column->field->type == FIELD_CLAUSE)
		return convert_clauses(&x, s, text);
	if (x.column->field->type == FIELD_STANDARD)
		return convert_standards(&x, s, text);
	return x.column->field->list ? to_list(&x, s, text) :
	    convert_value(&x, s, text);
}

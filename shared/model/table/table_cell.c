/* SPDX-License-Identifier: Apache-2.0 */
/* Reading a loaded table: records by key, cells as canonical text. */
#include <math.h>

#include "shared/base/num.h"
#include "shared/model/table/table_internal.h"

struct str
table_key(const struct table *t, uint32_t record)
{
	return str_of(table_text(t,
	    t->column[t->schema->key].text[record]));
}

static bool
is_key(const struct table *t, uint32_t record, struct str key)
{
	const char *z = table_text(t, t->column[t->schema->key].text[record]);

	return strncmp(z, key.p, key.n) == 0 && z[key.n] == '\0';
}

uint32_t
table_find_hashed(const struct table *t, struct str key, uint32_t hash)
{
	size_t mask = t->key_slots - 1, i;

	if (t->key_slots == 0 || key.n == 0)
		return ROW_NONE;
	for (i = hash & mask; t->key_slot[i] != 0; i = (i + 1) & mask)
		if (is_key(t, t->key_slot[i] - 1, key))
			return t->key_slot[i] - 1;
	return ROW_NONE;
}

uint32_t
table_find(const struct table *t, struct str key)
{
	return t->key_slots == 0 ? ROW_NONE :
	    table_find_hashed(t, key, table_hash(t, key));
}

void
table_prefetch(const struct table *t, uint32_t hash)
{
	uint32_t at = t->key_slot[hash & (t->key_slots - 1)];

	if (at != 0)
		__builtin_prefetch(table_text(t,
		    t->column[t->schema->key].text[at - 1]));
}

/* A list item, or a single value that is kept in the same form. */
static struct str
item_text(const struct dataset *d, const struct table *t,
    const struct field *f, uint32_t v)
{
	if (f->type == FIELD_WORD)
		return str_of(f->word[v].word);
	if (f->type != FIELD_REF)
		return str_of(table_text(t, v));
	if (v == ROW_NONE)
		return STR("");
	if ((v & REF_TEXT) != 0)
		return str_of(table_text(t, v & ~REF_TEXT));
	return table_key(&d->table[f->ref_register], v);
}

static void
put_single(const struct dataset *d, const struct table *t, uint32_t i,
    const struct field *f, const struct column *c, struct buf *out)
{
	static const char *const yesno[] = { [YESNO_EMPTY] = "",
		[YESNO_NO] = "no", [YESNO_YES] = "yes" };
	char text[DATE_TEXT];

	if (c->text != NULL)
		buf_str(out, item_text(d, t, f, c->text[i]));
	else if (c->ref != NULL)
		buf_str(out, item_text(d, t, f, c->ref[i]));
	else if (c->word != NULL && c->word[i] != WORD_NONE)
		buf_str(out, item_text(d, t, f, c->word[i]));
	else if (c->yesno != NULL)
		buf_puts(out, yesno[c->yesno[i]]);
	else if (c->number != NULL && !isnan(c->number[i]))
		num_format_decimal(out, c->number[i]);
	else if (c->date != NULL && c->date[i] != DATE_NONE) {
		date_format(text, c->date[i]);
		buf_puts(out, text);
	}
}

bool
column_is_absent(const struct column *c)
{
	return c->text == NULL && c->date == NULL && c->number == NULL &&
	    c->yesno == NULL && c->word == NULL && c->ref == NULL &&
	    c->start == NULL;
}

void
table_cell(const struct dataset *d, const struct table *t, uint32_t record,
    unsigned field, struct buf *out)
{
	const struct field *f = &t->schema->field[field];
	const struct column *c = &t->column[field];

	if (!f->list) {
		put_single(d, t, record, f, c, out);
		return;
	}
	if (c->start == NULL)
		return;
	for (uint32_t k = c->start[record]; k < c->start[record + 1]; k++)
		csv_list_put(out, item_text(d, t, f, c->item[k]),
		    k == c->start[record]);
}

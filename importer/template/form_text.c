/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is said of a form's column, in its note and in the reading guide; see
 * form.h.
 */
#include "importer/template/form.h"

#include "importer/describe/registers.h"

struct str
form_keep(struct form *f, struct buf *b)
{
	struct str s = { arena_memdup(&f->arena, b->n == 0 ? "" : b->p, b->n),
		b->n };

	buf_reset(b);
	return s;
}

void
form_shape(const struct form *f, const struct field *fd, struct buf *b)
{
	static const char *const plain[FIELD__MAX] = {
		[FIELD_ID] = "text as it is: leading zeros count",
		[FIELD_TEXT] = "any text",
		[FIELD_NUMBER] = "a number",
		[FIELD_PERCENT] = "a percentage: 95 is 95 %",
		[FIELD_DATE] = "a date",
		[FIELD_YESNO] = "yes or no",
		[FIELD_WORD] = "one of the words",
	};

	if (fd->type == FIELD_REF && fd->ref_register >= 0) {
		const struct schema *to = &f->std->reg[fd->ref_register];

		buf_printf(b, "the %s of a record of %s",
		    to->field[to->key].title, to->title);
	} else if (fd->type == FIELD_REF) {
		buf_printf(b, "the key of a record of %s", fd->ref);
	} else if (fd->type == FIELD_CLAUSE) {
		buf_printf(b, "a clause of %s", f->std->name);
	} else if (fd->type == FIELD_STANDARD) {
		buf_printf(b, "the standard it belongs to, %s when it is empty",
		    f->std->name);
	} else {
		buf_puts(b, plain[fd->type]);
	}
	buf_puts(b, fd->list ? "; several with ; between them" : "");
	buf_puts(b, fd->empty_means_all ? "; empty means all" : "");
}

void
form_need(const struct form *f, const struct form_column *c, struct buf *b)
{
	if (c->is_key && f->schema->nderive == 0) {
		buf_puts(b, "expected in every row: the key, which names the "
		    "record");
	} else if (c->is_key) {
		buf_puts(b, "expected: the key, which names the record; when "
		    "there is none it is made from ");
		registers_derived(f->schema, b);
	} else {
		buf_puts(b, c->field->need == NEED_REQUIRED ?
		    "expected in every row" :
		    c->field->need == NEED_CONDITIONAL ?
		    "expected in some rows" : "optional");
	}
}

void
form_words(const struct field *fd, size_t max, struct buf *b)
{
	size_t n = fd->nwords > max ? max : fd->nwords;

	for (size_t i = 0; i < n; i++)
		buf_printf(b, "%s%s", i == 0 ? "" : ", ", fd->word[i].word);
	if (n < fd->nwords)
		buf_printf(b, " and %zu more in the cells' list",
		    fd->nwords - n);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The reading guide of a form; see form.h. */
#include "importer/template/form.h"

#include "importer/describe/registers.h"

#define HOWTO_WORDS 400

static struct howto_row *
add(struct form *f, enum howto_kind kind)
{
	f->row = mem_grow(f->row, &f->cap_rows, f->nrows, sizeof(*f->row));
	f->row[f->nrows] = (struct howto_row){ .kind = kind };
	for (size_t i = 0; i < HOWTO_COLUMNS; i++)
		f->row[f->nrows].cell[i] = STR("");
	return &f->row[f->nrows++];
}

static void
fact(struct form *f, const char *name, struct str value)
{
	struct howto_row *r = add(f, HOWTO_FACT);

	r->cell[0] = str_of(name);
	r->cell[1] = value;
}

static void
about_register(struct form *f, struct buf *b)
{
	const struct schema *s = f->schema;

	buf_printf(b, "%s (%s)", s->title, s->name);
	fact(f, "A form for", form_keep(f, b));
	fact(f, "What it is for", str_of(s->purpose));
	fact(f, "What a file says", s->is_list ?
	    STR("It is the whole register: what is missing in it is retired. "
	    "Import it with --changes where it only adds and changes.") :
	    STR("It adds and changes records: what is missing in it stays. "
	    "Import it with --full where it is the whole register."));
	if (registers_criteria(f->std, s->name, b) == 0)
		buf_puts(b, "none directly");
	fact(f, "Criteria that read it", form_keep(f, b));
	registers_needed(s, b);
	fact(f, "Smallest useful columns", form_keep(f, b));
	if (s->personal)
		fact(f, "Personal data", STR("The records are of persons: the "
		    "file itself is not kept in the store."));
	buf_printf(b, "%s %s", f->std->name, f->std->edition);
	fact(f, "Rules", form_keep(f, b));
}

static void
about_filling(struct form *f, struct buf *b)
{
	buf_printf(b, "One record in each row of the sheet \"%s\", from row 2 "
	    "on. The headers in row 1 stay as they are; their order does not "
	    "matter, and a column that is not needed may be deleted.",
	    f->name[FORM_SHEET_DATA]);
	fact(f, "Filling it in", form_keep(f, b));
	fact(f, "", STR("The note on each header says whether a value is "
	    "expected, what it means and what it looks like; expected columns "
	    "are yellow too. The table below says the same."));
	fact(f, "", STR("Cells with a list offer the known words. What is not "
	    "known stays empty: no 0 and no dash."));
	buf_printf(b, "preaudit-import --dry-run --register %s FILE shows "
	    "what an import would do; without --dry-run it is done.",
	    f->schema->name);
	fact(f, "Importing it", form_keep(f, b));
}

/*
 * The letter stands before the header, so that nobody, the importer neither,
 * takes this table for the register.
 */
static void
about_column(struct form *f, const struct form_column *c, struct buf *b)
{
	const struct field *fd = c->field;
	struct howto_row *r = add(f, HOWTO_COLUMN);

	buf_printf(b, "%s: ", c->letters);
	buf_str(b, c->header);
	if (!str_is(c->header, fd->title))
		buf_printf(b, " (%s)", fd->title);
	r->cell[0] = form_keep(f, b);
	r->cell[1] = str_of(fd->note == NULL ? "" : fd->note);
	form_need(f, c, b);
	r->cell[2] = form_keep(f, b);
	form_shape(f, fd, b);
	r->cell[3] = form_keep(f, b);
	form_words(fd, HOWTO_WORDS, b);
	r->cell[4] = form_keep(f, b);
	r->cell[5] = c->example;
}

void
form_howto(struct form *f)
{
	static const char *const head[HOWTO_COLUMNS] = { "Column of the form",
		"What it means", "Whether it is needed", "What it looks like",
		"Words it takes", "An example" };
	struct howto_row *r;
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	about_register(f, &b);
	about_filling(f, &b);
	(void)add(f, HOWTO_FACT);
	r = add(f, HOWTO_HEAD);
	for (size_t i = 0; i < HOWTO_COLUMNS; i++)
		r->cell[i] = str_of(head[i]);
	for (size_t i = 0; i < f->ncolumns; i++)
		about_column(f, &f->column[i], &b);
	buf_fini(&b);
}

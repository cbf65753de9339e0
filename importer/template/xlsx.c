/* SPDX-License-Identifier: Apache-2.0 */
/* The form as a workbook; see form.h. */
#include "importer/template/form.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "shared/base/utf8.h"
#include "shared/file/output.h"

#define CREATED_S 946684800 /* 2000-01-01: forms of one day are those of another */
#define WIDTH_MIN 12.0
#define WIDTH_TEXT 24.0
#define WIDTH_MAX 40.0
#define LINE_HEIGHT 15.0 /* points */
#define HEIGHT_MAX 400.0
#define NOTE_LINE 60     /* characters in a line of a note */
#define NOTE_LINE_HEIGHT 15
#define NOTE_HEIGHT_MAX 900

enum look { LOOK_KEY, LOOK_EXPECTED, LOOK_SOMETIMES, LOOK_OPTIONAL, LOOK_TEXT,
	LOOK_DATE, LOOK_HEAD, LOOK_BOLD, LOOK_WRAP, LOOK__MAX };

struct form_book {
	const struct form *f;
	struct xlsx_out *o;
	unsigned look[LOOK__MAX];
};

static void
make_looks(struct form_book *w)
{
	static const struct xlsx_look looks[LOOK__MAX] = {
		[LOOK_KEY] = { .bold = true, .wrap = true, .line = true,
		    .fill = 0xFFD966 },
		[LOOK_EXPECTED] = { .bold = true, .wrap = true, .line = true,
		    .fill = 0xFFE699 },
		[LOOK_SOMETIMES] = { .bold = true, .wrap = true, .line = true,
		    .fill = 0xFFF6DD },
		[LOOK_OPTIONAL] = { .bold = true, .wrap = true, .line = true,
		    .fill = 0xE8EDF3 },
		[LOOK_TEXT] = { .format = "@" },
		[LOOK_DATE] = { .format = "yyyy-mm-dd" },
		[LOOK_HEAD] = { .bold = true, .wrap = true, .line = true,
		    .fill = 0xE8EDF3, .format = "@" },
		[LOOK_BOLD] = { .bold = true, .format = "@" },
		[LOOK_WRAP] = { .wrap = true, .format = "@" },
	};

	for (int i = 0; i < LOOK__MAX; i++)
		w->look[i] = xlsx_out_look(w->o, &looks[i]);
}

static enum look
header_look(const struct form_column *c)
{
	if (c->is_key)
		return LOOK_KEY;
	return c->field->need == NEED_REQUIRED ? LOOK_EXPECTED :
	    c->field->need == NEED_CONDITIONAL ? LOOK_SOMETIMES :
	    LOOK_OPTIONAL;
}

/* Text keeps what is typed: 0012 and 8.10 stay what they are. */
static unsigned
cell_look(const struct form_book *w, const struct field *fd)
{
	if (fd->type == FIELD_DATE && !fd->list)
		return w->look[LOOK_DATE];
	/* A spreadsheet shows 95% as it was typed only in a free cell. */
	return fd->type == FIELD_NUMBER || fd->type == FIELD_PERCENT ?
	    XLSX_NO_LOOK : w->look[LOOK_TEXT];
}

static double
column_width(const struct form_column *c)
{
	enum field_type t = c->field->type;
	double width = (double)utf8_length(c->header) * 1.2 + 4;
	double least = t == FIELD_DATE || t == FIELD_YESNO ||
	    t == FIELD_NUMBER || t == FIELD_PERCENT ? WIDTH_MIN : WIDTH_TEXT;

	return width < least ? least : width > WIDTH_MAX ? WIDTH_MAX : width;
}

static uint16_t
note_height(struct str note)
{
	size_t lines = 1;
	struct str line;

	while (str_next(&note, '\n', &line))
		lines += 1 + utf8_length(line) / NOTE_LINE;
	lines *= NOTE_LINE_HEIGHT;
	return (uint16_t)(lines > NOTE_HEIGHT_MAX ? NOTE_HEIGHT_MAX : lines);
}

static void
put_data(struct form_book *w)
{
	const struct form *f = w->f;
	unsigned s = xlsx_out_sheet(w->o, f->name[FORM_SHEET_DATA]);
	struct xlsx_rule rule;

	xlsx_out_height(w->o, s, 0, 2 * LINE_HEIGHT);
	for (size_t i = 0; i < f->ncolumns; i++) {
		const struct form_column *c = &f->column[i];
		uint16_t at = (uint16_t)i;

		xlsx_out_width(w->o, s, at, column_width(c),
		    cell_look(w, c->field));
		xlsx_out_text(w->o, s, 0, at, c->header,
		    w->look[header_look(c)]);
		xlsx_out_note(w->o, s, 0, at, c->note, note_height(c->note));
		if (form_rule(f, c, &rule))
			xlsx_out_rule(w->o, s, at, &rule);
	}
	xlsx_out_freeze(w->o, s, true);
	xlsx_out_filter(w->o, s, XLSX_LAST_ROW, (uint16_t)(f->ncolumns - 1));
}

static enum look
howto_look(const struct howto_row *r, size_t column)
{
	return r->kind == HOWTO_HEAD ? LOOK_HEAD :
	    column == 0 ? LOOK_BOLD : LOOK_WRAP;
}

static const double howto_width[HOWTO_COLUMNS] = { 36, 76, 34, 38, 76, 28 };

/* Not every program makes room for text that is broken into lines. */
static double
howto_height(const struct howto_row *r)
{
	double most = 1;

	for (size_t c = 0; c < HOWTO_COLUMNS; c++) {
		double lines = ceil((double)utf8_length(r->cell[c]) /
		    howto_width[c]);

		most = lines > most ? lines : most;
	}
	most *= LINE_HEIGHT;
	return most > HEIGHT_MAX ? HEIGHT_MAX : most;
}

static void
put_howto(struct form_book *w)
{
	const struct form *f = w->f;
	unsigned s = xlsx_out_sheet(w->o, f->name[FORM_SHEET_HOWTO]);

	for (size_t c = 0; c < HOWTO_COLUMNS; c++)
		xlsx_out_width(w->o, s, (uint16_t)c, howto_width[c],
		    XLSX_NO_LOOK);
	for (size_t r = 0; r < f->nrows; r++) {
		xlsx_out_height(w->o, s, (uint32_t)r,
		    howto_height(&f->row[r]));
		for (size_t c = 0; c < HOWTO_COLUMNS; c++)
			xlsx_out_text(w->o, s, (uint32_t)r, (uint16_t)c,
			    f->row[r].cell[c],
			    w->look[howto_look(&f->row[r], c)]);
	}
}

static void
put_lists(struct form_book *w)
{
	const struct form *f = w->f;
	unsigned s = xlsx_out_sheet(w->o, f->name[FORM_SHEET_LISTS]);
	size_t rows = form_rows(f, FORM_SHEET_LISTS);

	for (size_t r = 0; r < rows && xlsx_out_ok(w->o); r++)
		for (size_t c = 0; c < f->nlists; c++)
			xlsx_out_text(w->o, s, (uint32_t)r, (uint16_t)c,
			    form_cell(f, FORM_SHEET_LISTS, r, c),
			    w->look[r == 0 ? LOOK_HEAD : LOOK_TEXT]);
	xlsx_out_hide(w->o, s);
}

static void
fill(struct xlsx_out *o, void *ctx)
{
	struct form_book *w = ctx;

	w->o = o;
	make_looks(w);
	put_data(w);
	put_howto(w);
	if (w->f->nlists > 0)
		put_lists(w);
}

static int
publish(const char *book, const char *path, struct err *e)
{
	struct map m;
	int status;

	if (map_open(&m, book, e) == -1)
		return -1;
	status = output_write(path, map_view(&m), &m, e);
	map_close(&m);
	return status;
}

int
form_write(const struct form *f, const char *path, struct err *e)
{
	struct xlsx_about about = { .title = f->schema->title,
		.created_s = CREATED_S };
	struct form_book w = { .f = f };
	char *dir = path_dir(path), *tmp = path_join(dir, ".tmp-XXXXXX");
	char *book = NULL;
	struct err ignored;
	int status = -1;

	if (mkdtemp(tmp) == NULL) {
		err_sys(e, "write into", dir);
	} else {
		book = path_join(tmp, "form.xlsx");
		if (xlsx_out_write(book, tmp, &about, fill, &w, e) == 0 &&
		    form_check(f, book, e) == 0)
			status = publish(book, path, e);
		(void)dir_remove(tmp, &ignored);
	}
	free(book);
	free(tmp);
	free(dir);
	return status;
}

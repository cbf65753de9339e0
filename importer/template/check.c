/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A form read back: every cell, every note, every list. The library that
 * writes workbooks says that all went well when it did not.
 */
#include "importer/template/form.h"

#include "shared/file/fileio.h"
#include "shared/sheet/cell/cell_escape.h"
#include "shared/sheet/xlsx/xlsx.h"
#include "shared/sheet/xml/xml.h"

static int
fault(struct err *e, const char *what)
{
	return err_set(e, ERR_SYS, "the form does not read back as it was "
	    "written (%s); is the disk full?", what);
}

/* An error of reading back is one of the machine: nobody else wrote it. */
static int
unreadable(struct err *e)
{
	e->code = ERR_SYS;
	return err_ctx(e, "the form does not read back; is the disk full?");
}

/* What was found where `what` is, beside what should be there. */
static int
compare(const struct buf *found, const struct buf *want, const char *what,
    struct err *e)
{
	return str_eq(buf_view(found), buf_view(want)) ? 0 : fault(e, what);
}

/* ---- cells ---- */

static void
put_cell(struct buf *b, size_t row, size_t column, struct str text)
{
	buf_printf(b, "\n%zu %zu ", row, column);
	buf_str(b, text);
}

static bool
put_row(void *ctx, uint32_t row, const struct sheet_cell *cell, size_t n)
{
	for (size_t c = 0; c < n; c++)
		if (cell[c].kind != SHEET_EMPTY)
			put_cell(ctx, row, c, cell[c].kind == SHEET_TEXT &&
			    !cell[c].formula ? cell[c].text : STR(""));
	return true;
}

static int
check_texts(const struct form *f, struct xlsx *x, enum form_sheet s,
    struct err *e)
{
	struct buf found, want;
	int status;

	buf_init(&found, BUF_MAX_DEFAULT);
	buf_init(&want, BUF_MAX_DEFAULT);
	for (size_t r = 0; r < form_rows(f, s); r++)
		for (size_t c = 0; c < form_width(f, s); c++)
			if (form_cell(f, s, r, c).n > 0)
				put_cell(&want, r + 1, c,
				    form_cell(f, s, r, c));
	status = xlsx_read(x, s, put_row, &found, NULL, e) == -1 ?
	    unreadable(e) : compare(&found, &want, f->name[s], e);
	buf_fini(&found);
	buf_fini(&want);
	return status;
}

static int
check_sheet(const struct form *f, struct xlsx *x, enum form_sheet s,
    struct err *e)
{
	bool is_seen = xlsx_sheet_state(x, s) == SHEET_VISIBLE;

	if (strcmp(xlsx_sheet_name(x, s), f->name[s]) != 0 ||
	    is_seen != (s != FORM_SHEET_LISTS))
		return fault(e, "the name of a sheet, or whether it is seen");
	return check_texts(f, x, s, e);
}

static int
check_cells(const struct form *f, struct str bytes, struct err *e)
{
	struct xlsx *x;
	int status = 0;

	if (xlsx_open_bytes(&x, bytes, -1, e) == -1)
		return unreadable(e);
	if (xlsx_sheets(x) != form_sheets(f))
		status = fault(e, "its sheets");
	for (int s = 0; status == 0 && s < (int)form_sheets(f); s++)
		status = check_sheet(f, x, (enum form_sheet)s, e);
	xlsx_close(x);
	return status;
}

/* ---- what stands beside the cells ---- */

static void
put_rules(const struct form *f, struct buf *want)
{
	char text[XLSX_RULE_TEXT];

	for (size_t i = 0; i < f->ncolumns; i++) {
		const struct form_column *c = &f->column[i];
		struct xlsx_rule r;

		if (!form_rule(f, c, &r))
			continue;
		xlsx_rule_text(text, &r);
		buf_printf(want, "\n%s2:%s%d %s", c->letters, c->letters,
		    XLSX_LAST_ROW + 1, text);
	}
}

static void
put_notes(const struct form *f, struct buf *want)
{
	for (size_t i = 0; i < f->ncolumns; i++) {
		buf_printf(want, "\n%s1 ", f->column[i].letters);
		cell_escape(want, f->column[i].note);
	}
}

/* "attribute text" of each element of a part, as they come. */
static const struct beside {
	const char *part, *element, *attribute, *text; /* text: what holds it */
	void (*put)(const struct form *f, struct buf *want);
} besides[] = {
	{ "xl/worksheets/sheet1.xml", "dataValidation", "sqref", "formula1",
	    put_rules },
	{ "xl/comments1.xml", "comment", "ref", "t", put_notes },
};

struct beside_reader {
	const struct beside *what;
	struct buf found;
	bool is_in;   /* the element that holds the text */
};

static void
on_start(void *ctx, const char *name, const char **attr)
{
	struct beside_reader *b = ctx;
	const char *value;

	if (strcmp(name, b->what->element) == 0) {
		value = xml_attr(attr, b->what->attribute);
		buf_printf(&b->found, "\n%s ", value == NULL ? "" : value);
	}
	b->is_in = b->is_in || strcmp(name, b->what->text) == 0;
}

static void
on_end(void *ctx, const char *name)
{
	struct beside_reader *b = ctx;

	b->is_in = b->is_in && strcmp(name, b->what->text) != 0;
}

static void
on_text(void *ctx, const char *p, size_t n)
{
	struct beside_reader *b = ctx;

	if (b->is_in)
		buf_put(&b->found, p, n);
}

static int
check_beside(const struct form *f, struct zipfile *z,
    const struct beside *what, struct err *e)
{
	struct beside_reader b = { .what = what };
	struct xml_handler h = { .start = on_start, .end = on_end,
		.text = on_text, .ctx = &b };
	struct buf want;
	int status;

	buf_init(&b.found, BUF_MAX_DEFAULT);
	buf_init(&want, BUF_MAX_DEFAULT);
	what->put(f, &want);
	status = xml_read(z, what->part, &h, e) == -1 ? unreadable(e) :
	    compare(&b.found, &want, what->part, e);
	buf_fini(&b.found);
	buf_fini(&want);
	return status;
}

/* Parts without which other programs do not open the workbook, or no note. */
static int
check_parts(struct zipfile *z, struct err *e)
{
	static const char *const part[] = { "[Content_Types].xml",
		"docProps/app.xml", "docProps/core.xml",
		"xl/drawings/vmlDrawing1.vml", "xl/theme/theme1.xml",
		"xl/worksheets/_rels/sheet1.xml.rels" };
	struct xml_handler h = { .ctx = NULL };

	for (size_t i = 0; i < sizeof(part) / sizeof(part[0]); i++)
		if (xml_read(z, part[i], &h, e) == -1)
			return unreadable(e);
	return 0;
}

static int
check_all(const struct form *f, struct str bytes, struct err *e)
{
	struct zipfile *z;
	int status = 0;

	if (check_cells(f, bytes, e) == -1)
		return -1;
	if (zipfile_open_bytes(&z, bytes, &zip_caps_import, e) == -1)
		return unreadable(e);
	for (size_t i = 0; status == 0 &&
	    i < sizeof(besides) / sizeof(besides[0]); i++)
		status = check_beside(f, z, &besides[i], e);
	if (status == 0)
		status = check_parts(z, e);
	zipfile_close(z);
	return status;
}

/* As the importer will read it, within its caps. */
int
form_check(const struct form *f, const char *path, struct err *e)
{
	struct map m;
	int status;

	if (map_open(&m, path, e) == -1)
		return -1;
	status = check_all(f, map_view(&m), e);
	map_close(&m);
	return status;
}

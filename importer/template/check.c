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

/* ---- cells ---- */

struct sheet_check {
	const struct form *f;
	enum form_sheet sheet;
	size_t texts;  /* met and right */
	bool wrong;
};

static bool
look_at_row(void *ctx, uint32_t row, const struct sheet_cell *cell, size_t n)
{
	struct sheet_check *k = ctx;
	size_t width = form_width(k->f, k->sheet);

	for (size_t c = 0; c < n || c < width; c++) {
		struct str want = form_cell(k->f, k->sheet, row - 1, c);

		if (want.n == 0 && (c >= n || cell[c].kind == SHEET_EMPTY))
			continue;
		if (c >= n || cell[c].kind != SHEET_TEXT || cell[c].formula ||
		    !str_eq(cell[c].text, want))
			k->wrong = true;
		k->texts++;
	}
	return !k->wrong;
}

static size_t
count_texts(const struct form *f, enum form_sheet s)
{
	size_t n = 0;

	for (size_t r = 0; r < form_rows(f, s); r++)
		for (size_t c = 0; c < form_width(f, s); c++)
			n += form_cell(f, s, r, c).n > 0;
	return n;
}

static int
check_sheet(const struct form *f, struct xlsx *x, enum form_sheet s,
    struct err *e)
{
	struct sheet_check k = { .f = f, .sheet = s };

	if (strcmp(xlsx_sheet_name(x, s), f->name[s]) != 0 ||
	    (xlsx_sheet_state(x, s) == SHEET_VISIBLE) !=
	    (s != FORM_SHEET_LISTS))
		return fault(e, "the name of a sheet, or whether it is seen");
	if (xlsx_read(x, s, look_at_row, &k, NULL, e) == -1)
		return unreadable(e);
	return k.wrong || k.texts != count_texts(f, s) ?
	    fault(e, f->name[s]) : 0;
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

/* "element attribute text" of some elements, as they come. */
struct beside {
	const char *element, *attribute, *text; /* text: the one that has it */
	struct buf found;
	bool in;
};

static void
on_start(void *ctx, const char *name, const char **attr)
{
	struct beside *b = ctx;
	const char *value;

	if (strcmp(name, b->element) == 0) {
		value = xml_attr(attr, b->attribute);
		buf_printf(&b->found, "\n%s ", value == NULL ? "" : value);
	}
	b->in = b->in || strcmp(name, b->text) == 0;
}

static void
on_end(void *ctx, const char *name)
{
	struct beside *b = ctx;

	if (strcmp(name, b->text) == 0)
		b->in = false;
}

static void
on_text(void *ctx, const char *p, size_t n)
{
	struct beside *b = ctx;

	if (b->in)
		buf_put(&b->found, p, n);
}

static int
check_beside(struct zipfile *z, const char *part, struct beside *b,
    const struct buf *want, struct err *e)
{
	struct xml_handler h = { .start = on_start, .end = on_end,
		.text = on_text, .ctx = b };
	int status;

	buf_init(&b->found, BUF_MAX_DEFAULT);
	status = xml_read(z, part, &h, e);
	if (status == -1)
		(void)unreadable(e);
	else if (!str_eq(buf_view(&b->found), buf_view(want)))
		status = fault(e, part);
	buf_fini(&b->found);
	return status;
}

static int
check_rules(const struct form *f, struct zipfile *z, struct err *e)
{
	struct beside b = { .element = "dataValidation", .attribute = "sqref",
		.text = "formula1" };
	char text[XLSX_RULE_TEXT];
	struct buf want;
	int status;

	buf_init(&want, BUF_MAX_DEFAULT);
	for (size_t i = 0; i < f->ncolumns; i++) {
		const struct form_column *c = &f->column[i];
		struct xlsx_rule r;

		if (!form_rule(f, c, &r))
			continue;
		buf_printf(&want, "\n%s2:%s%d ", c->letters, c->letters,
		    XLSX_LAST_ROW + 1);
		xlsx_rule_text(text, &r);
		buf_puts(&want, text);
	}
	status = check_beside(z, "xl/worksheets/sheet1.xml", &b, &want, e);
	buf_fini(&want);
	return status;
}

static int
check_notes(const struct form *f, struct zipfile *z, struct err *e)
{
	struct beside b = { .element = "comment", .attribute = "ref",
		.text = "t" };
	struct buf want;
	int status;

	buf_init(&want, BUF_MAX_DEFAULT);
	for (size_t i = 0; i < f->ncolumns; i++) {
		buf_printf(&want, "\n%s1 ", f->column[i].letters);
		cell_escape(&want, f->column[i].note);
	}
	status = check_beside(z, "xl/comments1.xml", &b, &want, e);
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
	int status;

	if (check_cells(f, bytes, e) == -1)
		return -1;
	if (zipfile_open_bytes(&z, bytes, &zip_caps_import, e) == -1)
		return unreadable(e);
	status = check_rules(f, z, e) == 0 && check_notes(f, z, e) == 0 &&
	    check_parts(z, e) == 0 ? 0 : -1;
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

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Workbooks: which sheets there are, and opening what they need; see xlsx.h.
 * The sheets themselves are read in xlsx_sheet.c.
 */
#include "shared/sheet/xlsx/xlsx_internal.h"

#include <stdlib.h>

#include "shared/base/num.h"

#define MAX_SHEETS 1024

/* ---- workbook ---- */

struct workbook {
	struct xlsx *x;
	const struct rels *rels;
	bool too_many;
};

static enum sheet_state
state_of(const char *z)
{
	if (z != NULL && strcmp(z, "hidden") == 0)
		return SHEET_HIDDEN;
	return z != NULL && strcmp(z, "veryHidden") == 0 ? SHEET_VERY_HIDDEN :
	    SHEET_VISIBLE;
}

/* Charts and dialogs are sheets of the workbook too, but have no cells. */
static void
add_sheet(struct workbook *w, const char **attr)
{
	const char *title = xml_attr(attr, "name"), *id = xml_attr(attr, "id");
	const struct rel *rel = id == NULL ? NULL : rels_of_id(w->rels, id);
	struct xlsx *x = w->x;

	if (title == NULL || rel == NULL || !rel_is(rel, "worksheet"))
		return;
	if (x->nsheets == MAX_SHEETS) {
		w->too_many = true;
		return;
	}
	x->sheet = mem_grow(x->sheet, &x->cap_sheets, x->nsheets,
	    sizeof(*x->sheet));
	x->sheet[x->nsheets++] = (struct xlsx_sheet){ mem_strdup(title),
		mem_strdup(rel->target), state_of(xml_attr(attr, "state")) };
}

static void
on_workbook(void *ctx, const char *name, const char **attr)
{
	struct workbook *w = ctx;
	const char *v;

	if (strcmp(name, "sheet") == 0) {
		add_sheet(w, attr);
	} else if (strcmp(name, "workbookPr") == 0) {
		v = xml_attr(attr, "date1904");
		/* Extensions have elements of this name without it. */
		if (v != NULL)
			w->x->date1904 = strcmp(v, "1") == 0 ||
			    strcmp(v, "true") == 0;
	}
}

static int
read_sheets(struct xlsx *x, const struct rels *rels, const char *part,
    struct err *e)
{
	struct workbook w = { x, rels, false };
	struct xml_handler h = { .start = on_workbook, .ctx = &w };

	if (xml_read(x->zip, part, &h, e) == -1)
		return -1;
	if (w.too_many)
		return err_set(e, ERR_REFUSED, "it has more than %d sheets; "
		    "copy those that are needed into a new workbook",
		    MAX_SHEETS);
	if (x->nsheets == 0)
		return err_set(e, ERR_REFUSED, "it has no sheet with cells; "
		    "save it again with the table in a sheet");
	return 0;
}

static int
read_parts(struct xlsx *x, const char *workbook, struct err *e)
{
	const struct rel *styles, *texts;
	struct rels rels;
	int status = rels_read(&rels, x->zip, workbook, e);

	styles = rels_of_type(&rels, "styles");
	texts = rels_of_type(&rels, "sharedStrings");
	if (status == 0)
		status = read_sheets(x, &rels, workbook, e);
	if (status == 0 && styles != NULL &&
	    zipfile_has(x->zip, styles->target))
		status = xlsx_read_styles(x, styles->target, e);
	if (status == 0 && texts != NULL &&
	    zipfile_has(x->zip, texts->target))
		status = xlsx_read_texts(x, texts->target, e);
	rels_free(&rels);
	return status;
}

/* ---- opening ---- */

/* A container that is no workbook of this kind. */
static int
refuse_other(struct zipfile *z, const struct content_types *t, struct err *e)
{
	/* What the list of content types says it is. */
	if (t->binary)
		return err_set(e, ERR_REFUSED, "it is a binary workbook "
		    "(.xlsb); open it in the spreadsheet program and save it "
		    "as .xlsx");
	if (t->text)
		return err_set(e, ERR_REFUSED, "it is a text document "
		    "(.docx), not a workbook; copy the table into a workbook "
		    "and save that as .xlsx");
	if (t->slides)
		return err_set(e, ERR_REFUSED, "it is a presentation (.pptx), "
		    "not a workbook; copy the table into a workbook and save "
		    "that as .xlsx");
	/* What its parts say it is. */
	if (zipfile_has(z, "encrypted-package"))
		return err_set(e, ERR_REFUSED, "it is protected with a "
		    "password; open it in the spreadsheet program and save it "
		    "without one");
	if (zipfile_has(z, "Index/Document.iwa") ||
	    zipfile_has(z, "Index.zip"))
		return err_set(e, ERR_REFUSED, "it is a document of Apple "
		    "Numbers or kin; export it as .xlsx");
	if (zipfile_has(z, "content.xml"))
		return err_set(e, ERR_REFUSED, "it has the parts of an "
		    "OpenDocument file and says it is another workbook; open "
		    "it in a spreadsheet program and save it again");
	if (zipfile_has(z, "mimetype") &&
	    zipfile_has(z, "META-INF/manifest.xml"))
		return err_set(e, ERR_REFUSED, "it is a damaged OpenDocument "
		    "file: its part content.xml is missing; get the file "
		    "again");
	return err_set(e, ERR_REFUSED, "it names no workbook: it is a zip "
	    "archive of something else; unpack it and give the workbook in "
	    "it");
}

static int
read_workbook(struct xlsx *x, struct err *e)
{
	const struct rel *main;
	struct content_types types;
	struct rels top = { 0 };
	const char *workbook;
	int status = -1;

	if (content_types_read(&types, x->zip, e) == 0 &&
	    rels_read(&top, x->zip, "", e) == 0) {
		main = rels_of_type(&top, "officeDocument");
		workbook = main != NULL && zipfile_has(x->zip, main->target) ?
		    main->target : types.workbook;
		x->macros = types.macros;
		if (workbook == NULL || (!types.sheets && (types.binary ||
		    types.text || types.slides)))
			status = refuse_other(x->zip, &types, e);
		else
			status = read_parts(x, workbook, e);
	}
	rels_free(&top);
	free(types.workbook);
	return status;
}

static int
opened(struct xlsx **out, struct xlsx *x, struct err *e)
{
	if (read_workbook(x, e) == -1) {
		xlsx_close(x);
		return -1;
	}
	*out = x;
	return 0;
}

int
xlsx_open(struct xlsx **out, const char *path, struct err *e)
{
	struct xlsx *x = mem_calloc(1, sizeof(*x));

	*out = NULL;
	texts_init(&x->texts, -1);
	if (zipfile_open(&x->zip, path, &zip_caps_report, e) == -1) {
		xlsx_close(x);
		return -1;
	}
	return opened(out, x, e) == 0 ? 0 : err_ctx(e, "%s", path);
}

int
xlsx_open_bytes(struct xlsx **out, struct str bytes, int spill, struct err *e)
{
	struct xlsx *x = mem_calloc(1, sizeof(*x));

	*out = NULL;
	texts_init(&x->texts, spill);
	if (zipfile_open_bytes(&x->zip, bytes, &zip_caps_import, e) == -1) {
		xlsx_close(x);
		return -1;
	}
	return opened(out, x, e);
}

void
xlsx_close(struct xlsx *x)
{
	if (x == NULL)
		return;
	for (size_t i = 0; i < x->nsheets; i++) {
		free(x->sheet[i].name);
		free(x->sheet[i].part);
	}
	free(x->sheet);
	free(x->style);
	texts_fini(&x->texts);
	zipfile_close(x->zip);
	free(x);
}

bool
xlsx_has_macros(const struct xlsx *x)
{
	return x->macros;
}

size_t
xlsx_sheets(const struct xlsx *x)
{
	return x->nsheets;
}

const char *
xlsx_sheet_name(const struct xlsx *x, size_t i)
{
	return x->sheet[i].name;
}

const char *
xlsx_sheet_part(const struct xlsx *x, size_t i)
{
	return x->sheet[i].part;
}

enum sheet_state
xlsx_sheet_state(const struct xlsx *x, size_t i)
{
	return x->sheet[i].state;
}

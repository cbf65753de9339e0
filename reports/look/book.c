/* SPDX-License-Identifier: Apache-2.0 */
/* The part of a workbook that names its sheets. */
#include "reports/look/look_internal.h"

#include <stdio.h>
#include <stdlib.h>

enum { B_VIEW = 1, B_SHEET, B_NAME };
enum { HAS_TITLES = 1, HAS_FILTER = 2 };

static const struct white_row rows[] = {
	{ 0, "workbook", "mc:Ignorable=* conformance=transitional", NULL },
	{ 0, "workbook/fileVersion", "appName=* lastEdited=* lowestEdited=* "
	    "rupBuild=* codeName=*", NULL },
	{ 0, "workbook/workbookPr", "defaultThemeVersion=* codeName=* "
	    "filterPrivacy=* backupFile=0 date1904=0 "
	    "showObjects=all{hides_drawings} checkCompatibility=*", NULL },
	{ 0, "workbook/workbookProtection", "", NULL },
	{ 0, "workbook/bookViews", "", NULL },
	{ B_VIEW, "workbook/bookViews/workbookView",
	    "visibility=visible{has_a_hidden_window} "
	    "minimized=0{has_a_hidden_window} "
	    "showHorizontalScroll=1{has_a_window_without_scroll_bars} "
	    "showVerticalScroll=1{has_a_window_without_scroll_bars} "
	    "showSheetTabs=1{does_not_show_its_sheets'_tabs} "
	    "xWindow=-2000..100000 yWindow=-2000..100000 "
	    "windowWidth=3000..100000{has_a_tiny_window} "
	    "windowHeight=2000..100000{has_a_tiny_window} "
	    "tabRatio=200..900{does_not_show_its_sheets'_tabs} "
	    "firstSheet=0..1024 activeTab=0..1024 autoFilterDateGrouping=* "
	    "xr2:uid=*", NULL },
	{ 0, "workbook/sheets", "", NULL },
	{ B_SHEET, "workbook/sheets/sheet", "^name=! sheetId=* "
	    "state=visible{is_hidden} ^r:id=*", NULL },
	{ 0, "workbook/definedNames", "", NULL },
	{ B_NAME, "workbook/definedNames/definedName", "^name=! "
	    "localSheetId=! hidden=* function=0 vbProcedure=0", "!" },
	{ 0, "workbook/calcPr", "calcId=* fullCalcOnLoad=* iterate=0 "
	    "iterateCount=* iterateDelta=* calcMode=* calcCompleted=* "
	    "calcOnSave=* concurrentCalc=* forceFullCalc=* "
	    "refMode=A1{names_its_columns_otherwise}", NULL },
	{ 0, "workbook/xr:revisionPtr", "revIDLastSave=* documentId=* "
	    "xr6:coauthVersionLast=* xr6:coauthVersionMax=* "
	    "xr10:uidLastSave=*", NULL },
	{ 0, "workbook/mc:AlternateContent", "", NULL },
	{ 0, "workbook/mc:AlternateContent/mc:Choice", "Requires=x15", NULL },
	/* The folder it was saved in. */
	{ 0, "workbook/mc:AlternateContent/mc:Choice/x15ac:absPath", "url=*",
	    NULL },
	{ 0, "workbook/extLst", "", NULL },
	{ 0, "workbook/extLst/ext", "uri=*", NULL },
	{ 0, "workbook/extLst/ext/loext:extCalcPr", NULL, NULL },
	{ 0, "workbook/extLst/ext/x14:workbookPr", NULL, NULL },
	{ 0, "workbook/extLst/ext/x15:workbookPr", NULL, NULL },
	{ 0, "workbook/extLst/ext/xcalcf:calcFeatures", NULL, NULL },
};

/* The workbook's part while it is read. */
struct reading {
	struct look *k;
	struct white w;
	size_t views, sheets;
	const char *sheet;  /* the one being read, or NULL */
	char name[64];      /* of the defined name being read, and its sheet */
	size_t of;
	unsigned char *has; /* of each sheet: names that it must have */
};

static void
before(void *ctx, int id, const char **attr)
{
	struct reading *r = ctx;

	r->sheet = id == B_SHEET ? xml_attr(attr, "name") : NULL;
}

static void
place(void *ctx, struct buf *b)
{
	struct reading *r = ctx;

	if (r->sheet != NULL)
		buf_printf(b, "sheet %.60s", r->sheet);
	else
		buf_puts(b, "the workbook");
}

static void
on_sheet(struct reading *r)
{
	const struct look *k = r->k;

	if (r->sheets == k->n)
		white_fail(&r->w, "is one too many");
	else if (strcmp(r->sheet, k->plan[r->sheets].name) != 0)
		white_fail(&r->w, "stands where the report has its sheet %s",
		    k->plan[r->sheets].name);
	r->sheets++;
}

static void
start(void *ctx, int id, const char **attr)
{
	struct reading *r = ctx;
	const char *of;

	if (id == B_VIEW && r->views++ > 0)
		white_fail(&r->w, "has several windows");
	if (id == B_SHEET)
		on_sheet(r);
	if (id != B_NAME)
		return;
	of = xml_attr(attr, "localSheetId");
	snprintf(r->name, sizeof(r->name), "%s", xml_attr(attr, "name"));
	r->of = (size_t)white_number(of, 1e9);
}

/* Is it "'NAME'!RANGE", with the quotes or without? */
static bool
is_range(const char *text, const char *name, const char *range)
{
	char want[128];

	snprintf(want, sizeof(want), "'%s'!%s", name, range);
	return strcmp(text, want) == 0 || (strncmp(text, want + 1,
	    strlen(name)) == 0 && strcmp(text + strlen(name), want +
	    strlen(name) + 2) == 0);
}

static void
end(void *ctx, int id, const char *text)
{
	struct reading *r = ctx;
	const struct look_plan *p;
	char range[64], letters[COLUMN_NAME];

	if (id != B_NAME)
		return;
	p = r->of < r->k->n ? &r->k->plan[r->of] : NULL;
	if (p != NULL && look_layout[p->kind].repeat &&
	    strcmp(r->name, "_xlnm.Print_Titles") == 0 &&
	    is_range(text, p->name, "$1:$1")) {
		r->has[r->of] |= HAS_TITLES;
		return;
	}
	if (p != NULL && look_layout[p->kind].filter && p->rows > 1) {
		column_name(letters, (uint32_t)p->ncolumns);
		snprintf(range, sizeof(range), "$A$1:$%s$%u", letters,
		    (unsigned)p->rows);
		if (strcmp(r->name, "_xlnm._FilterDatabase") == 0 &&
		    is_range(text, p->name, range)) {
			r->has[r->of] |= HAS_FILTER;
			return;
		}
	}
	if (strcmp(r->name, "_xlnm.Print_Area") == 0)
		white_fail(&r->w, "prints only a part of sheet %s (%.80s)",
		    p == NULL ? "" : p->name, text);
	else
		white_fail(&r->w, "has a name that the report has not: "
		    "\"%.60s\" for %.80s", r->name, text);
}

static const struct white_part part = { "the workbook",
	"http://schemas.openxmlformats.org/spreadsheetml/2006/main", rows,
	sizeof(rows) / sizeof(rows[0]), before, start, end, place };

bool
look_book(struct look *k)
{
	struct reading r = { .k = k };
	bool same;

	r.w = (struct white){ .part = &part, .ctx = &r };
	r.has = mem_calloc(k->n + 1, 1);
	same = white_read(&r.w, k->zip, "xl/workbook.xml") ||
	    look_fail(k, "%s", r.w.why);
	for (size_t i = 0; i < k->n && same; i++) {
		const struct look_plan *p = &k->plan[i];

		if (i >= r.sheets)
			same = look_fail(k, "its sheet %s is missing", p->name);
		else if (look_layout[p->kind].repeat &&
		    (r.has[i] & HAS_TITLES) == 0)
			same = look_fail(k, "sheet %s does not repeat its "
			    "titles on each printed page", p->name);
	}
	free(r.has);
	return same;
}

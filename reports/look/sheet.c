/* SPDX-License-Identifier: Apache-2.0 */
/* A sheet, cell by cell, as its content says it looks. */
#include "reports/look/look_internal.h"

#include <stdio.h>
#include <stdlib.h>

#include "shared/base/utf8.h"

/* What programs round, of columns (characters) and rows (points). */
#define WIDTH_WITHIN 0.5
#define WIDTH_PADDING 0.71
#define HEIGHT_WITHIN 1.0
#define LINE_LEAST 12.75 /* points: a line of text, as high as it must be */
#define LINE_MOST 20.0
#define MOST_COLUMNS 16384

enum { W_ROW = 1, W_CELL, W_VALUE, W_COLUMN, W_VIEW, W_PANE, W_MARGINS, W_SETUP, W_FILTER,
	W_FOOTER };

static const struct white_row rows[] = {
	/* Most of them first: they are looked up from the top. */
	{ W_CELL, "worksheet/sheetData/row/c", "r=! s=! t=!", NULL },
	{ W_VALUE, "worksheet/sheetData/row/c/v", "", "!" },
	{ 0, "worksheet/sheetData/row/c/is", "", NULL },
	{ 0, "worksheet/sheetData/row/c/is/t", "xml:space=*", "*" },
	{ W_ROW, "worksheet/sheetData/row", "r=! spans=* s=! customFormat=* "
	    "ht=! customHeight=* hidden=0{is_hidden} collapsed=0{is_folded} "
	    "outlineLevel=0{is_part_of_an_outline} thickTop=* thickBot=* "
	    "x14ac:dyDescent=*", NULL },
	{ W_COLUMN, "worksheet/cols/col", "^min=! ^max=! width=! style=! "
	    "customWidth=* bestFit=* hidden=0{is_hidden} "
	    "collapsed=0{is_folded} outlineLevel=0{is_part_of_an_outline}",
	    NULL },
	{ 0, "worksheet", "mc:Ignorable=* xr:uid=*", NULL },
	{ 0, "worksheet/sheetPr", "filterMode=0{has_a_filter_that_hides_rows} "
	    "codeName=*", NULL },
	{ 0, "worksheet/sheetPr/pageSetUpPr",
	    "^fitToPage=1{prints_wider_than_its_pages} autoPageBreaks=*",
	    NULL },
	{ 0, "worksheet/sheetPr/outlinePr", "summaryBelow=* summaryRight=* "
	    "applyStyles=0 showOutlineSymbols=*", NULL },
	{ 0, "worksheet/dimension", "ref=*", NULL },
	{ 0, "worksheet/sheetViews", "", NULL },
	{ W_VIEW, "worksheet/sheetViews/sheetView",
	    "showFormulas=0{shows_formulas_instead_of_values} showGridLines=1 "
	    "showRowColHeaders=1 showZeros=1{does_not_show_zeros} "
	    "rightToLeft=0{runs_from_right_to_left} tabSelected=* "
	    "showRuler=* showOutlineSymbols=* defaultGridColor=1 "
	    "showWhiteSpace=* view=normal{opens_in_another_view} "
	    "topLeftCell=! colorId=64 zoomScale=100{is_zoomed} "
	    "zoomScaleNormal=0|100{is_zoomed} zoomScaleSheetLayoutView=* "
	    "zoomScalePageLayoutView=* windowProtection=0 ^workbookViewId=0 "
	    "xr:uid=*", NULL },
	{ W_PANE, "worksheet/sheetViews/sheetView/pane",
	    "xSplit=0{has_frozen_columns} "
	    "^ySplit=1{has_other_frozen_rows} topLeftCell=! activePane=* "
	    "^state=frozen|frozenSplit{is_split}", NULL },
	{ 0, "worksheet/sheetViews/sheetView/selection", "pane=* activeCell=* "
	    "activeCellId=* sqref=*", NULL },
	{ 0, "worksheet/sheetFormatPr", "baseColWidth=8..11 "
	    "defaultColWidth=7..14 defaultRowHeight=12.75..20{has_tiny_rows} "
	    "customHeight=0{has_rows_of_a_height_of_their_own} "
	    "zeroHeight=0{hides_its_rows} thickTop=* thickBottom=* "
	    "outlineLevelRow=0 outlineLevelCol=0 x14ac:dyDescent=*", NULL },
	{ 0, "worksheet/cols", "", NULL },
	{ 0, "worksheet/sheetData", "", NULL },
	{ W_FILTER, "worksheet/autoFilter", "^ref=! xr:uid=*", NULL },
	{ 0, "worksheet/phoneticPr", "fontId=* type=* alignment=*", NULL },
	{ 0, "worksheet/printOptions", "headings=0 gridLines=0 "
	    "gridLinesSet=1 horizontalCentered=0 verticalCentered=0", NULL },
	{ W_MARGINS, "worksheet/pageMargins", "left=! right=! top=! bottom=! "
	    "header=! footer=!", NULL },
	{ W_SETUP, "worksheet/pageSetup",
	    "^paperSize=9{is_laid_out_for_another_paper} scale=100 fitToWidth=1 "
	    "^fitToHeight=0 pageOrder=downThenOver "
	    "^orientation=landscape{prints_in_portrait} "
	    "blackAndWhite=0{prints_without_colours} draft=0 "
	    "cellComments=none errors=displayed horizontalDpi=* "
	    "verticalDpi=* copies=1 firstPageNumber=0..1 "
	    "useFirstPageNumber=* usePrinterDefaults=* r:id=*", NULL },
	{ 0, "worksheet/headerFooter", "differentFirst=0 differentOddEven=0 "
	    "scaleWithDoc=* alignWithMargins=*", NULL },
	{ 0, "worksheet/headerFooter/oddHeader", "xml:space=*", "" },
	{ W_FOOTER, "worksheet/headerFooter/oddFooter", "xml:space=*", "!" },
	{ 0, "worksheet/headerFooter/evenHeader", "xml:space=*", "" },
	{ 0, "worksheet/headerFooter/evenFooter", "xml:space=*", "" },
	{ 0, "worksheet/headerFooter/firstHeader", "xml:space=*", "" },
	{ 0, "worksheet/headerFooter/firstFooter", "xml:space=*", "" },
	/* Its part must be empty. */
	{ 0, "worksheet/drawing", "^r:id=*", NULL },
};

/* A sheet while it is read. */
struct reading {
	struct look *k;
	const struct look_plan *p;
	struct grid g;
	double width[LOOK_MAX_COLUMNS]; /* found, 0: none said */
	bool seen[W_FOOTER + 1];
	char footer[256];               /* found */
	bool margins;                   /* are others */
	enum { ON_SHEET, IN_COLUMN, IN_ROW, IN_CELL } on;
	uint64_t row, column;           /* from 1 */
	bool shared;                    /* the cell's value names a text */
	enum look_role role;            /* of the cell */
	struct white w;
};

static void
place(void *ctx, struct buf *b)
{
	struct reading *r = ctx;
	char letters[COLUMN_NAME] = "";

	if (r->on == IN_COLUMN || r->on == IN_CELL)
		column_name(letters, (uint32_t)r->column);
	if (r->on == ON_SHEET)
		buf_printf(b, "sheet %s", r->p->name);
	else if (r->on == IN_COLUMN)
		buf_printf(b, "column %s of %s", letters, r->p->name);
	else if (r->on == IN_ROW)
		buf_printf(b, "row %llu of %s", (unsigned long long)r->row,
		    r->p->name);
	else
		buf_printf(b, "cell %s%llu of %s", letters,
		    (unsigned long long)r->row, r->p->name);
}

/* "BC12": its column and row, from 1; false when it is none. */
static bool
parse_place(const char *z, uint64_t *column, uint64_t *row)
{
	double n;

	*column = 0;
	for (; *z >= 'A' && *z <= 'Z' && *column <= MOST_COLUMNS; z++)
		*column = *column * 26 + (uint64_t)(*z - 'A' + 1);
	n = white_number(z, 0);
	*row = n >= 1 && n <= 1048576 ? (uint64_t)n : 0;
	return *column > 0 && *column <= MOST_COLUMNS && *row > 0;
}

/* Knows the place before anything is said of it. */
static void
before(void *ctx, int id, const char **attr)
{
	struct reading *r = ctx;
	const char *at = xml_attr(attr, id == W_COLUMN ? "min" : "r");

	switch (id) {
	case W_ROW:
		r->on = IN_ROW;
		r->column = 0;
		r->row = at == NULL ? r->row + 1 : (uint64_t)white_number(at,
		    0);
		break;
	case W_CELL:
		r->on = IN_CELL;
		r->column++;
		if (at != NULL && !parse_place(at, &r->column, &r->row))
			white_fail(&r->w, "has no place");
		break;
	case W_COLUMN:
		r->on = IN_COLUMN;
		r->column = (uint64_t)white_number(at, 0);
		break;
	default:
		if (r->on != IN_CELL)
			r->on = ON_SHEET;
		break;
	}
}

static struct str
text_at(const struct reading *r, uint64_t row, uint64_t column)
{
	return row <= r->g.rows && column <= r->p->ncolumns ?
	    grid_row(&r->g, row - 1)[column - 1] : STR("");
}

/* What the cell is, by where it stands and what it says. */
static enum look_role
role_at(const struct reading *r, struct str text)
{
	const struct look_plan *p = r->p;
	const struct look_layout *l = &look_layout[p->kind];

	if (r->row == 1 && l->head)
		return LOOK_HEAD;
	if (p->kind == LOOK_TABLE)
		return look_role_of(p->column[r->column - 1], text);
	if (p->kind == LOOK_FACTS && r->row == 1 && r->column == 2)
		return LOOK_TITLE;
	return r->column == 1 ? l->first : l->second;
}

static uint32_t
style_of(const char *z)
{
	double v = z == NULL ? 0 : white_number(z, -1);

	return v >= 0 && v < 1e6 ? (uint32_t)v : UINT32_MAX;
}

/* A place without a text, of a row, column or cell. */
static void
check_empty(struct reading *r, const char *style)
{
	char why[WHITE_WHY];

	if (style != NULL && !paint_is_empty(&r->k->paint, style_of(style),
	    why))
		white_fail(&r->w, "%s", why);
}

static void
on_cell(struct reading *r, const char **attr)
{
	const char *style = xml_attr(attr, "s"), *type = xml_attr(attr, "t");
	struct str text = text_at(r, r->row, r->column);
	bool number = type == NULL || strcmp(type, "n") == 0;
	char why[WHITE_WHY];

	r->shared = type != NULL && strcmp(type, "s") == 0;
	if (text.n == 0) {
		check_empty(r, style);
		return;
	}
	r->role = role_at(r, text);
	if (look_is_number(r->role) != number || (!number &&
	    !r->shared && strcmp(type, "inlineStr") != 0))
		white_fail(&r->w, number ? "is a number, and was issued as a "
		    "text" : "is a text, and was issued as a number or date");
	else if (!paint_is(&r->k->paint, style_of(style), r->role,
	    why))
		white_fail(&r->w, "%s", why);
}

/* No more lines than its texts may need in any font of that size. */
static double
most_height(const struct reading *r)
{
	double lines = 1;

	for (uint64_t c = 1; c <= r->p->ncolumns; c++) {
		struct str s = text_at(r, r->row, c);
		double n = 1, width = r->width[c - 1];

		for (size_t i = 0; i < s.n; i++)
			n += s.p[i] == '\n';
		n += 2 * (double)utf8_length(s) / (width < 4 ? 4 : width);
		if (n > lines)
			lines = n;
	}
	return (lines + 1) * LINE_MOST;
}

static void
on_row(struct reading *r, const char **attr)
{
	const char *ht = xml_attr(attr, "ht");
	bool title = r->p->kind == LOOK_FACTS && r->row == 1;
	double points = white_number(ht, title ? 0 : LINE_LEAST);

	if (title && (points < LOOK_TITLE_HEIGHT - HEIGHT_WITHIN ||
	    points > LOOK_TITLE_HEIGHT + HEIGHT_WITHIN))
		white_fail(&r->w, "has another height (%g points)", points);
	else if (!title && points < LINE_LEAST)
		white_fail(&r->w, "is too low to be read (%g points)", points);
	else if (!title && points > most_height(r))
		white_fail(&r->w, "is too high for its texts (%g points)",
		    points);
	check_empty(r, xml_attr(attr, "s"));
}

static void
on_column(struct reading *r, const char **attr)
{
	double first = white_number(xml_attr(attr, "min"), 0);
	double last = white_number(xml_attr(attr, "max"), 0);
	double width = white_number(xml_attr(attr, "width"), 0);

	if (first < 1 || last < first || last > MOST_COLUMNS)
		white_fail(&r->w, "is no column");
	for (double c = first; c <= last && c <= (double)r->p->ncolumns; c++)
		r->width[(size_t)c - 1] = width;
	check_empty(r, xml_attr(attr, "style"));
}

/* Whatever is scrolled must be reached by scrolling back. */
static void
on_view(struct reading *r, int id, const char **attr)
{
	const char *top = xml_attr(attr, "topLeftCell");
	uint64_t column = 1, row = 1;

	if (top != NULL && (!parse_place(top, &column, &row) ||
	    row > r->g.rows + 1 || column > r->p->ncolumns))
		white_fail(&r->w, "opens beside its cells");
	else if (id == W_VIEW && r->seen[W_VIEW])
		white_fail(&r->w, "has several views");
	else if (id == W_VIEW && look_layout[r->p->kind].head && row > 1)
		white_fail(&r->w, "opens below its titles");
	else if (id == W_PANE && !look_layout[r->p->kind].head)
		white_fail(&r->w, "has frozen rows");
}

static void
on_filter(struct reading *r, const char **attr)
{
	const char *ref = xml_attr(attr, "ref");
	char want[64], letters[COLUMN_NAME];

	column_name(letters, (uint32_t)r->p->ncolumns);
	snprintf(want, sizeof(want), "A1:%s%llu", letters,
	    (unsigned long long)r->p->rows);
	if (!look_layout[r->p->kind].filter || r->p->rows < 2 || ref == NULL ||
	    strcmp(ref, want) != 0)
		white_fail(&r->w, "has a filter that the report has not");
}

/* Inches; programs take their own for texts that are not there. */
static void
on_margins(struct reading *r, const char **attr)
{
	static const struct {
		const char *name;
		double least, most;
	} margins[] = {
		{ "left", 0.65, 0.75 }, { "right", 0.65, 0.75 },
		{ "top", 0.7, 0.8 }, { "bottom", 0.7, 0.8 },
		{ "header", 0.25, 0.55 }, { "footer", 0.25, 0.55 },
	};

	for (size_t i = 0; i < sizeof(margins) / sizeof(margins[0]); i++) {
		double is = white_number(xml_attr(attr, margins[i].name), 0);

		r->margins = r->margins || is < margins[i].least ||
		    is > margins[i].most;
	}
}

static void
start(void *ctx, int id, const char **attr)
{
	struct reading *r = ctx;

	switch (id) {
	case W_ROW:
		on_row(r, attr);
		break;
	case W_CELL:
		on_cell(r, attr);
		break;
	case W_COLUMN:
		on_column(r, attr);
		break;
	case W_VIEW:
	case W_PANE:
		on_view(r, id, attr);
		break;
	case W_MARGINS:
		on_margins(r, attr);
		break;
	case W_FILTER:
		on_filter(r, attr);
		break;
	default:
		break;
	}
	r->seen[id] = true;
}

static void
end(void *ctx, int id, const char *text)
{
	struct reading *r = ctx;
	const struct paint_font *font;
	char why[WHITE_WHY];

	if (id == W_FOOTER)
		snprintf(r->footer, sizeof(r->footer), "%s", text);
	if (id == W_VALUE && r->shared) {
		font = look_text_font(r->k, (uint64_t)white_number(text, 0));
		if (font != NULL && !paint_font_is(font, r->role, why))
			white_fail(&r->w, "%s", why);
	}
	if (id != W_VALUE)
		r->on = id == W_CELL ? IN_ROW : ON_SHEET;
}

static const struct white_part part = { "the sheet",
	"http://schemas.openxmlformats.org/spreadsheetml/2006/main", rows,
	sizeof(rows) / sizeof(rows[0]), before, start, end, place };

/* The width that the texts of a column ask for, as files have it. */
static double
width_of(const struct reading *r, size_t column)
{
	const struct look_layout *l = &look_layout[r->p->kind];
	size_t longest = 0;

	if (l->width[0] > 0)
		return l->width[column] + WIDTH_PADDING;
	for (uint64_t row = 1; row <= r->g.rows; row++) {
		struct str s = text_at(r, row, column + 1);
		/* Titles are counted by bytes. */
		size_t n = row == 1 ? s.n : utf8_length(s);

		if (n > longest)
			longest = n;
	}
	return look_width(longest) + WIDTH_PADDING;
}

/* What the sheet must have had. */
static void
check_rest(struct reading *r)
{
	const struct look_layout *l = &look_layout[r->p->kind];

	for (size_t c = 0; c < r->p->ncolumns; c++) {
		double want = width_of(r, c);

		r->on = IN_COLUMN;
		r->column = c + 1;
		if (r->width[c] < want - WIDTH_WITHIN ||
		    r->width[c] > want + WIDTH_WITHIN)
			white_fail(&r->w, "has another width (%g, issued: "
			    "%g)", r->width[c], want);
	}
	r->on = ON_SHEET;
	if (strcmp(r->footer, l->footer ? r->k->footer : "") != 0)
		white_fail(&r->w, "has another text below its pages "
		    "(\"%.100s\")", r->footer);
	if (r->margins)
		white_fail(&r->w, "has other margins");
	if (!r->seen[W_SETUP])
		white_fail(&r->w, "has lost its page setup");
	if (l->filter && r->p->rows > 1 && !r->seen[W_FILTER])
		white_fail(&r->w, "has lost its filter buttons");
	if (!r->seen[W_VIEW])
		white_fail(&r->w, "has no view");
}

bool
look_sheet(struct look *k, size_t i)
{
	struct reading *r = mem_calloc(1, sizeof(*r));
	struct err e = { 0 };
	bool same = false;

	r->k = k;
	r->p = &k->plan[i];
	r->w = (struct white){ .part = &part, .ctx = r };
	if (strcmp(xlsx_sheet_name(k->x, i), r->p->name) != 0)
		(void)look_fail(k, "its sheet %s is missing", r->p->name);
	else if (grid_read(k->x, r->p->name, r->p->ncolumns, r->p->rows, &r->g,
	    &e) == -1)
		(void)look_fail(k, "%.400s", e.msg);
	else if (white_read(&r->w, k->zip, xlsx_sheet_part(k->x, i)))
		check_rest(r);
	if (r->w.stop)
		(void)look_fail(k, "%s", r->w.why);
	same = k->why[0] == '\0';
	grid_free(&r->g);
	free(r);
	return same;
}

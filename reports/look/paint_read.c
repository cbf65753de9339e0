/* SPDX-License-Identifier: Apache-2.0 */
/* Reads the styles and the theme of a workbook; see paint.h. */
#include "reports/look/paint_internal.h"

#include <stdio.h>
#include <stdlib.h>

#include "shared/base/mem.h"

#define MAX_ENTRIES 65536

enum { S_FORMAT = 1, S_FONT, S_FILL, S_PATTERN, S_FRONT, S_BORDER,
	S_SIDE, S_BOTTOM, S_SIDE_COLOUR, S_BASE, S_XF, S_ALIGN, S_INDEXED };

#define COLOUR PAINT_COLOUR_ATTRIBUTES
#define SIDE(side) \
	{ S_SIDE, "styleSheet/borders/border/" side, "style=!", NULL }, \
	{ S_SIDE_COLOUR, "styleSheet/borders/border/" side "/color", COLOUR, \
	    NULL }
#define XF "numFmtId=! fontId=! fillId=! borderId=! xfId=! quotePrefix=0 " \
	"pivotButton=0 applyNumberFormat=! applyFont=! applyFill=! " \
	"applyBorder=! applyAlignment=! applyProtection=*"
#define ALIGN "horizontal=! vertical=! wrapText=! textRotation=! indent=! " \
	"shrinkToFit=! justifyLastLine=! relativeIndent=! readingOrder=!"

static const struct white_row style_rows[] = {
	{ 0, "styleSheet", "mc:Ignorable=* xr:uid=*", NULL },
	{ 0, "styleSheet/numFmts", "count=*", NULL },
	{ S_FORMAT, "styleSheet/numFmts/numFmt",
	    "^numFmtId=! ^formatCode=!", NULL },
	{ 0, "styleSheet/fonts", "count=* x14ac:knownFonts=*", NULL },
	{ S_FONT, "styleSheet/fonts/font", "", NULL },
	PAINT_FONT_ROWS("styleSheet/fonts/font", "name"),
	{ 0, "styleSheet/fills", "count=*", NULL },
	{ S_FILL, "styleSheet/fills/fill", "", NULL },
	{ S_PATTERN, "styleSheet/fills/fill/patternFill", "patternType=!",
	    NULL },
	{ S_FRONT, "styleSheet/fills/fill/patternFill/fgColor", COLOUR, NULL },
	{ 0, "styleSheet/fills/fill/patternFill/bgColor", COLOUR, NULL },
	{ 0, "styleSheet/borders", "count=*", NULL },
	{ S_BORDER, "styleSheet/borders/border",
	    "diagonalUp=! diagonalDown=! outline=*", NULL },
	SIDE("left"), SIDE("right"), SIDE("top"), SIDE("diagonal"),
	SIDE("vertical"), SIDE("horizontal"), SIDE("start"), SIDE("end"),
	{ S_BOTTOM, "styleSheet/borders/border/bottom", "style=!", NULL },
	{ S_SIDE_COLOUR, "styleSheet/borders/border/bottom/color", COLOUR,
	    NULL },
	{ 0, "styleSheet/cellStyleXfs", "count=*", NULL },
	{ S_BASE, "styleSheet/cellStyleXfs/xf", XF, NULL },
	{ S_ALIGN, "styleSheet/cellStyleXfs/xf/alignment", ALIGN, NULL },
	{ 0, "styleSheet/cellStyleXfs/xf/protection", "locked=* hidden=*",
	    NULL },
	{ 0, "styleSheet/cellXfs", "count=*", NULL },
	{ S_XF, "styleSheet/cellXfs/xf", XF, NULL },
	{ S_ALIGN, "styleSheet/cellXfs/xf/alignment", ALIGN, NULL },
	{ 0, "styleSheet/cellXfs/xf/protection", "locked=* hidden=*", NULL },
	{ 0, "styleSheet/cellStyles", "count=*", NULL },
	/* Programs call those that they know by their own names. */
	{ 0, "styleSheet/cellStyles/cellStyle", "name=* xfId=* "
	    "^builtinId=0..53 customBuiltin=* iLevel=* hidden=* xr:uid=*",
	    NULL },
	/* Nothing that a report may have points to these. */
	{ 0, "styleSheet/dxfs", NULL, NULL },
	{ 0, "styleSheet/tableStyles", NULL, NULL },
	{ 0, "styleSheet/colors", "", NULL },
	{ 0, "styleSheet/colors/indexedColors", "", NULL },
	{ S_INDEXED, "styleSheet/colors/indexedColors/rgbColor", "^rgb=!",
	    NULL },
	{ 0, "styleSheet/colors/mruColors", NULL, NULL },
	{ 0, "styleSheet/extLst", "", NULL },
	{ 0, "styleSheet/extLst/ext", "uri=*", NULL },
	{ 0, "styleSheet/extLst/ext/x14:slicerStyles", NULL, NULL },
	{ 0, "styleSheet/extLst/ext/x15:timelineStyles", NULL, NULL },
};

/* "AARRGGBB" or "RRGGBB". */
static uint32_t
hex_colour(const char *z)
{
	size_t n = strlen(z);

	if ((n != 6 && n != 8) || strspn(z, "0123456789abcdefABCDEF") != n)
		return PAINT_NO_COLOUR;
	return (uint32_t)strtoul(z + n - 6, NULL, 16);
}

static uint32_t
small(const char *z)
{
	double v = white_number(z, -1);

	return v >= 0 && v <= UINT32_MAX / 2 ? (uint32_t)v : UINT32_MAX;
}

/* Colours that programs know by number, where they are sure. */
static uint32_t
indexed_colour(const struct paint *p, uint32_t i)
{
	if (i == 64)
		return 0x000000;
	if (i == 65)
		return 0xFFFFFF;
	if (i < p->nindexed)
		return p->indexed[i];
	return i == 0 || i == 8 ? 0x000000 : i == 1 || i == 9 ? 0xFFFFFF :
	    PAINT_NO_COLOUR;
}

/* What a colour comes to; PAINT_NO_COLOUR: it cannot be told. */
static uint32_t
colour_of(const struct paint *p, const char **attr)
{
	const char *rgb = xml_attr(attr, "rgb"), *theme = xml_attr(attr,
	    "theme"), *indexed = xml_attr(attr, "indexed");
	double tint = white_number(xml_attr(attr, "tint"), 0);

	if (tint < 0 || tint > 0)
		return PAINT_NO_COLOUR;
	if (rgb != NULL)
		return hex_colour(rgb);
	if (theme != NULL)
		return small(theme) < p->ntheme ? p->theme[small(theme)] :
		    PAINT_NO_COLOUR;
	return indexed != NULL ? indexed_colour(p, small(indexed)) : 0x000000;
}

static bool
is_on(const char *z)
{
	return z == NULL || !white_same(z, STR("0"));
}

void
paint_font_set(const struct paint *p, struct paint_font *f, int id,
    const char **attr)
{
	const char *val = xml_attr(attr, "val");

	switch (id) {
	case PAINT_BOLD:
		f->bold = is_on(val);
		break;
	case PAINT_ODD:
		if (is_on(val))
			f->odd = "has its text in italics, struck through, "
			    "shadowed or hollow";
		break;
	case PAINT_LINE:
		if (val == NULL || strcmp(val, "none") != 0)
			f->odd = "has its text underlined";
		break;
	case PAINT_RAISED:
		if (val == NULL || strcmp(val, "baseline") != 0)
			f->odd = "has its text raised or lowered";
		break;
	case PAINT_SIZE:
		f->size = white_number(val, 0);
		break;
	case PAINT_CHARSET:
		/* Of symbols instead of letters. */
		if (val == NULL || white_same(val, STR("2")))
			f->odd = "has its text in symbols";
		break;
	case PAINT_NAME:
		snprintf(f->name, sizeof(f->name), "%s", val == NULL ? "" :
		    val);
		break;
	case PAINT_SCHEME:
		/* The theme's font for cells, when there is a theme. */
		if (val != NULL && strcmp(val, "none") != 0 &&
		    (strcmp(val, "minor") != 0 || (p->minor[0] != '\0' &&
		    strcmp(p->minor, LOOK_FONT) != 0)))
			f->odd = "has its text in another font";
		break;
	case PAINT_COLOUR:
		f->colour = colour_of(p, attr);
		break;
	default:
		break;
	}
}

static bool
is_set(const char **attr, const char *name)
{
	const char *z = xml_attr(attr, name);

	return z != NULL && is_on(z);
}

static void
on_fill(struct paint *p, int id, const char **attr)
{
	struct paint_fill *f = &p->fill[p->nfill - 1];
	const char *type = xml_attr(attr, "patternType");

	if (id == S_FRONT) {
		f->colour = colour_of(p, attr);
		return;
	}
	f->solid = type != NULL && strcmp(type, "solid") == 0;
	if (type != NULL && !f->solid && strcmp(type, "none") != 0)
		f->odd = "is filled with a pattern";
}

static void
on_border(struct paint *p, int id, const char **attr)
{
	struct paint_border *b = &p->border[p->nborder - 1];
	const char *style = xml_attr(attr, "style");
	bool any = style != NULL && strcmp(style, "none") != 0;

	if (id == S_BORDER) {
		if (is_set(attr, "diagonalUp") || is_set(attr, "diagonalDown"))
			b->odd = "is crossed out";
		return;
	}

	if (id == S_SIDE_COLOUR) {
		if (b->bottom && colour_of(p, attr) != 0x000000)
			b->odd = "has a coloured line";
		return;
	}
	if (id == S_BOTTOM && any && strcmp(style, "thin") == 0)
		b->bottom = true;
	else if (any)
		b->odd = "has lines that the report has not";
}

/* Bits of paint_xf.off: "0" is not the same as nothing said. */
static unsigned
off_bit(const char **attr, const char *name, unsigned bit)
{
	const char *z = xml_attr(attr, name);

	return z != NULL && white_same(z, STR("0")) ? bit : 0;
}

static struct paint_xf
read_xf(const char **attr)
{
	struct paint_xf x = { .base = 0 };
	const char *base = xml_attr(attr, "xfId");

	x.format = small(xml_attr(attr, "numFmtId"));
	x.font = small(xml_attr(attr, "fontId"));
	x.fill = small(xml_attr(attr, "fillId"));
	x.border = small(xml_attr(attr, "borderId"));
	x.base = base == NULL ? 0 : small(base);
	x.off = off_bit(attr, "applyNumberFormat", PAINT_FORMAT) |
	    off_bit(attr, "applyFont", PAINT_FONT) |
	    off_bit(attr, "applyFill", PAINT_FILL) |
	    off_bit(attr, "applyBorder", PAINT_BORDER) |
	    off_bit(attr, "applyAlignment", PAINT_ALIGN);
	return x;
}

static void
on_align(struct paint *p, const char **attr)
{
	static const struct {
		const char *name, *value, *says;
	} plain[] = {
		{ "horizontal", "general", "is aligned otherwise" },
		{ "textRotation", "0", "has its text turned" },
		{ "indent", "0", "has its text indented" },
		{ "shrinkToFit", "0", "has its text shrunk" },
		{ "justifyLastLine", "0", "is aligned otherwise" },
		{ "relativeIndent", "0", "has its text indented" },
		{ "readingOrder", "0", "runs in another direction" },
	};
	struct paint_xf *x = p->nxf > 0 ? &p->xf[p->nxf - 1] :
	    &p->base[p->nbase - 1];
	const char *vertical = xml_attr(attr, "vertical");
	const char *wrap = xml_attr(attr, "wrapText");

	x->wrap = wrap != NULL && is_on(wrap);
	x->top = vertical != NULL && strcmp(vertical, "top") == 0;
	for (size_t i = 0; i < sizeof(plain) / sizeof(plain[0]); i++) {
		const char *is = xml_attr(attr, plain[i].name);

		if (is != NULL && !white_same(is, str_of(plain[i].value)))
			x->odd = plain[i].says;
	}
	if (vertical != NULL && !x->top && strcmp(vertical, "bottom") != 0)
		x->odd = "is aligned otherwise";
}

static void
add_format(struct paint *p, const char **attr)
{
	p->format = mem_grow(p->format, &p->cap_format, p->nformat,
	    sizeof(*p->format));
	p->format[p->nformat++] = (struct paint_format){
		small(xml_attr(attr, "numFmtId")),
		paint_code(xml_attr(attr, "formatCode")) };
}

/* Something new begins: with what it is when it says no more. */
#define ADD(p, what, ...) do { \
	(p)->what = mem_grow((p)->what, &(p)->cap_ ## what, (p)->n ## what, \
	    sizeof(*(p)->what)); \
	(p)->what[(p)->n ## what++] = (struct paint_ ## what)__VA_ARGS__; \
	} while (0)

static void
add(struct paint *p, int id, const char **attr)
{
	struct paint_xf base;

	switch (id) {
	case S_FONT:
		ADD(p, font, { .size = 0, .colour = 0x000000 });
		break;
	case S_FILL:
		ADD(p, fill, { .colour = PAINT_NO_COLOUR });
		break;
	case S_BORDER:
		ADD(p, border, { .bottom = false });
		on_border(p, id, attr);
		break;
	case S_XF:
		base = read_xf(attr);
		ADD(p, xf, { 0 });
		p->xf[p->nxf - 1] = base;
		break;
	default:
		base = read_xf(attr);
		p->base = mem_grow(p->base, &p->cap_base, p->nbase,
		    sizeof(*p->base));
		p->base[p->nbase++] = base;
		break;
	}
}

static void
on_style(void *ctx, int id, const char **attr)
{
	struct paint *p = ctx;

	if (p->nfont + p->nfill + p->nborder + p->nxf + p->nbase +
	    p->nformat > MAX_ENTRIES)
		white_fail(&p->w, "have too many entries");
	else if (id == S_FORMAT)
		add_format(p, attr);
	else if (id == S_FONT || id == S_FILL || id == S_BORDER || id == S_XF ||
	    id == S_BASE)
		add(p, id, attr);
	else if (id >= PAINT_BOLD)
		paint_font_set(p, &p->font[p->nfont - 1], id, attr);
	else if (id == S_PATTERN || id == S_FRONT)
		on_fill(p, id, attr);
	else if (id >= S_SIDE && id <= S_SIDE_COLOUR)
		on_border(p, id, attr);
	else if (id == S_ALIGN)
		on_align(p, attr);
	else if (id == S_INDEXED && p->nindexed < 64)
		p->indexed[p->nindexed++] = hex_colour(xml_attr(attr, "rgb"));
}

static const struct white_part style_part = {
	"the table of styles",
	"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
	style_rows, sizeof(style_rows) / sizeof(style_rows[0]), NULL, on_style,
	NULL, NULL
};

/* ---- the theme: its twelve colours and its font for cells ---- */

enum { T_FIRST = 1, T_SYSTEM = 20, T_COLOUR, T_FONT };
#define SLOT(n, name) \
	{ T_FIRST + (n), SCHEME name, "", NULL }, \
	{ T_SYSTEM, SCHEME name "/a:sysClr", "val=* ^lastClr=!", NULL }, \
	{ T_COLOUR, SCHEME name "/a:srgbClr", "^val=!", NULL }
#define SCHEME "a:theme/a:themeElements/a:clrScheme/a:"
#define FONTS "a:theme/a:themeElements/a:fontScheme"
#define FONT "typeface=* panose=* pitchFamily=* charset=* script=*"

static const struct white_row theme_rows[] = {
	{ 0, "a:theme", "name=*", NULL },
	{ 0, "a:theme/a:themeElements", "", NULL },
	{ 0, "a:theme/a:themeElements/a:clrScheme", "name=*", NULL },
	/* As numbers name them: light and dark are the other way round. */
	SLOT(0, "lt1"), SLOT(1, "dk1"), SLOT(2, "lt2"), SLOT(3, "dk2"),
	SLOT(4, "accent1"), SLOT(5, "accent2"), SLOT(6, "accent3"),
	SLOT(7, "accent4"), SLOT(8, "accent5"), SLOT(9, "accent6"),
	SLOT(10, "hlink"), SLOT(11, "folHlink"),
	{ 0, FONTS, "name=*", NULL },
	{ 0, FONTS "/a:majorFont", NULL, NULL },
	{ 0, FONTS "/a:minorFont", "", NULL },
	{ T_FONT, FONTS "/a:minorFont/a:latin", FONT, NULL },
	{ 0, FONTS "/a:minorFont/a:ea", FONT, NULL },
	{ 0, FONTS "/a:minorFont/a:cs", FONT, NULL },
	{ 0, FONTS "/a:minorFont/a:font", FONT, NULL },
	/* Of drawings, which a report has not. */
	{ 0, "a:theme/a:themeElements/a:fmtScheme", NULL, NULL },
	{ 0, "a:theme/a:objectDefaults", NULL, NULL },
	{ 0, "a:theme/a:extraClrSchemeLst", NULL, NULL },
	{ 0, "a:theme/a:custClrLst", NULL, NULL },
	{ 0, "a:theme/a:extLst", NULL, NULL },
};

static void
on_theme(void *ctx, int id, const char **attr)
{
	struct paint *p = ctx;
	const char *font = xml_attr(attr, "typeface");

	if (id == T_FONT)
		snprintf(p->minor, sizeof(p->minor), "%s", font == NULL ? "" :
		    font);
	else if (id == T_SYSTEM || id == T_COLOUR)
		p->theme[p->slot] = hex_colour(xml_attr(attr, id == T_SYSTEM ?
		    "lastClr" : "val"));
	else
		p->slot = (unsigned)(id - T_FIRST);
}

static const struct white_part theme_part = { "the theme", NULL, theme_rows,
	sizeof(theme_rows) / sizeof(theme_rows[0]), NULL, on_theme, NULL,
	NULL };

static bool
read_theme(struct paint *p, struct zipfile *z)
{
	if (!zipfile_has(z, PAINT_THEME_PART))
		return true;
	for (size_t i = 0; i < 12; i++)
		p->theme[i] = PAINT_NO_COLOUR;
	p->ntheme = 12;
	p->w = (struct white){ .part = &theme_part, .ctx = p };
	return white_read(&p->w, z, PAINT_THEME_PART);
}

bool
paint_read(struct paint *p, struct zipfile *z)
{
	if (!read_theme(p, z))
		return false;
	p->w = (struct white){ .part = &style_part, .ctx = p };
	return white_read(&p->w, z, PAINT_STYLE_PART);
}

void
paint_free(struct paint *p)
{
	for (size_t i = 0; i < p->nformat; i++)
		free(p->format[i].code);
	free(p->format);
	free(p->font);
	free(p->fill);
	free(p->border);
	free(p->xf);
	free(p->base);
	*p = (struct paint){ 0 };
}

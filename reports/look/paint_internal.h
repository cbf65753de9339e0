/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by paint.c and paint_read.c. */
#ifndef PREAUDIT_PAINT_INTERNAL_H
#define PREAUDIT_PAINT_INTERNAL_H

#include "reports/look/paint.h"

#define PAINT_STYLE_PART "xl/styles.xml"
#define PAINT_THEME_PART "xl/theme/theme1.xml"
#define PAINT_NO_COLOUR UINT32_MAX /* one that cannot be told */

/* Bits of paint_xf.off. */
enum { PAINT_FORMAT = 1, PAINT_FONT = 2, PAINT_FILL = 4, PAINT_BORDER = 8,
	PAINT_ALIGN = 16 };

/* What a font, or a part of a text, says of itself; ids of rows. */
enum { PAINT_BOLD = 101, PAINT_ODD, PAINT_LINE, PAINT_RAISED, PAINT_SIZE,
	PAINT_COLOUR, PAINT_NAME, PAINT_CHARSET, PAINT_SCHEME };
#define PAINT_COLOUR_ATTRIBUTES "rgb=! theme=! indexed=! auto=! tint=!"
/* Rows for them below a path; the element that names the font is `name`. */
#define PAINT_FONT_ROWS(path, name) \
	{ PAINT_BOLD, path "/b", "val=!", NULL }, \
	{ PAINT_ODD, path "/i", "val=!", NULL }, \
	{ PAINT_ODD, path "/strike", "val=!", NULL }, \
	{ PAINT_ODD, path "/outline", "val=!", NULL }, \
	{ PAINT_ODD, path "/shadow", "val=!", NULL }, \
	{ PAINT_ODD, path "/condense", "val=!", NULL }, \
	{ PAINT_ODD, path "/extend", "val=!", NULL }, \
	{ PAINT_LINE, path "/u", "val=!", NULL }, \
	{ PAINT_RAISED, path "/vertAlign", "val=!", NULL }, \
	{ PAINT_SIZE, path "/sz", "val=!", NULL }, \
	{ PAINT_COLOUR, path "/color", PAINT_COLOUR_ATTRIBUTES, NULL }, \
	{ PAINT_NAME, path "/" name, "val=!", NULL }, \
	{ PAINT_SCHEME, path "/scheme", "val=!", NULL }, \
	{ 0, path "/family", "val=*", NULL }, \
	{ PAINT_CHARSET, path "/charset", "val=!", NULL }

/* Takes a row's element into the font; nothing for another id. */
void paint_font_set(const struct paint *p, struct paint_font *f, int id,
    const char **attr);

/*
 * A number format in one form, on the heap: what stands for itself is escaped
 * with a backslash each, as programs choose among three ways to write that.
 */
char *paint_code(const char *code);

#endif

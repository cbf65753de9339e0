/* SPDX-License-Identifier: Apache-2.0 */
/* Compares what the styles come to with a role's look; see paint.h. */
#include "reports/look/paint_internal.h"

#include <stdio.h>
#include <stdlib.h>

#include "shared/base/mem.h"

static bool
stands_for_itself(char c)
{
	return c == '-' || c == '/' || c == ':' || c == ' ' || c == '(' ||
	    c == ')';
}

char *
paint_code(const char *code)
{
	struct buf b;
	bool quoted = false;
	char *copy;

	buf_init(&b, 1024);
	for (; *code != '\0'; code++) {
		if (*code == '"') {
			quoted = !quoted;
			continue;
		}
		if (!quoted && *code == '\\' && code[1] != '\0') {
			buf_putc(&b, *code++);
			buf_putc(&b, *code);
			continue;
		}
		if (quoted || stands_for_itself(*code))
			buf_putc(&b, '\\');
		buf_putc(&b, quoted ? *code : ascii_lower(*code));
	}
	copy = mem_strdup(buf_cstr(&b));
	buf_fini(&b);
	return copy;
}

/* Is the format that of the role, by its number or its text? */
static bool
is_format(const struct paint *p, uint32_t id, const char *want)
{
	char *code = paint_code(want == NULL ? "General" : want);
	const char *is = id == 0 ? "general" : id == 49 ? "@" : "";
	bool same;

	for (size_t i = 0; i < p->nformat; i++)
		if (p->format[i].id == id)
			is = p->format[i].code;
	same = strcmp(is, code) == 0;
	free(code);
	return same;
}

/* Two entries that a cell may take its look from: do they come to the same? */
static bool
same_where_off(const struct paint *p, const struct paint_xf *x)
{
	const struct paint_xf *b;

	if (x->off == 0)
		return true;
	if (x->base >= p->nbase)
		return false;
	b = &p->base[x->base];
	return ((x->off & PAINT_FORMAT) == 0 || x->format == b->format) &&
	    ((x->off & PAINT_FONT) == 0 || x->font == b->font) &&
	    ((x->off & PAINT_FILL) == 0 || x->fill == b->fill) &&
	    ((x->off & PAINT_BORDER) == 0 || x->border == b->border) &&
	    ((x->off & PAINT_ALIGN) == 0 || (x->top == b->top &&
	    x->wrap == b->wrap && x->odd == b->odd));
}

/* The entry, when all that it points to is there; else NULL. */
static const struct paint_xf *
entry_of(const struct paint *p, uint32_t xf, char why[WHITE_WHY])
{
	const struct paint_xf *x = xf < p->nxf ? &p->xf[xf] : NULL;

	if (x != NULL && x->font < p->nfont && x->fill < p->nfill &&
	    x->border < p->nborder && same_where_off(p, x))
		return x;
	snprintf(why, WHITE_WHY, "has a style that programs show in different "
	    "ways");
	return NULL;
}

bool
paint_font_is(const struct paint_font *f, enum look_role role,
    char why[WHITE_WHY])
{
	const struct xlsx_look *want = &look_format[role];
	double size = want->size == 0 ? LOOK_SIZE : want->size;

	why[0] = '\0';
	if (f->odd != NULL)
		snprintf(why, WHITE_WHY, "%s", f->odd);
	else if (strcmp(f->name, LOOK_FONT) != 0)
		snprintf(why, WHITE_WHY, "has its text in the font \"%s\" "
		    "(issued: " LOOK_FONT ")", f->name);
	else if (f->size < size || f->size > size)
		snprintf(why, WHITE_WHY, "has its text in size %g (issued: "
		    "%g)", f->size, size);
	else if (f->colour == PAINT_NO_COLOUR)
		snprintf(why, WHITE_WHY, "has its text in a colour that "
		    "programs show in different ways");
	else if (f->colour != want->colour)
		snprintf(why, WHITE_WHY, "has its text in the colour %06X "
		    "(issued: %06X)", f->colour, want->colour);
	else if (f->bold != want->bold)
		snprintf(why, WHITE_WHY, want->bold ? "has its text not in "
		    "bold" : "has its text in bold");
	return why[0] == '\0';
}

static bool
is_ground(const struct paint_fill *f, const struct paint_border *b,
    uint32_t fill, bool line, char why[WHITE_WHY])
{
	why[0] = '\0';
	if (f->odd != NULL)
		snprintf(why, WHITE_WHY, "%s", f->odd);
	else if (f->solid && (fill == 0 || f->colour != fill))
		snprintf(why, WHITE_WHY, f->colour == PAINT_NO_COLOUR ? "is "
		    "filled" : "is filled with %06X", f->colour);
	else if (!f->solid && fill != 0)
		snprintf(why, WHITE_WHY, "is not filled");
	else if (b->odd != NULL)
		snprintf(why, WHITE_WHY, "%s", b->odd);
	else if (b->bottom != line)
		snprintf(why, WHITE_WHY, line ? "has lost its line" :
		    "has a line that the report has not");
	return why[0] == '\0';
}

bool
paint_is(const struct paint *p, uint32_t xf, enum look_role role,
    char why[WHITE_WHY])
{
	const struct xlsx_look *want = &look_format[role];
	const struct paint_xf *x = entry_of(p, xf, why);

	if (x == NULL || !paint_font_is(&p->font[x->font], role, why) ||
	    !is_ground(&p->fill[x->fill], &p->border[x->border], want->fill,
	    want->line, why))
		return false;
	if (!is_format(p, x->format, want->format))
		snprintf(why, WHITE_WHY, "has another number format");
	else if (x->odd != NULL)
		snprintf(why, WHITE_WHY, "%s", x->odd);
	else if (x->wrap != want->wrap || !x->top)
		snprintf(why, WHITE_WHY, x->top ? "is wrapped otherwise" :
		    "is aligned otherwise");
	return why[0] == '\0';
}

bool
paint_is_empty(const struct paint *p, uint32_t xf, char why[WHITE_WHY])
{
	const struct paint_xf *x;

	/* A workbook without a table of styles has the plainest. */
	if (xf == 0 && p->nxf == 0)
		return true;
	x = entry_of(p, xf, why);
	return x != NULL && is_ground(&p->fill[x->fill],
	    &p->border[x->border], 0, false, why);
}

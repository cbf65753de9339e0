/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the styles of a workbook come to for a cell, whatever tables a program
 * keeps them in: compared by what a reader sees, colours as RGB.
 */
#ifndef PREAUDIT_PAINT_H
#define PREAUDIT_PAINT_H

#include "reports/look/white.h"
#include "reports/render/look.h"

/* All of these are read with the part of the styles, and the theme's. */
struct paint {
	struct paint_font {
		char name[64];
		double size;
		uint32_t colour;
		bool bold;
		const char *odd;  /* "is struck through": no role has it */
	} *font;
	struct paint_fill {
		bool solid;
		uint32_t colour;
		const char *odd;
	} *fill;
	struct paint_border {
		bool bottom;      /* a thin black line */
		const char *odd;
	} *border;
	struct paint_xf {         /* of cells, and of what they rest on */
		uint32_t format, font, fill, border, base;
		bool top, wrap;
		unsigned off;     /* bits: what it says it does not apply */
		const char *odd;
	} *xf, *base;
	struct paint_format {
		uint32_t id;
		char *code;       /* in one form, see paint_code */
	} *format;
	size_t nfont, nfill, nborder, nxf, nbase, nformat;
	size_t cap_font, cap_fill, cap_border, cap_xf, cap_base, cap_format;
	uint32_t indexed[64], theme[12];
	size_t nindexed, ntheme;
	char minor[64];           /* the theme's font for cells */
	/* while it is read */
	struct white w;
	unsigned slot;            /* of the theme's colour */
};

/* Reads theme and styles; false and p->w.why when they are not plain. */
bool paint_read(struct paint *p, struct zipfile *z);
void paint_free(struct paint *p);
/*
 * Is entry `xf` of the styles the look of the role? Else `why` says what
 * differs: "has its text in FFFFFF (issued: A61B1B)".
 */
bool paint_is(const struct paint *p, uint32_t xf, enum look_role role,
    char why[WHITE_WHY]);
/* The same of a font alone. */
bool paint_font_is(const struct paint_font *f, enum look_role role,
    char why[WHITE_WHY]);
/* Is it that of a place without a text: neither filled nor lined? */
bool paint_is_empty(const struct paint *p, uint32_t xf, char why[WHITE_WHY]);

#endif

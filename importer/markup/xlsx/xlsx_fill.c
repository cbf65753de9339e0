/* SPDX-License-Identifier: Apache-2.0 */
/* The two colours of marked cells, and the ones they cover for a while. */
#include "importer/markup/xlsx/xlsx_styles.h"

#include <stdlib.h>

#include "shared/base/mem.h"
#include "shared/sheet/xml/xml.h"

#define RGB " rgb=\""
/* A shade beside the common ones, so that people's own are not taken for it. */
static const struct {
	const char *colour; /* attributes */
	int rgb[3];
} marks[] = {
	[FILL_ERROR] = { RGB "FFFFC7CF\"", { 0xff, 0xc7, 0xcf } },
	[FILL_WARNING] = { RGB "FFFFEB9D\"", { 0xff, 0xeb, 0x9d } },
};
/* The second colour of a solid fill that has none. */
#define NO_COLOUR " indexed=\"64\""
/* Programs that know no second colour of a solid fill put one near the first. */
#define NEAR 64
#define GREY 8

static char *
colour_of(const char **attr)
{
	static const char *const names[] = { "rgb", "theme", "indexed", "tint",
		"auto" };
	struct buf b;
	char *z;

	buf_init(&b, 1024);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *v = xml_attr(attr, names[i]);

		if (v == NULL)
			continue;
		buf_printf(&b, " %s=\"", names[i]);
		xml_put_text(&b, str_of(v));
		buf_putc(&b, '"');
	}
	z = buf_ok(&b) && b.n > 0 ? mem_strdup(buf_cstr(&b)) : NULL;
	buf_fini(&b);
	return z;
}

static uint64_t
look_of_fill(enum fill_kind kind, const char *colour)
{
	return ((uint64_t)kind + 1) ^ (colour == NULL ? 0 :
	    str_hash(str_of(colour)));
}

static void
add_fill(struct styles *st, enum fill_kind kind, const char *colour)
{
	uint32_t number = (uint32_t)st->nfill;
	struct fill f = { .kind = kind,
		.colour = colour == NULL ? NULL : mem_strdup(colour),
		.look = look_of_fill(kind, colour) };

	if (kind == FILL_OTHER) /* alike only with itself */
		f.look += (uint64_t)number << 3;
	st->fill = mem_grow(st->fill, &st->cap_fill, st->nfill,
	    sizeof(*st->fill));
	st->fill[st->nfill++] = f;
	alike_add(&st->fills_alike, f.look, number);
}

void
fill_start(struct styles *st, const struct xml_tag *t)
{
	const char *type = xml_attr(t->attr, "patternType");
	char **colour = strcmp(t->name, "fgColor") == 0 ? &st->fg :
	    strcmp(t->name, "bgColor") == 0 ? &st->bg : NULL;

	if (colour != NULL) {
		free(*colour);
		*colour = colour_of(t->attr);
	} else if (strcmp(t->name, "patternFill") == 0) {
		st->pattern = type == NULL || strcmp(type, "none") == 0 ?
		    FILL_NONE : strcmp(type, "solid") == 0 ? FILL_SOLID :
		    FILL_OTHER;
	} else {
		st->pattern = strcmp(t->name, "fill") == 0 ? FILL_NONE :
		    FILL_OTHER;
	}
}

/*
 * Was this put behind our colour by a program that dropped the one we put? Such
 * are never grey, which many tables have.
 */
static bool
is_near(const char *colour, enum fill_kind mark)
{
	const char *rgb = colour + sizeof(RGB) - 1;
	unsigned long v;
	char *end;
	int c[3];

	if (!str_starts(str_of(colour), STR(RGB)))
		return false;
	v = strtoul(rgb, &end, 16);
	if (end != rgb + 8)
		return false;
	for (int i = 0; i < 3; i++) {
		c[i] = (int)(v >> (16 - 8 * i) & 0xff);
		if (abs(c[i] - marks[mark].rgb[i]) > NEAR)
			return false;
	}
	return abs(c[0] - c[1]) > GREY || abs(c[1] - c[2]) > GREY;
}

void
fill_end(struct styles *st)
{
	enum fill_kind kind = st->pattern;
	const char *colour = NULL;

	if (kind == FILL_SOLID && st->fg != NULL) {
		if (strcmp(st->fg, marks[FILL_ERROR].colour) == 0)
			kind = FILL_ERROR;
		else if (strcmp(st->fg, marks[FILL_WARNING].colour) == 0)
			kind = FILL_WARNING;
		if (kind == FILL_SOLID)
			colour = st->fg;
		else if (st->bg != NULL && strcmp(st->bg, NO_COLOUR) != 0 &&
		    strcmp(st->bg, " auto=\"1\"") != 0 &&
		    !is_near(st->bg, kind))
			colour = st->bg;
	}
	add_fill(st, kind, colour);
	free(st->fg);
	free(st->bg);
	st->fg = st->bg = NULL;
}

/* The format keeps the first two fills for itself. */
static void
have_two(struct styles *st, const char *p)
{
	static const char *const types[] = { "none", "gray125" };

	while (st->nfill < 2) {
		buf_printf(&st->fills.added, "<%sfill><%spatternFill "
		    "patternType=\"%s\"/></%sfill>", p, p, types[st->nfill],
		    p);
		add_fill(st, st->nfill == 0 ? FILL_NONE : FILL_OTHER, NULL);
	}
}

/* The fill that looks so; added when there is none. */
static uint32_t
have_fill(struct styles *st, enum fill_kind kind, const char *colour)
{
	const char *p = st->fills.prefix;
	uint32_t found = alike_find(&st->fills_alike,
	    look_of_fill(kind, colour));

	if (found != NO_STYLE)
		return found;
	if (kind == FILL_NONE)
		return 0;
	have_two(st, p);
	buf_printf(&st->fills.added, "<%sfill><%spatternFill "
	    "patternType=\"solid\">", p, p);
	buf_printf(&st->fills.added, "<%sfgColor%s/><%sbgColor%s/>"
	    "</%spatternFill></%sfill>", p, kind == FILL_SOLID ? colour :
	    marks[kind].colour, p, kind == FILL_SOLID || colour == NULL ?
	    NO_COLOUR : colour, p, p);
	add_fill(st, kind, colour);
	return (uint32_t)st->nfill - 1;
}

uint32_t
fill_marked(struct styles *st, uint32_t base, bool is_error)
{
	/* The colour stays where it is: have_fill moves the fills alone. */
	const char *colour = base < st->nfill && st->fill[base].kind ==
	    FILL_SOLID ? st->fill[base].colour : NULL;

	return have_fill(st, is_error ? FILL_ERROR : FILL_WARNING, colour);
}

uint32_t
fill_before(struct styles *st, uint32_t fill)
{
	const struct fill *f = fill < st->nfill ? &st->fill[fill] : NULL;

	if (f == NULL || f->kind < FILL_ERROR)
		return fill;
	return have_fill(st, f->colour == NULL ? FILL_NONE : FILL_SOLID,
	    f->colour);
}

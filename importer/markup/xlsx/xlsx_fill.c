/* SPDX-License-Identifier: Apache-2.0 */
/* The two colours of marked cells, and the ones they cover for a while. */
#include "importer/markup/xlsx/xlsx_styles.h"

#include <stdio.h>
#include <stdlib.h>

#include "shared/base/mem.h"
#include "shared/sheet/xml/xml.h"

/* A shade beside the common ones, so that people's own are not taken for it. */
#define RED "FFFFC7CF"
#define YELLOW "FFFFEB9D"
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
add_fill(struct styles *st, enum fill_kind kind, char *colour)
{
	uint32_t number = (uint32_t)st->nfill;
	struct fill f = { .kind = kind, .colour = colour,
		.look = look_of_fill(kind, colour) };

	if (kind == FILL_OTHER) /* alike only with itself */
		f.look += (uint64_t)number << 3;
	st->fill = mem_grow(st->fill, &st->cap_fill, st->nfill,
	    sizeof(*st->fill));
	st->fill[st->nfill++] = f;
	alike_add(&st->fills_alike, 0, f.look, number);
}

void
fill_start(struct styles *st, const struct xml_tag *t)
{
	const char *type;

	if (strcmp(t->name, "fill") == 0) {
		st->pattern = FILL_NONE;
	} else if (strcmp(t->name, "patternFill") == 0) {
		type = xml_attr(t->attr, "patternType");
		st->pattern = type == NULL || strcmp(type, "none") == 0 ?
		    FILL_NONE : strcmp(type, "solid") == 0 ? FILL_SOLID :
		    FILL_OTHER;
	} else if (strcmp(t->name, "fgColor") == 0) {
		free(st->fg);
		st->fg = colour_of(t->attr);
	} else if (strcmp(t->name, "bgColor") == 0) {
		free(st->bg);
		st->bg = colour_of(t->attr);
	} else {
		st->pattern = FILL_OTHER;
	}
}

static unsigned
channel(const char *rgb, int i)
{
	char two[3] = { rgb[2 + 2 * i], rgb[3 + 2 * i], '\0' };

	return (unsigned)strtoul(two, NULL, 16);
}

static unsigned
apart(unsigned a, unsigned b)
{
	return a > b ? a - b : b - a;
}

/*
 * Was this put behind our colour by a program that dropped the one we put? Such
 * are never grey, which many tables have.
 */
static bool
is_near(const char *colour, const char *ours)
{
	const char *rgb = colour + sizeof(" rgb=\"") - 1;
	unsigned c[3];

	if (strncmp(colour, " rgb=\"", 6) != 0 || strlen(rgb) < 9)
		return false;
	for (int i = 0; i < 3; i++) {
		c[i] = channel(rgb, i);
		if (apart(c[i], channel(ours, i)) > NEAR)
			return false;
	}
	return apart(c[0], c[1]) > GREY || apart(c[1], c[2]) > GREY;
}

static bool
is_default(const char *colour)
{
	return strcmp(colour, " indexed=\"64\"") == 0 ||
	    strcmp(colour, " auto=\"1\"") == 0;
}

void
fill_end(struct styles *st)
{
	enum fill_kind kind = st->pattern;
	const char *ours = NULL;
	char *colour = NULL;

	if (kind == FILL_SOLID && st->fg != NULL) {
		if (strcmp(st->fg, " rgb=\"" RED "\"") == 0) {
			kind = FILL_ERROR;
			ours = RED;
		} else if (strcmp(st->fg, " rgb=\"" YELLOW "\"") == 0) {
			kind = FILL_WARNING;
			ours = YELLOW;
		} else {
			colour = mem_strdup(st->fg);
		}
	}
	if (ours != NULL && st->bg != NULL && !is_default(st->bg) &&
	    !is_near(st->bg, ours))
		colour = mem_strdup(st->bg);
	add_fill(st, kind, colour);
	free(st->fg);
	free(st->bg);
	st->fg = st->bg = NULL;
}

bool
fill_is_ours(const struct styles *st, uint32_t fill)
{
	return fill < st->nfill && (st->fill[fill].kind == FILL_ERROR ||
	    st->fill[fill].kind == FILL_WARNING);
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
	uint32_t found = alike_find(&st->fills_alike, 0,
	    look_of_fill(kind, colour));

	if (found != NO_STYLE)
		return found;
	if (kind == FILL_NONE)
		return 0;
	have_two(st, p);
	buf_printf(&st->fills.added, "<%sfill><%spatternFill "
	    "patternType=\"solid\">", p, p);
	if (kind == FILL_SOLID)
		buf_printf(&st->fills.added, "<%sfgColor%s/><%sbgColor "
		    "indexed=\"64\"/>", p, colour, p);
	else
		buf_printf(&st->fills.added, "<%sfgColor rgb=\"%s\"/>"
		    "<%sbgColor%s/>", p, kind == FILL_ERROR ? RED : YELLOW, p,
		    colour == NULL ? " indexed=\"64\"" : colour);
	buf_printf(&st->fills.added, "</%spatternFill></%sfill>", p, p);
	add_fill(st, kind, colour == NULL ? NULL : mem_strdup(colour));
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
fill_before(struct styles *st, uint32_t mark)
{
	const char *colour = st->fill[mark].colour;

	return have_fill(st, colour == NULL ? FILL_NONE : FILL_SOLID, colour);
}

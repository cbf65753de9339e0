/* SPDX-License-Identifier: Apache-2.0 */
/* The table of texts that cells share: those with fonts of their own. */
#include "reports/look/look_internal.h"
#include "reports/look/paint_internal.h"

#include <stdio.h>
#include <stdlib.h>

#define PART "xl/sharedStrings.xml"

enum { T_TEXT = 1, T_PIECE, T_FORMAT, T_WORDS, T_PHONETIC };

static const struct white_row rows[] = {
	{ 0, "sst/si/t", "xml:space=*", "*" },
	{ T_TEXT, "sst/si", "", NULL },
	/* Programs give letters that the font lacks another one. */
	{ T_PIECE, "sst/si/r", "", NULL },
	{ T_FORMAT, "sst/si/r/rPr", "", NULL },
	PAINT_FONT_ROWS("sst/si/r/rPr", "rFont"),
	{ T_WORDS, "sst/si/r/t", "xml:space=*", "!" },
	{ T_PHONETIC, "sst/si/rPh", NULL, NULL },
	{ 0, "sst/si/phoneticPr", "fontId=* type=* alignment=*", NULL },
	{ 0, "sst", "count=* uniqueCount=* xml:space=*", NULL },
};

/* The table while it is read. */
struct reading {
	struct look *k;
	struct white w;
	uint64_t texts;
	bool any;                  /* the text has a format of its own: */
	struct paint_font font;
	bool formatted, latin;     /* the piece has; and is in our letters */
	struct paint_font piece;
};

static void
before(void *ctx, int id, const char **attr)
{
	struct reading *r = ctx;

	(void)attr;
	switch (id) {
	case T_TEXT:
		r->texts++;
		r->any = false;
		break;
	case T_PIECE:
		r->formatted = r->latin = false;
		break;
	case T_FORMAT:
		r->formatted = true;
		r->piece = (struct paint_font){ .size = LOOK_SIZE };
		break;
	case T_PHONETIC:
		r->any = true;
		r->font.odd = "has a phonetic text, which the report has not";
		break;
	default:
		break;
	}
}

static void
start(void *ctx, int id, const char **attr)
{
	struct reading *r = ctx;

	if (id >= PAINT_BOLD)
		paint_font_set(&r->k->paint, &r->piece, id, attr);
}

static bool
has_latin(const char *z)
{
	for (; *z != '\0'; z++)
		if (ascii_is_alpha(*z) || ascii_is_digit(*z))
			return true;
	return false;
}

/* A piece of a text ends: all of them must look the same. */
static void
end_piece(struct reading *r)
{
	struct paint_font *f = &r->piece;

	if (!r->formatted)
		return;
	if (!r->latin)
		snprintf(f->name, sizeof(f->name), "%s", LOOK_FONT);
	if (r->any && r->font.odd == NULL && (f->bold != r->font.bold ||
	    f->colour != r->font.colour || f->size < r->font.size ||
	    f->size > r->font.size || strcmp(f->name, r->font.name) != 0))
		f->odd = "has a text in several formats";
	if (!r->any || r->font.odd == NULL)
		r->font = *f;
	r->any = true;
}

static void
end(void *ctx, int id, const char *text)
{
	struct reading *r = ctx;
	struct look *k = r->k;

	if (id == T_WORDS)
		r->latin = r->latin || has_latin(text);
	else if (id == T_PIECE)
		end_piece(r);
	if (id != T_TEXT || !r->any)
		return;
	k->rich = mem_grow(k->rich, &k->cap_rich, k->nrich, sizeof(*k->rich));
	k->rich[k->nrich++] = (struct look_rich){ r->texts - 1, r->font };
}

static const struct white_part part = { "the table of texts",
	"http://schemas.openxmlformats.org/spreadsheetml/2006/main", rows,
	sizeof(rows) / sizeof(rows[0]), before, start, end, NULL };

bool
look_texts(struct look *k)
{
	struct reading r = { .k = k };

	r.w = (struct white){ .part = &part, .ctx = &r };
	return !zipfile_has(k->zip, PART) || white_read(&r.w, k->zip, PART) ||
	    look_fail(k, "%s", r.w.why);
}

static int
rich_order(const void *a, const void *b)
{
	const struct look_rich *p = a, *q = b;

	return p->text < q->text ? -1 : p->text > q->text;
}

const struct paint_font *
look_text_font(const struct look *k, uint64_t i)
{
	struct look_rich key = { .text = i };
	const struct look_rich *found = k->nrich == 0 ? NULL : bsearch(&key,
	    k->rich, k->nrich, sizeof(*k->rich), rich_order);

	return found == NULL ? NULL : &found->font;
}

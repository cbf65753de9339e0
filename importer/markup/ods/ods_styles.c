/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The automatic styles of a document's cells, and those made from them with
 * the colour of a mark, or without one that an office program has kept under a
 * name of its own.
 */
#include "importer/markup/ods/ods.h"

#include <search.h>
#include <stdio.h>
#include <stdlib.h>

/* All style elements and names together. */
#define MAX_STYLES_BYTES ((size_t)32 << 20)

static const struct {
	const char *start; /* of the name */
	const char *colour;
} marks[ODS_MARKS] = {
	[ODS_ERROR] = { "preaudit-error-of-", "#ffc7cf" },
	[ODS_WARNING] = { "preaudit-warning-of-", "#ffeb9d" },
	[ODS_PLAIN] = { "preaudit-plain-of-", NULL },
};

static const char *
without_mark(const char *name)
{
	for (size_t i = 0; i < ODS_MARKS;) {
		size_t n = strlen(marks[i].start);

		if (strncmp(name, marks[i].start, n) == 0) {
			name += n;
			i = 0;
		} else {
			i++;
		}
	}
	return name;
}

static bool
is_ours(const char *name)
{
	return without_mark(name) != name;
}

/* ---- styles by name and number ---- */

static int
by_name(const void *a, const void *b)
{
	return strcmp(((const struct ods_style *)a)->name,
	    ((const struct ods_style *)b)->name);
}

static void
keep_node(void *node)
{
	(void)node; /* the arena's */
}

void
ods_styles_fini(struct ods_styles *st)
{
	tdestroy(st->by_name, keep_node);
	free(st->style);
	arena_fini(&st->arena);
}

static bool
has_room(struct ods_styles *st, size_t n)
{
	if (st->arena.used + n <= MAX_STYLES_BYTES)
		return true;
	*st->fault = "its styles are too large together";
	return false;
}

static struct ods_style *
style_of(struct ods_styles *st, uint32_t id)
{
	return id == NO_STYLE ? &st->none : st->style[id];
}

/* The style of a name; new when it is not known. */
static struct ods_style *
have(struct ods_styles *st, const char *name)
{
	struct ods_style key = { .name = name }, **found, *s;
	const char *base = without_mark(name);

	if (name[0] == '\0')
		return &st->none;
	found = tfind(&key, &st->by_name, by_name);
	if (found != NULL)
		return *found;
	if (!has_room(st, sizeof(*s) + strlen(name)))
		return &st->none;
	s = ARENA_NEW(&st->arena, struct ods_style);
	s->name = arena_memdup(&st->arena, name, strlen(name));
	s->base = base == name ? NO_STYLE : have(st, base)->id;
	s->id = (uint32_t)st->n;
	if (base == name)
		s->base = s->id;
	st->style = mem_grow(st->style, &st->cap, st->n, sizeof(*st->style));
	st->style[st->n++] = s;
	(void)tsearch(s, &st->by_name, by_name);
	return s;
}

uint32_t
ods_style_id(struct ods_styles *st, const char *name)
{
	return name == NULL || strlen(name) > ODS_MAX_NAME ? NO_STYLE :
	    have(st, name)->id;
}

struct str
ods_style_name(const struct ods_styles *st, uint32_t style)
{
	return str_of(style == NO_STYLE ? "" : st->style[style]->name);
}

/* ---- reading ---- */

const char *
ods_style_tag(const struct xml_tag *t, const char *family)
{
	const char *z = xml_attr(t->attr, "family");

	return strcmp(t->name, "style") == 0 && z != NULL &&
	    strcmp(z, family) == 0 ? xml_attr(t->attr, "name") : NULL;
}

bool
ods_is_mark_colour(const char *colour)
{
	return colour != NULL &&
	    (strcmp(colour, marks[ODS_ERROR].colour) == 0 ||
	    strcmp(colour, marks[ODS_WARNING].colour) == 0);
}

void
ods_styles_add(struct ods_styles *st, struct str name, struct str text,
    bool has_properties, bool tinted)
{
	char z[ODS_MAX_NAME + 1];
	struct ods_style *s;

	if (name.n == 0 || name.n > ODS_MAX_NAME || !has_room(st, text.n))
		return;
	memcpy(z, name.p, name.n);
	z[name.n] = '\0';
	s = have(st, z);
	/* Of two with one name the first counts. */
	if (s == &st->none || s->raw.p != NULL)
		return;
	s->raw = (struct str){ arena_memdup(&st->arena, text.p, text.n),
		text.n };
	s->has_properties = has_properties;
	s->tinted = tinted && !is_ours(s->name);
	/* Also when no cell will have it: the next copy is to be the same. */
	s->need[ODS_PLAIN] = s->tinted;
}

/* ---- what is needed ---- */

/* The style of the name that a mark of a base has. */
static struct ods_style *
mark_of(struct ods_styles *st, const struct ods_style *base,
    enum ods_mark mark)
{
	char name[2 * ODS_MAX_NAME];

	snprintf(name, sizeof(name), "%s%s", marks[mark].start, base->name);
	return have(st, name);
}

uint32_t
ods_style_base(void *styles, uint32_t style)
{
	return style_of(styles, style)->base;
}

uint32_t
ods_style_plain(void *styles, uint32_t style)
{
	const struct ods_style *base = style_of(styles,
	    ods_style_base(styles, style));

	return base->tinted ? mark_of(styles, base, ODS_PLAIN)->id : base->id;
}

uint32_t
ods_style_marked(void *styles, uint32_t style, bool is_error)
{
	struct ods_style *s = style_of(styles, ods_style_base(styles, style));
	enum ods_mark mark = is_error ? ODS_ERROR : ODS_WARNING;

	s->need[mark] = true;
	return mark_of(styles, s, mark)->id;
}

uint32_t
ods_style_problem(void *styles, bool is_error)
{
	return ods_style_marked(styles, NO_STYLE, is_error);
}

void
ods_style_keep(struct ods_styles *st, const char *name)
{
	if (name != NULL && is_ours(name) && strlen(name) <= ODS_MAX_NAME)
		have(st, name)->kept = true;
}

bool
ods_style_goes(struct ods_styles *st, const char *name)
{
	return is_ours(name) && !have(st, name)->kept;
}

/* ---- the new ones ---- */

struct making {
	const struct ods_names *names;
	const struct ods_style *base;
	enum ods_mark mark;
	const char *name;
};

static void
make_start(void *ctx, const struct xml_tag *t, struct buf *out)
{
	struct making *m = ctx;
	bool lacks = t->depth == 1 && !m->base->has_properties;
	struct buf tag;

	buf_init(&tag, MAX_STYLES_BYTES);
	buf_str(&tag, t->raw);
	if (t->depth == 1)
		tag_set_local(&tag, m->names->prefix[ODS_STYLING], "name",
		    str_of(m->name));
	else if (t->depth == 2 && strcmp(t->name, "table-cell-properties") == 0)
		tag_set_local(&tag, m->names->prefix[ODS_FO],
		    "background-color", str_of(marks[m->mark].colour));
	/* What lacks properties gets them first; it has no plain form. */
	if (lacks) {
		tag_put_open(buf_view(&tag), out);
		buf_printf(out, "<%stable-cell-properties "
		    "%sbackground-color=\"%s\"/>",
		    m->names->prefix[ODS_STYLING], m->names->prefix[ODS_FO],
		    marks[m->mark].colour);
	} else {
		buf_str(out, buf_view(&tag));
	}
	buf_fini(&tag);
}

static void
make_end(void *ctx, const struct xml_tag *t, struct buf *out)
{
	struct making *m = ctx;

	if (t->depth == 1 && !m->base->has_properties)
		tag_put_end(t, out);
	else
		buf_str(out, t->raw);
}

static void
make(struct making *m, struct buf *out)
{
	struct xml_copier h = { .start = make_start, .end = make_end,
		.ctx = m };
	const char *s = m->names->prefix[ODS_STYLING], *base = m->base->name;
	struct buf from;
	struct err e;

	buf_init(&from, MAX_STYLES_BYTES);
	buf_str(&from, m->base->raw);
	/* What is no automatic style becomes the parent of the new one. */
	if (from.n == 0) {
		buf_printf(&from, "<%sstyle %sname=\"\" %sfamily="
		    "\"table-cell\" %sparent-style-name=\"", s, s, s, s);
		xml_put_text(&from, str_of(base[0] == '\0' ? "Default" :
		    base));
		buf_puts(&from, "\"/>");
	}
	(void)xml_copy_text(buf_view(&from), &h, "with a style", out, &e);
	buf_fini(&from);
}

/* All marks of a style that are needed and are not there. */
static void
put_marks(struct ods_styles *st, struct making *m, struct buf *out)
{
	for (m->mark = 0; m->mark < ODS_MARKS; m->mark++) {
		const struct ods_style *made;

		if (!m->base->need[m->mark])
			continue;
		made = mark_of(st, m->base, m->mark);
		m->name = made->name;
		/* Of two with one name, each program takes another. */
		if (!made->kept || made->raw.p == NULL)
			make(m, out);
	}
}

/* Those with an element first, each kind by name. */
static int
put_order(const void *a, const void *b)
{
	const struct ods_style *x = *(struct ods_style *const *)a;
	const struct ods_style *y = *(struct ods_style *const *)b;
	bool xa = x->raw.p != NULL, ya = y->raw.p != NULL;

	return xa != ya ? (xa ? -1 : 1) : strcmp(x->name, y->name);
}

void
ods_styles_put(struct ods_styles *st, const struct ods_names *names,
    struct buf *out)
{
	const char *s = names->prefix[ODS_STYLING];
	struct making m = { .names = names };
	size_t n = st->n;
	struct ods_style **all = mem_calloc(n + 1, sizeof(*all));

	if (st->need_column && !st->has_column)
		buf_printf(out, "<%sstyle %sname=\"" ODS_COLUMN_STYLE "\" "
		    "%sfamily=\"table-column\"><%stable-column-properties "
		    "%scolumn-width=\"11cm\"/></%sstyle>", s, s, s, s, s, s);
	for (size_t i = 0; i < n; i++)
		all[i] = st->style[i];
	all[n] = &st->none;
	qsort(all, n + 1, sizeof(*all), put_order);
	for (size_t i = 0; i <= n; i++) {
		m.base = all[i];
		put_marks(st, &m, out);
	}
	free(all);
}

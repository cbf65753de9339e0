/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The automatic styles of a document's cells, and those made from them with
 * the colour of a mark, or without one that an office program has kept under a
 * name of its own.
 */
#include "importer/markup/ods.h"

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

bool
ods_style_is_ours(const char *name)
{
	return without_mark(name) != name;
}

/* ---- reading ---- */

struct reading {
	struct ods_style *style;
};

static void
read_start(void *ctx, const struct xml_tag *t, struct buf *out)
{
	struct ods_style *s = ((struct reading *)ctx)->style;
	const char *colour;

	(void)out;
	if (t->depth != 2 || strcmp(t->name, "table-cell-properties") != 0)
		return;
	s->has_properties = true;
	colour = xml_attr(t->attr, "background-color");
	for (size_t i = 0; colour != NULL && i < ODS_MARKS; i++)
		s->tinted = s->tinted || (marks[i].colour != NULL &&
		    strcmp(colour, marks[i].colour) == 0);
}

static void
pass_over(void *ctx, const struct xml_tag *t, struct buf *out)
{
	(void)ctx;
	(void)t;
	(void)out;
}

static bool
has_room(struct ods_styles *st, size_t n)
{
	if (st->arena.used + n > MAX_STYLES_BYTES)
		st->fault = "its styles are too large together";
	return st->fault == NULL;
}

void
ods_styles_add(struct ods_styles *st, struct str name, struct str text)
{
	static const bool mute = true;
	struct ods_style *s;
	struct reading r;
	struct xml_copier h = { .start = read_start, .end = pass_over,
		.mute = &mute, .ctx = &r };
	struct buf none;
	struct err e;

	/* "" is the name of none. */
	if (name.n == 0 || name.n > ODS_MAX_NAME ||
	    !has_room(st, name.n + text.n))
		return;
	st->style = mem_grow(st->style, &st->cap, st->n, sizeof(*st->style));
	s = &st->style[st->n++];
	*s = (struct ods_style){ .name = arena_memdup(&st->arena, name.p,
	    name.n) };
	s->raw = (struct str){ arena_memdup(&st->arena, text.p, text.n),
		text.n };
	r.style = s;
	buf_init(&none, 0);
	if (xml_copy_text(text, &h, "with a style", &none, &e) == -1)
		st->fault = "a style in it cannot be read";
	s->tinted = s->tinted && !ods_style_is_ours(s->name);
	/* Also when no cell will have it: the next copy is to be the same. */
	s->need[ODS_PLAIN] = s->tinted;
	buf_fini(&none);
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(((const struct ods_style *)a)->name,
	    ((const struct ods_style *)b)->name);
}

void
ods_styles_sort(struct ods_styles *st)
{
	if (st->n > 0)
		qsort(st->style, st->n, sizeof(*st->style), by_name);
}

void
ods_styles_fini(struct ods_styles *st)
{
	free(st->style);
	free(st->made);
	arena_fini(&st->arena);
}

static struct ods_style *
find(const struct ods_styles *st, const char *name)
{
	struct ods_style key = { .name = name };

	return st->n == 0 ? NULL : bsearch(&key, st->style, st->n,
	    sizeof(key), by_name);
}

/* ---- what is needed ---- */

const char *
ods_style_base(struct ods_styles *st, const char *name)
{
	struct ods_style *s;
	size_t n;

	name = without_mark(name);
	n = strlen(name);
	s = find(st, name);
	if (s != NULL)
		return s->name;
	/* Beside each other, cells are often alike. */
	if (st->last != NULL && strcmp(st->last, name) == 0)
		return st->last;
	if (n == 0 || n > ODS_MAX_NAME || !has_room(st, n))
		return "";
	st->last = arena_memdup(&st->arena, name, n);
	return st->last;
}

void
ods_style_keep(struct ods_styles *st, const char *name)
{
	struct ods_style *s = ods_style_is_ours(name) ? find(st, name) : NULL;

	if (s != NULL)
		s->kept = true;
}

void
ods_style_need(struct ods_styles *st, const char *base, enum ods_mark mark)
{
	struct ods_style *s = find(st, base);

	if (s != NULL) {
		s->need[mark] = true;
		return;
	}
	if (st->nmade > 0 && st->made[st->nmade - 1].base == base &&
	    st->made[st->nmade - 1].mark == mark)
		return;
	st->made = mem_grow(st->made, &st->cap_made, st->nmade,
	    sizeof(*st->made));
	st->made[st->nmade++] = (struct ods_made){ base, mark };
}

void
ods_style_marked(struct buf *name, const char *base, enum ods_mark mark)
{
	buf_reset(name);
	buf_puts(name, marks[mark].start);
	buf_puts(name, base);
}

void
ods_style_unmarked(const struct ods_styles *st, const char *style,
    struct buf *name)
{
	const char *base = without_mark(style);
	const struct ods_style *s = find(st, base);

	buf_reset(name);
	if (s != NULL && s->tinted)
		buf_puts(name, marks[ODS_PLAIN].start);
	buf_puts(name, base);
}

bool
ods_style_goes(const struct ods_styles *st, const char *name)
{
	const struct ods_style *s = find(st, name);

	return ods_style_is_ours(name) && (s == NULL || !s->kept);
}

/* ---- the new ones ---- */

struct making {
	const struct ods_names *names;
	const struct ods_style *base;
	enum ods_mark mark;
	struct buf name;
};

static void
put_properties(const struct making *m, struct buf *out)
{
	if (marks[m->mark].colour != NULL)
		buf_printf(out, "<%stable-cell-properties "
		    "%sbackground-color=\"%s\"/>",
		    m->names->prefix[ODS_STYLING], m->names->prefix[ODS_FO],
		    marks[m->mark].colour);
}

/* A name, as what an attribute holds. */
static void
put_name(const struct making *m, struct buf *out)
{
	xml_put_text(out, buf_view(&m->name));
}

static void
make_start(void *ctx, const struct xml_tag *t, struct buf *out)
{
	struct making *m = ctx;
	bool colours = t->depth == 2 &&
	    strcmp(t->name, "table-cell-properties") == 0;
	struct buf z, full;

	if (t->depth > 2 || (t->depth == 2 && !colours)) {
		buf_str(out, t->raw);
		return;
	}
	buf_init(&z, MAX_STYLES_BYTES);
	buf_init(&full, 64);
	if (colours) {
		buf_printf(&full, "%sbackground-color",
		    m->names->prefix[ODS_FO]);
		xml_tag_set_local(out, t->raw, buf_cstr(&full),
		    marks[m->mark].colour);
	} else {
		put_name(m, &z);
		buf_printf(&full, "%sname", m->names->prefix[ODS_STYLING]);
		xml_tag_set_local(out, t->raw, buf_cstr(&full), buf_cstr(&z));
		if (!m->base->has_properties) {
			if (t->empty) {
				/* Opened: its end is put below. */
				out->n -= 2;
				buf_putc(out, '>');
			}
			put_properties(m, out);
		}
	}
	buf_fini(&z);
	buf_fini(&full);
}

static void
make_end(void *ctx, const struct xml_tag *t, struct buf *out)
{
	struct making *m = ctx;

	if (t->depth == 1 && t->raw.n == 0 && !m->base->has_properties)
		buf_printf(out, "</%.*s%s>", (int)t->prefix.n, t->prefix.p,
		    t->name);
	else
		buf_str(out, t->raw);
}

static void
make_from(struct making *m, struct buf *out)
{
	struct xml_copier h = { .start = make_start, .end = make_end,
		.ctx = m };
	struct err e;

	ods_style_marked(&m->name, m->base->name, m->mark);
	(void)xml_copy_text(m->base->raw, &h, "with a style", out, &e);
}

static void
make_new(struct making *m, const char *base, struct buf *out)
{
	const char *s = m->names->prefix[ODS_STYLING];

	ods_style_marked(&m->name, base, m->mark);
	buf_printf(out, "<%sstyle %sname=\"", s, s);
	put_name(m, out);
	buf_printf(out, "\" %sfamily=\"table-cell\" %sparent-style-name=\"", s,
	    s);
	xml_put_text(out, str_of(base[0] == '\0' ? "Default" : base));
	buf_puts(out, "\">");
	put_properties(m, out);
	buf_printf(out, "</%sstyle>", s);
}

static int
made_order(const void *a, const void *b)
{
	const struct ods_made *x = a, *y = b;
	int order = strcmp(x->base, y->base);

	return order != 0 ? order : (int)x->mark - (int)y->mark;
}

static bool
is_kept(const struct ods_styles *st, const char *base, enum ods_mark mark)
{
	const struct ods_style *s;
	struct buf name;

	buf_init(&name, 4 * ODS_MAX_NAME);
	ods_style_marked(&name, base, mark);
	s = find(st, buf_cstr(&name));
	buf_fini(&name);
	return s != NULL && s->kept;
}

static void
put_column_style(const struct ods_names *names, struct buf *out)
{
	const char *s = names->prefix[ODS_STYLING];

	buf_printf(out, "<%sstyle %sname=\"" ODS_COLUMN_STYLE "\" "
	    "%sfamily=\"table-column\"><%stable-column-properties "
	    "%scolumn-width=\"11cm\"/></%sstyle>", s, s, s, s, s, s);
}

void
ods_styles_put(struct ods_styles *st, const struct ods_names *names,
    struct buf *out)
{
	struct making m = { .names = names };

	if (st->need_column && !st->has_column)
		put_column_style(names, out);
	buf_init(&m.name, 4 * ODS_MAX_NAME);
	for (size_t i = 0; i < st->n; i++)
		for (m.mark = 0; m.mark < ODS_MARKS; m.mark++) {
			m.base = &st->style[i];
			/* Of two with one name, each program takes another. */
			if (m.base->need[m.mark] &&
			    !is_kept(st, m.base->name, m.mark))
				make_from(&m, out);
		}
	if (st->nmade > 0)
		qsort(st->made, st->nmade, sizeof(*st->made), made_order);
	for (size_t i = 0; i < st->nmade; i++) {
		m.mark = st->made[i].mark;
		if ((i == 0 || made_order(&st->made[i - 1],
		    &st->made[i]) != 0) &&
		    !is_kept(st, st->made[i].base, m.mark))
			make_new(&m, st->made[i].base, out);
	}
	buf_fini(&m.name);
}

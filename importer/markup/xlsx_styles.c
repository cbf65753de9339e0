/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Styles of cells, extended: the styles that are there stay as they are, and
 * ones alike in all but their fill are put behind them.
 */
#include "importer/markup/xlsx_styles.h"

#include <search.h>
#include <stdio.h>
#include <stdlib.h>

#include "shared/base/mem.h"
#include "shared/sheet/xml/xml.h"

/* Programs refuse workbooks with more. */
#define MAX_XFS 64000

static const char empty_part[] = "<?xml version=\"1.0\" encoding=\"UTF-8\" "
    "standalone=\"yes\"?>\n<styleSheet xmlns=\"http://schemas.openxmlformats."
    "org/spreadsheetml/2006/main\"><fonts count=\"1\"><font><sz val=\"11\"/>"
    "<name val=\"Calibri\"/></font></fonts><fills count=\"2\"><fill>"
    "<patternFill patternType=\"none\"/></fill><fill><patternFill "
    "patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border>"
    "<left/><right/><top/><bottom/><diagonal/></border></borders>"
    "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" "
    "borderId=\"0\"/></cellStyleXfs><cellXfs count=\"1\"><xf numFmtId=\"0\" "
    "fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/></cellXfs>"
    "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" "
    "builtinId=\"0\"/></cellStyles></styleSheet>";

/* ---- those that are alike ---- */

struct alike {
	uint64_t key, look;
	uint32_t number;
};

static int
alike_order(const void *a, const void *b)
{
	const struct alike *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return x->look < y->look ? -1 : x->look > y->look;
}

uint32_t
alike_find(void *const *tree, uint64_t key, uint64_t look)
{
	struct alike a = { .key = key, .look = look }, **found;

	found = tfind(&a, tree, alike_order);
	return found == NULL ? NO_STYLE : (*found)->number;
}

void
alike_add(void **tree, uint64_t key, uint64_t look, uint32_t number)
{
	struct alike *a;

	if (alike_find(tree, key, look) != NO_STYLE)
		return;
	a = mem_alloc(sizeof(*a));
	*a = (struct alike){ key, look, number };
	if (tsearch(a, tree, alike_order) == NULL)
		free(a);
}

/* ---- reading ---- */

/* Children of the root in the order of the format, ours among them. */
static int
rank_of(const char *name)
{
	static const char *const order[] = { "numFmts", "fonts", "fills",
		"borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs",
		"tableStyles", "colors", "extLst" };

	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++)
		if (strcmp(name, order[i]) == 0)
			return (int)i;
	return -1;
}

/* Lists that are not there get the root's prefix. */
static void
start_root(struct styles *st, const struct xml_tag *t)
{
	prefix_keep(st->fills.prefix, t, &st->fault);
	prefix_keep(st->xfs.prefix, t, &st->fault);
}

static void
start_list(struct styles *st, const struct xml_tag *t, size_t at)
{
	struct list *l = strcmp(t->name, "fills") == 0 ? &st->fills :
	    strcmp(t->name, "cellXfs") == 0 ? &st->xfs : NULL;
	int rank = rank_of(t->name);

	/* Where a list would stand that is not there: before what follows it. */
	if (rank > 2 && st->fills.place == 0)
		st->fills.place = at;
	if (rank > 5 && st->xfs.place == 0)
		st->xfs.place = at;
	if (l == NULL)
		return;
	if (l->there || (l == &st->fills && st->xfs.place != 0)) {
		st->fault = "its lists of styles do not stand in order";
		return;
	}
	l->there = l->in = true;
	l->place = at;
	l->tag_end = l->end = at + t->raw.n;
	prefix_keep(l->prefix, t, &st->fault);
}

static void
start_xf(struct styles *st, const struct xml_tag *t, size_t at)
{
	if (st->nxf == MAX_XFS) {
		st->fault = "it has more than 64,000 cell styles";
		return;
	}
	st->xf = mem_grow(st->xf, &st->cap_xf, st->nxf, sizeof(*st->xf));
	st->xf[st->nxf++] = (struct xf){ .from = at, .base = NO_STYLE,
		.fill = attr_number(t->attr, "fillId", 0),
		.marked = { NO_STYLE, NO_STYLE } };
}

static struct str
xf_raw(const struct styles *st, uint32_t i)
{
	return i < st->nxf && st->xf[i].end > st->xf[i].from ?
	    str_range(st->text.p + st->xf[i].from, st->text.p +
	    st->xf[i].end) : str_of(st->lone);
}

/* The start tag alone; what is behind it comes in *rest. */
static struct str
start_tag(struct str raw, struct str *rest)
{
	char quote = '\0';
	size_t i = 0;

	for (; i < raw.n && (quote != '\0' || raw.p[i] != '>'); i++) {
		if (quote != '\0')
			quote = raw.p[i] == quote ? '\0' : quote;
		else if (raw.p[i] == '"' || raw.p[i] == '\'')
			quote = raw.p[i];
	}
	if (i < raw.n)
		i++;
	*rest = (struct str){ raw.p + i, raw.n - i };
	return (struct str){ raw.p, i };
}

/* The element with another fill; fill NO_STYLE: without one. */
static void
put_xf(struct buf *out, struct str raw, uint32_t fill)
{
	struct str rest, tag = start_tag(raw, &rest);
	struct buf b;
	char z[16];

	buf_init(&b, MAX_PART);
	buf_str(&b, tag);
	snprintf(z, sizeof(z), "%u", fill);
	tag_set(&b, "fillId", fill == NO_STYLE ? NULL : z);
	tag_set(&b, "applyFill", fill == NO_STYLE ? NULL :
	    fill == 0 ? "0" : "1");
	buf_str(out, buf_view(&b));
	buf_str(out, rest);
	buf_fini(&b);
}

static uint64_t
key_of(struct str raw)
{
	struct buf b;
	uint64_t key;

	buf_init(&b, MAX_PART);
	put_xf(&b, raw, NO_STYLE);
	key = str_hash(buf_view(&b));
	buf_fini(&b);
	return key;
}

/* Fills are read before the styles that have them. */
static uint64_t
look_of(const struct styles *st, uint32_t fill)
{
	return fill < st->nfill ? st->fill[fill].look : 0;
}

static void
index_xf(struct styles *st, uint32_t i)
{
	alike_add(&st->xfs_alike, st->xf[i].key, look_of(st, st->xf[i].fill),
	    i);
}

static void
end_xf(struct styles *st, const struct buf *text)
{
	uint32_t i = (uint32_t)st->nxf - 1;

	st->xf[i].end = text->n;
	st->xf[i].key = key_of(xf_raw(st, i));
	index_xf(st, i);
}

static void
on_start(void *ctx, const struct xml_tag *t, struct buf *out)
{
	struct styles *st = ctx;

	if (t->depth == 1 && t->empty)
		st->nothing = true;
	else if (t->depth == 1)
		start_root(st, t);
	else if (t->depth == 2)
		start_list(st, t, out->n);
	else if (t->depth == 3 && st->xfs.in && strcmp(t->name, "xf") == 0)
		start_xf(st, t, out->n);
	else if (st->fills.in && t->depth > 2)
		fill_start(st, t);
	if (st->nfill > MAX_XFS)
		st->fault = "it has more than 64,000 fills";
	buf_str(out, t->raw);
}

static void
on_end(void *ctx, const struct xml_tag *t, struct buf *out)
{
	struct styles *st = ctx;

	if (t->depth == 3 && st->fills.in)
		fill_end(st);
	if (t->depth == 2 && st->fills.in)
		st->fills.end = out->n;
	if (t->depth == 2 && st->xfs.in)
		st->xfs.end = out->n;
	if (t->depth == 2)
		st->fills.in = st->xfs.in = false;
	if (t->depth == 1 && st->fills.place == 0)
		st->fills.place = out->n;
	if (t->depth == 1 && st->xfs.place == 0)
		st->xfs.place = out->n;
	buf_str(out, t->raw);
	if (t->depth == 3 && st->xfs.in && strcmp(t->name, "xf") == 0)
		end_xf(st, out);
}

int
styles_parse(struct styles **styles, struct str text, struct err *e)
{
	struct styles *st = mem_calloc(1, sizeof(*st));
	struct xml_copier h = { .start = on_start, .end = on_end,
		.fault = &st->fault, .ctx = st };

	*styles = st;
	buf_init(&st->text, MAX_PART);
	buf_init(&st->fills.added, MAX_PART);
	buf_init(&st->xfs.added, MAX_PART);
	st->problem[0] = st->problem[1] = NO_STYLE;
	if (xml_copy_text(text, &h, "with the styles", &st->text, e) == -1)
		return -1;
	if (st->nothing) {
		styles_free(st);
		return styles_parse(styles, str_of(empty_part), e);
	}
	snprintf(st->lone, sizeof(st->lone), "<%sxf numFmtId=\"0\" "
	    "fontId=\"0\" fillId=\"0\" borderId=\"0\"/>", st->xfs.prefix);
	return 0;
}

int
styles_read(struct styles **st, struct zipedit *z, const char *part,
    struct err *e)
{
	struct buf b;
	int status;

	*st = NULL;
	if (part == NULL)
		return styles_parse(st, str_of(empty_part), e);
	buf_init(&b, MAX_PART);
	status = zipedit_get(z, part, &b, e);
	if (status == 0)
		status = styles_parse(st, buf_view(&b), e);
	buf_fini(&b);
	return status;
}

void
styles_free(struct styles *st)
{
	if (st == NULL)
		return;
	for (size_t i = 0; i < st->nfill; i++)
		free(st->fill[i].colour);
	free(st->fill);
	free(st->xf);
	tdestroy(st->fills_alike, free);
	tdestroy(st->xfs_alike, free);
	free(st->fg);
	free(st->bg);
	buf_fini(&st->text);
	buf_fini(&st->fills.added);
	buf_fini(&st->xfs.added);
	free(st);
}

/* ---- extending ---- */

static uint32_t
add_xf(struct styles *st, struct xf x)
{
	uint32_t i = (uint32_t)st->nxf;

	x.marked[0] = x.marked[1] = NO_STYLE;
	x.base = i;
	st->xf = mem_grow(st->xf, &st->cap_xf, st->nxf, sizeof(*st->xf));
	st->xf[st->nxf++] = x;
	index_xf(st, i);
	return i;
}

/* Style i with a fill: one that is there, or one added. */
static uint32_t
with_fill(struct styles *st, uint32_t i, uint32_t fill)
{
	struct xf x = st->xf[i];
	uint32_t found = alike_find(&st->xfs_alike, x.key, look_of(st, fill));

	if (found != NO_STYLE)
		return found;
	if (st->nxf >= MAX_XFS)
		return i;
	put_xf(&st->xfs.added, xf_raw(st, i), fill);
	/* Its text is that of the one it comes from. */
	x.fill = fill;
	return add_xf(st, x);
}

/* A workbook without styles has at least the one that all cells have. */
static void
have_one(struct styles *st)
{
	if (st->nxf > 0)
		return;
	buf_puts(&st->xfs.added, st->lone);
	(void)add_xf(st, (struct xf){ .key = key_of(str_of(st->lone)) });
}

uint32_t
styles_base(void *styles, uint32_t style)
{
	struct styles *st = styles;
	struct xf *x;

	if (style >= st->nxf)
		return style;
	x = &st->xf[style];
	if (x->base == NO_STYLE) {
		uint32_t base = !fill_is_ours(st, x->fill) ? style :
		    with_fill(st, style, fill_before(st, x->fill));

		st->xf[style].base = base;
	}
	return st->xf[style].base;
}

uint32_t
styles_marked(void *styles, uint32_t style, bool is_error)
{
	struct styles *st = styles;
	uint32_t base, made;

	have_one(st);
	base = styles_base(st, style < st->nxf ? style : 0);
	if (st->xf[base].marked[is_error] == NO_STYLE) {
		size_t before = st->nxf;

		made = with_fill(st, base, fill_marked(st, st->xf[base].fill,
		    is_error));
		/* Of one that was there, its fill says what it covers. */
		if (st->nxf > before)
			st->xf[made].base = base;
		st->xf[base].marked[is_error] = made;
	}
	return st->xf[base].marked[is_error];
}

uint32_t
styles_problem(void *styles, bool is_error)
{
	struct styles *st = styles;
	const char *p = st->xfs.prefix;
	struct buf b;
	uint32_t fill, found;
	uint64_t key;

	have_one(st);
	if (st->problem[is_error] != NO_STYLE)
		return st->problem[is_error];
	fill = fill_marked(st, NO_STYLE, is_error);
	buf_init(&b, 1024);
	buf_printf(&b, "<%sxf numFmtId=\"0\" fontId=\"0\" fillId=\"%u\" "
	    "borderId=\"0\" applyFill=\"1\" applyAlignment=\"1\"><%salignment "
	    "vertical=\"top\" wrapText=\"1\"/></%sxf>", p, fill, p, p);
	key = key_of(buf_view(&b));
	found = alike_find(&st->xfs_alike, key, look_of(st, fill));
	if (found == NO_STYLE && st->nxf < MAX_XFS) {
		buf_str(&st->xfs.added, buf_view(&b));
		found = add_xf(st, (struct xf){ .fill = fill, .key = key });
	}
	buf_fini(&b);
	st->problem[is_error] = found == NO_STYLE ? 0 : found;
	return st->problem[is_error];
}

/* A list with what was added, from *at in the text on. */
static void
put_list(const struct styles *st, const struct list *l, const char *name,
    size_t n, size_t *at, struct buf *out)
{
	const char *text = st->text.p;
	struct buf tag;
	char z[24];
	bool closed;

	if (l->added.n == 0)
		return;
	buf_put(out, text + *at, l->place - *at);
	buf_init(&tag, MAX_PART);
	if (l->there)
		buf_put(&tag, text + l->place, l->tag_end - l->place);
	else
		buf_printf(&tag, "<%s%s/>", l->prefix, name);
	snprintf(z, sizeof(z), "%zu", n);
	tag_set(&tag, "count", z);
	closed = str_ends(buf_view(&tag), STR("/>"));
	if (closed)
		xml_tag_open(out, buf_view(&tag));
	else
		buf_str(out, buf_view(&tag));
	buf_fini(&tag);
	*at = l->there ? l->end : l->place;
	if (l->there)
		buf_put(out, text + l->tag_end, l->end - l->tag_end);
	buf_str(out, buf_view(&l->added));
	if (closed)
		buf_printf(out, "</%s%s>", l->prefix, name);
}

bool
styles_put(struct styles *st, struct buf *out)
{
	size_t at = 0;

	if (st->fills.added.n == 0 && st->xfs.added.n == 0)
		return false;
	put_list(st, &st->fills, "fills", st->nfill, &at, out);
	put_list(st, &st->xfs, "cellXfs", st->nxf, &at, out);
	buf_put(out, st->text.p + at, st->text.n - at);
	return true;
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Styles of cells, extended: the styles that are there stay as they are, and
 * ones alike in all but their fill are put behind them.
 */
#include "importer/markup/xlsx/xlsx_styles.h"

#include <search.h>
#include <stdio.h>
#include <stdlib.h>

#include "shared/base/mem.h"
#include "shared/sheet/xml/xml.h"

/* Programs refuse workbooks with more. */
#define MAX_XFS 64000
/* The root's children have an order; -1 is no such child. */
#define FILLS_RANK 2
#define XFS_RANK 5
#define LAST_RANK 11

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
	uint64_t key;
	uint32_t number;
};

static int
alike_order(const void *a, const void *b)
{
	const struct alike *x = a, *y = b;

	return x->key < y->key ? -1 : x->key > y->key;
}

uint32_t
alike_find(void *const *tree, uint64_t key)
{
	struct alike a = { .key = key }, **found;

	found = tfind(&a, tree, alike_order);
	return found == NULL ? NO_STYLE : (*found)->number;
}

void
alike_add(void **tree, uint64_t key, uint32_t number)
{
	struct alike *a;

	if (alike_find(tree, key) != NO_STYLE)
		return;
	a = mem_alloc(sizeof(*a));
	*a = (struct alike){ key, number };
	if (tsearch(a, tree, alike_order) == NULL)
		free(a);
}

/* ---- reading ---- */

/* Lists that are not there get the root's prefix. */
static void
start_root(struct styles *st, const struct xml_tag *t)
{
	st->nothing = t->empty;
	prefix_keep(st->fills.prefix, t, &st->fault);
	prefix_keep(st->xfs.prefix, t, &st->fault);
}

/* Where a list would stand that is not there: before what follows it. */
static void
place_lists(struct styles *st, int rank, size_t at)
{
	if (rank > FILLS_RANK && st->fills.place == 0)
		st->fills.place = at;
	if (rank > XFS_RANK && st->xfs.place == 0)
		st->xfs.place = at;
}

static void
start_list(struct styles *st, const struct xml_tag *t, size_t at)
{
	static const char *const order[] = { "numFmts", "fonts", "fills",
		"borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs",
		"tableStyles", "colors", "extLst", NULL };
	int rank = word_rank(t->name, order);
	struct list *l = rank == FILLS_RANK ? &st->fills :
	    rank == XFS_RANK ? &st->xfs : NULL;

	place_lists(st, rank, at);
	if (l == NULL)
		return;
	if (l->there || (l == &st->fills && st->xfs.place != 0)) {
		st->fault = "its lists of styles do not stand in order";
		return;
	}
	l->there = true;
	l->place = at;
	l->tag_end = l->end = at + t->raw.n;
	prefix_keep(l->prefix, t, &st->fault);
	st->in = l;
}

static void
start_xf(struct styles *st, const struct xml_tag *t, size_t at)
{
	if (st->nxf == MAX_XFS) {
		st->fault = "it has more than 64,000 cell styles";
		return;
	}
	st->xf = mem_grow(st->xf, &st->cap_xf, st->nxf, sizeof(*st->xf));
	st->xf[st->nxf++] = (struct xf){ .from = at,
		.tag = at + t->raw.n, .base = NO_STYLE,
		.fill = attr_number(t->attr, "fillId", 0),
		.marked = { NO_STYLE, NO_STYLE } };
}

/* Its start tag; what is behind that comes in *rest. */
static struct str
xf_tag(const struct styles *st, const struct xf *x, struct str *rest)
{
	*rest = STR("");
	if (x->end == x->from)
		return str_of(st->lone);
	*rest = str_range(st->text.p + x->tag, st->text.p + x->end);
	return str_range(st->text.p + x->from, st->text.p + x->tag);
}

/* The element with another fill; fill NO_STYLE: without one. */
static void
put_xf(struct buf *out, struct str tag, struct str rest, uint32_t fill)
{
	struct buf b;

	buf_init(&b, MAX_PART);
	buf_str(&b, tag);
	if (fill == NO_STYLE) {
		tag_set(&b, "fillId", NULL);
		tag_set(&b, "applyFill", NULL);
	} else {
		tag_set_number(&b, "fillId", fill);
		tag_set_number(&b, "applyFill", fill != 0);
	}
	buf_str(out, buf_view(&b));
	buf_str(out, rest);
	buf_fini(&b);
}

static uint64_t
key_of(struct str tag, struct str rest)
{
	struct buf b;
	uint64_t key;

	buf_init(&b, MAX_PART);
	put_xf(&b, tag, rest, NO_STYLE);
	key = str_hash(buf_view(&b));
	buf_fini(&b);
	return key;
}

/* Fills are read before the styles that have them. */
static uint64_t
key_with(const struct styles *st, uint64_t key, uint32_t fill)
{
	return key ^ (fill < st->nfill ? st->fill[fill].look : 0) *
	    0x9e3779b97f4a7c15u;
}

static void
index_xf(struct styles *st, uint32_t i)
{
	alike_add(&st->xfs_alike, key_with(st, st->xf[i].key, st->xf[i].fill),
	    i);
}

static void
end_xf(struct styles *st, const struct buf *text)
{
	uint32_t i = (uint32_t)st->nxf - 1;
	struct str rest, tag;

	st->xf[i].end = text->n;
	tag = xf_tag(st, &st->xf[i], &rest);
	st->xf[i].key = key_of(tag, rest);
	index_xf(st, i);
}

static void
on_start(void *ctx, const struct xml_tag *t, struct buf *out)
{
	struct styles *st = ctx;

	if (t->depth == 1)
		start_root(st, t);
	else if (t->depth == 2)
		start_list(st, t, out->n);
	else if (t->depth == 3 && st->in == &st->xfs &&
	    strcmp(t->name, "xf") == 0)
		start_xf(st, t, out->n);
	else if (st->in == &st->fills)
		fill_start(st, t);
	if (st->nfill > MAX_XFS)
		st->fault = "it has more than 64,000 fills";
	buf_str(out, t->raw);
}

static void
on_end(void *ctx, const struct xml_tag *t, struct buf *out)
{
	struct styles *st = ctx;

	if (t->depth == 3 && st->in == &st->fills)
		fill_end(st);
	if (t->depth == 2 && st->in != NULL) {
		st->in->end = out->n;
		st->in = NULL;
	}
	if (t->depth == 1)
		place_lists(st, LAST_RANK, out->n);
	buf_str(out, t->raw);
	if (t->depth == 3 && st->in == &st->xfs && strcmp(t->name, "xf") == 0)
		end_xf(st, out);
}

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
	/* A workbook without styles has at least the one of all cells. */
	snprintf(st->lone, sizeof(st->lone), "<%sxf numFmtId=\"0\" "
	    "fontId=\"0\" fillId=\"0\" borderId=\"0\"/>", st->xfs.prefix);
	if (st->nxf == 0) {
		buf_puts(&st->xfs.added, st->lone);
		(void)add_xf(st, (struct xf){ .key = key_of(str_of(st->lone),
		    STR("")) });
	}
	st->unused = st->xfs.added.n;
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

/* Style i with a fill: one that is there, or one added. */
static uint32_t
with_fill(struct styles *st, uint32_t i, uint32_t fill)
{
	struct xf x = st->xf[i];
	struct str rest, tag = xf_tag(st, &x, &rest);
	uint32_t found = alike_find(&st->xfs_alike, key_with(st, x.key, fill));

	if (found != NO_STYLE)
		return found;
	if (st->nxf >= MAX_XFS)
		return i;
	put_xf(&st->xfs.added, tag, rest, fill);
	/* Its text is that of the one it comes from. */
	x.fill = fill;
	return add_xf(st, x);
}

uint32_t
styles_base(void *styles, uint32_t style)
{
	struct styles *st = styles;
	uint32_t fill, before, base;

	if (style >= st->nxf)
		return style;
	if (st->xf[style].base == NO_STYLE) {
		fill = st->xf[style].fill;
		before = fill_before(st, fill);
		base = before == fill ? style : with_fill(st, style, before);
		st->xf[style].base = base;
	}
	return st->xf[style].base;
}

uint32_t
styles_marked(void *styles, uint32_t style, bool is_error)
{
	struct styles *st = styles;
	uint32_t base, made;

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
	size_t tag;

	if (st->problem[is_error] != NO_STYLE)
		return st->problem[is_error];
	fill = fill_marked(st, NO_STYLE, is_error);
	buf_init(&b, 1024);
	buf_printf(&b, "<%sxf numFmtId=\"0\" fontId=\"0\" fillId=\"%u\" "
	    "borderId=\"0\" applyFill=\"1\" applyAlignment=\"1\">", p, fill);
	tag = b.n;
	buf_printf(&b, "<%salignment vertical=\"top\" wrapText=\"1\"/>"
	    "</%sxf>", p, p);
	key = key_of(str_range(b.p, b.p + tag), str_range(b.p + tag,
	    b.p + b.n));
	found = alike_find(&st->xfs_alike, key_with(st, key, fill));
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
	bool closed;

	if (l->added.n == 0)
		return;
	/* What stands before it, and its tag with the new count. */
	buf_put(out, text + *at, l->place - *at);
	buf_init(&tag, MAX_PART);
	if (l->there)
		buf_put(&tag, text + l->place, l->tag_end - l->place);
	else
		buf_printf(&tag, "<%s%s/>", l->prefix, name);
	tag_set_number(&tag, "count", n);
	closed = str_ends(buf_view(&tag), STR("/>"));
	tag_put_open(buf_view(&tag), out);
	buf_fini(&tag);
	/* What it had, and what is added. */
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

	if (st->fills.added.n == 0 && st->xfs.added.n == st->unused)
		return false;
	put_list(st, &st->fills, "fills", st->nfill, &at, out);
	put_list(st, &st->xfs, "cellXfs", st->nxf, &at, out);
	buf_put(out, st->text.p + at, st->text.n - at);
	return true;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* A line chart; see html_chart.h. Whole numbers only: the same everywhere. */
#include "reports/render/html_chart.h"

#include <stdio.h>

#include "shared/base/num.h"

#define WIDTH 640
#define HEIGHT 220
#define LEFT 44
#define RIGHT 190 /* room for the names of the lines */
#define TOP 12
#define BOTTOM 34
#define SERIES_MAX 4

static long
value_at(const struct doc_table *t, size_t row, size_t series)
{
	uint64_t v;

	if (!num_parse_u64(t->cell[row * t->ncolumns + t->chart_from + series],
	    1000000000, &v))
		return 0;
	return (long)v;
}

static void
attr_int(struct html *h, const char *name, long v)
{
	char text[24];

	snprintf(text, sizeof(text), "%ld", v);
	html_attr(h, name, text);
}

static long
x_of(const struct doc_table *t, size_t row)
{
	return LEFT + (long)row * (WIDTH - LEFT - RIGHT) /
	    (long)(t->nrows - 1);
}

static long
y_of(long v, long top)
{
	return HEIGHT - BOTTOM - v * (HEIGHT - TOP - BOTTOM) / top;
}

static void
put_label(struct html *h, long x, long y, const char *anchor, struct str s)
{
	html_open(h, "text");
	attr_int(h, "x", x);
	attr_int(h, "y", y);
	html_attr(h, "text-anchor", anchor);
	html_str(h, s);
	html_close(h, "text");
}

static void
put_rule(struct html *h, long y)
{
	char d[64];

	html_open(h, "path");
	snprintf(d, sizeof(d), "M%d %ldH%d", LEFT, y, WIDTH - RIGHT);
	html_attr(h, "class", "rule");
	html_attr(h, "d", d);
	html_close(h, "path");
}

/* Told apart by the dashes, not by colour alone. */
static void
put_series(struct html *h, const struct doc_table *t, size_t k, long top,
    long *below)
{
	static const char *const dash[SERIES_MAX] = { "none", "6 4", "2 4",
		"10 3 2 3" };
	long y = y_of(value_at(t, t->nrows - 1, k), top);
	struct buf d;

	buf_init(&d, 65536);
	for (size_t r = 0; r < t->nrows; r++)
		buf_printf(&d, "%s%ld %ld", r == 0 ? "M" : "L", x_of(t, r),
		    y_of(value_at(t, r, k), top));
	html_open(h, "path");
	html_attr(h, "class", "line");
	html_attr(h, "stroke-dasharray", dash[k]);
	html_attr(h, "d", buf_cstr(&d));
	html_close(h, "path");
	buf_fini(&d);
	/* Names must not lie on one another. */
	if (y < *below)
		y = *below;
	put_label(h, WIDTH - RIGHT + 8, y + 4, "start",
	    str_of(t->column[t->chart_from + k].title));
	*below = y + 16;
}

/* The series by the height of their last value, the highest first. */
static void
order_series(const struct doc_table *t, size_t order[SERIES_MAX])
{
	for (size_t k = 0; k < t->chart_n; k++) {
		size_t at = k;

		for (; at > 0 && value_at(t, t->nrows - 1, order[at - 1]) <
		    value_at(t, t->nrows - 1, k); at--)
			order[at] = order[at - 1];
		order[at] = k;
	}
}

void
html_chart(struct html *h, const struct doc_table *t)
{
	char text[64];
	size_t order[SERIES_MAX] = { 0 };
	long top = 1, below = TOP;

	if (t->chart_n == 0 || t->chart_n > SERIES_MAX || t->nrows < 2)
		return;
	for (size_t r = 0; r < t->nrows; r++)
		for (size_t k = 0; k < t->chart_n; k++)
			if (value_at(t, r, k) > top)
				top = value_at(t, r, k);
	order_series(t, order);
	html_open(h, "svg");
	html_attr(h, "class", "chart");
	html_attr(h, "role", "img");
	snprintf(text, sizeof(text), "0 0 %d %d", WIDTH, HEIGHT);
	html_attr(h, "viewBox", text);
	html_open(h, "title");
	html_text(h, t->title);
	html_text(h, ": the figures are in the table below");
	html_close(h, "title");
	put_rule(h, y_of(0, top));
	put_rule(h, y_of(top, top));
	snprintf(text, sizeof(text), "%ld", top);
	put_label(h, LEFT - 6, y_of(top, top) + 4, "end", str_of(text));
	put_label(h, LEFT - 6, y_of(0, top) + 4, "end", STR("0"));
	put_label(h, LEFT, HEIGHT - 12, "start", t->cell[0]);
	put_label(h, WIDTH - RIGHT, HEIGHT - 12, "end",
	    t->cell[(t->nrows - 1) * t->ncolumns]);
	for (size_t k = 0; k < t->chart_n; k++)
		put_series(h, t, order[k], top, &below);
	html_close(h, "svg");
	html_line(h);
}

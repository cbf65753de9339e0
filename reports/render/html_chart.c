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
put_label(struct html *h, long x, long y, const char *anchor, const char *s)
{
	html_format(h, "<text x=\"%ld\" y=\"%ld\" text-anchor=\"%s\">%s</text>",
	    x, y, anchor, s);
}

static void
put_rule(struct html *h, long y)
{
	html_format(h, "<path class=\"rule\" d=\"M%ld %ldH%ld\"></path>",
	    (long)LEFT, y, (long)(WIDTH - RIGHT));
}

/* Told apart by the dashes, not by colour alone. */
static void
put_series(struct html *h, const struct doc_table *t, size_t k, long top,
    long *below)
{
	static const char *const dash[SERIES_MAX] = { "none", "6 4", "2 4",
		"10 3 2 3" };
	long y = y_of(value_at(t, t->nrows - 1, k), top);

	html_format(h, "<path class=\"line\" stroke-dasharray=\"%s\" d=\"",
	    dash[k]);
	for (size_t r = 0; r < t->nrows; r++)
		html_format(h, r == 0 ? "M%ld %ld" : "L%ld %ld", x_of(t, r),
		    y_of(value_at(t, r, k), top));
	html_format(h, "\"></path>");
	/* Names must not lie on one another. */
	if (y < *below)
		y = *below;
	put_label(h, WIDTH - RIGHT + 8, y + 4, "start",
	    t->column[t->chart_from + k].title);
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
	html_format(h, "<svg class=\"chart\" role=\"img\" viewBox=\"0 0 %ld %ld\">"
	    "<title>%s: the figures are in the table below</title>",
	    (long)WIDTH, (long)HEIGHT, t->title);
	put_rule(h, y_of(0, top));
	put_rule(h, y_of(top, top));
	snprintf(text, sizeof(text), "%ld", top);
	put_label(h, LEFT - 6, y_of(top, top) + 4, "end", text);
	put_label(h, LEFT - 6, y_of(0, top) + 4, "end", "0");
	put_label(h, LEFT, HEIGHT - 12, "start", t->cell[0].p);
	put_label(h, WIDTH - RIGHT, HEIGHT - 12, "end",
	    t->cell[(t->nrows - 1) * t->ncolumns].p);
	for (size_t k = 0; k < t->chart_n; k++)
		put_series(h, t, order[k], top, &below);
	html_format(h, "</svg>\n");
}

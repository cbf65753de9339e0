/* SPDX-License-Identifier: Apache-2.0 */
/* White lists of XML; see white.h. */
#include "reports/look/white.h"

#include <stdio.h>
#include <stdlib.h>

#define MAX_PATH 1024
#define MAX_VALUE 512 /* bytes of an attribute that is of no concern */

/* What prefixes stand for, here as everywhere. */
static const char *const spaces[][2] = {
	{ "r", "http://schemas.openxmlformats.org/officeDocument/2006/"
	    "relationships" },
	{ "mc", "http://schemas.openxmlformats.org/markup-compatibility/2006" },
	{ "vt", "http://schemas.openxmlformats.org/officeDocument/2006/"
	    "docPropsVTypes" },
	{ "cp", "http://schemas.openxmlformats.org/package/2006/metadata/"
	    "core-properties" },
	{ "dc", "http://purl.org/dc/elements/1.1/" },
	{ "dcterms", "http://purl.org/dc/terms/" },
	{ "dcmitype", "http://purl.org/dc/dcmitype/" },
	{ "xsi", "http://www.w3.org/2001/XMLSchema-instance" },
	{ "xdr", "http://schemas.openxmlformats.org/drawingml/2006/"
	    "spreadsheetDrawing" },
	{ "a", "http://schemas.openxmlformats.org/drawingml/2006/main" },
	{ "x14", "http://schemas.microsoft.com/office/spreadsheetml/2009/9/"
	    "main" },
	{ "x14ac", "http://schemas.microsoft.com/office/spreadsheetml/2009/9/"
	    "ac" },
	{ "x15", "http://schemas.microsoft.com/office/spreadsheetml/2010/11/"
	    "main" },
	{ "x15ac", "http://schemas.microsoft.com/office/spreadsheetml/2010/11/"
	    "ac" },
	{ "x16r2", "http://schemas.microsoft.com/office/spreadsheetml/2015/02/"
	    "main" },
	{ "xr", "http://schemas.microsoft.com/office/spreadsheetml/2014/"
	    "revision" },
	{ "xr2", "http://schemas.microsoft.com/office/spreadsheetml/2015/"
	    "revision2" },
	{ "xr3", "http://schemas.microsoft.com/office/spreadsheetml/2016/"
	    "revision3" },
	{ "xr6", "http://schemas.microsoft.com/office/spreadsheetml/2016/"
	    "revision6" },
	{ "xr10", "http://schemas.microsoft.com/office/spreadsheetml/2016/"
	    "revision10" },
	{ "xcalcf", "http://schemas.microsoft.com/office/spreadsheetml/2018/"
	    "calcfeatures" },
	{ "loext", "http://schemas.libreoffice.org/" },
};

void
white_fail(struct white *w, const char *fmt, ...)
{
	struct buf b;
	va_list ap;
	size_t at;

	if (w->stop)
		return;
	w->stop = true;
	buf_init(&b, WHITE_WHY);
	if (w->part->place != NULL)
		w->part->place(w->ctx, &b);
	else
		buf_puts(&b, w->part->what);
	buf_putc(&b, ' ');
	at = (size_t)snprintf(w->why, sizeof(w->why), "%s", buf_cstr(&b));
	buf_fini(&b);
	if (at >= sizeof(w->why))
		return;
	va_start(ap, fmt);
	(void)vsnprintf(w->why + at, sizeof(w->why) - at, fmt, ap);
	va_end(ap);
}

double
white_number(const char *z, double other)
{
	char *end;
	double v;

	/* Digits, a sign and a point only: no infinity, no hex. */
	if (z == NULL || z[0] == '\0' || strlen(z) > 32 ||
	    strspn(z, "0123456789.-+eE") != strlen(z))
		return other;
	v = strtod(z, &end);
	return *end == '\0' ? v : other;
}

/* "false" is 0, "true" is 1. */
static const char *
plain(const char *z)
{
	return strcmp(z, "true") == 0 ? "1" : strcmp(z, "false") == 0 ? "0" :
	    z;
}

bool
white_same(const char *a, struct str b)
{
	char z[64];
	double x, y;

	if (str_is(b, a))
		return true;
	if (b.n >= sizeof(z))
		return false;
	memcpy(z, b.p, b.n);
	z[b.n] = '\0';
	x = white_number(plain(a), -1e300);
	y = white_number(plain(z), -1e301);
	return x >= y && x <= y;
}

/* Is a value one of "a|b", or within "1..9"? */
static bool
is_allowed(struct str values, const char *value)
{
	size_t dots = 0;
	char low[32];
	struct str one;

	while (dots + 1 < values.n && (values.p[dots] != '.' ||
	    values.p[dots + 1] != '.'))
		dots++;
	if (dots + 1 < values.n && dots < sizeof(low)) {
		double v = white_number(value, -1e300), high;

		memcpy(low, values.p, dots);
		low[dots] = '\0';
		high = strtod(values.p + dots + 2, NULL);
		return v >= strtod(low, NULL) && v <= high;
	}
	while (str_next(&values, '|', &one))
		if (white_same(value, one))
			return true;
	return values.n == 0 && value[0] == '\0';
}

/* "_is_hidden" as "is hidden". */
static void
fail_as(struct white *w, struct str phrase)
{
	char z[128];
	size_t n = phrase.n < sizeof(z) ? phrase.n : sizeof(z) - 1;

	for (size_t i = 0; i < n; i++)
		z[i] = phrase.p[i] == '_' ? ' ' : phrase.p[i];
	z[n] = '\0';
	white_fail(w, "%s", z);
}

/* A declaration of a namespace. */
static bool
is_known_space(const struct white *w, const char *name, const char *value)
{
	/* Without a prefix: on the outermost element only, the part's own. */
	if (name[5] == '\0')
		return w->depth == 1 && w->part->space != NULL &&
		    strcmp(value, w->part->space) == 0;
	for (size_t i = 0; i < sizeof(spaces) / sizeof(spaces[0]); i++)
		if (strcmp(name + 6, spaces[i][0]) == 0)
			return strcmp(value, spaces[i][1]) == 0;
	/* One that no row names stands for nothing. */
	return true;
}

/* One attribute of an element against its row. */
static void
check_attribute(struct white *w, const struct white_row *row, const char *name,
    const char *value)
{
	struct str rest = str_of(row->attributes), one;

	if (strncmp(name, "xmlns", 5) == 0 && (name[5] == '\0' ||
	    name[5] == ':')) {
		if (!is_known_space(w, name, value))
			white_fail(w, "uses %s for something else", name);
		return;
	}
	while (str_next(&rest, ' ', &one)) {
		size_t is = str_find(one, '=', 0), brace;

		if (one.n > 0 && one.p[0] == '^') {
			one = str_range(one.p + 1, one.p + one.n);
			is--;
		}
		if (is >= one.n || !str_is((struct str){ one.p, is }, name))
			continue;
		one = str_range(one.p + is + 1, one.p + one.n);
		brace = str_find(one, '{', 0);
		if (str_starts(one, STR("!")) || (str_is(one, "*") &&
		    strlen(value) <= MAX_VALUE) || is_allowed((struct str){
		    one.p, brace }, value))
			return;
		if (brace < one.n)
			fail_as(w, str_range(one.p + brace + 1, one.p + one.n -
			    1));
		else
			white_fail(w, "has %s \"%.60s\"", name, value);
		return;
	}
	white_fail(w, "has a %s (\"%.60s\"), which the report has not", name,
	    value);
}

/* Attributes that must be there. */
static void
check_required(struct white *w, const struct white_row *row,
    const char **attr)
{
	struct str rest = str_of(row->attributes), one;
	char name[64];

	while (str_next(&rest, ' ', &one)) {
		size_t is = str_find(one, '=', 0);
		const char **a = attr;

		if (one.n == 0 || one.p[0] != '^' || is > sizeof(name))
			continue;
		memcpy(name, one.p + 1, is - 1);
		name[is - 1] = '\0';
		while (*a != NULL && strcmp(*a, name) != 0)
			a += 2;
		if (*a == NULL)
			white_fail(w, "has lost its %s", name);
	}
}

static const struct white_row *
row_of(const struct white *w, const char *path)
{
	for (size_t i = 0; i < w->part->n; i++)
		if (strcmp(w->part->row[i].path, path) == 0)
			return &w->part->row[i];
	return NULL;
}

/* What people call an element that no row has. */
static const char *
words_of(const char *name)
{
	static const char *const words[][2] = {
		{ "legacyDrawing", "comments" },
		{ "legacyDrawingHF", "a picture in its margin" },
		{ "comments", "comments" },
		{ "hyperlinks", "a link" },
		{ "dataValidations", "a hint on what to enter" },
		{ "conditionalFormatting", "a conditional format" },
		{ "mergeCells", "merged cells" },
		{ "picture", "a picture behind its cells" },
		{ "oleObjects", "an embedded document" },
		{ "controls", "a control" },
		{ "sheetProtection", "a protection" },
		{ "tableParts", "a table object" },
		{ "rPh", "a phonetic text" },
		{ "r", "a text with formats of its own" },
		{ "f", "a formula" },
		{ "filterColumn", "a filter that hides rows" },
		{ "sortState", "a sorting" },
		{ "tabColor", "a coloured tab" },
		{ "rowBreaks", "page breaks" },
		{ "colBreaks", "page breaks" },
		{ "customSheetViews", "views of its own" },
		{ "property", "a property" },
		{ "externalReferences", "links to other files" },
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i][0], name) == 0)
			return words[i][1];
	return NULL;
}

static void
fail_unknown(struct white *w, const char *name)
{
	const char *words = words_of(name);

	if (words != NULL)
		white_fail(w, "has %s, which the report has not", words);
	else
		white_fail(w, "has something called \"%.60s\", which the "
		    "report has not", name);
}

static void
on_start(void *ctx, const char *local, const char **attr)
{
	struct white *w = ctx;
	const char *name = xml_name(w->xml);
	const struct white_row *row;

	(void)local;
	/* Names without a prefix are the part's own only when it says so. */
	if (w->depth++ == 0 && w->part->space != NULL &&
	    xml_attr(attr, "xmlns") == NULL)
		white_fail(w, "does not say what it is");
	if (w->skip > 0) {
		w->skip++;
		return;
	}
	if (w->path.n > 0)
		buf_putc(&w->path, '/');
	buf_puts(&w->path, name);
	row = buf_ok(&w->path) ? row_of(w, buf_cstr(&w->path)) : NULL;
	if (row == NULL) {
		fail_unknown(w, name);
		return;
	}
	if (w->part->before != NULL)
		w->part->before(w->ctx, row->id, attr);
	if (row->attributes == NULL) {
		w->skip = 1;
		return;
	}
	buf_reset(&w->text);
	for (const char **a = attr; *a != NULL && !w->stop; a += 2)
		check_attribute(w, row, a[0], a[1]);
	check_required(w, row, attr);
	if (w->part->start != NULL && row->id != 0 && !w->stop)
		w->part->start(w->ctx, row->id, attr);
}

/* The text of an element against its row. */
static void
check_text(struct white *w, const struct white_row *row)
{
	const char *text = buf_cstr(&w->text);
	const char *name = strrchr(row->path, '/');

	name = name == NULL ? row->path : name + 1;
	if (!buf_ok(&w->text))
		white_fail(w, "has a text that is too long (%s)", name);
	else if (row->text[0] == '\0' && text[0] != '\0')
		white_fail(w, "has a text that the report has not (%s: "
		    "\"%.80s\")", name, text);
	else if (row->text[0] == '#' && (strlen(text) > 64 || strspn(text,
	    "0123456789-:.+TZ") != strlen(text)))
		white_fail(w, "has a text that the report has not (%s: "
		    "\"%.80s\")", name, text);
}

static void
on_end(void *ctx, const char *local)
{
	struct white *w = ctx;
	const struct white_row *row;
	const char *path;
	size_t n;

	(void)local;
	w->depth--;
	if (w->skip > 1) {
		w->skip--;
		return;
	}
	path = buf_cstr(&w->path);
	row = w->skip == 1 ? NULL : row_of(w, path);
	w->skip = 0;
	if (row != NULL && row->text != NULL && row->text[0] != '*')
		check_text(w, row);
	if (row != NULL && w->part->end != NULL && row->id != 0 && !w->stop)
		w->part->end(w->ctx, row->id, buf_cstr(&w->text));
	for (n = w->path.n; n > 0 && path[n - 1] != '/'; n--)
		;
	w->path.n = n == 0 ? 0 : n - 1;
	buf_reset(&w->text);
}

static void
on_text(void *ctx, const char *p, size_t n)
{
	struct white *w = ctx;
	const struct white_row *row;

	if (w->skip > 0 || w->stop)
		return;
	row = row_of(w, buf_cstr(&w->path));
	if (row == NULL)
		return;
	if (row->text == NULL) {
		if (str_trim((struct str){ p, n }).n > 0)
			white_fail(w, "has a text that the report has not "
			    "(\"%.*s\")", n > 80 ? 80 : (int)n, p);
	} else if (row->text[0] != '*') {
		buf_put(&w->text, p, n);
	}
}

static bool
feed(void *ctx, const char *p, size_t n, bool last)
{
	struct white *w = ctx;

	return xml_feed(w->xml, (struct str){ p, n }, last);
}

bool
white_read(struct white *w, struct zipfile *z, const char *name)
{
	struct xml_handler h = { .start = on_start, .end = on_end,
		.text = on_text, .stop = &w->stop, .ctx = w };
	struct err e = { 0 }, at_end = { 0 };
	int status = -1;

	buf_init(&w->path, MAX_PATH);
	buf_init(&w->text, WHITE_TEXT);
	w->stop = false;
	w->depth = w->skip = 0;
	w->xml = xml_open(&h, name, NULL, &at_end);
	if (w->xml != NULL) {
		status = zipfile_read(z, name, feed, w, &e);
		if (xml_close(w->xml) == -1) {
			e = at_end;
			status = -1;
		}
	}
	if (status == -1 && !w->stop) {
		w->stop = true;
		snprintf(w->why, sizeof(w->why), "it cannot be read: %.400s",
		    e.msg);
	}
	buf_fini(&w->path);
	buf_fini(&w->text);
	return !w->stop;
}

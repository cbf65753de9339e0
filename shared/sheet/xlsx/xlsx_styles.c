/* SPDX-License-Identifier: Apache-2.0 */
/* Number formats: what they make of a value; see xlsx_internal.h. */
#include "shared/sheet/xlsx/xlsx_internal.h"

#include <stdlib.h>

#include "shared/base/num.h"

#define MAX_STYLES 65536
#define MAX_DIGITS 20

/* Marks that stand in a format without changing what a value says. */
static bool
is_mark(char c)
{
	return c == '-' || c == '/' || c == '.' || c == ' ' || c == '%' ||
	    c == ',' || c == '\'';
}

struct looking {
	bool second;  /* behind the first ';', which is for negative numbers */
	bool date, day, elapsed, percent, dressed;
	bool other;   /* something else than zeros */
	unsigned zeros;
};

/* [h], [mm] and [ss] count time; colours, conditions and languages do not. */
static const char *
read_brackets(struct looking *k, const char *z)
{
	const char *end = strchr(z, ']');
	char c = ascii_lower(z[1]);

	if (end == NULL)
		return NULL;
	for (const char *p = z + 1; p < end; p++)
		if (ascii_lower(*p) != c)
			c = '\0';
	if (!k->second && (c == 'h' || c == 'm' || c == 's'))
		k->date = k->elapsed = true;
	k->dressed = k->dressed || z[1] == '$';
	return end;
}

static void
read_letter(struct looking *k, char c)
{
	bool day = c == 'd' || c == 'y';

	if (c == ';') {
		k->dressed = k->second = true;
		return;
	}
	if (k->second)
		return;
	k->day = k->day || day;
	k->date = k->date || day || c == 'm' || c == 'h' || c == 's';
	k->percent = k->percent || c == '%';
	if (c == '0')
		k->zeros++;
	else
		k->other = true;
}

/*
 * A number format shows a date when it has d, m, y, h or s outside of text. It
 * is dressed when it has words or signs of its own, or more than one section:
 * such a format can show anything for a value.
 */
static struct xlsx_style
xlsx_style_of_format(const char *z)
{
	struct looking k = { 0 };
	struct xlsx_style s = { 0 };
	bool quoted = false;

	/* What stands in quotes or behind a mark is only for the eye. */
	for (; z != NULL && *z != '\0'; z++) {
		if (*z == '"') {
			quoted = !quoted;
		} else if (quoted) {
			k.dressed = k.dressed || !is_mark(*z);
			k.other = true;
		} else if (*z == '\\' || *z == '_' || *z == '*') {
			if (z[1] == '\0')
				break;
			k.dressed = k.dressed || (*z != '_' &&
			    !is_mark(z[1]));
			k.other = k.other || *z == '\\';
			z++;
		} else if (*z == '[') {
			z = read_brackets(&k, z);
			if (z == NULL)
				break;
		} else {
			read_letter(&k, ascii_lower(*z));
		}
	}
	/* What the letters that are left add up to. */
	s.kind = (uint8_t)((k.date ? STYLE_DATE | (k.day ? STYLE_DAY : 0) |
	    (k.elapsed ? STYLE_ELAPSED : 0) : k.percent ? STYLE_PERCENT :
	    STYLE_PLAIN) | (k.dressed ? STYLE_DRESSED : 0));
	if (!k.date && !k.other && k.zeros > 1)
		s.digits = (uint8_t)(k.zeros > MAX_DIGITS ? MAX_DIGITS :
		    k.zeros);
	return s;
}

/* Formats that every program knows by their number. */
static struct xlsx_style
built_in(uint32_t id)
{
	struct xlsx_style s = { STYLE_PLAIN, 0 };

	if ((id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) ||
	    id == 36 || (id >= 50 && id <= 54) || id == 57 || id == 58)
		s.kind = STYLE_DATE | STYLE_DAY;
	else if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) ||
	    id == 45 || id == 47 || id == 55 || id == 56)
		s.kind = STYLE_DATE;
	else if (id == 46)
		s.kind = STYLE_DATE | STYLE_ELAPSED;
	else if (id == 9 || id == 10)
		s.kind = STYLE_PERCENT;
	return s;
}

struct custom {
	uint32_t id, order;
	struct xlsx_style style;
};

struct styles {
	bool in_xfs, in_formats;
	bool too_many; /* also to stop */
	struct custom *custom;
	size_t n, cap;
	uint32_t *xf; /* format of each cellXfs entry */
	size_t nxf, cap_xf;
};

static uint32_t
small_number(const char *z)
{
	uint64_t v = 0;

	return z != NULL && num_parse_u64(str_of(z), UINT32_MAX, &v) ?
	    (uint32_t)v : 0;
}

static void
on_style(void *ctx, const char *name, const char **attr)
{
	struct styles *s = ctx;

	if (strcmp(name, "cellXfs") == 0) {
		s->in_xfs = true;
	} else if (strcmp(name, "numFmts") == 0) {
		s->in_formats = true;
	} else if (s->in_formats && strcmp(name, "numFmt") == 0) {
		s->custom = mem_grow(s->custom, &s->cap, s->n,
		    sizeof(*s->custom));
		s->custom[s->n] = (struct custom){
			small_number(xml_attr(attr, "numFmtId")),
			(uint32_t)s->n,
			xlsx_style_of_format(xml_attr(attr, "formatCode")) };
		s->too_many = ++s->n > MAX_STYLES;
	} else if (s->in_xfs && strcmp(name, "xf") == 0) {
		s->xf = mem_grow(s->xf, &s->cap_xf, s->nxf, sizeof(*s->xf));
		s->xf[s->nxf] = small_number(xml_attr(attr, "numFmtId"));
		s->too_many = ++s->nxf > MAX_STYLES;
	}
}

static void
on_style_end(void *ctx, const char *name)
{
	struct styles *s = ctx;

	if (strcmp(name, "cellXfs") == 0)
		s->in_xfs = false;
	else if (strcmp(name, "numFmts") == 0)
		s->in_formats = false;
}

static int
custom_order(const void *a, const void *b)
{
	const struct custom *p = a, *q = b;

	if (p->id != q->id)
		return p->id < q->id ? -1 : 1;
	return p->order < q->order ? -1 : p->order > q->order;
}

static struct xlsx_style
style_of_id(const struct styles *s, uint32_t id)
{
	size_t low = 0, high = s->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (s->custom[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low < s->n && s->custom[low].id == id ? s->custom[low].style :
	    built_in(id);
}

int
xlsx_read_styles(struct xlsx *x, const char *part, struct err *e)
{
	struct styles s = { 0 };
	struct xml_handler h = { .start = on_style, .end = on_style_end,
		.stop = &s.too_many, .ctx = &s };
	int status = xml_read(x->zip, part, &h, e);

	if (status == 0 && s.too_many)
		status = err_set(e, ERR_REFUSED, "it has more than %d number "
		    "formats or cell styles; copy the table into a new "
		    "workbook", MAX_STYLES);
	if (s.n > 0)
		qsort(s.custom, s.n, sizeof(*s.custom), custom_order);
	x->style = mem_calloc(s.nxf + 1, sizeof(*x->style));
	for (size_t i = 0; i < s.nxf; i++)
		x->style[i] = style_of_id(&s, s.xf[i]);
	x->nstyles = s.nxf;
	free(s.custom);
	free(s.xf);
	return status;
}

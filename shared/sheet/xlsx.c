/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Workbooks: which parts there are, styles and shared strings; see xlsx.h. The
 * sheets themselves are read in xlsx_sheet.c.
 */
#include "shared/sheet/xlsx_internal.h"

#include <stdlib.h>

#include "shared/base/num.h"

#define MAX_STYLES 65536
#define MAX_SHEETS 1024
#define MAX_RELS 8192
#define MAX_STRINGS ((size_t)16 << 20)

/* ---- relationships ---- */

struct rel {
	char *id, *type, *target;
};

struct rels {
	struct rel *rel;
	size_t n, cap;
	const char *folder; /* targets are relative to it */
};

/* The part a target names: "/xl/x.xml" or relative to the folder. */
static char *
target_path(const char *folder, const char *target)
{
	struct buf b;
	char *path;

	buf_init(&b, 4096);
	if (target[0] == '/') {
		buf_puts(&b, target + 1);
	} else {
		buf_puts(&b, folder);
		while (strncmp(target, "./", 2) == 0)
			target += 2;
		while (strncmp(target, "../", 3) == 0 && b.n > 0) {
			target += 3;
			for (b.n--; b.n > 0 && b.p[b.n - 1] != '/';)
				b.n--;
		}
		buf_puts(&b, target);
	}
	path = mem_strdup(buf_cstr(&b));
	buf_fini(&b);
	return path;
}

static void
on_rel(void *ctx, const char *name, const char **attr)
{
	const char *id = xml_attr(attr, "Id"), *type = xml_attr(attr, "Type");
	const char *target = xml_attr(attr, "Target");
	const char *mode = xml_attr(attr, "TargetMode");
	struct rels *r = ctx;

	if (strcmp(name, "Relationship") != 0 || id == NULL || type == NULL ||
	    target == NULL || r->n == MAX_RELS ||
	    (mode != NULL && strcmp(mode, "External") == 0))
		return;
	r->rel = mem_grow(r->rel, &r->cap, r->n, sizeof(*r->rel));
	r->rel[r->n++] = (struct rel){ mem_strdup(id), mem_strdup(type),
		target_path(r->folder, target) };
}

static void
rels_free(struct rels *r)
{
	for (size_t i = 0; i < r->n; i++) {
		free(r->rel[i].id);
		free(r->rel[i].type);
		free(r->rel[i].target);
	}
	free(r->rel);
	*r = (struct rels){ 0 };
}

static int
read_rels(struct xlsx *x, const char *part, const char *folder,
    struct rels *r, struct err *e)
{
	struct xml_handler h = { .start = on_rel, .ctx = r };

	*r = (struct rels){ .folder = folder };
	return xml_read(x->zip, part, &h, e);
}

/* By the last word of the type: transitional and strict differ before it. */
static const char *
rel_of_type(const struct rels *r, const char *word)
{
	for (size_t i = 0; i < r->n; i++) {
		const char *slash = strrchr(r->rel[i].type, '/');

		if (slash != NULL && strcmp(slash + 1, word) == 0)
			return r->rel[i].target;
	}
	return NULL;
}

/* ---- workbook ---- */

struct workbook {
	struct xlsx *x;
	const struct rels *rels;
};

static void
on_workbook(void *ctx, const char *name, const char **attr)
{
	struct workbook *w = ctx;
	struct xlsx *x = w->x;
	const char *title, *id;

	if (strcmp(name, "workbookPr") == 0) {
		const char *v = xml_attr(attr, "date1904");

		x->date1904 = v != NULL && (strcmp(v, "1") == 0 ||
		    strcmp(v, "true") == 0);
		return;
	}
	if (strcmp(name, "sheet") != 0 || x->nsheets == MAX_SHEETS)
		return;
	title = xml_attr(attr, "name");
	id = xml_attr(attr, "id");
	for (size_t i = 0; title != NULL && id != NULL && i < w->rels->n;
	    i++) {
		const char *slash = strrchr(w->rels->rel[i].type, '/');

		if (strcmp(w->rels->rel[i].id, id) != 0 || slash == NULL ||
		    strcmp(slash + 1, "worksheet") != 0)
			continue;
		x->sheet = mem_grow(x->sheet, &x->cap_sheets, x->nsheets,
		    sizeof(*x->sheet));
		x->sheet[x->nsheets].name = mem_strdup(title);
		x->sheet[x->nsheets++].part =
		    mem_strdup(w->rels->rel[i].target);
		return;
	}
}

/* ---- styles ---- */

struct styles {
	struct xlsx *x;
	bool in_xfs;
	struct custom {
		unsigned id;
		uint8_t kind;
	} *custom;
	size_t n, cap;
};

/* Marks that stand in a format without changing what a value says. */
static bool
is_mark(char c)
{
	return c == '-' || c == '/' || c == '.' || c == ' ' || c == '%' ||
	    c == ',' || c == '\'';
}

/*
 * A number format shows a date when it has d, m, y, h or s outside of text. It
 * is dressed when it has words or signs of its own, or more than one section:
 * such a format can show anything for a value.
 */
static uint8_t
kind_of_format(const char *z)
{
	bool quoted = false, date = false, percent = false, dressed = false;

	for (; *z != '\0'; z++) {
		char c = ascii_lower(*z);

		if (c == '"') {
			quoted = !quoted;
		} else if (quoted) {
			dressed = dressed || !is_mark(c);
		} else if (c == ';') {
			dressed = true;
		} else if (c == '\\' || c == '_' || c == '*') {
			if (z[1] == '\0')
				break;
			dressed = dressed || (c != '_' && !is_mark(z[1]));
			z++;
		} else if (c == '[') {
			const char *end = strchr(z, ']');

			if (end == NULL)
				break;
			/* [h], [mm], [ss] are times; colours are not. */
			if (end - z <= 3 && (ascii_lower(z[1]) == 'h' ||
			    ascii_lower(z[1]) == 'm' ||
			    ascii_lower(z[1]) == 's'))
				date = true;
			dressed = dressed || z[1] == '$';
			z = end;
		} else if (c == '%') {
			percent = true;
		} else if (c == 'd' || c == 'm' || c == 'y' || c == 'h' ||
		    c == 's') {
			date = true;
		}
	}
	return (uint8_t)((date ? STYLE_DATE : percent ? STYLE_PERCENT :
	    STYLE_PLAIN) | (dressed ? STYLE_DRESSED : 0));
}

static uint8_t
kind_of_id(const struct styles *s, unsigned id)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->custom[i].id == id)
			return s->custom[i].kind;
	if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) ||
	    (id >= 45 && id <= 47) || (id >= 50 && id <= 58))
		return STYLE_DATE;
	return id == 9 || id == 10 ? STYLE_PERCENT : STYLE_PLAIN;
}

static unsigned
small_number(const char *z)
{
	uint64_t v = 0;

	return z != NULL && num_parse_u64(str_of(z), UINT32_MAX, &v) ?
	    (unsigned)v : 0;
}

static void
on_style(void *ctx, const char *name, const char **attr)
{
	struct styles *s = ctx;

	if (strcmp(name, "cellXfs") == 0) {
		s->in_xfs = true;
	} else if (strcmp(name, "numFmt") == 0 && s->n < MAX_STYLES) {
		const char *code = xml_attr(attr, "formatCode");

		s->custom = mem_grow(s->custom, &s->cap, s->n,
		    sizeof(*s->custom));
		s->custom[s->n++] = (struct custom){
			small_number(xml_attr(attr, "numFmtId")),
			kind_of_format(code == NULL ? "" : code) };
	} else if (s->in_xfs && strcmp(name, "xf") == 0 &&
	    s->x->nstyles < MAX_STYLES) {
		s->x->style = mem_grow(s->x->style, &s->x->cap_styles,
		    s->x->nstyles, sizeof(*s->x->style));
		s->x->style[s->x->nstyles++] = kind_of_id(s,
		    small_number(xml_attr(attr, "numFmtId")));
	}
}

static void
on_style_end(void *ctx, const char *name)
{
	struct styles *s = ctx;

	if (strcmp(name, "cellXfs") == 0)
		s->in_xfs = false;
}

/* ---- shared strings ---- */

struct strings {
	struct xlsx *x;
	bool in_t;
	unsigned phonetic; /* inside <rPh>: not part of the text */
};

static void
on_si(void *ctx, const char *name, const char **attr)
{
	struct strings *s = ctx;

	(void)attr;
	if (strcmp(name, "rPh") == 0)
		s->phonetic++;
	else if (strcmp(name, "t") == 0)
		s->in_t = s->phonetic == 0;
}

static void
on_si_end(void *ctx, const char *name)
{
	struct strings *s = ctx;
	struct xlsx *x = s->x;

	if (strcmp(name, "rPh") == 0 && s->phonetic > 0) {
		s->phonetic--;
	} else if (strcmp(name, "t") == 0) {
		s->in_t = false;
	} else if (strcmp(name, "si") == 0) {
		if (x->nstrings == MAX_STRINGS) {
			x->strings.full = true;
			return;
		}
		x->string_end = mem_grow(x->string_end, &x->cap_strings,
		    x->nstrings, sizeof(*x->string_end));
		x->string_end[x->nstrings++] = x->strings.n;
	}
}

static void
on_si_text(void *ctx, const char *p, size_t n)
{
	struct strings *s = ctx;

	if (s->in_t)
		buf_put(&s->x->strings, p, n);
}

/* ---- opening ---- */

static int
read_parts(struct xlsx *x, const struct rels *rels, const char *workbook,
    struct err *e)
{
	struct workbook w = { x, rels };
	struct styles st = { .x = x };
	struct strings ss = { .x = x };
	const char *part;
	int status;

	status = xml_read(x->zip, workbook, &(struct xml_handler){
	    .start = on_workbook, .ctx = &w }, e);
	part = rel_of_type(rels, "styles");
	if (status == 0 && part != NULL && zipfile_has(x->zip, part))
		status = xml_read(x->zip, part, &(struct xml_handler){
		    .start = on_style, .end = on_style_end, .ctx = &st }, e);
	free(st.custom);
	part = rel_of_type(rels, "sharedStrings");
	if (status == 0 && part != NULL && zipfile_has(x->zip, part))
		status = xml_read(x->zip, part, &(struct xml_handler){
		    .start = on_si, .end = on_si_end, .text = on_si_text,
		    .ctx = &ss }, e);
	if (status == 0 && x->nsheets == 0)
		status = err_set(e, ERR_REFUSED, "it has no sheet");
	if (status == 0 && !buf_ok(&x->strings))
		status = err_set(e, ERR_REFUSED, "its texts are too long");
	return status;
}

/* The relationships part of a part: xl/workbook.xml -> xl/_rels/workbook.xml.rels */
static char *
rels_part(const char *part, char **folder)
{
	const char *base = strrchr(part, '/');
	struct buf b;
	char *path;

	base = base == NULL ? part : base + 1;
	buf_init(&b, 4096);
	buf_put(&b, part, (size_t)(base - part));
	*folder = mem_strdup(buf_cstr(&b));
	buf_puts(&b, "_rels/");
	buf_puts(&b, base);
	buf_puts(&b, ".rels");
	path = mem_strdup(buf_cstr(&b));
	buf_fini(&b);
	return path;
}

static int
read_workbook(struct xlsx *x, struct err *e)
{
	struct rels top, rels = { 0 };
	const char *workbook;
	char *part, *folder;
	int status = -1;

	if (read_rels(x, "_rels/.rels", "", &top, e) == -1) {
		rels_free(&top);
		return -1;
	}
	workbook = rel_of_type(&top, "officeDocument");
	if (workbook == NULL) {
		err_set(e, ERR_REFUSED, "it names no workbook");
	} else {
		part = rels_part(workbook, &folder);
		if (read_rels(x, part, folder, &rels, e) == 0)
			status = read_parts(x, &rels, workbook, e);
		free(part);
		free(folder);
	}
	rels_free(&rels);
	rels_free(&top);
	return status;
}

/* Anything within the root element of a drawing is something to see. */
static void
on_drawing(void *ctx, const char *name, const char **attr)
{
	unsigned *elements = ctx;

	(void)name;
	(void)attr;
	++*elements;
}

void
xlsx_look_at_drawing(struct xlsx *x, const char *sheet_part, const char *id)
{
	char *folder, *part = rels_part(sheet_part, &folder);
	unsigned elements = 0;
	struct rels rels = { 0 };
	struct err ignored;
	bool empty = false;

	/* What cannot be looked at may be anything. */
	if (zipfile_has(x->zip, part) &&
	    read_rels(x, part, folder, &rels, &ignored) == 0)
		for (size_t i = 0; i < rels.n; i++)
			if (strcmp(rels.rel[i].id, id) == 0)
				empty = xml_read(x->zip, rels.rel[i].target,
				    &(struct xml_handler){ .start = on_drawing,
				    .ctx = &elements }, &ignored) == 0 &&
				    elements == 1;
	if (!empty)
		x->beside = "drawing";
	rels_free(&rels);
	free(part);
	free(folder);
}

int
xlsx_open(struct xlsx **out, const char *path, struct err *e)
{
	struct xlsx *x = mem_calloc(1, sizeof(*x));

	*out = NULL;
	buf_init(&x->strings, XLSX_MAX_TEXT);
	if (zipfile_open(&x->zip, path, e) == -1) {
		xlsx_close(x);
		return -1;
	}
	if (read_workbook(x, e) == -1) {
		err_ctx(e, "%s", path);
		xlsx_close(x);
		return -1;
	}
	*out = x;
	return 0;
}

void
xlsx_close(struct xlsx *x)
{
	if (x == NULL)
		return;
	for (size_t i = 0; i < x->nsheets; i++) {
		free(x->sheet[i].name);
		free(x->sheet[i].part);
	}
	free(x->sheet);
	free(x->style);
	free(x->string_end);
	buf_fini(&x->strings);
	zipfile_close(x->zip);
	free(x);
}

size_t
xlsx_sheets(const struct xlsx *x)
{
	return x->nsheets;
}

const char *
xlsx_sheet_name(const struct xlsx *x, size_t i)
{
	return x->sheet[i].name;
}

const char *
xlsx_beside_cells(const struct xlsx *x)
{
	return x->beside;
}

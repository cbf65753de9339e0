/* SPDX-License-Identifier: Apache-2.0 */
/*
 * OpenDocument spreadsheets: which tables there are, and where in the XML; see
 * ods.h. A table is read from its own bytes alone, so that a workbook of many
 * sheets is parsed twice and not once for each.
 */
#include <stdlib.h>

#include "shared/base/mem.h"
#include "shared/sheet/ods/ods_internal.h"
#include "shared/text/date.h"

#define CONTENT "content.xml"
#define MANIFEST "META-INF/manifest.xml"
#define NULL_DATE_1899 (-25569) /* 1899-12-30 */

struct table {
	char *name, *style;
	uint64_t from, to; /* its element's bytes */
	bool hidden;
};

struct ods {
	struct zipfile *zip; /* NULL when it is flat */
	struct str flat;
	const char *part;    /* what its XML is called in messages */
	struct table *table;
	size_t n, cap;
	int32_t null_date;
	uint64_t unpacked;   /* so far, see ODS_MAX_UNPACKED */
};

/* ---- the bytes of the XML ---- */

/* Feeds the bytes from..to, as they come by. */
struct slice {
	struct ods *o;
	struct xml_stream *x;
	uint64_t at, from, to;
	bool too_much;
};

static bool
on_piece(void *ctx, const char *p, size_t n, bool last)
{
	struct slice *s = ctx;
	uint64_t from = s->at < s->from ? s->from - s->at : 0;
	uint64_t to = s->to - s->at < n ? s->to - s->at : n;
	bool done = last || s->at + n >= s->to;

	s->at += n;
	s->o->unpacked += n;
	s->too_much = s->o->unpacked > ODS_MAX_UNPACKED;
	if (s->too_much)
		return false;
	if (from >= to && !done)
		return true;
	return xml_feed(s->x, from < to ? (struct str){ p + from, to - from } :
	    (struct str){ "", 0 }, done) && !done;
}

/* Closes the stream. */
static int
feed_slice(struct ods *o, struct xml_stream *x, uint64_t from, uint64_t to,
    struct err *e)
{
	struct slice s = { .o = o, .x = x, .from = from, .to = to };
	int status = 0;

	if (o->zip != NULL)
		status = zipfile_read(o->zip, CONTENT, on_piece, &s, e);
	else
		(void)xml_feed(x, (struct str){ o->flat.p + from,
		    (to < o->flat.n ? to : o->flat.n) - from }, true);
	if (status == 0 && s.too_much)
		status = err_set(e, ERR_REFUSED, "its sheets are too many for "
		    "their size; keep those that are needed, and save it "
		    "again");
	return xml_close(x) == -1 ? -1 : status;
}

/* ---- looking for tables ---- */

struct survey {
	struct ods *o;
	struct xml_stream *x;
	struct ods_path path;
	unsigned in_table;  /* elements open in the table at hand, itself too */
	bool skip;          /* the table at hand is no sheet */
	char *style;        /* name of the table style at hand, or NULL */
	char **hidden;      /* names of the styles of hidden tables */
	size_t nhidden, cap_hidden;
	const char *foreign; /* what the document is instead */
	const char *fault;
	bool stop;
};

static void
fail(struct survey *s, const char *fault)
{
	s->fault = fault;
	s->stop = true;
}

static char *
copy_name(struct survey *s, const char *z)
{
	if (z != NULL && strlen(z) > ODS_MAX_NAME) {
		fail(s, "the name of a sheet or style is too long; shorten "
		    "it");
		z = NULL;
	}
	return mem_strdup(z == NULL ? "" : z);
}

/* Loosely: any version of the format binds a prefix to a name like these. */
static bool
is_open_document(const char **attr)
{
	for (; attr[0] != NULL; attr += 2)
		if (strncmp(attr[0], "xmlns", 5) == 0 &&
		    (strstr(attr[1], "opendocument:xmlns:office") != NULL ||
		    strstr(attr[1], "openoffice.org/") != NULL))
			return true;
	return false;
}

static const char *
body_of(const char *name)
{
	static const char *const bodies[][2] = {
		{ "text", "a text document" },
		{ "presentation", "a presentation" },
		{ "drawing", "a drawing" },
		{ "chart", "a chart" },
		{ "image", "an image" },
		{ "database", "a database" },
	};

	for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++)
		if (strcmp(name, bodies[i][0]) == 0)
			return bodies[i][1];
	return NULL;
}

static void
start_table(struct survey *s, const char **attr)
{
	struct ods *o = s->o;
	const char *name = xml_attr(attr, "name");

	s->in_table = 1;
	s->skip = ods_is_cache(attr);
	if (s->skip)
		return;
	if (o->n == ODS_MAX_SHEETS) {
		fail(s, "it has more than 1,024 sheets; copy those that are "
		    "needed into a new workbook");
		return;
	}
	o->table = mem_grow(o->table, &o->cap, o->n, sizeof(*o->table));
	o->table[o->n++] = (struct table){ .name = copy_name(s, name),
		.style = copy_name(s, xml_attr(attr, "style-name")),
		.from = xml_position(s->x) };
}

static void
start_style(struct survey *s, const char **attr)
{
	const char *family = xml_attr(attr, "family");

	if (family != NULL && strcmp(family, "table") == 0)
		s->style = copy_name(s, xml_attr(attr, "name"));
}

static void
read_null_date(struct ods *o, const char **attr)
{
	const char *z = xml_attr(attr, "date-value");
	int32_t date;

	if (z != NULL && date_parse_iso(str_of(z), &date))
		o->null_date = date;
}

static void
read_leaf(struct survey *s, const char *name, const char **attr)
{
	const char *display = xml_attr(attr, "display");

	if (strcmp(name, "null-date") == 0)
		read_null_date(s->o, attr);
	if (s->style == NULL || display == NULL ||
	    strcmp(display, "false") != 0)
		return;
	if (s->nhidden == ODS_MAX_STYLES) {
		fail(s, "it has more than 4,096 styles of hidden sheets; copy "
		    "the table into a new workbook");
		return;
	}
	s->hidden = mem_grow(s->hidden, &s->cap_hidden, s->nhidden,
	    sizeof(*s->hidden));
	s->hidden[s->nhidden++] = s->style;
	s->style = NULL;
}

static void
on_start(void *ctx, const char *name, const char **attr)
{
	struct survey *s = ctx;

	/* What is in a table is read later, by its own reader. */
	if (s->in_table > 0) {
		s->in_table++;
		return;
	}
	/* What stands outside: tables, styles, what the document is. */
	switch (ods_enter(&s->path, ODS_TOP, name)) {
	case ODS_DOCUMENT:
		if (!is_open_document(attr))
			s->foreign = "XML of another kind";
		break;
	case ODS_TABLE:
		start_table(s, attr);
		break;
	case ODS_STYLE:
		start_style(s, attr);
		break;
	case ODS_LEAF:
		read_leaf(s, name, attr);
		break;
	case ODS_BESIDE:
		if (s->path.n == 1)
			s->foreign = "XML of another kind";
		else if (s->path.place[s->path.n - 2] == ODS_BODY)
			s->foreign = body_of(name);
		break;
	default:
		break;
	}
	s->stop = s->stop || s->foreign != NULL;
}

static void
on_end(void *ctx, const char *name)
{
	struct survey *s = ctx;

	(void)name;
	if (s->in_table > 1) {
		s->in_table--;
		return;
	}
	if (s->in_table == 1 && !s->skip)
		s->o->table[s->o->n - 1].to = xml_position_behind(s->x);
	s->in_table = 0;
	if (ods_leave(&s->path) == ODS_STYLE) {
		free(s->style);
		s->style = NULL;
	}
}

static void
find_hidden(const struct survey *s)
{
	for (size_t i = 0; i < s->o->n; i++)
		for (size_t k = 0; k < s->nhidden; k++)
			if (strcmp(s->o->table[i].style, s->hidden[k]) == 0)
				s->o->table[i].hidden = true;
}

static int
judge(const struct survey *s, struct err *e)
{
	if (s->foreign != NULL)
		return err_set(e, ERR_REFUSED, "it is %s, no spreadsheet; "
		    "upload the table as .xlsx or .ods", s->foreign);
	if (s->fault != NULL)
		return err_set(e, ERR_REFUSED, "%s", s->fault);
	return s->o->n > 0 ? 0 :
	    err_set(e, ERR_REFUSED, "it has no sheet; save it again with the "
	    "table in one");
}

static int
find_tables(struct ods *o, struct err *e)
{
	struct survey s = { .o = o };
	struct xml_handler h = { .start = on_start, .end = on_end,
		.stop = &s.stop, .ctx = &s };
	int status = -1;

	/* Places in it count bytes, so that it must be in one byte order. */
	s.x = xml_open(&h, o->part, "UTF-8", e);
	if (s.x != NULL)
		status = feed_slice(o, s.x, 0, UINT64_MAX, e);
	if (status == 0)
		status = judge(&s, e);
	if (status == 0)
		find_hidden(&s);
	for (size_t i = 0; i < s.nhidden; i++)
		free(s.hidden[i]);
	free(s.hidden);
	free(s.style);
	return status;
}

/* ---- opening ---- */

struct manifest {
	bool encrypted;
};

static void
on_manifest(void *ctx, const char *name, const char **attr)
{
	struct manifest *m = ctx;

	(void)attr;
	m->encrypted = m->encrypted || strcmp(name, "encryption-data") == 0;
}

static int
check_parts(struct ods *o, struct err *e)
{
	struct manifest m = { false };
	struct err ignored;

	/* Old ones have a DOCTYPE: what cannot be read is not encrypted. */
	if (zipfile_has(o->zip, MANIFEST))
		(void)xml_read(o->zip, MANIFEST, &(struct xml_handler){
		    .start = on_manifest, .stop = &m.encrypted, .ctx = &m },
		    &ignored);
	if (m.encrypted)
		return err_set(e, ERR_REFUSED, "it is protected with a "
		    "password; open it, save it again without the password, "
		    "and upload that");
	if (!zipfile_has(o->zip, CONTENT))
		return err_set(e, ERR_REFUSED, "it is no spreadsheet: it has "
		    "no part " CONTENT);
	return 0;
}

int
ods_open(struct ods **out, struct str bytes, bool flat, struct err *e)
{
	struct ods *o = mem_calloc(1, sizeof(*o));
	int status = 0;

	*out = NULL;
	o->flat = bytes.n > 0 ? bytes : STR("");
	o->part = flat ? "text" : CONTENT;
	o->null_date = NULL_DATE_1899;
	if (!flat)
		status = zipfile_open_bytes(&o->zip, bytes,
		    &zip_caps_import, e);
	if (status == 0 && !flat)
		status = check_parts(o, e);
	if (status == 0)
		status = find_tables(o, e);
	if (status == -1) {
		ods_close(o);
		return -1;
	}
	*out = o;
	return 0;
}

void
ods_close(struct ods *o)
{
	if (o == NULL)
		return;
	for (size_t i = 0; i < o->n; i++) {
		free(o->table[i].name);
		free(o->table[i].style);
	}
	free(o->table);
	zipfile_close(o->zip);
	free(o);
}

size_t
ods_sheets(const struct ods *o)
{
	return o->n;
}

const char *
ods_sheet_name(const struct ods *o, size_t sheet)
{
	return o->table[sheet].name;
}

enum sheet_state
ods_sheet_state(const struct ods *o, size_t sheet)
{
	return o->table[sheet].hidden ? SHEET_HIDDEN : SHEET_VISIBLE;
}

int
ods_read(struct ods *o, size_t sheet, sheet_row_fn *fn, void *ctx,
    struct sheet_facts *facts, struct err *e)
{
	const struct table *t = &o->table[sheet];
	struct ods_rows *r = ods_rows_open(o->null_date, fn, ctx);
	struct xml_stream *x = xml_open(ods_rows_handler(r), o->part, "UTF-8",
	    e);
	struct err lost;
	int status = -1;

	if (x != NULL)
		status = feed_slice(o, x, t->from, t->to, e);
	if (ods_rows_close(r, t->name, facts, status == 0 ? e : &lost) == -1)
		status = -1;
	return status;
}

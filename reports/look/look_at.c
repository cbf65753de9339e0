/* SPDX-License-Identifier: Apache-2.0 */
/* Looks at a workbook, part by part; see look_at.h. */
#include "reports/look/look_at.h"

#include <stdio.h>
#include <stdlib.h>

#include "reports/look/look_internal.h"
#include "shared/base/num.h"
#include "shared/sheet/zip/frame.h"

#define MAX_NAMES ((size_t)1 << 20) /* bytes */

_Static_assert(LOOK_WHY == WHITE_WHY, "a sentence of either fits the other");

bool
look_fail(struct look *k, const char *fmt, ...)
{
	va_list ap;

	if (k->why[0] == '\0') {
		va_start(ap, fmt);
		(void)vsnprintf(k->why, sizeof(k->why), fmt, ap);
		va_end(ap);
	}
	return false;
}

bool
look_numbered(const char *name, const char *before, const char *after)
{
	size_t n = strlen(before), digits = 0;

	if (strncmp(name, before, n) != 0)
		return false;
	while (digits < 8 && ascii_is_digit(name[n + digits]))
		digits++;
	return digits > 0 && strcmp(name + n + digits, after) == 0;
}

/* ---- what the content says that there must be ---- */

static struct look_plan *
add_plan(struct look *k, const char *name, enum look_sheet kind)
{
	struct look_plan *p;

	k->plan = mem_grow(k->plan, &k->cap, k->n, sizeof(*k->plan));
	p = &k->plan[k->n++];
	*p = (struct look_plan){ .kind = kind, .ncolumns = 2,
		.rows = GRID_MAX_TEXTS };
	snprintf(p->name, sizeof(p->name), "%s", name);
	return p;
}

static bool
add_table(struct look *k, const char *name, struct str columns, uint64_t rows)
{
	struct look_plan *p = add_plan(k, name, LOOK_TABLE);

	p->column = mem_calloc(LOOK_MAX_COLUMNS, sizeof(*p->column));
	p->ncolumns = look_parse_columns(columns, p->column);
	p->rows = rows + 1;
	return p->ncolumns > 0 || look_fail(k, "its contents do not say what "
	    "the columns of %s hold", name);
}

/* The columns of the contents themselves, which no line describes. */
static bool
add_contents(struct look *k)
{
	struct doc d, overview;
	struct buf b;
	bool done;

	doc_init(&d);
	overview_make(&d, &overview);
	buf_init(&b, BUF_MAX_DEFAULT);
	look_put_columns(&b, overview.section[0].block[1].table);
	done = add_table(k, CONTENTS_SHEET, buf_view(&b),
	    k->contents.rows - 1);
	buf_fini(&b);
	doc_fini(&overview);
	doc_fini(&d);
	return done;
}

static bool
make_plan(struct look *k)
{
	bool done;

	add_plan(k, OVERVIEW_SHEET, LOOK_FACTS);
	done = k->contents.rows > 0 && add_contents(k);
	for (size_t r = 1; r < k->contents.rows && done; r++) {
		const struct str *line = grid_row(&k->contents, r);
		char name[SHEET_NAME_MAX + 1];
		uint64_t rows = 0;

		if (str_is(line[CONTENTS_PART], "text"))
			continue;
		snprintf(name, sizeof(name), "%.*s",
		    (int)line[CONTENTS_NAME].n, line[CONTENTS_NAME].p);
		done = num_parse_u64(line[CONTENTS_ROWS], XLSX_LAST_ROW,
		    &rows) && add_table(k, name, line[CONTENTS_COLUMNS],
		    rows);
	}
	add_plan(k, TEXT_SHEET, LOOK_TEXTS);
	add_plan(k, VERIFY_SHEET, LOOK_VERIFY);
	return done || look_fail(k, "its contents are not those of a report");
}

static bool
read_plan(struct look *k)
{
	struct err e = { 0 };

	if (zipfile_open(&k->zip, k->path, &zip_caps_report, &e) == -1 ||
	    xlsx_open(&k->x, k->path, &e) == -1 ||
	    grid_read(k->x, OVERVIEW_SHEET, 2, GRID_MAX_TEXTS, &k->head, &e) ==
	    -1 || grid_read(k->x, CONTENTS_SHEET, CONTENTS__MAX,
	    GRID_MAX_TEXTS, &k->contents, &e) == -1)
		return look_fail(k, "it cannot be read: %.400s", e.msg);
	if (k->head.rows < 2)
		return look_fail(k, "its summary is not that of a report");
	k->title = grid_row(&k->head, 0)[1].p;
	k->company = grid_row(&k->head, 1)[1].p;
	return make_plan(k);
}

/* ---- what there is ---- */

static bool
note_name(void *ctx, struct str name)
{
	struct look *k = ctx;

	if (memchr(name.p, '\0', name.n) != NULL)
		return false;
	buf_str(&k->names, name);
	buf_putc(&k->names, '\0');
	return buf_ok(&k->names);
}

/* No part but those that a report has; sheets as many as it has sheets. */
static bool
look_parts(struct look *k)
{
	const char *end = k->names.p + k->names.n;
	size_t sheets = 0;

	for (const char *p = k->names.p; p < end; p += strlen(p) + 1) {
		if (!look_part(k, p))
			return false;
		sheets += look_numbered(p, "xl/worksheets/sheet", ".xml");
	}
	return sheets == k->n || look_fail(k, "it has %zu parts that are "
	    "sheets, and the report has %zu", sheets, k->n);
}

/* Each sheet in a part of its own, and no other. */
static bool
look_sheets(struct look *k)
{
	if (xlsx_sheets(k->x) != k->n)
		return look_fail(k, "it has %zu sheets, and the report has "
		    "%zu", xlsx_sheets(k->x), k->n);
	for (size_t i = 0; i < k->n; i++) {
		for (size_t j = 0; j < i; j++)
			if (strcmp(xlsx_sheet_part(k->x, i),
			    xlsx_sheet_part(k->x, j)) == 0)
				return look_fail(k, "two of its sheets are "
				    "one");
		if (!look_numbered(xlsx_sheet_part(k->x, i),
		    "xl/worksheets/sheet", ".xml"))
			return look_fail(k, "sheet %s stands in a part that "
			    "the report has not", k->plan[i].name);
		if (!look_sheet(k, i))
			return false;
	}
	return true;
}

static bool
look_all(struct look *k, struct str bytes)
{
	const char *beside = zip_frame(bytes, note_name, k);

	if (beside != NULL)
		return look_fail(k, "the file has %s", beside);
	if (!read_plan(k) || !look_book(k))
		return false;
	if (!paint_read(&k->paint, k->zip))
		return look_fail(k, "%s", k->paint.w.why);
	return look_texts(k) && look_sheets(k) && look_parts(k);
}

static void
end_look(struct look *k)
{
	for (size_t i = 0; i < k->n; i++)
		free(k->plan[i].column);
	free(k->plan);
	free(k->rich);
	paint_free(&k->paint);
	grid_free(&k->head);
	grid_free(&k->contents);
	xlsx_close(k->x);
	zipfile_close(k->zip);
	buf_fini(&k->names);
}

bool
look_at(const char *path, struct str bytes, const struct leaf_report *l,
    char why[LOOK_WHY])
{
	struct look *k = mem_calloc(1, sizeof(*k));
	bool same;

	k->path = path;
	buf_init(&k->names, MAX_NAMES);
	look_footer(k->footer, l->id, l->content_sha256);
	same = look_all(k, bytes) && k->why[0] == '\0';
	memcpy(why, k->why, sizeof(k->why));
	end_look(k);
	free(k);
	return same;
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * content.csv from a workbook alone: the Summary and Contents sheets give the
 * overview, the Contents sheet says which parts there are and where. Every
 * other text in the workbook must be accounted for. See read_back.h.
 */
#include "reports/render/read_back.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "reports/render/grid.h"
#include "reports/render/identity.h"
#include "reports/render/overview.h"
#include "shared/base/num.h"

/* Cells of one sheet held at once: 256 MiB of places. */
#define MAX_CELLS ((uint64_t)16 << 20)
#define MAX_COLUMNS 256
#define MAX_TABLE_ROWS 1048575
#define MAX_TEXTS GRID_MAX_TEXTS

/* How many columns a table's header has. */
static bool
count_header(void *ctx, uint32_t row, const struct sheet_cell *cell, size_t n)
{
	size_t *columns = ctx;

	(void)cell;
	if (row == 1)
		*columns = n;
	return false;
}

/* One table's sheet, with as many rows as the contents say. */
static int
put_table(struct xlsx *x, struct buf *out, const struct str *entry,
    struct err *e)
{
	char name[SHEET_NAME_MAX + 1];
	size_t i, columns = 0;
	uint64_t rows;
	struct grid g;

	/* What the contents say of the sheet. */
	if (entry[CONTENTS_NAME].n > SHEET_NAME_MAX ||
	    !num_parse_u64(entry[CONTENTS_ROWS], MAX_TABLE_ROWS, &rows))
		return err_set(e, ERR_REFUSED, "its contents are not those of "
		    "a report");
	memcpy(name, entry[CONTENTS_NAME].p, entry[CONTENTS_NAME].n);
	name[entry[CONTENTS_NAME].n] = '\0';
	/* How wide it is, which its header says. */
	if (grid_find_sheet(x, name, &i, e) == -1 ||
	    xlsx_read(x, i, count_header, &columns, NULL, e) == -1)
		return -1;
	if (columns == 0 || columns > MAX_COLUMNS)
		return err_set(e, ERR_REFUSED, "sheet \"%s\" has no header",
		    name);
	if ((rows + 1) * columns > MAX_CELLS)
		return err_set(e, ERR_REFUSED, "sheet \"%s\" has more cells "
		    "than can be compared", name);
	/* Its cells. */
	if (grid_read(x, name, columns, rows + 1, &g, e) == -1)
		return -1;
	/* Rows that are empty at the end are not in the file. */
	while (g.rows < rows + 1)
		grid_add_row(&g);
	/* As content.csv has them. */
	for (size_t r = 0; r < g.rows; r++)
		content_row(out, entry[CONTENTS_SECTION],
		    entry[CONTENTS_PART], r, grid_row(&g, r), columns);
	grid_free(&g);
	if (!buf_ok(out))
		return err_set(e, ERR_LIMIT, "it holds more than can be "
		    "compared");
	return 0;
}

/* Nothing but the sheets that are accounted for. */
static int
no_other_sheet(const struct xlsx *x, const struct grid *contents,
    struct err *e)
{
	size_t tables = 0;

	for (size_t r = 1; r < contents->rows; r++)
		tables += !str_is(grid_row(contents, r)[2], "text");
	if (xlsx_sheets(x) == tables + SHEETS_BESIDE)
		return 0;
	return err_set(e, ERR_REFUSED, "it has %zu sheets, its contents name "
	    "%zu", xlsx_sheets(x), tables + SHEETS_BESIDE);
}

static int
put_parts(struct xlsx *x, const struct grid *contents,
    const struct grid *texts, struct buf *out, struct err *e)
{
	size_t text = 1, number = 0;

	for (size_t r = 1; r < contents->rows; r++) {
		const struct str *entry = grid_row(contents, r);

		if (r == 1 || !str_eq(entry[CONTENTS_SECTION],
		    grid_row(contents, r - 1)[0]))
			number = 0;
		if (!str_is(entry[CONTENTS_PART], "text")) {
			if (put_table(x, out, entry, e) == -1)
				return -1;
			continue;
		}
		if (text >= texts->rows ||
		    !str_eq(grid_row(texts, text)[0],
		    entry[CONTENTS_SECTION]))
			return err_set(e, ERR_REFUSED, "sheet \"%s\" does not "
			    "fit the contents", TEXT_SHEET);
		content_row(out, entry[CONTENTS_SECTION], STR("text"), ++number,
		    &grid_row(texts, text)[1], 1);
		text++;
	}
	if (text != texts->rows)
		return err_set(e, ERR_REFUSED, "sheet \"%s\" has more texts "
		    "than the contents say", TEXT_SHEET);
	return 0;
}

/* Titles that the overview's tables have in content.csv. */
static void
put_overview(struct buf *out, const struct grid *head,
    const struct grid *contents)
{
	static const struct str titles[] = { { "Fact", 4 }, { "Value", 5 } };

	content_row(out, STR(OVERVIEW_SECTION), STR("head"), 0, titles, 2);
	for (size_t r = 0; r < head->rows; r++)
		content_row(out, STR(OVERVIEW_SECTION), STR("head"), r + 1,
		    grid_row(head, r), 2);
	for (size_t r = 0; r < contents->rows; r++)
		content_row(out, STR(OVERVIEW_SECTION), STR("contents"), r,
		    grid_row(contents, r), contents->width);
}

int
xlsx_content(const char *path, struct buf *content_csv, struct err *e)
{
	struct grid head = { 0 }, contents = { 0 }, texts = { 0 };
	struct xlsx *x;
	int status = -1;

	if (xlsx_open(&x, path, e) == -1)
		return -1;
	if (grid_read(x, OVERVIEW_SHEET, 2, MAX_TEXTS, &head, e) == 0 &&
	    grid_read(x, CONTENTS_SHEET, CONTENTS__MAX,
	    MAX_TEXTS, &contents, e) == 0 &&
	    grid_read(x, TEXT_SHEET, 2, MAX_TEXTS, &texts, e) == 0 &&
	    no_other_sheet(x, &contents, e) == 0) {
		put_overview(content_csv, &head, &contents);
		status = put_parts(x, &contents, &texts, content_csv, e);
	}
	if (status == 0 && !buf_ok(content_csv))
		status = err_set(e, ERR_LIMIT, "%s holds more than can be "
		    "compared", path);
	grid_free(&head);
	grid_free(&contents);
	grid_free(&texts);
	xlsx_close(x);
	return status;
}

bool
xlsx_is_table(const char *path, const struct doc_table *t)
{
	struct xlsx *x = NULL;
	struct grid g = { 0 };
	struct err ignored;
	bool same = false;

	if (xlsx_open(&x, path, &ignored) == 0 && xlsx_sheets(x) == 1 &&
	    grid_read(x, xlsx_sheet_name(x, 0), t->ncolumns, t->nrows + 1, &g,
	    &ignored) == 0)
		same = g.rows == t->nrows + 1;
	for (size_t i = 0; same && i < g.rows * g.width; i++)
		same = str_eq(g.cell[i], i < g.width ?
		    str_of(t->column[i].title) : t->cell[i - g.width]);
	grid_free(&g);
	xlsx_close(x);
	return same;
}

/* ---- the Verify sheet ---- */

static bool
line_is(const struct grid *g, size_t r, const char *name, const char *value)
{
	return r < g->rows && str_is(grid_row(g, r)[0], name) &&
	    (value == NULL || str_is(grid_row(g, r)[1], value));
}

bool
xlsx_verify_sheet_is(const char *path, const struct leaf_report *l,
    const char *origin, const char *key, char *why, size_t why_size)
{
	struct identity_line line[IDENTITY_MAX];
	struct doc_identity d = { .id = l->id, .origin = origin,
		.as_of = l->as_of, .head_root = l->head_root,
		.profile = l->profile, .profile_sha256 = l->profile_sha256,
		.standard = l->standard, .lang = l->lang,
		.program = l->program, .content_sha256 = l->content_sha256,
		.key_fingerprint = key[0] == '\0' ? NULL : key };
	struct grid g = { 0 };
	struct xlsx *x = NULL;
	struct err e = { 0 };
	char size[24];
	size_t n, r = 0;
	bool ok = false;

	/* What the sheet must say. */
	snprintf(size, sizeof(size), "%" PRIu64, l->head_size);
	d.head_size_text = size;
	n = identity_lines(&d, line);
	snprintf(why, why_size, "its Verify sheet does not say what it must");
	/* What it says: line by line the same, and no line more. */
	if (xlsx_open(&x, path, &e) == 0 &&
	    grid_read(x, VERIFY_SHEET, 2, MAX_TEXTS, &g, &e) == 0) {
		ok = true;
		for (; r < n && ok; r++)
			ok = line_is(&g, r, line[r].name, line[r].value);
		for (const char *const *p = identity_advice;
		    *p != NULL && ok; p++, r++)
			ok = line_is(&g, r, "", *p);
		ok = ok && r == g.rows;
	}
	if (ok)
		why[0] = '\0';
	grid_free(&g);
	xlsx_close(x);
	return ok;
}

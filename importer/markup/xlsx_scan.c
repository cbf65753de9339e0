/* SPDX-License-Identifier: Apache-2.0 */
/* A sheet's part read once before it is edited; see engine.h. */
#include "importer/markup/xlsx.h"

#include <stdlib.h>

#include "shared/base/mem.h"
#include "shared/sheet/xml/xml.h"

struct xlsx_scan {
	struct xlsx_stream x;
	struct scan l;
	struct xlsx_part *sheet;
	bool saw_data;
	uint32_t last_width;  /* column whose style is known, with those before */
};

/* Children of a sheet that stand behind the drawing of comments. */
static bool
stands_behind(const char *name)
{
	static const char *const behind[] = { "legacyDrawing",
		"legacyDrawingHF", "drawingHF", "picture", "oleObjects",
		"controls", "webPublishItems", "tableParts", "extLst",
		"AlternateContent" };

	for (size_t i = 0; i < sizeof(behind) / sizeof(behind[0]); i++)
		if (strcmp(name, behind[i]) == 0)
			return true;
	return false;
}

static void
scan_root(struct xlsx_scan *l, const struct xml_tag *t)
{
	l->sheet->strict = is_strict(t->attr);
	if (strcmp(t->name, "worksheet") != 0)
		l->x.s.fault = "it is no worksheet";
}

static void
scan_child(struct xlsx_scan *l, const struct xml_tag *t)
{
	struct xlsx_part *sheet = l->sheet;
	const char *id = xml_attr(t->attr, "id");

	l->x.child++;
	if (!stands_behind(t->name))
		sheet->last_before = l->x.child;
	if (strcmp(t->name, "sheetData") == 0) {
		if (l->saw_data)
			l->x.s.fault = "it holds its cells twice";
		l->x.in_data = l->saw_data = true;
	} else if (strcmp(t->name, "cols") == 0) {
		sheet->has_columns = true;
	} else if (strcmp(t->name, "legacyDrawing") == 0) {
		free(sheet->legacy_id);
		sheet->legacy_id = mem_strdup(id == NULL ? "" : id);
	}
}

/* Ranges stand upwards; one that does not is passed over. */
static void
scan_width(struct xlsx_scan *l, const struct xml_tag *t)
{
	uint32_t min = attr_number(t->attr, "min", 0);
	uint32_t max = attr_number(t->attr, "max", 0);

	if (min <= l->last_width || max < min || max > MAX_COLUMN)
		return;
	scan_columns(&l->l, min, max, attr_number(t->attr, "style", 0));
	l->last_width = max;
}

static void
scan_merge(struct xlsx_scan *l, const struct xml_tag *t)
{
	const char *ref = xml_attr(t->attr, "ref");
	const char *colon = ref == NULL ? NULL : strchr(ref, ':');
	uint32_t column, row;

	if (colon != NULL && ref_parse(colon + 1, &column, &row))
		scan_merged(&l->l, row, column);
}

static void
on_start(void *ctx, const struct xml_tag *t, struct buf *out)
{
	struct xlsx_scan *l = ctx;

	(void)out;
	if (xlsx_row_start(&l->x, t))
		return;
	if (t->depth == 1)
		scan_root(l, t);
	else if (t->depth == 2)
		scan_child(l, t);
	else if (t->depth == 3 && strcmp(t->name, "col") == 0)
		scan_width(l, t);
	else if (t->depth == 3 && strcmp(t->name, "mergeCell") == 0)
		scan_merge(l, t);
}

static void
on_end(void *ctx, const struct xml_tag *t, struct buf *out)
{
	struct xlsx_scan *l = ctx;

	(void)out;
	if (l->x.in_row && xlsx_row_end(&l->x, t)) {
		scan_row(&l->l, &l->x.s.row);
		l->x.s.holding = false;
	}
	if (t->depth == 2)
		l->x.in_data = false;
}

static void
on_text(void *ctx, const char *p, size_t n)
{
	xlsx_row_text(&((struct xlsx_scan *)ctx)->x, p, n);
}

void
xlsx_scan_open(struct xlsx_scan **scan, struct xlsx_part *sheet,
    struct styles *styles, const struct strings *strings)
{
	static const bool mute = true;
	struct xlsx_scan *l = mem_calloc(1, sizeof(*l));
	struct xml_copier h = { .start = on_start, .end = on_end,
		.text = on_text, .mute = &mute, .ctx = l };

	*scan = l;
	xlsx_stream_init(&l->x, sheet, strings, h);
	l->sheet = sheet;
	l->l.d = &xlsx_dialect;
	l->l.styles = styles;
	scan_begin(&l->l, sheet->s);
}

int
xlsx_scan_feed(void *scan, struct str in, bool last, struct err *e)
{
	struct xlsx_scan *l = scan;
	const char *fault;

	if (stream_feed(&l->x.s, in, last, NULL, e) == -1)
		return -1;
	if (!last)
		return 0;
	if (!l->saw_data)
		return err_set(e, ERR_REFUSED, "part %s has no rows, not "
		    "even an empty list of them", l->sheet->part);
	fault = scan_end(&l->l);
	return fault == NULL ? 0 : err_set(e, ERR_REFUSED, "%s", fault);
}

void
xlsx_scan_close(struct xlsx_scan *l)
{
	xlsx_stream_fini(&l->x);
	free(l);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The rows of one sheet, streamed; see xlsx.h. */
#include "shared/sheet/xlsx/xlsx_row.h"

#include <stdlib.h>

#include "shared/base/num.h"

/* An inline text counts, not a value beside it. */
static void
start_inline_text(struct row_reader *r)
{
	if (!r->has_text)
		buf_reset(&r->value);
	r->has_text = true;
	r->in_text = true;
}

static void
start_in_cell(struct row_reader *r, const char *name)
{
	if (strcmp(name, "v") == 0) {
		r->has_value = true;
		r->in_value = !r->has_text;
	} else if (strcmp(name, "f") == 0) {
		r->has_formula = true;
	} else if (strcmp(name, "t") == 0) {
		if (r->type == TYPE_INLINE && r->phonetic == 0)
			start_inline_text(r);
	} else if (strcmp(name, "rPh") == 0) {
		r->phonetic++;
	} else if (strcmp(name, "c") == 0 || strcmp(name, "row") == 0) {
		row_fail(r, "a cell or row stands inside a cell; "
		    SAVE_AGAIN);
	}
}

static void
hide_columns(struct row_reader *r, const char **attr)
{
	const char *min = xml_attr(attr, "min"), *max = xml_attr(attr, "max");
	const char *hidden = xml_attr(attr, "hidden");
	uint64_t from, to;

	if (hidden == NULL || !xlsx_is_true(hidden) || min == NULL || max == NULL ||
	    !num_parse_u64(str_of(min), XLSX_MAX_COLUMN, &from) ||
	    !num_parse_u64(str_of(max), UINT32_MAX, &to) || from == 0)
		return;
	for (; from <= to && from <= XLSX_MAX_COLUMN; from++)
		r->hidden_column[(from - 1) / 8] |=
		    (uint8_t)(1u << ((from - 1) & 7));
}

static void
note_merge(struct row_reader *r, const char *ref)
{
	struct sheet_merge m = { 0 };
	char place[32];
	const char *colon = ref == NULL ? NULL : strchr(ref, ':');
	size_t n = colon == NULL ? 0 : (size_t)(colon - ref);

	if (n == 0 || n >= sizeof(place))
		return;
	memcpy(place, ref, n);
	place[n] = '\0';
	if (!xlsx_parse_reference(place, &m.column0, &m.row0) ||
	    !xlsx_parse_reference(colon + 1, &m.column1, &m.row1) ||
	    m.row1 < m.row0 || m.column1 < m.column0)
		return;
	m.column0++;
	m.column1++;
	r->facts->merges++;
	if (m.row0 <= SHEET_MERGE_ROWS && r->facts->nmerge < SHEET_MERGES)
		r->facts->merge[r->facts->nmerge++] = m;
}

static void
on_start(void *ctx, const char *name, const char **attr)
{
	struct row_reader *r = ctx;

	/* What is another document has no row, and must not pass for empty. */
	if (!r->begun && strcmp(name, "worksheet") != 0)
		row_fail(r, "its part is no worksheet; " SAVE_AGAIN);
	r->begun = true;
	if (r->in_cell)
		start_in_cell(r, name);
	else if (r->in_data && strcmp(name, "c") == 0)
		row_start_cell(r, attr);
	else if (r->in_data && strcmp(name, "row") == 0)
		row_start(r, attr);
	else if (strcmp(name, "sheetData") == 0)
		r->in_data = true;
	else if (strcmp(name, "col") == 0)
		hide_columns(r, attr);
	else if (strcmp(name, "mergeCell") == 0)
		note_merge(r, xml_attr(attr, "ref"));
}

static void
on_end(void *ctx, const char *name)
{
	struct row_reader *r = ctx;

	if (r->in_cell) {
		if (strcmp(name, "c") == 0)
			row_end_cell(r);
		else if (strcmp(name, "v") == 0)
			r->in_value = false;
		else if (strcmp(name, "t") == 0)
			r->in_text = false;
		else if (strcmp(name, "rPh") == 0 && r->phonetic > 0)
			r->phonetic--;
	} else if (r->in_row && strcmp(name, "row") == 0) {
		row_end(r);
	} else if (strcmp(name, "sheetData") == 0) {
		r->in_data = false;
	}
}

static void
on_text(void *ctx, const char *p, size_t n)
{
	struct row_reader *r = ctx;

	if (r->in_cell && (r->in_value || r->in_text))
		buf_put(&r->value, p, n);
}

/* ---- the whole sheet ---- */

struct sheet_reader {
	struct row_reader r;
	struct xml_handler h;
	struct sheet_facts facts;
};

static struct sheet_reader *
begin(struct xlsx *x, sheet_row_fn *fn, void *ctx)
{
	struct sheet_reader *s = mem_calloc(1, sizeof(*s));

	s->r.x = x;
	s->r.fn = fn;
	s->r.fn_ctx = ctx;
	s->r.facts = &s->facts;
	s->h = (struct xml_handler){ .start = on_start, .end = on_end,
		.text = on_text, .stop = &s->r.stop, .ctx = &s->r };
	buf_init(&s->r.value, XLSX_MAX_CELL_TEXT);
	buf_init(&s->r.text, XLSX_MAX_ROW_TEXT);
	return s;
}

static void
drop(struct sheet_reader *s)
{
	buf_fini(&s->r.value);
	buf_fini(&s->r.text);
	free(s->r.cell);
	free(s->r.from);
	free(s);
}

/* From the start once more; the rows given so far are passed over. */
static struct sheet_reader *
begin_again(struct sheet_reader *s)
{
	struct sheet_reader *again = begin(s->r.x, s->r.fn, s->r.fn_ctx);

	again->r.skip = s->r.given;
	drop(s);
	return again;
}

static uint32_t
count_hidden(const struct row_reader *r)
{
	uint32_t n = 0;

	for (uint32_t c = 0; c < r->facts->columns; c++)
		n += r->hidden_column[c / 8] >> (c & 7) & 1;
	return n;
}

static int
finish(struct sheet_reader *s, int status, const char *name,
    struct sheet_facts *facts, struct err *e)
{
	if (status == 0 && s->r.faulty)
		status = s->r.row == 0 ? err_set(e, ERR_REFUSED, "sheet "
		    "\"%s\": %s", name, s->r.fault) : err_set(e, ERR_REFUSED,
		    "sheet \"%s\", row %u: %s", name, s->r.row, s->r.fault);
	else if (status == -1)
		err_ctx(e, "sheet \"%s\"", name);
	if (status == 0 && facts != NULL && !s->r.stop) {
		s->facts.hidden_columns = count_hidden(&s->r);
		*facts = s->facts;
	}
	drop(s);
	return status;
}

int
xlsx_read(struct xlsx *x, size_t sheet, sheet_row_fn *fn, void *ctx,
    struct sheet_facts *facts, struct err *e)
{
	const struct xlsx_sheet *which = &x->sheet[sheet];
	struct sheet_reader *s = begin(x, fn, ctx);
	enum xml_scanned scanned = xml_scan(x->zip, which->part, &s->h, e);
	int status = scanned == XML_SCAN_FAILED ? -1 : 0;

	if (scanned == XML_SCAN_GAVE_UP) {
		s = begin_again(s);
		status = xml_read(x->zip, which->part, &s->h, e);
	}
	return finish(s, status, which->name, facts, e);
}

int
xlsx_parse_sheet(struct xlsx *x, struct str text, sheet_row_fn *fn, void *ctx,
    struct sheet_facts *facts, struct err *e)
{
	struct sheet_reader *s = begin(x, fn, ctx);

	return finish(s, xml_parse(text, &s->h, e), "text", facts, e);
}

int
xlsx_scan_sheet(struct xlsx *x, struct str text, size_t piece,
    sheet_row_fn *fn, void *ctx, struct sheet_facts *facts, struct err *e)
{
	struct sheet_reader *s = begin(x, fn, ctx);
	int status = 0;

	if (xml_scan_text(text, piece, &s->h) == XML_SCAN_GAVE_UP) {
		s = begin_again(s);
		status = xml_parse(text, &s->h, e);
	}
	return finish(s, status, "text", facts, e);
}

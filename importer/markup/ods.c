/* SPDX-License-Identifier: Apache-2.0 */
/* An OpenDocument spreadsheet copied with its notes; see markup.h. */
#include <stdlib.h>

#include "importer/markup/ods.h"

#define CONTENT "content.xml"
#define SIGNATURES "META-INF/documentsignatures.xml"
#define PIECE ((size_t)64 << 10)

struct job {
	const struct markup_request *request;
	struct zipedit *z;    /* NULL when it is flat */
	struct ods_styles styles;
	struct ods_sheet *sheet;
	size_t nsheets;
	struct ods_scan *scan;
	struct ods_writer *writer;
	struct err *e;
	bool failed;
};

/* ---- which sheets ---- */

static int
by_number(const void *a, const void *b)
{
	const struct ods_sheet *x = a, *y = b;

	if (x->number != y->number)
		return x->number < y->number ? -1 : 1;
	/* One that was named before one that only has notes. */
	return x->header_row == 0 ? y->header_row != 0 :
	    y->header_row == 0 ? -1 : 0;
}

/* One of each number, the first. */
static size_t
once_each(struct ods_sheet *s, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		if (kept == 0 || s[kept - 1].number != s[i].number)
			s[kept++] = s[i];
	return kept;
}

/* Every sheet with notes or with a header row named. */
static int
list_sheets(struct job *j, struct err *e)
{
	const struct markup_request *r = j->request;
	const struct markup_note *a = r->note;
	size_t cap = 0, at = 0;

	for (size_t i = 0; i < r->nsheets + r->nnotes; i++) {
		struct ods_sheet s = { 0 };

		if (i < r->nsheets && r->sheet[i].header_row > MAX_ROW)
			return err_set(e, ERR_REFUSED, "no sheet has a row %u",
			    r->sheet[i].header_row);
		if (i < r->nsheets)
			s.header_row = r->sheet[i].header_row;
		s.number = i < r->nsheets ? r->sheet[i].sheet :
		    a[i - r->nsheets].sheet;
		if (i > r->nsheets && s.number == a[i - r->nsheets - 1].sheet)
			continue;
		j->sheet = mem_grow(j->sheet, &cap, j->nsheets, sizeof(s));
		j->sheet[j->nsheets++] = s;
	}
	if (j->nsheets > 0)
		qsort(j->sheet, j->nsheets, sizeof(*j->sheet), by_number);
	j->nsheets = once_each(j->sheet, j->nsheets);
	for (size_t i = 0; i < j->nsheets; i++) {
		struct ods_sheet *s = &j->sheet[i];

		s->header_row = s->header_row == 0 ? 1 : s->header_row;
		s->note = a + at;
		for (; at < r->nnotes && a[at].sheet == s->number; at++) {
			s->n++;
			s->nwhole += a[at].row == 0;
		}
	}
	return 0;
}

/* ---- the two readings ---- */

static bool
scan_piece(void *ctx, const char *p, size_t n, bool last)
{
	struct job *j = ctx;

	j->failed = ods_scan_feed(j->scan, (struct str){ p, n }, last,
	    j->e) == -1;
	return !j->failed;
}

static int
scan(struct job *j, struct err *e)
{
	const struct str original = j->request->original;
	int status = 0;
	size_t k;

	ods_scan_open(&j->scan, j->sheet, j->nsheets, &j->styles);
	j->e = e;
	if (j->z != NULL)
		status = zipedit_read(j->z, CONTENT, scan_piece, j, e);
	for (size_t at = 0; j->z == NULL && at <= original.n && !j->failed;
	    at += PIECE) {
		k = original.n - at < PIECE ? original.n - at : PIECE;
		(void)scan_piece(j, original.p + at, k, k < PIECE);
	}
	if (j->failed)
		return -1;
	return status == -1 ? -1 : notes_check(j->request->note,
	    j->request->nnotes, ods_scan_tables(j->scan), e);
}

static int
write_piece(void *ctx, struct str in, bool last, struct buf *out,
    struct err *e)
{
	return ods_writer_feed(ctx, in, last, out, e);
}

static int
write_flat(struct job *j, struct err *e)
{
	const struct markup_request *r = j->request;
	const struct str original = r->original;
	struct buf out;
	int status = 0;

	buf_init(&out, BUF_MAX_DEFAULT);
	for (size_t at = 0; status == 0 && at <= original.n; at += PIECE) {
		size_t k = original.n - at < PIECE ? original.n - at : PIECE;

		status = ods_writer_feed(j->writer, (struct str){ original.p +
		    at, k }, k < PIECE, &out, e);
		if (status == 0 && out.n > 0)
			status = r->sink(r->ctx, buf_view(&out), e);
		buf_reset(&out);
	}
	buf_fini(&out);
	return status;
}

static int
run(struct job *j, struct markup_omitted *omitted, struct err *e)
{
	const struct markup_request *r = j->request;

	if (notes_check(r->note, r->nnotes, ODS_MAX_SHEETS, e) == -1 ||
	    list_sheets(j, e) == -1 || scan(j, e) == -1)
		return -1;
	for (size_t i = 0; i < j->nsheets; i++)
		if (j->sheet[i].commented > MARKUP_MAX_COMMENTS - 1)
			omitted->comments += j->sheet[i].commented -
			    (MARKUP_MAX_COMMENTS - 1);
	ods_writer_open(&j->writer, j->sheet, j->nsheets, &j->styles);
	if (j->z == NULL)
		return write_flat(j, e);
	omitted->signature = zipedit_drop(j->z, SIGNATURES) > 0;
	if (zipedit_edit(j->z, CONTENT, write_piece, j->writer, e) == -1)
		return -1;
	return zipedit_commit(j->z, r->sink, r->ctx, e);
}

static void
job_free(struct job *j)
{
	zipedit_close(j->z);
	if (j->writer != NULL)
		ods_writer_close(j->writer);
	if (j->scan != NULL)
		ods_scan_close(j->scan);
	for (size_t i = 0; i < j->nsheets; i++)
		free(j->sheet[i].base);
	free(j->sheet);
	ods_styles_fini(&j->styles);
}

int
markup_ods(const struct markup_request *request, struct markup_omitted *omitted,
    struct err *e)
{
	struct job j = { .request = request };
	int status = 0;

	if (str_starts(request->original, STR("PK")))
		status = zipedit_open(&j.z, request->original, e);
	if (status == 0)
		status = run(&j, omitted, e);
	job_free(&j);
	return status;
}

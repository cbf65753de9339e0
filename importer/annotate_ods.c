/* SPDX-License-Identifier: Apache-2.0 */
/* An OpenDocument spreadsheet copied with its notes; see annotate.h. */
#include <stdlib.h>

#include "importer/annotate_ods.h"
#include "shared/base/fileio.h"

#define CONTENT "content.xml"
#define SIGNATURES "META-INF/documentsignatures.xml"
#define PIECE ((size_t)64 << 10)

struct job {
	struct str flat;      /* the document, when it is no package */
	struct zipedit *z;    /* NULL when it is flat */
	struct ods_styles styles;
	struct ods_sheet *sheet;
	size_t nsheets;
	struct ods_look *look;
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
list_sheets(struct job *j, const struct annotate_sheet *sheets, size_t nsheets,
    const struct annotation *a, size_t n, struct err *e)
{
	size_t cap = 0, at = 0;

	for (size_t i = 0; i < nsheets + n; i++) {
		struct ods_sheet s = { 0 };

		if (i < nsheets && sheets[i].header_row > MAX_ROW)
			return err_set(e, ERR_REFUSED, "no sheet has a row %u",
			    sheets[i].header_row);
		if (i < nsheets)
			s.header_row = sheets[i].header_row;
		s.number = i < nsheets ? sheets[i].sheet :
		    a[i - nsheets].sheet;
		if (i > nsheets && s.number == a[i - nsheets - 1].sheet)
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
		for (; at < n && a[at].sheet == s->number; at++) {
			s->n++;
			s->nwhole += a[at].row == 0;
		}
	}
	return 0;
}

/* ---- the two readings ---- */

static bool
look_piece(void *ctx, const char *p, size_t n, bool last)
{
	struct job *j = ctx;

	j->failed = ods_look_feed(j->look, (struct str){ p, n }, last,
	    j->e) == -1;
	return !j->failed;
}

static int
look(struct job *j, const struct annotation *a, size_t n, struct err *e)
{
	int status = 0;
	size_t k;

	ods_look_open(&j->look, j->sheet, j->nsheets, &j->styles);
	j->e = e;
	if (j->z != NULL)
		status = zipedit_read(j->z, CONTENT, look_piece, j, e);
	for (size_t at = 0; j->z == NULL && at <= j->flat.n && !j->failed;
	    at += PIECE) {
		k = j->flat.n - at < PIECE ? j->flat.n - at : PIECE;
		(void)look_piece(j, j->flat.p + at, k, k < PIECE);
	}
	if (j->failed)
		return -1;
	return status == -1 ? -1 :
	    notes_check(a, n, ods_look_tables(j->look), e);
}

static int
write_piece(void *ctx, struct str in, bool last, struct buf *out,
    struct err *e)
{
	return ods_writer_feed(ctx, in, last, out, e);
}

static int
write_flat(struct job *j, annotate_sink *sink, void *ctx, struct err *e)
{
	struct buf out;
	int status = 0;

	buf_init(&out, BUF_MAX_DEFAULT);
	for (size_t at = 0; status == 0 && at <= j->flat.n; at += PIECE) {
		size_t k = j->flat.n - at < PIECE ? j->flat.n - at : PIECE;

		status = ods_writer_feed(j->writer, (struct str){ j->flat.p +
		    at, k }, k < PIECE, &out, e);
		if (status == 0 && out.n > 0)
			status = sink(ctx, buf_view(&out), e);
		buf_reset(&out);
	}
	buf_fini(&out);
	return status;
}

static int
run(struct job *j, const struct annotate_sheet *sheets, size_t nsheets,
    const struct annotation *a, size_t n, annotate_sink *sink, void *ctx,
    struct annotate_told *told, struct err *e)
{
	if (notes_check(a, n, ODS_MAX_SHEETS, e) == -1 ||
	    list_sheets(j, sheets, nsheets, a, n, e) == -1 ||
	    look(j, a, n, e) == -1)
		return -1;
	for (size_t i = 0; i < j->nsheets; i++)
		if (j->sheet[i].commented > ANNOTATE_MAX_COMMENTS - 1)
			told->comments_left_out += j->sheet[i].commented -
			    (ANNOTATE_MAX_COMMENTS - 1);
	ods_writer_open(&j->writer, j->sheet, j->nsheets, &j->styles);
	if (j->z == NULL)
		return write_flat(j, sink, ctx, e);
	told->signature_dropped = zipedit_drop(j->z, SIGNATURES) > 0;
	if (zipedit_edit(j->z, CONTENT, write_piece, j->writer, e) == -1)
		return -1;
	return zipedit_commit(j->z, sink, ctx, e);
}

static void
job_free(struct job *j)
{
	zipedit_close(j->z);
	if (j->writer != NULL)
		ods_writer_close(j->writer);
	if (j->look != NULL)
		ods_look_close(j->look);
	for (size_t i = 0; i < j->nsheets; i++)
		free(j->sheet[i].base);
	free(j->sheet);
	ods_styles_fini(&j->styles);
}

int
annotate_ods_to(struct str original, const struct annotate_sheet *sheets,
    size_t nsheets, const struct annotation *sorted, size_t n,
    annotate_sink *sink, void *ctx, struct annotate_told *told, struct err *e)
{
	struct annotate_told unasked;
	struct job j = { .flat = original.n > 0 ? original : STR("") };
	int status = 0;

	if (told == NULL)
		told = &unasked;
	*told = (struct annotate_told){ 0 };
	if (str_starts(original, STR("PK")))
		status = zipedit_open(&j.z, original, e);
	if (status == 0)
		status = run(&j, sheets, nsheets, sorted, n, sink, ctx, told,
		    e);
	job_free(&j);
	return status;
}

static int
to_file(void *ctx, struct str piece, struct err *e)
{
	return newfile_put(ctx, piece.p, piece.n, e);
}

int
annotate_ods(struct str original, const struct annotate_sheet *sheets,
    size_t nsheets, const struct annotation *sorted, size_t n,
    const char *out_path, struct annotate_told *told, struct err *e)
{
	struct newfile f;

	if (newfile_begin(&f, out_path, e) == -1)
		return -1;
	if (annotate_ods_to(original, sheets, nsheets, sorted, n, to_file, &f,
	    told, e) == -1 || newfile_commit(&f, 0644, e) == -1) {
		newfile_abort(&f);
		return -1;
	}
	return 0;
}

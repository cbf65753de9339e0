/* SPDX-License-Identifier: Apache-2.0 */
/* An OpenDocument spreadsheet copied with its notes; see markup.h. */
#include "importer/markup/ods.h"

#include <stdlib.h>

#define CONTENT "content.xml"
#define SIGNATURES "META-INF/documentsignatures.xml"

struct ods_job {
	const struct markup_request *request;
	struct zipedit *z;    /* NULL: the document is flat */
	struct ods_styles styles;
	struct sheet *sheet;
	size_t nsheets;
	struct ods_table *table; /* of each sheet */
	struct ods_scan *scan;
	struct ods_writer *writer;
	struct buf out;       /* of a flat one */
};

static int
scan(struct ods_job *j, struct err *e)
{
	const struct markup_request *r = j->request;
	int status;

	j->table = mem_calloc(j->nsheets + 1, sizeof(*j->table));
	for (size_t i = 0; i < j->nsheets; i++)
		j->table[i].s = &j->sheet[i];
	ods_scan_open(&j->scan, j->table, j->nsheets, &j->styles);
	status = j->z != NULL ? part_read(j->z, CONTENT, ods_scan_feed,
	    j->scan, e) : text_read(r->original, ods_scan_feed, j->scan, e);
	return status == -1 ? -1 : notes_check(r, ods_scan_tables(j->scan), e);
}

static int
write_flat(void *ctx, struct str in, bool last, struct err *e)
{
	struct ods_job *j = ctx;
	int status = ods_writer_feed(j->writer, in, last, &j->out, e);

	if (status == 0 && j->out.n > 0)
		status = j->request->sink(j->request->ctx, buf_view(&j->out),
		    e);
	buf_reset(&j->out);
	return status;
}

static int
run(struct ods_job *j, struct markup_omitted *omitted, struct err *e)
{
	const struct markup_request *r = j->request;

	if (notes_check(r, ODS_MAX_SHEETS, e) == -1 ||
	    sheets_list(r, &j->sheet, &j->nsheets, e) == -1 ||
	    scan(j, e) == -1)
		return -1;
	for (size_t i = 0; i < j->nsheets; i++)
		omitted->comments += sheet_uncommented(&j->sheet[i]);
	ods_writer_open(&j->writer, j->table, j->nsheets, &j->styles);
	if (j->z == NULL)
		return text_read(r->original, write_flat, j, e);
	omitted->signature = zipedit_drop(j->z, SIGNATURES) > 0;
	if (zipedit_edit(j->z, CONTENT, ods_writer_feed, j->writer, e) == -1)
		return -1;
	return zipedit_commit(j->z, r->sink, r->ctx, e);
}

int
markup_ods(const struct markup_request *request, struct markup_omitted *omitted,
    struct err *e)
{
	struct ods_job j = { .request = request };
	int status = 0;

	ods_styles_init(&j.styles);
	buf_init(&j.out, BUF_MAX_DEFAULT);
	if (str_starts(request->original, STR("PK")))
		status = zipedit_open(&j.z, request->original, e);
	if (status == 0)
		status = run(&j, omitted, e);
	zipedit_close(j.z);
	ods_writer_close(j.writer);
	ods_scan_close(j.scan);
	free(j.table);
	sheets_free(j.sheet, j.nsheets);
	ods_styles_fini(&j.styles);
	buf_fini(&j.out);
	return status;
}

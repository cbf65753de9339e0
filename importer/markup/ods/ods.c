/* SPDX-License-Identifier: Apache-2.0 */
/* An OpenDocument spreadsheet copied with its notes; see markup.h. */
#include "importer/markup/ods/ods.h"

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
	struct ods_pass *pass;
	struct buf out;       /* of a flat one */
};

static int
scan(struct ods_job *j, struct err *e)
{
	int status;

	j->table = mem_calloc(j->nsheets + 1, sizeof(*j->table));
	for (size_t i = 0; i < j->nsheets; i++)
		j->table[i].s = &j->sheet[i];
	j->pass = ods_pass_open(j->table, j->nsheets, &j->styles, true);
	status = j->z != NULL ? part_read(j->z, CONTENT, pass_feed, j->pass, e) :
	    text_read(j->request->original, pass_feed, j->pass, e);
	if (status == 0 && !j->pass->saw_book)
		status = err_set(e, ERR_REFUSED, "it is no spreadsheet");
	if (status == 0)
		status = notes_check(j->request, j->pass->seen, e);
	ods_pass_close(j->pass);
	j->pass = NULL;
	return status;
}

/* Copies a flat document's piece to the sink. */
static int
copy_flat(void *ctx, struct str in, bool last, struct buf *out, struct err *e)
{
	struct ods_job *j = ctx;
	int status = pass_feed(j->pass, in, last, &j->out, e);

	(void)out;
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
	j->pass = ods_pass_open(j->table, j->nsheets, &j->styles, false);
	if (j->z == NULL)
		return text_read(r->original, copy_flat, j, e);
	omitted->signature = zipedit_drop(j->z, SIGNATURES) > 0;
	if (zipedit_edit(j->z, CONTENT, pass_feed, j->pass, e) == -1)
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
	ods_pass_close(j.pass);
	free(j.table);
	sheets_free(j.sheet, j.nsheets);
	ods_styles_fini(&j.styles);
	buf_fini(&j.out);
	return status;
}

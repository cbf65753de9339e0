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
	struct ods_pass *pass;
};

static int
scan(struct ods_job *j, struct err *e)
{
	int status;

	j->pass = ods_pass_open(j->sheet, j->nsheets, &j->styles, true);
	status = j->z != NULL ? pass_part(&j->pass->p, j->z, CONTENT, e) :
	    pass_text(&j->pass->p, j->request->original, NULL, NULL, e);
	if (status == 0 && !j->pass->saw_book)
		status = err_set(e, ERR_REFUSED, "it is no spreadsheet");
	if (status == 0)
		status = notes_check(j->request, j->pass->seen, e);
	ods_pass_close(j->pass);
	j->pass = NULL;
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
	j->pass = ods_pass_open(j->sheet, j->nsheets, &j->styles, false);
	if (j->z == NULL)
		return pass_text(&j->pass->p, r->original, r->sink, r->ctx, e);
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
	if (str_starts(request->original, STR("PK")))
		status = zipedit_open(&j.z, request->original, e);
	if (status == 0)
		status = run(&j, omitted, e);
	zipedit_close(j.z);
	ods_pass_close(j.pass);
	sheets_free(j.sheet, j.nsheets);
	ods_styles_fini(&j.styles);
	return status;
}

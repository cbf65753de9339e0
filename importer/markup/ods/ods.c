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
	struct ods_pass *copy; /* while it is written */
};

static int
scan(struct ods_job *j, struct err *e)
{
	struct ods_pass *o = ods_pass_open(j->sheet, j->nsheets, &j->styles,
	    true);
	int status = j->z != NULL ? pass_part(&o->p, j->z, CONTENT, e) :
	    pass_text(&o->p, j->request->original, NULL, NULL, e);

	if (status == 0 && !o->saw_book)
		status = err_set(e, ERR_REFUSED, "it is no spreadsheet");
	if (status == 0)
		status = notes_check(j->request, o->seen, e);
	ods_pass_close(o);
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
	j->copy = ods_pass_open(j->sheet, j->nsheets, &j->styles, false);
	if (j->z == NULL)
		return pass_text(&j->copy->p, r->original, r->sink, r->ctx, e);
	omitted->signature = zipedit_drop(j->z, SIGNATURES) > 0;
	if (zipedit_edit(j->z, CONTENT, pass_feed, j->copy, e) == -1)
		return -1;
	return zipedit_commit(j->z, r->sink, r->ctx, e);
}

int
markup_ods(const struct markup_request *request, struct markup_omitted *omitted,
    struct err *e)
{
	struct ods_job j = { .request = request, .styles = ODS_NO_STYLES };
	int status = 0;

	if (str_starts(request->original, STR("PK")))
		status = zipedit_open(&j.z, request->original, e);
	if (status == 0)
		status = run(&j, omitted, e);
	zipedit_close(j.z);
	ods_pass_close(j.copy);
	sheets_free(j.sheet, j.nsheets);
	ods_styles_fini(&j.styles);
	return status;
}

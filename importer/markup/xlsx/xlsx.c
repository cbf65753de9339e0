/* SPDX-License-Identifier: Apache-2.0 */
/* A workbook copied part by part with its notes; see markup.h. */
#include "importer/markup/xlsx/xlsx.h"

#include <stdlib.h>

#include "shared/base/mem.h"

struct xlsx_job {
	const struct markup_request *request;
	struct markup_omitted *omitted;
	struct package p;
	struct strings *strings;
	struct styles *styles;
	struct sheet *sheet;
	size_t nsheets;
	struct xlsx_part *part; /* of each sheet */
};

/* All its styles are made now: their part may be written before the sheet is. */
static int
scan_sheet(struct xlsx_job *j, struct xlsx_part *x, struct err *e)
{
	struct xlsx_pass *scan = xlsx_pass_open(x, j->styles, j->strings,
	    true);
	int status = pass_part(&scan->p, j->p.z, x->part, e);

	if (status == 0)
		status = xlsx_scan_end(scan, e);
	xlsx_pass_close(scan);
	if (status == -1 || !sheet_is_marked(x->s))
		return status;
	j->omitted->comments += sheet_uncommented(x->s);
	return comments_edit(x, &j->p, j->omitted, e);
}

static int
edit_sheets(struct xlsx_job *j, struct err *e)
{
	j->part = mem_calloc(j->nsheets + 1, sizeof(*j->part));
	for (size_t i = 0; i < j->nsheets; i++) {
		struct xlsx_part *x = &j->part[i];

		x->s = &j->sheet[i];
		/* A sheet may be named that is not there. */
		if (x->s->number >= j->p.nsheets)
			break;
		x->part = j->p.sheet[x->s->number];
		if (scan_sheet(j, x, e) == -1)
			return err_ctx(e, "sheet %u", x->s->number + 1);
		if (!sheet_is_marked(x->s))
			continue;
		x->copy = xlsx_pass_open(x, j->styles, j->strings, false);
		if (zipedit_edit(j->p.z, x->part, pass_feed, x->copy, e) == -1)
			return -1;
	}
	return 0;
}

static int
write_styles(struct xlsx_job *j, struct err *e)
{
	static const struct part_kind kind = { "styles", "styles", ".xml",
		"application/vnd.openxmlformats-officedocument."
		"spreadsheetml.styles+xml" };
	const char *part = j->p.styles;
	char *made = NULL, *id = NULL;
	struct buf out;
	int status = 0;

	buf_init(&out, MAX_PART * 3);
	if (styles_put(j->styles, &out)) {
		if (part == NULL)
			part = made = package_add(&j->p, &j->p.rels, &kind,
			    relations_target(&j->p.rels, kind.word), &id);
		status = !buf_ok(&out) ? err_set(e, ERR_LIMIT, "the styles "
		    "are too large") : zipedit_put(j->p.z, part,
		    buf_view(&out), e);
	}
	free(made);
	free(id);
	buf_fini(&out);
	return status;
}

static int
run(struct xlsx_job *j, struct zipedit *z, struct err *e)
{
	const struct markup_request *r = j->request;

	if (package_open(&j->p, z, r->original, e) == -1 ||
	    notes_check(r, j->p.nsheets, e) == -1 ||
	    styles_read(&j->styles, z, j->p.styles, e) == -1 ||
	    strings_read(&j->strings, &j->p, e) == -1 ||
	    sheets_list(r, &j->sheet, &j->nsheets, e) == -1)
		return -1;
	j->omitted->signature = j->p.was_signed;
	if (edit_sheets(j, e) == -1 || write_styles(j, e) == -1 ||
	    package_finish(&j->p, e) == -1)
		return -1;
	return zipedit_commit(z, r->sink, r->ctx, e);
}

static void
job_free(struct xlsx_job *j)
{
	for (size_t i = 0; j->part != NULL && i < j->nsheets; i++) {
		free(j->part[i].legacy_id);
		xlsx_pass_close(j->part[i].copy);
	}
	free(j->part);
	sheets_free(j->sheet, j->nsheets);
	strings_free(j->strings);
	styles_free(j->styles);
	package_close(&j->p);
}

int
markup_xlsx(const struct markup_request *request,
    struct markup_omitted *omitted, struct err *e)
{
	struct xlsx_job j = { .request = request, .omitted = omitted };
	struct zipedit *z;
	int status;

	if (zipedit_open(&z, request->original, e) == -1)
		return -1;
	status = run(&j, z, e);
	job_free(&j);
	zipedit_close(z);
	return status;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* A workbook copied part by part with its notes; see markup.h. */
#include "importer/markup/xlsx.h"

#include <stdlib.h>

#include "shared/base/mem.h"

#define STYLES_TYPE "application/vnd.openxmlformats-officedocument." \
    "spreadsheetml.styles+xml"

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
	struct xlsx_scan *scan;
	int status;

	xlsx_scan_open(&scan, x, j->styles, j->strings);
	status = part_read(j->p.z, x->part, xlsx_scan_feed, scan, e);
	xlsx_scan_close(scan);
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
		xlsx_writer_open(&x->writer, x, j->styles);
		if (zipedit_edit(j->p.z, x->part, xlsx_writer_feed, x->writer,
		    e) == -1)
			return -1;
	}
	return 0;
}

static int
write_styles(struct xlsx_job *j, struct err *e)
{
	const char *target = relations_target(&j->p.rels, "styles");
	char *made = NULL;
	struct buf out;
	int status = 0;

	buf_init(&out, MAX_PART * 3);
	if (styles_put(j->styles, &out)) {
		if (j->p.styles == NULL) {
			made = target != NULL ? mem_strdup(target) :
			    package_new_name(&j->p, "styles", ".xml");
			package_override(&j->p, made, STYLES_TYPE);
			if (target == NULL)
				free(relations_add(&j->p.rels, &j->p,
				    "styles", made));
		}
		status = !buf_ok(&out) ? err_set(e, ERR_LIMIT, "the styles "
		    "are too large") : zipedit_put(j->p.z, made != NULL ?
		    made : j->p.styles, buf_view(&out), e);
	}
	free(made);
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
	    strings_read(&j->strings, z, j->p.strings, e) == -1 ||
	    sheets_list(r, &j->sheet, &j->nsheets, e) == -1)
		return -1;
	j->omitted->signature = package_unsign(&j->p);
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
		xlsx_writer_close(j->part[i].writer);
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

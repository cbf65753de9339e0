/* SPDX-License-Identifier: Apache-2.0 */
/* A workbook copied part by part with its notes; see markup.h. */
#include "importer/markup/internal.h"

#include <stdlib.h>

#include "shared/base/mem.h"

#define STYLES_TYPE "application/vnd.openxmlformats-officedocument." \
    "spreadsheetml.styles+xml"

struct job {
	const struct markup_request *request;
	struct package p;
	struct strings *strings;
	struct styles *styles;
	struct sheet_edit *sheet;
	size_t nsheets;
};

/* The notes of one sheet, from *at on. */
static void
take_notes(struct sheet_edit *s, const struct markup_request *r, size_t *at)
{
	s->note = r->note + *at;
	for (; *at < r->nnotes && r->note[*at].sheet == s->number; (*at)++) {
		s->n++;
		s->nwhole += r->note[*at].row == 0;
	}
}

/* Every sheet with notes or with a header row named. */
static int
list_sheets(struct job *j, struct err *e)
{
	const struct markup_request *r = j->request;
	size_t at = 0;

	j->sheet = mem_calloc(j->p.nsheets + 1, sizeof(*j->sheet));
	for (unsigned i = 0; i < j->p.nsheets; i++) {
		struct sheet_edit *s = &j->sheet[j->nsheets];
		bool named = false;

		*s = (struct sheet_edit){ .number = i, .header_row = 1,
			.part = j->p.sheet[i], .styles = j->styles };
		for (size_t k = 0; k < r->nsheets; k++) {
			if (r->sheet[k].sheet != i)
				continue;
			named = true;
			if (r->sheet[k].header_row > MAX_ROW)
				return err_set(e, ERR_REFUSED, "no sheet has a "
				    "row %u", r->sheet[k].header_row);
			if (r->sheet[k].header_row > 0)
				s->header_row = r->sheet[k].header_row;
		}
		take_notes(s, r, &at);
		if (s->n > 0 || named)
			j->nsheets++;
	}
	return 0;
}

/*
 * From the styles that cells have to those they shall have. All are made now:
 * the part with the styles may be written before the sheets are.
 */
static void
need_styles(struct sheet_edit *s)
{
	size_t end;

	for (size_t i = s->nwhole; i < s->n; i = end) {
		end = notes_of_cell(s, i);
		if (s->note[i].column == 0 || s->note[i].column == s->column)
			continue;
		s->style[i] = styles_coloured(s->styles, s->style[i],
		    note_any_error(s->note + i, end - i));
	}
	for (size_t i = s->nwhole; i < s->n; i++)
		(void)styles_problem(s->styles, s->note[i].is_error);
}

static int
edit_sheets(struct job *j, struct markup_omitted *omitted, struct err *e)
{
	for (size_t i = 0; i < j->nsheets; i++) {
		struct sheet_edit *s = &j->sheet[i];

		if (sheet_scan(s, j->p.z, j->strings, e) == -1)
			return err_ctx(e, "sheet %u", s->number + 1);
		if (s->n == 0 && !s->had_column)
			continue;
		need_styles(s);
		if (comments_edit(s, &j->p, omitted, e) == -1)
			return err_ctx(e, "sheet %u", s->number + 1);
		if (sheet_edit(s, j->p.z, e) == -1)
			return -1;
	}
	return 0;
}

static int
write_styles(struct job *j, struct err *e)
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
				(void)relations_add(&j->p.rels, &j->p,
				    "styles", made);
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
run(struct job *j, struct zipedit *z, struct markup_omitted *omitted,
    struct err *e)
{
	const struct markup_request *r = j->request;

	if (package_open(&j->p, z, e) == -1 ||
	    notes_check(r->note, r->nnotes, j->p.nsheets, e) == -1 ||
	    styles_read(&j->styles, z, j->p.styles, e) == -1 ||
	    strings_read(&j->strings, z, j->p.strings, e) == -1 ||
	    list_sheets(j, e) == -1)
		return -1;
	omitted->signature = package_unsign(&j->p);
	if (edit_sheets(j, omitted, e) == -1 || write_styles(j, e) == -1)
		return -1;
	return package_finish(&j->p, e);
}

static void
job_free(struct job *j)
{
	for (size_t i = 0; i < j->nsheets; i++) {
		free(j->sheet[i].style);
		free(j->sheet[i].legacy_id);
		sheet_writer_free(j->sheet[i].writer);
	}
	free(j->sheet);
	strings_free(j->strings);
	styles_free(j->styles);
	package_close(&j->p);
}

int
markup_xlsx(const struct markup_request *request,
    struct markup_omitted *omitted, struct err *e)
{
	struct job j = { .request = request };
	struct zipedit *z;
	int status;

	if (zipedit_open(&z, request->original, e) == -1)
		return -1;
	status = run(&j, z, omitted, e);
	if (status == 0)
		status = zipedit_commit(z, request->sink, request->ctx, e);
	job_free(&j);
	zipedit_close(z);
	return status;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* A workbook copied part by part with its notes; see annotate.h. */
#include "importer/annotate_internal.h"

#include <stdlib.h>

#include "shared/base/fileio.h"
#include "shared/base/mem.h"

#define STYLES_TYPE "application/vnd.openxmlformats-officedocument." \
    "spreadsheetml.styles+xml"

struct job {
	struct package p;
	struct texts *texts;
	struct styles *styles;
	struct sheet_edit *sheet;
	size_t nsheets;
};

/* The notes of one sheet, from *at on. */
static void
take_notes(struct sheet_edit *s, const struct annotation *a, size_t n,
    size_t *at)
{
	s->note = a + *at;
	for (; *at < n && a[*at].sheet == s->number; (*at)++) {
		s->n++;
		s->nwhole += a[*at].row == 0;
	}
}

/* Every sheet with notes or with a header row named. */
static int
list_sheets(struct job *j, const struct annotate_sheet *sheets,
    size_t nsheets, const struct annotation *a, size_t n, struct err *e)
{
	size_t at = 0;

	j->sheet = mem_calloc(j->p.nsheets + 1, sizeof(*j->sheet));
	for (unsigned i = 0; i < j->p.nsheets; i++) {
		struct sheet_edit *s = &j->sheet[j->nsheets];
		bool named = false;

		*s = (struct sheet_edit){ .number = i, .header_row = 1,
			.part = j->p.sheet[i], .styles = j->styles };
		for (size_t k = 0; k < nsheets; k++) {
			if (sheets[k].sheet != i)
				continue;
			named = true;
			if (sheets[k].header_row > MAX_ROW)
				return err_set(e, ERR_REFUSED, "no sheet has a "
				    "row %u", sheets[k].header_row);
			if (sheets[k].header_row > 0)
				s->header_row = sheets[k].header_row;
		}
		take_notes(s, a, n, &at);
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
dress(struct sheet_edit *s)
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
edit_sheets(struct job *j, struct annotate_told *told, struct err *e)
{
	for (size_t i = 0; i < j->nsheets; i++) {
		struct sheet_edit *s = &j->sheet[i];

		if (sheet_look(s, j->p.z, j->texts, e) == -1)
			return err_ctx(e, "sheet %u", s->number + 1);
		if (s->n == 0 && !s->had_column)
			continue;
		dress(s);
		if (comments_edit(s, &j->p, told, e) == -1)
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
run(struct job *j, struct zipedit *z, const struct annotate_sheet *sheets,
    size_t nsheets, const struct annotation *a, size_t n,
    struct annotate_told *told, struct err *e)
{
	if (package_open(&j->p, z, e) == -1 ||
	    notes_check(a, n, j->p.nsheets, e) == -1 ||
	    styles_read(&j->styles, z, j->p.styles, e) == -1 ||
	    texts_read(&j->texts, z, j->p.strings, e) == -1 ||
	    list_sheets(j, sheets, nsheets, a, n, e) == -1)
		return -1;
	told->signature_dropped = package_unsign(&j->p);
	if (edit_sheets(j, told, e) == -1 || write_styles(j, e) == -1)
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
	texts_free(j->texts);
	styles_free(j->styles);
	package_close(&j->p);
}

int
annotate_xlsx_to(struct str original, const struct annotate_sheet *sheets,
    size_t nsheets, const struct annotation *sorted, size_t n,
    annotate_sink *sink, void *ctx, struct annotate_told *told, struct err *e)
{
	struct annotate_told unasked;
	struct job j = { 0 };
	struct zipedit *z;
	int status;

	if (told == NULL)
		told = &unasked;
	*told = (struct annotate_told){ 0 };
	if (zipedit_open(&z, original, e) == -1)
		return -1;
	status = run(&j, z, sheets, nsheets, sorted, n, told, e);
	if (status == 0)
		status = zipedit_commit(z, sink, ctx, e);
	job_free(&j);
	zipedit_close(z);
	return status;
}

static int
to_file(void *ctx, struct str piece, struct err *e)
{
	return newfile_put(ctx, piece.p, piece.n, e);
}

int
annotate_xlsx(struct str original, const struct annotate_sheet *sheets,
    size_t nsheets, const struct annotation *sorted, size_t n,
    const char *out_path, struct annotate_told *told, struct err *e)
{
	struct newfile f;

	if (newfile_begin(&f, out_path, e) == -1)
		return -1;
	if (annotate_xlsx_to(original, sheets, nsheets, sorted, n, to_file, &f,
	    told, e) == -1 || newfile_commit(&f, 0644, e) == -1) {
		newfile_abort(&f);
		return -1;
	}
	return 0;
}

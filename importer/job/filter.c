/* SPDX-License-Identifier: Apache-2.0 */
/* Rows that a mapping file takes or leaves out; see filter.h. */
#include "importer/job/filter.h"

#include <stdio.h>

#include "importer/common/fold.h"
#include "importer/convert/convert.h"
#include "importer/job/messages.h"
#include "shared/base/utf8.h"
#include "shared/file/fileio.h"
#include "shared/sheet/cell/sheet_text.h"

static const char *
member(const struct mapfile_filter *how)
{
	return how->is_except ? "except" : "only";
}

/* ---- columns ---- */

void
filter_bind(struct filter *f, const struct mapfile *m,
    const struct str *header, size_t n, struct arena *a)
{
	*f = (struct filter){ .mapfile = m, .n = m == NULL ? 0 : m->nfilters };
	f->by = ARENA_ARRAY(a, f->n, struct filter_column);
	for (size_t k = 0; k < f->n; k++) {
		struct filter_column *by = &f->by[k];

		by->how = &m->filter[k];
		for (size_t i = 0; i < n; i++) {
			if (!fold_is_same(header[i],
			    str_of(by->how->header)))
				continue;
			by->found++;
			if (by->found == 1)
				by->column = (unsigned)i;
			else if (by->found == 2)
				by->second = (unsigned)i;
		}
	}
}

struct header_names {
	const struct str *header;
	size_t n;
};

static const char *
name_at(const void *ctx, size_t i)
{
	const struct header_names *x = ctx;

	return i >= x->n ? NULL : x->header[i].p == NULL ? "" :
	    x->header[i].p;
}

const char *
filter_near_header(const char *name, const struct str *header, size_t n)
{
	const struct header_names x = { header, n };

	return str_suggest(str_of(name), name_at, &x);
}

void
filter_check(const struct filter *f, const struct str *header, size_t n,
    const struct finding *place, struct finding_list *l)
{
	for (size_t k = 0; k < f->n; k++) {
		const struct filter_column *by = &f->by[k];
		const char *what = member(by->how), *name = by->how->header;
		const char *path = path_base(f->mapfile->path), *near;
		char a[COLUMN_NAME], b[COLUMN_NAME];

		if (by->found == 1)
			continue;
		near = by->found > 0 ? NULL : filter_near_header(name, header, n);
		column_name(a, by->column + 1);
		column_name(b, by->second + 1);
		if (by->found > 0)
			finding_add(l, place,
			    &job_message[JOB_MSG_FILTER_TWICE], VALUES(what,
			    path, MSG_INPUT(str_of(name)), a, b));
		else if (near != NULL)
			finding_add(l, place,
			    &job_message[JOB_MSG_FILTER_NEAR], VALUES(what,
			    path, MSG_INPUT(str_of(name)),
			    MSG_INPUT(str_of(near))));
		else
			finding_add(l, place,
			    &job_message[JOB_MSG_FILTER_GONE], VALUES(what,
			    path, MSG_INPUT(str_of(name))));
	}
}

/* ---- rows ---- */

/* The error of a formula, or one whose value is not stored. */
static bool
has_no_value(struct str cell)
{
	return cell.n > 0 && (cell.p[0] == SHEET_MARK_UNSET ||
	    cell.p[0] == SHEET_MARK_ERROR || convert_is_error(cell));
}

enum filter_verdict
filter_row(const struct filter *f, const struct csv_row *row,
    const struct filter_column **by)
{
	const struct filter_column *unknown = NULL;

	for (size_t k = 0; k < f->n; k++) {
		const struct mapfile_filter *how = f->by[k].how;
		struct str raw = f->by[k].column < row->n ?
		    str_trim(row->field[f->by[k].column]) : STR("");
		bool says = mapfile_word(how->word, how->nwords,
		    sheet_text_unmarked(raw)) != NULL;

		*by = &f->by[k];
		/* What another column leaves out needs no value here. */
		if (!says && has_no_value(raw))
			unknown = unknown == NULL ? *by : unknown;
		else if (says == how->is_except)
			return FILTER_LEAVES;
	}
	*by = unknown;
	return unknown == NULL ? FILTER_TAKES : FILTER_UNKNOWN;
}

static void
remember_first(struct filter *f, const struct csv_row *row,
    const struct filter_column *by, uint64_t at)
{
	struct str cell = by->column < row->n ? utf8_cut(sheet_text_unmarked(
	    row->field[by->column]), 20) : STR("");

	f->first = by;
	f->first_row = at;
	snprintf(f->first_cell, sizeof(f->first_cell), "%.*s", STR_ARG(cell));
}

enum filter_verdict
filter_count(struct filter *f, const struct csv_row *row, uint64_t at,
    const struct filter_column **by)
{
	enum filter_verdict v = filter_row(f, row, by);

	if (v != FILTER_LEAVES)
		return v;
	if (f->first == NULL)
		remember_first(f, row, *by, at);
	if ((*by)->how->is_except)
		f->except++;
	else
		f->only++;
	return v;
}

bool
filter_leaves(struct filter *f, const struct csv_row *row, uint64_t at)
{
	const struct filter_column *by;

	return f->n > 0 && filter_count(f, row, at, &by) == FILTER_LEAVES;
}

void
filter_restart(struct filter *f)
{
	f->only = f->except = 0;
	f->first = NULL;
}

/* ---- what is said ---- */

static void
note(const struct filter *f, uint64_t n, const char *what, struct buf *notes)
{
	if (n == 0)
		return;
	message_put(notes, &job_message[JOB_NOTE_FILTERED], VALUES(n, what,
	    path_base(f->mapfile->path)));
	buf_putc(notes, '\n');
}

void
filter_note(const struct filter *f, struct buf *notes)
{
	note(f, f->only, "only", notes);
	note(f, f->except, "except", notes);
}

void
filter_add_unknown(const struct filter *f, const struct finding *at,
    struct finding_list *l)
{
	finding_add(l, at, &job_message[JOB_MSG_FILTER_UNKNOWN],
	    VALUES(path_base(f->mapfile->path)));
}

static struct str
short_of(const char *text)
{
	return utf8_cut(str_of(text), 60);
}

/* The words of an entry; of many the first ones. */
static void
put_words(const struct mapfile_filter *how, struct buf *out)
{
	const size_t shown = 5;

	for (size_t i = 0; i < how->nwords && i < shown; i++)
		buf_printf(out, "%s\"%.*s\"", i == 0 ? "" : i + 1 ==
		    how->nwords ? " or " : ", ",
		    STR_ARG(short_of(how->word[i].from)));
	if (how->nwords > shown)
		buf_printf(out, " or one of %zu other words",
		    how->nwords - shown);
}

void
filter_put_first(const struct filter *f, struct buf *out)
{
	const struct mapfile_filter *how = f->first->how;

	buf_printf(out, "row %llu, because \"%.*s\" is \"%s\" there, and %s "
	    "%s ", (unsigned long long)f->first_row,
	    STR_ARG(short_of(how->header)), f->first_cell,
	    path_base(f->mapfile->path),
	    how->is_except ? "leaves out" : "takes only");
	put_words(how, out);
}

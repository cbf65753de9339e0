/* SPDX-License-Identifier: Apache-2.0 */
/* Which form, and where to; see template.h. */
#include "importer/template/template.h"

#include <stdlib.h>

#include "importer/common/opts_outputs.h"
#include "importer/template/form.h"
#include "shared/text/csv.h"
#include "shared/text/shell.h"

#define BOM "\xef\xbb\xbf"
#define TITLES "en" /* the language of the titles themselves */

static bool
has_end(const char *path, const char *end)
{
	size_t n = strlen(path), k = strlen(end);

	if (n <= k)
		return false;
	for (path += n - k; *path != '\0'; path++, end++)
		if (ascii_lower(*path) != *end)
			return false;
	return true;
}

/* ---- languages ---- */

static bool
is_listed(struct str list, const char *lang)
{
	struct str item;

	while (str_next(&list, ',', &item))
		if (str_is(str_trim(item), lang))
			return true;
	return false;
}

/* The languages of a register's aliases that are not listed yet. */
static void
put_languages(const struct schema *s, struct buf *list)
{
	for (size_t i = 0; i < s->nfields; i++)
		for (size_t k = 0; k < s->field[i].naliases; k++)
			if (!is_listed(buf_view(list),
			    s->field[i].alias[k].lang))
				buf_printf(list, ", %s",
				    s->field[i].alias[k].lang);
}

static int
check_language(const struct standard *std, const char *asked, struct err *e)
{
	struct buf list;
	int status = 0;

	if (asked == NULL)
		return 0;
	buf_init(&list, BUF_MAX_DEFAULT);
	buf_puts(&list, TITLES);
	for (size_t r = 0; r < std->nregisters; r++)
		put_languages(&std->reg[r], &list);
	if (!is_listed(buf_view(&list), asked))
		status = err_set(e, ERR_USAGE, "--lang %s: headers are known "
		    "in %s", asked, buf_cstr(&list));
	buf_fini(&list);
	return status;
}

/* ---- where to ---- */

static int
check_place(const char *path, const struct import_opts *o, struct err *e)
{
	if (!has_end(path, ".xlsx") && !has_end(path, ".csv"))
		return err_set(e, ERR_USAGE, "--out %s: the form is a workbook "
		    "(FILE.xlsx) or CSV (FILE.csv, or - for standard output)",
		    path);
	return import_opts_check_outputs(o, path, e);
}

/* ---- CSV ---- */

static void
put_csv(const struct form *f, struct buf *b)
{
	buf_puts(b, BOM);
	for (size_t i = 0; i < f->ncolumns; i++) {
		if (i > 0)
			buf_putc(b, ',');
		csv_put_field(b, f->column[i].header);
	}
	buf_puts(b, "\r\n");
}

static int
write_csv(const struct form *f, const char *path, struct err *e)
{
	struct buf b;
	int status;

	buf_init(&b, BUF_MAX_DEFAULT);
	put_csv(f, &b);
	status = output_write(path, buf_view(&b), NULL, e);
	buf_fini(&b);
	return status;
}

static void
put_notes(const struct form *f, const char *path, struct buf *notes)
{
	bool is_stdout = strcmp(path, "-") == 0;

	buf_printf(notes, "%s: an empty form for %s, %zu columns\n",
	    is_stdout ? "standard output" : path, f->schema->title,
	    f->ncolumns);
	if (f->lang != NULL)
		buf_printf(notes, "headers in %s: %zu; the others are titles\n",
		    f->lang, f->ntranslated);
	buf_printf(notes, "next: fill it in, then preaudit-import --dry-run "
	    "--register %s ", f->schema->name);
	shell_put(notes, str_of(is_stdout ? "FILE" : path));
	buf_putc(notes, '\n');
}

static int
make(const struct form *f, const char *path, struct buf *out, struct err *e)
{
	if (f->ncolumns > CSV_MAX_COLUMNS)
		return err_set(e, ERR_LIMIT, "%s has %zu columns; a file can "
		    "have %zu", f->schema->name, f->ncolumns, CSV_MAX_COLUMNS);
	if (strcmp(path, "-") == 0) {
		put_csv(f, out);
		return 0;
	}
	return has_end(path, ".csv") ? write_csv(f, path, e) :
	    form_write(f, path, e);
}

int
template_make(const struct standard *std, unsigned reg,
    const struct import_opts *o, struct buf *out, struct buf *notes,
    struct err *e)
{
	const struct schema *s = &std->reg[reg];
	struct form f;
	struct buf b;
	const char *path;
	int status = -1;

	buf_init(&b, BUF_MAX_DEFAULT);
	buf_printf(&b, "%s.xlsx", s->name);
	path = o->out == NULL ? buf_cstr(&b) : o->out;
	if (check_language(std, o->lang, e) == 0 &&
	    (strcmp(path, "-") == 0 || check_place(path, o, e) == 0)) {
		form_init(&f, std, reg, o->lang == NULL ||
		    strcmp(o->lang, TITLES) == 0 ? NULL : o->lang);
		status = make(&f, path, out, e);
		if (status == 0)
			put_notes(&f, path, notes);
		form_fini(&f);
	}
	buf_fini(&b);
	return status;
}

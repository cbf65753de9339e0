/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From the operands to jobs: folders are their files, a file is one table or
 * its sheets.
 */
#include "importer/plan/jobs.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "importer/common/fold.h"
#include "importer/plan/job_map.h"
#include "importer/plan/messages.h"
#include "shared/base/mem.h"

static struct job *
add_job(struct session *s, const struct input *h, size_t table,
    char delimiter)
{
	struct job *j;

	s->job = mem_grow(s->job, &s->cap_jobs, s->njobs, sizeof(*s->job));
	j = &s->job[s->njobs];
	job_init(j, (unsigned)s->njobs);
	j->named = s->o->reg;
	source_init(&j->source, h, table, delimiter);
	s->njobs++;
	return j;
}

static struct input *
add_file(struct session *s)
{
	struct input *h = mem_calloc(1, sizeof(*h));

	s->file = mem_grow(s->file, &s->cap_files, s->nfiles,
	    sizeof(*s->file));
	s->file[s->nfiles++] = h;
	return h;
}

/* A file that cannot be read at all is a job that is refused. */
static void
refuse_file(struct session *s, const struct input *h, enum plan_msg m,
    struct str what)
{
	struct input *empty = add_file(s);
	struct buf none;
	struct err ignored = { 0 };
	const struct value arg = value_str(what);

	buf_init(&none, 0);
	(void)input_from(empty, h->name, &none, &ignored);
	job_refuse(add_job(s, empty, 0, ','), &s->findings, &plan_message[m],
	    &arg, strlen(plan_message[m].args));
}

/* ---- sheets ---- */

static bool
has_sheet(const struct input *h, const char *name)
{
	for (size_t i = 0; i < h->reading.n; i++)
		if (strcmp(h->reading.sheet[i].name, name) == 0)
			return true;
	return false;
}

/* A sheet may be called "3": then that is what it is, not the third one. */
bool
jobs_sheet_is_named(const struct import_opts *o, const struct input *h,
    size_t number)
{
	char digits[24];

	snprintf(digits, sizeof(digits), "%zu", number + 1);
	for (size_t i = 0; i < o->sheet.n; i++)
		if (strcmp(o->sheet.item[i], h->reading.sheet[number].name) ==
		    0 || (strcmp(o->sheet.item[i], digits) == 0 &&
		    !has_sheet(h, digits)))
			return true;
	return false;
}

static bool
has_mapping(const struct session *s, const char *file, const char *sheet)
{
	for (size_t i = 0; i < s->nmapfiles; i++)
		if (s->mapfile[i].sheet != NULL &&
		    mapfile_fits(&s->mapfile[i], file, sheet))
			return true;
	return false;
}

/* By name, by a mapping file, or because it is there to be seen. */
static bool
is_wanted(struct session *s, const struct input *h, size_t i)
{
	const struct reader_sheet *t = &h->reading.sheet[i];

	if (s->o->sheet.n > 0)
		return jobs_sheet_is_named(s->o, h, i);
	if (t->text.n == 0)
		return false;
	if (t->state == SHEET_VISIBLE || has_mapping(s, h->name, t->name))
		return true;
	session_leave_out(s, h->name, t->name,
	    plan_message[PLAN_TEXT_HIDDEN].text);
	return false;
}

static void
refuse_sheets(struct session *s, const struct input *h)
{
	bool hidden = s->o->sheet.n == 0;
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	for (size_t i = 0; i < h->reading.n; i++)
		if (!hidden || h->reading.sheet[i].text.n > 0)
			buf_printf(&b, "%s\"%s\"", b.n == 0 ? "" : ", ",
			    h->reading.sheet[i].name);
	refuse_file(s, h, !hidden ? PLAN_MSG_SHEETS_OTHER :
	    b.n > 0 ? PLAN_MSG_SHEETS_HIDDEN : PLAN_MSG_SHEETS_EMPTY,
	    buf_view(&b));
	buf_fini(&b);
}

/* No sheet is a register: then it is not clear what the file is. */
static void
refuse_passed(struct session *s, size_t first)
{
	for (size_t i = first; i < s->njobs; i++)
		if (s->job[i].outcome != JOB_PASSED)
			return;
	for (size_t i = first; i < s->njobs; i++) {
		struct job *j = &s->job[i];

		job_refuse(j, &s->findings,
		    &plan_message[PLAN_MSG_SHEET_UNKNOWN],
		    VALUES(str_trim(buf_view(&j->notes))));
		buf_reset(&j->notes);
	}
}

static int
open_book(struct session *s, const struct input *h, struct err *e)
{
	size_t first = s->njobs, n;

	for (size_t i = 0; i < h->reading.n; i++)
		if (is_wanted(s, h, i))
			(void)add_job(s, h, i, '\0');
	n = s->njobs - first;
	if (n == 0)
		refuse_sheets(s, h);
	for (size_t i = first; n > 0 && i < s->njobs; i++) {
		struct job *j = &s->job[i];

		j->may_pass = n > 1 && !jobs_sheet_is_named(s->o, h,
		    j->source.number) &&
		    !has_mapping(s, h->name, j->source.sheet);
		if (job_map(s, j, e) == -1)
			return -1;
	}
	if (n > 1)
		refuse_passed(s, first);
	for (size_t i = first; i < s->njobs; i++)
		if (s->job[i].outcome == JOB_PASSED)
			session_leave_out(s, h->name, s->job[i].source.sheet,
			    buf_cstr(&s->job[i].notes));
	return 0;
}

/* ---- files ---- */

/* How a mapping file says that the file is to be read. */
static const struct mapfile *
mapping_of(const struct session *s, const char *path)
{
	for (size_t i = 0; i < s->nmapfiles; i++)
		if (mapfile_fits(&s->mapfile[i], path_base(path), NULL))
			return &s->mapfile[i];
	return NULL;
}

static int
open_file(struct session *s, const char *path, struct err *e)
{
	const struct mapfile *m = mapping_of(s, path);
	struct input_how how = { .encoding = s->o->encoding,
		.form = READER_SHOWN, .quiet = s->o->quiet };
	char delimiter = s->o->delimiter_char;
	struct input *h = add_file(s);
	struct err at = { 0 };

	if (how.encoding == NULL && m != NULL)
		how.encoding = m->encoding;
	if (delimiter == '\0' && m != NULL)
		delimiter = m->delimiter;
	if (input_open(h, path, &how, &at) == 0)
		return input_is_book(h) ? open_book(s, h, e) :
		    job_map(s, add_job(s, h, 0, delimiter), e);
	if (at.code != ERR_REFUSED) {
		*e = at;
		if (at.sys != 0 && at.code == ERR_SYS && !h->map.n)
			e->code = ERR_NOT_FOUND;
		return -1;
	}
	refuse_file(s, h, PLAN_MSG_UNREADABLE, str_of(at.msg));
	return 0;
}

/*
 * Files that can hold registers, by name. Old workbooks are among them: to
 * leave them out silently would lose a register.
 */
static bool
may_hold_tables(const char *name)
{
	static const char *const ends[] = { ".csv", ".tsv", ".xlsx", ".xlsm",
		".ods", ".fods", ".xls", ".xlsb" };
	size_t n = strlen(name);

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		size_t k = strlen(ends[i]);

		if (n > k && strcasecmp(name + n - k, ends[i]) == 0)
			return true;
	}
	return false;
}

/* What office programs leave beside an open file. */
static bool
is_lock_file(const char *name)
{
	return name[0] == '.' || strncmp(name, "~$", 2) == 0;
}

/* The folder's files by name; others are remembered. */
static int
list_folder(struct session *s, const char *path, char ***name, size_t *n,
    struct err *e)
{
	DIR *dir = opendir(path);
	size_t cap = 0, first = s->nleft_out;
	struct dirent *d;

	*name = NULL;
	*n = 0;
	if (dir == NULL)
		return err_sys(e, "open", path);
	/* Files that may hold tables; of the others it is said why not. */
	while ((d = readdir(dir)) != NULL) {
		char *full;

		if (is_lock_file(d->d_name))
			continue;
		full = path_join(path, d->d_name);
		if (may_hold_tables(d->d_name) && !path_is_dir(full)) {
			*name = mem_grow(*name, &cap, *n, sizeof(**name));
			(*name)[(*n)++] = full;
		} else {
			session_leave_out(s, full, NULL, plan_message[
			    path_is_dir(full) ? PLAN_TEXT_FOLDER :
			    PLAN_TEXT_NO_TABLE].text);
			free(full);
		}
	}
	closedir(dir);
	/* In an order that does not depend on the disk. */
	if (*n > 0)
		qsort(*name, *n, sizeof(**name), cstr_order);
	/* The first member is the name. */
	if (s->nleft_out > first)
		qsort(s->left_out + first, s->nleft_out - first,
		    sizeof(*s->left_out), cstr_order);
	return 0;
}

static int
open_folder(struct session *s, const char *path, struct err *e)
{
	char **name;
	size_t n;
	int status = list_folder(s, path, &name, &n, e);

	if (status == 0 && n == 0 && !s->o->check)
		status = err_set(e, ERR_NOT_FOUND, "%s holds no spreadsheet "
		    "and no CSV file", path);
	for (size_t i = 0; i < n; i++) {
		if (status == 0)
			status = open_file(s, name[i], e);
		free(name[i]);
	}
	free(name);
	return status;
}

/* ---- options that must have met something ---- */

static int
check_set(const struct session *s, const char *item, struct err *e)
{
	const char *eq = strchr(item, '=');
	bool any = false, mapped = false;

	for (size_t k = 0; k < s->njobs; k++) {
		const struct job *j = &s->job[k];

		mapped = mapped || j->schema != NULL;
		any = any || (j->schema != NULL && map_find_field(s->headers,
		    (unsigned)j->reg, str_range(item, eq)) != -1);
	}
	if (!mapped || any)
		return 0;
	return err_set(e, ERR_USAGE, "--set %s: none of the registers has "
	    "such a field", item);
}

static int
check_ignored(const struct session *s, const char *item, struct err *e)
{
	bool any = false, mapped = false;
	struct buf a, b;

	buf_init(&a, BUF_MAX_DEFAULT);
	buf_init(&b, BUF_MAX_DEFAULT);
	fold_header(&a, str_of(item));
	for (size_t k = 0; k < s->njobs; k++)
		for (size_t c = 0; c < s->job[k].map.n && !any; c++) {
			mapped = true;
			buf_reset(&b);
			fold_header(&b, s->job[k].map.column[c].header);
			any = str_eq(buf_view(&a), buf_view(&b));
		}
	buf_fini(&a);
	buf_fini(&b);
	if (!mapped || any)
		return 0;
	return err_set(e, ERR_USAGE, "--ignore-column %s: no file has such a "
	    "column", item);
}

static int
check_sheets(const struct session *s, struct err *e)
{
	for (size_t i = 0; i < s->nfiles; i++)
		/* What could not be read may have some. */
		if (input_is_book(s->file[i]) || s->file[i]->bytes.n == 0)
			return 0;
	return err_set(e, ERR_USAGE, "--sheet %s: none of the files has "
	    "sheets", s->o->sheet.item[0]);
}

/* A mapping file that is for no file is for others, or mistaken. */
static int
check_mapfile(const struct session *s, const struct mapfile *m,
    struct err *e)
{
	for (size_t k = 0; k < s->njobs; k++)
		if (s->job[k].mapfile == m || !s->job[k].has_map)
			return 0;
	return err_set(e, ERR_USAGE, "--map %s: no file is read by it%s%s%s"
	    "%s%s%s; the first that fits a file counts", m->path,
	    m->file == NULL ? "" : "; it is for files named \"",
	    m->file == NULL ? "" : m->file, m->file == NULL ? "" : "\"",
	    m->sheet == NULL ? "" : "; it is for sheets named \"",
	    m->sheet == NULL ? "" : m->sheet, m->sheet == NULL ? "" : "\"");
}

static int
check_options(const struct session *s, struct err *e)
{
	if (s->o->sheet.n > 0 && check_sheets(s, e) == -1)
		return -1;
	for (size_t i = 0; i < s->nmapfiles; i++)
		if (check_mapfile(s, &s->mapfile[i], e) == -1)
			return -1;
	for (size_t i = 0; i < s->o->set.n; i++)
		if (check_set(s, s->o->set.item[i], e) == -1)
			return -1;
	for (size_t i = 0; i < s->o->ignore_column.n; i++)
		if (check_ignored(s, s->o->ignore_column.item[i], e) == -1)
			return -1;
	return 0;
}

int
jobs_open(struct session *s, struct err *e)
{
	for (size_t i = 0; i < s->o->args.n; i++) {
		const char *path = s->o->args.item[i];
		int status = path_is_dir(path) ? open_folder(s, path, e) :
		    open_file(s, path, e);

		if (status == -1)
			return -1;
	}
	return check_options(s, e);
}

int
jobs_add_text(struct session *s, const char *name, struct buf *text,
    const char *reg, struct err *e)
{
	struct input *h = add_file(s);
	struct job *j;

	if (input_from(h, name, text, e) == -1)
		return -1;
	j = add_job(s, h, 0, ',');
	j->named = reg;
	return job_map(s, j, e);
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From the operands to jobs: folders are their CSV files, each file is read as
 * text, its header row found, its register recognised, its columns mapped.
 */
#include "importer/session.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include <sys/stat.h>

#include "shared/base/mem.h"
#include "shared/base/utf8.h"

static struct job *
add_job(struct session *s)
{
	struct job *j;

	s->job = mem_grow(s->job, &s->cap_jobs, s->njobs, sizeof(*s->job));
	j = &s->job[s->njobs];
	*j = (struct job){ .number = (unsigned)s->njobs, .reg = -1 };
	buf_init(&j->notes, BUF_MAX_DEFAULT);
	s->njobs++;
	return j;
}

/* A file that cannot be read as a register: a finding without a place. */
static void
refuse_file(struct session *s, struct job *j, const char *code,
    const char *message)
{
	struct finding f = session_finding(s, j);

	f.code = code;
	f.message = str_of(message);
	finding_put(&s->findings, &f);
	j->outcome = JOB_REFUSED;
}

/* ---- header and register ---- */

static bool
take_header(void *ctx, const struct csv_row *row)
{
	struct job *j = ctx;

	map_init(&j->map, row);
	j->has_map = true;
	return false;
}

/* Only blanks in every cell: a first row that no header is. */
static bool
is_blank_row(const struct mapping *m)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->column[i].header.n > 0)
			return false;
	return true;
}

static void
say_text(struct session *s, struct job *j, const char *code,
    const struct err *e)
{
	struct buf b;

	buf_init(&b, 4096);
	buf_printf(&b, "%s", e->msg);
	refuse_file(s, j, code, buf_cstr(&b));
	buf_fini(&b);
}

static int
find_register(struct session *s, struct job *j, struct err *e)
{
	struct finding f;
	struct buf why;

	if (s->o->reg != NULL) {
		j->reg = session_register(s, s->o->reg, e);
		return j->reg == -1 ? -1 : 0;
	}
	buf_init(&why, 4096);
	j->reg = map_recognise(&j->map, s->headers, &s->std, j->source.name,
	    &why);
	if (j->reg == -1) {
		f = session_finding(s, j);
		f.row = j->map.header_row;
		f.line = j->map.header_line + j->source.line0;
		f.code = "register-unknown";
		finding_say(&s->findings, &f, "it is not clear what this file "
		    "is: %s", buf_cstr(&why));
		j->outcome = JOB_REFUSED;
	}
	buf_fini(&why);
	return 0;
}

/* What the file lacks altogether; said once, not per row. */
static void
check_columns(struct session *s, struct job *j)
{
	const struct schema *schema = j->schema;
	struct finding f = session_finding(s, j);
	bool derives = schema->nderive > 0;

	f.row = j->map.header_row;
	f.line = j->map.header_line + j->source.line0;
	for (size_t d = 0; d < schema->nderive; d++) {
		bool part = map_part_may_be_empty(schema, d);

		for (size_t k = 0; k < schema->derive[d].n; k++) {
			unsigned i = schema->derive[d].field[k];

			part = part || j->map.field[i].n > 0 ||
			    j->map.field[i].set != NULL;
		}
		derives = derives && part;
	}
	if (j->map.field[schema->key].n == 0 && !derives) {
		const char *title = schema->field[schema->key].title;

		f.code = "key-missing";
		f.field = str_of(schema->field[schema->key].name);
		finding_say(&s->findings, &f, "there is no column for the key "
		    "of %s, \"%s\"; add one that names each record for good",
		    schema->title, title);
	}
	f.level = LEVEL_WARNING;
	f.code = "column-missing";
	for (size_t i = 0; i < schema->nfields; i++) {
		const struct field *fd = &schema->field[i];

		if (fd->need != NEED_REQUIRED || i == schema->key ||
		    j->map.field[i].n > 0 || j->map.field[i].set != NULL)
			continue;
		f.field = str_of(fd->name);
		finding_say(&s->findings, &f, "there is no column \"%s\"; its "
		    "records stand without it. Add the column%s, or give all "
		    "rows one value with --set %s=VALUE", fd->title,
		    fd->type == FIELD_YESNO ? " (yes/no)" : fd->type ==
		    FIELD_DATE ? " (dates)" : "", fd->name);
	}
}

static int
map_job(struct session *s, struct job *j, struct err *e)
{
	struct finding place;
	struct err parse = { 0 };
	uint64_t errors = s->findings.errors;

	if (csv_read(j->source.text, j->source.delimiter, take_header, j,
	    &parse) == -1) {
		say_text(s, j, "csv-broken", &parse);
		return 0;
	}
	if (!j->has_map || is_blank_row(&j->map)) {
		j->outcome = JOB_NO_ROWS;
		if (s->o->reg != NULL) {
			j->reg = session_register(s, s->o->reg, e);
			if (j->reg == -1)
				return -1;
			j->schema = &s->std.reg[j->reg];
		}
		return 0;
	}
	if (find_register(s, j, e) == -1)
		return -1;
	if (j->outcome == JOB_REFUSED)
		return 0;
	j->schema = &s->std.reg[j->reg];
	place = session_finding(s, j);
	map_columns(&j->map, s->headers, j->schema, (unsigned)j->reg, s->o,
	    &place, &s->findings);
	check_columns(s, j);
	if (s->findings.errors > errors)
		j->outcome = JOB_REFUSED;
	j->is_full = s->o->full || (!s->o->changes && j->schema->is_list);
	return 0;
}

/* ---- files and folders ---- */

static int
open_job(struct session *s, struct job *j, const char *path, struct err *e)
{
	struct err at = { 0 };

	j->has_source = true;
	if (source_open(&j->source, path, &at) == 0)
		return map_job(s, j, e);
	if (at.code != ERR_REFUSED) {
		*e = at;
		if (at.sys != 0 && at.code == ERR_SYS)
			e->code = ERR_NOT_FOUND;
		return -1;
	}
	say_text(s, j, "file-unreadable", &at);
	return 0;
}

static bool
ends_csv(const char *name)
{
	size_t n = strlen(name);

	return n > 4 && name[n - 4] == '.' && ascii_lower(name[n - 3]) == 'c' &&
	    ascii_lower(name[n - 2]) == 's' && ascii_lower(name[n - 1]) == 'v';
}

/* The folder's CSV files by name; its other files are remembered. */
static int
list_folder(struct session *s, const char *path, char ***name, size_t *n,
    struct err *e)
{
	DIR *dir = opendir(path);
	struct dirent *d;
	size_t cap = 0;

	*name = NULL;
	*n = 0;
	if (dir == NULL)
		return err_sys(e, "open", path);
	while ((d = readdir(dir)) != NULL) {
		char *full;

		if (d->d_name[0] == '.')
			continue;
		full = path_join(path, d->d_name);
		if (ends_csv(d->d_name) && !path_is_dir(full)) {
			*name = mem_grow(*name, &cap, *n, sizeof(**name));
			(*name)[(*n)++] = full;
		} else {
			s->skipped = mem_grow(s->skipped, &s->cap_skipped,
			    s->nskipped, sizeof(*s->skipped));
			s->skipped[s->nskipped++] = full;
		}
	}
	closedir(dir);
	if (*n > 0)
		qsort(*name, *n, sizeof(**name), cstr_order);
	if (s->nskipped > 0)
		qsort(s->skipped, s->nskipped, sizeof(*s->skipped), cstr_order);
	return 0;
}

static int
open_folder(struct session *s, const char *path, struct err *e)
{
	char **name;
	size_t n;
	int status = list_folder(s, path, &name, &n, e);

	if (status == 0 && n == 0)
		status = err_set(e, ERR_NOT_FOUND, "%s holds no .csv file",
		    path);
	for (size_t i = 0; i < n; i++) {
		if (status == 0)
			status = open_job(s, add_job(s), name[i], e);
		free(name[i]);
	}
	free(name);
	return status;
}

/* Every --ignore-column and --set must have met something. */
static int
check_options(const struct session *s, struct err *e)
{
	for (size_t i = 0; i < s->o->set.n; i++) {
		const char *item = s->o->set.item[i], *eq = strchr(item, '=');
		bool any = false, mapped = false;

		for (size_t k = 0; k < s->njobs; k++) {
			mapped = mapped || s->job[k].schema != NULL;
			any = any || (s->job[k].schema != NULL &&
			    map_find_field(s->headers, (unsigned)s->job[k].reg,
			    str_range(item, eq)) != -1);
		}
		if (mapped && !any)
			return err_set(e, ERR_USAGE, "--set %s: none of the "
			    "registers has such a field", item);
	}
	for (size_t i = 0; i < s->o->ignore_column.n; i++) {
		const char *item = s->o->ignore_column.item[i];
		bool any = false, mapped = false;
		struct buf a, b;

		buf_init(&a, BUF_MAX_DEFAULT);
		buf_init(&b, BUF_MAX_DEFAULT);
		header_fold(&a, str_of(item));
		for (size_t k = 0; k < s->njobs; k++)
			for (size_t c = 0; c < s->job[k].map.n && !any; c++) {
				mapped = true;
				buf_reset(&b);
				header_fold(&b,
				    s->job[k].map.column[c].header);
				any = str_eq(buf_view(&a), buf_view(&b));
			}
		buf_fini(&a);
		buf_fini(&b);
		if (mapped && !any)
			return err_set(e, ERR_USAGE, "--ignore-column %s: no "
			    "file has such a column", item);
	}
	return 0;
}

int
jobs_open(struct session *s, struct err *e)
{
	for (size_t i = 0; i < s->o->args.n; i++) {
		const char *path = s->o->args.item[i];
		int status = path_is_dir(path) ? open_folder(s, path, e) :
		    open_job(s, add_job(s), path, e);

		if (status == -1)
			return -1;
	}
	return check_options(s, e);
}

int
jobs_add_text(struct session *s, const char *name, struct buf *text,
    const char *reg, struct err *e)
{
	struct import_opts here = *s->o;
	const struct import_opts *before = s->o;
	struct job *j = add_job(s);
	int status = -1;

	here.reg = reg;
	s->o = &here;
	j->has_source = true;
	if (source_from(&j->source, name, text, e) == 0)
		status = map_job(s, j, e);
	s->o = before;
	return status;
}

/* ---- order ---- */

static bool
refers_to(const struct schema *a, unsigned reg)
{
	for (size_t i = 0; i < a->nfields; i++)
		if (a->field[i].type == FIELD_REF &&
		    a->field[i].ref_register == (int)reg)
			return true;
	return false;
}

/* Depth first; `done`: 0 new, 1 being visited, 2 placed. */
static void
visit(struct session *s, size_t i, uint8_t *done, unsigned *order, size_t *n)
{
	const struct job *j = &s->job[i];

	done[i] = 1;
	for (size_t k = 0; j->schema != NULL && k < s->njobs; k++)
		if (done[k] == 0 && s->job[k].schema != NULL &&
		    ((s->job[k].reg != j->reg && refers_to(j->schema,
		    (unsigned)s->job[k].reg)) ||
		    (k < i && s->job[k].reg == j->reg)))
			visit(s, k, done, order, n);
	done[i] = 2;
	order[(*n)++] = (unsigned)i;
}

void
jobs_order(struct session *s, unsigned *order)
{
	uint8_t *done = mem_calloc(s->njobs, sizeof(*done));
	size_t n = 0;

	for (size_t i = 0; i < s->njobs; i++)
		if (done[i] == 0)
			visit(s, i, done, order, &n);
	free(done);
	for (size_t i = 0; i < s->njobs; i++) {
		struct job *j = &s->job[order[i]];

		j->is_last = true;
		for (size_t k = i + 1; k < s->njobs && j->is_last; k++)
			j->is_last = s->job[order[k]].outcome != JOB_OPEN ||
			    s->job[order[k]].reg != j->reg;
	}
}

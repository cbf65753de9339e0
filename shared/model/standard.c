/* SPDX-License-Identifier: Apache-2.0 */
/* A standard loaded from its files; see standard.h. Files are read in standard_files.c. */
#include "shared/model/standard_internal.h"

#include <stdlib.h>

#include "shared/base/json.h"

static const char *
keep(struct standard *s, const struct json *j)
{
	struct str t = json_str(j);

	return arena_memdup(&s->arena, t.p, t.n);
}

static int
by_parameter(const void *a, const void *b)
{
	return strcmp(((const struct parameter *)a)->name,
	    ((const struct parameter *)b)->name);
}

static int
read_parameters(struct standard *s, const struct json *o, struct err *e)
{
	static const struct {
		const char *member;
		enum parameter_unit unit;
	} units[] = {
		{ "number", UNIT_NUMBER },
		{ "days", UNIT_DAYS },
		{ "months", UNIT_MONTHS },
		{ "percent", UNIT_PERCENT },
	};
	const struct json *value;
	const char *name;

	s->parameter = ARENA_ARRAY(&s->arena, json_len(o), struct parameter);
	for (size_t i = 0; json_member(o, i, &name, &value); i++) {
		struct parameter *p = &s->parameter[s->nparameters++];
		size_t k = 0;

		p->name = arena_memdup(&s->arena, name, strlen(name));
		p->title = keep(s, json_get(value, "title"));
		while (k < 4 && !json_is_int(json_get(value, units[k].member)))
			k++;
		if (k == 4 || p->title[0] == '\0')
			return err_set(e, ERR_CONFIG, "standard.json: "
			    "parameter %s needs a title and one of number, "
			    "days, months, percent", name);
		p->unit = units[k].unit;
		p->value = p->given = json_int(json_get(value,
		    units[k].member), 0);
	}
	if (s->nparameters > 0)
		qsort(s->parameter, s->nparameters, sizeof(*s->parameter),
		    by_parameter);
	return 0;
}

static int
read_main(struct standard *s, const struct json *j, const char *label,
    struct err *e)
{
	const struct json *milestones = json_get(j, "milestones");

	s->name = keep(s, json_get(j, "name"));
	s->edition = keep(s, json_get(j, "edition"));
	s->amendment = keep(s, json_get(j, "amendment"));
	s->disclaimer = keep(s, json_get(j, "disclaimer"));
	if (s->name[0] == '\0' || s->edition[0] == '\0' ||
	    s->disclaimer[0] == '\0')
		return err_set(e, ERR_CONFIG, "%s needs name, edition and "
		    "disclaimer", label);
	s->nmilestones = json_len(milestones);
	s->milestone = ARENA_ARRAY(&s->arena, s->nmilestones,
	    struct milestone_name);
	for (size_t i = 0; i < s->nmilestones; i++) {
		const struct json *m = json_at(milestones, i);

		s->milestone[i].id = keep(s, json_get(m, "id"));
		s->milestone[i].title = keep(s, json_get(m, "title"));
		if (s->milestone[i].id[0] == '\0')
			return err_set(e, ERR_CONFIG,
			    "%s: a milestone has no id", label);
	}
	return read_parameters(s, json_get(j, "parameters"), e);
}

static int
read_clauses(struct standard *s, const struct json *j, const char *label,
    struct err *e)
{
	s->nclauses = json_len(j);
	s->clause = ARENA_ARRAY(&s->arena, s->nclauses, struct clause);
	for (size_t i = 0; i < s->nclauses; i++) {
		const struct json *c = json_at(j, i);

		s->clause[i].number = keep(s, json_get(c, "number"));
		s->clause[i].title = keep(s, json_get(c, "title"));
		s->clause[i].assessed = json_bool(json_get(c, "assessed"),
		    false);
		if (s->clause[i].number[0] == '\0')
			return err_set(e, ERR_CONFIG,
			    "%s: clause %zu has no number", label, i + 1);
		for (size_t k = 0; k < i; k++)
			if (strcmp(s->clause[k].number,
			    s->clause[i].number) == 0)
				return err_set(e, ERR_CONFIG, "%s: clause %s "
				    "stands twice", label,
				    s->clause[i].number);
	}
	return 0;
}

/* One cell of a list: text, yes/no, or words joined with ';'. */
static const char *
list_cell(struct standard *s, const struct json *v)
{
	struct buf b;
	const char *z;

	if (json_is_bool(v))
		return json_bool(v, false) ? "yes" : "no";
	if (!json_is_array(v))
		return keep(s, v);
	buf_init(&b, (size_t)1 << 20);
	for (size_t i = 0; i < json_len(v); i++) {
		if (i > 0)
			buf_putc(&b, ';');
		buf_str(&b, json_str(json_at(v, i)));
	}
	z = arena_memdup(&s->arena, b.n == 0 ? "" : b.p, b.n);
	buf_fini(&b);
	return z;
}

static int
read_list(struct standard *s, struct coded_list *l, const struct json *j,
    struct err *e)
{
	const struct json *rows = json_get(j, "rows"), *first, *value;
	const char *name;

	l->title = keep(s, json_get(j, "title"));
	l->nrows = json_len(rows);
	first = json_at(rows, 0);
	l->ncolumns = json_len(first);
	if (l->nrows == 0 || json_get(first, "word") == NULL)
		return err_set(e, ERR_CONFIG, "lists.json: list %s needs rows "
		    "with a \"word\"", l->name);
	l->column = ARENA_ARRAY(&s->arena, l->ncolumns, const char *);
	l->column_is_list = ARENA_ARRAY(&s->arena, l->ncolumns, bool);
	l->cell = ARENA_ARRAY(&s->arena, l->nrows * l->ncolumns,
	    const char *);
	/* The word first, the others in file order. */
	l->column[0] = "word";
	for (size_t i = 0, k = 1; json_member(first, i, &name, &value); i++) {
		if (strcmp(name, "word") == 0)
			continue;
		l->column_is_list[k] = json_is_array(value);
		l->column[k++] = arena_memdup(&s->arena, name, strlen(name));
	}
	for (size_t r = 0; r < l->nrows; r++) {
		const struct json *row = json_at(rows, r);

		if (json_len(row) != l->ncolumns)
			return err_set(e, ERR_CONFIG, "lists.json: rows of "
			    "list %s have different members", l->name);
		for (size_t c = 0; c < l->ncolumns; c++) {
			const struct json *v = json_get(row, l->column[c]);

			if (v == NULL)
				return err_set(e, ERR_CONFIG, "lists.json: "
				    "row %zu of list %s has no \"%s\"", r + 1,
				    l->name, l->column[c]);
			l->cell[r * l->ncolumns + c] = list_cell(s, v);
		}
	}
	return 0;
}

static int
read_lists(struct standard *s, const struct json *j, const char *label,
    struct err *e)
{
	const struct json *value;
	const char *name;

	(void)label;
	s->list = ARENA_ARRAY(&s->arena, json_len(j), struct coded_list);
	for (size_t i = 0; json_member(j, i, &name, &value); i++) {
		struct coded_list *l = &s->list[s->nlists++];

		l->name = arena_memdup(&s->arena, name, strlen(name));
		if (read_list(s, l, value, e) == -1)
			return -1;
	}
	return 0;
}

static int
read_json(struct standard *s, const char *path,
    int (*read)(struct standard *, const struct json *, const char *,
    struct err *), struct err *e)
{
	const struct standard_file *f = standard_file(s, path);
	struct json *j;
	int status;

	if (f == NULL)
		return err_set(e, ERR_CONFIG, "the standard has no file %s",
		    path);
	j = json_parse(f->text, path, e);
	if (j == NULL)
		return -1;
	status = read(s, j, path, e);
	json_free(j);
	return status;
}

/* registers/NAME.json, in path order: ascending by name. */
static int
read_registers(struct standard *s, struct err *e)
{
	struct str folder = STR("registers/");
	size_t n = 0;

	for (size_t i = 0; i < s->nfiles; i++)
		n += str_starts(str_of(s->file[i].path), folder);
	s->reg = ARENA_ARRAY(&s->arena, n, struct schema);
	for (size_t i = 0; i < s->nfiles; i++) {
		struct str path = str_of(s->file[i].path), name;

		if (!str_starts(path, folder))
			continue;
		if (schema_parse(&s->reg[s->nregisters], s->file[i].text,
		    s->file[i].path, &s->arena, e) == -1)
			return -1;
		name = (struct str){ path.p + folder.n,
			path.n - folder.n - sizeof(".json") + 1 };
		if (!str_is(name, s->reg[s->nregisters].name))
			return err_set(e, ERR_CONFIG, "%s holds register "
			    "\"%s\"; the file is named after its register",
			    s->file[i].path, s->reg[s->nregisters].name);
		s->nregisters++;
	}
	if (s->nregisters == 0 || s->nregisters > 64)
		return err_set(e, ERR_CONFIG, "the standard has %zu "
		    "registers; it may have 1 to 64", s->nregisters);
	return 0;
}

static int
link_references(struct standard *s, struct err *e)
{
	for (size_t r = 0; r < s->nregisters; r++)
		for (size_t i = 0; i < s->reg[r].nfields; i++) {
			struct field *f = &s->reg[r].field[i];

			if (f->type != FIELD_REF)
				continue;
			f->ref_register = standard_register(s,
			    str_of(f->ref));
			if (f->ref_register == -1)
				return err_set(e, ERR_CONFIG, "registers/%s."
				    "json field %s refers to \"%s\", which is "
				    "no register", s->reg[r].name, f->name,
				    f->ref);
		}
	return 0;
}

int
standard_build(struct standard *s, struct err *e)
{
	if (read_json(s, "standard.json", read_main, e) == -1 ||
	    read_json(s, "clauses.json", read_clauses, e) == -1 ||
	    read_json(s, "lists.json", read_lists, e) == -1 ||
	    read_registers(s, e) == -1)
		return -1;
	return link_references(s, e);
}

void
standard_free(struct standard *s)
{
	arena_fini(&s->arena);
	*s = (struct standard){ .name = NULL };
}

int
standard_set(struct standard *s, struct str name, int64_t value,
    struct err *e)
{
	for (size_t i = 0; i < s->nparameters; i++)
		if (str_is(name, s->parameter[i].name)) {
			s->parameter[i].value = value;
			return 0;
		}
	return err_set(e, ERR_USAGE, "the standard has no parameter \"%.*s\"; "
	    "standard.json lists them", STR_ARG(name));
}

int
standard_register(const struct standard *s, struct str name)
{
	for (size_t i = 0; i < s->nregisters; i++)
		if (str_is(name, s->reg[i].name))
			return (int)i;
	return -1;
}

int
standard_clause(const struct standard *s, struct str number)
{
	for (size_t i = 0; i < s->nclauses; i++)
		if (str_is(number, s->clause[i].number))
			return (int)i;
	return -1;
}

int
standard_list(const struct standard *s, struct str name)
{
	for (size_t i = 0; i < s->nlists; i++)
		if (str_is(name, s->list[i].name))
			return (int)i;
	return -1;
}

const struct parameter *
standard_parameter(const struct standard *s, struct str name)
{
	for (size_t i = 0; i < s->nparameters; i++)
		if (str_is(name, s->parameter[i].name))
			return &s->parameter[i];
	return NULL;
}

const struct standard_file *
standard_file(const struct standard *s, const char *path)
{
	for (size_t i = 0; i < s->nfiles; i++)
		if (strcmp(s->file[i].path, path) == 0)
			return &s->file[i];
	return NULL;
}

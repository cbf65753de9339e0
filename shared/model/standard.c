/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The standard as a whole: which files there are, in what order they are read,
 * and what must fit between them. The single files are read by standard_read.c,
 * standard_lists.c and schema.c.
 */
#include "shared/model/standard.h"

#include <stdlib.h>

#include "shared/base/hash.h"
#include "shared/base/utf8.h"
#include "shared/model/standard_internal.h"

/* ---- the files ---- */

/* The name between a folder and an ending; n = 0 when it is not so. */
static struct str
between(struct str path, struct str folder, struct str ending)
{
	if (!str_starts(path, folder) || !str_ends(path, ending) ||
	    path.n <= folder.n + ending.n)
		return STR("");
	return (struct str){ path.p + folder.n,
		path.n - folder.n - ending.n };
}

/* "04-context", "cycle": names of rule files and profiles. */
static bool
is_file_name(struct str s)
{
	if (s.n == 0 || s.n > CFG_MAX_NAME || s.p[0] == '-')
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (!(s.p[i] >= 'a' && s.p[i] <= 'z') &&
		    !ascii_is_digit(s.p[i]) && s.p[i] != '_' && s.p[i] != '-')
			return false;
	return true;
}

static struct str
register_of(struct str path)
{
	return between(path, STR("registers/"), STR(".json"));
}

static struct str
profile_of(struct str path)
{
	return between(path, STR("profiles/"), STR(".json"));
}

static int
check_path(const char *z, struct err *e)
{
	struct str path = str_of(z);

	if (str_is(path, "standard.json") || str_is(path, "clauses.json") ||
	    str_is(path, "lists.json") || str_is(path, "writing.json") ||
	    cfg_is_name(register_of(path)) || is_file_name(profile_of(path)) || is_file_name(between(path,
	    STR("criteria/"), STR(".rules"))))
		return 0;
	return err_set(e, ERR_CONFIG, "%.200s does not belong into a standard; "
	    "it holds standard.json, clauses.json, lists.json, "
	    "writing.json, registers/NAME.json, criteria/NAME.rules and profiles/NAME.json",
	    z);
}

static int
by_path(const void *a, const void *b)
{
	const struct standard_file *x = a, *y = b;

	return strcmp(x->path, y->path);
}

/* Only the form here; what a profile says is checked where it is used. */
static int
check_profile(const struct standard_file *f, struct cfg *c, struct err *e)
{
	struct json *j = json_parse(f->text, f->path, e);
	struct str want = profile_of(str_of(f->path));
	int status = 0;

	if (j == NULL)
		return -1;
	if (!str_eq(json_str(json_get(j, "profile")), want))
		status = cfg_err(c, "\"profile\" must be \"%.*s\", as the "
		    "file is named", STR_ARG(want));
	json_free(j);
	return status;
}

static int
check_text(const struct standard_file *f, struct err *e)
{
	size_t at = utf8_valid(f->text);

	if (at < f->text.n)
		return err_set(e, ERR_CONFIG, "%s: byte %zu is not valid "
		    "UTF-8", f->path, at);
	at = str_find(f->text, '\0', 0);
	if (at < f->text.n)
		return err_set(e, ERR_CONFIG, "%s: byte %zu is a NUL",
		    f->path, at);
	return 0;
}

/* ---- registers ---- */

const char *
standard_register_name(const void *standard, size_t i)
{
	const struct standard *s = standard;

	return i < s->nregisters ? s->reg[i].name : NULL;
}

static int
link_field(struct standard *s, const struct schema *r, struct field *f,
    struct err *e)
{
	const struct schema *to;

	f->ref_register = standard_register(s, str_of(f->ref));
	if (f->ref_register < 0)
		return err_set(e, ERR_CONFIG, "registers/%s.json: %s: there "
		    "is no register \"%.60s\"%s", r->name, f->name, f->ref,
		    str_near(str_of(f->ref), standard_register_name, s,
		    NEAR_MEANT).text);
	to = &s->reg[f->ref_register];
	if (f->ref_key != NULL &&
	    strcmp(f->ref_key, to->field[to->key].name) != 0)
		return err_set(e, ERR_CONFIG, "registers/%s.json: foreignKeys: "
		    "\"%s\" points to %s.%.60s, but the key of %s is \"%s\"",
		    r->name, f->name, to->name, f->ref_key, to->name,
		    to->field[to->key].name);
	return 0;
}

static int
link_registers(struct standard *s, struct err *e)
{
	for (size_t i = 0; i < s->nregisters; i++)
		for (size_t k = 0; k < s->reg[i].nfields; k++)
			if (s->reg[i].field[k].type == FIELD_REF &&
			    link_field(s, &s->reg[i], &s->reg[i].field[k],
			    e) == -1)
				return -1;
	return 0;
}

/* In path order, which is name order: '.' sorts before all that names have. */
static int
read_registers(struct standard *s, struct err *e)
{
	s->reg = ARENA_ARRAY(&s->arena, s->nfiles, struct schema);
	for (size_t i = 0; i < s->nfiles; i++) {
		const struct standard_file *f = &s->file[i];
		struct str name = register_of(str_of(f->path));

		if (name.n == 0)
			continue;
		if (s->nregisters == STANDARD_MAX_REGISTERS)
			return err_set(e, ERR_CONFIG, "%s: a standard has at "
			    "most %zu registers", f->path,
			    STANDARD_MAX_REGISTERS);
		if (schema_parse(&s->reg[s->nregisters], f->text, f->path,
		    &s->arena, e) == -1)
			return -1;
		if (!str_is(name, s->reg[s->nregisters].name))
			return err_set(e, ERR_CONFIG, "%s: name: the register "
			    "is called \"%s\", the file \"%.*s\"", f->path,
			    s->reg[s->nregisters].name, STR_ARG(name));
		s->nregisters++;
	}
	if (s->nregisters == 0)
		return err_set(e, ERR_CONFIG, "the standard has no "
		    "registers/NAME.json");
	return link_registers(s, e);
}

/* ---- everything ---- */

typedef int read_fn(struct standard *, const struct json *, struct cfg *);

static int
read_json(struct standard *s, const char *path, read_fn *fn, struct err *e)
{
	struct cfg c = { .label = path, .a = &s->arena, .e = e };
	const struct standard_file *f = standard_file(s, path);
	struct json *j;
	int status;

	if (f == NULL)
		return err_set(e, ERR_CONFIG, "the standard has no %s", path);
	j = json_parse(f->text, path, e);
	if (j == NULL)
		return -1;
	status = fn(s, j, &c);
	json_free(j);
	return status;
}

int
standard_read(struct standard *s, struct err *e)
{
	struct cfg c = { .e = e };

	qsort(s->file, s->nfiles, sizeof(*s->file), by_path);
	for (size_t i = 0; i < s->nfiles; i++) {
		const struct standard_file *f = &s->file[i];

		if (check_path(f->path, e) == -1 || check_text(f, e) == -1)
			return -1;
		if (i > 0 && strcmp(f->path, s->file[i - 1].path) == 0)
			return err_set(e, ERR_CONFIG, "%s is there twice",
			    f->path);
		c.label = f->path;
		if (profile_of(str_of(f->path)).n > 0 &&
		    check_profile(f, &c, e) == -1)
			return -1;
	}
	if (read_json(s, "standard.json", standard_read_main, e) == -1 ||
	    read_json(s, "clauses.json", standard_read_clauses, e) == -1 ||
	    read_json(s, "lists.json", standard_read_lists, e) == -1 ||
	    standard_check_earlier(s, e) == -1)
		return -1;
	/* A folder may do without. */
	if (standard_file(s, "writing.json") != NULL &&
	    read_json(s, "writing.json", standard_read_writing, e) == -1)
		return -1;
	return read_registers(s, e);
}

int
standard_load(struct standard *s, const struct standard_ref *ref, size_t n,
    standard_blob_fn *blob, void *ctx, struct err *e)
{
	struct buf b;
	int status = 0;

	*s = (struct standard){ .name = NULL };
	/* Each file by its content, kept with the standard. */
	if (n > STANDARD_MAX_FILES)
		return err_set(e, ERR_LIMIT, "a standard of %zu files; at most "
		    "%zu are allowed", n, STANDARD_MAX_FILES);
	s->file = ARENA_ARRAY(&s->arena, n, struct standard_file);
	buf_init(&b, STANDARD_MAX_FILE);
	for (size_t i = 0; i < n && status == 0; i++) {
		struct standard_file *f = &s->file[s->nfiles];

		buf_reset(&b);
		status = blob(ctx, ref[i].sha256, &b, e);
		if (status == -1)
			break;
		f->path = arena_memdup(&s->arena, ref[i].path,
		    strlen(ref[i].path));
		f->text = (struct str){ arena_memdup(&s->arena, b.p, b.n),
			b.n };
		sha256_hex(f->sha256, f->text);
		s->nfiles++;
	}
	buf_fini(&b);
	/* Then what they say. */
	if (status == 0)
		status = standard_read(s, e);
	if (status == -1)
		standard_free(s);
	return status;
}

void
standard_free(struct standard *s)
{
	arena_fini(&s->arena);
	*s = (struct standard){ .name = NULL };
}

static const char *
parameter_next(const void *ctx, size_t i)
{
	const struct standard *s = ctx;

	return i < s->nparameters ? s->parameter[i].name : NULL;
}

int
standard_set(struct standard *s, struct str name, int64_t value, struct err *e)
{
	for (size_t i = 0; i < s->nparameters; i++) {
		if (!str_is(name, s->parameter[i].name))
			continue;
		if (value < 0 || value > 1000000)
			return err_set(e, ERR_USAGE, "parameter %s must be a "
			    "whole number from 0 to 1000000",
			    s->parameter[i].name);
		s->parameter[i].value = value;
		return 0;
	}
	return err_set(e, ERR_USAGE, "there is no parameter \"%.*s\"%s",
	    STR_ARG(name), str_near(name, parameter_next, s, NEAR_MEANT).text);
}

int
standard_register(const struct standard *s, struct str name)
{
	size_t low = 0, high = s->nregisters;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int cmp = str_cmp(name, str_of(s->reg[mid].name));

		if (cmp == 0)
			return (int)mid;
		if (cmp < 0)
			high = mid;
		else
			low = mid + 1;
	}
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

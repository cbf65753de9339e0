/* SPDX-License-Identifier: Apache-2.0 */
/* Which part is what: relationships and content types; see xlsx_internal.h. */
#include "shared/sheet/xlsx/xlsx_internal.h"

#include <stdlib.h>

#define MAX_RELS 8192
#define MAX_PART_NAME 4096

/* Cuts the last folder off "a/b/". */
static void
go_up(struct buf *b)
{
	if (b->n > 0)
		b->n--;
	while (b->n > 0 && b->p[b->n - 1] != '/')
		b->n--;
}

/* The part a target names, from '/' or relative to the folder; '\' is '/'. */
static char *
target_path(struct str folder, const char *target)
{
	struct str rest = str_of(target), step;
	bool first = true;
	struct buf b;
	char *path, *slash;

	/* Some programs write backslashes. */
	path = mem_strdup(target);
	while ((slash = strchr(path, '\\')) != NULL)
		*slash = '/';
	rest.p = path;
	buf_init(&b, MAX_PART_NAME);
	/* From the folder of the part, or from the top. */
	if (!str_starts(rest, STR("/")))
		buf_str(&b, folder);
	/* Step by step. */
	while (str_next(&rest, '/', &step)) {
		if (step.n == 0 || str_is(step, "."))
			continue;
		if (str_is(step, "..")) {
			go_up(&b);
			first = true;
			continue;
		}
		if (!first)
			buf_putc(&b, '/');
		buf_str(&b, step);
		first = false;
	}
	free(path);
	path = mem_strdup(buf_cstr(&b));
	buf_fini(&b);
	return path;
}

struct reading {
	struct rels *rels;
	struct str folder; /* targets are relative to it */
	bool too_many;
};

static void
on_rel(void *ctx, const char *name, const char **attr)
{
	const char *id = xml_attr(attr, "Id"), *type = xml_attr(attr, "Type");
	const char *target = xml_attr(attr, "Target");
	const char *mode = xml_attr(attr, "TargetMode");
	struct reading *q = ctx;
	struct rels *r = q->rels;

	if (strcmp(name, "Relationship") != 0 || id == NULL || type == NULL ||
	    target == NULL || (mode != NULL && strcmp(mode, "External") == 0))
		return;
	if (r->n == MAX_RELS) {
		q->too_many = true;
		return;
	}
	r->rel = mem_grow(r->rel, &r->cap, r->n, sizeof(*r->rel));
	r->rel[r->n++] = (struct rel){ mem_strdup(id), mem_strdup(type),
		target_path(q->folder, target) };
}

void
rels_free(struct rels *r)
{
	for (size_t i = 0; i < r->n; i++) {
		free(r->rel[i].id);
		free(r->rel[i].type);
		free(r->rel[i].target);
	}
	free(r->rel);
	*r = (struct rels){ 0 };
}

int
rels_read(struct rels *r, struct zipfile *z, const char *part, struct err *e)
{
	const char *slash = strrchr(part, '/');
	const char *base = slash == NULL ? part : slash + 1;
	struct reading q = { .rels = r, .folder = str_range(part, base) };
	struct xml_handler h = { .start = on_rel, .stop = &q.too_many,
		.ctx = &q };
	struct buf name;
	int status = 0;

	*r = (struct rels){ 0 };
	buf_init(&name, (size_t)2 * MAX_PART_NAME);
	buf_str(&name, q.folder);
	buf_puts(&name, "_rels/");
	buf_puts(&name, base);
	buf_puts(&name, ".rels");
	if (zipfile_has(z, buf_cstr(&name)))
		status = xml_read(z, buf_cstr(&name), &h, e);
	if (status == 0 && q.too_many)
		status = err_set(e, ERR_REFUSED, "part %s has more than %d "
		    "relations; copy the table into a new workbook",
		    buf_cstr(&name), MAX_RELS);
	buf_fini(&name);
	return status;
}

bool
rel_is(const struct rel *r, const char *word)
{
	const char *slash = strrchr(r->type, '/');

	return slash != NULL && strcmp(slash + 1, word) == 0;
}

const struct rel *
rels_of_type(const struct rels *r, const char *word)
{
	for (size_t i = 0; i < r->n; i++)
		if (rel_is(&r->rel[i], word))
			return &r->rel[i];
	return NULL;
}

const struct rel *
rels_of_id(const struct rels *r, const char *id)
{
	for (size_t i = 0; i < r->n; i++)
		if (strcmp(r->rel[i].id, id) == 0)
			return &r->rel[i];
	return NULL;
}

/* ---- content types ---- */

/* "...sheet.main+xml", "...sheet.macroEnabled.main+xml" and kin. */
static void
on_type(void *ctx, const char *name, const char **attr)
{
	const char *type = xml_attr(attr, "ContentType");
	const char *part = xml_attr(attr, "PartName");
	struct content_types *t = ctx;
	struct str s = str_of(type == NULL ? "" : type);
	bool binary = str_ends(s, STR(".sheet.binary.macroEnabled.main"));

	(void)name;
	if (!binary && !str_ends(s, STR(".main+xml")))
		return;
	if (strstr(type, "wordprocessingml") != NULL ||
	    strstr(type, "ms-word") != NULL) {
		t->text = true;
	} else if (strstr(type, "presentationml") != NULL ||
	    strstr(type, "ms-powerpoint") != NULL) {
		t->slides = true;
	} else if (binary) {
		t->binary = true;
	} else {
		t->sheets = true;
		t->macros = t->macros || strstr(type, "macroEnabled") != NULL;
		if (part != NULL && t->workbook == NULL)
			t->workbook = target_path(STR(""), part);
	}
}

int
content_types_read(struct content_types *t, struct zipfile *z, struct err *e)
{
	static const char part[] = "[Content_Types].xml";
	struct xml_handler h = { .start = on_type, .ctx = t };

	*t = (struct content_types){ 0 };
	return zipfile_has(z, part) ? xml_read(z, part, &h, e) : 0;
}

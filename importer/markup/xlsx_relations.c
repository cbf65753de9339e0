/* SPDX-License-Identifier: Apache-2.0 */
/* Which part belongs to which, and parts that are a list of elements. */
#include "importer/markup/xlsx.h"

#include <stdlib.h>

#include "shared/base/mem.h"
#include "shared/sheet/xml/xml.h"

/* Of a sheet: Excel allows 65,530 links, and other parts stand beside them. */
#define MAX_RELATIONS 70000
#define RELATION_TYPE \
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define RELATION_TYPE_STRICT \
    "http://purl.oclc.org/ooxml/officeDocument/relationships/"

/* The part a target names: "/xl/x.xml" or relative to the folder of `from`. */
static char *
target_part(const char *from, const char *target)
{
	const char *slash = strrchr(from, '/');
	struct buf b;
	char *part;

	buf_init(&b, 4096);
	if (target[0] == '/') {
		target++;
	} else if (slash != NULL) {
		buf_str(&b, str_range(from, slash + 1));
	}
	for (;;) {
		if (strncmp(target, "./", 2) == 0) {
			target += 2;
		} else if (strncmp(target, "../", 3) == 0 && b.n > 0) {
			target += 3;
			for (b.n--; b.n > 0 && b.p[b.n - 1] != '/';)
				b.n--;
		} else {
			break;
		}
	}
	for (; *target != '\0'; target++)
		buf_putc(&b, *target == '\\' ? '/' : *target);
	part = mem_strdup(buf_cstr(&b));
	buf_fini(&b);
	return part;
}

/* "xl/_rels/workbook.xml.rels" of "xl/workbook.xml"; "_rels/.rels" of "". */
static char *
relations_part(const char *part)
{
	const char *slash = strrchr(part, '/');
	size_t folder = slash == NULL ? 0 : (size_t)(slash + 1 - part);
	struct buf b;
	char *name;

	buf_init(&b, 8192);
	buf_put(&b, part, folder);
	buf_puts(&b, "_rels/");
	buf_puts(&b, part + folder);
	buf_puts(&b, ".rels");
	name = mem_strdup(buf_cstr(&b));
	buf_fini(&b);
	return name;
}

struct relations_reader {
	struct relations *r;
	const char *from;
	bool too_many;
};

static void
on_relation(void *ctx, const char *name, const char **attr)
{
	const char *id = xml_attr(attr, "Id"), *type = xml_attr(attr, "Type");
	const char *target = xml_attr(attr, "Target");
	const char *mode = xml_attr(attr, "TargetMode");
	struct relations_reader *x = ctx;
	struct relations *r = x->r;

	if (strcmp(name, "Relationship") != 0 || id == NULL || type == NULL ||
	    target == NULL)
		return;
	if (r->n == MAX_RELATIONS) {
		x->too_many = true;
		return;
	}
	r->rel = mem_grow(r->rel, &r->cap, r->n, sizeof(*r->rel));
	r->rel[r->n++] = (struct relation){ mem_strdup(id), mem_strdup(type),
		mode != NULL && strcmp(mode, "External") == 0 ?
		mem_strdup("") : target_part(x->from, target) };
}

int
relations_read(struct relations *r, struct zipedit *z, const char *part,
    struct err *e)
{
	struct relations_reader x = { .r = r, .from = part };
	struct xml_handler h = { .start = on_relation, .stop = &x.too_many,
		.ctx = &x };
	struct buf b;
	int status = 0;

	*r = (struct relations){ .part = relations_part(part) };
	buf_init(&r->added, MAX_PART);
	r->there = zipedit_has(z, r->part);
	if (!r->there)
		return 0;
	buf_init(&b, MAX_PART);
	status = zipedit_get(z, r->part, &b, e);
	if (status == 0 && xml_parse(buf_view(&b), &h, e) == -1)
		status = err_ctx(e, "%s", r->part);
	else if (status == 0 && x.too_many)
		status = err_set(e, ERR_REFUSED, "part %s has more than %d "
		    "relations", r->part, MAX_RELATIONS);
	buf_fini(&b);
	return status;
}

void
relations_free(struct relations *r)
{
	for (size_t i = 0; i < r->n; i++) {
		free(r->rel[i].id);
		free(r->rel[i].type);
		free(r->rel[i].target);
	}
	free(r->rel);
	free(r->part);
	buf_fini(&r->added);
	*r = (struct relations){ 0 };
}

bool
relation_is(const struct relation *r, const char *word)
{
	const char *slash = strrchr(r->type, '/');

	return slash != NULL && strcmp(slash + 1, word) == 0;
}

const char *
relations_target(const struct relations *r, const char *word)
{
	for (size_t i = 0; i < r->n; i++)
		if (relation_is(&r->rel[i], word) && r->rel[i].target[0] != '\0')
			return r->rel[i].target;
	return NULL;
}

static bool
has_id(const struct relations *r, const char *id)
{
	for (size_t i = 0; i < r->n; i++)
		if (strcmp(r->rel[i].id, id) == 0)
			return true;
	return false;
}

const char *
relations_add(struct relations *r, const struct package *p, const char *word,
    const char *part)
{
	struct buf id;
	struct relation *n;

	buf_init(&id, 64);
	for (unsigned i = 1; id.n == 0 || has_id(r, buf_cstr(&id)); i++) {
		buf_reset(&id);
		buf_printf(&id, "rIdPreaudit%u", i);
	}
	r->rel = mem_grow(r->rel, &r->cap, r->n, sizeof(*r->rel));
	n = &r->rel[r->n++];
	*n = (struct relation){ mem_strdup(buf_cstr(&id)), mem_strdup(word),
		mem_strdup(part) };
	buf_fini(&id);
	buf_printf(&r->added, "Relationship Id=\"%s\" Type=\"%s%s\" "
	    "Target=\"/", n->id, p->strict ? RELATION_TYPE_STRICT :
	    RELATION_TYPE, word);
	xml_put_text(&r->added, str_of(part));
	buf_puts(&r->added, "\"\n");
	return n->id;
}

/* ---- parts that are a list ---- */

struct list_edit {
	struct str added;  /* elements without their brackets, a line each */
	bool (*drop)(const struct xml_tag *t);
	bool mute;
};

static void
put_added(const struct list_edit *l, struct str prefix, struct buf *out)
{
	struct str rest = l->added, line;

	while (str_next(&rest, '\n', &line)) {
		if (line.n == 0)
			continue;
		buf_putc(out, '<');
		buf_str(out, prefix);
		buf_str(out, line);
		buf_puts(out, "/>");
	}
}

static void
list_start(void *ctx, const struct xml_tag *t, struct buf *out)
{
	struct list_edit *l = ctx;

	if (t->depth == 2 && l->drop != NULL && l->drop(t))
		l->mute = true;
	if (l->mute)
		return;
	if (t->depth != 1 || !t->empty) {
		buf_str(out, t->raw);
		return;
	}
	xml_tag_open(out, t->raw);
}

static void
list_end(void *ctx, const struct xml_tag *t, struct buf *out)
{
	struct list_edit *l = ctx;

	if (l->mute) {
		l->mute = t->depth != 2;
		return;
	}
	if (t->depth == 1)
		put_added(l, t->prefix, out);
	if (t->depth == 1 && t->raw.n == 0) {
		buf_puts(out, "</");
		buf_str(out, t->prefix);
		buf_puts(out, t->name);
		buf_putc(out, '>');
	} else {
		buf_str(out, t->raw);
	}
}

int
list_edit(struct zipedit *z, const char *part, struct str added,
    bool (*drop)(const struct xml_tag *t), struct err *e)
{
	struct list_edit l = { .added = added, .drop = drop };
	struct xml_copier h = { .start = list_start, .end = list_end,
		.mute = &l.mute, .ctx = &l };
	struct buf in, out;
	int status;

	buf_init(&in, MAX_PART);
	buf_init(&out, MAX_PART * 2);
	status = zipedit_get(z, part, &in, e);
	if (status == 0)
		status = xml_copy_text(buf_view(&in), &h, part, &out, e);
	if (status == 0)
		status = zipedit_put(z, part, buf_view(&out), e);
	buf_fini(&in);
	buf_fini(&out);
	return status;
}

int
relations_write(struct relations *r, struct zipedit *z, struct err *e)
{
	struct list_edit l = { .added = buf_view(&r->added) };
	struct buf out;
	int status;

	if (r->added.n == 0)
		return 0;
	if (r->there)
		return list_edit(z, r->part, buf_view(&r->added), NULL, e);
	buf_init(&out, MAX_PART * 2);
	buf_puts(&out, "<?xml version=\"1.0\" encoding=\"UTF-8\" "
	    "standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas."
	    "openxmlformats.org/package/2006/relationships\">");
	put_added(&l, STR(""), &out);
	buf_puts(&out, "</Relationships>");
	status = zipedit_put(z, r->part, buf_view(&out), e);
	buf_fini(&out);
	return status;
}

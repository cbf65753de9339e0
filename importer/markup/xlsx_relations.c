/* SPDX-License-Identifier: Apache-2.0 */
/* Which part belongs to which, and parts that are a list of elements. */
#include "importer/markup/xlsx.h"

#include <stdlib.h>

#include "shared/base/mem.h"
#include "shared/sheet/xml/xml.h"

#define RELATION_TYPE \
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define RELATION_TYPE_STRICT \
    "http://purl.oclc.org/ooxml/officeDocument/relationships/"

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

int
relations_read(struct relations *r, const struct package *p, const char *part,
    struct err *e)
{
	*r = (struct relations){ .part = relations_part(part) };
	buf_init(&r->text, MAX_PART);
	buf_init(&r->added, MAX_PART);
	r->there = zipedit_has(p->z, r->part);
	if (!r->there)
		return 0;
	return rels_read(&r->rels, p->zip, part, e) == -1 ? -1 :
	    zipedit_get(p->z, r->part, &r->text, e);
}

void
relations_free(struct relations *r)
{
	rels_free(&r->rels);
	free(r->part);
	buf_fini(&r->text);
	buf_fini(&r->added);
	*r = (struct relations){ 0 };
}

const char *
relations_target(const struct relations *r, const char *word)
{
	const struct rel *rel = rels_of_type(&r->rels, word);

	return rel == NULL ? NULL : rel->target;
}

char *
relations_add(struct relations *r, const struct package *p, const char *word,
    const char *part)
{
	struct buf id;
	char *z;

	buf_init(&id, 64);
	for (unsigned i = 1; id.n == 0 ||
	    strstr(buf_cstr(&r->text), buf_cstr(&id)) != NULL ||
	    strstr(buf_cstr(&r->added), buf_cstr(&id)) != NULL; i++) {
		buf_reset(&id);
		buf_printf(&id, "rIdPreaudit%u", i);
	}
	z = mem_strdup(buf_cstr(&id));
	buf_fini(&id);
	buf_printf(&r->added, "Relationship Id=\"%s\" Type=\"%s%s\" "
	    "Target=\"/", z, p->strict ? RELATION_TYPE_STRICT :
	    RELATION_TYPE, word);
	xml_put_text(&r->added, str_of(part));
	buf_puts(&r->added, "\"\n");
	return z;
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

/* SPDX-License-Identifier: Apache-2.0 */
/* Which part belongs to which, and parts that are a list of elements. */
#include "importer/markup/xlsx/xlsx.h"

#include <stdlib.h>

#include "shared/base/mem.h"
#include "shared/sheet/xml/xml.h"

#define RELATION_TYPE \
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define RELATION_TYPE_STRICT \
    "http://purl.oclc.org/ooxml/officeDocument/relationships/"

int
relations_read(struct relations *r, const struct package *p, const char *part,
    struct err *e)
{
	const char *slash = strrchr(part, '/');
	int folder = slash == NULL ? 0 : (int)(slash + 1 - part);

	/* "xl/_rels/workbook.xml.rels" of "xl/workbook.xml"; "_rels/.rels" of "" */
	*r = (struct relations){ 0 };
	buf_init(&r->part, 8192);
	buf_printf(&r->part, "%.*s_rels/%s.rels", folder, part, part + folder);
	buf_init(&r->text, MAX_PART);
	buf_init(&r->added, MAX_PART);
	r->there = zipedit_has(p->z, buf_cstr(&r->part));
	if (!r->there)
		return 0;
	return rels_read(&r->rels, p->zip, part, e) == -1 ? -1 :
	    zipedit_get(p->z, buf_cstr(&r->part), &r->text, e);
}

void
relations_free(struct relations *r)
{
	rels_free(&r->rels);
	buf_fini(&r->part);
	buf_fini(&r->text);
	buf_fini(&r->added);
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
list_start(void *ctx, const struct xml_tag *t, struct buf *out)
{
	struct list_edit *l = ctx;

	if (t->depth == 2 && l->drop != NULL && l->drop(t))
		l->mute = true;
	if (t->depth == 1)
		tag_put_open(t->raw, out);
	else if (!l->mute)
		buf_str(out, t->raw);
}

static void
put_added(struct str rest, struct str prefix, struct buf *out)
{
	struct str line;

	while (str_next(&rest, '\n', &line))
		if (line.n > 0)
			buf_printf(out, "<%.*s%.*s/>", (int)prefix.n, prefix.p,
			    (int)line.n, line.p);
}

static void
list_end(void *ctx, const struct xml_tag *t, struct buf *out)
{
	struct list_edit *l = ctx;

	if (t->depth == 1) {
		put_added(l->added, t->prefix, out);
		tag_put_end(t, out);
	} else if (!l->mute) {
		buf_str(out, t->raw);
	}
	l->mute = l->mute && t->depth != 2;
}

/* fresh: of a part that is not there. */
static int
edit(struct zipedit *z, const char *part, const char *fresh,
    struct list_edit *l, struct err *e)
{
	struct xml_copier h = { .start = list_start, .end = list_end,
		.mute = &l->mute, .ctx = l };
	struct buf out;
	int status;

	buf_init(&out, MAX_PART * 2);
	status = part_copy(z, fresh == NULL ? part : NULL, fresh, &h, &out, e);
	if (status == 0)
		status = zipedit_put(z, part, buf_view(&out), e);
	buf_fini(&out);
	return status;
}

int
list_edit(struct zipedit *z, const char *part, struct str added,
    bool (*drop)(const struct xml_tag *t), struct err *e)
{
	return edit(z, part, NULL, &(struct list_edit){ .added = added,
	    .drop = drop }, e);
}

int
relations_write(struct relations *r, struct zipedit *z, struct err *e)
{
	static const char fresh[] = "<?xml version=\"1.0\" encoding=\"UTF-8\" "
	    "standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas."
	    "openxmlformats.org/package/2006/relationships\"/>";

	return r->added.n == 0 ? 0 : edit(z, buf_cstr(&r->part), r->there ?
	    NULL : fresh, &(struct list_edit){ .added = buf_view(&r->added) },
	    e);
}

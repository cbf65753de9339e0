/* SPDX-License-Identifier: Apache-2.0 */
/* Which part belongs to which, and parts that are a list of elements. */
#include "importer/markup/xlsx/xlsx.h"

#include <stdio.h>

#include <strings.h>

#include "shared/base/mem.h"
#include "shared/sheet/xml/xml.h"

#define VML_TYPE "application/vnd.openxmlformats-officedocument.vmlDrawing"

int
relations_read(struct relations *r, const struct package *p, const char *part,
    struct err *e)
{
	const char *slash = strrchr(part, '/');
	int folder = slash == NULL ? 0 : (int)(slash + 1 - part);

	/* "xl/_rels/book.xml.rels" of "xl/book.xml"; "_rels/.rels" of "" */
	*r = (struct relations){ 0 };
	buf_init(&r->part, 8192);
	buf_printf(&r->part, "%.*s_rels/%s.rels", folder, part, part + folder);
	buf_init(&r->text, MAX_PART);
	buf_init(&r->added, MAX_PART);
	if (!zipedit_has(p->z, buf_cstr(&r->part)))
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
	char id[32];
	unsigned i = 1;

	do
		snprintf(id, sizeof(id), "rIdPreaudit%u", i++);
	while (strstr(buf_cstr(&r->text), id) != NULL ||
	    strstr(buf_cstr(&r->added), id) != NULL);
	buf_printf(&r->added, "Relationship Id=\"%s\" Type=\"%s/%s\" "
	    "Target=\"/", id, p->strict ? RELATIONS_STRICT : RELATIONS, word);
	xml_put_text(&r->added, str_of(part));
	buf_puts(&r->added, "\"\n");
	return mem_strdup(id);
}

/* ---- parts that are a list ---- */

struct list {
	const struct list_edit *edit;
	bool mute, has_vml;
};

static void
list_start(void *ctx, const struct xml_tag *t, struct buf *out)
{
	struct list *l = ctx;
	const char *extension = xml_attr(t->attr, "Extension");

	l->has_vml = l->has_vml || (strcmp(t->name, "Default") == 0 &&
	    extension != NULL && strcasecmp(extension, "vml") == 0);
	if (t->depth == 2 && l->edit->drop != NULL && l->edit->drop(t))
		l->mute = true;
	if (t->depth == 1)
		tag_put_open(t->raw, out);
	else if (!l->mute)
		buf_str(out, t->raw);
}

static void
list_end(void *ctx, const struct xml_tag *t, struct buf *out)
{
	struct list *l = ctx;
	struct str rest = l->edit->added, line, p = t->prefix;

	if (t->depth > 1) {
		if (!l->mute)
			buf_str(out, t->raw);
		l->mute = l->mute && t->depth != 2;
		return;
	}
	while (str_next(&rest, '\n', &line))
		if (line.n > 0)
			buf_printf(out, "<%.*s%.*s/>", (int)p.n, p.p,
			    (int)line.n, line.p);
	if (l->edit->vml && !l->has_vml)
		buf_printf(out, "<%.*sDefault Extension=\"vml\" ContentType=\""
		    VML_TYPE "\"/>", (int)p.n, p.p);
	tag_put_end(t, out);
}

int
list_edit(struct zipedit *z, const struct list_edit *edit, struct err *e)
{
	struct list l = { .edit = edit };
	struct xml_copier h = { .start = list_start, .end = list_end,
		.mute = &l.mute, .ctx = &l };
	struct buf out;
	int status;

	buf_init(&out, MAX_PART * 2);
	status = part_copy(z, edit->fresh == NULL ? edit->part : NULL,
	    edit->fresh, &h, &out, e);
	if (status == 0)
		status = zipedit_put(z, edit->part, buf_view(&out), e);
	buf_fini(&out);
	return status;
}

int
relations_write(struct relations *r, struct zipedit *z, struct err *e)
{
	struct list_edit edit = { .part = buf_cstr(&r->part),
		.fresh = r->text.n > 0 ? NULL : "<?xml version=\"1.0\" "
		"encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships "
		"xmlns=\"http://schemas.openxmlformats.org/package/2006/"
		"relationships\"/>", .added = buf_view(&r->added) };

	return r->added.n == 0 ? 0 : list_edit(z, &edit, e);
}

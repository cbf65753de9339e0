/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of a workbook, and what says how they belong together. */
#include "importer/markup/xlsx/xlsx.h"

#include <stdlib.h>

#include <strings.h>

#include "shared/base/mem.h"
#include "shared/sheet/xml/xml.h"

#define MAX_SHEETS 1024
#define TYPES "[Content_Types].xml"
#define SIGNATURES "_xmlsignatures/"

static void
on_workbook(void *ctx, const char *name, const char **attr)
{
	struct package *p = ctx;
	const char *id = xml_attr(attr, "id");
	const struct rel *rel;

	if (strcmp(name, "workbook") == 0)
		p->strict = is_strict(attr);
	if (strcmp(name, "sheet") != 0 || id == NULL ||
	    xml_attr(attr, "name") == NULL || p->nsheets == MAX_SHEETS)
		return;
	rel = rels_of_id(&p->rels.rels, id);
	if (rel == NULL || !rel_is(rel, "worksheet"))
		return;
	p->sheet = mem_grow(p->sheet, &p->cap_sheets, p->nsheets,
	    sizeof(*p->sheet));
	p->sheet[p->nsheets++] = rel->target;
}

/* The part of a kind that the workbook has, or NULL. */
static const char *
part_of(const struct package *p, const char *word)
{
	const char *part = relations_target(&p->rels, word);

	return part != NULL && zipedit_has(p->z, part) ? part : NULL;
}

int
package_open(struct package *p, struct zipedit *z, struct str original,
    struct err *e)
{
	struct xml_handler h = { .start = on_workbook, .ctx = p };

	*p = (struct package){ .z = z };
	buf_init(&p->types, MAX_PART);
	if (zipfile_open_bytes(&p->zip, original, &zip_caps_import, e) == -1 ||
	    relations_read(&p->root, p, "", e) == -1)
		return -1;
	p->workbook = relations_target(&p->root, "officeDocument");
	if (p->workbook == NULL)
		return err_set(e, ERR_REFUSED, "it holds no workbook");
	if (relations_read(&p->rels, p, p->workbook, e) == -1)
		return -1;
	p->was_signed = zipedit_drop(z, SIGNATURES) > 0;
	p->styles = part_of(p, "styles");
	p->strings = part_of(p, "sharedStrings");
	return xml_read(p->zip, p->workbook, &h, e);
}

void
package_close(struct package *p)
{
	free(p->sheet);
	relations_free(&p->root);
	relations_free(&p->rels);
	buf_fini(&p->types);
	zipfile_close(p->zip);
}

/* In the workbook's folder, with a number if need be: as no part is named. */
static char *
new_name(const struct package *p, const struct part_kind *k)
{
	const char *slash = strrchr(p->workbook, '/');
	int folder = slash == NULL ? 0 : (int)(slash + 1 - p->workbook);
	char *name;
	struct buf b;

	buf_init(&b, 8192);
	for (unsigned i = 0; b.n == 0 || zipedit_has(p->z, buf_cstr(&b)); i++) {
		buf_reset(&b);
		buf_printf(&b, "%.*s%s", folder, p->workbook, k->start);
		if (i > 0)
			buf_u64(&b, i);
		buf_puts(&b, k->end);
	}
	name = mem_strdup(buf_cstr(&b));
	buf_fini(&b);
	return name;
}

char *
package_add(struct package *p, struct relations *r, const struct part_kind *k,
    const char *named, char **id)
{
	char *name = named != NULL ? mem_strdup(named) : new_name(p, k);

	p->need_vml = p->need_vml || k->type == NULL;
	if (k->type != NULL) {
		buf_puts(&p->types, "Override PartName=\"/");
		xml_put_text(&p->types, str_of(name));
		buf_printf(&p->types, "\" ContentType=\"%s\"\n", k->type);
	}
	*id = named != NULL ? NULL : relations_add(r, p, k->word, name);
	return name;
}

/* ---- what the package says of itself ---- */

/* Of a relation or a type, each with an attribute of its own. */
static bool
is_signature(const struct xml_tag *t)
{
	const char *type = xml_attr(t->attr, "Type");
	const char *part = xml_attr(t->attr, "PartName");

	return (type != NULL && strstr(type, "/digital-signature/") != NULL) ||
	    (part != NULL && strncasecmp(part, "/" SIGNATURES,
	    sizeof(SIGNATURES)) == 0);
}

int
package_finish(struct package *p, struct err *e)
{
	const struct list_edit types = { .part = TYPES, .drop = is_signature,
		.added = buf_view(&p->types), .vml = p->need_vml };
	const struct list_edit root = { .part = "_rels/.rels",
		.drop = is_signature };

	if ((p->types.n > 0 || p->need_vml || p->was_signed) &&
	    list_edit(p->z, &types, e) == -1)
		return -1;
	if (p->was_signed && list_edit(p->z, &root, e) == -1)
		return -1;
	return relations_write(&p->rels, p->z, e);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of a workbook, and what says how they belong together. */
#include "importer/annotate_internal.h"

#include <stdlib.h>

#include <strings.h>

#include "shared/base/mem.h"
#include "shared/sheet/xml.h"

#define MAX_RELATIONS 8192
#define MAX_SHEETS 1024
#define TYPES "[Content_Types].xml"
#define SIGNATURES "_xmlsignatures/"
#define VML_TYPE "application/vnd.openxmlformats-officedocument.vmlDrawing"
#define RELATION_TYPE \
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define RELATION_TYPE_STRICT \
    "http://purl.oclc.org/ooxml/officeDocument/relationships/"

/* ---- relations ---- */

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
	    target == NULL || r->n == MAX_RELATIONS)
		return;
	r->rel = mem_grow(r->rel, &r->cap, r->n, sizeof(*r->rel));
	r->rel[r->n++] = (struct relation){ mem_strdup(id), mem_strdup(type),
		mode != NULL && strcmp(mode, "External") == 0 ?
		mem_strdup("") : target_part(x->from, target) };
}

int
relations_read(struct relations *r, struct zipedit *z, const char *part,
    struct err *e)
{
	struct relations_reader x = { r, part };
	struct xml_handler h = { .start = on_relation, .ctx = &x };
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

/* By the last word of the type: transitional and strict differ before it. */
static bool
is_type(const struct relation *r, const char *word)
{
	const char *slash = strrchr(r->type, '/');

	return slash != NULL && strcmp(slash + 1, word) == 0;
}

const char *
relations_target(const struct relations *r, const char *word)
{
	for (size_t i = 0; i < r->n; i++)
		if (is_type(&r->rel[i], word) && r->rel[i].target[0] != '\0')
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

static int
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

/* ---- the workbook ---- */

static void
on_workbook(void *ctx, const char *name, const char **attr)
{
	struct package *p = ctx;
	const char *id = xml_attr(attr, "id");

	if (strcmp(name, "workbook") == 0) {
		const char *ns = NULL;

		for (; attr[0] != NULL; attr += 2)
			if (strncmp(attr[0], "xmlns", 5) == 0 &&
			    strstr(attr[1], "purl.oclc.org") != NULL)
				ns = attr[1];
		p->strict = ns != NULL;
	}
	if (strcmp(name, "sheet") != 0 || id == NULL ||
	    xml_attr(attr, "name") == NULL || p->nsheets == MAX_SHEETS)
		return;
	for (size_t i = 0; i < p->rels.n; i++) {
		if (strcmp(p->rels.rel[i].id, id) != 0 ||
		    !is_type(&p->rels.rel[i], "worksheet"))
			continue;
		p->sheet = mem_grow(p->sheet, &p->cap_sheets, p->nsheets,
		    sizeof(*p->sheet));
		p->sheet[p->nsheets++] = mem_strdup(p->rels.rel[i].target);
		return;
	}
}

static int
read_workbook(struct package *p, struct err *e)
{
	struct xml_handler h = { .start = on_workbook, .ctx = p };
	const char *styles, *strings;
	struct buf b;
	int status;

	buf_init(&b, MAX_PART);
	status = zipedit_get(p->z, p->workbook, &b, e);
	if (status == 0 && xml_parse(buf_view(&b), &h, e) == -1)
		status = err_ctx(e, "%s", p->workbook);
	buf_fini(&b);
	styles = relations_target(&p->rels, "styles");
	strings = relations_target(&p->rels, "sharedStrings");
	if (styles != NULL && zipedit_has(p->z, styles))
		p->styles = mem_strdup(styles);
	if (strings != NULL && zipedit_has(p->z, strings))
		p->strings = mem_strdup(strings);
	return status;
}

int
package_open(struct package *p, struct zipedit *z, struct err *e)
{
	struct relations root;
	const char *workbook;

	*p = (struct package){ .z = z };
	buf_init(&p->types, MAX_PART);
	if (relations_read(&root, z, "", e) == -1) {
		relations_free(&root);
		return -1;
	}
	workbook = relations_target(&root, "officeDocument");
	if (workbook != NULL)
		p->workbook = mem_strdup(workbook);
	relations_free(&root);
	if (p->workbook == NULL)
		return err_set(e, ERR_REFUSED, "it holds no workbook");
	if (relations_read(&p->rels, z, p->workbook, e) == -1)
		return -1;
	return read_workbook(p, e);
}

void
package_close(struct package *p)
{
	for (size_t i = 0; i < p->nsheets; i++)
		free(p->sheet[i]);
	free(p->sheet);
	free(p->workbook);
	free(p->styles);
	free(p->strings);
	relations_free(&p->rels);
	buf_fini(&p->types);
}

char *
package_new_name(const struct package *p, const char *start, const char *end)
{
	const char *slash = strrchr(p->workbook, '/');
	char *name;
	struct buf b;

	buf_init(&b, 8192);
	for (unsigned i = 0; b.n == 0 || zipedit_has(p->z, buf_cstr(&b)); i++) {
		buf_reset(&b);
		if (slash != NULL)
			buf_str(&b, str_range(p->workbook, slash + 1));
		buf_puts(&b, start);
		if (i > 0)
			buf_u64(&b, i);
		buf_puts(&b, end);
	}
	name = mem_strdup(buf_cstr(&b));
	buf_fini(&b);
	return name;
}

void
package_override(struct package *p, const char *part, const char *type)
{
	buf_puts(&p->types, "Override PartName=\"/");
	xml_put_text(&p->types, str_of(part));
	buf_printf(&p->types, "\" ContentType=\"%s\"\n", type);
}

/* ---- signatures ---- */

static bool
is_signature_relation(const struct xml_tag *t)
{
	const char *type = xml_attr(t->attr, "Type");

	return type != NULL && strstr(type, "/digital-signature/") != NULL;
}

static bool
is_signature_type(const struct xml_tag *t)
{
	const char *part = xml_attr(t->attr, "PartName");

	return part != NULL && strncasecmp(part, "/" SIGNATURES,
	    sizeof(SIGNATURES)) == 0;
}

bool
package_unsign(struct package *p)
{
	p->no_signature = zipedit_drop(p->z, SIGNATURES) > 0;
	return p->no_signature;
}

/* ---- content types ---- */

static void
on_type(void *ctx, const char *name, const char **attr)
{
	const char *extension = xml_attr(attr, "Extension");
	bool *has = ctx;

	if (strcmp(name, "Default") == 0 && extension != NULL &&
	    strcasecmp(extension, "vml") == 0)
		*has = true;
}

static int
put_vml_type(struct package *p, struct err *e)
{
	bool has = false;
	struct xml_handler h = { .start = on_type, .ctx = &has };
	struct buf b;
	int status;

	buf_init(&b, MAX_PART);
	status = zipedit_get(p->z, TYPES, &b, e);
	if (status == 0)
		status = xml_parse(buf_view(&b), &h, e);
	if (status == 0 && !has)
		buf_puts(&p->types, "Default Extension=\"vml\" ContentType=\""
		    VML_TYPE "\"\n");
	buf_fini(&b);
	return status;
}

int
package_finish(struct package *p, struct err *e)
{
	if (p->need_vml && put_vml_type(p, e) == -1)
		return -1;
	if ((p->types.n > 0 || p->no_signature) && list_edit(p->z, TYPES,
	    buf_view(&p->types), is_signature_type, e) == -1)
		return -1;
	if (p->no_signature && list_edit(p->z, "_rels/.rels", STR(""),
	    is_signature_relation, e) == -1)
		return -1;
	return relations_write(&p->rels, p->z, e);
}

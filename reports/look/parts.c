/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of a container beside the workbook, its sheets and its styles. */
#include "reports/look/look_internal.h"

#include <stdio.h>
#include <stdlib.h>

#define SPACE "http://schemas.openxmlformats.org/"
#define MAX_RELATIONS 4096
#define MAX_NAME 64 /* bytes, of who saved it last */

#define ROWS(rows) rows, sizeof(rows) / sizeof((rows)[0])

enum { P_RELATION = 1, P_TITLE, P_SAVED_BY, P_COMPANY, P_PROGRAM, P_SHEET,
	P_TEXT };

/* A part while it is read. */
struct reading {
	struct look *k;
	struct white w;
	const char *name; /* of the part */
	char **id;        /* of its relations */
	size_t nid, cap_id;
};

/* ---- relations ---- */

static const struct white_row relation_rows[] = {
	{ 0, "Relationships", "", NULL },
	{ P_RELATION, "Relationships/Relationship", "^Id=! ^Type=! ^Target=!",
	    NULL },
};

/* What may be related to what: the ends of type and target. */
static const struct {
	const char *of, *type, *target;
} relations[] = {
	{ "_rels/.rels", "officeDocument/2006/relationships/officeDocument",
	    "xl/workbook.xml" },
	{ "_rels/.rels", "package/2006/relationships/metadata/"
	    "core-properties", "docProps/core.xml" },
	{ "_rels/.rels", "officeDocument/2006/relationships/"
	    "extended-properties", "docProps/app.xml" },
	{ "_rels/.rels", "officeDocument/2006/relationships/"
	    "custom-properties", "docProps/custom.xml" },
	{ "xl/_rels/workbook.xml.rels",
	    "officeDocument/2006/relationships/styles", "styles.xml" },
	{ "xl/_rels/workbook.xml.rels",
	    "officeDocument/2006/relationships/theme", "theme/theme1.xml" },
	{ "xl/_rels/workbook.xml.rels",
	    "officeDocument/2006/relationships/sharedStrings",
	    "sharedStrings.xml" },
	{ "xl/_rels/workbook.xml.rels",
	    "officeDocument/2006/relationships/worksheet",
	    "worksheets/sheet#.xml" },
	{ "xl/worksheets/_rels/sheet#.xml.rels",
	    "officeDocument/2006/relationships/drawing",
	    "drawings/drawing#.xml" },
	{ "xl/worksheets/_rels/sheet#.xml.rels",
	    "officeDocument/2006/relationships/printerSettings",
	    "printerSettings/printerSettings#.bin" },
};

/* Is a name that of the pattern, where # stands for digits? */
static bool
is_like(const char *name, const char *pattern)
{
	const char *mark = strchr(pattern, '#');
	char before[64];

	if (mark == NULL)
		return strcmp(name, pattern) == 0;
	snprintf(before, sizeof(before), "%.*s", (int)(mark - pattern),
	    pattern);
	return look_numbered(name, before, mark + 1);
}

/* A target without the folder it starts from. */
static const char *
short_target(const char *target, const char *of)
{
	if (strncmp(target, "../", 3) == 0 && strncmp(of, "xl/worksheets/",
	    14) == 0)
		return target + 3;
	if (target[0] == '/')
		target++;
	else
		return target;
	return strncmp(of, "xl/", 3) == 0 && strncmp(target, "xl/", 3) == 0 ?
	    target + 3 : target;
}

static void
on_relation(struct reading *r, const char **attr)
{
	const char *id = xml_attr(attr, "Id"), *type = xml_attr(attr, "Type");
	const char *target = xml_attr(attr, "Target"), *word;
	const size_t n = strlen(SPACE);

	/* One of each id, so that no two programs follow two of them. */
	for (size_t i = 0; i < r->nid; i++)
		if (strcmp(r->id[i], id) == 0)
			white_fail(&r->w, "has two relations \"%.60s\"", id);
	if (r->nid == MAX_RELATIONS) {
		white_fail(&r->w, "has too many relations");
		return;
	}
	r->id = mem_grow(r->id, &r->cap_id, r->nid, sizeof(*r->id));
	r->id[r->nid++] = mem_strdup(id);
	for (size_t i = 0; i < sizeof(relations) / sizeof(relations[0]); i++)
		if (is_like(r->name, relations[i].of) &&
		    strncmp(type, SPACE, n) == 0 &&
		    strcmp(type + n, relations[i].type) == 0 &&
		    is_like(short_target(target, r->name),
		    relations[i].target))
			return;
	word = strrchr(type, '/');
	white_fail(&r->w, "has a relation (%.60s: %.100s), which the report "
	    "has not", word == NULL ? type : word + 1, target);
}

/* ---- properties ---- */

static const struct white_row core_rows[] = {
	{ 0, "cp:coreProperties", "", NULL },
	{ P_TITLE, "cp:coreProperties/dc:title", "", "!" },
	{ 0, "cp:coreProperties/dc:creator", "", "" },
	{ 0, "cp:coreProperties/dc:subject", "", "" },
	{ 0, "cp:coreProperties/dc:description", "", "" },
	{ 0, "cp:coreProperties/cp:keywords", "", "" },
	{ 0, "cp:coreProperties/cp:category", "", "" },
	{ 0, "cp:coreProperties/cp:contentStatus", "", "" },
	/* What a program notes when it saves: by whom, when, how often. */
	{ P_SAVED_BY, "cp:coreProperties/cp:lastModifiedBy", "", "!" },
	{ 0, "cp:coreProperties/cp:revision", "", "#" },
	{ 0, "cp:coreProperties/cp:version", "", "#" },
	{ 0, "cp:coreProperties/cp:lastPrinted", "", "#" },
	{ 0, "cp:coreProperties/dcterms:created", "xsi:type=*", "#" },
	{ 0, "cp:coreProperties/dcterms:modified", "xsi:type=*", "#" },
	{ P_TEXT, "cp:coreProperties/dc:language", "", "!" },
};

static const struct white_row app_rows[] = {
	{ 0, "Properties", "", NULL },
	{ 0, "Properties/Template", "", "" },
	{ 0, "Properties/Manager", "", "" },
	{ 0, "Properties/TotalTime", "", "#" },
	{ P_PROGRAM, "Properties/Application", "", "!" },
	{ 0, "Properties/AppVersion", "", "#" },
	{ 0, "Properties/DocSecurity", "", "#" },
	{ P_TEXT, "Properties/ScaleCrop", "", "!" },
	{ P_TEXT, "Properties/LinksUpToDate", "", "!" },
	{ P_TEXT, "Properties/SharedDoc", "", "!" },
	{ P_TEXT, "Properties/HyperlinksChanged", "", "!" },
	{ P_COMPANY, "Properties/Company", "", "!" },
	{ 0, "Properties/HeadingPairs", "", NULL },
	{ 0, "Properties/HeadingPairs/vt:vector", "size=* baseType=*", NULL },
	{ 0, "Properties/HeadingPairs/vt:vector/vt:variant", "", NULL },
	{ P_TEXT, "Properties/HeadingPairs/vt:vector/vt:variant/vt:lpstr", "",
	    "!" },
	{ 0, "Properties/HeadingPairs/vt:vector/vt:variant/vt:i4", "", "#" },
	{ 0, "Properties/TitlesOfParts", "", NULL },
	{ 0, "Properties/TitlesOfParts/vt:vector", "size=* baseType=*", NULL },
	{ P_SHEET, "Properties/TitlesOfParts/vt:vector/vt:lpstr", "", "!" },
};

static const struct white_row custom_rows[] = {
	{ 0, "Properties", "", NULL },
};

/* Words that programs write, in the languages of the spreadsheet programs. */
static const char *const known_words[] = { "", "true", "false", "en-US",
	"en-GB", "de-DE", "fr-FR", "es-ES", "it-IT", "nl-NL", "Worksheets",
	"Named Ranges", "Arbeitsbl\xc3\xa4tter", "Benannte Bereiche",
	"Feuilles de calcul", "Plages nomm\303\251es",
	"Hojas de c\xc3\xa1lculo", "Rangos con nombre", "Fogli di lavoro",
	"Intervalli denominati", "Werkbladen", "Benoemde bereiken" };
static const char *const known_programs[] = { "Microsoft Excel",
	"Microsoft Macintosh Excel", "Microsoft Excel Online" };
static const char *const title_words[] = { "Print_Titles", "Drucktitel",
	"Impression_des_titres", "T\xc3\xadtulos_a_imprimir",
	"Titoli_stampa", "Afdruktitels", "_FilterDatabase" };

#define IS_ONE_OF(text, list) \
	is_one_of(text, list, sizeof(list) / sizeof((list)[0]))

static bool
is_one_of(const char *text, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(text, list[i]) == 0)
			return true;
	return false;
}

/* "LibreOffice/7.4.7.2$Linux_X86_64 ...": its name and version. */
static bool
is_program(const char *text)
{
	return IS_ONE_OF(text, known_programs) ||
	    (strncmp(text, "LibreOffice/", 12) == 0 && strlen(text) < 128 &&
	    ascii_is_digit(text[12]) && strspn(text + 12, "0123456789.") >=
	    3 && strchr(text, '$') != NULL);
}

/* A sheet, or the titles of one: "'Open actions'!Print_Titles". */
static bool
is_sheet_title(const struct look *k, const char *text)
{
	for (size_t i = 0; i < k->n; i++) {
		const char *name = k->plan[i].name, *at = text + (text[0] ==
		    '\'');
		size_t n = strlen(name);

		if (strncmp(at, name, n) != 0)
			continue;
		if (at[n] == '\0' && at == text)
			return true;
		at += n + (at[n] == '\'');
		if (*at == '!' && IS_ONE_OF(at + 1, title_words))
			return true;
	}
	return false;
}

static bool
is_name(const char *text)
{
	return strlen(text) <= MAX_NAME && strpbrk(text, "\r\n") == NULL;
}

static void
end(void *ctx, int id, const char *text)
{
	struct reading *r = ctx;
	const struct look *k = r->k;
	bool fine = true;

	switch (id) {
	case P_TITLE:
		fine = text[0] == '\0' || strcmp(text, k->title) == 0;
		break;
	case P_COMPANY:
		fine = text[0] == '\0' || strcmp(text, k->company) == 0;
		break;
	case P_SAVED_BY:
		fine = is_name(text);
		break;
	case P_PROGRAM:
		fine = is_program(text);
		break;
	case P_SHEET:
		fine = is_sheet_title(k, text);
		break;
	case P_TEXT:
		fine = IS_ONE_OF(text, known_words);
		break;
	default:
		break;
	}
	if (!fine)
		white_fail(&r->w, "say \"%.100s\", which the report does not",
		    text);
}

/* ---- the kinds of parts ---- */

static const struct white_row type_rows[] = {
	{ 0, "Types", "", NULL },
	{ 0, "Types/Default", "Extension=* ContentType=*", NULL },
	{ 0, "Types/Override", "PartName=* ContentType=*", NULL },
};

static const struct white_row drawing_rows[] = {
	{ 0, "xdr:wsDr", "", NULL },
};

static void
start(void *ctx, int id, const char **attr)
{
	if (id == P_RELATION)
		on_relation(ctx, attr);
}

static void
place(void *ctx, struct buf *b)
{
	struct reading *r = ctx;

	buf_printf(b, "its part %.100s", r->name);
}

static void
place_properties(void *ctx, struct buf *b)
{
	(void)ctx;
	buf_puts(b, "its properties");
}

static const struct white_part relation_part = { "", SPACE
	"package/2006/relationships", ROWS(relation_rows), NULL, start, NULL,
	place };
static const struct white_part core_part = { "", NULL, ROWS(core_rows), NULL,
	NULL, end, place_properties };
static const struct white_part app_part = { "", SPACE
	"officeDocument/2006/extended-properties", ROWS(app_rows), NULL, NULL,
	end, place_properties };
static const struct white_part custom_part = { "", SPACE
	"officeDocument/2006/custom-properties", ROWS(custom_rows), NULL, NULL,
	NULL, place_properties };
static const struct white_part type_part = { "", SPACE
	"package/2006/content-types", ROWS(type_rows), NULL, NULL, NULL,
	place };
static const struct white_part drawing_part = { "", NULL, ROWS(drawing_rows),
	NULL, NULL, NULL, place };
/* Parts by their names. NULL: looked at elsewhere, or never shown. */
static const struct {
	const char *name;
	const struct white_part *part;
} parts[] = {
	{ "[Content_Types].xml", &type_part },
	{ "_rels/.rels", &relation_part },
	{ "docProps/core.xml", &core_part },
	{ "docProps/app.xml", &app_part },
	{ "docProps/custom.xml", &custom_part },
	{ "xl/_rels/workbook.xml.rels", &relation_part },
	{ "xl/worksheets/_rels/sheet#.xml.rels", &relation_part },
	{ "xl/drawings/drawing#.xml", &drawing_part },
	{ "xl/workbook.xml", NULL },
	{ "xl/styles.xml", NULL },
	{ "xl/theme/theme1.xml", NULL },
	{ "xl/sharedStrings.xml", NULL },
	{ "xl/worksheets/sheet#.xml", NULL },
	{ "xl/printerSettings/printerSettings#.bin", NULL },
};

/* What people call others, by a piece of the name. */
static const char *const kinds[][2] = {
	{ "omments", "comments" }, { "media/", "a picture" },
	{ "charts/", "a chart" }, { "vbaProject", "macros" },
	{ "externalLinks/", "links to other files" },
	{ "embeddings/", "an embedded document" },
};

static bool
read_part(struct look *k, const char *name, const struct white_part *part)
{
	struct reading r = { .k = k, .name = name };
	bool same;

	r.w = (struct white){ .part = part, .ctx = &r };
	same = white_read(&r.w, k->zip, name) || look_fail(k, "%s", r.w.why);
	for (size_t i = 0; i < r.nid; i++)
		free(r.id[i]);
	free(r.id);
	return same;
}

bool
look_part(struct look *k, const char *name)
{
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (is_like(name, parts[i].name))
			return parts[i].part == NULL || read_part(k, name,
			    parts[i].part);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strstr(name, kinds[i][0]) != NULL)
			return look_fail(k, "it has %s (part %.100s), which "
			    "the report has not", kinds[i][1], name);
	return look_fail(k, "it has a part %.100s, which the report has not",
	    name);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Which element of OpenDocument counts where, and how often; see ods_internal.h. */
#include "shared/sheet/ods/ods_internal.h"

#define MAX_COUNT 1000000000 /* any larger count means the same */

static const struct {
	enum ods_place in;
	const char *name;
	enum ods_place is;
} places[] = {
	{ ODS_TOP, "document-content", ODS_DOCUMENT },
	{ ODS_TOP, "document", ODS_DOCUMENT },
	{ ODS_DOCUMENT, "automatic-styles", ODS_STYLES },
	{ ODS_DOCUMENT, "styles", ODS_STYLES },
	{ ODS_DOCUMENT, "body", ODS_BODY },
	{ ODS_STYLES, "style", ODS_STYLE },
	{ ODS_STYLE, "table-properties", ODS_LEAF },
	{ ODS_BODY, "spreadsheet", ODS_BOOK },
	{ ODS_BOOK, "table", ODS_TABLE },
	{ ODS_BOOK, "calculation-settings", ODS_SETTINGS },
	{ ODS_SETTINGS, "null-date", ODS_LEAF },
	{ ODS_GROUP, "table-row", ODS_ROW },
	{ ODS_GROUP, "table-row-group", ODS_GROUP },
	{ ODS_GROUP, "table-header-rows", ODS_GROUP },
	{ ODS_GROUP, "table-rows", ODS_GROUP },
	{ ODS_GROUP, "table-column", ODS_COLUMN },
	{ ODS_GROUP, "table-column-group", ODS_GROUP },
	{ ODS_GROUP, "table-header-columns", ODS_GROUP },
	{ ODS_GROUP, "table-columns", ODS_GROUP },
	{ ODS_ROW, "table-cell", ODS_CELL },
	{ ODS_ROW, "covered-table-cell", ODS_COVERED },
	{ ODS_CELL, "p", ODS_PARAGRAPH },
	{ ODS_CELL, "h", ODS_PARAGRAPH },
	{ ODS_CELL, "list", ODS_LIST },
	{ ODS_LIST, "list", ODS_LIST },
	{ ODS_LIST, "list-item", ODS_LIST },
	{ ODS_LIST, "list-header", ODS_LIST },
	{ ODS_LIST, "p", ODS_PARAGRAPH },
	{ ODS_LIST, "h", ODS_PARAGRAPH },
};

/* In a paragraph, and not of its text. */
static const char *const beside_text[] = {
	"annotation", "note", "ruby-text", "frame", "custom-shape", "rect",
	"line", "polyline", "polygon", "regular-polygon", "path", "circle",
	"ellipse", "g", "connector", "caption", "measure", "control",
	"page-thumbnail", "scene", "object", "image", "event-listeners",
};

static enum ods_place
place_of(enum ods_place in, const char *name)
{
	if (in == ODS_PARAGRAPH || in == ODS_IN_PARAGRAPH) {
		for (size_t i = 0; i < sizeof(beside_text) /
		    sizeof(beside_text[0]); i++)
			if (strcmp(name, beside_text[i]) == 0)
				return ODS_BESIDE;
		return ODS_IN_PARAGRAPH;
	}
	if (in == ODS_TABLE)
		in = ODS_GROUP;
	if (in == ODS_COVERED)
		in = ODS_CELL;
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		if (places[i].in == in && strcmp(places[i].name, name) == 0)
			return places[i].is;
	return ODS_BESIDE;
}

enum ods_place
ods_enter(struct ods_path *p, enum ods_place top, const char *name)
{
	enum ods_place in = p->n == 0 ? top :
	    (enum ods_place)p->place[p->n - 1];
	enum ods_place is = in == ODS_BESIDE ? in : place_of(in, name);

	p->place[p->n++] = (uint8_t)is;
	return is;
}

enum ods_place
ods_leave(struct ods_path *p)
{
	return (enum ods_place)p->place[--p->n];
}

uint64_t
ods_count(const char **attr, const char *name)
{
	const char *z = xml_attr(attr, name);
	uint64_t v = 0;

	if (z == NULL || z[strspn(z, "0123456789")] != '\0')
		return 1;
	for (; *z != '\0' && v < MAX_COUNT; z++)
		v = v * 10 + (uint64_t)(*z - '0');
	return v == 0 ? 1 : v > MAX_COUNT ? MAX_COUNT : v;
}

bool
ods_is_cache(const char **attr)
{
	const char *name = xml_attr(attr, "name");

	return name != NULL && name[0] == '\'' && strstr(name, "'#$") != NULL;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Names and texts of OpenDocument in a copy; see ods.h. */
#include "importer/markup/ods/ods.h"

#include "shared/sheet/xml/xml_chars.h"

#define URN "urn:oasis:names:tc:opendocument:xmlns:"

static const struct {
	const char *prefix, *uri;
} spaces[ODS_SPACES] = {
	[ODS_OFFICE] = { "office", URN "office:1.0" },
	[ODS_TABLES] = { "table", URN "table:1.0" },
	[ODS_TEXTS] = { "text", URN "text:1.0" },
	[ODS_STYLING] = { "style", URN "style:1.0" },
	[ODS_FO] = { "fo", URN "xsl-fo-compatible:1.0" },
	[ODS_DC] = { "dc", "http://purl.org/dc/elements/1.1/" },
};

/* ---- the root ---- */

static const char *
bound_to(const char **attr, const char *prefix)
{
	for (; attr[0] != NULL; attr += 2)
		if (strncmp(attr[0], "xmlns:", 6) == 0 &&
		    strcmp(attr[0] + 6, prefix) == 0)
			return attr[1];
	return NULL;
}

/*
 * Whether elements can be named with it: attributes xmlns:1 and xmlns:a:b can
 * be there, elements <1:x> and <a:b:x> cannot.
 */
static bool
is_usable(const char *prefix)
{
	if (strlen(prefix) >= ODS_MAX_PREFIX || !ascii_is_alpha(prefix[0]))
		return false;
	for (; *prefix != '\0'; prefix++)
		if (*prefix == ':' || (unsigned char)*prefix > 0x7f ||
		    !xml_is(*prefix, XML_NAME))
			return false;
	return true;
}

/* Whether the name space is bound; its prefix, or "" when none is usable. */
static bool
find_prefix(char z[ODS_MAX_PREFIX + 2], const char **attr, const char *uri)
{
	bool bound = false;

	z[0] = '\0';
	for (; attr[0] != NULL; attr += 2) {
		const char *prefix = attr[0] + 6;

		if (strncmp(attr[0], "xmlns:", 6) != 0 ||
		    strcmp(attr[1], uri) != 0)
			continue;
		bound = true;
		if (z[0] == '\0' && is_usable(prefix))
			strcpy(z, prefix);
	}
	return bound;
}

/* Binds a name space that has no prefix, to one that is free. */
static void
bind_space(struct ods_names *names, const char **attr, enum ods_space space,
    struct buf *tag)
{
	char *z = names->prefix[space];
	struct buf name;

	buf_init(&name, 64);
	buf_printf(&name, "xmlns:%s%s", bound_to(attr, spaces[space].prefix) ==
	    NULL ? "" : "preaudit-", spaces[space].prefix);
	while (bound_to(attr, buf_cstr(&name) + 6) != NULL &&
	    name.n < ODS_MAX_PREFIX + 6)
		buf_putc(&name, '_');
	strcpy(z, buf_cstr(&name) + 6);
	tag_set(tag, buf_cstr(&name), spaces[space].uri);
	buf_fini(&name);
}

bool
ods_names_bind(struct ods_names *names, const struct xml_tag *root,
    struct buf *out)
{
	bool known = true;
	struct buf tag;

	buf_init(&tag, XML_MAX_TAG);
	buf_str(&tag, root->raw);
	for (enum ods_space i = 0; i < ODS_SPACES; i++) {
		char *z = names->prefix[i];
		bool bound = find_prefix(z, root->attr, spaces[i].uri);

		known = known && (bound || i != ODS_OFFICE);
		if (z[0] == '\0')
			bind_space(names, root->attr, i, &tag);
		strcat(z, ":");
	}
	buf_str(out, buf_view(&tag));
	buf_fini(&tag);
	return known;
}

/* ---- texts ---- */

/* Blanks at the start, several of them and tabs are elements. */
static void
put_line(const struct ods_names *names, struct str s, struct buf *out)
{
	const char *p = names->prefix[ODS_TEXTS];
	size_t from = 0;

	for (size_t i = 0; i < s.n; i++) {
		bool tab = s.p[i] == '\t';

		if (!tab && (s.p[i] != ' ' ||
		    (i > 0 && s.p[i - 1] != ' ' && i + 1 < s.n)))
			continue;
		xml_put_text(out, str_range(s.p + from, s.p + i));
		buf_printf(out, "<%s%s/>", p, tab ? "tab" : "s");
		from = i + 1;
	}
	xml_put_text(out, str_range(s.p + from, s.p + s.n));
}

void
ods_put_paragraphs(const struct ods_names *names, struct str text,
    struct buf *out)
{
	const char *p = names->prefix[ODS_TEXTS];
	struct str line;

	while (str_next(&text, '\n', &line)) {
		if (str_ends(line, STR("\r")))
			line.n--;
		buf_printf(out, "<%sp>", p);
		put_line(names, line, out);
		buf_printf(out, "</%sp>", p);
	}
}

void
ods_put_comment(const struct ods_names *names, struct str text,
    struct buf *out)
{
	const char *o = names->prefix[ODS_OFFICE], *d = names->prefix[ODS_DC];

	buf_printf(out, "<%sannotation><%screator>" PROBLEMS_AUTHOR
	    "</%screator>", o, d, d);
	ods_put_paragraphs(names, text, out);
	buf_printf(out, "</%sannotation>", o);
}

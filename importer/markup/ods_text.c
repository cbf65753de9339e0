/* SPDX-License-Identifier: Apache-2.0 */
/* Texts, comments and attributes of OpenDocument; see ods.h. */
#include "importer/markup/ods.h"

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

void
ods_put_tag(const struct ods_put *p, const char *name, struct buf *out)
{
	buf_printf(out, "<%s%s", p->names->prefix[ODS_TABLES], name);
}

void
ods_put_times(const struct ods_put *p, const char *what, uint64_t n,
    struct buf *out)
{
	if (n > 1)
		buf_printf(out, " %s%s=\"%llu\"", p->names->prefix[ODS_TABLES],
		    what, (unsigned long long)n);
}

void
ods_set(struct ods_put *p, const char *name, struct str value)
{
	struct buf full, escaped;

	buf_init(&full, 256);
	buf_init(&escaped, 16 * ODS_MAX_NAME);
	buf_printf(&full, "%s%s", p->names->prefix[ODS_TABLES], name);
	xml_put_text(&escaped, value);
	buf_reset(&p->scratch);
	xml_tag_set_local(&p->scratch, buf_view(&p->tag), buf_cstr(&full),
	    value.n == 0 ? NULL : buf_cstr(&escaped));
	buf_reset(&p->tag);
	buf_str(&p->tag, buf_view(&p->scratch));
	buf_fini(&full);
	buf_fini(&escaped);
}

void
ods_set_times(struct ods_put *p, const char *what, uint64_t n)
{
	struct buf z;

	buf_init(&z, 32);
	if (n > 1)
		buf_u64(&z, n);
	ods_set(p, what, buf_view(&z));
	buf_fini(&z);
}

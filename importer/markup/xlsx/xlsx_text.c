/* SPDX-License-Identifier: Apache-2.0 */
/* Places, texts and attributes of a workbook's XML; see xlsx.h. */
#include "importer/markup/xlsx/xlsx.h"

#include "importer/common/finding.h"
#include "shared/base/num.h"
#include "shared/sheet/xml/xml.h"

/* Does "_xHHHH_" stand at i? */
static bool
is_escape(struct str s, size_t i)
{
	return s.n - i >= 7 && memcmp(s.p + i, "_x", 2) == 0 &&
	    s.p[i + 6] == '_' &&
	    strspn(s.p + i + 2, "0123456789abcdefABCDEF") == 4;
}

void
put_sheet_text(struct buf *out, const char *prefix, struct str s)
{
	size_t from = 0;

	buf_printf(out, "<%st xml:space=\"preserve\">", prefix);
	for (size_t i = 0; i < s.n; i++) {
		if (!is_escape(s, i))
			continue;
		xml_put_text(out, str_range(s.p + from, s.p + i));
		buf_puts(out, "_x005F_");
		from = i + 1;
	}
	xml_put_text(out, str_range(s.p + from, s.p + s.n));
	buf_printf(out, "</%st>", prefix);
}

bool
ref_parse(const char *z, uint32_t *column, uint32_t *row)
{
	uint64_t c = 0, v;

	while (*z >= 'A' && *z <= 'Z' && c <= MAX_COLUMN)
		c = c * 26 + (uint64_t)(*z++ - 'A' + 1);
	if (c == 0 || c > MAX_COLUMN ||
	    !num_parse_u64(str_of(z), MAX_ROW, &v) || v == 0)
		return false;
	*column = (uint32_t)c;
	*row = (uint32_t)v;
	return true;
}

void
ref_put(struct buf *out, uint32_t column, uint32_t row)
{
	char name[CELL_NAME];

	cell_name(name, column, row);
	buf_puts(out, name);
}

int
word_rank(const char *word, const char *const *list)
{
	for (int i = 0; list[i] != NULL; i++)
		if (strcmp(word, list[i]) == 0)
			return i;
	return -1;
}

uint32_t
attr_number(const char **attr, const char *name, uint32_t other)
{
	const char *z = xml_attr(attr, name);
	uint64_t v;

	return z != NULL && num_parse_u64(str_of(z), UINT32_MAX - 1, &v) ?
	    (uint32_t)v : other;
}

bool
is_strict(const char **attr)
{
	for (; attr[0] != NULL; attr += 2)
		if (strncmp(attr[0], "xmlns", 5) == 0 &&
		    strstr(attr[1], "purl.oclc.org") != NULL)
			return true;
	return false;
}

void
prefix_keep(char prefix[XLSX_MAX_PREFIX], const struct xml_tag *t,
    const char **fault)
{
	if (t->prefix.n >= XLSX_MAX_PREFIX) {
		*fault = "its names have too long a prefix";
		return;
	}
	memcpy(prefix, t->prefix.p == NULL ? "" : t->prefix.p, t->prefix.n);
	prefix[t->prefix.n] = '\0';
}

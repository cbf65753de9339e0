/* SPDX-License-Identifier: Apache-2.0 */
/* Characters of XML; see xml_chars.h. */
#include "shared/sheet/xml/xml_chars.h"

#include "shared/base/utf8.h"

#define N3 (XML_NAME_START | XML_NAME)
#define CT (XML_TEXT_END | XML_VALUE_END)
const uint8_t xml_class_of[256] = {
	[0] = CT, [1] = CT, [2] = CT, [3] = CT, [4] = CT, [5] = CT, [6] = CT,
	[7] = CT, [8] = CT, ['\t'] = XML_BLANK | XML_VALUE_END,
	['\n'] = XML_BLANK | XML_VALUE_END, [11] = CT, [12] = CT,
	['\r'] = XML_BLANK | CT, [14] = CT, [15] = CT, [16] = CT, [17] = CT,
	[18] = CT, [19] = CT, [20] = CT, [21] = CT, [22] = CT, [23] = CT,
	[24] = CT, [25] = CT, [26] = CT, [27] = CT, [28] = CT, [29] = CT,
	[30] = CT, [31] = CT, [' '] = XML_BLANK, ['"'] = XML_VALUE_END,
	['\''] = XML_VALUE_END, ['<'] = CT, ['&'] = CT, [']'] = XML_TEXT_END,
	['-'] = XML_NAME, ['.'] = XML_NAME, [':'] = XML_NAME, ['_'] = N3,
	['0'] = XML_NAME, ['1'] = XML_NAME, ['2'] = XML_NAME,
	['3'] = XML_NAME, ['4'] = XML_NAME, ['5'] = XML_NAME,
	['6'] = XML_NAME, ['7'] = XML_NAME, ['8'] = XML_NAME,
	['9'] = XML_NAME,
	['A'] = N3, ['B'] = N3, ['C'] = N3, ['D'] = N3, ['E'] = N3,
	['F'] = N3, ['G'] = N3, ['H'] = N3, ['I'] = N3, ['J'] = N3,
	['K'] = N3, ['L'] = N3, ['M'] = N3, ['N'] = N3, ['O'] = N3,
	['P'] = N3, ['Q'] = N3, ['R'] = N3, ['S'] = N3, ['T'] = N3,
	['U'] = N3, ['V'] = N3, ['W'] = N3, ['X'] = N3, ['Y'] = N3,
	['Z'] = N3, ['a'] = N3, ['b'] = N3, ['c'] = N3, ['d'] = N3,
	['e'] = N3, ['f'] = N3, ['g'] = N3, ['h'] = N3, ['i'] = N3,
	['j'] = N3, ['k'] = N3, ['l'] = N3, ['m'] = N3, ['n'] = N3,
	['o'] = N3, ['p'] = N3, ['q'] = N3, ['r'] = N3, ['s'] = N3,
	['t'] = N3, ['u'] = N3, ['v'] = N3, ['w'] = N3, ['x'] = N3,
	['y'] = N3, ['z'] = N3
};

bool
xml_good_text(const char *p, size_t n)
{
	struct str s = { p, n };

	if (utf8_valid(s) != n)
		return false;
	for (size_t i = str_find(s, '\xef', 0); i < n;
	    i = str_find(s, '\xef', i + 1))
		if (p[i + 1] == '\xbf' && (p[i + 2] == '\xbe' ||
		    p[i + 2] == '\xbf'))
			return false;
	return true;
}

/* "#65" or "#x41"; 0 when it names no character of XML. */
static size_t
character_of(char out[4], struct str s)
{
	bool hex = s.n > 1 && s.p[1] == 'x';
	uint32_t v = 0;

	if (s.n <= 1u + hex)
		return 0;
	for (size_t i = 1u + hex; i < s.n; i++) {
		char c = ascii_lower(s.p[i]);

		if (ascii_is_digit(c))
			v = v * (hex ? 16 : 10) + (uint32_t)(c - '0');
		else if (hex && c >= 'a' && c <= 'f')
			v = v * 16 + (uint32_t)(c - 'a' + 10);
		else
			return 0;
		if (v > 0x10ffff)
			return 0;
	}
	if ((v < ' ' && v != '\t' && v != '\n' && v != '\r') ||
	    (v >= 0xd800 && v < 0xe000) || v == 0xfffe || v == 0xffff)
		return 0;
	return utf8_encode(out, v);
}

size_t
xml_entity(char out[4], struct str s)
{
	static const struct {
		const char *name;
		char c;
	} known[] = { { "amp", '&' }, { "lt", '<' }, { "gt", '>' },
		{ "quot", '"' }, { "apos", '\'' } };

	if (s.n > 0 && s.p[0] == '#')
		return character_of(out, s);
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (str_is(s, known[i].name)) {
			out[0] = known[i].c;
			return 1;
		}
	return 0;
}

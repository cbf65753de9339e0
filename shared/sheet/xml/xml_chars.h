/* SPDX-License-Identifier: Apache-2.0 */
/* Characters of XML: classes of bytes, entities, UTF-8. */
#ifndef PREAUDIT_XML_CHARS_H
#define PREAUDIT_XML_CHARS_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/base/str.h"

/* What ends plain text, and the plain part of a value in either quotes. */
enum {
	XML_NAME_START = 1, XML_NAME = 2, XML_TEXT_END = 4,
	XML_VALUE_END = 8, XML_BLANK = 16
};

extern const uint8_t xml_class_of[256];

static inline bool
xml_is(char c, unsigned class)
{
	return (xml_class_of[(unsigned char)c] & class) != 0;
}

/* UTF-8 without the two code points that XML excludes. */
bool xml_good_text(const char *p, size_t n);
/* What stands between '&' and ';'; bytes put out, 0 when it is not known. */
size_t xml_entity(char out[4], struct str s);
/* The longest of those; more zeros in front are out of the ordinary. */
#define XML_MAX_ENTITY 10 /* "#x0010ffff" */

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* Names of delimiters; see delimiter.h. */
#include "importer/common/delimiter.h"

#include <string.h>

const char *
delimiter_name(char c)
{
	return c == ',' ? "comma" : c == ';' ? "semicolon" : c == '|' ? "bar" :
	    "tab";
}

char
delimiter_of(const char *text)
{
	for (const char *d = DELIMITERS; *d != '\0'; d++)
		if (strcmp(text, delimiter_name(*d)) == 0 ||
		    (text[0] == *d && text[1] == '\0'))
			return *d;
	return strcmp(text, "\\t") == 0 ? '\t' : '\0';
}

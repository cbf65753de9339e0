/* SPDX-License-Identifier: Apache-2.0 */
/* Names that Excel allows; see sheet_name.h. */
#include "shared/sheet/cell/sheet_name.h"

#include <stdio.h>

#include "shared/base/str.h"

static bool
taken(const char *name, const char (*before)[SHEET_NAME_MAX + 1], size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t k = 0;

		while (name[k] != '\0' && ascii_lower(name[k]) ==
		    ascii_lower(before[i][k]))
			k++;
		if (name[k] == '\0' && before[i][k] == '\0')
			return true;
	}
	return false;
}

void
sheet_name(char out[SHEET_NAME_MAX + 1], const char *caption,
    const char (*before)[SHEET_NAME_MAX + 1], size_t n)
{
	static const char reserved[1][SHEET_NAME_MAX + 1] = { "History" };
	char plain[SHEET_NAME_MAX + 1];
	size_t k = 0;

	for (; *caption != '\0' && k < SHEET_NAME_MAX; caption++) {
		char c = *caption;

		/* ASCII letters, digits and a few marks: safe everywhere. */
		if (ascii_is_alpha(c) || ascii_is_digit(c))
			plain[k++] = c;
		else if (k > 0 && plain[k - 1] != ' ')
			plain[k++] = ' ';
	}
	while (k > 0 && plain[k - 1] == ' ')
		k--;
	if (k == 0)
		plain[k++] = 'x';
	plain[k] = '\0';
	memcpy(out, plain, k + 1);
	/* Excel keeps the name History for itself. */
	for (unsigned i = 2; taken(out, before, n) ||
	    taken(out, reserved, 1); i++)
		snprintf(out, SHEET_NAME_MAX + 1, "%.*s %u",
		    SHEET_NAME_MAX - 5, plain, i);
}

void
column_name(char out[COLUMN_NAME], uint32_t column)
{
	char letters[COLUMN_NAME];
	size_t i = sizeof(letters);

	letters[--i] = '\0';
	for (; column > 0 && i > 0; column = (column - 1) / 26)
		letters[--i] = (char)('A' + (column - 1) % 26);
	memcpy(out, letters + i, sizeof(letters) - i);
}

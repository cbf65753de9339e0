/* SPDX-License-Identifier: Apache-2.0 */
/* Arguments quoted for a shell; see shell.h. */
#include "shared/text/shell.h"

void
shell_put(struct buf *out, struct str argument)
{
	bool plain = argument.n > 0;

	for (size_t i = 0; i < argument.n; i++) {
		char c = argument.p[i];

		plain = plain && (ascii_is_alpha(c) || ascii_is_digit(c) ||
		    (c != '\0' && strchr("-_./=:,+@%", c) != NULL));
	}
	if (plain) {
		buf_str(out, argument);
		return;
	}
	buf_putc(out, '\'');
	for (size_t i = 0; i < argument.n; i++) {
		if (argument.p[i] == '\'')
			buf_puts(out, "'\\''");
		else
			buf_putc(out, argument.p[i]);
	}
	buf_putc(out, '\'');
}

void
shell_put_call(struct buf *out, int argc, char **argv, const char *without)
{
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], without) == 0)
			continue;
		buf_putc(out, ' ');
		shell_put(out, str_of(argv[i]));
	}
}

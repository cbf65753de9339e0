/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The characters that part the cells of a text table, and the names that people
 * and log lines have for them.
 */
#ifndef PREAUDIT_DELIMITER_H
#define PREAUDIT_DELIMITER_H

/* All that are known, the likeliest first. */
#define DELIMITERS ",;\t|"

/* "comma", "semicolon", "tab" or "bar"; `c` is one of DELIMITERS. */
const char *delimiter_name(char c);
/* The one of that name, of the character itself or of "\\t"; '\0': none is. */
char delimiter_of(const char *text);

#endif

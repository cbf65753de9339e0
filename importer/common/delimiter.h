/* SPDX-License-Identifier: Apache-2.0 */
/* The characters that part the cells of a text table, and their names. */
#ifndef PREAUDIT_DELIMITER_H
#define PREAUDIT_DELIMITER_H

/* All that are known, the likeliest first. */
#define DELIMITERS ",;\t|"

/* "comma", "semicolon", "tab" or "bar", of one of DELIMITERS. */
const char *delimiter_name(char c);
/* The delimiter of a name, of the character itself or of "\\t"; '\0' unknown. */
char delimiter_of(const char *text);

#endif

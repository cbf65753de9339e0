/* SPDX-License-Identifier: Apache-2.0 */
/* How a workbook looks, as tables; see look.h. */
#include "reports/render/look.h"

#include <stdio.h>

#include "reports/render/mark.h"
#include "shared/base/num.h"

#define WIDTH_MIN 9.0
#define WIDTH_MAX 60.0

const struct xlsx_look look_format[LOOK__MAX] = {
	[LOOK_HEAD] = { .bold = true, .wrap = true, .fill = 0xE8EDF3,
	    .line = true },
	[LOOK_TEXT] = { .wrap = true, .format = "@" },
	[LOOK_NUMBER] = { .format = NULL },
	[LOOK_DATE] = { .format = "yyyy-mm-dd" },
	/* A percentage already: the sign must not multiply. */
	[LOOK_PERCENT] = { .format = "0\"%\"" },
	[LOOK_PART] = { .format = "0.0#############\"%\"" },
	[LOOK_TITLE] = { .bold = true, .size = 16 },
	[LOOK_LABEL] = { .bold = true },
	[LOOK_GOOD] = { .bold = true, .colour = 0x1B6E3C },
	[LOOK_WARN] = { .bold = true, .colour = 0x8A5300 },
	[LOOK_BAD] = { .bold = true, .colour = 0xA61B1B },
	[LOOK_NOTE] = { .bold = true, .colour = 0x1F4E79 },
};

const struct look_layout look_layout[] = {
	[LOOK_FACTS] = { { 24, 100 }, LOOK_LABEL, LOOK_TEXT, .head = false },
	[LOOK_TABLE] = { { 0, 0 }, LOOK_TEXT, LOOK_TEXT, .head = true,
	    .repeat = true, .filter = true, .footer = true },
	[LOOK_TEXTS] = { { 24, 110 }, LOOK_TEXT, LOOK_TEXT, .head = true },
	[LOOK_VERIFY] = { { 28, 100 }, LOOK_LABEL, LOOK_TEXT, .head = false },
};

static const char *const column_word[LOOK_COLUMN__MAX] = {
	[LOOK_COLUMN_TEXT] = "text", [LOOK_COLUMN_STATE] = "state",
	[LOOK_COLUMN_NUMBER] = "number", [LOOK_COLUMN_PERCENT] = "percentage",
	[LOOK_COLUMN_DATE] = "date"
};

enum look_column
look_column_of(const struct doc_table *t, size_t column)
{
	if ((int)column == t->status_column)
		return LOOK_COLUMN_STATE;
	switch (t->column[column].type) {
	case CELL_NUMBER:
		return LOOK_COLUMN_NUMBER;
	case CELL_PERCENT:
		return LOOK_COLUMN_PERCENT;
	case CELL_DATE:
		return LOOK_COLUMN_DATE;
	default:
		return LOOK_COLUMN_TEXT;
	}
}

void
look_put_columns(struct buf *b, const struct doc_table *t)
{
	for (size_t c = 0; c < t->ncolumns; c++) {
		buf_puts(b, c == 0 ? "" : ", ");
		buf_puts(b, column_word[look_column_of(t, c)]);
	}
}

size_t
look_parse_columns(struct str s, enum look_column column[LOOK_MAX_COLUMNS])
{
	struct str word;
	size_t n = 0;

	while (str_next(&s, ',', &word)) {
		unsigned is = 0;

		if (n > 0 && str_starts(word, STR(" ")))
			word = str_range(word.p + 1, word.p + word.n);
		while (is < LOOK_COLUMN__MAX && !str_is(word,
		    column_word[is]))
			is++;
		if (is == LOOK_COLUMN__MAX || n == LOOK_MAX_COLUMNS)
			return 0;
		column[n++] = (enum look_column)is;
	}
	return n;
}

/* The colour of a state; the word is there beside it. */
static enum look_role
state_role(struct str word)
{
	const char *mark = mark_of(word);

	switch (mark[0]) {
	case 'g':
		return LOOK_GOOD;
	case 'w':
		return LOOK_WARN;
	case 'b':
		return LOOK_BAD;
	default:
		return strcmp(mark, "note") == 0 ? LOOK_NOTE : LOOK_TEXT;
	}
}

enum look_role
look_role_of(enum look_column column, struct str text)
{
	int32_t day;
	double v;

	if (column == LOOK_COLUMN_STATE)
		return state_role(text);
	if (column == LOOK_COLUMN_DATE)
		return date_parse_iso(text, &day) && day >= XLSX_FIRST_DAY ?
		    LOOK_DATE : LOOK_TEXT;
	if (column == LOOK_COLUMN_TEXT || !num_parse_decimal(text, &v))
		return LOOK_TEXT;
	if (column == LOOK_COLUMN_NUMBER)
		return LOOK_NUMBER;
	return str_find(text, '.', 0) == text.n ? LOOK_PERCENT : LOOK_PART;
}

bool
look_is_number(enum look_role role)
{
	return role >= LOOK_NUMBER && role <= LOOK_PART;
}

double
look_width(size_t longest)
{
	double width = (double)longest * 1.1 + 3;

	return width < WIDTH_MIN ? WIDTH_MIN : width > WIDTH_MAX ? WIDTH_MAX :
	    width;
}

void
look_footer(char out[LOOK_FOOTER], const char *id, const char *content_sha256)
{
	snprintf(out, LOOK_FOOTER, "&L%s  content %.16s&R&P / &N", id,
	    content_sha256);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* What rule files state about registers, read by words; see statement.h. */
#include "importer/plan/statement.h"

static bool
is_word(struct token t, const char *word)
{
	return t.kind == TOK_NAME && str_is(t.text, word);
}

int
statement_field(const struct statement *s, const char *word)
{
	struct lexer l = s->behind;
	struct token t;

	while ((t = lex_next(&l)).kind != TOK_END &&
	    !lex_begins_statement(&l, &t)) {
		if (!is_word(t, word))
			continue;
		if (str_eq(lex_next(&l).text, s->variable) &&
		    str_is(lex_next(&l).text, ".") &&
		    (t = lex_next(&l)).kind == TOK_NAME)
			return schema_field(s->schema, t.text);
	}
	return -1;
}

/* What follows the keyword. */
static bool
read_behind(const struct standard *std, struct lexer l, struct statement *s)
{
	int r;

	if (!is_word(lex_next(&l), "every"))
		return false;
	s->variable = lex_next(&l).text;
	if (!is_word(lex_next(&l), "in"))
		return false;
	r = standard_register(std, lex_next(&l).text);
	if (r < 0)
		return false;
	s->reg = (unsigned)r;
	s->schema = &std->reg[r];
	s->behind = l;
	return true;
}

static bool
find_in(const struct standard *std, struct str text, const char *keyword,
    struct statement *s)
{
	struct lexer l;
	struct token t;

	lex_init(&l, text, "");
	while ((t = lex_next(&l)).kind != TOK_END)
		if (lex_begins_statement(&l, &t) && is_word(t, keyword) &&
		    read_behind(std, l, s))
			return true;
	return false;
}

bool
statement_find(const struct standard *std, const char *keyword,
    struct statement *s)
{
	for (size_t i = 0; i < std->nfiles; i++)
		if (str_ends(str_of(std->file[i].path), STR(".rules")) &&
		    find_in(std, std->file[i].text, keyword, s))
			return true;
	return false;
}

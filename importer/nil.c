/* SPDX-License-Identifier: Apache-2.0 */
/* Nil returns; see nil.h. */
#include "importer/nil.h"

#include "shared/base/csv.h"
#include "shared/model/rules_lex.h"

static bool
is_word(struct token t, const char *word)
{
	return t.kind == TOK_NAME && str_is(t.text, word);
}

/* `V.FIELD` behind a keyword of the statement: the field's number, or -1. */
static int
field_behind(struct lexer l, const char *keyword, struct str variable,
    const struct schema *s)
{
	struct token t;

	while ((t = lex_next(&l)).kind != TOK_END &&
	    !lex_begins_statement(&l, &t)) {
		if (!is_word(t, keyword))
			continue;
		if (str_eq(lex_next(&l).text, variable) &&
		    str_is(lex_next(&l).text, ".") &&
		    (t = lex_next(&l)).kind == TOK_NAME)
			return schema_field(s, t.text);
	}
	return -1;
}

/* The statement whose keyword was just taken. */
static bool
read_nil(const struct standard *std, struct lexer l, struct nil_statement *n)
{
	const struct schema *s;
	struct str variable;
	int r;

	if (!is_word(lex_next(&l), "every"))
		return false;
	variable = lex_next(&l).text;
	if (!is_word(lex_next(&l), "in"))
		return false;
	r = standard_register(std, lex_next(&l).text);
	if (r < 0)
		return false;
	s = &std->reg[r];
	n->reg = (unsigned)r;
	n->covers = field_behind(l, "covers", variable, s);
	n->subset = field_behind(l, "subset", variable, s);
	n->from = field_behind(l, "from", variable, s);
	n->to = field_behind(l, "to", variable, s);
	return n->covers >= 0 && n->from >= 0 && n->to >= 0;
}

static bool
find_in(const struct standard *std, struct str text, struct nil_statement *n)
{
	struct lexer l;
	struct token t;

	lex_init(&l, text, "");
	while ((t = lex_next(&l)).kind != TOK_END)
		if (lex_begins_statement(&l, &t) && is_word(t, "nil") &&
		    read_nil(std, l, n))
			return true;
	return false;
}

bool
nil_find(const struct standard *std, struct nil_statement *n)
{
	for (size_t i = 0; i < std->nfiles; i++)
		if (str_ends(str_of(std->file[i].path), STR(".rules")) &&
		    find_in(std, std->file[i].text, n))
			return true;
	return false;
}

static bool
is_taken(const struct nil_statement *n, const struct schema *s, unsigned f)
{
	return f == s->key || (int)f == n->covers || (int)f == n->subset ||
	    (int)f == n->from || (int)f == n->to;
}

/* The one field of a type that the statement does not use; required first. */
static int
free_field(const struct nil_statement *n, const struct schema *s,
    enum field_type type)
{
	int found = -1;

	for (unsigned f = 0; f < s->nfields; f++) {
		if (is_taken(n, s, f) || s->field[f].type != type ||
		    s->field[f].list)
			continue;
		if (s->field[f].need == NEED_REQUIRED)
			return (int)f;
		if (found == -1)
			found = (int)f;
	}
	return found;
}

struct cell {
	int field;
	const char *value;
};

int
nil_record(const struct standard *std, const struct import_opts *o,
    const char *covered, const char *today, struct buf *csv,
    const char **reg, struct err *e)
{
	struct nil_statement n;
	const struct schema *s;
	struct cell cell[8];
	struct buf key;
	size_t k = 0;
	int who, why, when;

	if (!nil_find(std, &n))
		return err_set(e, ERR_CONFIG, "the adopted rules have no nil "
		    "statement, so there is no register for it");
	s = &std->reg[n.reg];
	who = free_field(&n, s, FIELD_REF);
	why = free_field(&n, s, FIELD_TEXT);
	when = free_field(&n, s, FIELD_DATE);
	if (who == -1 || why == -1)
		return err_set(e, ERR_CONFIG, "%s has no field for who states "
		    "it, or none for the reason", s->title);
	if (o->subset != NULL && n.subset == -1)
		return err_set(e, ERR_USAGE, "--subset: the adopted rules "
		    "know no subsets of nil returns");
	buf_init(&key, 4096);
	buf_printf(&key, "nil-%s-%s-%s%s%s", covered, o->from, o->to,
	    o->subset == NULL ? "" : "-", o->subset == NULL ? "" : o->subset);
	cell[k++] = (struct cell){ (int)s->key, buf_cstr(&key) };
	cell[k++] = (struct cell){ n.covers, covered };
	if (o->subset != NULL)
		cell[k++] = (struct cell){ n.subset, o->subset };
	cell[k++] = (struct cell){ n.from, o->from };
	cell[k++] = (struct cell){ n.to, o->to };
	cell[k++] = (struct cell){ who, o->by };
	if (when != -1)
		cell[k++] = (struct cell){ when, today };
	cell[k++] = (struct cell){ why, o->reason };
	for (size_t i = 0; i < k; i++) {
		buf_puts(csv, i == 0 ? "" : ",");
		csv_put_field(csv, str_of(s->field[cell[i].field].name));
	}
	buf_puts(csv, "\r\n");
	for (size_t i = 0; i < k; i++) {
		buf_puts(csv, i == 0 ? "" : ",");
		csv_put_field(csv, str_of(cell[i].value));
	}
	buf_puts(csv, "\r\n");
	buf_fini(&key);
	*reg = s->name;
	return 0;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Nil returns; see nil.h. */
#include "importer/nil.h"

#include "shared/base/csv.h"

/* Takes the next word of rule text: a name, or one other character. */
static bool
next_word(struct str *rest, struct str *word)
{
	size_t i = 0, n;

	for (;;) {
		while (i < rest->n && (rest->p[i] == ' ' || rest->p[i] == '\t' ||
		    rest->p[i] == '\n' || rest->p[i] == '\r'))
			i++;
		if (i == rest->n || rest->p[i] != '#')
			break;
		i = str_find(*rest, '\n', i);
	}
	if (i == rest->n)
		return false;
	n = i;
	if (rest->p[i] == '"')
		n = str_find(*rest, '"', i + 1) + (i + 1 < rest->n);
	while (n < rest->n && (ascii_is_alpha(rest->p[n]) ||
	    ascii_is_digit(rest->p[n]) || rest->p[n] == '_'))
		n++;
	if (n == i)
		n = i + 1;
	if (n > rest->n)
		n = rest->n;
	*word = (struct str){ rest->p + i, n - i };
	*rest = (struct str){ rest->p + n, rest->n - n };
	return true;
}

/* `V.FIELD` behind a keyword: the field's number, or -1. */
static int
field_behind(struct str text, const char *keyword, struct str variable,
    const struct schema *s)
{
	struct str w;

	while (next_word(&text, &w)) {
		struct str v, dot, f;

		if (str_is(w, "nil") || str_is(w, "criterion") ||
		    str_is(w, "recorded") || str_is(w, "document") ||
		    str_is(w, "statement") || str_is(w, "define"))
			break;
		if (!str_is(w, keyword))
			continue;
		if (next_word(&text, &v) && str_eq(v, variable) &&
		    next_word(&text, &dot) && str_is(dot, ".") &&
		    next_word(&text, &f))
			return schema_field(s, f);
	}
	return -1;
}

static bool
find_in(const struct standard *std, struct str text, struct nil_statement *n)
{
	struct str w, every, variable, in, reg;
	const struct schema *s;
	int r;

	while (next_word(&text, &w)) {
		if (!str_is(w, "nil"))
			continue;
		if (!next_word(&text, &every) || !str_is(every, "every") ||
		    !next_word(&text, &variable) || !next_word(&text, &in) ||
		    !str_is(in, "in") || !next_word(&text, &reg))
			continue;
		r = standard_register(std, reg);
		if (r < 0)
			continue;
		s = &std->reg[r];
		n->reg = (unsigned)r;
		n->covers = field_behind(text, "covers", variable, s);
		n->subset = field_behind(text, "subset", variable, s);
		n->from = field_behind(text, "from", variable, s);
		n->to = field_behind(text, "to", variable, s);
		return n->covers >= 0 && n->from >= 0 && n->to >= 0;
	}
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

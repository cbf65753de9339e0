/* SPDX-License-Identifier: Apache-2.0 */
/* Nil returns; see nil_return.h. */
#include "importer/command/nil_return.h"

#include "importer/plan/statement.h"
#include "shared/text/csv.h"

bool
nil_return_find(const struct standard *std, struct nil_return_statement *n)
{
	struct statement s;

	if (!statement_find(std, "nil", &s))
		return false;
	n->reg = s.reg;
	n->covers = statement_field(&s, "covers");
	n->subset = statement_field(&s, "subset");
	n->from = statement_field(&s, "from");
	n->to = statement_field(&s, "to");
	return n->covers >= 0 && n->from >= 0 && n->to >= 0;
}

static bool
is_taken(const struct nil_return_statement *n, const struct schema *s, unsigned f)
{
	return f == s->key || (int)f == n->covers || (int)f == n->subset ||
	    (int)f == n->from || (int)f == n->to;
}

/* The one field of a type that the statement does not use; required first. */
static int
free_field(const struct nil_return_statement *n, const struct schema *s,
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

const char *
nil_return_record(const struct standard *std, const struct import_opts *o,
    const char *covered, const char *today, struct buf *csv, struct err *e)
{
	struct nil_return_statement n;
	const struct schema *s;
	struct cell cell[8];
	struct buf key;
	size_t k = 0;
	int who, why, when;

	if (!nil_return_find(std, &n)) {
		err_set(e, ERR_CONFIG, "the adopted rules have no nil "
		    "statement, so there is no register for it");
		return NULL;
	}
	s = &std->reg[n.reg];
	who = free_field(&n, s, FIELD_REF);
	why = free_field(&n, s, FIELD_TEXT);
	when = free_field(&n, s, FIELD_DATE);
	if (who == -1 || why == -1) {
		err_set(e, ERR_CONFIG, "%s has no field for who states "
		    "it, or none for the reason", s->title);
		return NULL;
	}
	if (o->subset != NULL && n.subset == -1) {
		err_set(e, ERR_USAGE, "--subset: the adopted rules "
		    "know no subsets of nil returns");
		return NULL;
	}
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
	return s->name;
}

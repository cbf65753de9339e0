/* SPDX-License-Identifier: Apache-2.0 */
/* `nil`: the statement that there was nothing to record; see nil_return.h. */
#include "importer/command/nil_return.h"

#include "importer/command/call.h"
#include "importer/command/nil_check.h"
#include "importer/plan/jobs.h"
#include "importer/plan/statement.h"
#include "shared/text/csv.h"

/* Which fields of its register mean what. */
struct statement_fields {
	unsigned reg;
	int covers, subset, from, to; /* subset -1: none */
};

static bool
find_statement(const struct standard *std, struct statement_fields *n)
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
is_taken(const struct statement_fields *n, const struct schema *s,
    unsigned f)
{
	return f == s->key || (int)f == n->covers || (int)f == n->subset ||
	    (int)f == n->from || (int)f == n->to;
}

/* The one field of a type that the statement does not use; required first. */
static int
free_field(const struct statement_fields *n, const struct schema *s,
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

bool
nil_return_exists(const struct standard *std)
{
	struct statement_fields n;

	return find_statement(std, &n);
}

/* A record in the making: its two lines of CSV. */
struct record {
	const struct schema *schema;
	struct buf names, values;
};

/* Nothing for a field that the register has not, or without a value. */
static void
add_cell(struct record *r, int field, const char *value)
{
	if (field == -1 || value == NULL)
		return;
	if (r->names.n > 0) {
		buf_putc(&r->names, ',');
		buf_putc(&r->values, ',');
	}
	csv_put_field(&r->names, str_of(r->schema->field[field].name));
	csv_put_field(&r->values, str_of(value));
}

static void
put_key(struct buf *b, const struct import_opts *o, const char *covered)
{
	buf_printf(b, "nil-%s-%s-%s", covered, o->from, o->to);
	if (o->subset != NULL)
		buf_printf(b, "-%s", o->subset);
}

/*
 * The record that the options state, as CSV with the fields' names as header.
 * today: ISO. Returns the name of its register; NULL with ERR_CONFIG when the
 * rules have no nil statement or its register has no place for who and why,
 * with ERR_USAGE when --subset cannot be said in it.
 */
static const char *
put_record(const struct standard *std, const struct import_opts *o,
    const char *covered, const char *today, struct buf *csv, struct err *e)
{
	struct statement_fields n;
	const struct schema *s;
	struct record r;
	struct buf key;
	int who, why;

	/* Where it goes: the register of nil returns and its fields. */
	if (!find_statement(std, &n)) {
		err_set(e, ERR_CONFIG, "the adopted rules have no nil "
		    "statement, so there is no register for it");
		return NULL;
	}
	s = &std->reg[n.reg];
	who = free_field(&n, s, FIELD_REF);
	why = free_field(&n, s, FIELD_TEXT);
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
	/* The cells, in both lines at once. */
	r = (struct record){ .schema = s };
	buf_init(&r.names, BUF_MAX_DEFAULT);
	buf_init(&r.values, BUF_MAX_DEFAULT);
	buf_init(&key, BUF_MAX_DEFAULT);
	put_key(&key, o, covered);
	add_cell(&r, (int)s->key, buf_cstr(&key));
	add_cell(&r, n.covers, covered);
	add_cell(&r, n.subset, o->subset);
	add_cell(&r, n.from, o->from);
	add_cell(&r, n.to, o->to);
	add_cell(&r, who, o->by);
	add_cell(&r, free_field(&n, s, FIELD_DATE), today);
	add_cell(&r, why, o->reason);
	/* The lines. */
	buf_printf(csv, "%s\r\n", buf_cstr(&r.names));
	buf_printf(csv, "%s\r\n", buf_cstr(&r.values));
	buf_fini(&key);
	buf_fini(&r.names);
	buf_fini(&r.values);
	return s->name;
}

static int
check_options(const struct import_opts *o, struct err *e)
{
	if (o->args.n != 1)
		return err_set(e, ERR_USAGE, "nil takes one register: "
		    "preaudit-import nil REGISTER --from DATE --to DATE --by "
		    "PERSON --reason TEXT");
	if (o->from == NULL || o->to == NULL || o->by == NULL ||
	    o->reason == NULL)
		return err_set(e, ERR_USAGE, "nil needs --from, --to, --by "
		    "and --reason");
	if (strcmp(o->from, o->to) > 0)
		return err_set(e, ERR_USAGE, "--from %s is after --to %s",
		    o->from, o->to);
	return 0;
}

/* Can it be held against the records? put_record says what is amiss else. */
static int
check_stated(struct session *s, const struct import_opts *o, unsigned covered,
    struct err *e)
{
	struct statement_fields n;
	int who;

	if (!find_statement(&s->std, &n))
		return 0;
	who = free_field(&n, &s->std.reg[n.reg], FIELD_REF);
	return who == -1 ? 0 : nil_check(s, o, covered, n.reg, (unsigned)who,
	    e);
}

int
import_nil(void *values, struct err *e)
{
	struct import_call *c = values;
	struct import_opts stated = c->o;
	char today[DATE_TEXT];
	const char *reg = NULL;
	struct buf csv;
	int covered, status = -1;

	/* Who states it and why goes into the record, not into the log line. */
	stated.by = stated.reason = NULL;
	if (check_options(&c->o, e) == -1 ||
	    session_open(&c->s, &stated, e) == -1)
		return -1;
	covered = session_register(&c->s, c->o.args.item[0], e);
	buf_init(&csv, BUF_MAX_DEFAULT);
	date_format(today, c->s.today);
	if (covered >= 0 && check_stated(&c->s, &c->o, (unsigned)covered, e) ==
	    -1)
		covered = -1;
	if (covered >= 0)
		reg = put_record(&c->s.std, &c->o, c->s.std.reg[covered].name,
		    today, &csv, e);
	if (reg != NULL)
		status = jobs_add_text(&c->s, "nil.csv", &csv, reg, e);
	buf_fini(&csv);
	return status == -1 ? -1 : call_import(c, e);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* A nil return against what the store holds; see nil_check.h. */
#include "importer/command/nil_check.h"

#define KEYS_SHOWN 3

/* What --subset names: a field of the register, and the text to be in it. */
struct part {
	int field; /* -1: the whole register */
	struct str word;
};

/* ERR_USAGE with what the register has instead. */
static int
read_part(const struct schema *s, const char *subset, struct part *p,
    struct err *e)
{
	struct str rest = str_of(subset == NULL ? "" : subset), name;
	const struct field *f;

	*p = (struct part){ .field = -1 };
	if (subset == NULL)
		return 0;
	if (!str_next(&rest, '=', &name) || rest.p == NULL || rest.n == 0)
		return err_set(e, ERR_USAGE, "--subset %s: expected "
		    "FIELD=WORD", subset);
	p->field = schema_field(s, str_trim(name));
	p->word = str_trim(rest);
	if (p->field < 0)
		return err_set(e, ERR_USAGE, "--subset %s: %s has no field "
		    "%.*s%s", subset, s->title, STR_ARG(name), str_near(
		    str_trim(name), schema_field_name, s, NEAR_MEANT).text);
	f = &s->field[p->field];
	if (f->type == FIELD_WORD && field_word_index(f, p->word) < 0)
		return err_set(e, ERR_USAGE, "--subset %s: %.*s is no word of "
		    "%s%s (preaudit-import registers %s lists them)", subset,
		    STR_ARG(p->word), f->title, str_near(p->word,
		    field_word_name, f, NEAR_MEANT).text, s->name);
	if (f->type == FIELD_YESNO && !str_is(p->word, "yes") &&
	    !str_is(p->word, "no"))
		return err_set(e, ERR_USAGE, "--subset %s: %s is yes or no",
		    subset, f->title);
	return 0;
}

static int
check_declarer(struct session *s, const struct import_opts *o,
    const struct field *who, struct err *e)
{
	unsigned people = (unsigned)who->ref_register;
	struct str key;
	struct state *st = session_state(s, people, e);

	if (st == NULL)
		return -1;
	refs_load(s->refs, people, st);
	if (!st->supplied || refs_find(s->refs, people, str_of(o->by),
	    &key) == RESOLVED)
		return 0;
	return err_set(e, ERR_REFUSED, "--by %s is no record of %s; what "
	    "nobody states covers nothing", o->by, s->std.reg[people].title);
}

/*
 * The field that says when a record of the register came about: the first date
 * that each should have; -1: there is none.
 */
static int
day_field(const struct schema *s)
{
	for (unsigned f = 0; f < s->nfields; f++)
		if (s->field[f].type == FIELD_DATE &&
		    s->field[f].need == NEED_REQUIRED)
			return (int)f;
	return -1;
}

static bool
is_in_part(const struct state *st, uint64_t place, const struct part *p)
{
	struct buf text;
	bool found = p->field < 0;

	if (found)
		return true;
	buf_init(&text, 256);
	state_text(st, place, (unsigned)p->field, &text);
	found = str_eq(buf_view(&text), p->word);
	buf_fini(&text);
	return found;
}

/* Records of the period that the statement says there were none of. */
static int
check_records(struct session *s, const struct import_opts *o,
    unsigned covered, const struct part *p, struct err *e)
{
	const struct schema *schema = &s->std.reg[covered];
	int day = day_field(schema);
	struct state *st = day < 0 ? NULL : session_state(s, covered, e);
	struct buf text, keys;
	uint64_t n = 0;

	if (st == NULL)
		return day < 0 ? 0 : -1;
	buf_init(&text, 256);
	buf_init(&keys, 256);
	for (size_t i = 0; i < st->n; i++) {
		uint64_t place = st->entry[i].place;

		if ((place & ENTRY_GONE) != 0)
			continue;
		buf_reset(&text);
		state_text(st, place, (unsigned)day, &text);
		/* Days are written so that they compare as texts. */
		if (text.n == 0 || strcmp(buf_cstr(&text), o->from) < 0 ||
		    strcmp(buf_cstr(&text), o->to) > 0 ||
		    !is_in_part(st, place, p))
			continue;
		if (n++ >= KEYS_SHOWN)
			continue;
		buf_puts(&keys, n == 1 ? "" : ", ");
		state_text(st, place, schema->key, &keys);
	}
	if (n > KEYS_SHOWN)
		buf_printf(&keys, " and %llu more",
		    (unsigned long long)(n - KEYS_SHOWN));
	if (n > 0)
		err_set(e, ERR_REFUSED, "%s has %llu record%s of this period "
		    "(%s: %s); that there was none would contradict %s",
		    schema->title, (unsigned long long)n, n == 1 ? "" : "s",
		    schema->field[day].title, buf_cstr(&keys),
		    n == 1 ? "it" : "them");
	buf_fini(&text);
	buf_fini(&keys);
	return n > 0 ? -1 : 0;
}

int
nil_check(struct session *s, const struct import_opts *o, unsigned covered,
    unsigned reg, unsigned who, struct err *e)
{
	struct part part;

	if (read_part(&s->std.reg[covered], o->subset, &part, e) == -1 ||
	    check_declarer(s, o, &s->std.reg[reg].field[who], e) == -1)
		return -1;
	return check_records(s, o, covered, &part, e);
}

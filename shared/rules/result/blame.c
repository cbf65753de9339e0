/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From an unknown condition down to the values that leave it so; see blame.h.
 * Only what is unknown is followed, so what is found is what is asked for.
 */
#include "shared/rules/result/blame.h"

#include "shared/base/message.h"
#include "shared/rules/run/reading.h"

#define SHOWN 3          /* fields, then "and others" */
#define MEMBERS 20       /* unknown ones that are looked at */
#define STEPS 100000     /* members passed on the way to them */

static const struct message empty_values = { NULL, 0, "sn",
	"{1} {2?is empty or leads|are empty or lead} nowhere" };
static const struct message no_date = { NULL, 0, "sn",
	"{1} {2?is a date|are dates} that cannot be" };
static const struct message nobodys = { NULL, 0, "nss",
	"{1} {1?record|records} of {2} {1?has|have} no {3}" };
static const struct message strays = { NULL, 0, "nsss",
	"{1} {1?record|records} of {2} {1?has|have} no {3} that is in {4}" };
static const struct message for_example = { NULL, 0, "ssss",
	" ({1}: its {2} {3} is not in {4})" };
static const struct message and_others = { NULL, 0, "s", "{1} and others" };
static const struct message field_of = { NULL, 0, "ss", "{2} of {1}" };
static const struct message ends_on = { NULL, 0, "ss", "{1} end on {2}" };

/* A field, or a register whose records end too early (field -1). */
struct blamed {
	int reg, field;
	uint32_t row;                 /* a record where it leads nowhere */
	uint32_t astray;              /* where to: a text; 0: none is known */
};

struct blaming {
	struct eval *v;
	const struct message *empty;  /* what is said of its fields */
	struct blamed is[SHOWN + 1];
	size_t n;
	size_t members, steps;
	const struct part *part;      /* being walked */
	const struct quant *q;        /* being walked */
};

/* Its entry, perhaps a new one; NULL where there are enough. */
static struct blamed *
blame(struct blaming *b, int reg, int field)
{
	for (size_t i = 0; i < b->n; i++)
		if (b->is[i].reg == reg && b->is[i].field == field)
			return &b->is[i];
	if (b->n > SHOWN)
		return NULL;
	b->is[b->n] = (struct blamed){ .reg = reg, .field = field };
	return &b->is[b->n++];
}

/* The record whose cell the field node reads; false: there is none. */
static bool
row_of(struct blaming *b, const struct node *n, uint32_t *row)
{
	struct val x;

	eval_val(b->v, n->a, &x);
	*row = x.u;
	return x.st == ST_GIVEN && (x.u & REF_TEXT) == 0;
}

/* The field of a node, with the record at hand where it leads nowhere. */
static void
blame_cell(struct blaming *b, const struct node *n)
{
	struct blamed *is = blame(b, n->reg, n->field);
	struct val x;
	uint32_t row;

	eval_val(b->v, n, &x);
	if (is == NULL || is->astray != 0 || !row_of(b, n, &row) ||
	    !eval_is_astray(b->v, &n->type, &x))
		return;
	is->row = row;
	is->astray = x.u & ~REF_TEXT;
}

static void blame_truth(struct blaming *b, const struct node *n);

/* ---- what ranges over a population ---- */

/* A member that is perhaps one, or of which the condition is unknown. */
static bool
quant_step(void *ctx, uint32_t ordinal)
{
	struct blaming *b = ctx;
	const struct quant *q = b->q;
	const struct node *has = q->has != NULL &&
	    q->has->type.kind == K_BOOL ? q->has : NULL;
	enum truth t = TRUE_;

	(void)ordinal;
	if (++b->steps > STEPS)
		return false;
	if (q->where != NULL)
		t = eval_truth(b->v, q->where);
	if (t == NOT_TRUE || (t == TRUE_ && (has == NULL ||
	    eval_truth(b->v, has) != UNKNOWN)))
		return true;
	blame_truth(b, t == UNKNOWN ? q->where : has);
	b->q = q;
	return b->n == 0;
}

static void
blame_quant(struct blaming *b, const struct quant *q)
{
	const struct quant *outer = b->q;
	struct slot keep = b->v->slot[q->slot];

	b->q = q;
	pop_walk(b->v, &q->pop, q->slot, quant_step, b);
	b->v->slot[q->slot] = keep;
	b->q = outer;
}

/* ---- one expression ---- */

/* Of a path that leads nowhere the reference; else the field itself. */
static void
blame_field(struct blaming *b, const struct node *n)
{
	struct val x;

	if (n->a != NULL && n->a->op == OP_FIELD) {
		eval_val(b->v, n->a, &x);
		if (x.st != ST_GIVEN || (x.u & REF_TEXT) != 0) {
			blame_field(b, n->a);
			return;
		}
	}
	blame_cell(b, n);
}

/* The operands of a value that is not known for sure. */
static void
blame_value(struct blaming *b, const struct node *n)
{
	struct val x;

	if (n == NULL || b->n > SHOWN)
		return;
	if (n->type.kind == K_BOOL) {
		blame_truth(b, n);
		return;
	}
	eval_val(b->v, n, &x);
	if (x.st == ST_GIVEN && ((n->type.kind != K_NUMBER &&
	    n->type.kind != K_DATE) || x.n >= x.hi))
		return;
	if (n->op == OP_FIELD) {
		blame_field(b, n);
	} else if (n->q != NULL) {
		blame_quant(b, n->q);
	} else {
		blame_value(b, n->a);
		blame_value(b, n->b);
	}
}

/* A register that ends before the day asked for, unless that is not known. */
static void
blame_window(struct blaming *b, const struct node *n)
{
	struct val x;

	eval_val(b->v, n->a, &x);
	if (x.st != ST_GIVEN)
		blame_value(b, n->a);
	else
		blame(b, n->reg, -1);
}

static void
blame_truth(struct blaming *b, const struct node *n)
{
	if (n == NULL || b->n > SHOWN || eval_truth(b->v, n) != UNKNOWN)
		return;
	switch (n->op) {
	case OP_QUANT:
		blame_quant(b, n->q);
		return;
	case OP_WITHIN:
	case OP_KNOWN_UNTIL:
		blame_window(b, n);
		return;
	default:
		blame_value(b, n->a);
		blame_value(b, n->b);
	}
}

/* ---- a criterion ---- */

static void
blame_requirements(struct blaming *b, bool selected)
{
	size_t before = b->n;

	for (const struct req *q = b->part->req; q != NULL && selected;
	    q = q->next)
		blame_truth(b, q->expr);
	b->members += b->n > before;
}

static bool
second_step(void *ctx, uint32_t ordinal)
{
	struct blaming *b = ctx;
	const struct node *where = b->part->where[1];
	enum truth t = where == NULL ? TRUE_ : eval_truth(b->v, where);

	(void)ordinal;
	if (t == UNKNOWN)
		blame_truth(b, where);
	blame_requirements(b, t == TRUE_);
	return b->n <= SHOWN && b->members < MEMBERS && ++b->steps < STEPS;
}

static bool
first_step(void *ctx, uint32_t ordinal)
{
	struct blaming *b = ctx;
	const struct node *where = b->part->where[0];
	enum truth t = where == NULL ? TRUE_ : eval_truth(b->v, where);

	(void)ordinal;
	if (t == UNKNOWN)
		blame_truth(b, where);
	else if (t == TRUE_ && b->part->npops == 2)
		pop_walk(b->v, &b->part->pop[1], 1, second_step, b);
	else
		blame_requirements(b, t == TRUE_);
	return b->n <= SHOWN && b->members < MEMBERS && ++b->steps < STEPS;
}

/* ---- in words ---- */

/* " (DOC-SCOPE: its Owner 001006 is not in People)" */
static void
say_example(const struct eval *v, const struct blamed *is, struct buf *out)
{
	const struct field *f = &v->std->reg[is->reg].field[is->field];

	message_put(out, &for_example, VALUES(eval_key(v, is->reg, is->row),
	    f->title, table_text(&v->d->table[is->reg], is->astray),
	    v->std->reg[f->ref_register].title));
}

static bool
say(const struct blaming *b, struct buf *out)
{
	const struct blamed *stray = NULL;
	struct buf names;
	uint64_t n = 0;
	bool said = false;

	buf_init(&names, BUF_MAX_DEFAULT);
	/* Values, then registers that end too early. */
	for (size_t i = 0; i < b->n && n < SHOWN; i++) {
		const struct schema *s = &b->v->std->reg[b->is[i].reg];

		if (b->is[i].field < 0)
			continue;
		if (n++ > 0)
			buf_puts(&names, ", ");
		message_put(&names, &field_of, VALUES(s->title,
		    s->field[b->is[i].field].title));
		stray = b->is[i].astray != 0 && stray == NULL ? &b->is[i] :
		    stray;
	}
	if (n == SHOWN && b->n > SHOWN) {
		struct str these = buf_view(&names);
		struct buf more;

		buf_init(&more, BUF_MAX_DEFAULT);
		message_put(&more, &and_others, VALUES(these));
		message_put(out, b->empty, VALUES(buf_view(&more), n));
		buf_fini(&more);
		said = true;
	} else if (n > 0) {
		message_put(out, b->empty, VALUES(buf_view(&names), n));
		said = true;
	}
	if (stray != NULL)
		say_example(b->v, stray, out);
	for (size_t i = 0; i < b->n; i++) {
		const struct table *t = &b->v->d->table[b->is[i].reg];
		char day[DATE_TEXT];

		if (b->is[i].field >= 0 || t->extracted == DATE_NONE)
			continue;
		date_format(day, t->extracted);
		buf_puts(out, said ? "; " : "");
		message_put(out, &ends_on, VALUES(b->v->std->reg[
		    b->is[i].reg].title, day));
		said = true;
	}
	buf_fini(&names);
	return said;
}

static bool
blame_reading(struct eval *v, const struct crit *k,
    const struct message *empty, struct buf *out)
{
	struct blaming b = { .v = v, .empty = empty };

	for (b.part = k->part; b.part != NULL && b.n <= SHOWN;
	    b.part = b.part->next) {
		if (b.part->npops == 0)
			blame_requirements(&b, true);
		else
			pop_walk(v, &b.part->pop[0], 0, first_step, &b);
	}
	return say(&b, out);
}

/* Records that say of nobody that they are theirs. */
static bool
say_nobodys(struct eval *v, const struct crit *k, struct buf *out)
{
	bool said = false;

	for (const struct key_field *f = k->assigned; f != NULL;
	    f = f->next) {
		const struct schema *s = &v->std->reg[f->reg];
		uint32_t n = reading_unassigned(v, f);

		if (n == 0)
			continue;
		buf_puts(out, said ? "; " : "");
		if (s->field[f->field].type == FIELD_REF)
			message_put(out, &strays, VALUES(n, s->title,
			    s->field[f->field].title,
			    v->std->reg[s->field[f->field].ref_register].
			    title));
		else
			message_put(out, &nobodys, VALUES(n, s->title,
			    s->field[f->field].title));
		said = true;
	}
	return said;
}

bool
blame_say(struct eval *v, const struct crit *k, struct buf *out)
{
	return blame_reading(v, k, &empty_values, out) ||
	    (reading_matters(v, k->assigned, k->reads, READ_VOID) &&
	    blame_reading(reading_of(v, READ_VOID), k, &no_date, out)) ||
	    say_nobodys(v, k, out);
}

bool
blame_condition(struct eval *v, const struct node *n, struct buf *out)
{
	struct blaming b = { .v = v, .empty = &empty_values };

	blame_truth(&b, n);
	return say(&b, out);
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The state of one evaluation: made, forgotten, freed; nil returns; values as
 * text.
 */
#include "shared/rules/run/index.h"
#include "shared/rules/run/reading.h"
#include "shared/rules/run/recall.h"

#include <stdlib.h>

#include "shared/base/hash.h"
#include "shared/base/num.h"
#include "shared/text/csv.h"

static const struct column no_column;

static void
link_columns(struct eval *v)
{
	size_t n = v->std->nregisters;

	v->col = ARENA_ARRAY(&v->arena, n, const struct column **);
	v->supplied = ARENA_ARRAY(&v->arena, n, bool);
	v->lacked = ARENA_ARRAY(&v->arena, n, bool *);
	v->nil = ARENA_ARRAY(&v->arena, n, bool);
	v->voids = ARENA_ARRAY(&v->arena, n, uint64_t **);
	for (size_t r = 0; r < n; r++) {
		const struct table *t = &v->d->table[r];
		size_t k = v->std->reg[r].nfields;

		v->supplied[r] = t->supplied;
		v->lacked[r] = ARENA_ARRAY(&v->arena, k, bool);
		v->col[r] = ARENA_ARRAY(&v->arena, k, const struct column *);
		for (size_t f = 0; f < k; f++)
			v->col[r][f] = t->column == NULL ? &no_column :
			    &t->column[f];
	}
}

/* ---- nil returns ---- */

struct nil_run {
	struct eval *v;
	const struct special *s;
};

static struct str
text_value(struct eval *v, const struct node *n)
{
	struct val x;

	if (n == NULL)
		return STR("");
	eval_val(v, n, &x);
	return x.st == ST_GIVEN ? eval_text_of(v, &n->type, &x) : STR("");
}

static bool
is_unsaid(struct eval *v, const struct node *n)
{
	struct val x;

	if (n == NULL)
		return false;
	eval_val(v, n, &x);
	return x.st == ST_UNKNOWN;
}

static bool
nil_step(void *ctx, uint32_t ordinal)
{
	struct nil_run *r = ctx;
	struct eval *v = r->v;
	struct nil_subset *part;
	struct str subset, field;
	struct val from, to;
	int reg;

	(void)ordinal;
	/* One that counts, of a register that is known, for this day. */
	if (r->s->where != NULL && eval_truth(v, r->s->where) != TRUE_)
		return true;
	reg = standard_register(v->std, text_value(v, r->s->what));
	eval_val(v, r->s->from, &from);
	eval_val(v, r->s->to, &to);
	if (reg < 0 || from.st != ST_GIVEN || to.st != ST_GIVEN ||
	    from.hi > v->data_as_of || to.n < v->data_as_of)
		return true;
	/* Of the whole register, or of what has a word in a field. */
	if (is_unsaid(v, r->s->subset))
		return true;
	subset = str_trim(text_value(v, r->s->subset));
	if (subset.n == 0) {
		v->nil[reg] = true;
	} else if (str_next(&subset, '=', &field) && subset.p != NULL) {
		part = ARENA_NEW(&v->arena, struct nil_subset);
		part->reg = reg;
		part->field = str_trim(field);
		part->word = str_trim(subset);
		part->next = v->subset;
		v->subset = part;
	}
	return true;
}

/* Forgets results of closed expressions. */
static void
forget(struct eval *v)
{
	memset(v->memo, 0, ((size_t)v->r->nmemos + 1) * sizeof(*v->memo));
	memset(v->constant, 0, ((size_t)v->r->nindexes + 1) *
	    sizeof(*v->constant));
	recall_forget(v);
}

static void
read_nil_returns(struct eval *v)
{
	for (const struct special *s = v->r->special; s != NULL; s = s->next) {
		struct nil_run r = { v, s };

		if (s->kind == SPECIAL_NIL)
			pop_walk(v, &s->pop, 0, nil_step, &r);
	}
	for (size_t r = 0; r < v->std->nregisters; r++)
		v->supplied[r] |= v->nil[r];
	forget(v);
}

/* Do nil returns cover the records of a register with this word in a field? */
static bool
word_is_covered(const struct eval *v, const struct node *field,
    const struct type *t, const struct val *word)
{
	struct str text = t->kind == K_WORD ?
	    str_of(t->field->word[word->u].word) : t->kind == K_YESNO ?
	    word->u != 0 ? STR("yes") : STR("no") : word->s;

	for (const struct nil_subset *s = v->subset; s != NULL; s = s->next)
		if (s->reg == field->reg && str_eq(s->word, text) &&
		    str_is(s->field,
		    v->std->reg[field->reg].field[field->field].name))
			return true;
	return false;
}

/* A plain field of the register's own variable. */
static bool
is_own_field(const struct node *n, int reg)
{
	return n != NULL && n->op == OP_FIELD && n->a->op == OP_VAR &&
	    n->reg == reg;
}

/* Do they cover all records for which the condition is true? */
static bool
condition_is_covered(const struct eval *v, int reg, const struct node *n)
{
	struct val yes = { .u = 1 };

	if (n == NULL)
		return false;
	/* Either side of `and` narrows; both of `or`, and every word, add. */
	if (n->op == OP_AND)
		return condition_is_covered(v, reg, n->a) ||
		    condition_is_covered(v, reg, n->b);
	if (n->op == OP_OR)
		return condition_is_covered(v, reg, n->a) &&
		    condition_is_covered(v, reg, n->b);
	if (!is_own_field(n->a, reg))
		return false;
	if (n->op == OP_YES)
		return word_is_covered(v, n->a, &n->a->type, &yes);
	if (n->op == OP_IN && n->b->op == OP_SETLIT) {
		for (const struct node *i = n->b->a; i != NULL; i = i->next)
			if (i->op != OP_LIT || !word_is_covered(v, n->a,
			    &i->type, &i->lit))
				return false;
		return true;
	}
	return (n->op == OP_CMP_WORD || n->op == OP_CMP_TEXT ||
	    n->op == OP_CMP_YESNO) && n->cmp == CMP_EQ &&
	    n->b->op == OP_LIT &&
	    word_is_covered(v, n->a, &n->b->type, &n->b->lit);
}

bool
eval_nil_covers(const struct eval *v, const struct pop *p,
    const struct node *where)
{
	if (p->kind != POP_REGISTER && p->kind != POP_VALUES)
		return false;
	return v->nil[p->reg] || (v->subset != NULL &&
	    condition_is_covered(v, p->reg, where));
}

/* ---- */

/* All but what it knows of the registers. */
static void
begin(struct eval *v, const struct rules *r, const struct dataset *d,
    int32_t as_of)
{
	memset(v, 0, sizeof(*v));
	v->r = r;
	v->d = d;
	v->std = r->standard;
	v->as_of = as_of;
	v->data_as_of = d->forecast ? d->judged_on : as_of;
	v->no_index = r->index_entries == 0;
	v->most_entries = r->index_entries;
	random_bytes(v->hash_key, sizeof(v->hash_key));
	v->unassigned = ARENA_ARRAY(&v->arena, v->std->nregisters,
	    uint32_t *);
	v->memo = mem_calloc((size_t)r->nmemos + 1, sizeof(*v->memo));
	v->constant = mem_calloc((size_t)r->nindexes + 1,
	    sizeof(*v->constant));
	v->progress = mem_calloc((size_t)r->nindexes + 1,
	    sizeof(*v->progress));
	v->sets = mem_calloc((size_t)r->nsets + 1, sizeof(*v->sets));
	recall_begin(v);
}

void
eval_begin(struct eval *v, const struct rules *r, const struct dataset *d,
    int32_t as_of)
{
	begin(v, r, d, as_of);
	link_columns(v);
	fill_apply(v);
	read_nil_returns(v);
}

void
eval_begin_again(struct eval *w, const struct eval *v, enum reading reading)
{
	begin(w, v->r, v->d, v->as_of);
	w->no_index = v->no_index;
	w->most_entries = v->most_entries;
	w->reading = reading;
	w->judging = v->judging;
	w->col = v->col;
	w->supplied = v->supplied;
	w->lacked = v->lacked;
	w->nil = v->nil;
	w->subset = v->subset;
	w->voids = v->voids;
	w->any_void = v->any_void;
	w->repairs = v->repairs;
}

void
eval_as_stored(struct eval *v, bool as_stored)
{
	if (v->as_stored == as_stored)
		return;
	v->as_stored = as_stored;
	/* What was found the other way does not hold. */
	index_free(v);
	for (size_t i = 0; i <= v->r->nindexes; i++) {
		free(v->progress[i].second);
		v->progress[i] = (struct progress){ .level = NULL };
	}
	v->nentries = 0;
	forget(v);
}

void
eval_end(struct eval *v)
{
	reading_free(v);
	index_free(v);
	pop_free(v);
	for (size_t i = 0; v->resolver != NULL && i < v->std->nregisters; i++)
		resolver_free(v->resolver[i]);
	for (size_t i = 0; i <= v->r->nsets; i++)
		free(v->sets[i].item);
	free(v->sets);
	free(v->memo);
	for (size_t i = 0; i <= v->r->nindexes; i++)
		free(v->progress[i].second);
	free(v->progress);
	free(v->constant);
	recall_free(v);
	arena_fini(&v->arena);
	memset(v, 0, sizeof(*v));
}

/* ---- text ---- */

static void
put_number(double n, double hi, struct buf *out)
{
	num_format_decimal(out, n);
	if (n < hi) {
		buf_puts(out, " to ");
		num_format_decimal(out, hi);
	}
}

static void
put_date(double day, struct buf *out)
{
	char text[DATE_TEXT];

	date_format(text, (int32_t)day);
	buf_puts(out, text);
}

static void
put_list(struct eval *v, const struct type *t, const struct val *x,
    struct buf *out)
{
	struct type elem = node_elem_type(t);
	struct buf item;
	struct val i;

	for (size_t k = 0; k < eval_nitems(x) && elem.kind == K_TEXT; k++) {
		eval_item(t, x, k, &i);
		csv_list_put(out, i.s, k == 0);
	}
	if (elem.kind == K_TEXT)
		return;
	buf_init(&item, BUF_MAX_DEFAULT);
	for (size_t k = 0; k < eval_nitems(x); k++) {
		eval_item(t, x, k, &i);
		buf_reset(&item);
		eval_put(v, &elem, &i, &item);
		csv_list_put(out, buf_view(&item), k == 0);
	}
	buf_fini(&item);
}

void
eval_put(struct eval *v, const struct type *t, const struct val *x,
    struct buf *out)
{
	switch (t->kind) {
	case K_NUMBER:
		put_number(x->n, x->hi, out);
		return;
	case K_INTERVAL:
		put_number(x->n, x->hi, out);
		buf_puts(out, t->months ? " months" : " days");
		return;
	case K_DATE:
		put_date(x->n, out);
		if (x->n < x->hi) {
			buf_puts(out, " to ");
			put_date(x->hi, out);
		}
		return;
	case K_LIST:
		put_list(v, t, x, out);
		return;
	case K_ROW:
	case K_BARE:
		return;
	default:
		buf_str(out, eval_text_of(v, t, x));
		return;
	}
}

void
eval_put_slot(struct eval *v, const struct type *t, const struct slot *s,
    struct buf *out)
{
	struct val x = { .st = ST_GIVEN, .u = s->u, .home = s->home };

	if (s->item != NULL)
		x = *s->item;
	else if (t->kind == K_TEXT)
		x.s = str_of(table_text(s->home, s->u));
	eval_put(v, t, &x, out);
}

void
eval_show(struct eval *v, const struct node *n, const char *between,
    struct buf *out)
{
	struct type elem = n->type.kind == K_LIST ? node_elem_type(&n->type) :
	    n->type;
	bool word = elem.kind == K_WORD || (elem.kind == K_TEXT &&
	    elem.known == KNOWN_COLUMN);
	size_t from = out->n;
	struct val x, item;

	/* Fields and registers by their titles, a list item by item. */
	eval_val(v, n, &x);
	if (x.st != ST_GIVEN)
		return;
	if (n->op == OP_MEMBER && n->member == MEM_FIELD) {
		const struct slot *s = &v->slot[n->a->slot];

		buf_puts(out, v->std->reg[s->reg].field[s->field].title);
	} else if (n->type.kind != K_LIST) {
		int reg = elem.kind == K_TEXT && elem.known ==
		    KNOWN_REGISTER ? standard_register(v->std,
		    eval_text_of(v, &elem, &x)) : -1;

		if (reg >= 0)
			buf_puts(out, v->std->reg[reg].title);
		else
			eval_put(v, &elem, &x, out);
	}
	for (size_t i = 0; n->type.kind == K_LIST && i < eval_nitems(&x);
	    i++) {
		if (i > 0)
			buf_puts(out, between);
		eval_item(&n->type, &x, i, &item);
		eval_put(v, &elem, &item, out);
	}
	/* Words of the data are written with blanks. */
	for (size_t i = from; word && i < out->n; i++)
		if (out->p[i] == '_')
			out->p[i] = ' ';
}

void
eval_message(struct eval *v, const struct expanded_message *m,
    struct buf *out)
{
	for (size_t i = 0; i < m->nexpr; i++) {
		size_t before;

		buf_str(out, m->piece[i]);
		before = out->n;
		eval_show(v, m->expr[i], ", ", out);
		if (out->n == before)
			buf_puts(out, "(empty)");
	}
	buf_str(out, m->piece[m->nexpr]);
}

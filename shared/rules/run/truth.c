/* SPDX-License-Identifier: Apache-2.0 */
/* Evaluating typed nodes: three-valued truth, and what is equal to what. */
#include <math.h>

#include "shared/rules/run/quant.h"
#include "shared/rules/run/recall.h"
#include "shared/rules/run/window.h"

enum truth
truth_of_numbers(enum cmp c, const struct val *a, const struct val *b)
{
	bool yes, no;

	switch (c) {
	case CMP_LT:
		yes = a->hi < b->n;
		no = a->n >= b->hi;
		break;
	case CMP_LE:
		yes = a->hi <= b->n;
		no = a->n > b->hi;
		break;
	case CMP_GT:
		yes = a->n > b->hi;
		no = a->hi <= b->n;
		break;
	case CMP_GE:
		yes = a->n >= b->hi;
		no = a->hi < b->n;
		break;
	case CMP_EQ:
	case CMP_NE:
	default:
		yes = a->n >= b->hi && a->hi <= b->n;
		no = a->hi < b->n || a->n > b->hi;
		break;
	}
	return yes ? TRUE_ : no ? NOT_TRUE : UNKNOWN;
}

struct str
eval_text_of(struct eval *v, const struct type *t, const struct val *x)
{
	switch (t->kind) {
	case K_WORD:
		return str_of(t->field->word[x->u].word);
	case K_REF:
		if (x->u == ROW_NONE)
			return STR("");
		if (x->u & REF_TEXT)
			return str_of(table_text(x->home, x->u & ~REF_TEXT));
		return eval_key(v, t->reg, x->u);
	case K_YESNO:
	case K_BOOL:
		return x->u != 0 ? STR("yes") : STR("no");
	default:
		return x->s;
	}
}

static bool
same_record(struct eval *v, const struct type *t, const struct val *a,
    const struct val *b)
{
	if (a->u == b->u && (a->home == b->home || !(a->u & REF_TEXT)))
		return true;
	return (a->u & REF_TEXT) && (b->u & REF_TEXT) &&
	    str_eq(eval_text_of(v, t, a), eval_text_of(v, t, b));
}

static enum truth
eval_items_equal(struct eval *v, const struct type *ta, const struct val *a,
    const struct type *tb, const struct val *b)
{
	bool same;

	switch (ta->kind) {
	case K_NUMBER:
	case K_DATE:
	case K_INTERVAL:
		return truth_of_numbers(CMP_EQ, a, b);
	case K_YESNO:
		return a->u == b->u ? TRUE_ : NOT_TRUE;
	default:
		break;
	}
	if (ta->kind == K_WORD && tb->kind == K_WORD && ta->field == tb->field)
		same = a->u == b->u;
	else if (ta->kind == K_REF && tb->kind == K_REF)
		same = same_record(v, ta, a, b);
	else
		same = str_eq(eval_text_of(v, ta, a), eval_text_of(v, tb, b));
	return same ? TRUE_ : NOT_TRUE;
}

static enum truth
not_(enum truth t)
{
	return (enum truth)(TRUE_ - t);
}

/*
 * Both operands. True: the one that says whose the record is says nothing, and
 * nothing is withheld; the record is nobody's.
 */
static bool
is_nobodys(struct eval *v, const struct node *n, struct val *a, struct val *b)
{
	bool withheld;

	v->withheld = false;
	eval_val(v, n->a, a);
	withheld = v->withheld && n->assigns == ASSIGNS_A;
	v->withheld = false;
	eval_val(v, n->b, b);
	if (n->assigns == 0 || v->reading == READ_WHOSE || withheld)
		return false;
	return n->assigns == ASSIGNS_A ? a->st != ST_GIVEN &&
	    b->st == ST_GIVEN : b->st != ST_GIVEN && a->st == ST_GIVEN &&
	    !v->withheld;
}

/*
 * Where it says whose a record is, or of whom one is sought, a reference that
 * leads nowhere may mean any record.
 */
static bool
is_perhaps(const struct eval *v, const struct node *n, const struct type *ta,
    const struct val *a, const struct type *tb, const struct val *b)
{
	return v->reading == READ_WHOSE && n->assigns != 0 &&
	    tb->kind == ta->kind &&
	    (eval_is_astray(v, ta, a) || eval_is_astray(v, tb, b));
}

static enum truth
truth_compare(struct eval *v, const struct node *n)
{
	const struct type *ta = &n->a->type, *tb = &n->b->type;
	struct val a, b;
	enum truth t;
	bool nobodys = is_nobodys(v, n, &a, &b);

	if (a.st != ST_GIVEN || b.st != ST_GIVEN) {
		/* An empty reference that means all equals every record. */
		if ((a.st == ST_EMPTY && n->a->type.all &&
		    b.st == ST_GIVEN) || (b.st == ST_EMPTY &&
		    n->b->type.all && a.st == ST_GIVEN))
			return n->cmp == CMP_NE ? NOT_TRUE : TRUE_;
		return !nobodys ? UNKNOWN : n->cmp == CMP_NE ? TRUE_ :
		    NOT_TRUE;
	}
	if (n->op == OP_CMP_NUM)
		t = truth_of_numbers(n->cmp, &a, &b);
	else
		t = eval_items_equal(v, ta, &a, tb, &b);
	if (t == NOT_TRUE && is_perhaps(v, n, ta, &a, tb, &b))
		t = UNKNOWN;
	return n->cmp == CMP_NE ? not_(t) : t;
}

void
eval_item(const struct type *list, const struct val *l, size_t i,
    struct val *out)
{
	if (l->set != NULL) {
		*out = l->set->item[i];
		return;
	}
	out->st = ST_GIVEN;
	out->set = NULL;
	out->item = NULL;
	out->nitems = 0;
	out->u = l->item[i];
	out->home = l->home;
	if (list->elem == K_TEXT)
		out->s = str_of(table_text(l->home, l->item[i]));
}

int
eval_order(const struct type *t, struct eval *v, const struct val *a,
    const struct val *b)
{
	switch (t->kind) {
	case K_NUMBER:
	case K_DATE:
		return (a->n > b->n) - (a->n < b->n);
	case K_WORD:
	case K_YESNO:
		return (a->u > b->u) - (a->u < b->u);
	case K_REF:
		if (!(a->u & REF_TEXT) || !(b->u & REF_TEXT))
			return (a->u > b->u) - (a->u < b->u);
		break;
	default:
		break;
	}
	return str_cmp(eval_text_of(v, t, a), eval_text_of(v, t, b));
}

/* In items from..to of a sorted set, all of one type with e. */
static bool
sorted_has(struct eval *v, const struct type *t, const struct set *s,
    size_t from, size_t to, const struct val *e)
{
	while (from < to) {
		size_t mid = from + (to - from) / 2;
		int c = eval_order(t, v, &s->item[mid], e);

		if (c == 0)
			return true;
		if (c < 0)
			from = mid + 1;
		else
			to = mid;
	}
	return false;
}

/* Is a text one of the words of a field's list? */
static enum truth
word_listed(const struct type *list, const struct val *l, struct str text)
{
	for (uint32_t i = 0; i < l->nitems; i++) {
		const char *word = list->field->word[l->item[i]].word;

		if (strncmp(word, text.p, text.n) == 0 &&
		    word[text.n] == '\0')
			return TRUE_;
	}
	return NOT_TRUE;
}

static enum truth
truth_in(struct eval *v, const struct node *n)
{
	struct type et = node_elem_type(&n->b->type);
	struct val e, l, item;
	enum truth t = NOT_TRUE;
	bool nobodys;
	size_t sure;

	/* The list and the item; empty may mean all. */
	nobodys = is_nobodys(v, n, &e, &l);
	if (l.st == ST_EMPTY && n->b->type.all)
		return TRUE_;
	if (e.st == ST_EMPTY && n->a->type.all && l.st == ST_GIVEN)
		return TRUE_;
	if (e.st != ST_GIVEN || l.st != ST_GIVEN)
		return nobodys ? NOT_TRUE : UNKNOWN;
	/* Where the list is words or sorted it is found at once. */
	if (l.set == NULL && et.kind == K_WORD && n->a->type.kind == K_TEXT)
		return word_listed(&n->b->type, &l, e.s);
	sure = l.set != NULL ? l.set->sure : l.nitems;
	if (l.set != NULL && l.set->sorted && v->reading != READ_WHOSE &&
	    et.kind == n->a->type.kind &&
	    et.field == n->a->type.field && e.n >= e.hi) {
		if (sorted_has(v, &et, l.set, 0, sure, &e))
			return TRUE_;
		return sorted_has(v, &et, l.set, sure, l.set->n, &e) ?
		    UNKNOWN : NOT_TRUE;
	}
	/* Else item by item; one that is not sure leaves it unknown. */
	for (size_t i = 0; i < eval_nitems(&l) && t != TRUE_; i++) {
		enum truth x;

		eval_item(&n->b->type, &l, i, &item);
		x = eval_items_equal(v, &n->a->type, &e, &et, &item);
		if ((x == TRUE_ && i >= sure) || (x == NOT_TRUE &&
		    is_perhaps(v, n, &n->a->type, &e, &et, &item)))
			x = UNKNOWN;
		if (x > t)
			t = x;
	}
	return t;
}

static enum truth
truth_covers(struct eval *v, const struct node *n)
{
	struct val l, c, item = { .st = ST_EMPTY };

	eval_val(v, n->a, &l);
	eval_val(v, n->b, &c);
	if (l.st == ST_EMPTY && n->a->type.all)
		return TRUE_;
	if (l.st != ST_GIVEN || c.st != ST_GIVEN)
		return UNKNOWN;
	if (n->a->type.kind != K_LIST)
		return clause_covers(l.s, c.s) ? TRUE_ : NOT_TRUE;
	for (size_t i = 0; i < eval_nitems(&l); i++) {
		eval_item(&n->a->type, &l, i, &item);
		if (clause_covers(item.s, c.s))
			return l.set != NULL && i >= l.set->sure ? UNKNOWN :
			    TRUE_;
	}
	return NOT_TRUE;
}

static bool
mentions(struct str a, struct str b)
{
	for (size_t i = 0; i + b.n <= a.n; i++) {
		size_t k = 0;

		while (k < b.n && ascii_lower(a.p[i + k]) ==
		    ascii_lower(b.p[k]))
			k++;
		if (k == b.n)
			return true;
	}
	return false;
}

static enum truth
truth_text(struct eval *v, const struct node *n)
{
	struct val a, b;
	struct str x, y;

	eval_val(v, n->a, &a);
	eval_val(v, n->b, &b);
	if (a.st != ST_GIVEN || b.st != ST_GIVEN)
		return UNKNOWN;
	x = eval_text_of(v, &n->a->type, &a);
	y = eval_text_of(v, &n->b->type, &b);
	if (n->op == OP_STARTS)
		return str_starts(x, y) ? TRUE_ : NOT_TRUE;
	return mentions(x, y) ? TRUE_ : NOT_TRUE;
}

bool
eval_has_cell(const struct column *c, enum kind k, uint32_t row)
{
	switch (k) {
	case K_DATE:
		return c->date != NULL && c->date[row] != DATE_NONE;
	case K_NUMBER:
		return c->number != NULL && !isnan(c->number[row]);
	case K_YESNO:
		return c->yesno != NULL && c->yesno[row] != YESNO_EMPTY;
	case K_WORD:
		return c->word != NULL && c->word[row] != WORD_NONE;
	case K_REF:
		return c->ref != NULL && c->ref[row] != ROW_NONE;
	case K_TEXT:
		return c->text != NULL && c->text[row] != 0;
	default:
		return c->start != NULL && c->start[row] < c->start[row + 1];
	}
}

static enum truth
truth_given(struct eval *v, const struct node *n)
{
	struct val a;
	bool given;

	eval_val(v, n->a, &a);
	if (a.st == ST_UNKNOWN)
		return UNKNOWN;
	given = a.st == ST_GIVEN;
	if (given && a.set != NULL) {
		if (a.set->sure == 0 && a.set->n > 0)
			return UNKNOWN;
		given = a.set->n > 0;
	}
	return given == (n->op == OP_GIVEN) ? TRUE_ : NOT_TRUE;
}

static enum truth
truth_yes(struct eval *v, const struct node *n)
{
	struct val a;

	eval_val(v, n->a, &a);
	return a.st != ST_GIVEN ? UNKNOWN : a.u != 0 ? TRUE_ : NOT_TRUE;
}

static uint64_t
records_walked(const struct eval *v, uint64_t walks)
{
	uint64_t n = 0;

	for (; walks != 0; walks &= walks - 1)
		n += v->d->table[__builtin_ctzll(walks)].n;
	return n;
}

bool
truth_second_first(const struct eval *v, const struct node *n)
{
	if (n->a->walks == 0)
		return false;
	return n->b->walks == 0 || (n->a->walks != n->b->walks &&
	    records_walked(v, n->b->walks) <
	    records_walked(v, n->a->walks) / 8);
}

static enum truth
truth_and(struct eval *v, const struct node *n)
{
	bool turn = truth_second_first(v, n);
	enum truth t = eval_truth(v, turn ? n->b : n->a), u;

	if (t == NOT_TRUE)
		return t;
	u = eval_truth(v, turn ? n->a : n->b);
	return u < t ? u : t;
}

/* a or b; the implication not a or b. */
static enum truth
truth_or(struct eval *v, const struct node *n)
{
	bool turn = truth_second_first(v, n), negate = n->op == OP_IMPLIES;
	enum truth t = eval_truth(v, turn ? n->b : n->a), u;

	if (negate && !turn)
		t = not_(t);
	if (t == TRUE_)
		return t;
	u = eval_truth(v, turn ? n->a : n->b);
	if (negate && turn)
		u = not_(u);
	return u > t ? u : t;
}

static enum truth
truth_now(struct eval *v, const struct node *n)
{
	/* What makes each kind of node true. */
	switch (n->op) {
	case OP_AND:
		return truth_and(v, n);
	case OP_OR:
	case OP_IMPLIES:
		return truth_or(v, n);
	case OP_NOT:
		return not_(eval_truth(v, n->a));
	case OP_YES:
		return truth_yes(v, n);
	case OP_GIVEN:
	case OP_EMPTY:
		return truth_given(v, n);
	case OP_CMP_NUM:
	case OP_CMP_TEXT:
	case OP_CMP_REF:
	case OP_CMP_WORD:
	case OP_CMP_YESNO:
	case OP_IN:
		if (n->key_slot >= 0 && v->known[n->key_slot] == n)
			return TRUE_;
		return n->op == OP_IN ? truth_in(v, n) : truth_compare(v, n);
	case OP_COVERS:
		return truth_covers(v, n);
	case OP_STARTS:
	case OP_MENTIONS:
		return truth_text(v, n);
	case OP_QUANT:
		return n->share == 0 ? quant_truth(v, n) : recall_truth(v, n);
	case OP_WITHIN:
		return window_within(v, n);
	case OP_KNOWN_UNTIL:
		return window_known(v, n);
	case OP_SUPPLIED:
		return v->supplied[n->reg] ? TRUE_ : NOT_TRUE;
	default:
		return n->constant;
	}
}

enum truth
eval_truth(struct eval *v, const struct node *n)
{
	struct memo *m;

	if (n->memo == 0)
		return truth_now(v, n);
	m = &v->memo[n->memo];
	if (!m->set) {
		m->truth = truth_now(v, n);
		m->set = true;
	}
	return m->truth;
}

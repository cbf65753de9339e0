/* SPDX-License-Identifier: Apache-2.0 */
/* A condition answered for many records, column by column; see batch.h. */
#include "shared/rules/run/batch.h"

#include <math.h>

#include "shared/rules/run/quant.h"
#include "shared/rules/run/window.h"

bool
batch_next(struct batch *b, uint32_t total)
{
	uint32_t left;

	b->from = b->next;
	if (b->from >= total)
		return false;
	b->next = b->from + BATCH;
	left = total - b->from;
	b->n = left < BATCH ? left : BATCH;
	for (size_t i = 0; i < b->n; i++)
		b->at[i] = (uint16_t)i;
	return true;
}

/* ---- one at a time ---- */

static void
each(const struct batch *b, const struct node *n, uint8_t *truth)
{
	struct slot *s = &b->v->slot[b->slot];

	for (size_t i = 0; i < b->n; i++) {
		s->u = b->from + b->at[i];
		truth[b->at[i]] = (uint8_t)eval_truth(b->v, n);
	}
}

static void
all(const struct batch *b, enum truth t, uint8_t *truth)
{
	for (size_t i = 0; i < b->n; i++)
		truth[b->at[i]] = (uint8_t)t;
}

/* The column of a plain field of the variable, or NULL. */
static const struct column *
column_of(const struct batch *b, const struct node *n)
{
	const struct column *c = eval_column(b->v, n);

	return c != NULL && n->a->slot == b->slot ? c : NULL;
}

/* ---- words, references and texts: the same cell, the same truth ---- */

/*
 * The only field of the variable that the condition is about; NULL when there
 * is none, or several, or the variable itself, or a population.
 */
static const struct node *
only_field(const struct batch *b, const struct node *n)
{
	uint64_t own = (uint64_t)1 << b->slot;
	const struct node *x, *y;

	if (column_of(b, n) != NULL)
		return n;
	if (n->q != NULL || n->op == OP_VAR || n->op == OP_SETLIT)
		return NULL;
	x = n->a != NULL && (n->a->vars & own) != 0 ? n->a : NULL;
	y = n->b != NULL && (n->b->vars & own) != 0 ? n->b : NULL;
	if (x != NULL && y != NULL)
		return NULL;
	x = x != NULL ? x : y;
	return x == NULL ? NULL : only_field(b, x);
}

#define CELLS 256

static void
by_cell(const struct batch *b, const struct node *n, const uint32_t *cell,
    uint8_t *truth)
{
	struct slot *s = &b->v->slot[b->slot];
	struct {
		uint32_t cell;
		uint32_t truth; /* + 1; 0: unused */
	} known[CELLS] = { { 0, 0 } };

	for (size_t i = 0; i < b->n; i++) {
		uint32_t u = cell[b->from + b->at[i]];
		size_t k = (u ^ u >> 8) % CELLS;

		if (known[k].truth == 0 || known[k].cell != u) {
			s->u = b->from + b->at[i];
			known[k].cell = u;
			known[k].truth = (uint32_t)eval_truth(b->v, n) + 1;
		}
		truth[b->at[i]] = (uint8_t)(known[k].truth - 1);
	}
}

static void
by_word(const struct batch *b, const struct node *n, const uint16_t *word,
    uint8_t *truth)
{
	struct slot *s = &b->v->slot[b->slot];
	uint8_t known[CELLS] = { 0 }; /* + 1 */

	for (size_t i = 0; i < b->n; i++) {
		uint32_t record = b->from + b->at[i];
		size_t k = word[record] == WORD_NONE ? 0 : word[record] + 1u;

		if (k >= CELLS) {
			s->u = record;
			truth[b->at[i]] = (uint8_t)eval_truth(b->v, n);
			continue;
		}
		if (known[k] == 0) {
			s->u = record;
			known[k] = (uint8_t)(eval_truth(b->v, n) + 1);
		}
		truth[b->at[i]] = (uint8_t)(known[k] - 1);
	}
}

static bool
by_field(const struct batch *b, const struct node *n, uint8_t *truth)
{
	const struct node *f = only_field(b, n);
	const struct column *c;

	if (f == NULL)
		return false;
	c = column_of(b, f);
	if (column_is_absent(c)) {
		b->v->slot[b->slot].u = b->from + b->at[0];
		all(b, eval_truth(b->v, n), truth);
		return true;
	}
	switch (f->type.kind) {
	case K_WORD:
		by_word(b, n, c->word, truth);
		return true;
	case K_REF:
		by_cell(b, n, c->ref, truth);
		return true;
	case K_TEXT:
		by_cell(b, n, c->text, truth);
		return true;
	default:
		return false;
	}
}

/* The word of a list's field that a constant is; -1: it is none of them. */
static int
word_of(struct eval *v, const struct field *f, const struct type *t,
    const struct val *x)
{
	if (t->kind == K_WORD && t->field == f)
		return (int)x->u;
	return field_word_index(f, eval_text_of(v, t, x));
}

/* A constant among the words of a plain list. */
static bool
in_words(const struct batch *b, const struct node *n, uint8_t *truth)
{
	const struct column *c = column_of(b, n->b);
	const struct type *t = &n->a->type;
	struct val x;
	int word;

	if (c == NULL || c->start == NULL || n->b->type.kind != K_LIST ||
	    n->b->type.elem != K_WORD || n->b->type.field == NULL ||
	    (n->a->vars >> b->slot & 1) != 0 ||
	    (t->kind != K_WORD && t->kind != K_TEXT))
		return false;
	eval_val(b->v, n->a, &x);
	if (x.st != ST_GIVEN)
		return false;
	word = word_of(b->v, n->b->type.field, t, &x);
	for (size_t i = 0; i < b->n; i++) {
		uint32_t k = c->start[b->from + b->at[i]];
		uint32_t end = c->start[b->from + b->at[i] + 1];

		truth[b->at[i]] = k < end ? NOT_TRUE :
		    n->b->type.all ? TRUE_ : UNKNOWN;
		for (; k < end; k++)
			if (word >= 0 && c->item[k] == (uint32_t)word)
				truth[b->at[i]] = TRUE_;
	}
	return true;
}

/* ---- what is given, and yes ---- */

static bool
given(const struct batch *b, const struct node *n, uint8_t *truth)
{
	const struct column *c = column_of(b, n->a);
	bool want = n->op == OP_GIVEN;

	/* A column that nobody supplied has no value. */
	if (c == NULL)
		return false;
	if (column_is_absent(c)) {
		all(b, want ? NOT_TRUE : TRUE_, truth);
		return true;
	}
#define EACH(has) for (size_t i = 0; i < b->n; i++) { \
		uint32_t row = b->from + b->at[i]; \
		truth[b->at[i]] = (has) == want ? TRUE_ : NOT_TRUE; \
	} \
	return true
	/* Each type has its own mark of an empty cell. */
	switch (n->a->type.kind) {
	case K_DATE:
		EACH(c->date[row] != DATE_NONE);
	case K_NUMBER:
		EACH(!isnan(c->number[row]));
	case K_YESNO:
		EACH(c->yesno[row] != YESNO_EMPTY);
	case K_WORD:
		EACH(c->word[row] != WORD_NONE);
	case K_REF:
		EACH(c->ref[row] != ROW_NONE);
	case K_TEXT:
		EACH(c->text[row] != 0);
	case K_LIST:
		EACH(c->start[row] < c->start[row + 1]);
	default:
		return false;
	}
#undef EACH
}

static bool
yes(const struct batch *b, const struct node *n, uint8_t *truth)
{
	static const uint8_t of[] = { [YESNO_EMPTY] = UNKNOWN,
		[YESNO_NO] = NOT_TRUE, [YESNO_YES] = TRUE_ };
	const struct column *c = column_of(b, n->a);

	if (c == NULL || c->yesno == NULL)
		return false;
	for (size_t i = 0; i < b->n; i++)
		truth[b->at[i]] = of[c->yesno[b->from + b->at[i]]];
	return true;
}

/* ---- numbers and dates ---- */

/* When the records were extracted; those of one batch stand together. */
static void
extracted(const struct batch *b, int reg, double *out)
{
	const uint32_t *batch = b->v->d->table[reg].batch;
	uint32_t last = 0;

	for (size_t i = 0; i < b->n; i++) {
		uint32_t row = b->from + b->at[i];
		int32_t day;

		if (i > 0 && batch != NULL && batch[row] == batch[last]) {
			out[i] = out[i - 1];
			continue;
		}
		day = eval_extracted(b->v, reg, row);
		out[i] = day == DATE_NONE ? (double)NAN : day;
		last = row;
	}
}

/*
 * An operand as one number a record, NaN where it is empty; false: it is
 * something else, or lies between two.
 */
static bool
numbers(const struct batch *b, const struct node *n, double *out)
{
	const struct column *c = column_of(b, n);
	struct val x;

	/* A value that is the same for all. */
	if ((n->vars >> b->slot & 1) == 0) {
		eval_val(b->v, n, &x);
		if (x.st != ST_GIVEN || x.n < x.hi)
			return false;
		for (size_t i = 0; i < b->n; i++)
			out[i] = x.n;
		return true;
	}
	/* The extraction day of each. */
	if (n->op == OP_EXTRACTED && n->memo == 0 && n->a->op == OP_VAR &&
	    n->a->slot == b->slot) {
		extracted(b, n->a->type.reg, out);
		return true;
	}
	/* The cells of a column. */
	if (c == NULL || (c->date == NULL && c->number == NULL))
		return false;
	for (size_t i = 0; i < b->n; i++) {
		uint32_t row = b->from + b->at[i];

		if (c->number != NULL)
			out[i] = c->number[row];
		else
			out[i] = c->date[row] == DATE_NONE ? (double)NAN :
			    c->date[row];
	}
	return true;
}

static bool
compare(const struct batch *b, const struct node *n, uint8_t *truth)
{
	double x[BATCH], y[BATCH];

	/* Both sides for all; NAN is unknown. */
	if (n->assigns != 0 || !numbers(b, n->a, x) || !numbers(b, n->b, y))
		return false;
#define EACH(is) for (size_t i = 0; i < b->n; i++) \
		truth[b->at[i]] = isnan(x[i]) || isnan(y[i]) ? UNKNOWN : \
		    (is) ? TRUE_ : NOT_TRUE
	/* A loop for each comparison. */
	switch (n->cmp) {
	case CMP_LT:
		EACH(x[i] < y[i]);
		break;
	case CMP_LE:
		EACH(x[i] <= y[i]);
		break;
	case CMP_GT:
		EACH(x[i] > y[i]);
		break;
	case CMP_GE:
		EACH(x[i] >= y[i]);
		break;
	case CMP_EQ:
		EACH(x[i] >= y[i] && x[i] <= y[i]);
		break;
	case CMP_NE:
		EACH(x[i] < y[i] || x[i] > y[i]);
		break;
	}
#undef EACH
	return true;
}

/* A date of the record in a window that is the same for all. */
static bool
within(const struct batch *b, const struct node *n, uint8_t *truth)
{
	int32_t end = window_end(b->v, n->reg);
	struct val from;
	double day[BATCH];

	if ((n->b->vars >> b->slot & 1) != 0 || !numbers(b, n->a, day) ||
	    !window_begin(b->v, n, &from))
		return false;
	for (size_t i = 0; i < b->n; i++)
		truth[b->at[i]] = isnan(day[i]) ? UNKNOWN :
		    day[i] > end || day[i] < from.n ? NOT_TRUE :
		    day[i] < from.hi ? UNKNOWN : TRUE_;
	return true;
}

/* ---- of several conditions ---- */

static void
negate(const struct batch *b, uint8_t *truth)
{
	for (size_t i = 0; i < b->n; i++)
		truth[b->at[i]] = (uint8_t)(TRUE_ - truth[b->at[i]]);
}

/*
 * The second is asked only where the first does not settle it: `settled` is
 * the truth that does, false for `and` and true for `or`.
 */
static void
both(const struct batch *b, const struct node *n, enum truth settled,
    uint8_t *truth)
{
	bool turn = truth_second_first(b->v, n);
	bool negate_a = n->op == OP_IMPLIES;
	struct batch rest = { .v = b->v, .slot = b->slot, .from = b->from };
	uint8_t second[BATCH];

	batch_truth(b, turn ? n->b : n->a, truth);
	if (negate_a && !turn)
		negate(b, truth);
	for (size_t i = 0; i < b->n; i++) {
		rest.at[rest.n] = b->at[i];
		rest.n += truth[b->at[i]] != settled;
	}
	if (rest.n == 0)
		return;
	batch_truth(&rest, turn ? n->a : n->b, second);
	if (negate_a && turn)
		negate(&rest, second);
	for (size_t i = 0; i < rest.n; i++) {
		uint8_t *t = &truth[rest.at[i]], u = second[rest.at[i]];

		*t = (u < *t) == (settled == NOT_TRUE) ? u : *t;
	}
}

void
batch_truth(const struct batch *b, const struct node *n, uint8_t *truth)
{
	bool done = false;

	/* What does not depend on the record is the same for all. */
	if (b->n == 0)
		return;
	if ((n->vars >> b->slot & 1) == 0) {
		all(b, eval_truth(b->v, n), truth);
		return;
	}
	/* What the columns can say for all at once. */
	switch (n->op) {
	case OP_AND:
		both(b, n, NOT_TRUE, truth);
		return;
	case OP_OR:
	case OP_IMPLIES:
		both(b, n, TRUE_, truth);
		return;
	case OP_NOT:
		batch_truth(b, n->a, truth);
		negate(b, truth);
		return;
	case OP_YES:
		done = yes(b, n, truth);
		break;
	case OP_GIVEN:
	case OP_EMPTY:
		done = given(b, n, truth);
		break;
	case OP_CMP_NUM:
		done = compare(b, n, truth);
		break;
	case OP_WITHIN:
		done = within(b, n, truth);
		break;
	case OP_CMP_TEXT:
	case OP_CMP_REF:
	case OP_CMP_WORD:
	case OP_COVERS:
	case OP_STARTS:
	case OP_MENTIONS:
		done = by_field(b, n, truth);
		break;
	case OP_IN:
		done = in_words(b, n, truth) || by_field(b, n, truth);
		break;
	default:
		break;
	}
	/* Else one by one. */
	if (!done)
		each(b, n, truth);
}

void
batch_filter(struct batch *b, const struct node *n, uint8_t *truth)
{
	size_t kept = 0;

	batch_truth(b, n, truth);
	for (size_t i = 0; i < b->n; i++) {
		b->at[kept] = b->at[i];
		kept += truth[b->at[kept]] != NOT_TRUE;
	}
	b->n = kept;
}

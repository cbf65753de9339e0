/* SPDX-License-Identifier: Apache-2.0 */
/* One value to canonical text, a function per type; and what is said of it. */
#include "importer/convert/convert_internal.h"

#include <stdio.h>
#include <stdlib.h>

#include "shared/base/num.h"
#include "shared/base/utf8.h"
#include "shared/text/csv.h"

/* 1.2E+05: an id that a spreadsheet took for a number. */
static bool
is_spoilt_id(struct str s)
{
	size_t i = 0, digits = 0;

	for (; i < s.n && (ascii_is_digit(s.p[i]) || s.p[i] == '.' ||
	    s.p[i] == ','); i++)
		digits++;
	return digits > 0 && i + 3 <= s.n && ascii_lower(s.p[i]) == 'e' &&
	    s.p[i + 1] == '+' && ascii_is_digit(s.p[i + 2]) &&
	    (digits == 1 || s.p[1] == '.' || s.p[1] == ',');
}

#define ITEM_SHOWN 256

/* Which item of a list is meant; where there is one the cell says it. */
static struct value
item_arg(const struct convert_cell *x, struct str s, char out[ITEM_SHOWN])
{
	struct str cut = utf8_cut(s, 60);

	out[0] = '\0';
	if (x->to.put != NULL && x->is_item)
		snprintf(out, ITEM_SHOWN, "\"%.*s\" ", STR_ARG(cut));
	return value_text(out);
}

static enum convert_result
to_text(const struct convert_cell *x, struct str s, struct buf *out)
{
	(void)x;
	buf_str(out, s);
	return CONVERT_OK;
}

/* An id that lost digits: by its look, or as a number of its workbook. */
static bool
refuse_spoilt(const struct convert_cell *x, struct str s)
{
	if (!is_spoilt_id(s) && (!x->is_number || s.n <= 15 ||
	    memchr(s.p, '.', s.n) != NULL))
		return false;
	convert_add(x, CONVERT_MSG_ID_SPOILT, MSG_NONE);
	return true;
}

static enum convert_result
to_id(const struct convert_cell *x, struct str s, struct buf *out)
{
	if (refuse_spoilt(x, s))
		return CONVERT_BAD;
	buf_str(out, s);
	return CONVERT_OK;
}

/* Minutes to hours: the number behind `from`, to a hundredth. */
static void
divide(struct buf *out, size_t from, unsigned divisor)
{
	char text[64];
	size_t n;

	snprintf(text, sizeof(text), "%.2f", strtod(buf_cstr(out) + from,
	    NULL) / divisor);
	n = strlen(text);
	while (text[n - 1] == '0')
		n--;
	if (text[n - 1] == '.')
		n--;
	out->n = from;
	buf_put(out, text, n);
}

static enum convert_result
to_number(const struct convert_cell *x, struct str s, struct buf *out)
{
	bool percent = x->column->field->type == FIELD_PERCENT;
	struct convert_column *cf = x->column;
	char decimal = x->is_number ? '.' : cf->decimal;
	size_t from = out->n;
	const char *what = percent ? "a percentage such as 95 or 95 %" :
	    "a number such as 12 or 3.5";

	switch (num_read(s, percent, decimal, out)) {
	case NUM_OK:
		if (cf->divisor > 1)
			divide(out, from, cf->divisor);
		return CONVERT_OK;
	case NUM_TOO_LONG:
		convert_add(x, CONVERT_MSG_NUMBER_LONG, VALUES(what));
		break;
	case NUM_AMBIGUOUS:
		if (!cf->decimal_failed)
			return CONVERT_NEED_MARK;
		convert_add(x, CONVERT_MSG_NUMBER_AMBIGUOUS, MSG_NONE);
		break;
	case NUM_NOT_A_NUMBER:
		convert_add(x, CONVERT_MSG_NUMBER_UNREADABLE, VALUES(what));
		break;
	}
	return CONVERT_BAD;
}

#define DAY_NUMBER_1970 25569

/* 46023: what spreadsheets store for 2026-01-01, when a format is lost. */
static bool
is_day_number(struct str s, char day[DATE_TEXT])
{
	uint64_t n;

	if (!num_parse_u64(s, 99999, &n) || n < 20000)
		return false;
	date_format(day, (int32_t)n - DAY_NUMBER_1970);
	return true;
}

static void
add_impossible(const struct convert_cell *x, const struct date_reading *r)
{
	if (r->other_year)
		convert_add(x, CONVERT_MSG_DATE_YEAR, VALUES(DATE_YEAR_MIN,
		    DATE_YEAR_MAX));
	else
		convert_add(x, r->leap_1900 ? CONVERT_MSG_DATE_LEAP_1900 :
		    CONVERT_MSG_DATE_IMPOSSIBLE, MSG_NONE);
}

static enum convert_result
no_date(const struct convert_cell *x, struct str s,
    const struct date_reading *r)
{
	char day[DATE_TEXT];

	if (r->form == DATE_FORM_IMPOSSIBLE || r->other_year) {
		add_impossible(x, r);
	} else if (r->form == DATE_FORM_PERIOD) {
		convert_add(x, CONVERT_MSG_DATE_PERIOD, MSG_NONE);
	} else if (synonyms_is_no_date(s)) {
		convert_count(x, &x->column->no_date);
		return CONVERT_EMPTY;
	} else if (is_day_number(s, day)) {
		convert_add(x, CONVERT_MSG_DATE_BARE_NUMBER, VALUES(day));
	} else {
		convert_add(x, CONVERT_MSG_DATE_UNREADABLE, MSG_NONE);
	}
	return CONVERT_BAD;
}

/* A day in another order than the column's. */
static void
add_other_order(const struct convert_cell *x, const struct date_reading *r,
    enum date_order order)
{
	if (order == DATE_YMD && r->a_year == 0)
		convert_add(x, CONVERT_MSG_DATE_NOT_YMD, MSG_NONE);
	else
		convert_add(x, CONVERT_MSG_DATE_ORDER, VALUES(order == DATE_DMY
		    ? "day first (dmy)" : order == DATE_MDY ?
		    "month first (mdy)" : "year first (ymd)"));
}

static enum convert_result
to_date(const struct convert_cell *x, struct str s, struct buf *out)
{
	struct convert_column *cf = x->column;
	struct date_reading r;
	char text[DATE_TEXT];
	int32_t date;

	/* The form that we write ourselves. */
	if (date_parse_iso(s, &date)) {
		buf_str(out, s);
		return CONVERT_OK;
	}
	r = date_read(s, x->c->around);
	if (r.form != DATE_FORM_WHOLE && r.form != DATE_FORM_PARTS)
		return no_date(x, s, &r);
	date = r.date;
	/* Which part is the day, the cells of the whole column decide. */
	if (r.form == DATE_FORM_PARTS) {
		if (cf->order_failed)
			return CONVERT_BAD;
		if (cf->order == DATE_ORDER_UNKNOWN)
			return CONVERT_NEED_ORDER;
		date = date_resolve(&r, cf->order);
	}
	if (date == DATE_NONE) {
		add_other_order(x, &r, cf->order);
		return CONVERT_BAD;
	}
	/* What was concluded is counted, and told of once per column. */
	if (r.two_digit_year)
		convert_count(x, &cf->two_digit_years);
	if (r.has_time)
		convert_count(x, &cf->times_cut);
	date_format(text, date);
	buf_puts(out, text);
	return CONVERT_OK;
}

static enum convert_result
to_yesno(const struct convert_cell *x, struct str s, struct buf *out)
{
	struct convert_column *cf = x->column;
	enum synonyms_yesno answer;
	int word;

	answer = synonyms_yesno(s, x->c->is_french);
	if (answer == YESNO_WORD_YES || answer == YESNO_WORD_NO) {
		buf_puts(out, (answer == YESNO_WORD_YES) != cf->is_reversed ?
		    "yes" : "no");
		return CONVERT_OK;
	}
	if (answer == YESNO_WORD_UNKNOWN) {
		convert_count(x, &cf->unknown_yesno);
		return CONVERT_EMPTY;
	}
	/* The field's own words mean what they say under any header. */
	word = cf->words == NULL ? WORD_UNKNOWN : synonyms_find(cf->words, s);
	if (word >= 0) {
		buf_puts(out, cf->field->word[word].word);
		return CONVERT_OK;
	}
	convert_add(x, CONVERT_MSG_YESNO, MSG_NONE);
	return CONVERT_BAD;
}

static enum convert_result
to_word(const struct convert_cell *x, struct str s, struct buf *out)
{
	struct convert_column *cf = x->column;
	int word = synonyms_find(cf->words, s);
	char item[ITEM_SHOWN];
	const char *near;
	struct buf list;

	if (word >= 0) {
		buf_puts(out, cf->field->word[word].word);
		return CONVERT_OK;
	}
	if (x->to.put == NULL)
		return CONVERT_BAD;
	buf_init(&list, BUF_MAX_DEFAULT);
	synonyms_list(cf->field, &list);
	near = synonyms_suggest(cf->words, s);
	if (word == WORD_UNKNOWN && near != NULL)
		convert_add(x, CONVERT_MSG_WORD_NEAR, VALUES(item_arg(x, s,
		    item), near, buf_view(&list)));
	else
		convert_add(x, word == WORD_TWO ? CONVERT_MSG_WORD_AMBIGUOUS :
		    CONVERT_MSG_WORD_UNKNOWN, VALUES(item_arg(x, s, item),
		    buf_view(&list)));
	buf_fini(&list);
	return CONVERT_BAD;
}

static enum convert_result
to_ref(const struct convert_cell *x, struct str s, struct buf *out)
{
	struct convert_column *cf = x->column;
	const struct schema *other = &x->c->std->reg[cf->ref];
	struct str key;
	char item[ITEM_SHOWN];

	/* A text that a spreadsheet spoilt names nothing. */
	if (refuse_spoilt(x, s))
		return CONVERT_BAD;
	/* What no register can tell yet is kept as it is written. */
	if (!refs_is_supplied(x->c->refs, (unsigned)cf->ref)) {
		convert_count(x, &cf->kept_refs);
		convert_count(x, &cf->unresolved);
		buf_str(out, s);
		return CONVERT_OK;
	}
	/* Else it becomes the key of the one record that it names. */
	switch (refs_find(x->c->refs, (unsigned)cf->ref, s, &key)) {
	case RESOLVED:
		buf_str(out, key);
		return CONVERT_OK;
	case RESOLVE_AMBIGUOUS:
		convert_add(x, CONVERT_MSG_REF_AMBIGUOUS, VALUES(item_arg(x, s,
		    item), other->title, other->field[other->key].title));
		break;
	case RESOLVE_UNKNOWN:
		convert_add(x, CONVERT_MSG_REF_UNKNOWN, VALUES(item_arg(x, s,
		    item), other->title));
		break;
	}
	convert_count(x, &cf->unresolved);
	buf_str(out, s);
	return CONVERT_OK;
}

/* Items of a cell of clauses on their way into a list. */
struct clause_items {
	struct convert_cell *x;
	struct str cell;
	struct buf *out;
	bool any;
};

static void
add_clause(void *ctx, const struct written *w)
{
	struct clause_items *c = ctx;
	char item[ITEM_SHOWN];

	c->x->is_item = w->kept.n != c->cell.n;
	if (w->kind == WRITTEN_UNKNOWN)
		convert_add(c->x, CONVERT_MSG_CLAUSE_UNKNOWN, VALUES(item_arg(
		    c->x, w->kept, item), c->x->c->std->name));
	else if (w->kind == WRITTEN_OTHER)
		convert_count(c->x, &c->x->column->other_standards);
	csv_list_put(c->out, w->kept, !c->any);
	c->any = true;
}

enum convert_result
convert_clauses(struct convert_cell *x, struct str s, struct buf *out)
{
	struct clause_items c = { .x = x, .cell = s, .out = out };

	clause_reader_read(x->c->clauses, s, add_clause, &c);
	return c.any ? CONVERT_OK : CONVERT_EMPTY;
}

static void
add_standard(void *ctx, const struct written *w)
{
	struct clause_items *c = ctx;
	char item[ITEM_SHOWN];

	c->x->is_item = w->kept.n != c->cell.n;
	if (w->kind == WRITTEN_UNKNOWN)
		convert_add(c->x, CONVERT_MSG_STANDARD_UNKNOWN, VALUES(
		    item_arg(c->x, w->kept, item), c->x->c->std->name));
	csv_list_put(c->out, w->kept, !c->any);
	c->any = true;
}

enum convert_result
convert_standards(struct convert_cell *x, struct str s, struct buf *out)
{
	struct clause_items c = { .x = x, .cell = s, .out = out };

	clause_reader_standards(x->c->clauses, s, add_standard, &c);
	return c.any ? CONVERT_OK : CONVERT_EMPTY;
}

typedef enum convert_result to_fn(const struct convert_cell *x, struct str s,
    struct buf *out);

static to_fn *const by_type[] = {
	[FIELD_ID] = to_id,
	[FIELD_TEXT] = to_text,
	[FIELD_NUMBER] = to_number,
	[FIELD_PERCENT] = to_number,
	[FIELD_DATE] = to_date,
	[FIELD_YESNO] = to_yesno,
	[FIELD_WORD] = to_word,
	[FIELD_REF] = to_ref,
	/* Of these every cell is a list, which is read as a whole. */
	[FIELD_CLAUSE] = to_text,
	[FIELD_STANDARD] = to_text,
};
_Static_assert(sizeof(by_type) / sizeof(by_type[0]) == FIELD__MAX,
    "a converter for every type");

enum convert_result
convert_value(const struct convert_cell *x, struct str s, struct buf *out)
{
	return by_type[x->column->field->type](x, s, out);
}

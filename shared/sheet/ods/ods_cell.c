/* SPDX-License-Identifier: Apache-2.0 */
/* The value of an OpenDocument cell; see ods_internal.h. */
#include "shared/sheet/ods/ods_internal.h"

#include <math.h>

#include "shared/sheet/cell/serial.h"
#include "shared/sheet/cell/stored.h"
#include "shared/text/date.h"

#define MAX_SERIAL 2958466 /* beyond the year 9999 */

/* ---- attributes ---- */

static const struct {
	const char *name;
	enum ods_type type;
} types[] = {
	{ "float", ODS_NUMBER }, { "currency", ODS_NUMBER },
	{ "percentage", ODS_PERCENT }, { "date", ODS_DATE },
	{ "time", ODS_TIME }, { "boolean", ODS_BOOL }, { "string", ODS_TEXT },
};

/*
 * office:value-type, and calcext:value-type, which differs from it for errors
 * only: to the former they are texts.
 */
static void
read_type(struct ods_value *v, const char *name)
{
	if (strcmp(name, "error") == 0) {
		v->error = true;
		return;
	}
	v->twice = v->type != ODS_NO_TYPE;
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (strcmp(name, types[i].name) == 0)
			v->type = types[i].type;
}

void
ods_value_start(struct ods_value *v, const char **attr)
{
	v->type = ODS_NO_TYPE;
	v->error = v->twice = v->formula = v->has_paragraph = false;
	buf_reset(&v->stored);
	buf_reset(&v->string);
	buf_reset(&v->shown);
	for (; attr[0] != NULL; attr += 2) {
		const char *colon = strrchr(attr[0], ':');
		const char *name = colon == NULL ? attr[0] : colon + 1;

		if (strcmp(name, "value-type") == 0)
			read_type(v, attr[1]);
		else if (strcmp(name, "formula") == 0)
			v->formula = true;
		else if (strcmp(name, "string-value") == 0)
			buf_puts(&v->string, attr[1]);
		else if (v->stored.n == 0 && (strcmp(name, "value") == 0 ||
		    strcmp(name, "date-value") == 0 ||
		    strcmp(name, "time-value") == 0 ||
		    strcmp(name, "boolean-value") == 0))
			buf_puts(&v->stored, attr[1]);
	}
}

/* ---- what is shown ---- */

/* "00123" for 123: the format fills up to five digits. */
static uint8_t
digits_shown(struct str s, double v)
{
	double shown = 0;

	if (s.n > 0 && s.p[0] == '-')
		s = (struct str){ s.p + 1, s.n - 1 };
	if (s.n < 2 || s.n > UINT8_MAX || s.p[0] != '0')
		return 0;
	for (size_t i = 0; i < s.n; i++) {
		if (!ascii_is_digit(s.p[i]))
			return 0;
		shown = shown * 10 + (s.p[i] - '0');
	}
	return fabs(shown - fabs(v)) < 0.5 && v == floor(v) ?
	    (uint8_t)s.n : 0;
}

/* Has it words or signs that no plain number has? */
static bool
is_dressed(struct str s)
{
	static const char *const marks[] = { "\xc2\xa0", "\xe2\x80\xaf",
		"\xe2\x80\x89", "\xe2\x80\x99", "\xe2\x88\x92" };

	while (s.n > 0) {
		size_t k = ascii_is_digit(s.p[0]) ||
		    memchr(" .,'-+%/Ee", s.p[0], 10) != NULL;

		for (size_t i = 0; k == 0 && i < 5; i++)
			if (str_starts(s, str_of(marks[i])))
				k = strlen(marks[i]);
		if (k == 0)
			return true;
		s = (struct str){ s.p + k, s.n - k };
	}
	return false;
}

static bool
is_error_name(struct str s)
{
	static const char *const names[] = { "#NULL!", "#DIV/0!", "#VALUE!",
		"#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (str_is(s, names[i]))
			return true;
	return s.n == 7 && str_starts(s, STR("Err:")) &&
	    ascii_is_digit(s.p[4]) && ascii_is_digit(s.p[5]) &&
	    ascii_is_digit(s.p[6]);
}

/*
 * Programs without a type for errors store a number or a text, and show the
 * error in its place: under a number also the name of another language.
 */
static bool
shows_error(const struct ods_value *v)
{
	struct str s = buf_view(&v->shown);

	if (v->error)
		return true;
	if (!v->formula || v->twice)
		return false;
	if (is_error_name(s))
		return v->string.n == 0 || str_eq(s, buf_view(&v->string));
	return v->type == ODS_NUMBER && s.n > 2 && s.p[0] == '#' &&
	    !ascii_is_digit(s.p[1]) && s.p[1] != '#';
}

/* ---- the cell ---- */

static bool
set_number(struct ods_value *v, struct sheet_cell *c)
{
	double d = stored_number(buf_view(&v->stored));

	if (isnan(d))
		return false;
	c->kind = SHEET_NUMBER;
	c->number = d;
	c->percent = v->type == ODS_PERCENT;
	c->digits = digits_shown(buf_view(&v->shown), d);
	c->dressed = is_dressed(buf_view(&v->shown));
	return true;
}

/* A serial, as no program known to us writes it, though it may be read so. */
static bool
serial_date(struct ods_value *v, int32_t null_date, int32_t *date,
    int32_t *second)
{
	double d = stored_number(buf_view(&v->stored));

	if (!(d >= 0 && d < MAX_SERIAL))
		return false;
	serial_split(d, date, second);
	*date += null_date;
	return *date >= date_of(1900, 1, 1) && *date <= date_of(9999, 12, 31);
}

static bool
set_date(struct ods_value *v, int32_t null_date, struct sheet_cell *c)
{
	int32_t date, second;

	if (!stored_date(buf_view(&v->stored), &date, &second) &&
	    !serial_date(v, null_date, &date, &second))
		return false;
	c->kind = SHEET_DATE;
	c->date = date;
	c->second = second;
	c->number = (double)(date - null_date) + (double)second / SERIAL_DAY_S;
	return true;
}

static bool
set_time(struct ods_value *v, struct sheet_cell *c)
{
	int64_t second;

	if (!stored_duration(buf_view(&v->stored), &second) ||
	    second > INT32_MAX)
		return false;
	c->kind = SHEET_TIME;
	c->second = (int32_t)second;
	c->number = (double)second / SERIAL_DAY_S;
	return true;
}

static bool
set_bool(struct ods_value *v, struct sheet_cell *c)
{
	struct str s = buf_view(&v->stored);

	if (!str_is(s, "true") && !str_is(s, "false"))
		return false;
	c->kind = SHEET_BOOL;
	c->number = str_is(s, "true");
	return true;
}

static bool
set_typed(struct ods_value *v, int32_t null_date, struct sheet_cell *c)
{
	switch (v->type) {
	case ODS_NUMBER:
	case ODS_PERCENT:
		return set_number(v, c);
	case ODS_DATE:
		return set_date(v, null_date, c);
	case ODS_TIME:
		return set_time(v, c);
	case ODS_BOOL:
		return set_bool(v, c);
	case ODS_TEXT:
	case ODS_NO_TYPE:
		break;
	}
	return false;
}

void
ods_value_set(struct ods_value *v, int32_t null_date, struct sheet_cell *c,
    struct buf *text)
{
	struct buf *b = v->string.n > 0 ? &v->string : &v->shown;
	size_t from = text->n;
	bool typed;

	*c = (struct sheet_cell){ .formula = v->formula };
	typed = v->type != ODS_TEXT && v->type != ODS_NO_TYPE;
	if (shows_error(v)) {
		c->kind = SHEET_ERROR;
		b = v->shown.n > 0 ? &v->shown : b;
	} else if (typed && set_typed(v, null_date, c)) {
		b = &v->stored;
	} else if (typed && v->stored.n > 0) {
		c->kind = SHEET_TEXT;
		b = &v->stored;
	} else if (b->n > 0 || (v->formula &&
	    (v->type == ODS_TEXT || v->has_paragraph))) {
		c->kind = SHEET_TEXT;
	} else if (v->formula) {
		/* Nobody knows what it will show: not 0, not empty. */
		c->kind = SHEET_ERROR;
		c->unset = true;
		buf_puts(text, "#formula without a value");
	}
	if (c->kind != SHEET_EMPTY)
		buf_str(text, buf_view(b));
	c->text.n = text->n - from;
}

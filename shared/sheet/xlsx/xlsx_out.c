/* SPDX-License-Identifier: Apache-2.0 */
/* The library's calls, with what they do not look at themselves; see xlsx_out.h. */
#include "shared/sheet/xlsx/xlsx_out_internal.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include <xlsxwriter.h>

#include "shared/base/buf.h"
#include "shared/base/mem.h"
#include "shared/base/utf8.h"
#include "shared/sheet/cell/cell_escape.h"
#include "shared/sheet/cell/sheet_name.h"

#define PAPER_A4 9
/* Serial of 1970-01-01 in the 1900 system; right from 1900-03-01 on. */
#define SERIAL_OF_EPOCH 25569
#define LAST_SERIAL 2958465 /* 9999-12-31 */
#define LARGEST 1e15 /* beyond it a spreadsheet loses digits */
#define NOTE_WIDTH 360

struct xlsx_out {
	lxw_workbook *book;
	lxw_format **look;
	lxw_worksheet **sheet;
	size_t nlooks, cap_looks, nsheets, cap_sheets;
	struct buf scratch;
	struct err *e;
	bool failed;
};

bool
xlsx_out_ok(const struct xlsx_out *o)
{
	return !o->failed;
}

/* Makes the workbook fail with this reason. */
static void
xlsx_out_fail(struct xlsx_out *o, const char *reason)
{
	if (!o->failed)
		err_set(o->e, ERR_SYS, "%s", reason);
	o->failed = true;
}

static void
check(struct xlsx_out *o, lxw_error code, const char *what)
{
	if (code == LXW_NO_ERROR || o->failed)
		return;
	o->failed = true;
	err_set(o->e, ERR_SYS, "the workbook could not be written (%s): %s",
	    what, lxw_strerror(code));
}

/* What is wrong with a text, or NULL. */
static const char *
fault_of(struct str s)
{
	if (utf8_valid(s) != s.n)
		return "a text is not UTF-8";
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c == 0)
			return "a text has a NUL";
		if (c < 0x20 && c != '\t' && c != '\n')
			return "a text has a control character";
		/* U+FFFE and U+FFFF */
		if (c == 0xef && (unsigned char)s.p[i + 1] == 0xbf &&
		    (unsigned char)s.p[i + 2] >= 0xbe)
			return "a text has a character that no XML can hold";
	}
	if (s.n > CELL_MAX_UNITS / CELL_ESCAPE_UNITS &&
	    cell_start(s, CELL_MAX_UNITS).n != s.n)
		return "a text is longer than a cell can hold";
	return NULL;
}

/* The text as the library takes it, with its NUL. */
static const char *
clean(struct xlsx_out *o, struct str s)
{
	const char *fault = fault_of(s);

	if (fault != NULL) {
		xlsx_out_fail(o, fault);
		return "";
	}
	buf_reset(&o->scratch);
	cell_escape(&o->scratch, s);
	return buf_cstr(&o->scratch);
}

unsigned
xlsx_out_look(struct xlsx_out *o, const struct xlsx_look *look)
{
	lxw_format *f;

	/* A format of its own. */
	if (o->failed)
		return XLSX_NO_LOOK;
	f = workbook_add_format(o->book);
	if (f == NULL) {
		xlsx_out_fail(o, "a format could not be made");
		return XLSX_NO_LOOK;
	}
	/* What all looks have, and what this one has. */
	format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
	format_set_font_name(f, "Calibri");
	if (look->bold)
		format_set_bold(f);
	if (look->wrap)
		format_set_text_wrap(f);
	if (look->fill != 0)
		format_set_bg_color(f, look->fill);
	if (look->line)
		format_set_bottom(f, LXW_BORDER_THIN);
	if (look->format != NULL)
		format_set_num_format(f, look->format);
	if (look->size != 0)
		format_set_font_size(f, look->size);
	if (look->colour != 0)
		format_set_font_color(f, look->colour);
	/* Its number, from 1. */
	o->look = mem_grow(o->look, &o->cap_looks, o->nlooks,
	    sizeof(*o->look));
	o->look[o->nlooks++] = f;
	return (unsigned)o->nlooks;
}

static lxw_format *
look_of(const struct xlsx_out *o, unsigned look)
{
	return look == XLSX_NO_LOOK || look > o->nlooks ? NULL :
	    o->look[look - 1];
}

unsigned
xlsx_out_sheet(struct xlsx_out *o, const char *name)
{
	char reason[128];
	lxw_worksheet *s;

	if (o->failed)
		return 0;
	/* An empty name makes the library read before its start. */
	s = name[0] == '\0' || fault_of(str_of(name)) != NULL ? NULL :
	    workbook_add_worksheet(o->book, name);
	if (s == NULL) {
		snprintf(reason, sizeof(reason), "the sheet \"%.60s\" could "
		    "not be made", name);
		xlsx_out_fail(o, reason);
		return 0;
	}
	worksheet_set_landscape(s);
	worksheet_set_paper(s, PAPER_A4);
	worksheet_fit_to_pages(s, 1, 0);
	o->sheet = mem_grow(o->sheet, &o->cap_sheets, o->nsheets,
	    sizeof(*o->sheet));
	o->sheet[o->nsheets] = s;
	return (unsigned)o->nsheets++;
}

void
xlsx_out_hide(struct xlsx_out *o, unsigned sheet)
{
	if (!o->failed)
		worksheet_hide(o->sheet[sheet]);
}

void
xlsx_out_text(struct xlsx_out *o, unsigned sheet, uint32_t row,
    uint16_t column, struct str text, unsigned look)
{
	const char *z;

	if (o->failed || text.n == 0)
		return;
	z = clean(o, text);
	if (!o->failed)
		check(o, worksheet_write_string(o->sheet[sheet], row, column,
		    z, look_of(o, look)), "text");
}

void
xlsx_out_number(struct xlsx_out *o, unsigned sheet, uint32_t row,
    uint16_t column, double v, unsigned look)
{
	if (!isfinite(v))
		xlsx_out_fail(o, "a number is none");
	if (!o->failed)
		check(o, worksheet_write_number(o->sheet[sheet], row, column,
		    v, look_of(o, look)), "number");
}

void
xlsx_out_date(struct xlsx_out *o, unsigned sheet, uint32_t row,
    uint16_t column, int32_t day, unsigned look)
{
	if (!o->failed)
		check(o, worksheet_write_number(o->sheet[sheet], row, column,
		    (double)day + SERIAL_OF_EPOCH, look_of(o, look)), "date");
}

void
xlsx_out_note(struct xlsx_out *o, unsigned sheet, uint32_t row,
    uint16_t column, struct str text, uint16_t height)
{
	lxw_comment_options opt = { .width = NOTE_WIDTH, .height = height };
	const char *z;

	if (o->failed)
		return;
	z = clean(o, text);
	if (!o->failed)
		check(o, worksheet_write_comment_opt(o->sheet[sheet], row,
		    column, z, &opt), "note");
}

void
xlsx_out_width(struct xlsx_out *o, unsigned sheet, uint16_t column,
    double width, unsigned look)
{
	if (!o->failed)
		check(o, worksheet_set_column(o->sheet[sheet], column, column,
		    width, look_of(o, look)), "width");
}

void
xlsx_out_height(struct xlsx_out *o, unsigned sheet, uint32_t row,
    double points)
{
	if (!o->failed)
		check(o, worksheet_set_row(o->sheet[sheet], row, points,
		    NULL), "height");
}

void
xlsx_out_freeze(struct xlsx_out *o, unsigned sheet, bool print)
{
	if (o->failed)
		return;
	worksheet_freeze_panes(o->sheet[sheet], 1, 0);
	if (print)
		check(o, worksheet_repeat_rows(o->sheet[sheet], 0, 0),
		    "print titles");
}

void
xlsx_out_filter(struct xlsx_out *o, unsigned sheet, uint32_t last_row,
    uint16_t last_column)
{
	if (!o->failed)
		check(o, worksheet_autofilter(o->sheet[sheet], 0, 0, last_row,
		    last_column), "filter");
}

void
xlsx_out_footer(struct xlsx_out *o, unsigned sheet, const char *text)
{
	const char *fault = fault_of(str_of(text));

	if (fault != NULL)
		xlsx_out_fail(o, fault);
	if (!o->failed)
		check(o, worksheet_set_footer(o->sheet[sheet], text),
		    "footer");
}

/* The least value of a rule that is no list. */
static double
least(const struct xlsx_rule *r)
{
	return r->kind == XLSX_RULE_DATE ? XLSX_FIRST_DAY + SERIAL_OF_EPOCH :
	    -LARGEST;
}

void
xlsx_rule_text(char out[XLSX_RULE_TEXT], const struct xlsx_rule *r)
{
	char letters[COLUMN_NAME];

	if (r->kind != XLSX_RULE_LIST) {
		snprintf(out, XLSX_RULE_TEXT, "%.0f", least(r));
		return;
	}
	column_name(letters, r->list_column + 1u);
	snprintf(out, XLSX_RULE_TEXT, "%.31s!$%s$%u:$%s$%u", r->list_sheet,
	    letters, r->list_row + 1, letters, r->list_row + r->list_n);
}

void
xlsx_out_rule(struct xlsx_out *o, unsigned sheet, uint16_t column,
    const struct xlsx_rule *r)
{
	char range[XLSX_RULE_TEXT + 1] = "=";
	lxw_data_validation v = {
		.criteria = LXW_VALIDATION_CRITERIA_BETWEEN,
		.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING,
		.show_error = r->message == NULL ? LXW_VALIDATION_OFF :
		    LXW_VALIDATION_ON,
		.error_title = (char *)(uintptr_t)r->title,
		.error_message = (char *)(uintptr_t)r->message,
	};

	if (o->failed)
		return;
	/* What a cell may be. */
	switch (r->kind) {
	case XLSX_RULE_LIST:
		xlsx_rule_text(range + 1, r);
		v.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
		v.value_formula = range;
		break;
	case XLSX_RULE_DATE:
		v.validate = LXW_VALIDATION_TYPE_DATE_NUMBER;
		v.minimum_number = least(r);
		v.maximum_number = LAST_SERIAL;
		break;
	case XLSX_RULE_NUMBER:
		v.validate = LXW_VALIDATION_TYPE_DECIMAL;
		v.minimum_number = least(r);
		v.maximum_number = LARGEST;
		break;
	}
	/* For all rows below the header. */
	check(o, worksheet_data_validation_range(o->sheet[sheet], 1, column,
	    XLSX_LAST_ROW, column, &v), "rule");
}

/* The library writes properties as they are, and keeps pointers to copies. */
static void
set_properties(struct xlsx_out *o, const struct xlsx_about *about)
{
	const char *text[2] = { about->title, about->company };
	lxw_doc_properties p = { .created = (time_t)about->created_s };

	for (size_t i = 0; i < 2; i++) {
		const char *fault = text[i] == NULL ? NULL :
		    fault_of(str_of(text[i]));

		if (fault != NULL)
			xlsx_out_fail(o, fault);
	}
	p.title = (char *)(uintptr_t)about->title;
	p.company = (char *)(uintptr_t)about->company;
	if (!o->failed)
		check(o, workbook_set_properties(o->book, &p), "properties");
}

/* The library names only a kind of error; errno often has the reason. */
static void
finish(struct xlsx_out *o)
{
	lxw_error code;
	int sys;

	errno = 0;
	code = workbook_close(o->book);
	sys = errno;
	check(o, code, "close");
	if (code != LXW_NO_ERROR && sys != 0)
		err_ctx(o->e, "%s", strerror(sys));
}

int
xlsx_out_here(const char *path, const char *tmpdir,
    const struct xlsx_about *about, xlsx_fill_fn *fn, void *ctx,
    struct err *e)
{
	lxw_workbook_options opt = { .constant_memory = LXW_TRUE };
	struct xlsx_out o = { .e = e };

	opt.tmpdir = (char *)(uintptr_t)tmpdir;
	o.book = workbook_new_opt(path, &opt);
	if (o.book == NULL)
		return err_set(e, ERR_SYS, "cannot begin the workbook %s",
		    path);
	buf_init(&o.scratch, (size_t)1 << 20);
	set_properties(&o, about);
	if (!o.failed)
		fn(&o, ctx);
	finish(&o);
	buf_fini(&o.scratch);
	free(o.look);
	free(o.sheet);
	return o.failed ? -1 : 0;
}

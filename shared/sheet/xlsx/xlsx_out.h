/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Writing workbooks (libxlsxwriter has its only users here). The library hides
 * write errors and dies when memory ends, so it runs in a throw-away process;
 * and it passes on whatever it is given, so every text is looked at before.
 * The same calls give the same bytes. Rows and columns count from 0.
 */
#ifndef PREAUDIT_XLSX_OUT_H
#define PREAUDIT_XLSX_OUT_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/base/err.h"
#include "shared/base/str.h"

/* Dates before it count differently in different programs: keep them text. */
#define XLSX_FIRST_DAY (-25508) /* 1900-03-01 */
#define XLSX_LAST_ROW 1048575

struct xlsx_out;

struct xlsx_about {
	const char *title, *company; /* the file's properties; NULL: none */
	int64_t created_s;           /* never 0, which means "now" there */
};

/*
 * Says what is in the workbook, in the child. The calls below keep the first
 * error for xlsx_out_write and do nothing after it.
 */
typedef void xlsx_fill_fn(struct xlsx_out *o, void *ctx);

/*
 * Writes the workbook `path` in a child process with limits; `tmpdir` is a
 * private folder for the library's temporary files. That 0 is returned says
 * little: read it back and compare. Nothing is left behind on an error.
 */
int xlsx_out_write(const char *path, const char *tmpdir,
    const struct xlsx_about *about, xlsx_fill_fn *fn, void *ctx,
    struct err *e);

/* False after an error: no need to go on. */
bool xlsx_out_ok(const struct xlsx_out *o);

/* How cells look; what is zero is as in an empty workbook. */
struct xlsx_look {
	const char *format;    /* of numbers */
	uint32_t colour, fill; /* 0xRRGGBB */
	unsigned size;         /* points */
	bool bold, wrap, line; /* line: below the cell */
};

/* A look and a sheet are numbers for the calls below. */
#define XLSX_NO_LOOK 0
unsigned xlsx_out_look(struct xlsx_out *o, const struct xlsx_look *look);
/* Landscape on A4, as wide as the page. The name as sheet_name gives it. */
unsigned xlsx_out_sheet(struct xlsx_out *o, const char *name);
/* Not for the first sheet, which is the one that opens. */
void xlsx_out_hide(struct xlsx_out *o, unsigned sheet);

/*
 * A cell; rows of a sheet in ascending order. Text stays text, whatever it
 * looks like; an empty one writes nothing.
 */
void xlsx_out_text(struct xlsx_out *o, unsigned sheet, uint32_t row,
    uint16_t column, struct str text, unsigned look);
void xlsx_out_number(struct xlsx_out *o, unsigned sheet, uint32_t row,
    uint16_t column, double v, unsigned look);
/* `day` from XLSX_FIRST_DAY on; the look needs a format of dates. */
void xlsx_out_date(struct xlsx_out *o, unsigned sheet, uint32_t row,
    uint16_t column, int32_t day, unsigned look);
/* A note on a cell, its box so many pixels high. */
void xlsx_out_note(struct xlsx_out *o, unsigned sheet, uint32_t row,
    uint16_t column, struct str text, uint16_t height);

/* Width in characters; the look is that of the column's empty cells. */
void xlsx_out_width(struct xlsx_out *o, unsigned sheet, uint16_t column,
    double width, unsigned look);
void xlsx_out_height(struct xlsx_out *o, unsigned sheet, uint32_t row,
    double points);
/* The first row stays in sight, on paper too when `print`. */
void xlsx_out_freeze(struct xlsx_out *o, unsigned sheet, bool print);
void xlsx_out_filter(struct xlsx_out *o, unsigned sheet, uint32_t last_row,
    uint16_t last_column);
void xlsx_out_footer(struct xlsx_out *o, unsigned sheet, const char *text);

/*
 * What the cells of a column should hold, from its second row on. A list is
 * always a range of cells: lists within the rule overrun the library's memory.
 */
enum xlsx_rule_kind { XLSX_RULE_LIST, XLSX_RULE_DATE, XLSX_RULE_NUMBER };
struct xlsx_rule {
	enum xlsx_rule_kind kind;
	const char *list_sheet;  /* LIST: letters only */
	uint16_t list_column;
	uint32_t list_row, list_n;
	/*
	 * Said of another value, which may still be entered: at most 32 and 255
	 * characters. NULL: any value goes.
	 */
	const char *title, *message;
};
void xlsx_out_rule(struct xlsx_out *o, unsigned sheet, uint16_t column,
    const struct xlsx_rule *r);
/* What the file says first of a rule: "Lists!$A$2:$A$9", the least value. */
#define XLSX_RULE_TEXT 80
void xlsx_rule_text(char out[XLSX_RULE_TEXT], const struct xlsx_rule *r);

#endif

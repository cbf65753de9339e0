/* SPDX-License-Identifier: Apache-2.0 */
/* Flat OpenDocument in short words, and what is read from it as one line. */
#ifndef PREAUDIT_TEST_ODS_XML_H
#define PREAUDIT_TEST_ODS_XML_H

#include "shared/base/num.h"
#include "shared/sheet/ods/ods_internal.h"
#include "shared/text/date.h"

#define HEAD "<office:document xmlns:office=" \
	"\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\">"
#define BODY(x) "<office:body><office:spreadsheet>" x \
	"</office:spreadsheet></office:body></office:document>"
#define TABLE(x) HEAD BODY("<table:table table:name=\"A\">" x "</table:table>")
#define ROW(x) "<table:table-row>" x "</table:table-row>"
#define ROWS(n, x) "<table:table-row table:number-rows-repeated=\"" n "\">" \
	x "</table:table-row>"
#define CELL(attr, x) "<table:table-cell " attr ">" x "</table:table-cell>"
#define COLUMNS(n) "table:number-columns-repeated=\"" n "\" "
#define P(x) "<text:p>" x "</text:p>"
#define TEXT(x) CELL("office:value-type=\"string\"", P(x))
#define ONE(x) TABLE(ROW(x))
#define TYPED(type, name, v, x) CELL("office:value-type=\"" type \
	"\" office:" name "=\"" v "\"", P(x))
#define FLOAT(v, x) TYPED("float", "value", v, x)
#define DATE(v) TYPED("date", "date-value", v, "shown")
#define TIME(v) TYPED("time", "time-value", v, "shown")
#define FORMULA(attr, x) CELL("table:formula=\"of:=A2\" " attr, x)

/* "1:T(text) N(1.5) . D(2026-01-31+60)" a row; . is an empty cell. */
static inline bool
show(void *ctx, uint32_t row, const struct sheet_cell *cell, size_t n)
{
	struct buf *b = ctx;
	char day[DATE_TEXT];

	buf_printf(b, "%s%u:", b->n == 0 ? "" : "|", row);
	for (size_t i = 0; i < n; i++) {
		const struct sheet_cell *c = &cell[i];

		buf_printf(b, "%s%s%s%s%c", i > 0 ? " " : "",
		    c->formula ? "=" : "", c->dressed ? "~" : "",
		    c->unset ? "?" : "", ".TNDZBE"[c->kind]);
		if (c->kind == SHEET_DATE) {
			date_format(day, c->date);
			buf_printf(b, "(%s+%d)", day, c->second);
		} else if (c->kind == SHEET_TIME) {
			buf_printf(b, "(%d)", c->second);
		} else if (c->kind == SHEET_NUMBER || c->kind == SHEET_BOOL) {
			buf_putc(b, '(');
			num_format_decimal(b, c->number);
			buf_puts(b, c->percent ? "%)" : ")");
			if (c->digits > 0)
				buf_printf(b, "/%u", c->digits);
		} else if (c->kind != SHEET_EMPTY) {
			buf_printf(b, "(%.*s)", STR_ARG(c->text));
		}
	}
	return true;
}

/* The first sheet. */
static inline int
read_flat(struct str xml, sheet_row_fn *fn, void *ctx,
    struct sheet_facts *facts, struct err *e)
{
	struct ods *o;
	int status;

	if (ods_open(&o, xml, true, e) == -1)
		return -1;
	status = ods_read(o, 0, fn, ctx, facts, e);
	ods_close(o);
	return status;
}

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* Tables as the sheets of a flat OpenDocument spreadsheet. */
#include "tests/trip/trip.h"

#include <stdlib.h>

#include "shared/base/num.h"

static void
put_escaped(struct buf *out, char c)
{
	switch (c) {
	case '<': buf_puts(out, "&lt;"); break;
	case '>': buf_puts(out, "&gt;"); break;
	case '&': buf_puts(out, "&amp;"); break;
	default: buf_putc(out, c); break;
	}
}

/* Paragraphs for lines; blanks that XML would lose by their own elements. */
static void
put_paragraphs(struct buf *out, struct str s)
{
	bool after_blank = true;

	buf_puts(out, "<text:p>");
	for (size_t i = 0; i < s.n; i++) {
		bool last = i + 1 == s.n || s.p[i + 1] == '\n';

		if (s.p[i] == '\n')
			buf_puts(out, "</text:p><text:p>");
		else if (s.p[i] == '\t')
			buf_puts(out, "<text:tab/>");
		else if (s.p[i] == ' ' && (after_blank || last))
			buf_puts(out, i % 2 == 0 ? "<text:s/>" :
			    "<text:s text:c=\"1\"/>");
		else
			put_escaped(out, s.p[i]);
		after_blank = s.p[i] == ' ' || s.p[i] == '\n';
	}
	buf_puts(out, "</text:p>");
}

static void
put_string(struct buf *out, struct str s)
{
	buf_puts(out, "<table:table-cell office:value-type=\"string\">");
	put_paragraphs(out, s);
	buf_puts(out, "</table:table-cell>");
}

static void
put_value(struct buf *out, const char *type, const char *name, struct str v,
    struct str shown)
{
	buf_printf(out, "<table:table-cell office:value-type=\"%s\" "
	    "office:%s=\"%.*s\">", type, name, STR_ARG(v));
	put_paragraphs(out, shown);
	buf_puts(out, "</table:table-cell>");
}

static void
put_percent(struct buf *out, const struct trip_cell *c)
{
	struct buf v;

	buf_init(&v, 64);
	num_format_decimal(&v, strtod(c->text.p, NULL) / 100);
	put_value(out, "percentage", "value", buf_view(&v), STR("?"));
	buf_fini(&v);
}

static void
put_cell(struct buf *out, const struct trip_cell *c)
{
	char at[32] = "";

	switch (c->kind) {
	case TRIP_EMPTY:
		buf_puts(out, "<table:table-cell/>");
		break;
	case TRIP_TEXT:
	case TRIP_DIGITS:
		put_string(out, c->text);
		break;
	case TRIP_NUMBER:
		put_value(out, "float", "value", c->text, STR("?"));
		break;
	case TRIP_PERCENT:
		put_percent(out, c);
		break;
	case TRIP_DATE:
		memcpy(at, c->text.p, c->text.n);
		if (c->look % 3 == 0)
			memcpy(at + c->text.n, "T08:15:00", 10);
		put_value(out, "date", "date-value", str_of(at), STR("?"));
		break;
	case TRIP_YESNO:
		put_value(out, "boolean", "boolean-value",
		    str_is(c->text, "yes") ? STR("true") : STR("false"),
		    STR("?"));
		break;
	}
}

static void
put_row(struct buf *out, const struct trip_table *t, const struct trip_row *r)
{
	if (r != NULL && r->blank_before)
		buf_puts(out, "<table:table-row><table:table-cell "
		    "table:number-columns-repeated=\"1024\"/>"
		    "</table:table-row>");
	buf_puts(out, "<table:table-row>");
	if (t->number % 11 == 0)
		buf_puts(out, "<table:table-cell/>");
	for (size_t c = 0; c < t->ncolumns; c++) {
		if (r == NULL)
			put_string(out, str_of(t->column[c].header));
		else
			put_cell(out, &r->cell[c]);
	}
	buf_puts(out, "<table:table-cell table:number-columns-repeated=\"99\"/>"
	    "</table:table-row>\n");
}

static void
put_table(struct buf *out, const struct trip_table *t)
{
	buf_printf(out, "<table:table table:name=\"T%u\">", t->number);
	if (t->title != NULL) {
		buf_puts(out, "<table:table-row>");
		put_string(out, str_of(t->title));
		buf_puts(out, "</table:table-row><table:table-row "
		    "table:number-rows-repeated=\"2\"><table:table-cell/>"
		    "</table:table-row>");
	}
	put_row(out, t, NULL);
	for (size_t i = 0; i < t->nrows; i++)
		put_row(out, t, &t->row[i]);
	buf_puts(out, "<table:table-row table:number-rows-repeated=\"65000\">"
	    "<table:table-cell table:number-columns-repeated=\"1024\"/>"
	    "</table:table-row></table:table>\n");
}

void
trip_fods(struct buf *out, const struct trip_table *t, size_t n)
{
	static const char ns[] = "urn:oasis:names:tc:opendocument:xmlns:";

	buf_printf(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<office:document xmlns:office=\"%soffice:1.0\" "
	    "xmlns:table=\"%stable:1.0\" xmlns:text=\"%stext:1.0\" "
	    "office:version=\"1.2\" office:mimetype=\"application/vnd.oasis."
	    "opendocument.spreadsheet\"><office:body><office:spreadsheet>\n",
	    ns, ns, ns);
	for (size_t i = 0; i < n; i++)
		put_table(out, &t[i]);
	buf_puts(out, "</office:spreadsheet></office:body>"
	    "</office:document>\n");
}

/* SPDX-License-Identifier: Apache-2.0 */
/* See show_sheet.h. */
#include "tests/lib/show_sheet.h"

#include "shared/base/num.h"
#include "shared/sheet/cell/sheet_text.h"

static void
show_cell(struct buf *b, const struct sheet_cell *c)
{
	static const char kinds[] = ".TNDHBE";

	if (c->formula)
		buf_putc(b, '=');
	if (c->dressed)
		buf_putc(b, '~');
	if (c->unset)
		buf_putc(b, '?');
	buf_putc(b, kinds[c->kind]);
	if (c->kind == SHEET_EMPTY)
		return;
	buf_putc(b, '(');
	if (c->kind == SHEET_BOOL)
		num_format_decimal(b, c->number);
	else
		sheet_text_bare(b, c);
	if (c->digits > 0)
		buf_printf(b, "#%u", c->digits);
	buf_puts(b, c->percent ? "%)" : ")");
}

bool
show_row(void *ctx, uint32_t row, const struct sheet_cell *cell, size_t n)
{
	struct buf *b = ctx;

	buf_printf(b, "%s%u:", b->n == 0 ? "" : "|", row);
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_putc(b, ' ');
		show_cell(b, &cell[i]);
	}
	return true;
}

static void
on_start(void *ctx, const char *name, const char **attr)
{
	struct buf *b = ctx;

	buf_printf(b, "\x01%s", name);
	for (; attr[0] != NULL; attr += 2) {
		buf_printf(b, " %s=", attr[0]);
		buf_puts(b, attr[1]);
	}
	buf_putc(b, '\x02');
}

static void
on_end(void *ctx, const char *name)
{
	buf_printf(ctx, "\x03%s\x02", name);
}

static void
on_text(void *ctx, const char *p, size_t n)
{
	buf_put(ctx, p, n);
}

struct xml_handler
show_xml(struct buf *b)
{
	return (struct xml_handler){ .start = on_start, .end = on_end,
		.text = on_text, .ctx = b };
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Markup with escaped values in it; see html.h. */
#include "reports/render/html.h"

#include <stdarg.h>

static void
escape(struct buf *b, struct str s)
{
	size_t from = 0;

	for (size_t i = 0; i < s.n; i++) {
		const char *as;

		switch (s.p[i]) {
		case '&': as = "&amp;"; break;
		case '<': as = "&lt;"; break;
		case '>': as = "&gt;"; break;
		case '"': as = "&quot;"; break;
		case '\'': as = "&#39;"; break;
		default:
			/* Controls have no place in a page. */
			if ((unsigned char)s.p[i] >= 0x20 ||
			    s.p[i] == '\n' || s.p[i] == '\t')
				continue;
			as = "\xef\xbf\xbd";
		}
		buf_put(b, s.p + from, i - from);
		buf_puts(b, as);
		from = i + 1;
	}
	if (s.n > from)
		buf_put(b, s.p + from, s.n - from);
}

void
html_init(struct html *h, struct buf *out)
{
	*h = (struct html){ .out = out };
}

void
html_str(struct html *h, struct str text)
{
	escape(h->out, text);
}

void
html_format(struct html *h, const char *fmt, ...)
{
	const char *p;
	va_list ap;

	va_start(ap, fmt);
	while ((p = strchr(fmt, '%')) != NULL) {
		buf_put(h->out, fmt, (size_t)(p - fmt));
		fmt = p + (p[1] == 's' ? 2 : 3);
		if (p[1] == 's')
			escape(h->out, str_of(va_arg(ap, const char *)));
		else if (p[1] == 'l')
			buf_i64(h->out, va_arg(ap, long));
		else
			buf_u64(h->out, va_arg(ap, size_t));
	}
	buf_puts(h->out, fmt);
	va_end(ap);
}

void
html_line(struct html *h)
{
	buf_putc(h->out, '\n');
}

void
html_style(struct html *h, const char *css)
{
	buf_puts(h->out, "<style>");
	buf_puts(h->out, css);
	buf_puts(h->out, "</style>");
}

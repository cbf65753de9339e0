/* SPDX-License-Identifier: Apache-2.0 */
/* Escaping element writer; see html.h. */
#include "reports/render/html.h"

#include <assert.h>
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

static void
end_tag_start(struct html *h)
{
	if (h->in_tag)
		buf_putc(h->out, '>');
	h->in_tag = false;
}

void
html_init(struct html *h, struct buf *out)
{
	*h = (struct html){ .out = out };
}

void
html_open(struct html *h, const char *name)
{
	end_tag_start(h);
	assert(h->depth < HTML_MAX_DEPTH);
	h->open[h->depth++] = name;
	buf_putc(h->out, '<');
	buf_puts(h->out, name);
	h->in_tag = true;
}

static void
html_attr_str(struct html *h, const char *name, struct str value)
{
	assert(h->in_tag);
	buf_putc(h->out, ' ');
	buf_puts(h->out, name);
	buf_puts(h->out, "=\"");
	escape(h->out, value);
	buf_putc(h->out, '"');
}

void
html_attr(struct html *h, const char *name, const char *value)
{
	html_attr_str(h, name, str_of(value));
}

void
html_close(struct html *h, const char *name)
{
	end_tag_start(h);
	assert(h->depth > 0 && strcmp(h->open[h->depth - 1], name) == 0);
	h->depth--;
	buf_puts(h->out, "</");
	buf_puts(h->out, name);
	buf_putc(h->out, '>');
}

void
html_void(struct html *h, const char *name)
{
	(void)name;
	assert(h->depth > 0 && strcmp(h->open[h->depth - 1], name) == 0);
	end_tag_start(h);
	h->depth--;
}

void
html_str(struct html *h, struct str text)
{
	end_tag_start(h);
	escape(h->out, text);
}

void
html_text(struct html *h, const char *text)
{
	html_str(h, str_of(text));
}

void
html_element(struct html *h, const char *name, const char *text)
{
	html_open(h, name);
	html_text(h, text);
	html_close(h, name);
}

void
html_class(struct html *h, const char *name, const char *class,
    const char *text)
{
	html_open(h, name);
	html_attr(h, "class", class);
	html_text(h, text);
	html_close(h, name);
}

void
html_format(struct html *h, const char *fmt, ...)
{
	const char *p;
	va_list ap;

	end_tag_start(h);
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
	end_tag_start(h);
	buf_putc(h->out, '\n');
}

void
html_style(struct html *h, const char *css)
{
	html_open(h, "style");
	end_tag_start(h);
	buf_puts(h->out, css);
	html_close(h, "style");
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The frame of every page; see page.h. */
#include "fcgi/page.h"

#include "reports/render/html_style.h"

static void
put_nav(struct page *p, struct html *h)
{
	static const struct {
		const char *to, *title;
		enum { ALL, KNOWN, DASHBOARD } who;
	} links[] = {
		{ "/", "Readiness", DASHBOARD },
		{ "/reports", "Reports", KNOWN },
		{ "/verify", "Verify a report", ALL },
		{ "/log/checkpoint", "Checkpoint", ALL },
	};

	html_format(h, "<nav class=\"site\" aria-label=\"Site\">");
	for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++) {
		if ((links[i].who == KNOWN && p->role == ROLE_NOBODY) ||
		    (links[i].who == DASHBOARD && (p->role == ROLE_NOBODY ||
		    !access_dashboard(&p->access, p->q->user))))
			continue;
		html_format(h, "<a href=\"%s\">%s</a>", links[i].to,
		    links[i].title);
	}
	html_format(h, "</nav>");
}

void
page_begin(struct page *p, struct resp *r, struct html *h, const char *title)
{
	struct buf css, csp;

	buf_init(&css, 65536);
	buf_init(&csp, 4096);
	html_style_put(&css);
	buf_puts(&csp, "default-src 'none'; style-src ");
	html_style_hash(&csp, buf_view(&css));
	buf_puts(&csp, "; base-uri 'none'; form-action 'self'; "
	    "frame-ancestors 'none'");
	r->type = "text/html; charset=utf-8";
	r->csp = arena_memdup(p->q->arena, csp.p, csp.n);
	html_init(h, &r->body);
	html_format(h, "<!DOCTYPE html>\n<html lang=\"en\"><head>"
	    "<meta charset=\"utf-8\"><meta name=\"viewport\" "
	    "content=\"width=device-width, initial-scale=1\">"
	    "<title>%s · Preaudit</title>", title);
	html_style(h, buf_cstr(&css));
	html_format(h, "</head><body><a class=\"skip\" href=\"#main\">"
	    "Skip to the content</a><div class=\"wrap\">");
	put_nav(p, h);
	html_format(h, "<main id=\"main\"><h1>%s</h1>\n", title);
	buf_fini(&css);
	buf_fini(&csp);
}

void
page_end(struct html *h)
{
	html_format(h, "</main></div></body></html>\n");
}

void
page_table(struct html *h, const char *caption)
{
	html_format(h, "<div class=\"scroll\"><table><caption>%s</caption>"
	    "<thead><tr>", caption);
}

void
page_column(struct html *h, const char *title)
{
	html_format(h, "<th scope=\"col\">%s</th>", title);
}

void
page_table_body(struct html *h)
{
	html_format(h, "</tr></thead><tbody>");
}

void
page_table_end(struct html *h)
{
	html_format(h, "</tbody></table></div>");
}

int
page_message(struct page *p, struct resp *r, int status, const char *text)
{
	struct html h;

	r->status = status;
	page_begin(p, r, &h, status < 400 ? "Preaudit" :
	    http_status_line(status) + 4);
	html_format(&h, "<p>%s</p>", text);
	page_end(&h);
	return 0;
}

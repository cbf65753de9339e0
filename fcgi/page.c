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

	html_open(h, "nav");
	html_attr(h, "class", "site");
	html_attr(h, "aria-label", "Site");
	for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++) {
		if ((links[i].who == KNOWN && p->role == ROLE_NOBODY) ||
		    (links[i].who == DASHBOARD && (p->role == ROLE_NOBODY ||
		    !access_dashboard(&p->access, p->q->user))))
			continue;
		html_open(h, "a");
		html_attr(h, "href", links[i].to);
		html_text(h, links[i].title);
		html_close(h, "a");
	}
	html_close(h, "nav");
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
	buf_puts(&r->body, "<!DOCTYPE html>\n");
	html_open(h, "html");
	html_attr(h, "lang", "en");
	html_open(h, "head");
	html_open(h, "meta");
	html_attr(h, "charset", "utf-8");
	html_void(h, "meta");
	html_open(h, "meta");
	html_attr(h, "name", "viewport");
	html_attr(h, "content", "width=device-width, initial-scale=1");
	html_void(h, "meta");
	html_open(h, "title");
	html_text(h, title);
	html_text(h, " · Preaudit");
	html_close(h, "title");
	html_style(h, buf_cstr(&css));
	html_close(h, "head");
	html_open(h, "body");
	html_open(h, "a");
	html_attr(h, "class", "skip");
	html_attr(h, "href", "#main");
	html_text(h, "Skip to the content");
	html_close(h, "a");
	html_open(h, "div");
	html_attr(h, "class", "wrap");
	put_nav(p, h);
	html_open(h, "main");
	html_attr(h, "id", "main");
	html_element(h, "h1", title);
	html_line(h);
	buf_fini(&css);
	buf_fini(&csp);
}

void
page_end(struct resp *r, struct html *h)
{
	html_close(h, "main");
	html_close(h, "div");
	html_close(h, "body");
	html_close(h, "html");
	buf_putc(&r->body, '\n');
}

void
page_message(struct page *p, struct resp *r, const char *text)
{
	struct html h;

	page_begin(p, r, &h, r->status < 400 ? "Preaudit" :
	    http_status_line(r->status) + 4);
	html_element(&h, "p", text);
	page_end(r, &h);
}
